//! Pages as text, by the templates of each worker thread.

use std::cell::RefCell;
use std::sync::OnceLock;

use serde::Serialize;

use super::{
    page_cache::{Found, PageCache},
    routes::pages,
};
use crate::{
    http::{Bytes, HttpError},
    view::{Page, Sources, View, ViewError, text::Lang},
};

/// Room for what most pages are kept by, made once.
const USUAL_KEY_BYTES: usize = 512;

/// The pages, with everything in them that no request changes; made by `check`.
static SOURCES: OnceLock<Sources> = OnceLock::new();

thread_local! {
    static PAGES: RefCell<PageCache> = RefCell::default();
    static VIEW: RefCell<View<'static>> =
        RefCell::new(View::new(SOURCES.get().expect("`check` made them")));
}

/// Makes all pages once before the site starts.
pub(super) fn check() -> Result<(), ViewError> {
    let sources = Sources::checked(pages())?;
    SOURCES.get_or_init(|| sources);
    Ok(())
}

/// The text of a part of a page; what was rendered before is not rendered again.
///
/// Security: where the keys are the same, so must be the contexts.
pub(super) fn html<K: Serialize, C: Serialize>(
    lang: Lang,
    page: Page,
    key: &K,
    context: impl FnOnce() -> C,
) -> Result<Bytes, HttpError> {
    let html = || html_of_now(lang, page, &context());
    Ok(kept(lang, page, key, false, html)?.html)
}

/// The same of a whole page, and compressed, if it may be and was asked for
/// before.
pub(super) fn page<C: Serialize>(
    lang: Lang,
    page: Page,
    context: &C,
    may_be_packed: bool,
) -> Result<Found, HttpError> {
    let html = || html_of_now(lang, page, context);
    kept(lang, page, context, may_be_packed, html)
}

fn kept<K: Serialize>(
    lang: Lang,
    page: Page,
    key: &K,
    may_be_packed: bool,
    html: impl FnOnce() -> Result<Bytes, HttpError>,
) -> Result<Found, HttpError> {
    let key = postcard::to_extend(key, Vec::with_capacity(USUAL_KEY_BYTES));
    let key = key.map_err(HttpError::internal)?;
    let found = PAGES.with_borrow_mut(|pages| pages.get(page, lang, key, may_be_packed));
    let missing = match found {
        Ok(found) => return Ok(found),
        Err(missing) => missing,
    };
    let html = html()?;
    PAGES.with_borrow_mut(|pages| pages.keep(missing, &html));
    Ok(Found { html, gzip: None })
}

/// The text of a page that will not be asked for again.
pub(super) fn html_of_now<C: Serialize>(
    lang: Lang,
    page: Page,
    context: &C,
) -> Result<Bytes, HttpError> {
    let html = VIEW.with_borrow_mut(|view| view.render(lang, page, context));
    html.map(Bytes::from).map_err(HttpError::internal)
}
