//! The sentences of `inspector.html`.

use serde::Serialize;

use crate::view::text::Lang;

/// `[[name]]` in the template is the field `name` here.
#[derive(Serialize)]
pub(crate) struct InspectorText {
    pub(crate) inspector_title: &'static str,
    pub(crate) cure: &'static str,
    pub(crate) session_ended: &'static str,
    pub(crate) signed_not_encrypted: &'static str,
    pub(crate) size_of_cookie: &'static str,
    pub(crate) inspector_caption: &'static str,
    pub(crate) part: &'static str,
    pub(crate) part_holds: &'static str,
    pub(crate) payload: &'static str,
    pub(crate) timestamp: &'static str,
    pub(crate) signature: &'static str,
    pub(crate) readable_not_forgeable: &'static str,
    pub(crate) not_to_be_trusted: &'static str,
    pub(crate) gates_title: &'static str,
    pub(crate) steps_title: &'static str,
    pub(crate) inspector_as_json: &'static str,
    pub(crate) no_cookie_received: &'static str,
    pub(crate) only_other_cookies: &'static str,
    pub(crate) no_cookie_why: &'static str,
}

impl InspectorText {
    /// The sentences in this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &FR,
            Lang::En => &EN,
        }
    }
}

const FR: InspectorText = InspectorText {
    inspector_title: "Votre cookie de session",
    cure: "À faire\u{a0}:",
    session_ended: "Cette session est pourtant terminée\u{a0}: ce serveur a noté sa fin (déconnexion, ou mot de passe changé) et ne veut plus de ce cookie.",
    signed_not_encrypted: "Signé, pas chiffré\u{a0}: lisible par tous, modifiable par personne sans la clé\u{202f}; et qui a la clé peut en fabriquer.",
    size_of_cookie: "Taille\u{a0}:",
    inspector_caption: "Les trois parties du cookie",
    part: "Partie",
    part_holds: "Ce qu’elle dit",
    payload: "Charge utile",
    timestamp: "Horodatage",
    signature: "Signature",
    readable_not_forgeable: "lisible par tous, infalsifiable sans la clé",
    not_to_be_trusted: "non fiable",
    gates_title: "Quatre contrôles, dans l’ordre",
    steps_title: "Refaire le calcul pas à pas",
    inspector_as_json: "Les mêmes faits en JSON",
    no_cookie_received: "Aucun cookie de session reçu",
    only_other_cookies: "Votre navigateur a envoyé d’autres cookies, que ce site ne lit pas, mais pas le sien.",
    no_cookie_why: "Votre navigateur n’a rien envoyé\u{a0}: connectez-vous. Si vous l’êtes déjà, il a refusé notre cookie.",
};

const EN: InspectorText = InspectorText {
    inspector_title: "Your session cookie",
    cure: "To do:",
    session_ended: "This session is over all the same: this server has noted its end (a logout, or a changed password) and does not want this cookie any more.",
    signed_not_encrypted: "Signed, not encrypted: anyone can read it, nobody can change it without the key, and whoever has the key can forge it.",
    size_of_cookie: "Size:",
    inspector_caption: "The three parts of the cookie",
    part: "Part",
    part_holds: "What it says",
    payload: "Payload",
    timestamp: "Timestamp",
    signature: "Signature",
    readable_not_forgeable: "readable by anyone, not to be forged without the key",
    not_to_be_trusted: "not to be trusted",
    gates_title: "Four gates, in this order",
    steps_title: "Do the calculation step by step",
    inspector_as_json: "The same facts as JSON",
    no_cookie_received: "No session cookie received",
    only_other_cookies: "Your browser has sent other cookies, which this site does not read, but not its own.",
    no_cookie_why: "Your browser has sent nothing: sign in. If you are signed in already, it has refused our cookie.",
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
