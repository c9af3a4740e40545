//! Which host a request is for.

use std::net::{IpAddr, Ipv6Addr};

use hyper::{HeaderMap, Version, header::HOST};

use super::{HttpError, Reason};

/// What is wrong with a `Host` header, for the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
enum HostError {
    #[error("`Host` is missing")]
    Missing,
    #[error("expected one `Host`, found {0}")]
    Several(usize),
    #[error("`Host` is not a host")]
    NotAHost,
}

/// Requires exactly one valid `Host` (RFC 9112, section 3.2); HTTP/1.0 may
/// leave it out.
pub(super) fn check(version: Version, headers: &HeaderMap) -> Result<(), HttpError> {
    verdict(version, headers).map_err(|error| HttpError::new(Reason::BadHost).caused_by(error))
}

fn verdict(version: Version, headers: &HeaderMap) -> Result<(), HostError> {
    let mut hosts = headers.get_all(HOST).iter();
    let (first, others) = (hosts.next(), hosts.count());
    match first {
        Some(_) if others > 0 => Err(HostError::Several(others + 1)),
        Some(host) if is_host(host.as_bytes()) => Ok(()),
        Some(_) => Err(HostError::NotAHost),
        None if version == Version::HTTP_10 => Ok(()),
        None => Err(HostError::Missing),
    }
}

/// Whether this is a name or an address, with or without a port.
///
/// Security: stricter than the `reg-name` of RFC 3986, which allows quotes,
/// commas and escapes that no host name contains.
pub(super) fn is_host(value: &[u8]) -> bool {
    let Ok(value) = str::from_utf8(value) else {
        return false;
    };
    if let Some(rest) = value.strip_prefix('[') {
        return rest.split_once(']').is_some_and(|(address, port)| {
            address.parse::<Ipv6Addr>().is_ok()
                && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port))
        });
    }
    let (name, port) = value.split_once(':').unwrap_or((value, ""));
    let is_name_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    (1..=255).contains(&name.len()) && name.bytes().all(is_name_byte) && is_port(port)
}

/// Whether a `Host` is a name that may stand for more than this machine: no
/// address, not `localhost` (RFC 6761, section 6.3).
pub(super) fn is_public_name(host: &str) -> bool {
    let name = host.split(':').next().unwrap_or_default();
    let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
    let is_local = name == "localhost" || name.ends_with(".localhost");
    // No top-level domain is a number, and every address ends in one.
    let last = name.rsplit('.').next().unwrap_or_default();
    let is_address = host.starts_with('[') || last.starts_with(|char: char| char.is_ascii_digit());
    !name.is_empty() && !is_local && !is_address
}

/// Whether a `Host` names this machine to itself.
pub(super) fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next(),
        None => host.split(':').next(),
    };
    let name = name.unwrap_or_default();
    name.eq_ignore_ascii_case("localhost")
        || name
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// Digits up to 65535; RFC 3986 lets them be left out after the colon.
fn is_port(port: &str) -> bool {
    port.is_empty()
        || (port.bytes().all(|digit| digit.is_ascii_digit()) && port.parse::<u16>().is_ok())
}

#[cfg(test)]
mod tests {
    use hyper::header::HeaderValue;

    use super::*;

    #[test]
    fn knows_a_host_from_other_text() {
        for host in [
            "localhost",
            "127.0.0.1:5000",
            "[::1]:5000",
            "[fe80::1]",
            "salle-12.lycee.example:80",
            "poste_3",
            "example.com.",
            "example.com:",
        ] {
            assert!(is_host(host.as_bytes()), "{host}");
        }
        for text in [
            "",
            ":5000",
            "a b",
            "a,b",
            "a/b",
            "user@host",
            "host:80:80",
            "host:65536",
            "host:+80",
            "::1",
            "[::1",
            "[::1]5000",
            "[localhost]",
            "é",
            "\u{1}",
            "<script>",
        ] {
            assert!(!is_host(text.as_bytes()), "{text}");
        }
        assert!(!is_host(b"\xff"));
        assert!(!is_host("a".repeat(256).as_bytes()));
    }

    #[test]
    fn knows_a_name_that_others_have_too() {
        for host in [
            "example.com",
            "salle12.example:5000",
            "prof",
            "example.com.",
        ] {
            assert!(is_public_name(host), "{host}");
        }
        for host in [
            "",
            "localhost",
            "LocalHost:5000",
            "localhost.",
            "a.localhost",
            "127.0.0.1",
            "192.168.1.5:5000",
            "127.1",
            "[::1]:5000",
        ] {
            assert!(!is_public_name(host), "{host}");
        }
    }

    #[test]
    fn wants_exactly_one_host_except_from_http_1_0() {
        for (version, hosts, verdict_text) in [
            (Version::HTTP_11, &["a"][..], None),
            (Version::HTTP_11, &[], Some("`Host` is missing")),
            (Version::HTTP_10, &[], None),
            (
                Version::HTTP_11,
                &["a", "a"],
                Some("expected one `Host`, found 2"),
            ),
            (
                Version::HTTP_10,
                &["a", "b"],
                Some("expected one `Host`, found 2"),
            ),
            (Version::HTTP_10, &["a b"], Some("`Host` is not a host")),
        ] {
            let mut headers = HeaderMap::new();
            for host in hosts {
                headers.append(HOST, HeaderValue::from_static(host));
            }
            let found = verdict(version, &headers)
                .err()
                .map(|error| error.to_string());
            assert_eq!(found.as_deref(), verdict_text);
        }
    }
}
