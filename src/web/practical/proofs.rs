//! The addresses at which exercises 5, 6, 7 and 10 are proved.
//!
//! They set no `tp` cookie: whose request it is says the cookie that came, or
//! the code in the address.

use crate::{
    classroom::{CLOCK_COOKIE, Clocked, Fact, Slip, WEAK_KEYS},
    http::{HttpError, Response, StatusCode, header::HeaderValue, response},
    session::Value,
    view::{
        context::practical::{Direction, Proof, TwoClocks},
        text::{cookie::CookieText, lab::RoomWords},
    },
    web::{ctx::Ctx, headers::unstored, shown::printable, teaching::pieces},
};

/// Whom the cookie of exercise 5 has to name.
const DIRECTION: &str = "direction";

/// Exercise 5: open for who forged the right cookie.
///
/// The site itself never issues one with a `code`.
pub(in crate::web) fn direction(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    let words = RoomWords::of(ctx.lang);
    let user = ctx.user();
    let session_code = ctx.session.get("code").and_then(Value::as_str);
    let session_code = session_code.map(ToOwned::to_owned);
    let mut page = Direction {
        is_open: false,
        why: Vec::new(),
        cause: Vec::new(),
        cure: Vec::new(),
    };
    match (ctx.visitor.code(), user.as_deref()) {
        _ if ctx.refusal.is_some() => explain_refusal(ctx, &mut page),
        (_, None) => page.why = pieces(words.direction_nobody),
        (_, Some(user)) if user != DIRECTION => {
            page.why = pieces(&(words.direction_somebody)(user));
        }
        (None, _) => page.why = pieces(words.direction_unknown),
        (Some(code), _) => {
            page.is_open = session_code.as_deref() == Some(code.as_str());
            page.why = pieces(words.direction_other_code);
        }
    }
    if let (Some(code), false) = (ctx.visitor.code(), page.is_open) {
        ctx.app.classroom.slip(code, Slip::DirectionRefused);
    }
    let status = if page.is_open {
        StatusCode::OK
    } else {
        StatusCode::FORBIDDEN
    };
    unstored(ctx.page(status, page))
}

/// In the words of the inspector.
fn explain_refusal(ctx: &Ctx<'_>, page: &mut Direction) {
    page.why = pieces(RoomWords::of(ctx.lang).direction_refused);
    let text = CookieText::of(ctx.lang);
    let value = ctx.session_text().unwrap_or_default();
    let anatomy = ctx.examiner().examine(&value, ctx.now());
    if let Some(explanation) = text.explanation(&anatomy) {
        page.cause = pieces(&explanation.why);
        page.cure = pieces(&explanation.cure);
    }
}

/// Exercise 6: the words to try.
pub(in crate::web) fn weak_keys() -> Response {
    response::text(StatusCode::OK, WEAK_KEYS)
}

/// Exercise 7: how old the cookie `horloge` is by the server's clock.
pub(in crate::web) fn two_clocks(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    let now = ctx.now();
    let classroom = &ctx.app.classroom;
    let came = ctx.cookie(CLOCK_COOKIE);
    let clocked = came
        .as_ref()
        .and_then(|value| classroom.read_clock(value, now));
    let own = clocked.filter(|clocked| ctx.visitor.code() == Some(clocked.cookie.code));
    if let Some(clocked) = own {
        if clocked.age > clocked.cookie.lifetime {
            classroom.prove(clocked.cookie.code, Fact::OutlivedReceived, now);
        } else {
            classroom.slip(clocked.cookie.code, Slip::NotYetOld);
        }
    }
    let page = verdict(ctx, came.is_some(), own);
    unstored(ctx.page(StatusCode::OK, page))
}

fn verdict(ctx: &Ctx<'_>, came: bool, own: Option<Clocked>) -> TwoClocks {
    let words = RoomWords::of(ctx.lang);
    let seconds = |seconds: u64| CookieText::of(ctx.lang).duration(seconds.into());
    let (kind, symbol, verdict, why) = match own {
        None if came => (
            "error",
            "✗",
            words.clock_refused.to_owned(),
            words.clock_refused_why,
        ),
        None => (
            "warning",
            "!",
            words.clock_none.to_owned(),
            words.clock_none_why,
        ),
        Some(Clocked { cookie, age }) if age > cookie.lifetime => {
            let verdict = (words.clock_old)(&seconds(age), &seconds(cookie.lifetime));
            ("error", "⌛", verdict, words.clock_old_why)
        }
        Some(Clocked { cookie, age }) => {
            let verdict = (words.clock_young)(&seconds(age), &seconds(cookie.lifetime - age));
            ("success", "✓", verdict, words.clock_young_why)
        }
    };
    TwoClocks {
        kind,
        symbol,
        verdict: printable(&verdict),
        why,
    }
}

/// Exercise 10: the proof is in a header, and in no page.
pub(in crate::web) fn proof(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    let content = Proof {};
    let mut page = unstored(ctx.page(StatusCode::OK, content))?;
    if let Some(code) = ctx.visitor.code() {
        let proof = ctx.app.classroom.proof(code);
        let proof = HeaderValue::try_from(proof).map_err(HttpError::internal)?;
        page.headers_mut().insert("x-tp-preuve", proof);
    }
    Ok(page)
}
