//! What the error pages say.

use super::Lang;

/// What happened, and why; where to go is the template's part.
#[cfg_attr(test, derive(serde::Serialize))]
pub(crate) struct ErrorText {
    pub(crate) what: &'static str,
    /// `{limit}` stands for the bound that was passed.
    pub(crate) why: &'static str,
}

/// One text for each reason to refuse a request.
#[cfg_attr(test, derive(serde::Serialize))]
pub(crate) struct ErrorTexts {
    pub(crate) not_understood: ErrorText,
    pub(crate) bad_host: ErrorText,
    pub(crate) bad_form: ErrorText,
    pub(crate) foreign_post: ErrorText,
    pub(crate) bad_credentials: ErrorText,
    pub(crate) no_account: ErrorText,
    pub(crate) name_taken: ErrorText,
    pub(crate) too_many_attempts: ErrorText,
    pub(crate) too_many_keys: ErrorText,
    pub(crate) too_many_sign_ups: ErrorText,
    pub(crate) too_many_sign_ins: ErrorText,
    pub(crate) busy: ErrorText,
    pub(crate) accounts_unavailable: ErrorText,
    pub(crate) logout_delayed: ErrorText,
    pub(crate) logout_not_recorded: ErrorText,
    pub(crate) too_many_logouts: ErrorText,
    pub(crate) not_found: ErrorText,
    pub(crate) method_not_allowed: ErrorText,
    pub(crate) body_too_slow: ErrorText,
    pub(crate) body_too_large: ErrorText,
    pub(crate) unsupported_media_type: ErrorText,
    pub(crate) header_too_large: ErrorText,
    pub(crate) internal: ErrorText,
}

impl ErrorTexts {
    /// The texts in this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &FR,
            Lang::En => &EN,
        }
    }
}

