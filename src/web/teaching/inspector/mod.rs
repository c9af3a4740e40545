//! `/inspecteur`: one's own session cookie, taken apart.
//!
//! Security: the page shows a value that `HttpOnly` hides from scripts. It runs
//! none, is kept by no cache and framed by no other site, and it is the
//! visitor's own. Under a private key it shows no more of the signature than the
//! site's own behavior does: whether it is good.

mod attributes;
mod calculation;
mod headers;
mod received_cookies;
mod rows;
mod suspects;

use serde::Serialize;

use self::{
    attributes::Attribute,
    calculation::Step,
    headers::RawHeaders,
    received_cookies::{cookies, is_bounced, replay},
    rows::{PartRow, shortened},
    suspects::Suspect,
};
use super::{
    comparison::{Compared, MAX_SHOWN},
    marked_up,
    verdict::{GateLine, VerdictBox, gates, hints, verdict_box},
};
use crate::{
    anatomy::{Anatomy, Hint, MAX_BROWSER_BYTES, Verdict, to_json},
    http::{HttpError, Response, StatusCode, header::CACHE_CONTROL, response},
    session::SetCookie,
    view::{
        Markup,
        text::{cookie::CookieText, lab::InspectorWords},
    },
    web::{
        ctx::Ctx,
        headers::NO_STORE,
        routes::Route,
        shown::{printable, start},
    },
};

/// `inspector.html`
#[derive(Serialize)]
pub(super) struct Inspector {
    /// `None` where no session cookie came.
    cookie: Option<Inspected>,
    /// Other cookies came.
    other_cookies: bool,
    /// One was sent, and none came back.
    is_bounced: bool,
    attributes: Vec<Attribute>,
    headers: RawHeaders,
}

/// A cookie taken apart, in words.
#[derive(Serialize)]
pub(super) struct Inspected {
    verdict: VerdictBox,
    /// Empty unless the signature is wrong, or another application is at work.
    suspects: Vec<Suspect>,
    /// They are the three that explain a wrong signature.
    has_all_suspects: bool,
    diff: Option<Compared>,
    /// `None` where the payload does not unpack to text.
    reading: Option<Reading>,
    /// To copy; `None` where it is not shown whole.
    value: Option<String>,
    /// Of a value that is not shown whole, how much is.
    cut: Option<String>,
    payload: Option<String>,
    timestamp: Option<String>,
    signature: Option<String>,
    rows: Vec<PartRow>,
    gates: Vec<GateLine>,
    /// For the meter, which ends at the limit.
    bytes: usize,
    limit: usize,
    size: String,
    hints: Vec<Markup>,
    /// Empty where there are no three parts.
    steps: Vec<Step>,
}

/// What travels, and what it says, side by side: the lesson, for the last row.
#[derive(Serialize)]
pub(super) struct Reading {
    sent: String,
    read: String,
    is_untrusted: bool,
}

/// Characters of either side, at most; the table has all of it.
const MAX_READING: usize = 90;

/// What the JSON holds of a payload's text, and of its content, at most, in
/// bytes: twice the content, the tags and the value remain below 256 KiB.
const MAX_JSON_BYTES: usize = 64 * 1024;

/// The page.
pub(in crate::web) fn inspector(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    ctx.progress()?;
    let user = ctx.user();
    let value = ctx.session_text();
    let anatomy = value.as_ref().map(|value| examined(ctx, value));
    let page = Inspector {
        cookie: anatomy
            .as_ref()
            .map(|anatomy| inspected(ctx, anatomy, user.as_deref())),
        other_cookies: ctx.request.cookie_lines().next().is_some(),
        is_bounced: value.is_none() && is_bounced(ctx),
        attributes: attributes::attributes(ctx, anatomy.as_ref()),
        headers: headers::headers(ctx, value.as_deref()),
    };
    ctx.page_of_now(StatusCode::OK, page)
}

/// « Effacer ce cookie »: asks the browser to forget it, good or not.
pub(in crate::web) fn forget(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    ctx.handed_out = Some(SetCookie::delete(&ctx.sessions().config().cookie));
    // Read as any page reads it: the answer varies with the cookie.
    ctx.session.is_empty();
    ctx.redirect(Route::Inspector)
}

