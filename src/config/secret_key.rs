//! Finds the secret key with which the server signs.

use std::path::PathBuf;

use super::Options;
use super::environment::Environment;
use super::error::{ConfigError, Conflict, KeyProblem, Warning};
use super::key_file::{is_readable_by_others, read_key_file, read_stored_key};
use super::key_strength::{MIN_KEY_BYTES, weakness};
use super::layers::Layers;
use super::published_keys::{COURSE_KEY, is_published};
use super::settings;
use super::source::{Place, Source};
use crate::itsdangerous::{SecretKey, SecretKeys};

/// A key and its source.
pub(super) type SourcedKey = (SecretKey, Source);

/// The keys that exist, before one is generated.
#[derive(Debug)]
pub(super) struct Found {
    /// `Err` holds the path at which the data folder's key is still to be generated.
    pub(super) key: Result<SourcedKey, PathBuf>,
    pub(super) fallbacks: Vec<SourcedKey>,
    /// The teacher's key, which signs no session.
    pub(super) teacher_key: Option<SourcedKey>,
}

impl Found {
    /// Finds the keys, without writing anything.
    pub(super) fn find(
        options: &Options,
        layers: &Layers,
        env: &Environment,
    ) -> Result<Self, ConfigError> {
        let explicit = explicit_key(options, layers)?;
        let fallbacks = fallbacks(options, layers)?;
        for (key, source) in explicit.iter().chain(&fallbacks) {
            refuse_if(key.expose_secret().is_empty(), source, KeyProblem::Empty)?;
        }
        let key = if options.lab {
            Ok(lab_key(explicit.as_ref(), &fallbacks)?)
        } else if let Some(key) = explicit {
            Ok(key)
        } else {
            stored_key(options, env)?
        };
        let teacher_file = options.teacher_key_file.as_deref();
        let teacher_key = teacher_file.map(read_key_file).transpose()?;
        if let Some((key, source)) = &teacher_key {
            // Security: also under `--lab`, whose students know the course's key.
            let published = is_published(key.expose_secret());
            refuse_if(published, source, KeyProblem::Published)?;
            let length = key.expose_secret().len();
            let is_short = length < MIN_KEY_BYTES;
            refuse_if(is_short, source, KeyProblem::TooShort { length })?;
        }
        let found = Self {
            key,
            fallbacks,
            teacher_key,
        };
        if !options.lab {
            for (key, source) in found.all() {
                let published = is_published(key.expose_secret());
                refuse_if(published, source, KeyProblem::Published)?;
            }
        }
        Ok(found)
    }

    /// Whether the key is, or will be, in the data folder.
    pub(super) fn is_in_data_folder(&self) -> bool {
        let key = self.key.as_ref().ok();
        key.is_none_or(|(_, source)| matches!(source, Source::DataFolder(_)))
    }

    fn all(&self) -> impl Iterator<Item = &SourcedKey> {
        self.key.iter().chain(&self.fallbacks)
    }

    /// Warns of weak keys and of files that others can read.
    pub(super) fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        for (key, source) in self.all().chain(&self.teacher_key) {
            warnings.extend(weak_key(key, source));
            let (Source::KeyFile(path)
            | Source::DataFolder(path)
            | Source::ConfigFile(Place { path, .. })) = source
            else {
                continue;
            };
            let warning = Warning::ReadableByOthers { path: path.clone() };
            if is_readable_by_others(path) && !warnings.contains(&warning) {
                warnings.push(warning);
            }
        }
        warnings
    }
}

/// Warns of a weak key. One that was drawn at random, or is the course's, has
/// no need of it.
fn weak_key(key: &SecretKey, source: &Source) -> Option<Warning> {
    if matches!(source, Source::DataFolder(_) | Source::Lab) {
        return None;
    }
    Some(weakness(key)?.warning(source.clone()))
}

/// Combines the key with its fallbacks.
pub(super) fn secret_keys(key: SecretKey, fallbacks: Vec<SourcedKey>) -> SecretKeys {
    let fallbacks = fallbacks.into_iter().map(|(key, _)| key).collect();
    SecretKeys { key, fallbacks }
}

fn refuse_if(holds: bool, source: &Source, problem: KeyProblem) -> Result<(), ConfigError> {
    if !holds {
        return Ok(());
    }
    let source = source.clone();
    Err(ConfigError::Key { source, problem })
}

fn explicit_key(options: &Options, layers: &Layers) -> Result<Option<SourcedKey>, ConfigError> {
    if let Some(path) = &options.secret_key_file {
        return read_key_file(path).map(Some);
    }
    let found = layers.find(&settings::SECRET_KEY)?;
    Ok(found.and_then(|(key, source)| Some((key?, source))))
}

fn fallbacks(options: &Options, layers: &Layers) -> Result<Vec<SourcedKey>, ConfigError> {
    let files = &options.secret_key_fallback_files;
    if !files.is_empty() {
        return files.iter().map(|path| read_key_file(path)).collect();
    }
    let key = settings::SECRET_KEY_FALLBACKS.key;
    if let Some((given, source)) = layers.given(key).filter(|(given, _)| given.is_plain_text()) {
        let source = source.clone();
        // Flask: a text is taken for a list of letters, each of which becomes a key.
        return if given.is_empty() {
            Ok(Vec::new())
        } else {
            Err(ConfigError::FallbacksAreText { source })
        };
    }
    let Some((keys, source)) = layers.find(&settings::SECRET_KEY_FALLBACKS)? else {
        return Ok(Vec::new());
    };
    Ok(keys.into_iter().map(|key| (key, source.clone())).collect())
}

/// Security: a private key must not sign where every step of signing is shown.
fn lab_key(
    explicit: Option<&SourcedKey>,
    fallbacks: &[SourcedKey],
) -> Result<SourcedKey, ConfigError> {
    let course_key = SecretKey::new(COURSE_KEY);
    let mut given = explicit.into_iter().chain(fallbacks);
    if let Some((_, source)) = given.find(|(key, _)| *key != course_key) {
        return Err(Conflict::LabWithOwnKey.of(source.clone()));
    }
    Ok((course_key, Source::Lab))
}

fn stored_key(
    options: &Options,
    env: &Environment,
) -> Result<Result<SourcedKey, PathBuf>, ConfigError> {
    let path = super::data_folder(options, env)?.join("secret_key");
    Ok(match read_stored_key(&path)? {
        Some(key) => Ok((key, Source::DataFolder(path))),
        None => Err(path),
    })
}
