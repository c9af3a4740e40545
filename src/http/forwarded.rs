//! What the proxies in front say of a request.
//!
//! Mirrors `werkzeug/middleware/proxy_fix.py` (Werkzeug 3.1) with
//! `ProxyFix(app, x_for=n, x_proto=n, x_host=n)`: of each header the value that
//! the outermost of `n` trusted proxies added counts, the n-th from the right.
//!
//! # Differences
//!
//! - A forwarded address that is none is ignored; Werkzeug takes any text.

use std::net::{IpAddr, SocketAddr};

use hyper::{HeaderMap, header::HeaderValue};

/// The client's address, if the proxies name one.
pub(super) fn client(headers: &HeaderMap, hops: usize) -> Option<IpAddr> {
    address(&real_value(headers, "x-forwarded-for", hops)?)
}

/// The `Host` that the client asked for, if the proxies name one.
pub(super) fn host(headers: &HeaderMap, hops: usize) -> Option<HeaderValue> {
    HeaderValue::from_str(&real_value(headers, "x-forwarded-host", hops)?).ok()
}

/// Whether the client asked by HTTPS, if the proxies say it.
pub(super) fn is_https(headers: &HeaderMap, hops: usize) -> Option<bool> {
    let scheme = real_value(headers, "x-forwarded-proto", hops)?;
    Some(scheme.eq_ignore_ascii_case("https"))
}

/// `ProxyFix._get_real_value`
fn real_value(headers: &HeaderMap, name: &str, hops: usize) -> Option<String> {
    // No proxy is trusted, which is how it nearly always is.
    if hops == 0 {
        return None;
    }
    let lines: Option<Vec<&str>> = headers
        .get_all(name)
        .iter()
        .map(|line| line.to_str().ok())
        .collect();
    let values = list(&lines?.join(","));
    let index = values.len().checked_sub(hops)?;
    values.into_iter().nth(index)
}

/// `parse_list_header`: split at commas outside of quotes, quotes taken off,
/// empty values left out.
fn list(text: &str) -> Vec<String> {
    let mut values = Vec::new();
    let mut value = String::new();
    let (mut is_quoted, mut is_escaped) = (false, false);
    for char in text.chars() {
        match char {
            _ if is_escaped => is_escaped = false,
            '\\' if is_quoted => {
                is_escaped = true;
                continue;
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => {
                values.push(std::mem::take(&mut value));
                continue;
            }
            _ => {}
        }
        value.push(char);
    }
    values.push(value);
    let values = values.iter().map(|value| unquoted(value.trim()).to_owned());
    values.filter(|value| !value.is_empty()).collect()
}

fn unquoted(value: &str) -> &str {
    let inner = value.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    inner.unwrap_or(value)
}

/// An address with or without a port; of IPv6 with or without brackets.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    let ip = bare.unwrap_or(text).parse().ok();
    ip.or_else(|| text.parse().ok().map(|address: SocketAddr| address.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[&'static str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("x-forwarded-for", HeaderValue::from_static(line));
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
        ] {
            let client = client(&headers(lines), hops).map(|ip| ip.to_string());
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
