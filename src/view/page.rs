//! The pages, by the names of their templates.

use std::{
    borrow::Cow,
    collections::HashMap,
    hash::{Hash, Hasher},
};

/// A template that a visitor gets to see: `page!("index")`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page {
    name: &'static str,
    template: &'static str,
}

/// The page of `assets/templates/NAME.html`.
macro_rules! page {
    ($name:literal) => {
        $crate::view::Page::new(
            $name,
            include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/assets/templates/",
                $name,
                ".html"
            )),
        )
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
    pub(crate) const fn new(name: &'static str, template: &'static str) -> Self {
        Self { name, template }
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

    pub(super) fn template(self) -> &'static str {
        self.template
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

    /// All pages, each with its endpoint; errors have none.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Page, Option<&str>)> {
        let shown = self.shown.iter();
        shown
            .map(|(page, endpoint)| (*page, endpoint.as_deref()))
            .chain(ERRORS.iter().map(|(_, page)| (*page, None)))
    }
}
