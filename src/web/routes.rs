//! The addresses of the site: from a path to a page, and back.
//!
//! Mirrors the `url_map` that the course's `@app.route` lines build;
//! [`Route::url`] is `url_for`.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::{assets::Asset, ctx::PROJECTION};
use crate::classroom::Exercise;

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
    Exchanges,
    Help,
    SiteMap,
    Accessibility,
    Probe,
    Bench,
    Health,
    Practical,
    Report,
    Direction,
    WeakKeys,
    TwoClocks,
    AttackedSignOut,
    Proof,
    CookieSettings,
    Attacker,
    Board,
    BoardCsv,
    Exercise(Exercise),
    Static(Asset),
}

impl Route {
    pub(super) const ALL: [Self; 39] = [
        Self::Index,
        Self::Teachers,
        Self::SignIn,
        Self::SignUp,
        Self::Account,
        Self::SignOut,
        Self::Inspector,
        Self::InspectorJson,
        Self::Exchanges,
        Self::Help,
        Self::SiteMap,
        Self::Accessibility,
        Self::Probe,
        Self::Bench,
        Self::Health,
        Self::Practical,
        Self::Exercise(Exercise::Memory),
        Self::Exercise(Exercise::Headers),
        Self::Exercise(Exercise::Reading),
        Self::Exercise(Exercise::OneByte),
        Self::Exercise(Exercise::TheKey),
        Self::Exercise(Exercise::WeakKey),
        Self::Exercise(Exercise::TwoClocks),
        Self::Exercise(Exercise::SignedOut),
        Self::Exercise(Exercise::CrossSite),
        Self::Exercise(Exercise::OnTheWire),
        Self::Report,
        Self::Direction,
        Self::WeakKeys,
        Self::TwoClocks,
        Self::AttackedSignOut,
        Self::Proof,
        Self::CookieSettings,
        Self::Attacker,
        Self::Board,
        Self::BoardCsv,
        Self::Static(Asset::Style),
        Self::Static(Asset::Icon),
        Self::Static(Asset::Robots),
    ];

    /// Whether the address is there under `--lab` only.
    pub(super) fn needs_lab(self) -> bool {
        matches!(
            self,
            Self::Practical
                | Self::Report
                | Self::Direction
                | Self::WeakKeys
                | Self::TwoClocks
                | Self::AttackedSignOut
                | Self::Proof
                | Self::CookieSettings
                | Self::Attacker
                | Self::Board
                | Self::BoardCsv
                | Self::Exercise(_)
        )
    }

    /// Whether the page can be projected: what teaches, and changes nothing.
    pub(super) fn can_be_projected(self) -> bool {
        matches!(
            self,
            Self::Index
                | Self::Teachers
                | Self::Inspector
                | Self::Bench
                | Self::Exchanges
                | Self::Help
                | Self::Practical
                | Self::Exercise(_)
                | Self::Report
                | Self::Board
        )
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
            "/echanges" => Self::Exchanges,
            "/aide" => Self::Help,
            "/plan" => Self::SiteMap,
            "/accessibilite" => Self::Accessibility,
            "/inspecteur/essai" => Self::Probe,
            "/banc" => Self::Bench,
            "/sante" => Self::Health,
            "/tp" => Self::Practical,
            "/tp/bilan" => Self::Report,
            "/tp/5/direction" => Self::Direction,
            "/tp/6/mots.txt" => Self::WeakKeys,
            "/tp/7/horloge" => Self::TwoClocks,
            "/tp/9/logout" => Self::AttackedSignOut,
            "/tp/10/preuve" => Self::Proof,
            "/reglages" => Self::CookieSettings,
            "/attaquant" => Self::Attacker,
            "/prof" => Self::Board,
            "/prof.csv" => Self::BoardCsv,
            "/favicon.ico" => Self::Static(Asset::Icon),
            "/robots.txt" => Self::Static(Asset::Robots),
            path => match path.strip_prefix("/tp/") {
                Some(number) => Self::Exercise(exercise(number)?),
                None => Self::Static(Asset::named(path.strip_prefix("/static/")?)?),
            },
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
            Self::Exchanges => "/echanges".into(),
            Self::Help => "/aide".into(),
            Self::SiteMap => "/plan".into(),
            Self::Accessibility => "/accessibilite".into(),
            Self::Probe => "/inspecteur/essai".into(),
            Self::Bench => "/banc".into(),
            Self::Health => "/sante".into(),
            Self::Practical => "/tp".into(),
            Self::Report => "/tp/bilan".into(),
            Self::Direction => "/tp/5/direction".into(),
            Self::WeakKeys => "/tp/6/mots.txt".into(),
            Self::TwoClocks => "/tp/7/horloge".into(),
            Self::AttackedSignOut => "/tp/9/logout".into(),
            Self::Proof => "/tp/10/preuve".into(),
            Self::CookieSettings => "/reglages".into(),
            Self::Attacker => "/attaquant".into(),
            Self::Board => "/prof".into(),
            Self::BoardCsv => "/prof.csv".into(),
            Self::Exercise(exercise) => format!("/tp/{}", exercise.number()).into(),
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
            Self::Exchanges => "exchanges",
            Self::Help => "help",
            Self::SiteMap => "site_map",
            Self::Accessibility => "accessibility",
            Self::Probe => "probe",
            Self::Bench => "bench",
            Self::Health => "health",
            Self::Practical => "practical",
            Self::Report => "report",
            Self::Direction => "direction",
            Self::WeakKeys => "weak_keys",
            Self::TwoClocks => "two_clocks",
            Self::AttackedSignOut => "attacked_sign_out",
            Self::Proof => "proof",
            Self::CookieSettings => "cookie_settings",
            Self::Attacker => "attacker",
            Self::Board => "board",
            Self::BoardCsv => "board_csv",
            Self::Exercise(Exercise::Memory) => "exercise 1",
            Self::Exercise(Exercise::Headers) => "exercise 2",
            Self::Exercise(Exercise::Reading) => "exercise 3",
            Self::Exercise(Exercise::OneByte) => "exercise 4",
            Self::Exercise(Exercise::TheKey) => "exercise 5",
            Self::Exercise(Exercise::WeakKey) => "exercise 6",
            Self::Exercise(Exercise::TwoClocks) => "exercise 7",
            Self::Exercise(Exercise::SignedOut) => "exercise 8",
            Self::Exercise(Exercise::CrossSite) => "exercise 9",
            Self::Exercise(Exercise::OnTheWire) => "exercise 10",
            Self::Static(Asset::Style) => "static style.css",
            Self::Static(Asset::Icon) => "static favicon.svg",
            Self::Static(Asset::Robots) => "static robots.txt",
        }
    }

    /// Whether its POST carries a form with fields; others are a button alone.
    pub(super) fn reads_form(self) -> bool {
        matches!(
            self,
            Self::SignIn
                | Self::SignUp
                | Self::Account
                | Self::Bench
                | Self::Practical
                | Self::Exercise(_)
                | Self::CookieSettings
                | Self::Board
        )
    }

    /// The value of `Allow`. Flask: HEAD comes with GET, and OPTIONS with all.
    fn allow(self) -> &'static str {
        match self {
            Self::SignIn
            | Self::SignUp
            | Self::Account
            | Self::SignOut
            | Self::AttackedSignOut
            | Self::Inspector
            | Self::Probe
            | Self::Bench
            | Self::Exchanges
            | Self::Practical
            | Self::Exercise(_)
            | Self::CookieSettings
            | Self::Board => "GET, HEAD, OPTIONS, POST",
            Self::Index
            | Self::Teachers
            | Self::InspectorJson
            | Self::Help
            | Self::SiteMap
            | Self::Accessibility
            | Self::Health
            | Self::Report
            | Self::Direction
            | Self::WeakKeys
            | Self::TwoClocks
            | Self::Proof
            | Self::Attacker
            | Self::BoardCsv
            | Self::Static(_) => READING,
        }
    }
}

