//! What the commands say when something goes wrong, and when `serve` starts.
//!
//! Paths, options and commands stand inside as they are typed. Every option
//! that is named here exists: `tests/it/cli.rs` reads this folder.

mod banner;
mod decode;
mod en;
mod exercises;
mod fr;
mod frame;
mod settings;
mod signing;
mod usage;

use super::{Lang, lab::OwnTextProblem};
use crate::accounts::PasswordProblem;
pub(crate) use banner::BannerText;
pub(crate) use decode::LookText;
use en::EN;
use fr::FR;
pub(crate) use frame::FrameText;
use settings::SettingText;
pub(crate) use signing::SigningText;
pub(crate) use usage::{AdviceText, french};

/// What went wrong; why, and what to do about it, where that can be said.
#[derive(Debug)]
pub(crate) struct Trouble {
    pub(crate) what: String,
    pub(crate) why: Option<String>,
    pub(crate) cure: Option<String>,
}

impl From<&str> for Trouble {
    fn from(what: &str) -> Self {
        Self::new(what)
    }
}

impl Trouble {
    fn new(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            why: None,
            cure: None,
        }
    }

    pub(crate) fn why(mut self, why: impl Into<String>) -> Self {
        self.why = Some(why.into());
        self
    }

    pub(crate) fn cure(mut self, cure: impl Into<String>) -> Self {
        self.cure = Some(cure.into());
        self
    }
}

/// Where a value came from, in words: `FLASK_RUN_PORT`, `--set SECRET_KEY`.
type Origin<'text> = &'text str;

