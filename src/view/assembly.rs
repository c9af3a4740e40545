//! The templates made ready for tinytemplate, once a language.
//!
//! tinytemplate has no inheritance, and turns its whole context into JSON for
//! each rendering. So a page is put into the layout here, and with it all that
//! no request changes: `[[name]]` is a sentence, `[[url endpoint]]` an address
//! (the templates' `url_for`), `[[pieces path]]` a sentence with commands in it,
//! `[[nav]]`, `[[content]]`, `[[error]]`, `[[verdict]]`, `[[diff]]` and `[[picture]]` other
//! templates. What is left, `{…}`, is tinytemplate's.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::{
    Page, Pages, ViewError,
    text::{
        Lang,
        lab::{
            AccessibilityText, BenchText, ExchangesText, HelpText, InspectorText, PictureText,
            PracticalText, ProbeText, SiteMapText,
        },
        site::Text,
    },
};

const LAYOUT: &str = include_str!("../../assets/templates/layout.html");
const NAV: &str = include_str!("../../assets/templates/nav.html");
const ERROR: &str = include_str!("../../assets/templates/error.html");
const PICTURE: &str = include_str!("../../assets/templates/picture.html");
const VERDICT: &str = include_str!("../../assets/templates/verdict.html");
const DIFF: &str = include_str!("../../assets/templates/diff.html");

/// The source of every page in every language, with nothing missing but the
/// values of a request.
#[derive(Debug)]
pub(crate) struct Sources(Vec<(Page, Lang, String)>);

impl Sources {
    pub(crate) fn new(pages: &Pages) -> Result<Self, ViewError> {
        let mut sources = Vec::new();
        for lang in Lang::ALL {
            let words = words(lang)?;
            for (page, endpoint) in pages.iter() {
                let source = Filling {
                    page,
                    endpoint,
                    lang,
                    words: &words,
                    pages,
                }
                .fill()?;
                sources.push((page, lang, source));
            }
        }
        Ok(Self(sources))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (Page, Lang, &str)> {
        self.0
            .iter()
            .map(|(page, lang, source)| (*page, *lang, source.as_str()))
    }
}

/// The sentences of a language by the names of their fields.
fn words(lang: Lang) -> Result<Map<String, Value>, ViewError> {
    let tables = [
        serde_json::to_value(Text::of(lang))?,
        serde_json::to_value(InspectorText::of(lang))?,
        serde_json::to_value(PictureText::of(lang))?,
        serde_json::to_value(ExchangesText::of(lang))?,
        serde_json::to_value(HelpText::of(lang))?,
        serde_json::to_value(SiteMapText::of(lang))?,
        serde_json::to_value(AccessibilityText::of(lang))?,
        serde_json::to_value(PracticalText::of(lang))?,
        serde_json::to_value(ProbeText::of(lang))?,
        serde_json::to_value(BenchText::of(lang))?,
    ];
    let mut words = Map::new();
    for table in tables {
        let table: Map<String, Value> = serde_json::from_value(table)?;
        for (name, sentence) in table {
            if words.contains_key(&name) {
                return Err(ViewError::TwiceNamed { name });
            }
            words.insert(name, sentence);
        }
    }
    Ok(words)
}

/// A sentence whose commands stand between backticks, as pieces.
fn pieces(path: &str) -> String {
    format!(
        "{{{{ for piece in {path} }}}}{{{{ if piece.code }}}}<code \
         translate=\"no\">{{piece.text}}</code>{{{{ else }}}}{{piece.text}}{{{{ endif \
         }}}}{{{{ endfor }}}}"
    )
}

/// The name of the sentence that is a page's title.
fn title(page: Page) -> String {
    format!("{}_title", page.name())
}

/// One page in one language, on its way to tinytemplate.
struct Filling<'a> {
    page: Page,
    /// The endpoint that shows the page; `None` for errors and the exercises.
    endpoint: Option<&'a str>,
    lang: Lang,
    words: &'a Map<String, Value>,
    pages: &'a Pages,
}

impl Filling<'_> {
    fn fill(&self) -> Result<String, ViewError> {
        let page = LAYOUT
            .replace("[[nav]]", NAV.trim_end())
            .replace("[[content]]", self.page.template().trim_end())
            .replace("[[error]]", ERROR.trim_end())
            .replace("[[picture]]", PICTURE.trim_end())
            .replace("[[verdict]]", VERDICT.trim_end())
            .replace("[[diff]]", DIFF.trim_end());
        let mut filled = String::with_capacity(page.len() * 2);
        let mut rest = page.as_str();
        while let Some((before, tag)) = rest.split_once("[[") {
            let (name, after) = tag.split_once("]]").ok_or_else(|| self.unknown(tag))?;
            filled.push_str(before);
            filled.push_str(&self.value(name)?);
            rest = after;
        }
        filled.push_str(rest);
        Ok(filled)
    }

    /// What stands for `[[name]]` on this page.
    fn value(&self, name: &str) -> Result<Cow<'_, str>, ViewError> {
        let value = match name.split_once(' ') {
            Some(("url", endpoint)) => self.url(endpoint),
            Some(("current", endpoint)) => Some(self.current(endpoint)),
            Some(("pieces", path)) => return Ok(pieces(path).into()),
            Some(_) => None,
            None => match name {
                "lang" => Some(self.lang.tag()),
                "other_lang" => Some(self.lang.other().tag()),
                "title" => self.word(&title(self.page)),
                _ => self.word(name),
            },
        };
        value.map(Cow::Borrowed).ok_or_else(|| self.unknown(name))
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

    fn word(&self, name: &str) -> Option<&str> {
        self.words.get(name).and_then(Value::as_str)
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

    #[test]
    fn every_sentence_is_used_by_a_template() {
        let all = pages();
        let pages: Vec<Page> = all.iter().map(|(page, _)| page).collect();
        let templates: String = pages
            .iter()
            .map(|page| page.template())
            .chain([LAYOUT, NAV, ERROR, PICTURE, VERDICT, DIFF])
            .collect();
        let titles: Vec<String> = pages.into_iter().map(title).collect();
        for name in words(Lang::Fr).unwrap().keys() {
            let is_used = templates.contains(&format!("[[{name}]]")) || titles.contains(name);
            assert!(is_used, "no template says `{name}`");
        }
    }

    #[test]
    fn a_name_that_nobody_knows_is_refused() {
        let mut pages = Pages::default();
        pages.add(page!("index"), Some("index".into()));
        let error = Sources::new(&pages).unwrap_err();
        assert_eq!(
            error.to_string(),
            "template `index`: nothing is called `url static style.css`"
        );
    }
}
