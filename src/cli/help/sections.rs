//! The sections on files, environment and exit status.

use super::{Both, both};

/// A section of help and of a man page.
pub(super) struct Section {
    pub(super) title: Both,
    pub(super) prose: &'static [Both],
    /// Names and their meanings.
    pub(super) entries: &'static [(&'static str, Both)],
    pub(super) after: &'static [Both],
}

const NOTHING: &[Both] = &[];

pub(super) const FILES: Section = Section {
    title: both("Files", "Fichiers"),
    prose: &[both(
        "The configuration, and what `serve` makes at its first start: the secret key, the \
             accounts, and the key that signs the practical's progress where there is no teacher's \
             key:",
        "La configuration, puis ce que `serve` crée à son premier démarrage\u{a0}: la clé secrète, \
             les comptes, et la clé qui signe la progression du TP quand l’enseignant n’en a pas \
             donné\u{a0}:",
    )],
    entries: &[],
    after: NOTHING,
};

/// In both languages.
pub(super) const PATHS: &str = "    \
    Linux    ~/.config/flask-session-demo/config.toml
             ~/.local/share/flask-session-demo/secret_key
             ~/.local/share/flask-session-demo/accounts.sqlite3
             ~/.local/share/flask-session-demo/class_key
    macOS    ~/Library/Application Support/flask-session-demo/config.toml
             ~/Library/Application Support/flask-session-demo/secret_key
             ~/Library/Application Support/flask-session-demo/accounts.sqlite3
             ~/Library/Application Support/flask-session-demo/class_key
    Windows  %APPDATA%\\flask-session-demo\\config\\config.toml
             %LOCALAPPDATA%\\flask-session-demo\\data\\secret_key
             %LOCALAPPDATA%\\flask-session-demo\\data\\accounts.sqlite3
             %LOCALAPPDATA%\\flask-session-demo\\data\\class_key
";

pub(super) const ENVIRONMENT: Section = Section {
    title: both("Environment", "Environnement"),
    prose: NOTHING,
    entries: &[
        (
            "FLASK_RUN_HOST, FLASK_RUN_PORT",
            both("address and port of `serve`", "adresse et port de `serve`"),
        ),
        (
            "FLASK_RUN_CERT, FLASK_RUN_KEY",
            both(
                "its certificate and the key",
                "son certificat et la clé de celui-ci",
            ),
        ),
        (
            "FLASK_SECRET_KEY",
            both(
                "the secret key, for `serve` and --server-key",
                "la clé secrète, pour `serve` et --server-key",
            ),
        ),
        (
            "FLASK_…",
            both(
                "any other setting of `serve`",
                "tout autre réglage de `serve`",
            ),
        ),
        (
            "LC_ALL, LC_MESSAGES, LANG",
            both(
                "the first that is set gives the language",
                "la première qui est définie donne la langue",
            ),
        ),
        (
            "TZ",
            both(
                "the local time zone, shown beside UTC on a terminal",
                "le fuseau horaire local, montré à côté de l’UTC sur un terminal",
            ),
        ),
        (
            "NO_COLOR",
            both(
                "no color, when it is not empty",
                "pas de couleurs, quand elle n’est pas vide",
            ),
        ),
    ],
    after: NOTHING,
};

const EXIT_TITLE: Both = both("Exit status", "Code de retour");

const REFUSED: Both = both(
    "the command line, or a setting, is refused",
    "la ligne de commande, ou un réglage, est refusé",
);

const UNREADABLE: Both = both(
    "a file or stream that cannot be read or written; internal error",
    "un fichier ou un flux qui ne peut être lu ou écrit\u{202f}; erreur interne",
);

const DONE: Both = both("done", "fait");

const INTERRUPTED: (&str, Both) = ("130", both("interrupted", "interrompu"));

const NOWHERE_TO_LISTEN: (&str, Both) = (
    "6",
    both(
        "cannot listen on this address or port",
        "impossible d’écouter sur cette adresse ou ce port",
    ),
);

