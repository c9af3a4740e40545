//! The options that give a secret key, shared by `decode-cookie` and
//! `sign-cookie`.

use std::io::Read;
use std::{fs, io};

use clap::Args;

use super::Context;
use super::report::Failure;
use crate::itsdangerous::{SecretKey, SecretKeys};
use crate::view::text::Lang;

/// Where the key comes from.
#[derive(Args, Clone)]
pub(super) struct KeyOptions {
    /// File that holds the key, less one final line end; `-` reads standard input
    #[arg(long = "secret-key-file", value_name = "FILE", group = "key")]
    file: Option<String>,
    /// The key itself; other users of this machine may see it
    #[arg(long = "secret-key", value_name = "TEXT", group = "key")]
    text: Option<String>,
    /// File that holds an older key; may be given several times
    #[arg(
        long = "secret-key-fallback-file",
        value_name = "FILE",
        requires = "key"
    )]
    fallback_files: Vec<String>,
}

/// The keys that were given.
pub(super) struct GivenKeys {
    /// The key and its fallbacks.
    pub(super) keys: SecretKeys,
    /// `PERMANENT_SESSION_LIFETIME` of the server whose key this is, seconds.
    pub(super) lifetime: Option<u64>,
    /// Whether the key is the course's, which everybody knows.
    pub(super) is_published: bool,
}

impl KeyOptions {
    /// How often `-` stands for a key.
    pub(super) fn stdin_uses(&self) -> usize {
        let files = self.file.iter().chain(&self.fallback_files);
        files.filter(|file| *file == "-").count()
    }

    /// The keys, if any were given.
    pub(super) fn resolve(&self, context: &Context) -> anyhow::Result<Option<GivenKeys>> {
        let key = match (&self.file, &self.text) {
            (Some(file), _) => read_key(context, file)?,
            (None, Some(text)) => SecretKey::new(text.as_str()),
            (None, None) => return Ok(None),
        };
        let fallbacks = self.fallback_files.iter();
        let fallbacks = fallbacks
            .map(|file| read_key(context, file))
            .collect::<Result<_, _>>()?;
        let keys = SecretKeys { key, fallbacks };
        Ok(Some(GivenKeys {
            keys,
            lifetime: None,
            is_published: false,
        }))
    }
}

fn read_key(context: &Context, file: &str) -> anyhow::Result<SecretKey> {
    let mut bytes = Vec::new();
    let read = match file {
        "-" => io::stdin().lock().read_to_end(&mut bytes).map(|_| ()),
        path => fs::read(path).map(|content| bytes = content),
    };
    read.map_err(|error| {
        anyhow::Error::new(error).context(Failure::internal(match context.lang {
            Lang::Fr => format!("la clé {file} ne peut pas être lue"),
            Lang::En => format!("the key {file} cannot be read"),
        }))
    })?;
    let line = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
    Ok(SecretKey::new(line.strip_suffix(b"\r").unwrap_or(line)))
}
