//! The sentences of `exchanges.html`.

use serde::Serialize;

use crate::classroom::Why;
use crate::view::text::{Lang, site::Text};

/// `[[name]]` in the template is the field `name` here.
#[derive(Serialize)]
pub(crate) struct ExchangesText {
    pub(crate) exchanges_title: &'static str,
    pub(crate) exchanges_lead: &'static str,
    pub(crate) exchanges_note: &'static str,
    pub(crate) recording_starts: &'static str,
    pub(crate) nothing_recorded: &'static str,
    pub(crate) go_and_come_back: &'static str,
    pub(crate) you: &'static str,
    pub(crate) browser: &'static str,
    pub(crate) server: &'static str,
    pub(crate) only_the_code: &'static str,
    pub(crate) why_set_cookie: &'static str,
    pub(crate) why_no_set_cookie: &'static str,
    pub(crate) forget_exchanges: &'static str,
    pub(crate) curl_title: &'static str,
    pub(crate) curl_lead: &'static str,
}

impl ExchangesText {
    /// The sentences in this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &FR,
            Lang::En => &EN,
        }
    }
}

const FR: ExchangesText = ExchangesText {
    exchanges_title: "Vos derniers échanges",
    exchanges_lead: "Vos 20 dernières demandes et leurs réponses, telles que le serveur les a vues, la plus récente d’abord.",
    exchanges_note: "Le serveur vous reconnaît ici à un cookie à part, <code translate=\"no\">tp</code> (en HTTPS\u{a0}: <code translate=\"no\">__Host-tp</code>), dont la valeur est abrégée. Il ne retient aucun formulaire, donc aucun mot de passe, ni les pages d’outils comme celle-ci\u{202f}; tout reste en mémoire et disparaît quand il s’arrête.",
    recording_starts: "L’enregistrement commence maintenant\u{a0}: cette page vient de poser le cookie <code translate=\"no\">tp</code>.",
    nothing_recorded: "Rien n’est enregistré pour le moment.",
    go_and_come_back: "Ouvrez l’accueil, connectez-vous, changez de page, puis revenez ici.",
    you: "Vous",
    browser: "Navigateur",
    server: "Serveur",
    only_the_code: "Votre code seul dit que cette demande est la vôtre\u{a0}: ce que contiennent ses cookies n’est pas retenu.",
    why_set_cookie: "Pourquoi ce cookie\u{202f}?",
    why_no_set_cookie: "Pourquoi pas de cookie de session\u{202f}?",
    forget_exchanges: "Effacer cette liste",
    curl_title: "Avec curl aussi",
    curl_lead: "Dans l’en-tête <code translate=\"no\">X-TP</code>, votre code dit au serveur que cette demande est la vôtre, même sans cookie. Elle paraîtra ci-dessus.",
};

const EN: ExchangesText = ExchangesText {
    exchanges_title: "Your last exchanges",
    exchanges_lead: "Your last 20 requests and their responses, as the server saw them, the newest first.",
    exchanges_note: "The server knows you here by a cookie of its own, <code translate=\"no\">tp</code> (over HTTPS: <code translate=\"no\">__Host-tp</code>), whose value is cut short. It keeps no form, hence no password, nor pages of tools such as this one; all of it stays in memory and is gone when the server stops.",
    recording_starts: "Recording starts now: this page has just set the cookie <code translate=\"no\">tp</code>.",
    nothing_recorded: "Nothing is recorded at the moment.",
    go_and_come_back: "Open the home page, sign in, go to another page, then come back here.",
    you: "You",
    browser: "Browser",
    server: "Server",
    only_the_code: "Only your code says that this request is yours: what its cookies hold is not kept.",
    why_set_cookie: "Why this cookie?",
    why_no_set_cookie: "Why no session cookie?",
    forget_exchanges: "Erase this list",
    curl_title: "With curl, too",
    curl_lead: "In the header <code translate=\"no\">X-TP</code>, your code tells the server that this request is yours, even without a cookie. It will appear above.",
};

/// Who or what made a browser send a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Prompt {
    /// The response before it: a redirection.
    Redirection,
    /// An image in another site's page.
    ForeignImage,
    /// Another site's link or form.
    ForeignPage,
    /// A page of another port, or of a neighboring host.
    Neighbor,
    /// A form of this site.
    Form,
    /// A link of this site.
    Link,
    /// The address line, or a bookmark.
    Address,
    /// The headers do not say.
    Unknown,
}

/// What is said of one exchange: plain text, with commands between backticks.
#[cfg_attr(test, derive(Serialize))]
pub(crate) struct ExchangeWords {
    ago: &'static str,
    redirection: &'static str,
    foreign_image: &'static str,
    foreign_page: &'static str,
    neighbor: &'static str,
    form: &'static str,
    link: &'static str,
    address: &'static str,
    unknown: &'static str,
    /// No session cookie came.
    pub(crate) no_session_cookie: &'static str,
    /// It was taken, and somebody is signed in: before the name.
    pub(crate) taken_for: &'static str,
    /// It was taken, and somebody is signed in whose name is not kept.
    pub(crate) taken_for_somebody: &'static str,
    /// It was taken, and nobody is signed in.
    pub(crate) taken: &'static str,
    /// It was rightly signed, and is over.
    pub(crate) ended: &'static str,
    /// It was refused: before the verdict.
    pub(crate) refused: &'static str,
    no_session: &'static str,
    nothing_said: &'static str,
}

