//! What `--show-config` prints.

use std::fmt;

use super::{Kind, Source};

/// One line of `--show-config`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The key.
    pub key: &'static str,
    /// Its value as TOML; of a secret, only how large it is.
    pub value: String,
    /// Where the value was found.
    pub source: Source,
    /// What may stand there.
    pub kind: Kind,
}

/// A line of a configuration file with its source as a comment; what no such
/// file may hold, a secret or an option of `flask run`, is a comment as a whole.
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
