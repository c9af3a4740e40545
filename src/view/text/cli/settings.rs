//! What is said of a configuration file, and of a key that does not exist.

use super::{Origin, Trouble};

/// The sentences in one language.
pub(crate) struct SettingText {
    /// A key of the file, and where its value stands.
    pub(crate) key_in_file: fn(key: &str, place: &str) -> String,
    pub(crate) place: fn(path: &str, line: u32, column: u32) -> String,
    pub(crate) not_toml: fn(place: &str, message: &str) -> Trouble,
    // what to write instead
    pub(crate) a_line: &'static str,
    pub(crate) python_boolean: fn(right: &str) -> String,
    pub(crate) python_none: &'static str,
    pub(crate) bare_text: fn(right: &str) -> String,
    pub(crate) colon: &'static str,
    pub(crate) twice: &'static str,
    // other encodings
    pub(crate) utf16: fn(path: &str) -> Trouble,
    pub(crate) other_encoding: fn(place: &str) -> Trouble,
    // a value of another type
    pub(crate) unquote: fn(value: &str, origin: Origin<'_>, right: &str) -> Trouble,
    pub(crate) quote: fn(value: &str, origin: Origin<'_>, right: &str) -> Trouble,
    // a key that does not exist
    pub(crate) unknown: fn(key: &str, origin: Origin<'_>) -> Trouble,
    pub(crate) nearest: fn(key: &str) -> String,
    pub(crate) without_prefix: fn(key: &str) -> String,
    pub(crate) option: fn(option: &str) -> String,
    pub(crate) of_flask: fn(key: &str) -> String,
    pub(crate) of_extension: fn(key: &str, extension: &str) -> String,
    pub(crate) flask_session: &'static str,
    pub(crate) leave_out: &'static str,
    pub(crate) table: &'static str,
    pub(crate) list_of_all: &'static str,
}

pub(super) const EN: SettingText = SettingText {
    key_in_file: |key, place| format!("{key} in {place}"),
    place: |path, line, column| format!("{path}, line {line}, column {column}"),
    not_toml: |place, message| Trouble::new(format!("{place}: this is not TOML.")).why(message),
    a_line: "A line reads: SESSION_COOKIE_NAME = \"session\"",
    python_boolean: |right| format!("TOML, unlike Python, writes it in lower case: {right}"),
    python_none: "TOML has no None: write \"\" instead, or leave the line out.",
    bare_text: |right| format!("Text stands in quotes: {right}"),
    twice: "Each key stands once: keep one of the two lines.",
    colon: "An equals sign stands between key and value: SESSION_COOKIE_NAME = \"session\"",
    utf16: |path| {
        Trouble::new(format!("{path} is a UTF-16 file."))
            .why("PowerShell's `>` writes that, and Notepad's “Unicode”.")
            .cure(format!(
                "Save it as UTF-8; in PowerShell: (Get-Content {path}) | Set-Content -Encoding utf8 {path}"
            ))
    },
    other_encoding: |place| {
        Trouble::new(format!("{place}: this is not UTF-8 text."))
            .why("The file was saved in another encoding, such as Latin-1 or Windows-1252.")
            .cure("Save it as UTF-8: every editor can.")
    },
    unquote: |value, origin, right| {
        Trouble::new(format!(
            "{value} (from {origin}) is text; write it without quotes: {right}"
        ))
    },
    quote: |value, origin, right| {
        Trouble::new(format!(
            "{value} (from {origin}) is no text; write it in quotes: {right}"
        ))
    },
    unknown: |key, origin| Trouble::new(format!("Unknown setting: {key} (from {origin}).")),
    nearest: |key| format!("Did you mean {key}?"),
    without_prefix: |key| {
        format!("FLASK_ stands before it only in the environment: here it is {key}.")
    },
    option: |option| format!("It is an option of the command line: {option}"),
    of_flask: |key| format!("{key} is a setting of Flask that this program does not have."),
    of_extension: |key, extension| format!("{key} is {extension}'s, not Flask's."),
    flask_session: "Flask-Session keeps sessions on the server; this program keeps them in the \
                    cookie, as Flask itself.",
    leave_out: "Leave it out; flask-session-demo serve --help lists the settings.",
    table: "Settings stand at the top of the file, under no [heading] and without a dot in their \
            name.",
    list_of_all: "flask-session-demo serve --help lists them.",
};

pub(super) const FR: SettingText = SettingText {
    key_in_file: |key, place| format!("{key} dans {place}"),
    place: |path, line, column| format!("{path}, ligne {line}, colonne {column}"),
    not_toml: |place, message| {
        Trouble::new(format!("{place}\u{a0}: ce n’est pas du TOML."))
            .why(format!("message d’origine, en anglais\u{a0}: {message}"))
    },
    a_line: "Une ligne s’écrit ainsi\u{a0}: SESSION_COOKIE_NAME = \"session\"",
    python_boolean: |right| {
        format!("TOML, au contraire de Python, l’écrit en minuscules\u{a0}: {right}")
    },
    python_none: "TOML n’a pas de None\u{a0}: écrivez \"\" à la place, ou retirez la ligne.",
    bare_text: |right| format!("Un texte se met entre guillemets\u{a0}: {right}"),
    twice: "Chaque clé figure une seule fois\u{a0}: gardez l’une des deux lignes.",
    colon: "Entre la clé et la valeur se met le signe égal\u{a0}: SESSION_COOKIE_NAME = \"session\"",
    utf16: |path| {
        Trouble::new(format!("{path} est un fichier UTF-16."))
            .why(
                "Le «\u{202f}>\u{202f}» de PowerShell écrit ainsi, et l’«\u{202f}Unicode\u{202f}» du \
                 Bloc-notes.",
            )
            .cure(format!(
                "Enregistrez-le en UTF-8\u{202f}; dans PowerShell\u{a0}: (Get-Content {path}) | \
                 Set-Content -Encoding utf8 {path}"
            ))
    },
    other_encoding: |place| {
        Trouble::new(format!("{place}\u{a0}: ce n’est pas du texte UTF-8."))
            .why("Le fichier a été enregistré dans un autre codage, comme Latin-1 ou Windows-1252.")
            .cure("Enregistrez-le en UTF-8\u{a0}: tous les éditeurs savent le faire.")
    },
    unquote: |value, origin, right| {
        Trouble::new(format!(
            "{value} (donné par {origin}) est du texte\u{202f}; écrivez-le sans guillemets\u{a0}: \
             {right}"
        ))
    },
    quote: |value, origin, right| {
        Trouble::new(format!(
            "{value} (donné par {origin}) n’est pas du texte\u{202f}; écrivez-le entre \
             guillemets\u{a0}: {right}"
        ))
    },
    unknown: |key, origin| {
        Trouble::new(format!(
            "Réglage inconnu\u{a0}: {key} (donné par {origin})."
        ))
    },
    nearest: |key| format!("Vouliez-vous dire {key}\u{202f}?"),
    without_prefix: |key| {
        format!("FLASK_ ne se met devant que dans l’environnement\u{a0}: ici, c’est {key}.")
    },
    option: |option| format!("C’est une option de la ligne de commande\u{a0}: {option}"),
    of_flask: |key| format!("{key} est un réglage de Flask que ce programme n’a pas."),
    of_extension: |key, extension| format!("{key} est à {extension}, pas à Flask."),
    flask_session: "Flask-Session garde les sessions sur le serveur\u{202f}; ce programme les garde \
                    dans le cookie, comme Flask lui-même.",
    leave_out: "Retirez-le\u{202f}; flask-session-demo serve --help donne la liste des réglages.",
    table: "Les réglages se mettent en haut du fichier, sous aucun [titre] et sans point dans leur \
            nom.",
    list_of_all: "flask-session-demo serve --help en donne la liste.",
};
