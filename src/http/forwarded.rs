//! What proxies in front of the server say about a request.
//!
//! Mirrors `werkzeug/middleware/proxy_fix.py` (Werkzeug 3.1) with
//! `ProxyFix(app, x_for=n, x_proto=n, x_host=n)`: in each header, the value
//! added by the outermost of `n` trusted proxies counts, which is the n-th from
//! the right.
//!
//! # Differences
//!
//! - A forwarded address that is not one is ignored; Werkzeug takes any text.
//!   The peer's address then counts, as it does in both if there are fewer
//!   values than proxies.

use std::{
    net::{IpAddr, SocketAddr},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use hyper::{HeaderMap, header::HeaderValue};

/// How often to warn about a proxy that does not send what was promised.
const REMINDER: Duration = Duration::from_mins(10);

/// The client's address, if the proxies give it.
pub(super) fn client(headers: &HeaderMap, hops: usize, peer: SocketAddr) -> Option<IpAddr> {
    let named = real_value(headers, "x-forwarded-for", hops).and_then(|text| address(&text));
    if named.is_none() && hops > 0 && is_time_to_remind() {
        tracing::warn!(
            %peer,
            "`X-Forwarded-For` does not name the client behind {hops} proxies: \
             the request counts as its peer's"
        );
    }
    named
}

/// Limits the warnings: a client can make any number of requests.
fn is_time_to_remind() -> bool {
    static LAST: Mutex<Option<Instant>> = Mutex::new(None);
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    let is_due = last.is_none_or(|last| last.elapsed() >= REMINDER);
    if is_due {
        *last = Some(Instant::now());
    }
    is_due
}

/// The `Host` that the client asked for, if the proxies give it.
pub(super) fn host(headers: &HeaderMap, hops: usize) -> Option<HeaderValue> {
    let host = real_value(headers, "x-forwarded-host", hops)?;
    let bytes: Option<Vec<u8>> = host.chars().map(|char| u8::try_from(char).ok()).collect();
    HeaderValue::from_bytes(&bytes?).ok()
}

/// Whether the client used HTTPS; `None` if no proxy says.
pub(super) fn is_https(headers: &HeaderMap, hops: usize) -> Option<bool> {
    let scheme = real_value(headers, "x-forwarded-proto", hops)?;
    Some(scheme.eq_ignore_ascii_case("https"))
}

/// `ProxyFix._get_real_value`, with its callers' `if`: an empty text is
/// ignored.
fn real_value(headers: &HeaderMap, name: &str, hops: usize) -> Option<String> {
    // The usual case: no proxy is trusted.
    if hops == 0 {
        return None;
    }
    let lines = headers.get_all(name).iter();
    let lines: Vec<&[u8]> = lines.map(HeaderValue::as_bytes).collect();
    // WSGI joins several lines into one text and decodes bytes as Latin-1.
    let text: String = lines.join(&b',').into_iter().map(char::from).collect();
    let mut values = list(&text);
    let value = values.swap_remove(values.len().checked_sub(hops)?);
    Some(value).filter(|value| !value.is_empty())
}

/// `parse_list_header`: splits at commas outside quotes, removes quotes around
/// a value, and leaves out empty values.
///
/// Security: an unclosed quote empties the list. Otherwise a client, who writes
/// first, could swallow what the proxies append, and pass for anyone.
fn list(text: &str) -> Vec<String> {
    let mut values = vec![String::new()];
    let (mut is_quoted, mut is_escaped) = (false, false);
    for char in text.chars() {
        if char == ',' && !is_quoted {
            values.push(String::new());
            continue;
        }
        match char {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = is_quoted,
            '"' => is_quoted = !is_quoted,
            _ => {}
        }
        if let Some(value) = values.last_mut() {
            value.push(char);
        }
    }
    if is_quoted {
        return Vec::new();
    }
    let values = values.iter().map(|value| value.trim_matches([' ', '\t']));
    let values = values.filter(|value| !value.is_empty());
    values.map(unquoted).collect()
}

/// `unquote_header_value`
pub(super) fn unquoted(value: &str) -> String {
    let inner = value.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    let Some(inner) = inner else {
        return value.to_owned();
    };
    let mut plain = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(char) = chars.next() {
        // A backslash at the end is kept.
        let escaped = (char == '\\').then(|| chars.next()).flatten();
        plain.push(escaped.unwrap_or(char));
    }
    plain
}

/// An address with or without a port, and for IPv6 with or without brackets.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    let ip = bare.unwrap_or(text).parse().ok();
    ip.or_else(|| text.parse().ok().map(|address: SocketAddr| address.ip()))
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    const PEER: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 5000);

    fn headers(lines: &[&'static str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for line in lines {
            let line = HeaderValue::from_bytes(line.as_bytes());
            headers.append("x-forwarded-for", line.expect("a header's value"));
        }
        headers
    }

    #[test]
    fn the_nth_value_from_the_right_counts() {
        for (lines, hops, found) in [
            (&["1.1.1.1, 2.2.2.2, 3.3.3.3"][..], 1, Some("3.3.3.3")),
            (&["1.1.1.1, 2.2.2.2, 3.3.3.3"], 3, Some("1.1.1.1")),
            (&["1.1.1.1, 2.2.2.2"], 3, None),
            (&["1.1.1.1", "2.2.2.2"], 1, Some("2.2.2.2")),
            (&["1.1.1.1", "2.2.2.2"], 2, Some("1.1.1.1")),
            (&["1.1.1.1"], 0, None),
            (&[], 1, None),
            (&[""], 1, None),
            (&["1.1.1.1,"], 1, Some("1.1.1.1")),
            (&["1.1.1.1,,"], 1, Some("1.1.1.1")),
            (&[", 1.1.1.1"], 2, None),
            (&["\"2001:db8::1\""], 1, Some("2001:db8::1")),
            (&["[2001:db8::1]:80"], 1, Some("2001:db8::1")),
            (&["[2001:db8::1]"], 1, Some("2001:db8::1")),
            (&["1.1.1.1:5000"], 1, Some("1.1.1.1")),
            (&["1.1.1.1, unknown"], 1, None),
            (&["\"1.1.1.1, 2.2.2.2\""], 1, None),
            // The client tries to have the proxy's value swallowed.
            (&["9.9.9.9, \"", "1.1.1.1"], 1, None),
            (&["\"\\\"", "1.1.1.1"], 1, None),
            (&["\"9.9.9.9\\\\\"", "1.1.1.1"], 1, Some("1.1.1.1")),
            (&["caf\u{e9}", "1.1.1.1"], 1, Some("1.1.1.1")),
            (&["\"\""], 1, None),
        ] {
            let client = client(&headers(lines), hops, PEER).map(|ip| ip.to_string());
            assert_eq!(client.as_deref(), found, "{lines:?} {hops}");
        }
    }

    #[test]
    fn only_a_trusted_proxy_says_that_it_is_https() {
        for (line, hops, found) in [
            ("https", 1, Some(true)),
            ("HTTPS", 1, Some(true)),
            ("https, http", 1, Some(false)),
            ("https, http", 2, Some(true)),
            ("https", 0, None),
        ] {
            let mut headers = HeaderMap::new();
            headers.append("x-forwarded-proto", HeaderValue::from_static(line));
            assert_eq!(is_https(&headers, hops), found, "{line} {hops}");
        }
    }
}