/// The very object of `decode-cookie --json`; 404 without a cookie.
pub(in crate::web) fn inspector_json(ctx: &mut Ctx<'_>) -> Response {
    let text = CookieText::of(ctx.lang);
    let (status, json) = match ctx.session_text() {
        Some(value) => {
            let anatomy = examined(ctx, &value);
            let hint_text = |hint: &_| text.hint(hint);
            (
                StatusCode::OK,
                to_json(&anatomy, 0, MAX_JSON_BYTES, hint_text),
            )
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

/// The session cookie taken apart, and whether another of its name came along.
fn examined(ctx: &Ctx<'_>, value: &str) -> Anatomy {
    let mut anatomy = ctx.examiner().examine(value, ctx.now());
    let name = ctx.sessions().config().cookie.name.as_bytes();
    if cookies(ctx)
        .iter()
        .filter(|(found, _)| found == name)
        .count()
        > 1
    {
        anatomy.hints.push(Hint::TwoCookies);
    }
    anatomy
}

fn inspected(ctx: &Ctx<'_>, anatomy: &Anatomy, user: Option<&str>) -> Inspected {
    let text = CookieText::of(ctx.lang);
    let part = |raw: Option<&String>| raw.map(|raw| shortened(&printable(raw)));
    let is_whole = anatomy.value.chars().count() <= MAX_SHOWN;
    let findings = suspects::findings(ctx, anatomy);
    let words = InspectorWords::of(ctx.lang);
    let is_taken = anatomy.verdict == Verdict::Valid && !ctx.is_ended;
    Inspected {
        verdict: VerdictBox {
            is_ended: ctx.is_ended,
            consequence: Some(match (is_taken, user) {
                (true, Some(_)) => words.site_knows,
                (true, None) => words.site_reads,
                (false, _) => words.site_ignores,
            }),
            user: user.filter(|_| is_taken).map(printable),
            ..verdict_here(ctx, anatomy)
        },
        has_all_suspects: findings.suspects.len() > 1,
        suspects: findings.suspects,
        diff: findings.diff,
        reading: reading(anatomy),
        value: is_whole.then(|| printable(&anatomy.value)),
        cut: (!is_whole).then(|| text_cut(text, &anatomy.value)),
        payload: part(anatomy.payload.as_ref().map(|part| &part.raw)),
        timestamp: part(anatomy.timestamp.as_ref().map(|part| &part.raw)),
        signature: part(anatomy.signature.as_ref().map(|part| &part.raw)),
        rows: rows::rows(ctx, anatomy),
        gates: gates(text, anatomy),
        bytes: anatomy.size().min(MAX_BROWSER_BYTES),
        limit: MAX_BROWSER_BYTES,
        size: size(ctx, anatomy.size()),
        hints: hints(text, anatomy),
        steps: calculation::steps(ctx, anatomy),
    }
}

/// The payload as it travels and as it reads.
fn reading(anatomy: &Anatomy) -> Option<Reading> {
    let payload = anatomy.payload.as_ref()?;
    let shown = |text| start(&printable(text), MAX_READING);
    Some(Reading {
        sent: shown(&payload.raw),
        read: shown(payload.content.text()?),
        is_untrusted: !anatomy.is_trusted(),
    })
}

fn text_cut(text: &CookieText, value: &str) -> String {
    let numbers = [MAX_SHOWN, value.chars().count()].map(|it| text.count(it as u128));
    let [shown, all] = &numbers;
    (text.parts.text_cut)(shown, all)
}

/// Name and value: `81 octets sur 4 096 (1 %)`
fn size(ctx: &Ctx<'_>, bytes: usize) -> String {
    let text = CookieText::of(ctx.lang);
    let size = (text.parts.size)(
        &text.count(bytes as u128),
        &text.count(MAX_BROWSER_BYTES as u128),
    );
    let percent = ctx.lang.percent(bytes * 100 / MAX_BROWSER_BYTES);
    InspectorWords::of(ctx.lang).share(&size, &percent)
}

/// The verdict, and whether it is that of a copy from before the logout.
fn verdict_here(ctx: &Ctx<'_>, anatomy: &Anatomy) -> VerdictBox {
    let text = CookieText::of(ctx.lang);
    let verdict = verdict_box(text, anatomy);
    let Some((signed_out, issued)) = replay(ctx, anatomy) else {
        return verdict;
    };
    let words = InspectorWords::of(ctx.lang);
    let (out, at) = (text.moment(signed_out), text.moment(issued));
    let why = words.replay_why(&out, &at);
    VerdictBox {
        kind: "warning",
        symbol: "!",
        title: words.replay_title.to_owned(),
        why: Some(marked_up(&why)),
        cure: Some(marked_up(words.replay_cure)),
        ..verdict
    }
}
