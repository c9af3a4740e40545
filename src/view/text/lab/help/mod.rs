//! The sentences of `help.html`: the pages, what to do when nothing works, and
//! the words of the course.

mod en;
mod fr;

use serde::Serialize;

use crate::view::text::Lang;

/// `[[name]]` in the template is the field `name` here.
#[derive(Serialize)]
pub(crate) struct HelpText {
    pub(crate) help_title: &'static str,
    pub(crate) help_lead: &'static str,
    pub(crate) on_this_page: &'static str,
    pub(crate) help_pages: &'static str,
    pub(crate) help_inspector: &'static str,
    pub(crate) help_bench: &'static str,
    pub(crate) help_exchanges: &'static str,
    pub(crate) help_practical: &'static str,
    pub(crate) help_commands: &'static str,
    pub(crate) help_decode: &'static str,
    pub(crate) help_sign: &'static str,
    pub(crate) help_keygen: &'static str,
    pub(crate) help_troubles: &'static str,
    pub(crate) help_glossary: &'static str,
}

impl HelpText {
    /// The sentences in this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &fr::TEXT,
            Lang::En => &en::TEXT,
        }
    }
}

/// What the page lists: pieces of HTML.
#[cfg_attr(test, derive(Serialize))]
pub(crate) struct HelpLists {
    /// What goes wrong, and what to do.
    pub(crate) troubles: [Trouble; 9],
    /// The words around a cookie and what it is made of.
    pub(crate) cookie: Chapter<6>,
    /// The words around its key.
    pub(crate) key: Chapter<7>,
    /// The headers and what stands in them.
    pub(crate) headers: Chapter<7>,
    /// What may happen to a session.
    pub(crate) risks: Chapter<5>,
}

/// Words that belong together.
#[cfg_attr(test, derive(Serialize))]
pub(crate) struct Chapter<const WORDS: usize> {
    pub(crate) title: &'static str,
    #[cfg_attr(test, serde(serialize_with = "as_slice"))]
    pub(crate) entries: [Entry; WORDS],
}

/// A word and what it means.
#[derive(Serialize)]
pub(crate) struct Entry {
    /// For links to it, the same in both languages.
    pub(crate) id: &'static str,
    pub(crate) term: &'static str,
    pub(crate) meaning: &'static str,
}

/// What somebody sees, and why; what to do.
#[derive(Serialize)]
pub(crate) struct Trouble {
    pub(crate) sign: &'static str,
    pub(crate) why: &'static str,
    pub(crate) cure: &'static str,
}

impl HelpLists {
    /// The lists in this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &fr::LISTS,
            Lang::En => &en::LISTS,
        }
    }

    /// The chapters of the glossary, by title.
    pub(crate) fn chapters(&self) -> [(&'static str, &[Entry]); 4] {
        [
            (self.cookie.title, &self.cookie.entries),
            (self.key.title, &self.key.entries),
            (self.headers.title, &self.headers.entries),
            (self.risks.title, &self.risks.entries),
        ]
    }
}

/// serde knows arrays up to 32 of one length only.
#[cfg(test)]
fn as_slice<S: serde::Serializer, const WORDS: usize>(
    entries: &[Entry; WORDS],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    entries.as_slice().serialize(serializer)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::view::text::typography;

    #[test]
    fn the_french_is_typeset_as_french() {
        typography::check_all(&serde_json::to_value(HelpText::of(Lang::Fr)).unwrap());
        typography::check_all(&serde_json::to_value(HelpLists::of(Lang::Fr)).unwrap());
    }

    #[test]
    fn each_word_is_found_once_and_under_one_id_in_both_languages() {
        let ids = |lang| {
            let chapters = HelpLists::of(lang).chapters().into_iter();
            let ids = chapters.flat_map(|(_, entries)| entries.iter().map(|entry| entry.id));
            ids.collect::<Vec<_>>()
        };
        assert_eq!(ids(Lang::Fr), ids(Lang::En));
        let once: BTreeSet<_> = ids(Lang::Fr).into_iter().collect();
        assert_eq!(once.len(), ids(Lang::Fr).len());
    }
}
