//! The server's keys, for the commands that read or make cookies.

use super::resolve::Resolved;
use super::secret_key::secret_keys;
use super::{ConfigError, Environment, Options, Source};
use crate::itsdangerous::SecretKeys;

/// The keys that `serve` would use.
#[derive(Clone, Debug)]
pub struct ServerKey {
    /// The signing key and its fallbacks.
    pub keys: SecretKeys,
    /// Where the signing key was found.
    pub source: Source,
    /// `PERMANENT_SESSION_LIFETIME` in seconds.
    pub lifetime: u64,
}

impl ServerKey {
    /// Reads what `serve` would read, without generating a key.
    pub fn read(options: &Options, env: &Environment) -> Result<Self, ConfigError> {
        let (parts, _) = Resolved::read(options, env)?;
        let (key, source) = parts
            .found
            .key
            .map_err(|path| ConfigError::NoServerKey { path })?;
        Ok(Self {
            keys: secret_keys(key, parts.found.fallbacks),
            source,
            lifetime: parts.session.permanent_session_lifetime,
        })
    }
}
