//! What the course's site says that is no template: plain text.

use super::{Lang, sentences::sentences};

sentences! {
    /// Messages that are flashed: in the cookie until they are shown.
    Flashes {
        login_not_allowed,
        login_invisible,
        bad_credentials,
        form_refused,
        csrf_refused,
        account_created,
        password_changed,
        /// Behind the messages that are shown: how many are not.
        more(count),
    }
}

impl Flashes {
    /// The course's own sentence, and what it is in English.
    ///
    /// It stands here, and not with the others, for the plain space that the
    /// course has before its exclamation mark.
    pub(crate) fn empty_fields(lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => "Des champs ne sont pas saisis !",
            Lang::En => "Some fields are empty!",
        }
    }
}

sentences! {
    /// What stands beside a field that has to be corrected.
    FormText {
        empty,
        login_not_allowed,
        login_invisible,
        login_taken,
        password_too_short,
        password_too_long,
        password_guessable,
        password_differs,
        password_wrong,
    }
}
