//! The command line of `serve`.

use std::path::PathBuf;

/// The options of the command line, as they were typed.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// `--host`.
    pub host: Option<String>,
    /// `--port`.
    pub port: Option<String>,
    /// `--lab`.
    pub lab: bool,
    /// `--secret-key-file`; `-` is standard input.
    pub secret_key_file: Option<PathBuf>,
    /// `--secret-key-fallback-file`, in the order given.
    pub secret_key_fallback_files: Vec<PathBuf>,
    /// `--config`.
    pub config: Option<PathBuf>,
    /// `--set KEY=VALUE`, in the order given.
    pub set: Vec<(String, String)>,
    /// `--data-dir`.
    pub data_dir: Option<PathBuf>,
    /// `--cert`: `adhoc`, or a file.
    pub cert: Option<String>,
    /// `--key`.
    pub key: Option<String>,
    /// `--proxy-hops`.
    pub proxy_hops: Option<String>,
    /// `--database`.
    pub database: Option<String>,
    /// `--require-account`.
    pub require_account: bool,
    /// `--revoke-on-logout`.
    pub revoke_on_logout: bool,
    /// `--teacher-key-file`.
    pub teacher_key_file: Option<PathBuf>,
}