/// The sentences of the commands.
pub(crate) struct CliText {
    pub(crate) frame: FrameText,
    // files
    pub(crate) cannot_read: fn(path: &str) -> Trouble,
    pub(crate) cannot_write: fn(path: &str) -> Trouble,
    pub(crate) cannot_print: fn() -> Trouble,
    pub(crate) cannot_start: fn() -> Trouble,
    pub(crate) cannot_write_data: fn(path: &str) -> Trouble,
    pub(crate) standard_input: &'static str,
    // cli/keygen.rs
    pub(crate) format_not_for_files: fn() -> Trouble,
    pub(crate) key_exists: fn(path: &str) -> Trouble,
    pub(crate) not_a_file: fn(path: &str) -> Trouble,
    pub(crate) key_written: fn(path: &str) -> String,
    pub(crate) key_is_good: fn(origin: Origin<'_>, length: usize) -> String,
    pub(crate) is_a_folder: fn(path: &str) -> Trouble,
    pub(crate) no_randomness: &'static str,
    // cli/accounts.rs
    pub(crate) no_accounts_yet: fn(path: &str) -> Trouble,
    pub(crate) unknown_account: fn(login: &str) -> Trouble,
    pub(crate) no_accounts: &'static str,
    pub(crate) ask_delete: fn(login: &str) -> String,
    /// What counts as consent, in lower case.
    pub(crate) yes: [&'static str; 2],
    pub(crate) not_deleted: fn(login: &str) -> String,
    pub(crate) delete_needs_yes: fn(login: &str) -> Trouble,
    pub(crate) account_deleted: fn(login: &str) -> String,
    pub(crate) password_reset: fn(login: &str) -> String,
    pub(crate) bad_password: fn(problem: PasswordProblem) -> Trouble,
    pub(crate) ask_password: &'static str,
    pub(crate) ask_password_again: &'static str,
    pub(crate) passwords_differ: &'static str,
    pub(crate) accounts_unavailable: fn() -> Trouble,
    // the database
    pub(crate) database_unreachable: fn(database: &str) -> Trouble,
    pub(crate) database_denied: fn(database: &str) -> Trouble,
    pub(crate) database_locked: fn(database: &str) -> Trouble,
    pub(crate) database_newer: fn(database: &str, found: i64, known: i64) -> Trouble,
    pub(crate) database_of_others: fn(database: &str) -> Trouble,
    pub(crate) not_a_database: fn(database: &str) -> Trouble,
    pub(crate) database_read_only: fn(database: &str) -> Trouble,
    pub(crate) database_failed: fn(database: &str) -> Trouble,
    // listening
    pub(crate) port_taken: fn(host: &str, port: u16) -> Trouble,
    pub(crate) port_forbidden: fn(port: u16) -> Trouble,
    pub(crate) address_elsewhere: fn(host: &str) -> Trouble,
    pub(crate) host_unknown: fn(host: &str) -> Trouble,
    pub(crate) cannot_listen: fn(host: &str, port: u16) -> Trouble,
    // the configuration as a whole
    pub(crate) settings: SettingText,
    pub(crate) no_home: fn() -> Trouble,
    pub(crate) not_utf8: fn(variable: &str) -> Trouble,
    pub(crate) not_teachers: fn(path: &str) -> Trouble,
    pub(crate) not_exercises: fn(place: &str, problem: &OwnTextProblem) -> Trouble,
    // one value: `70000 (from FLASK_RUN_PORT) is not` …
    pub(crate) refused: fn(value: &str, origin: Origin<'_>, wanted: &str) -> Trouble,
    pub(crate) not_only_host:
        fn(value: &str, origin: Origin<'_>, host: &str, port: Option<u16>) -> Trouble,
    pub(crate) refused_secret: fn(origin: Origin<'_>, wanted: &str) -> Trouble,
    pub(crate) a_boolean: &'static str,
    pub(crate) a_number: fn(unit: &str, least: u64, most: u64) -> String,
    pub(crate) a_port: &'static str,
    pub(crate) a_host: &'static str,
    pub(crate) a_cookie_name: &'static str,
    pub(crate) a_cookie_domain: &'static str,
    pub(crate) a_cookie_path: &'static str,
    pub(crate) a_same_site: &'static str,
    pub(crate) a_text: &'static str,
    pub(crate) a_list: &'static str,
    pub(crate) a_file: &'static str,
    pub(crate) a_database: &'static str,
    // several values together
    pub(crate) fallbacks_are_text: fn(origin: Origin<'_>) -> Trouble,
    pub(crate) cookie_prefix: fn(name: &str, origin: Origin<'_>) -> Trouble,
    pub(crate) same_site_none: fn(origin: Origin<'_>) -> Trouble,
    pub(crate) key_without_certificate: fn(origin: Origin<'_>) -> Trouble,
    pub(crate) certificate_without_key: fn(origin: Origin<'_>) -> Trouble,
    pub(crate) adhoc_with_key: fn(origin: Origin<'_>) -> Trouble,
    pub(crate) no_certificate: fn(path: &str) -> Trouble,
    pub(crate) no_tls_key: fn(path: &str) -> Trouble,
    pub(crate) tls_mismatch: fn(certificate: &str, key: &str) -> Trouble,
    pub(crate) tls_unusable: fn(certificate: &str) -> Trouble,
    pub(crate) lab_with_own_key: fn(origin: Origin<'_>) -> Trouble,
    // secret keys
    pub(crate) key_published: fn(origin: Origin<'_>) -> Trouble,
    pub(crate) key_empty: fn(origin: Origin<'_>) -> Trouble,
    pub(crate) key_utf16: fn(origin: Origin<'_>) -> Trouble,
    pub(crate) key_byte_order_mark: fn(origin: Origin<'_>) -> Trouble,
    pub(crate) key_assignment: fn(origin: Origin<'_>, name: &str) -> Trouble,
    pub(crate) key_too_large: fn(origin: Origin<'_>) -> Trouble,
    pub(crate) teacher_key_too_short: fn(origin: Origin<'_>, length: usize) -> Trouble,
    pub(crate) no_server_key: fn(path: &str) -> Trouble,
    // warnings
    pub(crate) short_key: fn(origin: Origin<'_>, length: usize) -> String,
    pub(crate) guessable_key: fn(origin: Origin<'_>) -> String,
    pub(crate) readable_by_others: fn(path: &str) -> String,
    pub(crate) progress_not_kept: fn(path: &str, reason: Option<&str>) -> String,
    pub(crate) folder_open_to_others: fn(path: &str) -> String,
    pub(crate) secret_on_command_line: fn(origin: Origin<'_>) -> String,
    pub(crate) secure_without_tls: fn(origin: Origin<'_>) -> String,
    pub(crate) banner: BannerText,
}

impl CliText {
    /// The sentences in this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &FR,
            Lang::En => &EN,
        }
    }
}

/// What may be free next to a port that is not.
fn next_port(port: u16) -> u16 {
    port.checked_add(1).unwrap_or(8000)
}
