//! Pages as text, by the templates of each worker thread.

use std::cell::RefCell;
use std::sync::OnceLock;

use serde::Serialize;

use super::{
    page_cache::{Kept, PageCache},
    routes::pages,
};
use crate::{
    http::{Bytes, HttpError},
    view::{Page, Sources, View, ViewError, text::Lang},
};

/// Room for the context of most pages, made once.
const USUAL_CONTEXT_BYTES: usize = 1024;

/// The pages, with everything in them that no request changes; made by `check`.
static SOURCES: OnceLock<Sources> = OnceLock::new();

thread_local! {
    static PAGES: RefCell<PageCache> = RefCell::default();
    static VIEW: View<'static> = View::parse(SOURCES.get().expect("`check` made them"))
        .expect("`check` parsed the same");
}

/// Makes all pages once before the site starts, so that a bad template fails the
/// start and no visitor.
pub(super) fn check() -> Result<(), ViewError> {
    let sources = Sources::new(&pages())?;
    View::check(SOURCES.get_or_init(|| sources))
}

/// A page, or a part of one; what was rendered before is not rendered again.
pub(super) fn html<C: Serialize>(lang: Lang, page: Page, context: &C) -> Result<Kept, HttpError> {
    let mut json = Vec::with_capacity(USUAL_CONTEXT_BYTES);
    serde_json::to_writer(&mut json, context).map_err(HttpError::internal)?;
    let missing = match PAGES.with_borrow_mut(|pages| pages.get(page, lang, json)) {
        Ok(kept) => return Ok(kept),
        Err(missing) => missing,
    };
    let html = html_of_now(lang, page, context)?;
    PAGES.with_borrow_mut(|pages| pages.keep(missing, &html));
    Ok(Kept::new(html))
}

/// The text of a page that will not be asked for again.
pub(super) fn html_of_now<C: Serialize>(
    lang: Lang,
    page: Page,
    context: &C,
) -> Result<Bytes, HttpError> {
    let html = VIEW.with(|view| view.render(lang, page, context));
    html.map(Bytes::from).map_err(HttpError::internal)
}
