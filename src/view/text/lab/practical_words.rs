//! What the practical says that is no template: plain text, commands between backticks.

use crate::view::text::Lang;

type Words = &'static str;

/// What the practical says that is no template: plain text, commands between backticks.
pub(crate) struct PracticalWords {
    /// The first five exercises.
    pub(crate) essential: Words,
    /// The other five.
    pub(crate) further: Words,
    pub(crate) not_begun: Words,
    pub(crate) predicted: Words,
    pub(crate) observed: Words,
    pub(crate) done: Words,
    /// A step of an exercise.
    pub(crate) step_done: Words,
    pub(crate) step_now: Words,
    pub(crate) step_later: Words,
    /// No answer was chosen.
    pub(crate) choose: Words,
    /// No reason was given.
    pub(crate) say_why: Words,
    /// More than 200 characters.
    pub(crate) too_long: Words,
    /// The cookie would be too large for a browser.
    pub(crate) cookie_is_full: Words,
    /// Nothing was explained.
    pub(crate) explain_first: Words,
    pub(crate) pseudonym_too_long: Words,
    pub(crate) resume_refused: Words,
    pub(crate) resume_void: Words,
    pub(crate) not_a_number: Words,
    pub(crate) empty: Words,
    /// Where a command is typed.
    pub(crate) posix: Words,
    pub(crate) powershell: Words,
    pub(crate) python: Words,
    /// Before a fact.
    pub(crate) seen: Words,
    pub(crate) not_seen: Words,
}

impl PracticalWords {
    /// The sentences in this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &FR,
            Lang::En => &EN,
        }
    }
}

const FR: PracticalWords = PracticalWords {
    essential: "Pour comprendre",
    further: "Pour casser, dans l’ordre que vous voulez",
    not_begun: "pas commencé",
    predicted: "en cours",
    observed: "observé",
    done: "fait",
    step_done: "fait",
    step_now: "à faire",
    step_later: "plus tard",
    choose: "Choisissez une des réponses.",
    say_why: "Dites en une ligne pourquoi.",
    too_long: "200 caractères au plus\u{a0}: raccourcissez.",
    cookie_is_full: "Vos textes ne tiennent plus dans un cookie\u{a0}: raccourcissez celui-ci, ou un autre.",
    explain_first: "Écrivez votre explication avant de la rendre.",
    pseudonym_too_long: "24 caractères au plus.",
    resume_refused: "Ce code n’a pas été fait par ce serveur, ou il a été mal recopié.",
    resume_void: "Ce code date d’avant la remise à zéro de la salle.",
    not_a_number: "Écrivez un nombre.",
    empty: "Ce champ est vide.",
    posix: "Terminal (Linux, macOS)",
    powershell: "PowerShell (Windows)",
    python: "Python",
    seen: "vu\u{a0}:",
    not_seen: "pas encore vu\u{a0}:",
};

const EN: PracticalWords = PracticalWords {
    essential: "To understand",
    further: "To break things, in any order",
    not_begun: "not begun",
    predicted: "under way",
    observed: "observed",
    done: "done",
    step_done: "done",
    step_now: "to do",
    step_later: "later",
    choose: "Choose one of the answers.",
    say_why: "Say in a line why.",
    too_long: "200 characters at most: shorten it.",
    cookie_is_full: "Your texts do not fit in a cookie any more: shorten this one, or another.",
    explain_first: "Write your explanation before you hand it in.",
    pseudonym_too_long: "24 characters at most.",
    resume_refused: "This code was not made by this server, or it was not copied right.",
    resume_void: "This code is from before the room was started anew.",
    not_a_number: "Write a number.",
    empty: "This field is empty.",
    posix: "Terminal (Linux, macOS)",
    powershell: "PowerShell (Windows)",
    python: "Python",
    seen: "seen:",
    not_seen: "not seen yet:",
};
