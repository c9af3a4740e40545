//! The sentences of `probe.html`.

use serde::Serialize;

use crate::view::text::Lang;

/// `[[name]]` in the template is the field `name` here.
#[derive(Serialize)]
pub(crate) struct ProbeText {
    pub(crate) probe_title: &'static str,
    pub(crate) probe_sent_title: &'static str,
    pub(crate) probe_back: &'static str,
    pub(crate) probe_back_why: &'static str,
    pub(crate) probe_back_else: &'static str,
    pub(crate) probe_bounced_why: &'static str,
    pub(crate) probe_causes: &'static str,
    pub(crate) probe_again: &'static str,
    pub(crate) back_to_inspector: &'static str,
}

impl ProbeText {
    /// The sentences in this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &FR,
            Lang::En => &EN,
        }
    }
}

const FR: ProbeText = ProbeText {
    probe_title: "Le cookie d’essai",
    probe_sent_title: "Ce que le serveur a demandé",
    probe_back: "Il est revenu",
    probe_back_why: "Votre navigateur garde les cookies de ce site et les rapporte\u{202f}; celui-ci vient d’être effacé.",
    probe_back_else: "S’il manque tout de même un cookie de session\u{a0}:",
    probe_bounced_why: "Le serveur a posé un cookie d’essai avec les attributs de la session, et la demande suivante ne l’a pas rapporté.",
    probe_causes: "Les causes, de la plus sûre à la moins probable",
    probe_again: "Recommencer l’essai",
    back_to_inspector: "Revenir à l’inspecteur",
};

const EN: ProbeText = ProbeText {
    probe_title: "The test cookie",
    probe_sent_title: "What the server asked for",
    probe_back: "It came back",
    probe_back_why: "Your browser keeps the cookies of this site and brings them back; this one was just deleted.",
    probe_back_else: "If a session cookie is missing all the same:",
    probe_bounced_why: "The server has set a test cookie with the attributes of the session, and the next request has not brought it back.",
    probe_causes: "The causes, from the surest to the least likely",
    probe_again: "Test again",
    back_to_inspector: "Back to the inspector",
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
