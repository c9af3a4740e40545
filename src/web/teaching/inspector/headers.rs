//! The raw headers that carried cookies.

use serde::Serialize;

use super::received_cookies::cookies;
use crate::web::{ctx::Ctx, shown::printable};

/// The headers that carried cookies.
#[derive(Serialize)]
pub(super) struct RawHeaders {
    received: Vec<String>,
    sent: Option<String>,
}

/// What came with this request, and what the server sent last.
///
/// Security: the page may be projected. Values of other cookies are nobody's
/// business here; a session that the browser has no more may be somebody
/// else's who used it before.
pub(super) fn headers(ctx: &Ctx<'_>, value: Option<&str>) -> RawHeaders {
    let name = &ctx.sessions().config().cookie.name;
    let pairs: Vec<String> = cookies(ctx)
        .into_iter()
        .map(|(found, value)| {
            let text = |bytes: &[u8]| printable(&String::from_utf8_lossy(bytes));
            if found == name.as_bytes() {
                format!("{name}={}", text(&value))
            } else {
                format!("{}=…", text(&found))
            }
        })
        .collect();
    let received = (!pairs.is_empty()).then(|| format!("Cookie: {}", pairs.join("; ")));
    RawHeaders {
        received: received.into_iter().collect(),
        sent: sent(ctx, name, value),
    }
}

fn sent(ctx: &Ctx<'_>, name: &str, value: Option<&str>) -> Option<String> {
    let exchanges = ctx.own_exchanges();
    let last = exchanges.iter().find(|it| it.has_set_cookie())?;
    let is_sessions = |header: &&str| {
        header
            .strip_prefix(name)
            .is_some_and(|it| it.starts_with('='))
    };
    let lines = last.response.iter();
    let mut headers = lines
        .filter(|(name, _)| name == "set-cookie")
        .map(|(_, header)| header.as_str());
    let header = headers.find(is_sessions)?;
    let (pair, attributes) = header.split_once(';').unwrap_or((header, ""));
    let (_, sent) = pair.split_once('=').unwrap_or_default();
    let is_shown = ctx.app.is_lab || sent.is_empty() || value == Some(sent);
    let shown = if is_shown { sent } else { "…" };
    Some(printable(&format!(
        "Set-Cookie: {name}={shown};{attributes}"
    )))
}
