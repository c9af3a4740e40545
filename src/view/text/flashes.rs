//! Messages that are flashed: plain text, and in the cookie until they are
//! shown.

use super::Lang;

pub(crate) struct Flashes {
    pub(crate) empty_fields: &'static str,
    pub(crate) login_not_allowed: &'static str,
    pub(crate) login_invisible: &'static str,
    pub(crate) bad_credentials: &'static str,
    pub(crate) form_refused: &'static str,
    pub(crate) csrf_refused: &'static str,
    pub(crate) account_created: &'static str,
    pub(crate) password_changed: &'static str,
    /// Behind the messages that are shown: how many are not.
    pub(crate) more: fn(&str) -> String,
}

impl Flashes {
    /// The messages in this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &FR,
            Lang::En => &EN,
        }
    }
}

const FR: Flashes = Flashes {
    // The course's own sentence, with the plain space that it has there.
    empty_fields: "Des champs ne sont pas saisis !",
    login_not_allowed: "L’identifiant compte 64 caractères au plus, sans caractère de contrôle.",
    login_invisible: "L’identifiant contient un caractère que personne ne voit (assembleur, marque \
                      de direction…)\u{a0}: retapez-le au clavier.",
    bad_credentials: "Cet identifiant et ce mot de passe ne vont pas ensemble.",
    form_refused: "Le formulaire n’a pas été accepté\u{a0}: voyez ci-dessous ce qui est à corriger.",
    csrf_refused: "Ce formulaire n’a pas pu être reconnu comme le vôtre (il a plus d’une heure, ou \
                   votre navigateur n’a pas rapporté le cookie)\u{a0}: envoyez-le à nouveau.",
    account_created: "Votre compte est créé\u{a0}: connectez-vous.",
    password_changed: "Votre mot de passe est changé. Vos autres sessions sont terminées.",
    more: |count| {
        format!("La session contenait encore {count} messages, que cette page ne montre pas.")
    },
};

const EN: Flashes = Flashes {
    empty_fields: "Some fields are empty!",
    login_not_allowed: "A login has 64 characters at most, and no control characters.",
    login_invisible: "The login has a character that nobody sees (a joiner, a direction mark…): \
                      type it again on the keyboard.",
    bad_credentials: "This login and this password do not belong together.",
    form_refused: "The form was not accepted: see below what is to be corrected.",
    csrf_refused: "This form could not be recognized as yours (it is more than an hour old, or \
                   your browser did not bring the cookie back): send it again.",
    account_created: "Your account has been created: sign in.",
    password_changed: "Your password has been changed. Your other sessions have ended.",
    more: |count| format!("The session held {count} more messages, which this page does not show."),
};