const FR: ErrorTexts = ErrorTexts {
    not_understood: ErrorText {
        what: "Le serveur ne comprend pas cette demande.",
        why: "La première ligne d’une demande donne le chemin d’une page, écrit en ASCII\u{a0}: un \
              «\u{202f}é\u{202f}» y devient %C3%A9. Le seul codage de transfert admis est \
              «\u{202f}chunked\u{202f}».",
    },
    bad_host: ErrorText {
        what: "Cette demande ne dit pas clairement à quel serveur elle s’adresse.",
        why: "En HTTP/1.1, une demande porte un en-tête Host, un seul, avec un nom de serveur ou \
              une adresse.",
    },
    bad_form: ErrorText {
        what: "Le formulaire n’est pas arrivé en entier, ou pas comme annoncé.",
        why: "La connexion a pu être coupée pendant l’envoi\u{a0}: rien n’a été enregistré.",
    },
    foreign_post: ErrorText {
        what: "Ce formulaire a été envoyé depuis un autre site\u{a0}: il n’a pas été pris en \
               compte.",
        why: "Votre navigateur aurait joint votre cookie à une demande que vous n’avez peut-être \
              pas voulue. Un formulaire doit partir d’une page de ce site.",
    },
    bad_credentials: ErrorText {
        what: "Cet identifiant et ce mot de passe ne vont pas ensemble.",
        why: "Rien ne dit lequel des deux est faux, pour ne pas aider qui chercherait à deviner.",
    },
    no_account: ErrorText {
        what: "Un invité n’a pas de compte.",
        why: "Personne n’a vérifié votre nom\u{a0}: il n’y a ni mot de passe à changer ni compte à \
              supprimer. Pour en avoir un, déconnectez-vous, puis créez un compte.",
    },
    name_taken: ErrorText {
        what: "Un compte porte déjà ce nom.",
        why: "Chaque identifiant est unique\u{a0}: choisissez-en un autre.",
    },
    too_many_attempts: ErrorText {
        what: "Trop d’essais manqués pour cet identifiant, depuis cette adresse.",
        why: "Ce serveur ralentit qui voudrait deviner un mot de passe\u{a0}: prochain essai \
              possible dans {limit}\u{a0}s. Le bon mot de passe marchera alors.",
    },
    too_many_keys: ErrorText {
        what: "Trop de clés fausses, depuis cette adresse.",
        why: "Ce serveur ralentit qui voudrait deviner la clé de l’enseignant\u{a0}: prochain essai \
              possible dans {limit}\u{a0}s.",
    },
    too_many_sign_ups: ErrorText {
        what: "Trop de comptes demandés depuis cette adresse.",
        why: "Ce serveur en accepte assez pour deux classes en cinq minutes, puis ralentit\u{a0}: \
              prochain essai possible dans {limit}\u{a0}s.",
    },
    too_many_sign_ins: ErrorText {
        what: "Trop de connexions à ce compte en un jour.",
        why: "Ce serveur retient chaque session d’un compte, pour pouvoir y mettre fin\u{a0}: \
              prochaine connexion possible dans {limit}\u{a0}s.",
    },
    busy: ErrorText {
        what: "Trop de personnes attendent déjà.",
        why: "Vérifier un mot de passe prend du temps, exprès, et ce serveur n’en vérifie que \
              quelques-uns à la fois. Rien n’a été enregistré\u{a0}: envoyez à nouveau le \
              formulaire dans quelques secondes.",
    },
    accounts_unavailable: ErrorText {
        what: "Les comptes ne sont pas disponibles en ce moment.",
        why: "La base de données qui les garde ne répond pas, ou n’enregistre plus rien. Les pages \
              qui n’ont pas besoin d’un compte marchent toujours, et les sessions aussi\u{a0}: \
              elles sont dans les cookies.",
    },
    logout_delayed: ErrorText {
        what: "Votre navigateur a oublié le cookie\u{202f}; la déconnexion sera enregistrée plus \
               tard.",
        why: "La base de données ne répond pas. Ce serveur refuse déjà toute copie de ce cookie\u{202f}; \
              les autres le feront dès qu’elle répondra, si ce serveur n’est pas arrêté d’ici là.",
    },
    logout_not_recorded: ErrorText {
        what: "Votre navigateur a oublié le cookie, mais la déconnexion n’a pas pu être \
               enregistrée.",
        why: "La base de données ne répond pas, et trop de déconnexions l’attendent déjà\u{a0}: \
              une copie de ce cookie, s’il en existe une, marcherait encore.",
    },
    too_many_logouts: ErrorText {
        what: "Votre navigateur a oublié le cookie, mais la déconnexion n’a pas pu être \
               enregistrée.",
        why: "Ce serveur retient un nombre limité de déconnexions d’invités, et il est atteint\u{a0}: \
              une copie de ce cookie, s’il en existe une, marcherait encore. Celles des titulaires \
              d’un compte sont toujours retenues.",
    },
    not_found: ErrorText {
        what: "Aucune page n’existe à cette adresse.",
        why: "L’adresse a pu être mal recopiée, ou le lien qui y menait n’est plus bon.",
    },
    method_not_allowed: ErrorText {
        what: "Cette page existe, mais ne répond pas à cette méthode HTTP.",
        why: "Méthodes possibles\u{a0}: {limit}.",
    },
    body_too_slow: ErrorText {
        what: "Le formulaire a mis trop de temps à arriver.",
        why: "Le serveur n’attend pas plus de {limit}\u{a0}s, pour rester disponible pour les \
              autres.",
    },
    body_too_large: ErrorText {
        what: "Le formulaire envoyé est trop volumineux.",
        why: "Ce serveur n’en accepte pas plus de {limit}\u{a0}octets.",
    },
    unsupported_media_type: ErrorText {
        what: "Le contenu envoyé n’est pas un formulaire que ce serveur sait lire.",
        why: "Il attend le format d’un formulaire HTML ordinaire\u{a0}: \
              application/x-www-form-urlencoded.",
    },
    header_too_large: ErrorText {
        what: "Les en-têtes de cette demande sont trop volumineux.",
        why: "Ce serveur n’en accepte pas plus de {limit}\u{a0}octets. Ce sont souvent les \
              cookies, tous sites de cette machine confondus\u{a0}: effacez-les pour cette \
              adresse, puis revenez.",
    },
    internal: ErrorText {
        what: "Le serveur n’a pas su répondre. Vous n’y êtes pour rien.",
        why: "Le détail se trouve dans le journal du serveur, sous le numéro ci-dessous.",
    },
};

