//! The sentences of `picture.html`: an exchange of a cookie, drawn and told.

use serde::Serialize;

use crate::view::text::Lang;

/// `[[name]]` in the template is the field `name` here.
#[derive(Serialize)]
pub(crate) struct PictureText {
    pub(crate) picture_title: &'static str,
    pub(crate) picture_about: &'static str,
    pub(crate) keeps_the_cookie: &'static str,
    pub(crate) keeps_nothing: &'static str,
    pub(crate) verifies_the_signature: &'static str,
    pub(crate) picture_step_1: &'static str,
    pub(crate) picture_step_2: &'static str,
    pub(crate) picture_step_3: &'static str,
    pub(crate) picture_step_4: &'static str,
}

impl PictureText {
    /// The sentences in this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &FR,
            Lang::En => &EN,
        }
    }
}

const FR: PictureText = PictureText {
    picture_title: "Comment un site sans mémoire vous reconnaît",
    picture_about: "Schéma\u{a0}: quatre flèches entre le navigateur et le serveur. Le cookie va à gauche et y reste\u{202f}; à droite, rien ne reste.",
    keeps_the_cookie: "garde le cookie",
    keeps_nothing: "ne garde rien",
    verifies_the_signature: "vérifie la signature",
    picture_step_1: "Vous envoyez le formulaire\u{a0}: <code translate=\"no\">POST /sign-in</code>.",
    picture_step_2: "Le serveur répond par un en-tête <code translate=\"no\">Set-Cookie</code>\u{a0}: votre nom (<span class=\"payload\">charge utile</span>), l’heure (<span class=\"timestamp\">horodatage</span>), et de quoi prouver qu’ils viennent de lui (<span class=\"signature\">signature</span>). Puis il oublie tout.",
    picture_step_3: "À la page suivante, le navigateur rapporte le cookie dans un en-tête <code translate=\"no\">Cookie</code>. C’est lui qui a la mémoire.",
    picture_step_4: "Le serveur refait le calcul de la signature. Si c’est la même, il croit ce que dit le cookie et vous appelle par votre nom\u{202f}; puis il oublie encore.",
};

const EN: PictureText = PictureText {
    picture_title: "How a site without memory knows you",
    picture_about: "Diagram: four arrows between the browser and the server. The cookie goes to the left and stays there; on the right nothing stays.",
    keeps_the_cookie: "keeps the cookie",
    keeps_nothing: "keeps nothing",
    verifies_the_signature: "verifies the signature",
    picture_step_1: "You send the form: <code translate=\"no\">POST /sign-in</code>.",
    picture_step_2: "The server answers with a <code translate=\"no\">Set-Cookie</code> header: your name (<span class=\"payload\">payload</span>), the time (<span class=\"timestamp\">timestamp</span>), and what proves that they come from it (<span class=\"signature\">signature</span>). Then it forgets everything.",
    picture_step_3: "With the next page the browser brings the cookie back in a <code translate=\"no\">Cookie</code> header. The memory is the browser’s.",
    picture_step_4: "The server computes the signature again. If it is the same, it believes what the cookie says and calls you by your name; then it forgets again.",
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
