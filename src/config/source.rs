//! Where a value came from; shown in errors and by `--show-config`.

use std::fmt;
use std::path::{Path, PathBuf};

use super::text_file::position;

/// A position in a text file. Line and column count from 1, columns in
/// characters.
#[expect(missing_docs, reason = "the struct tells them")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub path: PathBuf,
    pub line: u32,
    pub column: u32,
}

impl Place {
    /// The place of a byte of a file's text.
    pub fn in_text(path: &Path, text: &str, offset: usize) -> Self {
        let (line, column) = position(text, offset);
        Self {
            path: path.to_owned(),
            line,
            column,
        }
    }
}

/// Where a value was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A command-line option; holds its name.
    Option(&'static str),
    /// `--set KEY=VALUE`.
    Set,
    /// An environment variable; holds its name.
    Environment(String),
    /// The configuration file.
    ConfigFile(Place),
    /// A file that holds only a secret key.
    KeyFile(PathBuf),
    /// Standard input, named by `-`.
    StandardInput,
    /// `secret_key` in the data folder.
    DataFolder(PathBuf),
    /// `--lab`: the key printed in the course.
    Lab,
    /// Nothing was given, so the default applies.
    Default,
}

/// The same in all languages: a name that the user typed or can look up.
impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Option(name) => f.write_str(name),
            Self::Set => f.write_str("--set"),
            Self::Environment(variable) => f.write_str(variable),
            Self::ConfigFile(Place { path, .. }) | Self::KeyFile(path) | Self::DataFolder(path) => {
                path.display().fmt(f)
            }
            Self::StandardInput => f.write_str("-"),
            Self::Lab => f.write_str("--lab"),
            Self::Default => f.write_str("default"),
        }
    }
}
