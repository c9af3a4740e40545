//! Messages that are flashed: plain text, and in the cookie until they are
//! shown.

use super::Lang;

pub(crate) struct Flashes {
    pub(crate) empty_fields: &'static str,
    pub(crate) login_not_allowed: &'static str,
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
};

const EN: Flashes = Flashes {
    empty_fields: "Some fields are empty!",
    login_not_allowed: "A login has 64 characters at most, and no control characters.",
};
