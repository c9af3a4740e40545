//! Under which name, and how, the visitor reached this site: what browsers
//! judge a cookie's attributes by.

use crate::{http::Host, web::ctx::Ctx};

/// The origin of the page that is being asked for, but for its port, which
/// cookies ignore.
pub(super) struct Here {
    /// The name or address in `Host`, in lower case.
    pub(super) host: String,
    pub(super) is_https: bool,
}

impl Here {
    pub(super) fn of(ctx: &Ctx<'_>) -> Self {
        let host = ctx.request.host().map_or("", Host::name);
        Self {
            host: host.to_ascii_lowercase(),
            is_https: ctx.request.is_https(),
        }
    }

    /// Whether browsers take a `Secure` cookie from here without HTTPS.
    pub(super) fn browsers_trust_it(&self) -> bool {
        Host::parse(&self.host).is_some_and(Host::browsers_trust_it)
    }

    /// Whether a cookie for that domain is one for this host (RFC 6265,
    /// section 5.1.3): a name and what is below, or the very address.
    pub(super) fn is_in(&self, domain: &str) -> bool {
        let domain = Host::parse(domain).map_or(domain, Host::name);
        let domain = domain.trim_start_matches('.').to_ascii_lowercase();
        let is_address = Host::parse(&self.host).is_some_and(Host::is_address);
        let is_below = || {
            let above = self.host.strip_suffix(domain.as_str());
            above.is_some_and(|above| above.ends_with('.'))
        };
        self.host == domain || (!is_address && is_below())
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
            host: Host::parse(host).map_or("", Host::name).to_owned(),
            is_https: false,
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
