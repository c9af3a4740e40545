//! What the pages around the exercises say that is no template: plain text.

use crate::view::text::Lang;

type Words = &'static str;

/// What the pages around the exercises say that is no template: plain text.
pub(crate) struct RoomWords {
    /// Settings.
    pub(crate) same_site_absent: Words,
    pub(crate) same_site_needs_secure: Words,
    pub(crate) lifetime_not_allowed: Words,
    pub(crate) settings_are_set: Words,
    pub(crate) settings_are_reset: Words,
    /// How many students, and how long ago the last one was seen.
    pub(crate) board_summary: fn(usize, &str) -> String,
    /// How many opened one page and brought no cookie back; after the summary.
    pub(crate) board_passing: fn(usize) -> String,
    pub(crate) board_nobody: Words,
    /// How many predictions there are.
    pub(crate) histogram: fn(usize) -> String,
    pub(crate) board_wrong_count: Words,
    pub(crate) board_was_reset: Words,
    /// Report: how many are done, of how many.
    pub(crate) done_of: fn(usize, usize) -> String,
    /// Report.
    pub(crate) result_right: Words,
    pub(crate) result_other: Words,
    pub(crate) result_open: Words,
    /// The first line of the CSV file; `{exercises}` is two columns an exercise.
    pub(crate) csv_header: Words,
}

impl RoomWords {
    /// The sentences in this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &FR,
            Lang::En => &EN,
        }
    }
}

const FR: RoomWords = RoomWords {
    same_site_absent: "absent (le navigateur décide)",
    same_site_needs_secure: "SameSite=None demande Secure\u{a0}: un navigateur jetterait ce cookie sans rien dire.",
    lifetime_not_allowed: "Un nombre de secondes, de 10 à 2\u{202f}678\u{202f}400.",
    settings_are_set: "Vos réglages sont en vigueur.",
    settings_are_reset: "Les réglages du serveur sont de nouveau en vigueur.",
    board_summary: |one, other| {
        let plural = if one < 2 { "" } else { "s" };
        format!("{one} poste{plural} · dernière activité il y a {other}")
    },
    board_passing: |one| {
        let plural = if one < 2 { "" } else { "s" };
        format!("{one} visite{plural} d’une seule page (le cookie n’est pas revenu, ou pas encore)")
    },
    board_nobody: "Aucun poste encore",
    histogram: |one| format!("{one} prédiction{}", if one < 2 { "" } else { "s" }),
    board_wrong_count: "Ce n’est pas le nombre d’étudiants du tableau\u{a0}: rien n’a été effacé.",
    board_was_reset: "Tout est remis à zéro.",
    done_of: |one, other| {
        let plural = if one < 2 { "" } else { "s" };
        format!("{one} exercice{plural} fait{plural} sur {other}")
    },
    result_right: "prédiction juste",
    result_other: "autre chose s’est passé",
    result_open: "pas encore observé",
    csv_header: "code,pseudonyme,{exercises},bloque_depuis_s,derniere_erreur,vu_utc",
};

const EN: RoomWords = RoomWords {
    same_site_absent: "absent (the browser decides)",
    same_site_needs_secure: "SameSite=None asks for Secure: a browser would drop this cookie without a word.",
    lifetime_not_allowed: "A number of seconds, from 10 to 2,678,400.",
    settings_are_set: "Your settings are in force.",
    settings_are_reset: "The server's settings are in force again.",
    board_summary: |one, other| {
        let plural = if one == 1 { "" } else { "s" };
        format!("{one} machine{plural} · last activity {other} ago")
    },
    board_passing: |one| {
        let plural = if one == 1 { "" } else { "s" };
        format!("{one} visit{plural} of a single page (the cookie has not come back, or not yet)")
    },
    board_nobody: "No machine yet",
    histogram: |one| format!("{one} prediction{}", if one == 1 { "" } else { "s" }),
    board_wrong_count: "This is not the number of students on the board: nothing was erased.",
    board_was_reset: "Everything starts anew.",
    done_of: |one, other| format!("{one} of {other} exercises done"),
    result_right: "prediction right",
    result_other: "something else happened",
    result_open: "not observed yet",
    csv_header: "code,pseudonym,{exercises},stuck_for_s,last_mistake,seen_utc",
};
