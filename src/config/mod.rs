//! Reads the settings, and works out what they mean.
//!
//! In two steps, as in ripgrep: [`Options`], environment and file are collected as they are
//! (`layers.rs`); then `resolve.rs` takes for each key of the table (`settings.rs`) the first value
//! found: option or `--set`, environment, file, default. Every value remembers its [`Source`], so
//! that an error can say `70000 (from FLASK_RUN_PORT) is not a port`.

mod class_key;
mod environment;
mod error;
mod exposure;
mod file;
mod given;
mod host;
mod key_file;
mod key_strength;
mod kind;
mod layer;
mod layers;
mod options;
mod published_keys;
mod resolve;
mod secret_key;
mod server_key;
mod settings;
mod shown;
mod slip;
mod source;
mod text_file;
mod unknown;
mod value;

pub use environment::Environment;
pub use error::{ConfigError, Conflict, KeyProblem, Warning};
pub use given::Respelled;
pub use key_file::{Existing, read_key_file, write_key_file};
pub use key_strength::{MIN_KEY_BYTES, weakness};
pub use kind::Kind;
pub use options::Options;
pub use published_keys::COURSE_KEY;
pub(crate) use published_keys::{is_published, published_key_fits};
pub use server_key::ServerKey;
pub use settings::{Row, rows};
pub use shown::Shown;
pub use slip::Slip;
pub use source::{Place, Source};
pub use text_file::{TextFileError, TextProblem, read_text_file};
pub use unknown::{FLASK_SESSION, Meant};

use std::path::PathBuf;

use crate::accounts::Database;
use crate::http::{Limits, Tls};
use crate::itsdangerous::{SecretKey, SecretKeys};
use crate::session::{DEFAULT_LIFETIME, SessionConfig};
use class_key::class_key;
use resolve::{Resolved, data_folder};
use secret_key::secret_keys;

/// The prefix of a key in the environment (`Config.from_prefixed_env`).
pub const PREFIX: &str = "FLASK_";

/// Which certificate the server shows.
#[derive(Clone, Debug)]
pub enum Certificate {
    /// One made when the server starts, for its own addresses, and signed by nobody.
    Adhoc,
    /// The one that was given.
    File(Tls),
}

/// The settings of a server, complete and checked.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a setting that is on or off"
)]
pub struct Config {
    /// A name or an address to listen on.
    pub host: String,
    /// 0 for any free port.
    pub port: u16,
    /// Whether to sign with the course's published key.
    pub lab: bool,
    /// `None` for plain HTTP.
    pub certificate: Option<Certificate>,
    /// The keys that sign and verify sessions.
    pub keys: SecretKeys,
    /// Where the signing key was found.
    pub key_source: Source,
    /// Whether the key has just been generated.
    pub key_is_new: bool,
    /// Flask's rules for the session and its cookie.
    pub session: SessionConfig,
    /// What clients may demand of the server.
    pub limits: Limits,
    /// A list that replaces the built-in teachers.
    pub teachers_file: Option<PathBuf>,
    /// Replaces sentences of the exercises.
    pub exercises_file: Option<PathBuf>,
    /// Where the accounts are kept.
    pub database: Database,
    /// Whether accounts are kept in memory if there is no other place: under `--lab`, unless a
    /// database was named.
    pub accounts_may_be_forgotten: bool,
    /// Whether only account holders may sign in.
    pub require_account: bool,
    /// Whether a logout also ends the copies of the session.
    pub revoke_on_logout: bool,
    /// How long a session may last after its sign-in, in seconds, however often it is renewed; 0
    /// for no limit.
    pub absolute_lifetime: u64,
    /// Opens the teacher's board to other machines, and signs progress for all servers that have
    /// the key.
    pub teacher_key: Option<SecretKey>,
    /// Signs progress if there is no teacher's key; `None` if it cannot be kept.
    pub class_key: Option<SecretKey>,
    /// To be shown at the start.
    pub warnings: Vec<Warning>,
}

