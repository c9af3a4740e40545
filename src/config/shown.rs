//! The output of `--show-config`.

use std::fmt;

use super::{Kind, Source};

/// One line of `--show-config`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The setting's name.
    pub key: &'static str,
    /// The value as TOML; for a secret, only its size.
    pub value: String,
    /// Where the value was given.
    pub source: Source,
    /// Which values the setting takes.
    pub kind: Kind,
}

/// Writes a line for a configuration file, with the source as a comment. What
/// must not be in such a file, a secret or an option of `flask run`, becomes a
/// comment as a whole.
impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_option = self.key.starts_with("RUN_");
        let is_comment = self.kind.is_secret() || is_option;
        let comment = if is_comment { "# " } else { "" };
        write!(
            f,
            "{comment}{} = {}  # {}",
            self.key, self.value, self.source
        )
    }
}