impl ExchangeWords {
    /// The sentences in this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &FR_WORDS,
            Lang::En => &EN_WORDS,
        }
    }

    /// How long ago it was.
    pub(crate) fn ago(&self, duration: &str) -> String {
        self.ago.replace("{}", duration)
    }

    /// What the person did.
    pub(crate) fn prompt(&self, prompt: Prompt) -> &'static str {
        match prompt {
            Prompt::Redirection => self.redirection,
            Prompt::ForeignImage => self.foreign_image,
            Prompt::ForeignPage => self.foreign_page,
            Prompt::Neighbor => self.neighbor,
            Prompt::Form => self.form,
            Prompt::Link => self.link,
            Prompt::Address => self.address,
            Prompt::Unknown => self.unknown,
        }
    }

    /// Why a session cookie went back, or did not: where the home page has a
    /// sentence for it, the same.
    pub(crate) fn why(&self, lang: Lang, why: Why) -> &'static str {
        let site = Text::of(lang);
        match why {
            Why::NoSession => self.no_session,
            Why::Untouched => site.why_untouched,
            Why::Modified => site.why_changed,
            Why::Refreshed => site.why_refreshed,
            Why::Emptied => site.why_emptied,
            Why::Refused => self.nothing_said,
        }
    }
}

const FR_WORDS: ExchangeWords = ExchangeWords {
    ago: "il y a {}",
    redirection: "Rien\u{a0}: le navigateur suit de lui-même la redirection de l’échange d’avant.",
    foreign_image: "Rien\u{a0}: une image, dans la page d’un autre site, a fait partir cette demande.",
    foreign_page: "Un lien ou un formulaire d’un autre site a fait partir cette demande.",
    neighbor: "Une page d’un autre port de cet hôte, ou d’un hôte voisin, a fait partir cette demande.",
    form: "Vous avez envoyé un formulaire de ce site.",
    link: "Vous avez suivi un lien de ce site, ou rechargé la page.",
    address: "Vous avez saisi l’adresse, pris un favori ou rechargé la page.",
    unknown: "Les en-têtes ne le disent pas\u{a0}: c’était `curl`, ou un navigateur en HTTP vers une autre machine.",
    no_session_cookie: "Aucun cookie de session n’est venu\u{a0}: le serveur ne sait pas qui demande.",
    taken_for: "Cookie de session accepté\u{a0}: c’est la session de",
    taken_for_somebody: "Cookie de session accepté\u{a0}: quelqu’un y est connecté.",
    taken: "Cookie de session accepté\u{a0}: la signature est bonne, mais personne n’y est connecté.",
    ended: "Cookie de session bien signé, mais refusé\u{a0}: ce serveur a noté que cette session est terminée.",
    refused: "Cookie de session refusé\u{a0}:",
    no_session: "Il n’y a pas de session, et rien n’y a été mis.",
    nothing_said: "Le cookie reçu a été refusé\u{a0}: pour Flask, la session est vide et n’a pas changé. Il n’en dit rien et laisse le cookie dans le navigateur.",
};

const EN_WORDS: ExchangeWords = ExchangeWords {
    ago: "{} ago",
    redirection: "Nothing: the browser follows the redirection of the exchange before by itself.",
    foreign_image: "Nothing: an image in another site’s page made this request go out.",
    foreign_page: "A link or a form of another site made this request go out.",
    neighbor: "A page of another port of this host, or of a neighboring host, made this request go out.",
    form: "You sent a form of this site.",
    link: "You followed a link of this site, or reloaded the page.",
    address: "You typed the address, took a bookmark or reloaded the page.",
    unknown: "The headers do not say: it was `curl`, or a browser over plain HTTP to another machine.",
    no_session_cookie: "No session cookie came: the server does not know who is asking.",
    taken_for: "Session cookie taken: it is the session of",
    taken_for_somebody: "Session cookie taken: somebody is signed in.",
    taken: "Session cookie taken: its signature is good, but nobody is signed in.",
    ended: "Session cookie rightly signed, but refused: this server has noted that this session is over.",
    refused: "Session cookie refused:",
    no_session: "There is no session, and nothing was put into one.",
    nothing_said: "The cookie that came was refused: to Flask the session is empty and has not changed. It says nothing of it and leaves the cookie in the browser.",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{classroom::MAX_EXCHANGES, view::text::typography};

    #[test]
    fn the_french_is_typeset_as_french() {
        typography::check_all(&serde_json::to_value(&FR).unwrap());
        typography::check_all(&serde_json::to_value(&FR_WORDS).unwrap());
    }

    #[test]
    fn the_number_of_exchanges_is_the_true_one() {
        for text in [&FR, &EN] {
            let number = format!(" {MAX_EXCHANGES} ");
            assert!(text.exchanges_lead.contains(&number));
        }
    }
}