/// Where to ask.
pub(super) const SUPPORT: Section = Section {
    title: both("Support", "Assistance"),
    prose: &[both(
        concat!(
            "Questions and bugs: ",
            env!("CARGO_PKG_REPOSITORY"),
            "/issues"
        ),
        concat!(
            "Questions et bogues\u{a0}: ",
            env!("CARGO_PKG_REPOSITORY"),
            "/issues"
        ),
    )],
    entries: &[],
    after: NOTHING,
};

pub(super) const EXIT_STATUS: Section = Section {
    title: EXIT_TITLE,
    prose: NOTHING,
    entries: &[
        (
            "0",
            both(
                "done; also a cookie that was read without a key",
                "fait\u{202f}; aussi pour un cookie lu sans clé",
            ),
        ),
        ("1", UNREADABLE),
        ("2", REFUSED),
        (
            "3",
            both(
                "no well-formed cookie, or no JSON",
                "pas un cookie bien formé, ou pas du JSON",
            ),
        ),
        (
            "4",
            both("the signature is not good", "la signature n’est pas bonne"),
        ),
        (
            "5",
            both(
                "the cookie has expired, or is dated in the future",
                "le cookie est périmé, ou daté du futur",
            ),
        ),
        NOWHERE_TO_LISTEN,
        INTERRUPTED,
    ],
    after: &[both(
        "Of several cookies the highest of 3 to 5 counts, and 1 above all.",
        "De plusieurs cookies compte le plus grand code de 3 à 5, et 1 passe avant tous.",
    )],
};

pub(super) const SERVE_EXIT_STATUS: Section = Section {
    title: EXIT_TITLE,
    prose: NOTHING,
    entries: &[
        (
            "0",
            both(
                "ended by Ctrl-C or SIGTERM, after the requests in flight",
                "arrêté par Ctrl-C ou SIGTERM, après les requêtes en cours",
            ),
        ),
        ("1", UNREADABLE),
        (
            "2",
            both(
                "the command line, a setting, or the database is refused",
                "la ligne de commande, un réglage ou la base de données est refusé",
            ),
        ),
        NOWHERE_TO_LISTEN,
        (
            "130",
            both(
                "ended at once by a second Ctrl-C or SIGTERM",
                "arrêté net par un second Ctrl-C ou SIGTERM",
            ),
        ),
    ],
    after: NOTHING,
};

pub(super) const SIGN_EXIT_STATUS: Section = Section {
    title: EXIT_TITLE,
    prose: NOTHING,
    entries: &[
        ("0", DONE),
        ("1", UNREADABLE),
        ("2", REFUSED),
        (
            "3",
            both(
                "neither JSON nor Python's notation, or not an object",
                "ni du JSON ni la notation de Python, ou pas un objet",
            ),
        ),
        INTERRUPTED,
    ],
    after: NOTHING,
};

pub(super) const ACCOUNTS_EXIT_STATUS: Section = Section {
    title: EXIT_TITLE,
    prose: NOTHING,
    entries: &[
        ("0", DONE),
        (
            "1",
            both(
                "no such account; a database that cannot be read or written; internal error",
                "pas de tel compte\u{202f}; une base qui ne peut être lue ou écrite\u{202f}; \
                     erreur interne",
            ),
        ),
        (
            "2",
            both(
                "the command line, a setting, the database or the new password is refused",
                "la ligne de commande, un réglage, la base ou le nouveau mot de passe est \
                     refusé",
            ),
        ),
        INTERRUPTED,
    ],
    after: NOTHING,
};

pub(super) const KEYGEN_EXIT_STATUS: Section = Section {
    title: EXIT_TITLE,
    prose: NOTHING,
    entries: &[
        ("0", DONE),
        (
            "1",
            both(
                "the file exists already, or cannot be written; internal error",
                "le fichier existe déjà, ou ne peut être écrit\u{202f}; erreur interne",
            ),
        ),
        (
            "2",
            both(
                "the command line, or the key that is checked, is refused",
                "la ligne de commande, ou la clé à juger, est refusée",
            ),
        ),
    ],
    after: NOTHING,
};
