//! Turns what was given into settings: each key of the table, and the rules
//! that involve several of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::environment::Environment;
use super::error::{ConfigError, Conflict, Warning};
use super::exposure;
use super::host::host_with_more;
use super::layers::Layers;
use super::secret_key::Found;
use super::settings::{self, Setting};
use super::source::Source;
use super::value::Value;
use super::{Certificate, Options, Shown};
use crate::accounts::Database;
use crate::http::{Limits, Tls};
use crate::session::{CookieScope, SameSite, SessionConfig};

/// All settings; the key may still have to be generated.
pub(super) struct Resolved {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) certificate: Option<Certificate>,
    pub(super) session: SessionConfig,
    pub(super) limits: Limits,
    pub(super) teachers_file: Option<PathBuf>,
    pub(super) exercises_file: Option<PathBuf>,
    /// `None` stands for the one in the data folder.
    pub(super) database: Option<Database>,
    pub(super) require_account: bool,
    pub(super) revoke_on_logout: bool,
    pub(super) absolute_lifetime: u64,
    pub(super) found: Found,
    pub(super) warnings: Vec<Warning>,
}

impl Resolved {
    pub(super) fn read(
        options: &Options,
        env: &Environment,
    ) -> Result<(Self, Vec<Shown>), ConfigError> {
        let layers = Layers::collect(options, env)?;
        let mut pick = Picker {
            layers: &layers,
            shown: Vec::new(),
        };
        let host = pick.host()?;
        let port = pick.take(&settings::RUN_PORT)?;
        let found = Found::find(options, &layers, env)?;
        pick.show_keys(&found);
        let certificate = pick.certificate()?;
        let session = pick.session(certificate.is_some())?;
        let limits = pick.limits()?;
        let teachers_file = pick.file(&settings::TEACHERS_FILE)?;
        let exercises_file = pick.file(&settings::EXERCISES_FILE)?;
        let database = pick.database()?;
        let require_account = pick.take(&settings::REQUIRE_ACCOUNT)?;
        let revoke_on_logout = pick.take(&settings::REVOKE_ON_LOGOUT)?;
        let absolute_lifetime = pick.take(&settings::SESSION_ABSOLUTE_LIFETIME)?;
        let mut parts = Self {
            host,
            port,
            certificate,
            session,
            limits,
            teachers_file,
            exercises_file,
            database,
            require_account,
            revoke_on_logout,
            absolute_lifetime,
            found,
            warnings: exposure::on_the_command_line(options),
        };
        parts.warnings.extend(exposure::in_files(&layers)?);
        parts.check_cookie(&pick)?;
        Ok((parts, pick.shown))
    }

    /// Applies the rules that involve several keys (RFC 6265bis, sections 4.1.3
    /// and 5.7). Browsers silently drop a cookie that breaks them.
    fn check_cookie(&mut self, pick: &Picker<'_>) -> Result<(), ConfigError> {
        let cookie = &self.session.cookie;
        // Werkzeug: Partitioned implies Secure.
        let secure = cookie.secure || cookie.partitioned;
        let name = cookie.name.to_ascii_lowercase();
        let is_host_bound = secure && cookie.path == "/" && cookie.domain.is_none();
        if name.starts_with("__secure-") && !secure || name.starts_with("__host-") && !is_host_bound
        {
            let name = cookie.name.clone();
            let source = pick.source(settings::SESSION_COOKIE_NAME.key);
            return Err(Conflict::CookiePrefix { name }.of(source));
        }
        if cookie.same_site == Some(SameSite::None) && !secure {
            let source = pick.source(settings::SESSION_COOKIE_SAMESITE.key);
            return Err(Conflict::SameSiteNoneInsecure.of(source));
        }
        // A proxy in front may provide TLS.
        if secure && self.certificate.is_none() && self.limits.proxy_hops == 0 {
            let key = if cookie.secure {
                settings::SESSION_COOKIE_SECURE.key
            } else {
                settings::SESSION_COOKIE_PARTITIONED.key
            };
            let source = pick.source(key);
            self.warnings
                .push(Warning::SecureWithoutTls { key, source });
        }
        Ok(())
    }
}

/// Reads a file named by a setting.
fn read(path: &Path) -> Result<Vec<u8>, ConfigError> {
    fs::read(path).map_err(|error| ConfigError::Read {
        path: path.to_owned(),
        error,
    })
}

/// Takes the value of one key after another, and records each for
/// `--show-config`.
struct Picker<'layers> {
    layers: &'layers Layers,
    shown: Vec<Shown>,
}

