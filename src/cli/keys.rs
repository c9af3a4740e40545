//! The options for a secret key, shared by `decode-cookie` and `sign-cookie`.

use std::path::{Path, PathBuf};

use clap::Args;

use super::Context;
use super::refusal::refused;
use crate::config::{
    COURSE_KEY, ConfigError, KeyProblem, Options, ServerKey, Source, read_key_file,
};
use crate::itsdangerous::{SecretKey, SecretKeys};

/// The heading of these options in `--help`.
const HEADING: &str = "Secret key";

/// Where the key comes from.
#[derive(Args, Clone)]
pub(super) struct KeyOptions {
    /// File that holds the key, less one final line end; `-` reads standard input
    #[arg(short = 'k', long = "secret-key-file", value_name = "FILE", group = "key", help_heading = HEADING)]
    file: Option<PathBuf>,
    /// The key itself; other users of this machine may see it
    #[arg(long = "secret-key", value_name = "TEXT", group = "key", help_heading = HEADING)]
    text: Option<String>,
    /// The keys and the lifetime that `serve` would use here
    #[arg(long, group = "key", help_heading = HEADING)]
    server_key: bool,
    /// Configuration file of that server
    #[arg(long, value_name = "FILE", requires = "server_key", help_heading = HEADING)]
    config: Option<PathBuf>,
    /// Data folder of that server
    #[arg(long, value_name = "DIR", requires = "server_key", help_heading = HEADING)]
    data_dir: Option<PathBuf>,
    /// That server runs with `--lab`: the key printed in the course
    #[arg(long, requires = "server_key", help_heading = HEADING)]
    lab: bool,
    /// File that holds an older key; may be given several times
    #[arg(
        long = "secret-key-fallback-file",
        value_name = "FILE",
        requires = "key",
        help_heading = HEADING
    )]
    fallback_files: Vec<PathBuf>,
}

/// The keys given by the options.
pub(super) struct GivenKeys {
    /// The signing key and its fallbacks.
    pub(super) keys: SecretKeys,
    /// `PERMANENT_SESSION_LIFETIME` in seconds, if the keys are those of a
    /// server.
    pub(super) lifetime: Option<u64>,
    /// Whether the key is the course's, which everybody knows.
    pub(super) is_published: bool,
}

impl KeyOptions {
    /// How many of the options read standard input.
    pub(super) fn stdin_uses(&self) -> usize {
        stdin_uses(self.file.iter().chain(&self.fallback_files))
    }

    /// Reads the keys; `None` if no option gives one.
    pub(super) fn resolve(&self, context: &Context) -> anyhow::Result<Option<GivenKeys>> {
        let given = self
            .find(context)
            .map_err(|error| refused(context, error))?;
        Ok(given.map(|(keys, lifetime)| GivenKeys {
            is_published: keys.key.expose_secret() == COURSE_KEY.as_bytes(),
            keys,
            lifetime,
        }))
    }

    fn find(&self, context: &Context) -> Result<Option<(SecretKeys, Option<u64>)>, ConfigError> {
        let key = match (&self.file, &self.text) {
            (Some(path), _) => read_key_file(path)?.0,
            (None, Some(text)) => key_of_text(text)?,
            (None, None) if self.server_key => return self.server_key(context).map(Some),
            (None, None) => return Ok(None),
        };
        let fallbacks = self.fallback_files.iter();
        let fallbacks = fallbacks
            .map(|path| Ok(read_key_file(path)?.0))
            .collect::<Result<_, _>>()?;
        Ok(Some((SecretKeys { key, fallbacks }, None)))
    }

    fn server_key(&self, context: &Context) -> Result<(SecretKeys, Option<u64>), ConfigError> {
        let options = Options {
            lab: self.lab,
            config: self.config.clone(),
            data_dir: self.data_dir.clone(),
            secret_key_fallback_files: self.fallback_files.clone(),
            ..Options::default()
        };
        let server = ServerKey::read(&options, &context.environment)?;
        Ok((server.keys, Some(server.lifetime)))
    }
}

/// How many of these paths are `-`.
pub(super) fn stdin_uses<'path>(paths: impl Iterator<Item = &'path PathBuf>) -> usize {
    paths
        .filter(|path| path.as_path() == Path::new("-"))
        .count()
}

fn key_of_text(text: &str) -> Result<SecretKey, ConfigError> {
    if text.is_empty() {
        return Err(ConfigError::Key {
            source: Source::Option("--secret-key"),
            problem: KeyProblem::Empty,
        });
    }
    Ok(SecretKey::new(text))
}
