//! What `decode-cookie` says besides what is said of a cookie everywhere.

use crate::view::text::Lang;

/// The sentences in one language.
pub(crate) struct LookText {
    /// A moment in the time zone of the machine: its text and its offset.
    pub(crate) here: fn(moment: &str, offset: &str) -> String,
    /// A payload that is no text.
    pub(crate) no_payload_text: &'static str,
}

impl LookText {
    /// The sentences in this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &FR,
            Lang::En => &EN,
        }
    }
}

const EN: LookText = LookText {
    here: |moment, offset| format!("{moment} here ({offset})"),
    no_payload_text: "No text to print: the content is not UTF-8, or there is none.",
};

const FR: LookText = LookText {
    here: |moment, offset| format!("{moment} ici ({offset})"),
    no_payload_text: "Pas de texte à écrire\u{a0}: le contenu n’est pas de l’UTF-8, ou il n’y en a pas.",
};
