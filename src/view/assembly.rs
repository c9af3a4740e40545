//! The templates made ready for tinytemplate, once a language.
//!
//! tinytemplate has no inheritance, and turns its whole context into JSON for
//! each rendering. So a page is put into the layout here, and with it all that
//! no request changes: `[[name]]` is a sentence of `assets/text`, `[[url endpoint]]` an address
//! (the templates' `url_for`), `[[nav]]`, `[[content]]`, `[[error]]`, `[[verdict]]`,
//! `[[gates]]`, `[[diff]]` and `[[picture]]` other templates. What is left, `{…}`, is
//! tinytemplate's.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use memchr::memmem;

use super::{
    Page, Pages, ViewError, parse,
    text::{Lang, Texts},
};

const LAYOUT: &str = include_str!("../../assets/templates/layout.html");
const NAV: &str = include_str!("../../assets/templates/nav.html");
const ERROR: &str = include_str!("../../assets/templates/error.html");
const PICTURE: &str = include_str!("../../assets/templates/picture.html");
const VERDICT: &str = include_str!("../../assets/templates/verdict.html");
const GATES: &str = include_str!("../../assets/templates/gates.html");
const DIFF: &str = include_str!("../../assets/templates/diff.html");

/// Room for most pages, made once.
const USUAL_SOURCE_BYTES: usize = 32 * 1024;

/// The source of every page in every language, with nothing missing but the
/// values of a request. One is put together when it is first asked for, and kept.
#[derive(Debug)]
pub(crate) struct Sources {
    pages: Pages,
    kept: HashMap<(Page, Lang), OnceLock<Box<str>>>,
}

impl Sources {
    /// Puts all pages together and parses them once, so that a bad one fails the
    /// start and no visitor; each sentence of the files has its place then.
    pub(crate) fn checked(pages: Pages) -> Result<Self, ViewError> {
        Texts::check()?;
        let [fr, en] = Lang::at_once(|lang| check(lang, &pages));
        fr.and(en)?;
        let all = pages
            .iter()
            .flat_map(|(page, _)| Lang::ALL.map(|lang| (page, lang)));
        let kept = all.map(|key| (key, OnceLock::new())).collect();
        Ok(Self { pages, kept })
    }

    /// The source of a page of the site.
    pub(super) fn of(&self, page: Page, lang: Lang) -> Result<&str, ViewError> {
        let unlisted = ViewError::Unlisted { page: page.name() };
        let kept = self.kept.get(&(page, lang)).ok_or(unlisted)?;
        if let Some(source) = kept.get() {
            return Ok(source);
        }
        let mut said = BTreeSet::new();
        let endpoint = self.pages.endpoint(page);
        let source = Filling::new(page, endpoint, lang, &self.pages, &mut said).fill()?;
        Ok(kept.get_or_init(|| source))
    }
}

/// Whether the pages can be said in this language.
fn check(lang: Lang, pages: &Pages) -> Result<(), ViewError> {
    let mut said = BTreeSet::new();
    let mut is_layout_checked = false;
    for (page, endpoint) in pages.iter() {
        let mut filling = Filling::new(page, endpoint, lang, pages, &mut said);
        // The layout is the same around all pages.
        let source = if is_layout_checked {
            filling.fill_inside()?
        } else {
            filling.fill()?
        };
        is_layout_checked |= !page.is_bare();
        parse(page, &source)?;
    }
    Ok(Texts::of(lang).file.check_use(&said)?)
}

/// What stands before and after a mark: `str::split_once`, faster on long texts.
fn split<'t>(text: &'t str, mark: &str) -> Option<(&'t str, &'t str)> {
    let at = memmem::find(text.as_bytes(), mark.as_bytes())?;
    let (before, after) = text.split_at(at);
    Some((before, after.strip_prefix(mark)?))
}

/// One page in one language, on its way to tinytemplate.
struct Filling<'a> {
    page: Page,
    /// The endpoint that shows the page; `None` for errors and the exercises.
    endpoint: Option<&'a str>,
    lang: Lang,
    texts: &'static Texts,
    pages: &'a Pages,
    /// The names of the sentences that were said.
    said: &'a mut BTreeSet<String>,
}

impl<'a> Filling<'a> {
    fn new(
        page: Page,
        endpoint: Option<&'a str>,
        lang: Lang,
        pages: &'a Pages,
        said: &'a mut BTreeSet<String>,
    ) -> Self {
        Self {
            page,
            endpoint,
            lang,
            texts: Texts::of(lang),
            pages,
            said,
        }
    }