impl Config {
    /// Reads options, environment and file. Generates the data folder's key if no key is configured
    /// and it does not exist.
    pub fn read(options: &Options, env: &Environment) -> Result<Self, ConfigError> {
        let (parts, _) = Resolved::read(options, env)?;
        let mut warnings = parts.found.warnings();
        warnings.extend(parts.warnings);
        let has_data = parts.database.is_none()
            || parts.found.is_in_data_folder()
            || options.lab && parts.found.teacher_key.is_none();
        let fallbacks = parts.found.fallbacks;
        let accounts_may_be_forgotten =
            options.lab && parts.database.is_none() && options.data_dir.is_none();
        let database = match parts.database {
            Some(database) => database,
            None => match stored_accounts(options, env) {
                Err(ConfigError::NoHome) if accounts_may_be_forgotten => Database::Memory,
                stored => stored?,
            },
        };
        let folder = data_folder(options, env).ok().filter(|_| has_data);
        warnings.extend(exposure::of_the_accounts(&database, folder.as_deref()));
        let (key, key_source, key_is_new) = match parts.found.key {
            Ok((key, source)) => (key, source, false),
            Err(path) => (
                key_file::store_new_key(&path)?,
                Source::DataFolder(path),
                true,
            ),
        };
        let teacher_key = parts.found.teacher_key.map(|(key, _)| key);
        let class_key = if teacher_key.is_some() {
            None
        } else {
            let (key, doubt) = class_key(options, env);
            // Without the practical there is hardly anything to keep.
            warnings.extend(doubt.filter(|_| options.lab));
            key
        };
        Ok(Self {
            host: parts.host,
            port: parts.port,
            lab: options.lab,
            certificate: parts.certificate,
            keys: secret_keys(key, fallbacks),
            key_source,
            key_is_new,
            session: parts.session,
            limits: parts.limits,
            teachers_file: parts.teachers_file,
            exercises_file: parts.exercises_file,
            database,
            accounts_may_be_forgotten,
            require_account: parts.require_account,
            revoke_on_logout: parts.revoke_on_logout,
            absolute_lifetime: parts.absolute_lifetime,
            teacher_key,
            class_key,
            warnings,
        })
    }

    /// The greatest age that the cookie of any session may reach, in seconds. Under `--lab`,
    /// visitors set lifetimes for themselves.
    pub fn longest_session(&self) -> u64 {
        let of_the_server = self.session.permanent_session_lifetime;
        if self.lab {
            of_the_server.max(DEFAULT_LIFETIME)
        } else {
            of_the_server
        }
    }

    /// The values that [`Config::read`] would use, with their sources. Generates nothing.
    pub fn show(options: &Options, env: &Environment) -> Result<Vec<Shown>, ConfigError> {
        Ok(Resolved::read(options, env)?.1)
    }

