//! Which host a request is for.

use std::net::{IpAddr, Ipv6Addr};

use hyper::{
    HeaderMap, Version,
    header::{HOST, HeaderValue},
};

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
        Some(host) if is_host(host) => Ok(()),
        Some(_) => Err(HostError::NotAHost),
        None if version == Version::HTTP_10 => Ok(()),
        None => Err(HostError::Missing),
    }
}

fn is_host(value: &HeaderValue) -> bool {
    let text = value.to_str().ok();
    text.is_some_and(|text| Host::parse(text).is_some())
}

/// A `Host` taken apart: a name or an address, with or without a port.
///
/// Security: stricter than the `reg-name` of RFC 3986, which allows quotes,
/// commas and escapes that no host name contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Host<'text> {
    name: &'text str,
    port: Option<u16>,
}

impl<'text> Host<'text> {
    /// `None` for what is no host. RFC 3986 lets the port be left out after its
    /// colon.
    pub fn parse(text: &'text str) -> Option<Self> {
        let end = if text.starts_with('[') {
            text.find(']')? + 1
        } else {
            text.find(':').unwrap_or(text.len())
        };
        let (name, rest) = text.split_at_checked(end)?;
        let port = match rest.strip_prefix(':') {
            None if rest.is_empty() => None,
            None => return None,
            Some("") => None,
            Some(digits) if digits.starts_with('+') => return None,
            Some(digits) => Some(digits.parse().ok()?),
        };
        is_name(name).then_some(Self { name, port })
    }

    /// The name or address as it was written, an IPv6 address in its brackets.
    pub fn name(self) -> &'text str {
        self.name
    }

    /// `None` for the scheme's usual one.
    pub fn port(self) -> Option<u16> {
        self.port
    }

    /// Another name of the same machine, with the same port.
    pub fn under(self, name: &str) -> String {
        match self.port {
            Some(port) => format!("{name}:{port}"),
            None => name.to_owned(),
        }
    }

    /// Whether it is this machine to every program on it: a loopback address or
    /// `localhost`, which no name server is asked for.
    ///
    /// Security: not what is below `localhost`. RFC 6761, section 6.3, has
    /// programs take it for loopback too, but some do ask, and are told what
    /// the network likes.
    pub fn is_loopback(self) -> bool {
        let address = self.without_brackets().parse::<IpAddr>();
        self.relative_name().eq_ignore_ascii_case("localhost")
            || address.is_ok_and(|address| address.is_loopback())
    }

    /// Whether browsers trust it as they do HTTPS (Secure Contexts, section
    /// 3.1): loopback, `localhost` and whatever is below it.
    pub fn browsers_trust_it(self) -> bool {
        let top = self.relative_name().rsplit('.').next();
        self.is_loopback() || top.is_some_and(|top| top.eq_ignore_ascii_case("localhost"))
    }

    /// Whether it is a name that may stand for more than one machine.
    pub fn is_public_name(self) -> bool {
        !self.is_address() && !self.browsers_trust_it()
    }

    /// Whether it is an address, as browsers tell: no top-level domain is a
    /// number (URL Standard, "ends in a number").
    pub fn is_address(self) -> bool {
        let last = self.relative_name().rsplit('.').next().unwrap_or_default();
        let hex = last.strip_prefix("0x").or_else(|| last.strip_prefix("0X"));
        let is_number = match hex {
            Some(digits) => digits.bytes().all(|digit| digit.is_ascii_hexdigit()),
            None => !last.is_empty() && last.bytes().all(|digit| digit.is_ascii_digit()),
        };
        self.name.starts_with('[') || is_number
    }

    /// Without the final dot, by which a name says that it is whole.
    fn relative_name(self) -> &'text str {
        self.name.strip_suffix('.').unwrap_or(self.name)
    }

    fn without_brackets(self) -> &'text str {
        let inner = self.name.strip_prefix('[');
        inner
            .and_then(|inner| inner.strip_suffix(']'))
            .unwrap_or(self.name)
    }
}

fn is_name(name: &str) -> bool {
    if let Some(rest) = name.strip_prefix('[') {
        let address = rest.strip_suffix(']').map(str::parse::<Ipv6Addr>);
        return address.is_some_and(|address| address.is_ok());
    }
    let is_name_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    (1..=255).contains(&name.len()) && name.bytes().all(is_name_byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_told_from_other_text() {
        for (host, name, port) in [
            ("localhost", "localhost", None),
            ("127.0.0.1:5000", "127.0.0.1", Some(5000)),
            ("[::1]:5000", "[::1]", Some(5000)),
            ("[fe80::1]", "[fe80::1]", None),
            (
                "salle-12.lycee.example:80",
                "salle-12.lycee.example",
                Some(80),
            ),
            ("poste_3", "poste_3", None),
            ("example.com.", "example.com.", None),
            ("example.com:", "example.com", None),
        ] {
            let found = Host::parse(host).map(|host| (host.name(), host.port()));
            assert_eq!(found, Some((name, port)), "{host}");
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
            assert_eq!(Host::parse(text), None, "{text}");
        }
        assert!(!is_host(&HeaderValue::from_bytes(b"\xff").unwrap()));
        assert_eq!(Host::parse(&"a".repeat(256)), None);
    }

    #[test]
    fn every_verdict_on_a_host() {
        // Loopback, trusted by browsers, an address, a public name.
        for (host, verdicts) in [
            ("localhost", [true, true, false, false]),
            ("LocalHost:5000", [true, true, false, false]),
            ("localhost.", [true, true, false, false]),
            ("a.localhost", [false, true, false, false]),
            ("a.LOCALHOST.:80", [false, true, false, false]),
            ("127.0.0.1", [true, true, true, false]),
            ("127.1.2.3:80", [true, true, true, false]),
            ("[::1]:5000", [true, true, true, false]),
            ("[fe80::1]", [false, false, true, false]),
            ("192.168.1.5:5000", [false, false, true, false]),
            ("127.1", [false, false, true, false]),
            ("0x7f.0X1", [false, false, true, false]),
            ("prof", [false, false, false, true]),
            ("example.com", [false, false, false, true]),
            ("example.com.", [false, false, false, true]),
            ("salle12.example:5000", [false, false, false, true]),
            ("salle.3d", [false, false, false, true]),
            ("localhost.example", [false, false, false, true]),
            ("notlocalhost", [false, false, false, true]),
        ] {
            let it = Host::parse(host).unwrap();
            let found = [
                it.is_loopback(),
                it.browsers_trust_it(),
                it.is_address(),
                it.is_public_name(),
            ];
            assert_eq!(found, verdicts, "{host}");
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
