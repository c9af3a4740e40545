//! The addresses of the site: from a path to a page, and back.
//!
//! Mirrors the `url_map` that the course's `@app.route` lines build;
//! [`Route::url`] is `url_for`.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::{assets::Asset, ctx::PROJECTION};

/// What an address shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    Index,
    Teachers,
    SignIn,
    SignUp,
    Account,
    SignOut,
    Inspector,
    InspectorJson,
    Health,
    Static(Asset),
}

impl Route {
    pub(super) const ALL: [Self; 11] = [
        Self::Index,
        Self::Teachers,
        Self::SignIn,
        Self::SignUp,
        Self::Account,
        Self::SignOut,
        Self::Inspector,
        Self::InspectorJson,
        Self::Health,
        Self::Static(Asset::Style),
        Self::Static(Asset::Icon),
    ];

    /// Whether the page can be projected: what teaches, and changes nothing.
    fn can_be_projected(self) -> bool {
        matches!(self, Self::Index | Self::Teachers | Self::Inspector)
    }

    /// The page of a path, percent-encoded as it was sent.
    pub(super) fn decode(path: &str) -> Option<Self> {
        let path = percent_decode_str(path).decode_utf8().ok()?;
        Some(match &*path {
            "/" | "/accueil" | "/home" => Self::Index,
            "/teachers" => Self::Teachers,
            "/sign-in" => Self::SignIn,
            "/sign-up" => Self::SignUp,
            "/account" => Self::Account,
            "/logout" => Self::SignOut,
            "/inspecteur" => Self::Inspector,
            "/inspecteur.json" => Self::InspectorJson,
            "/sante" => Self::Health,
            "/favicon.ico" => Self::Static(Asset::Icon),
            path => Self::Static(Asset::named(path.strip_prefix("/static/")?)?),
        })
    }

    /// The address that links use.
    pub(super) fn url(self) -> Cow<'static, str> {
        match self {
            Self::Index => "/".into(),
            Self::Teachers => "/teachers".into(),
            Self::SignIn => "/sign-in".into(),
            Self::SignUp => "/sign-up".into(),
            Self::Account => "/account".into(),
            Self::SignOut => "/logout".into(),
            Self::Inspector => "/inspecteur".into(),
            Self::InspectorJson => "/inspecteur.json".into(),
            Self::Health => "/sante".into(),
            Self::Static(asset) => asset.url().into(),
        }
    }

    /// The name by which templates ask for the address: the course's
    /// endpoint, and the file's name for `static`.
    pub(super) fn endpoint(self) -> &'static str {
        match self {
            Self::Index => "index",
            Self::Teachers => "getTeachers",
            Self::SignIn => "sign_in",
            Self::SignUp => "sign_up",
            Self::Account => "account",
            Self::SignOut => "sign_out",
            Self::Inspector => "inspector",
            Self::InspectorJson => "inspector_json",
            Self::Health => "health",
            Self::Static(Asset::Style) => "static style.css",
            Self::Static(Asset::Icon) => "static favicon.svg",
        }
    }

    /// The value of `Allow`. Flask: HEAD comes with GET, and OPTIONS with all.
    pub(super) fn allow(self) -> &'static str {
        match self {
            Self::SignIn | Self::SignUp | Self::Account | Self::SignOut => {
                "GET, HEAD, OPTIONS, POST"
            }
            Self::Index
            | Self::Teachers
            | Self::Inspector
            | Self::InspectorJson
            | Self::Health
            | Self::Static(_) => "GET, HEAD, OPTIONS",
        }
    }

    pub(super) fn allows(self, method: &str) -> bool {
        self.allow().split(", ").any(|allowed| allowed == method)
    }
}

/// Where a request leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) route: Route,
    /// For a projector.
    pub(super) is_projected: bool,
}

impl Target {
    /// The page of a path, with `/projection` before it or without.
    pub(super) fn decode(path: &str) -> Option<Self> {
        let projected = path
            .strip_prefix(PROJECTION)
            .filter(|rest| rest.starts_with('/'));
        let route = Route::decode(projected.unwrap_or(path))?;
        let is_shown = projected.is_none() || route.can_be_projected();
        is_shown.then_some(Self {
            route,
            is_projected: projected.is_some(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_url_leads_back_to_its_route() {
        for route in Route::ALL {
            let url = route.url();
            let path = url.split('?').next().unwrap();
            assert_eq!(Route::decode(path), Some(route), "{url}");
        }
    }

    #[test]
    fn a_path_is_decoded_before_it_is_looked_up() {
        for (path, route) in [
            ("/accueil", Some(Route::Index)),
            ("/home", Some(Route::Index)),
            ("/%74eachers", Some(Route::Teachers)),
            ("/favicon.ico", Some(Route::Static(Asset::Icon))),
            ("", None),
            ("*", None),
            ("/Teachers", None),
            ("/teachers/", None),
            ("//teachers", None),
            ("/%ff", None),
            ("/static/", None),
            ("/static/../teachers", None),
            ("/static/style.css/", None),
        ] {
            assert_eq!(Route::decode(path), route, "{path}");
        }
    }

    #[test]
    fn methods_are_told_apart_by_case() {
        assert!(Route::SignIn.allows("POST"));
        assert!(!Route::Index.allows("POST"));
        assert!(!Route::Index.allows("get"));
    }
}
