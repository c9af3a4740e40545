//! From what was given to what it means: every key of the table, and the rules
//! that join several of them.

use std::path::PathBuf;
use std::time::Duration;

use super::environment::Environment;
use super::error::{ConfigError, Warning};
use super::raw::Raw;
use super::secret_key::Found;
use super::settings::{self, Setting};
use super::source::Source;
use super::value::Value;
use super::{Options, Shown};
use crate::http::Limits;
use crate::session::{CookieScope, SameSite, SessionConfig};

/// All settings, with the key not yet generated.
pub(super) struct Parts {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) session: SessionConfig,
    pub(super) limits: Limits,
    pub(super) teachers_file: Option<PathBuf>,
    pub(super) found: Found,
    pub(super) warnings: Vec<Warning>,
}

impl Parts {
    pub(super) fn read(
        options: &Options,
        env: &Environment,
    ) -> Result<(Self, Vec<Shown>), ConfigError> {
        let raw = Raw::collect(options, env)?;
        let mut pick = Picker {
            raw: &raw,
            shown: Vec::new(),
        };
        let host = pick.take(&settings::RUN_HOST)?;
        let port = pick.take(&settings::RUN_PORT)?;
        let found = Found::find(options, &raw, env)?;
        pick.show_keys(&found);
        let session = pick.session()?;
        let limits = pick.limits()?;
        let teachers_file = pick.teachers_file()?;
        let mut parts = Self {
            host,
            port,
            session,
            limits,
            teachers_file,
            found,
            warnings: tls_variables(env),
        };
        parts.check_cookie(&pick)?;
        Ok((parts, pick.shown))
    }

    /// The rules that join several keys (RFC 6265bis, sections 4.1.3 and 5.7):
    /// a browser drops a cookie that breaks them, without a word.
    fn check_cookie(&mut self, pick: &Picker<'_>) -> Result<(), ConfigError> {
        let cookie = &self.session.cookie;
        // Werkzeug: Partitioned brings Secure with it.
        let secure = cookie.secure || cookie.partitioned;
        let name = cookie.name.to_ascii_lowercase();
        let is_host_bound = secure && cookie.path == "/" && cookie.domain.is_none();
        if name.starts_with("__secure-") && !secure || name.starts_with("__host-") && !is_host_bound
        {
            return Err(ConfigError::CookiePrefix {
                name: cookie.name.clone(),
                source: pick.source(settings::SESSION_COOKIE_NAME.key),
            });
        }
        if cookie.same_site == Some(SameSite::None) && !secure {
            let source = pick.source(settings::SESSION_COOKIE_SAMESITE.key);
            return Err(ConfigError::SameSiteNoneInsecure { source });
        }
        if secure {
            let key = if cookie.secure {
                settings::SESSION_COOKIE_SECURE.key
            } else {
                settings::SESSION_COOKIE_PARTITIONED.key
            };
            let source = pick.source(key);
            self.warnings.push(Warning::SecureWithoutTls { source });
        }
        Ok(())
    }
}

/// `flask run` would take these; here they must not be passed over in silence.
fn tls_variables(env: &Environment) -> Vec<Warning> {
    let variables = ["FLASK_RUN_CERT", "FLASK_RUN_KEY"].into_iter();
    variables
        .filter(|variable| env.get(variable).is_some())
        .map(|variable| Warning::NoTls {
            variable: variable.to_owned(),
        })
        .collect()
}

/// Takes one key after the other, and notes what it took.
struct Picker<'raw> {
    raw: &'raw Raw,
    shown: Vec<Shown>,
}

impl Picker<'_> {
    fn take<T: Value>(&mut self, setting: &Setting<T>) -> Result<T, ConfigError> {
        let found = self.raw.find(setting)?;
        let (value, source) = found.unwrap_or_else(|| ((setting.default)(), Source::Default));
        self.note(setting, value.show(), source);
        Ok(value)
    }

    fn note<T>(&mut self, setting: &Setting<T>, value: String, source: Source) {
        self.shown.push(Shown {
            key: setting.key,
            kind: setting.kind,
            value,
            source,
        });
    }

    /// Where the value was found that was taken for this key.
    fn source(&self, key: &str) -> Source {
        let shown = self.shown.iter().find(|shown| shown.key == key);
        shown.map_or(Source::Default, |shown| shown.source.clone())
    }

    fn show_keys(&mut self, found: &Found) {
        let (value, source) = match &found.key {
            Ok((key, source)) => (Some(key.clone()), source.clone()),
            Err(path) => (None, Source::DataFolder(path.clone())),
        };
        self.note(&settings::SECRET_KEY, value.show(), source);
        let source = found
            .fallbacks
            .first()
            .map_or(Source::Default, |(_, source)| source.clone());
        let keys: Vec<_> = found.fallbacks.iter().map(|(key, _)| key.clone()).collect();
        self.note(&settings::SECRET_KEY_FALLBACKS, keys.show(), source);
    }

    fn session(&mut self) -> Result<SessionConfig, ConfigError> {
        Ok(SessionConfig {
            cookie: CookieScope {
                name: self.take(&settings::SESSION_COOKIE_NAME)?,
                domain: self.take(&settings::SESSION_COOKIE_DOMAIN)?,
                path: self.take(&settings::SESSION_COOKIE_PATH)?,
                http_only: self.take(&settings::SESSION_COOKIE_HTTPONLY)?,
                secure: self.take(&settings::SESSION_COOKIE_SECURE)?,
                same_site: self.take(&settings::SESSION_COOKIE_SAMESITE)?,
                partitioned: self.take(&settings::SESSION_COOKIE_PARTITIONED)?,
            },
            permanent_session_lifetime: self.take(&settings::PERMANENT_SESSION_LIFETIME)?,
            refresh_each_request: self.take(&settings::SESSION_REFRESH_EACH_REQUEST)?,
            max_cookie_size: self.take(&settings::MAX_COOKIE_SIZE)?,
        })
    }

    fn limits(&mut self) -> Result<Limits, ConfigError> {
        Ok(Limits {
            max_content_length: self.take(&settings::MAX_CONTENT_LENGTH)?,
            max_connections: self.take(&settings::MAX_CONNECTIONS)?,
            header_timeout: Duration::from_secs(self.take(&settings::HEADER_TIMEOUT)?),
            body_timeout: Duration::from_secs(self.take(&settings::BODY_TIMEOUT)?),
            ..Limits::default()
        })
    }

    /// A relative path of the file is meant from the file's folder.
    fn teachers_file(&mut self) -> Result<Option<PathBuf>, ConfigError> {
        let path = self.take(&settings::TEACHERS_FILE)?;
        let folder = match self.source(settings::TEACHERS_FILE.key) {
            Source::ConfigFile(file) => file.parent().map(PathBuf::from),
            _ => None,
        };
        Ok(path.map(|path| folder.unwrap_or_default().join(path)))
    }
}