/// `Allow` where nothing can be sent.
const READING: &str = "GET, HEAD, OPTIONS";

/// The exercise of a number without a sign or a leading zero.
fn exercise(number: &str) -> Option<Exercise> {
    let exercise = Exercise::from_number(number.parse().ok()?)?;
    (exercise.number().to_string() == number).then_some(exercise)
}

/// Where a request leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) route: Route,
    /// For a projector.
    pub(super) is_projected: bool,
}

impl Target {
    /// The page of a path, with `/projection` before it or without, on a server
    /// with `--lab` or without.
    pub(super) fn decode(path: &str, is_lab: bool) -> Option<Self> {
        let projected = path
            .strip_prefix(PROJECTION)
            .filter(|rest| rest.starts_with('/'));
        let route = Route::decode(projected.unwrap_or(path))?;
        let is_there = is_lab || !route.needs_lab();
        let is_shown = projected.is_none() || route.can_be_projected();
        (is_there && is_shown).then_some(Self {
            route,
            is_projected: projected.is_some(),
        })
    }

    /// The value of `Allow`; a page on the wall is only looked at.
    pub(super) fn allow(self) -> &'static str {
        if self.is_projected {
            READING
        } else {
            self.route.allow()
        }
    }

    pub(super) fn allows(self, method: &str) -> bool {
        self.allow().split(", ").any(|allowed| allowed == method)
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
            ("/robots.txt", Some(Route::Static(Asset::Robots))),
            ("", None),
            ("*", None),
            ("/Teachers", None),
            ("/teachers/", None),
            ("//teachers", None),
            ("/%ff", None),
            ("/static/", None),
            ("/static/../teachers", None),
            ("/static/style.css/", None),
            ("/tp/3", Some(Route::Exercise(Exercise::Reading))),
            ("/tp/03", None),
            ("/tp/+3", None),
            ("/tp/11", None),
            ("/tp/", None),
        ] {
            assert_eq!(Route::decode(path), route, "{path}");
        }
    }

    #[test]
    fn methods_are_told_apart_by_case() {
        let target = |path| Target::decode(path, false).unwrap();
        assert!(target("/sign-in").allows("POST"));
        assert!(!target("/").allows("POST"));
        assert!(!target("/").allows("get"));
    }

    #[test]
    fn only_what_teaches_is_projected() {
        for route in Route::ALL {
            let url = route.url();
            let path = url.split('?').next().unwrap();
            let target = Target::decode(&format!("{PROJECTION}{path}"), true);
            assert_eq!(target.is_some(), route.can_be_projected(), "{url}");
            assert!(target.is_none_or(|target| target.route == route && target.is_projected));
        }
        for path in [
            "/projection",
            "/projectionteachers",
            "/projection/projection/",
        ] {
            assert_eq!(Target::decode(path, true), None, "{path}");
        }
    }
}
