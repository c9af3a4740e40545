//! Finds what other users of this machine can see: secrets on the command line
//! (`ps`), and files whose mode lets them in.

use std::path::Path;

use super::error::Warning;
use super::key_file::{is_open_to_others, is_readable_by_others};
use super::layers::Layers;
use super::settings;
use super::source::Source;
use super::{ConfigError, Options};
use crate::accounts::Database;

/// Warns of secrets on the command line.
pub(super) fn on_the_command_line(options: &Options) -> Vec<Warning> {
    let has_password = |url: &str| url.parse().is_ok_and(|it: Database| it.has_password());
    let mut warnings = Vec::new();
    for (key, value) in &options.set {
        let is_key = key == settings::SECRET_KEY.key || key == settings::SECRET_KEY_FALLBACKS.key;
        // Under `--lab`, the key is public anyway.
        if is_key && !options.lab || key == settings::DATABASE.key && has_password(value) {
            warnings.push(Warning::SecretOnCommandLine {
                source: Source::Set,
                key: key.clone(),
            });
        }
    }
    if options.database.as_deref().is_some_and(has_password) {
        warnings.push(Warning::SecretOnCommandLine {
            source: Source::Option("--database"),
            key: settings::DATABASE.key.to_owned(),
        });
    }
    warnings
}

/// Warns of readable files that hold a secret: the TLS key, or a configuration
/// file with the database's password.
pub(super) fn in_files(layers: &Layers) -> Result<Vec<Warning>, ConfigError> {
    let mut warnings = Vec::new();
    if let Some((Some(path), _)) = layers.find(&settings::RUN_KEY)? {
        warnings.extend(readable(&path));
    }
    if let Some((Some(database), Source::ConfigFile(place))) = layers.find(&settings::DATABASE)?
        && database.has_password()
    {
        warnings.extend(readable(&place.path));
    }
    Ok(warnings)
}

/// Warns of a readable database file, and of an open data folder if this server
/// keeps something there.
pub(super) fn of_the_accounts(database: &Database, data_folder: Option<&Path>) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if let Database::Sqlite(path) = database {
        warnings.extend(readable(path));
    }
    if let Some(path) = data_folder.filter(|path| is_open_to_others(path)) {
        let path = path.to_owned();
        warnings.push(Warning::FolderOpenToOthers { path });
    }
    warnings
}

fn readable(path: &Path) -> Option<Warning> {
    is_readable_by_others(path).then(|| Warning::ReadableByOthers {
        path: path.to_owned(),
    })
}
