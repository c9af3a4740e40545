//! `/`: who is signed in, and what the headers said.

use serde::Serialize;

use crate::{
    http::{HttpError, Response},
    session::SetCookie,
    web::{ctx::Ctx, recording::target},
};

/// `index.html`: the request and its response, as far as they show cookies.
#[derive(Serialize)]
struct Index {
    method: &'static str,
    target: String,
    cookie: Option<Cookie>,
    /// Cookies came, and none of them is the session's.
    other_cookies: bool,
    set_cookie: Option<SentCookie>,
}

/// The session cookie that came.
#[derive(Serialize)]
struct Cookie {
    /// Never the whole value (ASVS 3.3.4: `HttpOnly` hides it from scripts).
    start: String,
    size: usize,
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
    ctx.page_with_saved(|ctx, saved| Index {
        // A HEAD is answered with the headers of this very page.
        method: "GET",
        target: target(&ctx.request),
        cookie: received(ctx),
        other_cookies: ctx.request.cookie_lines().next().is_some(),
        set_cookie: saved.set_cookie.as_ref().map(|cookie| SentCookie {
            header: shortened(cookie),
            is_deletion: cookie.is_deletion(),
            is_modified: ctx.session.is_modified(),
        }),
    })
}

/// The session cookie as it came, the first one as Flask has it.
fn received(ctx: &Ctx<'_>) -> Option<Cookie> {
    let name = &ctx.sessions().config().cookie.name;
    let value = ctx.session_cookie()?;
    Some(Cookie {
        start: format!("{name}={}", start(&value)),
        // What browsers limit, as the inspector and `decode-cookie` count it.
        size: name.len() + value.len(),
    })
}

/// The header that will be sent, its value cut short.
fn shortened(cookie: &SetCookie) -> String {
    let header = cookie.to_string();
    if cookie.is_deletion() {
        return header;
    }
    let start = start(cookie.value().as_bytes());
    header.replacen(cookie.value(), &format!("{start}…"), 1)
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
