//! `keygen`: makes a secret key.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};

use super::refusal::{origin, refused, warning};
use super::report::Failure;
use super::value::parse_key_bytes;
use super::{Context, Exit};
use crate::config::{
    ConfigError, Existing, KeyProblem, is_published, read_key_file, weakness, write_key_file,
};
use crate::random;
use crate::view::text::cli::CliText;

/// The default of `secrets.token_hex()`.
const DEFAULT_BYTES: usize = 32;

/// Make a secret key
///
/// Prints what `python -c 'import secrets; print(secrets.token_hex())'` prints: 32 random bytes as
/// 64 hexadecimal digits. Those digits are the key: neither Flask nor this program decodes them.
#[derive(Args)]
pub(super) struct Keygen {
    /// Random bytes in the key, 16 to 1024 [default: 32]
    #[arg(long, value_name = "N", value_parser = parse_key_bytes)]
    bytes: Option<usize>,
    /// How the key is written [default: hex]
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Write to a file that only you can read, and not over another one
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Overwrite the file
    #[arg(long, requires = "output")]
    force: bool,
    /// Make none, but judge the one in a file as `serve` would; `-` reads standard input
    #[arg(long, value_name = "FILE", exclusive = true)]
    check: Option<PathBuf>,
}

/// How a key is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Hexadecimal digits, as `secrets.token_hex()`
    Hex,
    /// URL-safe base64, as `secrets.token_urlsafe()`
    Base64url,
    /// A line of config.py: `SECRET_KEY = "…"`
    Python,
    /// A line of .env: `FLASK_SECRET_KEY=…`
    Env,
}

impl Format {
    fn line(self, bytes: &[u8]) -> String {
        match self {
            Self::Hex => HEXLOWER.encode(bytes),
            Self::Base64url => BASE64URL_NOPAD.encode(bytes),
            Self::Python => format!("SECRET_KEY = \"{}\"", HEXLOWER.encode(bytes)),
            Self::Env => format!("FLASK_SECRET_KEY={}", HEXLOWER.encode(bytes)),
        }
    }

    /// Whether a key file may have this format: only the key, and nothing else.
    fn is_for_files(self) -> bool {
        matches!(self, Self::Hex | Self::Base64url)
    }
}

impl Keygen {
    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let text = CliText::of(context.lang);
        if let Some(path) = &self.check {
            return check(context, path);
        }
        let format = self.format.unwrap_or(Format::Hex);
        if self.output.is_some() && !format.is_for_files() {
            return Err(Failure::of(Exit::Usage, (text.format_not_for_files)()).into());
        }
        let bytes = random::bytes(self.bytes.unwrap_or(DEFAULT_BYTES));
        let mut line = format
            .line(&bytes.with_context(|| Failure::of(Exit::Internal, text.no_randomness.into()))?);
        line.push('\n');
        if let Some(path) = &self.output {
            self.write(path, &line, text)?;
            context.note(&(text.key_written)(&path.display().to_string()));
            return Ok(Exit::Done);
        }
        let mut out = context.stdout();
        out.write_all(line.as_bytes())?;
        out.flush()?;
        Ok(Exit::Done)
    }

    fn write(&self, path: &Path, line: &str, text: &CliText) -> anyhow::Result<()> {
        let shown = path.display().to_string();
        let existing = if self.force {
            Existing::Replace
        } else {
            Existing::Keep
        };
        // If the path is a link, the file it points to is replaced.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        match fs::metadata(&target) {
            Ok(found) if found.is_dir() => {
                return Err(Failure::of(Exit::Internal, (text.is_a_folder)(&shown)).into());
            }
            Ok(found) if self.force && !found.is_file() => {
                return Err(Failure::of(Exit::Internal, (text.not_a_file)(&shown)).into());
            }
            _ => {}
        }
        write_key_file(&target, line, existing).map_err(|error| {
            if error.kind() == ErrorKind::AlreadyExists {
                Failure::of(Exit::Internal, (text.key_exists)(&shown)).into()
            } else {
                let failure = Failure::of(Exit::Internal, (text.cannot_write)(&shown));
                anyhow::Error::new(error).context(failure)
            }
        })
    }
}

/// Says whether a key is good. Never shows it.
fn check(context: &Context, path: &Path) -> anyhow::Result<Exit> {
    let text = CliText::of(context.lang);
    let read = read_key_file(path);
    let (key, source) = read.map_err(|error| refused(context, error))?;
    if is_published(key.expose_secret()) {
        let problem = KeyProblem::Published;
        return Err(refused(context, ConfigError::Key { source, problem }));
    }
    if let Some(weakness) = weakness(&key) {
        let sentence = warning(text, &weakness.warning(source));
        return Err(Failure::usage(sentence).into());
    }
    let mut out = context.stdout();
    let origin = origin(text, "SECRET_KEY", &source);
    let length = key.expose_secret().len();
    writeln!(out, "{}", (text.key_is_good)(&origin, length))?;
    out.flush()?;
    Ok(Exit::Done)
}
