//! What the pages around the exercises say that is no template: plain text.

use crate::view::text::Lang;

type Words = &'static str;

/// What the pages around the exercises say that is no template: plain text.
pub(crate) struct RoomWords {
    /// Exercise 5: the head's page is closed.
    pub(crate) direction_nobody: Words,
    /// The name that the cookie has.
    pub(crate) direction_somebody: fn(&str) -> String,
    pub(crate) direction_other_code: Words,
    pub(crate) direction_refused: Words,
    pub(crate) direction_unknown: Words,
    /// Exercise 7: no cookie.
    pub(crate) clock_none: Words,
    pub(crate) clock_none_why: Words,
    pub(crate) clock_refused: Words,
    pub(crate) clock_refused_why: Words,
    /// Seconds of age, seconds left.
    pub(crate) clock_young: fn(&str, &str) -> String,
    pub(crate) clock_young_why: Words,
    /// Seconds of age, the limit.
    pub(crate) clock_old: fn(&str, &str) -> String,
    pub(crate) clock_old_why: Words,
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
    /// Report: how many are done.
    pub(crate) done_of: fn(usize) -> String,
    /// Report.
    pub(crate) result_right: Words,
    pub(crate) result_other: Words,
    pub(crate) result_open: Words,
    /// The first line of the CSV file.
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
    direction_nobody: "Il faut un cookie de session qui nomme «\u{202f}direction\u{202f}».",
    direction_somebody: |one| {
        format!(
            "Votre cookie est bien signé, mais il nomme «\u{202f}{one}\u{202f}», pas «\u{202f}direction\u{202f}»."
        )
    },
    direction_other_code: "Votre cookie nomme «\u{202f}direction\u{202f}» et il est bien signé\u{202f}; il y manque votre code (clé `code` de la session), ou c’est celui d’un autre.",
    direction_refused: "Votre cookie de session est refusé.",
    direction_unknown: "Le serveur ne sait pas de qui vient cette demande\u{a0}: elle doit porter votre code (en-tête `X-TP`) ou votre cookie `tp`.",
    clock_none: "Aucun cookie «\u{202f}horloge\u{202f}» reçu",
    clock_none_why: "Le navigateur ne l’a plus, ou pas encore\u{a0}: sa date Expires est passée. Recevez-en un autre, et repoussez cette date à temps.",
    clock_refused: "Cookie «\u{202f}horloge\u{202f}» refusé",
    clock_refused_why: "Il n’a pas été signé par ce serveur pour vous, ou il a été changé.",
    clock_young: |one, other| format!("Encore valable\u{a0}: âge {one}, reste {other}"),
    clock_young_why: "Le serveur l’accepte tant que l’âge ne dépasse pas la durée. Revenez après.",
    clock_old: |one, other| format!("Périmé\u{a0}: âge {one}, durée {other}"),
    clock_old_why: "Votre client l’envoie encore, et le serveur n’en veut plus\u{a0}: il a compté depuis l’horodatage signé, pas depuis la date Expires.",
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
    done_of: |one| {
        let plural = if one < 2 { "" } else { "s" };
        format!("{one} exercice{plural} fait{plural} sur 10")
    },
    result_right: "prédiction juste",
    result_other: "autre chose s’est passé",
    result_open: "pas encore observé",
    csv_header: "code,pseudonyme,tp1,tp2,tp3,tp4,tp5,tp6,tp7,tp8,tp9,tp10,prediction1,prediction2,prediction3,prediction4,prediction5,prediction6,prediction7,prediction8,prediction9,prediction10,bloque_depuis_s,derniere_erreur,vu_utc",
};

const EN: RoomWords = RoomWords {
    direction_nobody: "It takes a session cookie that names “direction”.",
    direction_somebody: |one| {
        format!("Your cookie is rightly signed, but it names “{one}”, not “direction”.")
    },
    direction_other_code: "Your cookie names “direction” and is rightly signed; your code (key `code` of the session) is missing, or it is another's.",
    direction_refused: "Your session cookie is refused.",
    direction_unknown: "The server does not know whose request this is: it has to carry your code (header `X-TP`) or your cookie `tp`.",
    clock_none: "No cookie “horloge” received",
    clock_none_why: "The browser has it no more, or not yet: its date Expires has passed. Receive another one, and put that date off in time.",
    clock_refused: "Cookie “horloge” refused",
    clock_refused_why: "It was not signed by this server for you, or it was changed.",
    clock_young: |one, other| format!("Still good: age {one}, {other} left"),
    clock_young_why: "The server accepts it as long as its age is not above the duration. Come back later.",
    clock_old: |one, other| format!("Expired: age {one}, duration {other}"),
    clock_old_why: "Your client still sends it, and the server does not want it any more: it has counted from the signed timestamp, not from the date Expires.",
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
    done_of: |one| format!("{one} of 10 exercises done"),
    result_right: "prediction right",
    result_other: "something else happened",
    result_open: "not observed yet",
    csv_header: "code,pseudonym,tp1,tp2,tp3,tp4,tp5,tp6,tp7,tp8,tp9,tp10,prediction1,prediction2,prediction3,prediction4,prediction5,prediction6,prediction7,prediction8,prediction9,prediction10,stuck_for_s,last_mistake,seen_utc",
};
