//! `/`: who is signed in, and what the headers said.

use serde::Serialize;

use crate::{
    classroom::{Exchange, Place, Why},
    http::{HttpError, Response},
    view::{
        Markup,
        text::{cookie::CookieText, lab::ExchangeWords},
    },
    web::{
        ctx::Ctx,
        recording::{led_here, target},
        shown::status,
        teaching::marked_up,
    },
};

/// `index.html`: the request and its response, as far as they show cookies.
#[derive(Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is what the template asks for"
)]
struct Index {
    /// The form that led here, where it was recorded.
    before: Option<Before>,
    /// The arrows: before a sign-in, and right after it.
    has_picture: bool,
    method: &'static str,
    target: String,
    cookie: Option<Cookie>,
    /// Cookies came, and none of them is the session's.
    other_cookies: bool,
    set_cookie: Option<SentCookie>,
    /// The session cookie that came counts for nothing.
    is_refused: bool,
    /// The `tp` cookie goes back.
    sets_tp: bool,
    /// This visitor's requests are recorded.
    is_recorded: bool,
}

/// A request that the server answered with "go there", and its response.
#[derive(Serialize)]
struct Before {
    method: String,
    target: String,
    /// `302 Found`.
    status: String,
    /// The session's header, its value cut short.
    set_cookie: Option<String>,
    why: &'static str,
}

/// The session cookie that came.
#[derive(Serialize)]
struct Cookie {
    /// Never the whole value (ASVS 3.3.4: `HttpOnly` hides it from scripts).
    start: String,
    size: usize,
    refusal: Option<Refused>,
}

/// Why the session cookie that came counts for nothing.
#[derive(Serialize)]
struct Refused {
    title: String,
    why: Markup,
}

/// The session cookie that goes back, and why.
#[derive(Serialize)]
struct SentCookie {
    /// The header, its value cut short.
    header: String,
    is_deletion: bool,
    is_modified: bool,
}

/// Characters of a cookie's value that a page may show, at most.
const SHOWN: usize = 8;

pub(in crate::web) fn index(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    let before = led_here(ctx);
    let is_signed_in = ctx.user().is_some();
    let signed_in = before.as_ref().is_some_and(|it| it.place == Place::SignIn);
    ctx.page_with_saved(|ctx, saved| Index {
        before: before.map(|it| in_short(ctx, &it)),
        has_picture: !is_signed_in || signed_in,
        // A HEAD is answered with the headers of this very page.
        method: "GET",
        target: target(&ctx.request),
        cookie: received(ctx),
        other_cookies: ctx.request.cookie_lines().next().is_some(),
        set_cookie: saved.set_cookie.as_ref().map(|cookie| SentCookie {
            header: shortened(&cookie.to_string(), cookie.is_deletion()),
            is_deletion: cookie.is_deletion(),
            is_modified: ctx.session.is_modified(),
        }),
        is_refused: ctx.refusal.is_some() || ctx.is_ended,
        sets_tp: ctx.visitor.is_changed(),
        is_recorded: ctx.visitor.owner().is_some(),
    })
}

/// The exchange that led here, with the session's own header alone.
fn in_short(ctx: &Ctx<'_>, exchange: &Exchange) -> Before {
    let start = format!("{}=", ctx.sessions().config().cookie.name);
    let mut lines = exchange.response.iter();
    let line = lines.find(|(name, line)| name == "set-cookie" && line.starts_with(&start));
    let is_deletion = exchange.why == Why::Emptied;
    Before {
        set_cookie: line.map(|(_, line)| shortened(line, is_deletion)),
        status: status(exchange.status),
        why: ExchangeWords::of(ctx.lang).why(exchange.why),
        method: exchange.method.clone(),
        target: exchange.target.clone(),
    }
}

/// The session cookie as it came, the first one as Flask has it.
fn received(ctx: &Ctx<'_>) -> Option<Cookie> {
    let name = &ctx.sessions().config().cookie.name;
    let value = ctx.session_cookie()?;
    Some(Cookie {
        start: format!("{name}={}", start(&value)),
        // What browsers limit, as the inspector and `decode-cookie` count it.
        size: name.len() + value.len(),
        refusal: refusal(ctx),
    })
}

/// In the words of the inspector.
fn refusal(ctx: &Ctx<'_>) -> Option<Refused> {
    if ctx.is_ended {
        let title = ExchangeWords::of(ctx.lang).ended.to_owned();
        let why = Markup::default();
        return Some(Refused { title, why });
    }
    ctx.refusal.as_ref()?;
    let text = CookieText::of(ctx.lang);
    let value = ctx.session_text().unwrap_or_default();
    let anatomy = ctx.examiner().examine(&value, ctx.now());
    let explanation = text.explanation(&anatomy);
    Some(Refused {
        title: format!("{}.", text.title(&anatomy)),
        why: explanation.map_or_else(Markup::default, |it| marked_up(&it.why)),
    })
}

/// A `Set-Cookie` header, its value cut short.
fn shortened(header: &str, is_deletion: bool) -> String {
    let (pair, attributes) = header.split_once(';').unwrap_or((header, ""));
    match pair.split_once('=') {
        Some((name, value)) if !is_deletion => {
            let start = start(value.as_bytes());
            format!("{name}={start}…;{attributes}")
        }
        _ => header.to_owned(),
    }
}

/// The beginning of a value: never all of it, and nothing that is no letter of
/// a cookie.
fn start(value: &[u8]) -> String {
    value
        .iter()
        .take(SHOWN.min(value.len() / 2))
        .take_while(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(byte))
        .map(|byte| char::from(*byte))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_never_shown_whole() {
        for (value, shown) in [
            (
                "eyJ1c2VyIjp7InVzZXJuYW1lIjoiYWxpY2UifX0.awVEAA.x",
                "eyJ1c2Vy",
            ),
            (".eJyr", ".e"),
            ("ab", "a"),
            ("a", ""),
            ("", ""),
            ("<script>alert(1)</script>", ""),
            ("ab\u{0}cdefg", "ab"),
        ] {
            assert_eq!(start(value.as_bytes()), shown, "{value:?}");
        }
    }
}
