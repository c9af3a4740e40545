//! What one place gives: a file, the environment, the options, `--set`.

use std::collections::BTreeMap;

use super::error::ConfigError;
use super::given::Given;
use super::settings;
use super::source::Source;
use super::unknown::meant_by;

/// The values from one kind of source, by key.
pub(super) type Layer = BTreeMap<String, (Given, Source)>;

/// Refuses a key that does not exist. `is_table` says that the file has it as a
/// table.
pub(super) fn check_key(key: &str, source: &Source, is_table: bool) -> Result<(), ConfigError> {
    if settings::rows().iter().any(|row| row.key == key) {
        return Ok(());
    }
    Err(ConfigError::UnknownKey {
        key: key.to_owned(),
        source: source.clone(),
        meant: meant_by(key, is_table),
    })
}
