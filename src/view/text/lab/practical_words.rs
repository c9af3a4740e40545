//! What the practical says that is no template: plain text, commands between backticks.

use crate::{
    classroom::{Fact, Slip},
    view::text::Lang,
};

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
    pub(crate) wrong_counts: Words,
    /// How many of the six requests have come.
    pub(crate) measured: fn(usize) -> String,
    pub(crate) not_yet_six: Words,
    /// Something else was measured.
    pub(crate) measure_spoiled: Words,
    pub(crate) wrong_word: Words,
    pub(crate) wrong_key: Words,
    pub(crate) wrong_proof: Words,
    /// Where a command is typed.
    pub(crate) posix: Words,
    pub(crate) powershell: Words,
    pub(crate) python: Words,
    pub(crate) field_set_cookie: Words,
    pub(crate) field_cookie: Words,
    pub(crate) field_word: Words,
    pub(crate) field_key: Words,
    pub(crate) field_proof: Words,
    pub(crate) reset_counter: Words,
    pub(crate) hide_word: Words,
    pub(crate) start_clock: Words,
    pub(crate) lifetime: Words,
    /// A duration to choose.
    pub(crate) seconds: fn(&str) -> String,
    pub(crate) to_bench: Words,
    pub(crate) to_inspector: Words,
    pub(crate) to_direction: Words,
    pub(crate) to_word_list: Words,
    pub(crate) to_clock: Words,
    pub(crate) to_settings: Words,
    pub(crate) to_attacker: Words,
    pub(crate) to_proof: Words,
    pub(crate) to_sign_in: Words,
    /// Exercise 9 on a shared server.
    pub(crate) not_loopback: Words,
    /// Exercise 8.
    pub(crate) replay_was_taken: Words,
    pub(crate) replay_was_refused: Words,
    /// Exercise 7: second of signing, lifetime.
    pub(crate) clock_at: fn(&str, &str) -> String,
    /// Exercise 9.
    pub(crate) by_link: Words,
    pub(crate) by_image: Words,
    pub(crate) by_form: Words,
    pub(crate) came: Words,
    pub(crate) came_not: Words,
    /// The status; whether it signed out.
    pub(crate) answered: fn(u16) -> String,
    pub(crate) and_signed_out: Words,
    /// No cookie came, and the response deletes it even so.
    pub(crate) and_forgets: Words,
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

    /// What the server saw.
    pub(crate) fn fact(lang: Lang, fact: Fact) -> Words {
        match lang {
            Lang::Fr => fact_fr(fact),
            Lang::En => fact_en(fact),
        }
    }

    /// A wrong turn.
    pub(crate) fn slip(lang: Lang, slip: Slip) -> Words {
        match lang {
            Lang::Fr => slip_fr(slip),
            Lang::En => slip_en(slip),
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
    wrong_counts: "Le serveur en a compté un autre nombre.",
    measured: |one| format!("Le serveur a vu {one} des 6 demandes."),
    not_yet_six: "Le serveur n’a pas encore vu les 6 demandes.",
    measure_spoiled: "Le comptage contient autre chose que ce qui est demandé\u{a0}: remettez-le à zéro, déconnecté, et recommencez par la connexion.",
    wrong_word: "Ce n’est pas le mot caché dans votre session.",
    wrong_key: "Ce n’est pas la clé de ce cookie.",
    wrong_proof: "Ce n’est pas la preuve qui est passée pour vous.",
    posix: "Terminal (Linux, macOS)",
    powershell: "PowerShell (Windows)",
    python: "Python",
    field_set_cookie: "`Set-Cookie`\u{a0}: combien\u{202f}?",
    field_cookie: "`Cookie`\u{a0}: combien\u{202f}?",
    field_word: "Mot trouvé",
    field_key: "Clé trouvée",
    field_proof: "Preuve lue",
    reset_counter: "Remettre le compteur à zéro",
    hide_word: "Cacher un mot dans ma session",
    start_clock: "Recevoir le cookie",
    lifetime: "Durée",
    seconds: |one| format!("{one} secondes"),
    to_bench: "Ouvrir le banc d’essai",
    to_inspector: "Ouvrir l’inspecteur",
    to_direction: "Ouvrir la page de la direction",
    to_word_list: "La liste de mots",
    to_clock: "Montrer ce cookie au serveur",
    to_settings: "Ouvrir les réglages",
    to_attacker: "Ouvrir la page hostile",
    to_proof: "Demander la preuve",
    to_sign_in: "Se connecter",
    not_loopback: "Ici, vous êtes sur un serveur partagé, qui n’a pas de second nom pour vous\u{a0}: démarrez `flask-session-demo serve --lab` sur votre machine, et faites l’exercice à son adresse.",
    replay_was_taken: "La copie a été acceptée\u{a0}: le site vous a reconnu.",
    replay_was_refused: "La copie a été refusée\u{a0}: ce serveur tient une liste (`--revoke-on-logout`). Sans elle, il l’aurait acceptée.",
    clock_at: |one, other| format!("Cookie signé à {one}, valable {other}."),
    by_link: "lien",
    by_image: "image",
    by_form: "formulaire",
    came: "✓ venu",
    came_not: "– absent",
    answered: |one| format!("réponse {one}"),
    and_signed_out: "\u{a0}: déconnecté",
    and_forgets: ", qui demande d’oublier le cookie",
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
    wrong_counts: "The server has counted another number.",
    measured: |one| format!("The server has seen {one} of 6 requests."),
    not_yet_six: "The server has not seen the 6 requests yet.",
    measure_spoiled: "The counter holds something else than what is asked for: set it back to zero, signed out, and begin with the sign-in.",
    wrong_word: "This is not the word hidden in your session.",
    wrong_key: "This is not the key of this cookie.",
    wrong_proof: "This is not the proof that went by for you.",
    posix: "Terminal (Linux, macOS)",
    powershell: "PowerShell (Windows)",
    python: "Python",
    field_set_cookie: "`Set-Cookie`: how many?",
    field_cookie: "`Cookie`: how many?",
    field_word: "Word found",
    field_key: "Key found",
    field_proof: "Proof read",
    reset_counter: "Set the counter to zero",
    hide_word: "Hide a word in my session",
    start_clock: "Receive the cookie",
    lifetime: "Duration",
    seconds: |one| format!("{one} seconds"),
    to_bench: "Open the bench",
    to_inspector: "Open the inspector",
    to_direction: "Open the head's page",
    to_word_list: "The list of words",
    to_clock: "Show this cookie to the server",
    to_settings: "Open the settings",
    to_attacker: "Open the hostile page",
    to_proof: "Ask for the proof",
    to_sign_in: "Sign in",
    not_loopback: "Here you are on a shared server, which has no second name for you: start `flask-session-demo serve --lab` on your machine, and do the exercise at its address.",
    replay_was_taken: "The copy was accepted: the site recognized you.",
    replay_was_refused: "The copy was refused: this server keeps a list (`--revoke-on-logout`). Without it, it would have accepted it.",
    clock_at: |one, other| format!("Cookie signed at {one}, good for {other}."),
    by_link: "link",
    by_image: "image",
    by_form: "form",
    came: "✓ came",
    came_not: "– absent",
    answered: |one| format!("response {one}"),
    and_signed_out: ": signed out",
    and_forgets: ", which asks to forget the cookie",
    seen: "seen:",
    not_seen: "not seen yet:",
};

fn fact_fr(fact: Fact) -> Words {
    match fact {
        Fact::SignedIn => "une connexion sans cookie",
        Fact::AskedWithout => "puis une page demandée sans cookie",
        Fact::AskedWith => "puis une page demandée avec le cookie",
        Fact::SixRequests => "six demandes, dont la connexion",
        Fact::CountsRight => "les deux nombres justes",
        Fact::WordReceived => "le cookie qui porte le mot",
        Fact::WordFound => "le mot trouvé",
        Fact::PayloadChanged => "au banc\u{a0}: ① charge utile changée, refusée",
        Fact::TimestampChanged => "au banc\u{a0}: ② horodatage changé, refusé",
        Fact::SignatureChanged => "au banc\u{a0}: ③ signature changée, refusée",
        Fact::LastCharacterChanged => "au banc\u{a0}: ④ dernier caractère changé",
        Fact::DamagedSent => "un cookie abîmé, envoyé au site",
        Fact::DirectionEntered => "un cookie que le serveur n’a jamais émis, avec votre code",
        Fact::KeyFound => "la clé trouvée",
        Fact::ClockStarted => "le cookie à durée choisie",
        Fact::OutlivedReceived => "ce cookie, après sa durée",
        Fact::SignedOut => "une déconnexion",
        Fact::CopyReplayed => "le cookie d’avant la déconnexion, renvoyé",
        Fact::LinkFollowed => "un lien d’un autre site",
        Fact::ImageLoaded => "une image d’un autre site",
        Fact::FormSent => "un formulaire d’un autre site",
        Fact::ProofSent => "la réponse qui porte la preuve",
        Fact::ProofRead => "la preuve lue",
    }
}

fn fact_en(fact: Fact) -> Words {
    match fact {
        Fact::SignedIn => "a sign-in without a cookie",
        Fact::AskedWithout => "then a page asked for without a cookie",
        Fact::AskedWith => "then a page asked for with the cookie",
        Fact::SixRequests => "six requests, the sign-in among them",
        Fact::CountsRight => "both numbers right",
        Fact::WordReceived => "the cookie that carries the word",
        Fact::WordFound => "the word found",
        Fact::PayloadChanged => "on the bench: ① payload changed, refused",
        Fact::TimestampChanged => "on the bench: ② timestamp changed, refused",
        Fact::SignatureChanged => "on the bench: ③ signature changed, refused",
        Fact::LastCharacterChanged => "on the bench: ④ last character changed",
        Fact::DamagedSent => "a damaged cookie, sent to the site",
        Fact::DirectionEntered => "a cookie that the server never issued, with your code",
        Fact::KeyFound => "the key found",
        Fact::ClockStarted => "the cookie of a chosen duration",
        Fact::OutlivedReceived => "this cookie, after its duration",
        Fact::SignedOut => "a logout",
        Fact::CopyReplayed => "the cookie from before the logout, sent again",
        Fact::LinkFollowed => "a link on another site",
        Fact::ImageLoaded => "an image on another site",
        Fact::FormSent => "a form on another site",
        Fact::ProofSent => "the response that carries the proof",
        Fact::ProofRead => "the proof read",
    }
}

fn slip_fr(slip: Slip) -> Words {
    match slip {
        Slip::MeasureSpoiled => "comptage mêlé d’autres demandes",
        Slip::WrongCounts => "mauvais nombres d’en-têtes",
        Slip::WrongWord => "mauvais mot",
        Slip::SignedAnew => "re-signe au lieu de vérifier",
        Slip::DirectionRefused => "cookie refusé par la direction",
        Slip::WrongKey => "mauvaise clé",
        Slip::NotYetOld => "cookie montré avant la fin de sa durée",
        Slip::WrongProof => "mauvaise preuve",
    }
}

fn slip_en(slip: Slip) -> Words {
    match slip {
        Slip::MeasureSpoiled => "counter mixed with other requests",
        Slip::WrongCounts => "wrong numbers of headers",
        Slip::WrongWord => "wrong word",
        Slip::SignedAnew => "signs anew instead of verifying",
        Slip::DirectionRefused => "cookie refused by the head's page",
        Slip::WrongKey => "wrong key",
        Slip::NotYetOld => "cookie shown before its duration is over",
        Slip::WrongProof => "wrong proof",
    }
}
