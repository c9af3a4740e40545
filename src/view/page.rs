//! The pages, by the names of their templates.

use std::{
    borrow::Cow,
    collections::HashMap,
    hash::{Hash, Hasher},
};

use super::text::{Lang, typography::set_french};

/// A template that a visitor gets to see: `page!("index")`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page {
    name: &'static str,
    source: Source,
}

/// How a template comes to speak two languages.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Source {
    /// Its sentences are in `assets/text`.
    Sentences(&'static str),
    /// Its prose is typed in it, one file a language.
    Prose { fr: &'static str, en: &'static str },
    /// The same as `Sentences`, with no layout around it: a part of a page, or a
    /// page that plays another site.
    Bare(&'static str),
}

/// The page of `assets/templates/NAME.html`; with `fr en` before its name, that
/// of `NAME.fr.html` and `NAME.en.html`; with `bare`, without the
/// layout.
macro_rules! page {
    ($name:literal) => {
        $crate::view::Page::new(
            $name,
            $crate::view::Source::Sentences(page!(@source $name, ".html")),
        )
    };
    (fr en $name:literal) => {
        $crate::view::Page::new(
            $name,
            $crate::view::Source::Prose {
                fr: page!(@source $name, ".fr.html"),
                en: page!(@source $name, ".en.html"),
            },
        )
    };
    (bare $name:literal) => {
        $crate::view::Page::new(
            $name,
            $crate::view::Source::Bare(page!(@source $name, ".html")),
        )
    };
    (@source $name:literal, $end:literal) => {
        include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/assets/templates/",
            $name,
            $end
        ))
    };
}
pub(crate) use page;

/// The pages of HTTP statuses, as in the course's `error_handlers`.
const ERRORS: [(u16, Page); 13] = [
    (400, page!("error_400")),
    (401, page!("error_401")),
    (403, page!("error_403")),
    (404, page!("error_404")),
    (405, page!("error_405")),
    (408, page!("error_408")),
    (409, page!("error_409")),
    (413, page!("error_413")),
    (415, page!("error_415")),
    (429, page!("error_429")),
    (431, page!("error_431")),
    (500, INTERNAL),
    (503, page!("error_503")),
];

/// The page of a status that has none.
const INTERNAL: Page = page!("error_500");

impl Page {
    pub(crate) const fn new(name: &'static str, source: Source) -> Self {
        Self { name, source }
    }

    /// The page of an HTTP status.
    pub(crate) fn error(status: u16) -> Self {
        let mut errors = ERRORS.iter();
        errors
            .find(|(known, _)| *known == status)
            .map_or(INTERNAL, |(_, page)| *page)
    }

    pub(super) fn name(self) -> &'static str {
        self.name
    }

    pub(super) fn is_bare(self) -> bool {
        matches!(self.source, Source::Bare(_))
    }

    /// The template, with French set as it is printed.
    pub(super) fn template(self, lang: Lang) -> Cow<'static, str> {
        match (self.source, lang) {
            (Source::Sentences(text) | Source::Bare(text), _)
            | (Source::Prose { en: text, .. }, Lang::En) => text.into(),
            (Source::Prose { fr, .. }, Lang::Fr) => set_french(fr).into(),
        }
    }

    /// The heading of prose, which is its title as well. The title of any other
    /// page is a sentence.
    pub(super) fn heading(self, lang: Lang) -> Option<Cow<'static, str>> {
        let Source::Prose { fr, en } = self.source else {
            return None;
        };
        let heading = |text: &'static str| {
            let (_, rest) = text.split_once("<h1>")?;
            rest.split_once("</h1>").map(|(heading, _)| heading)
        };
        match lang {
            Lang::Fr => heading(fr).map(|it| set_french(it).into()),
            Lang::En => heading(en).map(Cow::from),
        }
    }
}

// A page is looked up for each request: its name tells it, and is short.
impl PartialEq for Page {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Page {}

impl Hash for Page {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

/// What the templates can name, and which of them there are.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    /// The addresses by their endpoints.
    pub(crate) urls: HashMap<Cow<'static, str>, String>,
    shown: Vec<(Page, Option<Cow<'static, str>>)>,
}

impl Pages {
    /// Adds a page with the endpoint that it is the page of; added again, it
    /// keeps the first.
    pub(crate) fn add(&mut self, page: Page, endpoint: Option<Cow<'static, str>>) {
        if self.shown.iter().all(|(known, _)| *known != page) {
            self.shown.push((page, endpoint));
        }
    }

    /// The endpoint of a page; errors have none.
    pub(super) fn endpoint(&self, page: Page) -> Option<&str> {
        let (_, endpoint) = self.iter().find(|(known, _)| *known == page)?;
        endpoint
    }

    /// All pages, each with its endpoint; errors have none.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Page, Option<&str>)> {
        let shown = self.shown.iter();
        shown
            .map(|(page, endpoint)| (*page, endpoint.as_deref()))
            .chain(ERRORS.iter().map(|(_, page)| (*page, None)))
    }
}
