//! `/inspecteur`: one's own session cookie, taken apart.
//!
//! Security: the page shows a value that `HttpOnly` hides from scripts. It runs
//! none, is kept by no cache and framed by no other site, and it is the
//! visitor's own. Under a private key it shows no more of the signature than the
//! site's own behavior does: whether it is good.

use super::pieces;
use crate::{
    anatomy::{Anatomy, MAX_COOKIE_SIZE, PayloadPart, Verdict, algorithm, steps, to_json},
    http::{HttpError, Response, StatusCode, header::CACHE_CONTROL, response},
    session::{parse_cookies, tags_in},
    view::{
        Page,
        context::{Context, Inspected, Inspector, Step},
        text::cookie::{CookieText, gate_symbol, python_type, verdict_symbol},
    },
    web::{
        ctx::{Ctx, printable},
        headers::NO_STORE,
    },
};

/// The page.
pub(in crate::web) fn inspector(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    ctx.progress()?;
    let inspected = received(ctx).map(|value| {
        let anatomy = ctx.examiner().examine(&value, ctx.now());
        inspected(ctx, &anatomy)
    });
    let context = Context {
        frame: ctx.frame(),
        page: Inspector {
            cookie: inspected,
            name: ctx.sessions().config().cookie.name.clone(),
            other_cookies: ctx.request.cookie_lines().next().is_some(),
        },
    };
    let mut response = ctx.render(StatusCode::OK, Page::Inspector, &context)?;
    response.headers_mut().insert(CACHE_CONTROL, NO_STORE);
    Ok(response)
}

/// The very object of `decode-cookie --json`; 404 without a cookie.
pub(in crate::web) fn inspector_json(ctx: &mut Ctx<'_>) -> Response {
    let text = CookieText::of(ctx.lang);
    let (status, json) = match received(ctx) {
        Some(value) => {
            let anatomy = ctx.examiner().examine(&value, ctx.now());
            (StatusCode::OK, to_json(&anatomy, 0, |hint| text.hint(hint)))
        }
        None => (
            StatusCode::NOT_FOUND,
            r#"{"schema":"decode-cookie/1","verdict":null}"#.to_owned(),
        ),
    };
    let mut response = response::bytes(status, "application/json", json + "\n");
    response.headers_mut().insert(CACHE_CONTROL, NO_STORE);
    // Read as any page reads it: the answer varies with the cookie.
    ctx.session.is_empty();
    response
}

/// The session cookie as it came, the first one as Flask has it; what is no
/// UTF-8 in it is replaced.
fn received(ctx: &Ctx<'_>) -> Option<String> {
    let name = ctx.sessions().config().cookie.name.as_bytes();
    let cookies = parse_cookies(ctx.request.cookie_lines());
    let (_, value) = cookies.into_iter().find(|(found, _)| found == name)?;
    Some(String::from_utf8_lossy(&value).into_owned())
}

fn inspected(ctx: &Ctx<'_>, anatomy: &Anatomy) -> Inspected {
    let text = CookieText::of(ctx.lang);
    let explanation = text.explanation(anatomy);
    let said = explanation.as_ref().and_then(|it| it.diagnosis.clone());
    let hints = anatomy.hints.iter().map(|hint| text.hint(hint));
    let part = |raw: Option<&String>| raw.map(|raw| printable(raw));
    let timestamp = anatomy.timestamp.as_ref();
    Inspected {
        kind: match anatomy.verdict {
            Verdict::Valid => "success",
            _ => "error",
        },
        symbol: verdict_symbol(anatomy.verdict),
        title: text.title(anatomy),
        age: text.age(anatomy).join(", "),
        why: explanation.as_ref().map(|it| pieces(&it.why)),
        diagnosis: said.as_deref().map(pieces),
        cure: explanation.as_ref().map(|it| pieces(&it.cure)),
        is_ended: ctx.is_ended,
        payload: part(anatomy.payload.as_ref().map(|part| &part.raw)),
        timestamp: part(timestamp.map(|part| &part.raw)),
        signature: part(anatomy.signature.as_ref().map(|part| &part.raw)),
        content: anatomy.payload.as_ref().map(content),
        content_size: anatomy.payload.as_ref().map(|part| text.payload_size(part)),
        tags: tags(text, anatomy),
        is_trusted: anatomy.is_trusted(),
        moment: timestamp
            .and_then(|part| part.seconds)
            .map(|seconds| format!("{seconds} = {}", text.moment(seconds))),
        algorithm: algorithm(anatomy.digest),
        gates: anatomy
            .gates()
            .into_iter()
            .map(|(gate, result)| {
                let (symbol, gate) = (gate_symbol(result), text.gate(gate));
                format!("{symbol} {gate} ({})", text.gate_result(result))
            })
            .collect(),
        bytes: anatomy.value.len().min(MAX_COOKIE_SIZE),
        size: (text.parts.size)(
            &text.count(anatomy.value.len() as u128),
            &text.count(MAX_COOKIE_SIZE as u128),
        ),
        limit: MAX_COOKIE_SIZE,
        hints: hints
            .filter(|hint| said.as_ref() != Some(hint))
            .map(|hint| pieces(&hint))
            .collect(),
        steps: calculation(ctx, anatomy),
    }
}

fn content(part: &PayloadPart) -> String {
    match part.content.text() {
        Some(text) => printable(text),
        None => data_encoding::HEXLOWER.encode(&part.content.bytes),
    }
}

/// A sentence for each value that Flask's JSON marks with a tag.
fn tags(text: &CookieText, anatomy: &Anatomy) -> Vec<String> {
    let part = anatomy.payload.as_ref();
    let document = part.and_then(|part| part.content.json.as_ref());
    let tags = document.map(tags_in).unwrap_or_default().into_iter();
    tags.map(|(path, tag)| {
        let path = if path.is_empty() { "/" } else { &path };
        (text.parts.tagged)(&printable(path), python_type(tag))
    })
    .collect()
}

/// The seven steps; under a private key those that need it stay closed.
fn calculation(ctx: &Ctx<'_>, anatomy: &Anatomy) -> Vec<Step> {
    let text = CookieText::of(ctx.lang);
    let examiner = ctx.examiner();
    let examination = examiner.examination();
    let keys = examination.keys.as_ref();
    // Security: only the key that the course prints is one that everybody knows.
    let published = keys.map(|keys| &keys.key).filter(|_| ctx.app.is_lab);
    let steps = steps(anatomy, examination, published).into_iter();
    steps
        .map(|step| {
            let (title, what) = text.step(step.name);
            let secret = || step.is_secret().then(|| text.parts.secret.to_owned());
            Step {
                title: pieces(title),
                what: pieces(what),
                is_known: step.result.is_some(),
                result: step.result.as_deref().map(printable).or_else(secret),
                shell: printable(&step.shell),
                python: printable(&step.python),
            }
        })
        .collect()
}
