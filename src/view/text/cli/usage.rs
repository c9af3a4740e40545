//! What is said of a command line that is not understood. In English clap says
//! it, but for the advice; in French everything is said here.

use super::Trouble;
use crate::view::text::Lang;

/// What was probably meant by an option that does not exist, or that means
/// something else.
pub(crate) struct AdviceText {
    /// `--key` where a secret key is given.
    pub(crate) secret_key: &'static str,
    /// An option of `flask run`: which.
    pub(crate) of_flask_run: fn(option: &str) -> String,
    /// `--cookie`.
    pub(crate) cookie: &'static str,
    /// `--decode` and the like of other programs.
    pub(crate) command: fn(command: &str) -> String,
    /// `serve -h ADDRESS`.
    pub(crate) help_is_not_host: fn(address: &str) -> Trouble,
    /// Nothing to work on.
    pub(crate) no_cookie: &'static str,
    pub(crate) no_session: &'static str,
    pub(crate) example: &'static str,
}

impl AdviceText {
    /// The sentences in this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &FR,
            Lang::En => &EN,
        }
    }
}

const EN: AdviceText = AdviceText {
    secret_key: "the secret key is given with --secret-key-file FILE, or --secret-key TEXT",
    of_flask_run: |option| format!("{option} is of `flask run`; this program has no such option"),
    cookie: "the cookie is given without an option: flask-session-demo decode-cookie COOKIE",
    command: |command| format!("here it is a command: flask-session-demo {command}"),
    help_is_not_host: |address| {
        Trouble::new("-h shows help; it takes no address.")
            .cure(format!("flask-session-demo serve --host {address}"))
    },
    no_cookie: "no cookie was given",
    no_session: "no session was given",
    example: "Example:",
};

const FR: AdviceText = AdviceText {
    secret_key: "la clé secrète se donne avec --secret-key-file FICHIER, ou --secret-key TEXTE",
    of_flask_run: |option| {
        format!("{option} est une option de `flask run`\u{202f}; ce programme n’a pas cette option")
    },
    cookie: "le cookie se donne sans option\u{a0}: flask-session-demo decode-cookie COOKIE",
    command: |command| format!("c’est ici une commande\u{a0}: flask-session-demo {command}"),
    help_is_not_host: |address| {
        Trouble::new("-h affiche l’aide\u{202f}; elle ne prend pas d’adresse.")
            .cure(format!("flask-session-demo serve --host {address}"))
    },
    no_cookie: "aucun cookie n’a été donné",
    no_session: "aucune session n’a été donnée",
    example: "Exemple\u{a0}:",
};

/// Usage errors in French.
pub(crate) mod french {
    pub(crate) const USAGE: &str = "Utilisation\u{a0}:";
    pub(crate) const MORE: &str = "Pour en savoir plus\u{a0}: --help";
    pub(crate) const NOT_TEXT: &str = "un argument n’est pas du texte UTF-8";
    pub(crate) const MISSING: &str = "il manque\u{a0}:";
    pub(crate) const NOT_TOGETHER: &str = "ces options ne vont pas ensemble";
    pub(crate) const FEW_BYTES: &str = "une clé de moins de 16 octets se trouve en essayant";
    pub(crate) const MANY_BYTES: &str = "1024 au plus";
    pub(crate) const NUMBER: &str = "ce n’est pas un nombre entier";
    pub(crate) const PAIR: &str = "il n’y a pas de `=`";
    pub(crate) const TIME: &str = "il faut des secondes Unix, `2026-11-24T08:00:00Z`, `now`, ou une \
                                   distance comme `-5s`";
    pub(crate) const MAX_AGE: &str = "il faut un nombre de secondes, `10m`, `2h`, `31d`, ou `none`";

    pub(crate) fn unknown_option(option: &str) -> String {
        format!("option inconnue «\u{202f}{option}\u{202f}»")
    }

    pub(crate) fn one_too_many(argument: &str) -> String {
        format!("argument de trop\u{a0}: «\u{202f}{argument}\u{202f}»")
    }

    pub(crate) fn unknown_command(command: &str) -> String {
        format!("commande inconnue «\u{202f}{command}\u{202f}»")
    }

    pub(crate) fn no_command(command: &str) -> String {
        format!("«\u{202f}{command}\u{202f}» attend une commande")
    }

    pub(crate) fn no_value(option: &str) -> String {
        format!("«\u{202f}{option}\u{202f}» attend une valeur")
    }

    pub(crate) fn no_equals(option: &str) -> String {
        format!("«\u{202f}{option}\u{202f}» attend une valeur, derrière un signe égal")
    }

    pub(crate) fn bad_value(value: &str, option: &str) -> String {
        format!("valeur «\u{202f}{value}\u{202f}» refusée pour «\u{202f}{option}\u{202f}»")
    }

    pub(crate) fn takes_no_value(value: &str, option: &str) -> String {
        format!(
            "«\u{202f}{option}\u{202f}» ne prend pas de valeur, et reçoit «\u{202f}{value}\u{202f}»"
        )
    }

    pub(crate) fn values(expected: &str, option: &str) -> String {
        format!("«\u{202f}{option}\u{202f}» attend un autre nombre de valeurs\u{a0}: {expected}")
    }

    pub(crate) fn twice(option: &str) -> String {
        format!("«\u{202f}{option}\u{202f}» est donné plusieurs fois")
    }

    pub(crate) fn conflict(one: &str, other: &str) -> String {
        format!("«\u{202f}{one}\u{202f}» et «\u{202f}{other}\u{202f}» ne vont pas ensemble")
    }

    pub(crate) fn possible(values: &str) -> String {
        format!("valeurs possibles\u{a0}: {values}")
    }

    pub(crate) fn meant(suggestion: &str) -> String {
        format!("vouliez-vous dire «\u{202f}{suggestion}\u{202f}»\u{202f}?")
    }

    pub(crate) fn operand(value: &str) -> String {
        format!("pour donner «\u{202f}{value}\u{202f}» tel quel, mettez `--` devant")
    }
}
