//! Pages that were rendered before.
//!
//! A page is its template and its context, and nothing else: where both are the
//! same, so is the page. Visitors look at the same pages again and again, and
//! most of the work of an answer is the rendering.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::compression::Gzip;
use crate::{
    http::Bytes,
    view::{Page, text::Lang},
};

/// A larger context would take the place of many pages.
const MAX_KEY_BYTES: usize = 16 * 1024;

/// What one thread keeps, in bytes of pages; then it starts anew. The exchanges
/// of a class of fifty have room.
const MAX_BYTES: usize = 2 * 1024 * 1024;

/// Which template, in which language, and what tells its context from others, as
/// `postcard` writes it: without the names of the fields, since a template has
/// one kind of context.
#[derive(PartialEq, Eq, Hash)]
struct Key(Page, Lang, Vec<u8>);

/// A page, and the same compressed, once that was wanted.
#[derive(Clone)]
pub(super) struct Found {
    pub(super) html: Bytes,
    pub(super) gzip: Option<Gzip>,
}

/// The pages of one thread.
#[derive(Default)]
pub(super) struct PageCache {
    pages: HashMap<Key, Found, RandomState>,
    bytes: usize,
}

impl PageCache {
    /// The page of this key, if it was kept; compressed, too, if that is of
    /// use.
    ///
    /// Security: the whole key is compared, not a digest of it: nobody
    /// gets to see another's page.
    pub(super) fn get(
        &mut self,
        page: Page,
        lang: Lang,
        key: Vec<u8>,
        may_be_packed: bool,
    ) -> Result<Found, Missing> {
        let key = Key(page, lang, key);
        let Some(found) = self.pages.get_mut(&key) else {
            return Err(Missing(key));
        };
        if may_be_packed && found.gzip.is_none() {
            found.gzip = Gzip::of(&found.html);
            self.bytes += found.gzip.as_ref().map_or(0, Gzip::len);
        }
        Ok(Found {
            html: found.html.clone(),
            gzip: found.gzip.clone().filter(|_| may_be_packed),
        })
    }

    /// Keeps a page that was missing.
    pub(super) fn keep(&mut self, Missing(key): Missing, page: &Bytes) {
        if key.2.len() > MAX_KEY_BYTES {
            return;
        }
        let bytes = key.2.len() + page.len();
        if self.bytes + bytes > MAX_BYTES {
            self.pages.clear();
            self.bytes = 0;
        }
        self.bytes += bytes;
        let found = Found {
            html: page.clone(),
            gzip: None,
        };
        self.pages.insert(key, found);
    }
}

/// What has to be rendered.
pub(super) struct Missing(Key);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::page;

    const INDEX: Page = page!("index");
    const SIGN_IN: Page = page!("sign_in");

    fn find(pages: &mut PageCache, page: Page, lang: Lang, context: &str) -> Option<Bytes> {
        let found = pages.get(page, lang, context.as_bytes().to_vec(), false);
        found.ok().map(|found| found.html)
    }

    fn keep(pages: &mut PageCache, page: Page, context: String, text: &str) {
        if let Err(missing) = pages.get(page, Lang::Fr, context.into_bytes(), false) {
            pages.keep(missing, &Bytes::copy_from_slice(text.as_bytes()));
        }
    }

    #[test]
    fn a_page_is_found_by_all_that_makes_it() {
        let mut pages = PageCache::default();
        keep(&mut pages, INDEX, "alice".to_owned(), "Hello alice");
        let found = find(&mut pages, INDEX, Lang::Fr, "alice");
        assert_eq!(found.as_deref(), Some(&b"Hello alice"[..]));
        assert_eq!(find(&mut pages, INDEX, Lang::Fr, "bob"), None);
        assert_eq!(find(&mut pages, INDEX, Lang::En, "alice"), None);
        assert_eq!(find(&mut pages, SIGN_IN, Lang::Fr, "alice"), None);
    }

    #[test]
    fn a_page_is_compressed_when_that_is_of_use_and_counts_with_that() {
        let mut pages = PageCache::default();
        keep(
            &mut pages,
            INDEX,
            "alice".to_owned(),
            &"Hello alice ".repeat(200),
        );
        let mut ask = |may_be_packed| {
            let found = pages.get(INDEX, Lang::Fr, b"alice".to_vec(), may_be_packed);
            (
                found.ok().and_then(|found| found.gzip).is_some(),
                pages.bytes,
            )
        };
        assert_eq!(ask(false), (false, 2405));
        let (is_packed, bytes) = ask(true);
        assert!(is_packed && bytes > 2405 && bytes < 2605, "{bytes}");
        assert_eq!(ask(true), (true, bytes));
        assert_eq!(ask(false), (false, bytes));
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let mut pages = PageCache::default();
        let page = "x".repeat(10_000);
        for number in 0..1000 {
            keep(&mut pages, INDEX, number.to_string(), &page);
            assert!(pages.bytes <= MAX_BYTES);
        }
        assert!(find(&mut pages, INDEX, Lang::Fr, "999").is_some());
        assert!(find(&mut pages, INDEX, Lang::Fr, "0").is_none());
        let large = "x".repeat(MAX_KEY_BYTES + 1);
        keep(&mut pages, INDEX, large.clone(), "page");
        assert!(find(&mut pages, INDEX, Lang::Fr, &large).is_none());
    }
}
