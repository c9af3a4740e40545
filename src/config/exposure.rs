//! What other users of this machine can see: the command line (`ps`), and files
//! whose mode lets them.

use std::path::Path;

use super::error::Warning;
use super::key_file::{is_open_to_others, is_readable_by_others};
use super::layers::Layers;
use super::settings;
use super::source::Source;
use super::{ConfigError, Options};
use crate::accounts::Database;

/// Secrets that stand on the command line.
pub(super) fn on_the_command_line(options: &Options) -> Vec<Warning> {
    let has_password = |url: &str| url.parse().is_ok_and(|it: Database| it.has_password());
    let mut warnings = Vec::new();
    for (key, value) in &options.set {
        let is_key = key == settings::SECRET_KEY.key || key == settings::SECRET_KEY_FALLBACKS.key;
        // Under `--lab` everybody knows the key.
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

/// Files with a secret that others can read: the key for TLS, and a
/// configuration file with the database's password.
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

/// The accounts' file and the data folder, where this server keeps something in
/// it.
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
