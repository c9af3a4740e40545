//! Under which name, and how, the visitor reached this site: what browsers
//! judge a cookie's attributes by.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::{http::header::HOST, web::ctx::Ctx};

/// The origin of the page that is being asked for, but for its port, which
/// cookies ignore.
pub(super) struct Here {
    /// The name or address in `Host`, in lower case.
    pub(super) host: String,
    pub(super) is_https: bool,
}

impl Here {
    pub(super) fn of(ctx: &Ctx<'_>) -> Self {
        let host = ctx.request.header(HOST).unwrap_or_default();
        Self {
            host: without_port(host).to_ascii_lowercase(),
            is_https: ctx.request.is_https(),
        }
    }

    /// Whether the name stands for the visitor's own machine.
    pub(super) fn is_loopback(&self) -> bool {
        let host = self.host.trim_end_matches('.');
        let address = host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost"
            || host.ends_with(".localhost")
            || address.parse().is_ok_and(|it: Ipv4Addr| it.is_loopback())
            || address.parse().is_ok_and(|it: Ipv6Addr| it.is_loopback())
    }

    /// Whether a cookie for that domain is one for this host (RFC 6265,
    /// section 5.1.3): a name and what is below, or the very address.
    pub(super) fn is_in(&self, domain: &str) -> bool {
        let domain = without_port(domain).trim_start_matches('.');
        let domain = domain.to_ascii_lowercase();
        let is_address = self.host.starts_with('[') || self.host.parse::<Ipv4Addr>().is_ok();
        let is_below = || {
            let above = self.host.strip_suffix(domain.as_str());
            above.is_some_and(|above| above.ends_with('.'))
        };
        self.host == domain || (!is_address && is_below())
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, _)) if !host.ends_with(']') => name,
        _ => host,
    }
}

/// Whether a cookie with that path is sent to `target` (RFC 6265, section
/// 5.1.4).
pub(super) fn path_covers(path: &str, target: &str) -> bool {
    target
        .strip_prefix(path)
        .is_some_and(|rest| rest.is_empty() || path.ends_with('/') || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here(host: &str) -> Here {
        Here {
            host: without_port(host).to_owned(),
            is_https: false,
        }
    }

    #[test]
    fn the_machine_itself_is_known() {
        for host in [
            "localhost",
            "a.localhost:5000",
            "127.0.0.1",
            "127.1.2.3:80",
            "[::1]:5000",
        ] {
            assert!(here(host).is_loopback(), "{host}");
        }
        for host in [
            "",
            "rt.example",
            "192.168.1.5:5000",
            "[fe80::1]",
            "localhost.example",
        ] {
            assert!(!here(host).is_loopback(), "{host}");
        }
    }

    #[test]
    fn a_domain_holds_what_is_below_it() {
        for (host, domain, is_in) in [
            ("rt.example", "rt.example", true),
            ("a.rt.example:5000", "rt.example", true),
            ("a.rt.example", ".RT.example", true),
            ("art.example", "rt.example", false),
            ("127.0.0.1", "0.0.1", false),
            ("127.0.0.1:5000", "127.0.0.1", true),
        ] {
            assert_eq!(here(host).is_in(domain), is_in, "{host} {domain}");
        }
    }

    #[test]
    fn a_path_covers_what_is_below_it() {
        for (path, target, is_covered) in [
            ("/", "/inspecteur", true),
            ("/app", "/app", true),
            ("/app", "/app/a", true),
            ("/app/", "/app/a", true),
            ("/app", "/apple", false),
            ("/app", "/", false),
        ] {
            assert_eq!(path_covers(path, target), is_covered, "{path} {target}");
        }
    }
}