    /// What is looked for on the disk, whether it is there or not, and the option that names
    /// another.
    pub fn looked_for(
        options: &Options,
        env: &Environment,
    ) -> [(&'static str, Option<PathBuf>); 2] {
        let file = options.config.clone().or_else(|| env.config_file());
        let folder = data_folder(options, env).ok();
        [("--config", file), ("--data-dir", folder)]
    }
}

/// The database that `serve` would use, for the command `accounts`.
pub fn database(options: &Options, env: &Environment) -> Result<Database, ConfigError> {
    match resolve::database(options, env)? {
        Some(database) => Ok(database),
        None => stored_accounts(options, env),
    }
}

/// The database in the data folder, used if none is named.
fn stored_accounts(options: &Options, env: &Environment) -> Result<Database, ConfigError> {
    let folder = data_folder(options, env)?;
    Ok(Database::Sqlite(folder.join("accounts.sqlite3")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "a private key of 24 bytes";

    fn read(set: &[(&str, &str)], env: &[(&str, &str)]) -> Result<ServerKey, ConfigError> {
        let set = set
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
        let options = Options {
            set: set.collect(),
            ..Options::default()
        };
        ServerKey::read(&options, &Environment::of(env))
    }

    #[test]
    fn the_first_layer_that_has_a_value_gives_it_whole() {
        let read = read(
            &[("SECRET_KEY_FALLBACKS", r#"["from --set"]"#)],
            &[
                ("FLASK_SECRET_KEY", KEY),
                ("FLASK_SECRET_KEY_FALLBACKS", r#"["one","two"]"#),
            ],
        );
        let read = read.expect("a configuration");
        assert_eq!(read.source, Source::Environment("FLASK_SECRET_KEY".into()));
        assert_eq!(
            read.keys.fallbacks.len(),
            1,
            "lists are replaced, not merged"
        );
    }

    #[test]
    fn an_empty_variable_counts_as_absent_but_for_the_key() {
        let lifetime = ("FLASK_PERMANENT_SESSION_LIFETIME", "");
        let read_one = read(&[], &[("FLASK_SECRET_KEY", KEY), lifetime]);
        assert_eq!(read_one.expect("a configuration").lifetime, 2_678_400);
        assert!(matches!(
            read(&[], &[("FLASK_SECRET_KEY", "")]),
            Err(ConfigError::Key {
                problem: KeyProblem::Empty,
                ..
            })
        ));
    }

    #[test]
    fn fallbacks_given_as_one_text_are_refused() {
        let variables = [
            ("FLASK_SECRET_KEY", KEY),
            ("FLASK_SECRET_KEY_FALLBACKS", "old1"),
        ];
        assert!(matches!(
            read(&[], &variables),
            Err(ConfigError::FallbacksAreText {
                source: Source::Environment(_)
            })
        ));
    }

    #[test]
    fn an_unknown_key_is_refused_in_set_and_ignored_in_the_environment() {
        assert!(read(&[], &[("FLASK_SECRET_KEY", KEY), ("FLASK_DEBUG", "1")]).is_ok());
        for key in ["SESSION_COOKIE_SAMSITE", "secret_key", "FOO"] {
            let read = read(&[(key, "1")], &[]);
            assert!(matches!(read, Err(ConfigError::UnknownKey { .. })), "{key}");
        }
    }

    #[test]
    fn a_cookie_that_browsers_would_drop_is_refused() {
        for set in [
            &[("SESSION_COOKIE_NAME", "__Secure-s")][..],
            &[("SESSION_COOKIE_NAME", "__host-s")],
            &[
                ("SESSION_COOKIE_NAME", "__Host-s"),
                ("SESSION_COOKIE_SECURE", "true"),
                ("SESSION_COOKIE_PATH", "/app"),
            ],
            &[
                ("SESSION_COOKIE_NAME", "__Host-s"),
                ("SESSION_COOKIE_SECURE", "true"),
                ("SESSION_COOKIE_DOMAIN", "example.com"),
            ],
        ] {
            let read = read(set, &[("FLASK_SECRET_KEY", KEY)]);
            assert!(
                matches!(
                    read,
                    Err(ConfigError::Conflict {
                        conflict: Conflict::CookiePrefix { .. },
                        ..
                    })
                ),
                "{set:?}"
            );
        }
        let same_site = [("SESSION_COOKIE_SAMESITE", "None")];
        let refused = read(&same_site, &[("FLASK_SECRET_KEY", KEY)]);
        assert!(matches!(
            refused,
            Err(ConfigError::Conflict {
                conflict: Conflict::SameSiteNoneInsecure,
                ..
            })
        ));
        let with_secure = [
            ("SESSION_COOKIE_NAME", "__Host-s"),
            ("SESSION_COOKIE_SAMESITE", "None"),
            ("SESSION_COOKIE_PARTITIONED", "true"),
        ];
        assert!(read(&with_secure, &[("FLASK_SECRET_KEY", KEY)]).is_ok());
    }

    #[test]
    fn a_published_key_is_refused_as_key_and_as_fallback() {
        let fallback = ("FLASK_SECRET_KEY_FALLBACKS", r#"["changeme"]"#);
        for variables in [
            &[("FLASK_SECRET_KEY", COURSE_KEY)][..],
            &[("FLASK_SECRET_KEY", KEY), fallback],
        ] {
            assert!(matches!(
                read(&[], variables),
                Err(ConfigError::Key {
                    problem: KeyProblem::Published,
                    ..
                })
            ));
        }
    }

    #[test]
    fn the_lab_takes_no_key_but_the_courses() {
        let lab = Options {
            lab: true,
            ..Options::default()
        };
        let with_key = |key| ServerKey::read(&lab, &Environment::of(&[("FLASK_SECRET_KEY", key)]));
        assert!(matches!(
            with_key(KEY),
            Err(ConfigError::Conflict {
                conflict: Conflict::LabWithOwnKey,
                ..
            })
        ));
        assert_eq!(
            with_key(COURSE_KEY).expect("the course's key").source,
            Source::Lab
        );
        let none = ServerKey::read(&lab, &Environment::default()).expect("no folder is needed");
        assert_eq!(none.keys, SecretKeys::new(SecretKey::new(COURSE_KEY)));
    }

    #[test]
    fn no_secret_is_shown() {
        let env = Environment::of(&[
            ("FLASK_SECRET_KEY", KEY),
            ("FLASK_SECRET_KEY_FALLBACKS", r#"["another private key"]"#),
        ]);
        let folder = tempfile::tempdir().expect("a temporary folder");
        let options = Options {
            data_dir: Some(folder.path().to_owned()),
            database: Some("postgres://user:private@host/name".into()),
            ..Options::default()
        };
        let shown = Config::show(&options, &env).expect("a configuration");
        let config = Config::read(&options, &env).expect("a configuration");
        let all = format!("{shown:?}{config:?}");
        assert!(!all.contains("private"), "{all}");
    }
}
