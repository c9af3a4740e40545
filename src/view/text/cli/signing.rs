//! What `sign-cookie` says of the session that it is given.

use crate::session::LiteralProblem;
use crate::view::text::Lang;

/// The sentences in one language.
pub(crate) struct SigningText {
    /// The session was no JSON, and is a dict of Python's.
    pub(crate) read_as_python: &'static str,
    pub(crate) not_python: fn(line: usize, column: usize, problem: &str) -> String,
    /// How the session is typed in a shell of Unix, and in every shell.
    pub(crate) quote: &'static str,
    /// How it is typed in `cmd.exe`, which passes apostrophes on.
    pub(crate) cmd: fn(json: &str) -> String,
    /// How it is typed in PowerShell, which drops inner quotes.
    pub(crate) powershell: &'static str,
    /// The same, for who wrote it so where it is not dropped.
    pub(crate) backslashes: &'static str,
    /// `b'…'` around it, as Python prints bytes.
    pub(crate) bytes: &'static str,
    problems: [&'static str; 12],
}

impl SigningText {
    /// The sentences in this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &FR,
            Lang::En => &EN,
        }
    }

    /// What is wrong with a literal.
    pub(crate) fn problem(&self, problem: LiteralProblem) -> &'static str {
        let [
            value,
            colon,
            comma,
            key,
            name,
            string,
            escape,
            bytes,
            number,
            long,
            deep,
            extra,
        ] = self.problems;
        match problem {
            LiteralProblem::ExpectedValue => value,
            LiteralProblem::ExpectedColon => colon,
            LiteralProblem::ExpectedComma => comma,
            LiteralProblem::KeyIsNoString => key,
            LiteralProblem::Name => name,
            LiteralProblem::UnterminatedString => string,
            LiteralProblem::BadEscape => escape,
            LiteralProblem::BadBytes => bytes,
            LiteralProblem::BadNumber => number,
            LiteralProblem::IntegerTooLong => long,
            LiteralProblem::TooDeep => deep,
            LiteralProblem::ExtraData => extra,
        }
    }
}

const EN: SigningText = SigningText {
    read_as_python: "Read as a dict of Python's; nothing was evaluated.",
    not_python: |line, column, problem| {
        format!("Not a dict of Python's, line {line} column {column}: {problem}.")
    },
    quote: "In a shell, put the JSON in single quotes: `'{\"a\":1}'`; in any shell, Windows' too, \
            Python's notation does: `\"{'a': 1}\"`",
    cmd: |json| {
        format!(
            "cmd.exe passes single quotes on. There, write `flask-session-demo sign-cookie … \
             \"{json}\"`, or in Python's notation `\"{{'a': 1}}\"`"
        )
    },
    powershell: "The quotes are gone: Windows PowerShell drops those inside. There, write \
                 `'{\\\"a\\\":1}'`, or in Python's notation `\"{'a': 1}\"`",
    backslashes: "The backslashes before the quotes have arrived, too. A Unix shell and PowerShell 7.3 \
                  pass quotes on as they are: `'{\"a\":1}'`",
    bytes: "This is b'…', as Python prints bytes: leave out the b and the quotes after it, and give \
            what is inside.",
    problems: [
        "a value is due",
        "“:” is due",
        "a comma or the closing bracket is due",
        "a key of a session is text: '1', not 1",
        "here stands a name, and nothing is evaluated: only text, numbers, True, False, None, \
         dict, list, tuple and bytes",
        "the string that begins here is not closed",
        "unknown sequence after the backslash",
        "bytes (b'…') hold ASCII only, and do not join with text",
        "this is no number",
        "an integer of more than 4,300 digits",
        "more than 491 levels of nesting",
        "the dict is over, and there is more text",
    ],
};

const FR: SigningText = SigningText {
    read_as_python: "Lu comme un dict de Python\u{202f}; rien n’a été évalué.",
    not_python: |line, column, problem| {
        format!("Pas un dict de Python, ligne {line} colonne {column}\u{a0}: {problem}.")
    },
    quote: "Dans un shell, entourez le JSON d’apostrophes\u{a0}: `'{\"a\":1}'`\u{202f}; dans tous \
            les shells, ceux de Windows aussi, la notation de Python convient\u{a0}: `\"{'a': 1}\"`",
    cmd: |json| {
        format!(
            "cmd.exe transmet les apostrophes. Là, écrivez `flask-session-demo sign-cookie … \
             \"{json}\"`, ou dans la notation de Python `\"{{'a': 1}}\"`"
        )
    },
    powershell: "Les guillemets ont disparu\u{a0}: Windows PowerShell enlève ceux de l’intérieur. \
                 Là, écrivez `'{\\\"a\\\":1}'`, ou dans la notation de Python `\"{'a': 1}\"`",
    backslashes: "Les barres obliques inverses devant les guillemets sont arrivées aussi. Un shell \
                  Unix et PowerShell 7.3 transmettent les guillemets tels quels\u{a0}: \
                  `'{\"a\":1}'`",
    bytes: "C’est `b'…'`, comme Python affiche des octets\u{a0}: retirez le b et les apostrophes \
            qui suivent, et donnez ce qu’il y a dedans.",
    problems: [
        "une valeur est attendue",
        "«\u{202f}:\u{202f}» est attendu",
        "une virgule ou le crochet fermant est attendu",
        "une clé de session est un texte\u{a0}: `'1'`, pas `1`",
        "il y a là un nom, et rien n’est évalué\u{a0}: seulement textes, nombres, True, False, \
         None, dict, list, tuple et bytes",
        "la chaîne qui commence ici n’est pas fermée",
        "suite inconnue après la barre oblique inverse",
        "des octets (`b'…'`) ne contiennent que de l’ASCII, et ne se joignent pas à un texte",
        "ce n’est pas un nombre",
        "un entier de plus de 4\u{202f}300 chiffres",
        "plus de 491 niveaux d’imbrication",
        "le dict est fini, et il reste du texte",
    ],
};