const EN: ErrorTexts = ErrorTexts {
    not_understood: ErrorText {
        what: "The server does not understand this request.",
        why: "The first line of a request gives the path of a page, written in ASCII: “é” becomes \
              %C3%A9 there. The only transfer coding that is accepted is “chunked”.",
    },
    bad_host: ErrorText {
        what: "This request does not say clearly which server it is for.",
        why: "In HTTP/1.1 a request has a Host header, exactly one, with the name of a server or \
              an address.",
    },
    bad_form: ErrorText {
        what: "The form did not arrive whole, or not as announced.",
        why: "The connection may have been cut while it was sent: nothing was recorded.",
    },
    foreign_post: ErrorText {
        what: "This form was sent from another site: it was not acted upon.",
        why: "Your browser would have added your cookie to a request that you may not have \
              wanted. A form has to leave from a page of this site.",
    },
    bad_credentials: ErrorText {
        what: "This login and this password do not belong together.",
        why: "Nothing says which of the two is wrong, so as not to help whoever tries to guess.",
    },
    no_account: ErrorText {
        what: "A guest has no account.",
        why: "Nobody checked your name: there is no password to change and no account to delete. \
              To have one, log out, then create an account.",
    },
    name_taken: ErrorText {
        what: "An account has this name already.",
        why: "Each login is unique: choose another one.",
    },
    too_many_attempts: ErrorText {
        what: "Too many failed attempts for this login, from this address.",
        why: "This server slows down whoever wants to guess a password: the next attempt is \
              possible in {limit}\u{a0}s. The right password will work then.",
    },
    too_many_keys: ErrorText {
        what: "Too many wrong keys, from this address.",
        why: "This server slows down whoever wants to guess the teacher’s key: the next attempt is \
              possible in {limit}\u{a0}s.",
    },
    too_many_sign_ups: ErrorText {
        what: "Too many accounts asked for from this address.",
        why: "This server takes enough for two classes in five minutes, then slows down: the next \
              attempt is possible in {limit}\u{a0}s.",
    },
    too_many_sign_ins: ErrorText {
        what: "Too many sign-ins to this account in a day.",
        why: "This server remembers each session of an account, to be able to end it: the next \
              sign-in is possible in {limit}\u{a0}s.",
    },
    busy: ErrorText {
        what: "Too many people are waiting already.",
        why: "Checking a password takes time, on purpose, and this server checks only a few at \
              once. Nothing was recorded: send the form again in a few seconds.",
    },
    accounts_unavailable: ErrorText {
        what: "The accounts are not available at the moment.",
        why: "The database that keeps them does not answer, or records nothing any more. Pages \
              that need no account still work, and so do the sessions: they are in the cookies.",
    },
    logout_delayed: ErrorText {
        what: "Your browser has forgotten the cookie; the logout will be recorded later.",
        why: "The database does not answer. This server refuses every copy of that cookie already; \
              others will once it answers, unless this server is stopped before.",
    },
    logout_not_recorded: ErrorText {
        what: "Your browser has forgotten the cookie, but the logout could not be recorded.",
        why: "The database does not answer, and too many logouts wait for it already: a copy of \
              that cookie, if there is one, would still work.",
    },
    too_many_logouts: ErrorText {
        what: "Your browser has forgotten the cookie, but the logout could not be recorded.",
        why: "This server remembers a limited number of guests’ logouts, which is reached: a copy \
              of that cookie, if there is one, would still work. Those of account holders are \
              always remembered.",
    },
    not_found: ErrorText {
        what: "There is no page at this address.",
        why: "The address may have been copied wrongly, or the link that led here is no longer \
              good.",
    },
    method_not_allowed: ErrorText {
        what: "This page exists, but does not answer to this HTTP method.",
        why: "Possible methods: {limit}.",
    },
    body_too_slow: ErrorText {
        what: "The form took too long to arrive.",
        why: "The server waits no longer than {limit}\u{a0}s, to remain available to others.",
    },
    body_too_large: ErrorText {
        what: "The form that was sent is too large.",
        why: "This server accepts no more than {limit}\u{a0}bytes.",
    },
    unsupported_media_type: ErrorText {
        what: "What was sent is not a form that this server can read.",
        why: "It expects the format of an ordinary HTML form: application/x-www-form-urlencoded.",
    },
    header_too_large: ErrorText {
        what: "The headers of this request are too large.",
        why: "This server accepts no more than {limit}\u{a0}bytes. It is often the cookies, of \
              all the sites on this machine together: clear them for this address, then come \
              back.",
    },
    internal: ErrorText {
        what: "The server was not able to answer. It is no fault of yours.",
        why: "The details are in the server’s log, under the number below.",
    },
};