impl Picker<'_> {
    fn take<T: Value>(&mut self, setting: &Setting<T>) -> Result<T, ConfigError> {
        let found = self.layers.find(setting)?;
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

    fn host(&mut self) -> Result<String, ConfigError> {
        let value = self.take(&settings::RUN_HOST)?;
        match host_with_more(&value) {
            None => Ok(value),
            Some((host, port)) => Err(ConfigError::NotOnlyHost {
                source: self.source(settings::RUN_HOST.key),
                value,
                host,
                port,
            }),
        }
    }

    /// The source of the value taken for this key.
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

    fn session(&mut self, is_tls: bool) -> Result<SessionConfig, ConfigError> {
        let secure = Setting {
            default: if is_tls {
                || true
            } else {
                settings::SESSION_COOKIE_SECURE.default
            },
            ..settings::SESSION_COOKIE_SECURE
        };
        Ok(SessionConfig {
            cookie: CookieScope {
                name: self.take(&settings::SESSION_COOKIE_NAME)?,
                domain: self.take(&settings::SESSION_COOKIE_DOMAIN)?,
                path: self.take(&settings::SESSION_COOKIE_PATH)?,
                http_only: self.take(&settings::SESSION_COOKIE_HTTPONLY)?,
                secure: self.take(&secure)?,
                same_site: self.take(&settings::SESSION_COOKIE_SAMESITE)?,
                partitioned: self.take(&settings::SESSION_COOKIE_PARTITIONED)?,
            },
            permanent_session_lifetime: self.take(&settings::PERMANENT_SESSION_LIFETIME)?,
            refresh_each_request: self.take(&settings::SESSION_REFRESH_EACH_REQUEST)?,
            max_cookie_size: self.take(&settings::MAX_COOKIE_SIZE)?,
        })
    }

    /// `--cert` and `--key` come in pairs, except for `adhoc`.
    fn certificate(&mut self) -> Result<Option<Certificate>, ConfigError> {
        let certificate = self.take(&settings::RUN_CERT)?;
        let key = self.take(&settings::RUN_KEY)?;
        let (of_certificate, of_key) = (
            self.source(settings::RUN_CERT.key),
            self.source(settings::RUN_KEY.key),
        );
        let is_adhoc = certificate
            .as_ref()
            .is_some_and(|it| it.as_os_str() == "adhoc");
        match (certificate, key) {
            (None, None) => Ok(None),
            (None, Some(_)) => Err(Conflict::KeyWithoutCertificate.of(of_key)),
            (Some(_), None) if is_adhoc => Ok(Some(Certificate::Adhoc)),
            (Some(_), Some(_)) if is_adhoc => Err(Conflict::AdhocWithKey.of(of_key)),
            (Some(_), None) => Err(Conflict::CertificateWithoutKey.of(of_certificate)),
            (Some(certificate), Some(key)) => {
                match Tls::from_pem(&read(&certificate)?, &read(&key)?) {
                    Ok(tls) => Ok(Some(Certificate::File(tls))),
                    Err(error) => Err(ConfigError::Tls {
                        certificate,
                        key,
                        error,
                    }),
                }
            }
        }
    }

    fn limits(&mut self) -> Result<Limits, ConfigError> {
        Ok(Limits {
            max_content_length: self.take(&settings::MAX_CONTENT_LENGTH)?,
            max_connections: self.take(&settings::MAX_CONNECTIONS)?,
            header_timeout: Duration::from_secs(self.take(&settings::HEADER_TIMEOUT)?),
            body_timeout: Duration::from_secs(self.take(&settings::BODY_TIMEOUT)?),
            proxy_hops: self.take(&settings::PROXY_HOPS)?,
            ..Limits::default()
        })
    }

    fn file(&mut self, setting: &Setting<Option<PathBuf>>) -> Result<Option<PathBuf>, ConfigError> {
        let path = self.take(setting)?;
        let folder = self.folder_of(setting.key);
        Ok(path.map(|path| folder.join(path)))
    }

    fn database(&mut self) -> Result<Option<Database>, ConfigError> {
        let database = self.take(&settings::DATABASE)?;
        let folder = self.folder_of(settings::DATABASE.key);
        Ok(database.map(|database| match database {
            Database::Sqlite(path) => Database::Sqlite(folder.join(path)),
            other => other,
        }))
    }

    /// The folder from which a relative path in this key's value starts: for a
    /// value in the configuration file, that file's folder.
    fn folder_of(&self, key: &str) -> PathBuf {
        match self.source(key) {
            Source::ConfigFile(place) => place.path.parent().map(PathBuf::from).unwrap_or_default(),
            _ => PathBuf::new(),
        }
    }
}

/// The database, for commands that need no other setting.
pub(super) fn database(
    options: &Options,
    env: &Environment,
) -> Result<Option<Database>, ConfigError> {
    let mut pick = Picker {
        layers: &Layers::collect(options, env)?,
        shown: Vec::new(),
    };
    pick.database()
}

/// `--data-dir`, or else the system's folder for this user.
pub(super) fn data_folder(options: &Options, env: &Environment) -> Result<PathBuf, ConfigError> {
    let folder = options.data_dir.clone().or_else(|| env.data_folder());
    folder.ok_or(ConfigError::NoHome)
}
