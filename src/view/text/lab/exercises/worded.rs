//! What the exercises say with something put in.

use crate::view::text::Lang;

/// Sentences with arguments: plain text, commands between backticks.
pub(crate) struct ExerciseWords {
    /// 2: how many of the six requests have come.
    pub(crate) measured: fn(usize) -> String,
    /// 2: how many have come in place of six.
    pub(crate) measured_too_many: fn(usize) -> String,
    /// 5: the name that the cookie has.
    pub(crate) direction_somebody: fn(&str) -> String,
    /// 7: a duration to choose.
    pub(crate) seconds: fn(&str) -> String,
    /// 7: second of signing, lifetime.
    pub(crate) clock_at: fn(&str, &str) -> String,
    /// 7: age, what is left of the lifetime.
    pub(crate) clock_young: fn(&str, &str) -> String,
    /// 7: age, lifetime.
    pub(crate) clock_old: fn(&str, &str) -> String,
    /// 9: the status.
    pub(crate) answered: fn(u16) -> String,
}

impl ExerciseWords {
    /// The sentences in this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &FR,
            Lang::En => &EN,
        }
    }
}

const FR: ExerciseWords = ExerciseWords {
    measured_too_many: |one| {
        format!(
            "Le serveur a compté {one} requêtes, pas 6\u{a0}: remettez le compteur à zéro, déconnectez-vous, et recommencez."
        )
    },
    measured: |one| format!("Le serveur a vu {one} des 6 requêtes."),
    direction_somebody: |one| {
        format!(
            "Votre cookie est bien signé, mais il nomme «\u{202f}{one}\u{202f}», pas «\u{202f}direction\u{202f}»."
        )
    },
    seconds: |one| format!("{one} secondes"),
    clock_at: |one, other| format!("Cookie signé à {one}, valable {other}."),
    clock_young: |one, other| format!("Encore valable\u{a0}: âge {one}, reste {other}"),
    clock_old: |one, other| format!("Périmé\u{a0}: âge {one}, durée {other}"),
    answered: |one| format!("réponse {one}"),
};

const EN: ExerciseWords = ExerciseWords {
    measured_too_many: |one| {
        format!(
            "The server has counted {one} requests, not 6: set the counter to zero, sign out, and begin anew."
        )
    },
    measured: |one| format!("The server has seen {one} of 6 requests."),
    direction_somebody: |one| {
        format!("Your cookie is rightly signed, but it names “{one}”, not “direction”.")
    },
    seconds: |one| format!("{one} seconds"),
    clock_at: |one, other| format!("Cookie signed at {one}, good for {other}."),
    clock_young: |one, other| format!("Still good: age {one}, {other} left"),
    clock_old: |one, other| format!("Expired: age {one}, duration {other}"),
    answered: |one| format!("response {one}"),
};
