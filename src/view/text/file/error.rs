//! What is wrong with a file of sentences, where, and what to do about it.

use std::collections::BTreeSet;
use std::fmt;

/// Why the sentences cannot be used.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub struct TextError {
    pub(super) file: &'static str,
    /// Where one table is concerned.
    pub(super) table: Option<String>,
    pub(super) fault: Box<Fault>,
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.table {
            Some(table) => write!(f, "{}, [{table}]: {}", self.file, self.fault),
            None => write!(f, "{}: {}", self.file, self.fault),
        }
    }
}

/// A fault by its sentence.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub(super) enum Fault {
    /// It is no TOML, or something else than sentences in tables.
    #[error(
        "line {line}: {problem}; each line of a table is `name = \"sentence\"`, and a sentence \
         on several lines stands between `\"\"\"`"
    )]
    Toml {
        /// From 1.
        line: usize,
        /// What `toml` says of it.
        problem: String,
    },
    /// The program asks for it.
    #[error("`{0}` is missing; add it, or correct the name of the one meant")]
    Missing(String),
    /// A template asks for it.
    #[error("no table has `{0}`; add it, or correct the name in the template")]
    Unknown(String),
    /// Neither a template nor the program asks for it.
    #[error("nothing says `{0}`; take it out, or correct its name")]
    Unused(String),
    /// A template says it, and cannot tell which one is meant.
    #[error("`{name}` stands in [{}]; rename all but one", tables.join("] and in ["))]
    TwiceNamed { name: String, tables: Vec<String> },
    /// The other file has it.
    #[error("`{name}` is missing, which {other} has; add it, or take it out there")]
    OneLanguage { name: String, other: &'static str },
    /// The other file has other names between braces.
    #[error(
        "`{name}` has {} where {other} has {}; correct the one that is wrong",
        in_braces(found),
        in_braces(there)
    )]
    OtherBraces {
        name: String,
        found: BTreeSet<String>,
        other: &'static str,
        there: BTreeSet<String>,
    },
    /// What stands between braces is not what is put in there.
    #[error(
        "`{name}` has {} where {} can be put in; correct the braces",
        in_braces(found),
        in_braces(wanted)
    )]
    Braces {
        name: String,
        found: BTreeSet<String>,
        wanted: BTreeSet<String>,
    },
}

/// `{count} and {limit}`
fn in_braces(names: &BTreeSet<String>) -> String {
    if names.is_empty() {
        return "nothing".to_owned();
    }
    let names: Vec<String> = names.iter().map(|name| format!("{{{name}}}")).collect();
    names.join(" and ")
}
