//! What a teaching page says above its content, once: plain text.

use crate::{classroom::Refusal, view::text::Lang};

#[cfg_attr(test, derive(serde::Serialize))]
pub(crate) struct Notices {
    /// The `tp` cookie was damaged or forged, or another server's.
    not_signed_here: &'static str,
    /// The teacher has started anew.
    started_anew: &'static str,
    /// Several `tp` cookies came, and one of them was set in this browser.
    pub(crate) beside_others: &'static str,
    /// Several came, each of which may have been.
    pub(crate) unclear: &'static str,
}

impl Notices {
    /// The sentences in this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &FR,
            Lang::En => &EN,
        }
    }

    /// Why the cookie that came was not taken.
    pub(crate) fn refused(&self, refusal: &Refusal) -> &'static str {
        match refusal {
            Refusal::Void => self.started_anew,
            Refusal::Cookie(_) | Refusal::Content(_) => self.not_signed_here,
        }
    }
}

const FR: Notices = Notices {
    not_signed_here: "Votre cookie «\u{202f}tp\u{202f}» n’a pas été signé par ce serveur, ou il a \
                       été modifié\u{a0}: votre progression repart de zéro.",
    started_anew: "La salle a été remise à zéro\u{a0}: votre progression repart de zéro.",
    beside_others: "Plusieurs cookies «\u{202f}tp\u{202f}» sont venus\u{a0}: une page d’un autre \
                             port, d’un autre chemin ou d’un hôte voisin en a posé. Celui qui a été \
                             posé dans ce navigateur compte, les autres non.",
    unclear: "Plusieurs cookies «\u{202f}tp\u{202f}» sont venus, et rien ne dit lequel est le \
                       vôtre\u{a0}: aucune de vos demandes n’est enregistrée. Effacez les cookies de \
                       cet hôte dans votre navigateur.",
};

const EN: Notices = Notices {
    not_signed_here: "Your cookie “tp” was not signed by this server, or it was changed: your \
                       progress starts anew.",
    started_anew: "The room was started anew: your progress starts anew.",
    beside_others: "Several cookies “tp” came: a page of another port, of another path or of \
                             a neighboring host has set one. The one that was set in this browser \
                             counts, the others do not.",
    unclear: "Several cookies “tp” came, and nothing tells which one is yours: none of your \
                       requests is recorded. Erase the cookies of this host in your browser.",
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
