//! What stands beside a field that has to be corrected.

use super::Lang;

/// One sentence for each thing that can be wrong with what was typed.
#[cfg_attr(test, derive(serde::Serialize))]
pub(crate) struct FormText {
    pub(crate) empty: &'static str,
    pub(crate) login_not_allowed: &'static str,
    pub(crate) login_invisible: &'static str,
    pub(crate) login_taken: &'static str,
    pub(crate) password_too_short: &'static str,
    pub(crate) password_too_long: &'static str,
    pub(crate) password_guessable: &'static str,
    pub(crate) password_differs: &'static str,
    pub(crate) password_wrong: &'static str,
}

impl FormText {
    /// The sentences in this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &FR,
            Lang::En => &EN,
        }
    }
}

const FR: FormText = FormText {
    empty: "Ce champ est vide.",
    login_not_allowed: "64 caractères au plus, sans caractère de contrôle.",
    login_invisible: "Ce nom contient un caractère que personne ne voit (assembleur, marque de \
                      direction…)\u{a0}: deux noms pourraient sembler les mêmes. Retapez-le au \
                      clavier.",
    login_taken: "Un compte porte déjà ce nom\u{a0}: choisissez-en un autre.",
    password_too_short: "Il faut 8 caractères au moins.",
    password_too_long: "Il faut 1\u{202f}024 caractères au plus.",
    password_guessable: "Ce mot de passe est l’un des premiers que l’on essaierait\u{a0}: \
                         prenez-en un plus long, ou moins courant.",
    password_differs: "Les deux mots de passe ne sont pas les mêmes.",
    password_wrong: "Ce n’est pas votre mot de passe actuel.",
};

const EN: FormText = FormText {
    empty: "This field is empty.",
    login_not_allowed: "64 characters at most, and no control characters.",
    login_invisible: "This name has a character that nobody sees (a joiner, a direction mark…): \
                      two names could look the same. Type it again on the keyboard.",
    login_taken: "An account has this name already: choose another one.",
    password_too_short: "It needs 8 characters at least.",
    password_too_long: "It may have 1,024 characters at most.",
    password_guessable: "This password is one of the first that one would try: take a longer one, \
                         or a less common one.",
    password_differs: "The two passwords are not the same.",
    password_wrong: "This is not your current password.",
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
