//! Reads the configuration file, which is TOML, and records the place of each
//! value.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;

use toml::Spanned;

use super::environment::Environment;
use super::error::ConfigError;
use super::given::Given;
use super::layers::{Layer, check_key};
use super::source::{Place, Source};
use super::text_file::{TextFileError, position, read_text_file};

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
    fn of(line: &str) -> Self {
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

/// A file named by `--config` must exist; the default one may be missing.
pub(super) fn read(explicit: Option<&Path>, env: &Environment) -> Result<Layer, ConfigError> {
    let Some(path) = explicit.map(Path::to_owned).or_else(|| env.config_file()) else {
        return Ok(Layer::new());
    };
    match read_text_file(&path) {
        Ok(text) => parse(&text, &path),
        Err(TextFileError::Read(error)) => match error.kind() {
            ErrorKind::NotFound if explicit.is_none() => Ok(Layer::new()),
            _ => Err(ConfigError::Read { path, error }),
        },
        Err(TextFileError::Encoding(problem)) => Err(ConfigError::Encoding { path, problem }),
    }
}

fn parse(text: &str, path: &Path) -> Result<Layer, ConfigError> {
    type Table = BTreeMap<Spanned<String>, Spanned<serde_json::Value>>;
    let place = |offset| {
        let (line, column) = position(text, offset);
        let path = path.to_owned();
        Place { path, line, column }
    };
    let table: Table = toml::from_str(text).map_err(|error| {
        let place = place(error.span().map_or(0, |span| span.start));
        ConfigError::Toml {
            slip: match error.message() {
                "duplicate key" => Slip::Twice,
                _ => Slip::of(
                    text.lines()
                        .nth(place.line as usize - 1)
                        .unwrap_or_default(),
                ),
            },
            place,
            message: error.message().to_owned(),
        }
    })?;
    let mut layer = Layer::new();
    for (key, value) in table {
        let name = key.get_ref();
        let is_table = value.get_ref().is_object();
        check_key(name, &Source::ConfigFile(place(key.span().start)), is_table)?;
        let given = Given::Typed {
            written: text.get(value.span()).unwrap_or_default().to_owned(),
            value: value.get_ref().clone(),
        };
        let source = Source::ConfigFile(place(value.span().start));
        layer.insert(name.clone(), (given, source));
    }
    Ok(layer)
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
