//! Templates and words; the only place that knows tinytemplate.
//!
//! A [`TinyTemplate`] is neither `Send` nor `Sync`, so each worker thread
//! parses what it shows for itself; the program parses all before it starts,
//! so that a bad template fails the start and not a visitor.

mod assembly;
pub(crate) mod context;
mod markup;
mod page;
pub mod text;

use std::collections::{HashMap, hash_map::Entry};

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
    /// No route shows it.
    #[error("template `{page}` belongs to no route")]
    Unlisted {
        /// The template.
        page: &'static str,
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

/// The templates of one thread, each parsed when it is first asked for.
pub(crate) struct View<'s> {
    sources: &'s Sources,
    parsed: HashMap<(Page, Lang), TinyTemplate<'s>>,
}

impl<'s> View<'s> {
    pub(crate) fn new(sources: &'s Sources) -> Self {
        Self {
            sources,
            parsed: HashMap::new(),
        }
    }

    pub(crate) fn render<C: Serialize>(
        &mut self,
        lang: Lang,
        page: Page,
        context: &C,
    ) -> Result<String, ViewError> {
        let template = match self.parsed.entry((page, lang)) {
            Entry::Occupied(found) => found.into_mut(),
            Entry::Vacant(free) => free.insert(parse(page, self.sources.of(page, lang)?)?),
        };
        template
            .render(page.name(), context)
            .map_err(|cause| ViewError::Render {
                page: page.name(),
                cause,
            })
    }
}

fn parse(page: Page, source: &str) -> Result<TinyTemplate<'_>, ViewError> {
    let mut template = TinyTemplate::new();
    let page = page.name();
    template
        .add_template(page, source)
        .map_err(|cause| ViewError::Parse { page, cause })?;
    Ok(template)
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
        let sources = Sources::checked(pages()).unwrap();
        let mut view = View::new(&sources);
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
        let sources = Sources::checked(pages()).unwrap();
        let mut view = View::new(&sources);
        let html = view
            .render(Lang::En, Page::error(418), &context(418))
            .unwrap();
        assert!(html.contains("<h1>Server error</h1>"));
    }
}
