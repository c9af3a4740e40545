//! Where a value came from: errors and `--show-config` name it.

use std::fmt;
use std::path::PathBuf;

/// A place in a text file, counted from 1; columns are characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: PathBuf,
    /// Its line.
    pub line: u32,
    /// The character of the line.
    pub column: u32,
}

/// The place that a value was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// An option of the command line, by its name.
    Option(&'static str),
    /// `--set KEY=VALUE`.
    Set,
    /// An environment variable, by its name.
    Environment(String),
    /// A key of the configuration file.
    ConfigFile(Place),
    /// A file that holds nothing but a secret key.
    KeyFile(PathBuf),
    /// Standard input, given as `-`.
    StandardInput,
    /// `secret_key` in the data folder.
    DataFolder(PathBuf),
    /// `--lab`: the key printed in the course.
    Lab,
    /// Nothing was given.
    Default,
}

/// Language-neutral: a name that the user typed or can look up.
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
