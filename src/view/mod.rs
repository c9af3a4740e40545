//! Templates and words; the only place that knows tinytemplate.
//!
//! A [`TinyTemplate`] is neither `Send` nor `Sync`, so each worker thread
//! parses a `View` of its own; the program parses one more before it starts,
//! so that a bad template fails the start and not a visitor.

mod assembly;
pub(crate) mod context;
mod markup;
mod page;
pub mod text;

use serde::Serialize;
use tinytemplate::TinyTemplate;

use self::text::{Lang, TextError};
pub(crate) use self::{
    assembly::Sources,
    markup::Markup,
    page::{Page, Pages, Source, page},
};

/// Why a page could not be made: always a mistake in the program.
#[derive(Debug, thiserror::Error)]
pub enum ViewError {
    /// The files of sentences cannot be used.
    #[error(transparent)]
    Text(#[from] TextError),
    /// `[[name]]` where one sentence should have that name.
    #[error("template `{page}` cannot say a sentence")]
    Sentence {
        /// The template.
        page: &'static str,
        /// What is wrong with the sentence.
        #[source]
        cause: TextError,
    },
    /// `[[kind name]]` where nothing has that name.
    #[error("template `{page}`: nothing is called `{name}`")]
    UnknownName {
        /// The template.
        page: &'static str,
        /// What it asks for.
        name: String,
    },
    /// tinytemplate cannot read it.
    #[error("template `{page}` cannot be parsed")]
    Parse {
        /// The template.
        page: &'static str,
        /// Where and why.
        #[source]
        cause: tinytemplate::error::Error,
    },
    /// It does not fit its context.
    #[error("template `{page}` cannot be rendered")]
    Render {
        /// The template.
        page: &'static str,
        /// Where and why.
        #[source]
        cause: tinytemplate::error::Error,
    },
}

/// The parsed templates of one thread.
pub(crate) struct View<'s> {
    fr: TinyTemplate<'s>,
    en: TinyTemplate<'s>,
}

impl<'s> View<'s> {
    pub(crate) fn parse(sources: &'s Sources) -> Result<Self, ViewError> {
        Ok(Self {
            fr: Self::parse_one(sources, Lang::Fr)?,
            en: Self::parse_one(sources, Lang::En)?,
        })
    }

    /// Parses all, and keeps nothing.
    pub(crate) fn check(sources: &Sources) -> Result<(), ViewError> {
        let [fr, en] = Lang::at_once(|lang| Self::parse_one(sources, lang).map(drop));
        fr.and(en)
    }

    fn parse_one(sources: &Sources, lang: Lang) -> Result<TinyTemplate<'_>, ViewError> {
        let mut set = TinyTemplate::new();
        for (page, source) in sources.of(lang) {
            let page = page.name();
            set.add_template(page, source)
                .map_err(|cause| ViewError::Parse { page, cause })?;
        }
        Ok(set)
    }

    pub(crate) fn render<C: Serialize>(
        &self,
        lang: Lang,
        page: Page,
        context: &C,
    ) -> Result<String, ViewError> {
        let set = match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        };
        set.render(page.name(), context)
            .map_err(|cause| ViewError::Render {
                page: page.name(),
                cause,
            })
    }
}

#[cfg(test)]
mod tests {
    use super::{
        context::{Context, Flash, Frame, Oversize},
        *,
    };
    use crate::web::pages;

    fn context(status: u16) -> Context<serde_json::Value> {
        Context {
            frame: Frame {
                here: "/".into(),
                canonical: None,
                is_projected: false,
                can_be_projected: false,
                practical: None,
                query: "",
                user: Some("alice".to_owned()),
                has_account: true,
                guests: true,
                flashes: vec![Flash {
                    kind: "error",
                    message: "<b>".to_owned(),
                }],
                stranger: None,
                failed: true,
                lab: true,
                oversize: Some(Oversize {
                    size: "5,000".to_owned(),
                    limit: "4,093".to_owned(),
                }),
            },
            page: serde_json::json!({
                "status": status,
                "what": "what",
                "why": "why",
                "request_id": "0123456789abcdef",
            }),
        }
    }

    #[test]
    fn every_status_has_a_page_of_its_own_in_both_languages() {
        let sources = Sources::new(&pages()).unwrap();
        let view = View::parse(&sources).unwrap();
        let mut titles = std::collections::BTreeSet::new();
        for status in [
            400, 401, 403, 404, 405, 408, 409, 413, 415, 429, 431, 500, 503,
        ] {
            for lang in Lang::ALL {
                let html = view
                    .render(lang, Page::error(status), &context(status))
                    .unwrap();
                for part in [
                    &*format!("</span>{status}</p>"),
                    "<p class=\"lead\">what</p>",
                    "<bdi>alice</bdi>",
                    "&lt;b&gt;",
                    "5,000",
                ] {
                    assert!(html.contains(part), "{part} in {html}");
                }
                assert!(!html.contains(['[', '{']), "{html}");
                assert_eq!(html.contains("0123456789abcdef"), status >= 500);
                titles.insert(html.split("h1>").nth(1).unwrap().to_owned());
            }
        }
        assert_eq!(titles.len(), 2 * 13);
    }

    #[test]
    fn a_status_without_a_page_is_shown_as_an_internal_error() {
        let sources = Sources::new(&pages()).unwrap();
        let view = View::parse(&sources).unwrap();
        let html = view
            .render(Lang::En, Page::error(418), &context(418))
            .unwrap();
        assert!(html.contains("<h1>Server error</h1>"));
    }
}
