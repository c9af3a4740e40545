//! Mistakes of people who write TOML for the first time.

/// What someone probably did who wrote a line that is not TOML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slip {
    /// `True` or `False`, as in Python; holds the line corrected.
    PythonBoolean(String),
    /// `None`, as in Python.
    PythonNone,
    /// A text without quotes; holds the line corrected, with `…` for the text,
    /// which may be secret.
    Bare(String),
    /// A colon where the equals sign belongs, as in YAML or JSON.
    Colon,
    /// The key is there already.
    Twice,
    /// None of these.
    Other,
}

impl Slip {
    pub(super) fn of(line: &str) -> Self {
        let line = line.split(" #").next().unwrap_or_default().trim();
        let Some((key, value)) = line.split_once('=') else {
            return if line.contains(':') {
                Self::Colon
            } else {
                Self::Other
            };
        };
        let (key, value) = (key.trim(), value.trim());
        let is_bare = value.starts_with(|first: char| first.is_alphabetic() || first == '/')
            && !value.contains(['"', '\'', '(', '[', '{']);
        match value {
            "True" | "False" => {
                Self::PythonBoolean(format!("{key} = {}", value.to_ascii_lowercase()))
            }
            "None" => Self::PythonNone,
            _ if is_bare => Self::Bare(format!("{key} = \"…\"")),
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_known_by_its_line() {
        let bare = |line: &str| Slip::Bare(line.into());
        for (line, slip) in [
            (
                "SESSION_COOKIE_SECURE = True  # TLS",
                Slip::PythonBoolean("SESSION_COOKIE_SECURE = true".into()),
            ),
            ("SESSION_COOKIE_DOMAIN=None", Slip::PythonNone),
            ("DATABASE = sqlite:a", bare("DATABASE = \"…\"")),
            ("TEACHERS_FILE = /t.json", bare("TEACHERS_FILE = \"…\"")),
            ("SECRET_KEY: \"abc\"", Slip::Colon),
            ("SECRET_KEY \"abc\"", Slip::Other),
            (
                "PERMANENT_SESSION_LIFETIME = timedelta(days=31)",
                Slip::Other,
            ),
            ("SECRET_KEY_FALLBACKS = [", Slip::Other),
            ("", Slip::Other),
        ] {
            assert_eq!(Slip::of(line), slip, "{line}");
        }
    }
}
