//! Reads the configuration file, which is TOML, and records the place of each
//! value.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;

use toml::Spanned;

use super::environment::Environment;
use super::error::ConfigError;
use super::given::Given;
use super::layer::{Layer, check_key};
use super::slip::Slip;
use super::source::{Place, Source};
use super::text_file::{TextFileError, read_text_file};

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
    let place = |offset| Place::in_text(path, text, offset);
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
