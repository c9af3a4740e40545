//! What a teaching page says above its content, once: plain text.

use crate::view::text::Lang;

#[cfg_attr(test, derive(serde::Serialize))]
pub(crate) struct Notices {
    /// The `tp` cookie was damaged or forged, or another server's.
    pub(crate) progress_refused: &'static str,
    /// The teacher has started anew.
    pub(crate) progress_void: &'static str,
}

impl Notices {
    /// The sentences in this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &FR,
            Lang::En => &EN,
        }
    }
}

const FR: Notices = Notices {
    progress_refused: "Votre cookie «\u{202f}tp\u{202f}» n’a pas été signé par ce serveur, ou il a \
                       été modifié\u{a0}: votre progression repart de zéro.",
    progress_void: "La salle a été remise à zéro\u{a0}: votre progression repart de zéro.",
};

const EN: Notices = Notices {
    progress_refused: "Your cookie “tp” was not signed by this server, or it was changed: your \
                       progress starts anew.",
    progress_void: "The room was started anew: your progress starts anew.",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::text::typography;

    #[test]
    fn the_french_is_typeset_as_french() {
        typography::check_all(&serde_json::to_value(&FR).unwrap());
    }
}
