//! Recognizes a URL or a port where only an address belongs.

use std::net::Ipv6Addr;

use crate::http::Host;

/// The name or address, and the port, in a text that includes more than an
/// address: `http://localhost:8000/`, `0.0.0.0:8000`, `[::1]:8000`. `None` for
/// an address alone.
pub(super) fn host_with_more(text: &str) -> Option<(String, Option<u16>)> {
    if text.parse::<Ipv6Addr>().is_ok() {
        return None;
    }
    let after_scheme = text.split_once("://").map(|(_, rest)| rest);
    let rest = after_scheme.unwrap_or(text);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = Host::parse(authority)?;
    let is_more = after_scheme.is_some() || host.port().is_some() || authority.len() < rest.len();
    let name = host.name().trim_matches(['[', ']']);
    is_more.then(|| (name.to_owned(), host.port()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_alone_is_told_from_one_with_more() {
        for text in [
            "0.0.0.0",
            "localhost",
            "::1",
            "[::1]",
            "::",
            "",
            "fe80::1%eth0",
            "a:b:c",
        ] {
            assert_eq!(host_with_more(text), None, "{text}");
        }
        for (text, host, port) in [
            ("0.0.0.0:8000", "0.0.0.0", Some(8000)),
            ("localhost:80", "localhost", Some(80)),
            ("[::1]:8000", "::1", Some(8000)),
            ("http://localhost:8000/x?y", "localhost", Some(8000)),
            ("https://demo.example", "demo.example", None),
            ("localhost/", "localhost", None),
        ] {
            assert_eq!(
                host_with_more(text),
                Some((host.to_owned(), port)),
                "{text}"
            );
        }
    }
}