    fn fill(&mut self) -> Result<Box<str>, ViewError> {
        let mut filled = String::with_capacity(USUAL_SOURCE_BYTES);
        if self.page.is_bare() {
            self.put_content(&mut filled)?;
        } else {
            self.put(LAYOUT, &mut filled)?;
        }
        Ok(filled.into())
    }

    /// What the layout of a page surrounds: title and content.
    fn fill_inside(&mut self) -> Result<Box<str>, ViewError> {
        let mut filled = String::with_capacity(USUAL_SOURCE_BYTES);
        if !self.page.is_bare() {
            filled.push_str(&self.title()?);
        }
        self.put_content(&mut filled)?;
        Ok(filled.into())
    }

    fn put_content(&mut self, filled: &mut String) -> Result<(), ViewError> {
        let own = self.page.template(self.lang);
        self.put(own.trim_end(), filled)
    }

    /// Adds a template with all that it names.
    fn put(&mut self, template: &str, filled: &mut String) -> Result<(), ViewError> {
        let mut rest = template;
        while let Some((before, tag)) = split(rest, "[[") {
            let (name, after) = split(tag, "]]").ok_or_else(|| self.unknown(tag))?;
            filled.push_str(before);
            match self.piece(name) {
                Some(piece) => self.put(piece.trim_end(), filled)?,
                None => filled.push_str(&self.value(name)?),
            }
            rest = after;
        }
        filled.push_str(rest);
        Ok(())
    }

    /// The template that stands for `[[name]]`, if one does.
    fn piece(&self, name: &str) -> Option<Cow<'static, str>> {
        let piece = match name {
            "nav" => NAV,
            "content" => return Some(self.page.template(self.lang)),
            "error" => ERROR,
            "picture" => PICTURE,
            "verdict" => VERDICT,
            "gates" => GATES,
            "diff" => DIFF,
            _ => return None,
        };
        Some(Cow::Borrowed(piece))
    }

    /// What stands for `[[name]]` on this page.
    fn value(&mut self, name: &str) -> Result<Cow<'_, str>, ViewError> {
        let value = match name.split_once(' ') {
            Some(("url", endpoint)) => self.url(endpoint),
            Some(("current", endpoint)) => Some(self.current(endpoint)),
            Some(_) => None,
            None if name == "title" => return self.title(),
            None => Some(match name {
                "lang" => self.lang.tag(),
                "other_lang" => self.lang.other().tag(),
                _ => self.say(name)?,
            }),
        };
        value.map(Cow::Borrowed).ok_or_else(|| self.unknown(name))
    }

    fn title(&mut self) -> Result<Cow<'static, str>, ViewError> {
        match self.page.heading(self.lang) {
            Some(heading) => Ok(heading),
            None => Ok(self.say(&format!("{}_title", self.page.name()))?.into()),
        }
    }

    fn url(&self, endpoint: &str) -> Option<&str> {
        self.pages.urls.get(endpoint).map(String::as_str)
    }

    fn current(&self, endpoint: &str) -> &'static str {
        if self.endpoint == Some(endpoint) {
            r#" aria-current="page""#
        } else {
            ""
        }
    }

    fn say(&mut self, name: &str) -> Result<&'static str, ViewError> {
        let page = self.page.name();
        let said = self.texts.file.say(name);
        let said = said.map_err(|cause| ViewError::Sentence { page, cause })?;
        if !self.said.contains(name) {
            self.said.insert(name.to_owned());
        }
        Ok(said)
    }

    fn unknown(&self, name: &str) -> ViewError {
        ViewError::UnknownName {
            page: self.page.name(),
            name: name.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{view::page, web::pages};

    /// Links from outside find the same place in both languages.
    #[test]
    fn prose_has_the_same_ids_in_both_languages() {
        let ids = |page: Page, lang| {
            let html = page.template(lang).into_owned();
            let ids = html.split(" id=\"").skip(1);
            ids.map(|rest| rest.split('"').next().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        for (page, _) in pages().iter() {
            let french = ids(page, Lang::Fr);
            assert_eq!(french, ids(page, Lang::En));
            // In a template an id may stand in two branches, of which a page has one.
            if page.template(Lang::Fr) != page.template(Lang::En) {
                let once: BTreeSet<_> = french.iter().collect();
                assert_eq!(once.len(), french.len(), "{}", page.name());
            }
        }
        assert_eq!(ids(page!(fr en "help"), Lang::Fr).len(), 5 + 25);
    }

    #[test]
    fn a_name_that_nobody_knows_is_refused() {
        let mut pages = Pages::default();
        pages.add(page!("index"), Some("index".into()));
        let error = Sources::checked(pages).unwrap_err();
        assert_eq!(
            error.to_string(),
            "template `index`: nothing is called `url static style.css`"
        );
    }
}
