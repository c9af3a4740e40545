//! The addresses of the site: from a path to a page, and back.
//!
//! Mirrors the `url_map` that the course's `@app.route` lines build: they are
//! the rows of `table.rs`, and [`Route::url`] is `url_for`.

mod entry;
mod table;

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

use percent_encoding::percent_decode_str;

pub(super) use self::entry::Chapter;
use self::entry::{Entry, Post};
pub(crate) use self::table::Route;
use crate::view::Pages;

/// What stands before the address of a page that is projected.
pub(super) const PROJECTION: &str = "/projection";

/// `Allow` where nothing can be sent. Flask: HEAD comes with GET, and OPTIONS
/// with all.
const READING: &str = "GET, HEAD, OPTIONS";

/// The same of the site as a whole, and of pages that can be posted to.
pub(super) const SENDING: &str = "GET, HEAD, OPTIONS, POST";

/// The routes by their addresses, without queries.
static ADDRESSES: LazyLock<HashMap<Cow<'static, str>, Route>> = LazyLock::new(|| {
    let aliases = |route: Route| route.entry().aliases.iter().map(|alias| Cow::from(*alias));
    let addresses = |route: Route| aliases(route).chain([route.entry().numbered_address()]);
    Route::all()
        .flat_map(|route| addresses(route).map(move |address| (address, route)))
        .collect()
});

impl Route {
    /// The page of a path, percent-encoded as it was sent.
    pub(super) fn decode(path: &str) -> Option<Self> {
        let path = percent_decode_str(path).decode_utf8().ok()?;
        ADDRESSES.get(&path).copied()
    }

    /// The address that links use: `url_for`. That of a file has the file's
    /// hash, which allows long caching.
    pub(crate) fn url(self) -> Cow<'static, str> {
        match self {
            Self::Static(asset) => asset.url().into(),
            _ => self.entry().numbered_address(),
        }
    }

    /// Whether its POST carries a form with fields.
    pub(super) fn reads_form(self) -> bool {
        self.entry().post == Post::Form
    }
}

impl Entry {
    fn numbered_address(&self) -> Cow<'static, str> {
        self.numbered(self.address)
    }

    fn numbered_endpoint(&self) -> Cow<'static, str> {
        self.numbered(self.endpoint)
    }

    fn numbered(&self, text: &'static str) -> Cow<'static, str> {
        match self.number {
            Some(number) => format!("{text}{number}").into(),
            None => text.into(),
        }
    }
}

/// What templates can name, and which of them there are.
pub(crate) fn pages() -> Pages {
    let mut pages = Pages::default();
    pages
        .urls
        .insert("projection".into(), PROJECTION.to_owned());
    for route in Route::all() {
        let entry = route.entry();
        let endpoint = entry.numbered_endpoint();
        // Pages that share a row share a template, and it is none's own.
        let own = entry.number.is_none().then(|| endpoint.clone());
        let all = [entry.page, entry.door, entry.repeated];
        for page in all.into_iter().flatten() {
            pages.add(page, own.clone());
        }
        pages.urls.insert(endpoint, route.url().into_owned());
    }
    pages
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
        let entry = route.entry();
        let is_there = is_lab || !entry.needs_lab;
        let is_shown = projected.is_none() || entry.can_be_projected;
        (is_there && is_shown).then_some(Self {
            route,
            is_projected: projected.is_some(),
        })
    }

    /// The value of `Allow`; a page on the wall is only looked at.
    pub(super) fn allow(self) -> &'static str {
        match self.route.entry().post {
            Post::Button | Post::Form if !self.is_projected => SENDING,
            _ => READING,
        }
    }

    pub(super) fn allows(self, method: &str) -> bool {
        self.allow().split(", ").any(|allowed| allowed == method)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{classroom::Exercise, web::assets::Asset};

    #[test]
    fn every_url_leads_back_to_its_route() {
        for route in Route::all() {
            let url = route.url();
            let path = url.split('?').next().unwrap();
            assert_eq!(Route::decode(path), Some(route), "{url}");
        }
    }

    #[test]
    fn no_two_pages_have_an_address_or_an_endpoint_in_common() {
        let addresses = |route: Route| 1 + route.entry().aliases.len();
        assert_eq!(ADDRESSES.len(), Route::all().map(addresses).sum::<usize>());
        // `projection` is one more name.
        assert_eq!(pages().urls.len(), 1 + Route::all().count());
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
            ("/tp/99", None),
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
        for route in Route::all() {
            let url = route.url();
            let path = url.split('?').next().unwrap();
            let target = Target::decode(&format!("{PROJECTION}{path}"), true);
            assert_eq!(target.is_some(), route.entry().can_be_projected, "{url}");
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
