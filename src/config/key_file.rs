//! Reads and writes files that hold nothing but a secret key.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use super::error::{ConfigError, KeyProblem};
use super::source::Source;
use crate::{itsdangerous::SecretKey, random};

/// More than any key; `/dev/zero` for example never ends.
const MAX_KEY_FILE_BYTES: u64 = 64 * 1024;

/// Reads a key from a file, or from standard input if the path is `-`.
pub fn read_key_file(path: &Path) -> Result<(SecretKey, Source), ConfigError> {
    let (bytes, source) = if path.as_os_str() == "-" {
        (read(io::stdin().lock()), Source::StandardInput)
    } else {
        let file = File::open(path);
        (file.and_then(read), Source::KeyFile(path.to_owned()))
    };
    let bytes = bytes.map_err(|error| ConfigError::Read {
        path: path.to_owned(),
        error,
    })?;
    match parse(&bytes) {
        Ok(key) => Ok((key, source)),
        Err(problem) => Err(ConfigError::Key { source, problem }),
    }
}

fn read(source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source
        .take(MAX_KEY_FILE_BYTES + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The bytes without one final line end. They are never decoded: 64 hex digits
/// are 64 bytes of key, as in Flask.
fn parse(bytes: &[u8]) -> Result<SecretKey, KeyProblem> {
    if bytes.len() as u64 > MAX_KEY_FILE_BYTES {
        return Err(KeyProblem::TooLarge);
    }
    if is_utf16(bytes) {
        return Err(KeyProblem::Utf16);
    }
    if bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .is_some_and(<[u8]>::is_ascii)
    {
        return Err(KeyProblem::ByteOrderMark);
    }
    if let Some(name) = assigned_name(bytes) {
        return Err(KeyProblem::Assignment { name });
    }
    let key = bytes
        .strip_suffix(b"\n")
        .map_or(bytes, |line| line.strip_suffix(b"\r").unwrap_or(line));
    if key.is_empty() {
        return Err(KeyProblem::Empty);
    }
    Ok(SecretKey::new(key))
}

/// Whether this is ASCII text in UTF-16 of either byte order, with or without a
/// byte order mark. The mark alone proves nothing, since a key may be any
/// bytes.
fn is_utf16(bytes: &[u8]) -> bool {
    let text = [b"\xff\xfe", b"\xfe\xff"]
        .into_iter()
        .find_map(|mark| bytes.strip_prefix(mark))
        .unwrap_or(bytes);
    let (units, rest) = text.as_chunks::<2>();
    rest.is_empty()
        && units.len() > 1
        && (units.iter().all(|[low, high]| *high == 0 && is_text(*low))
            || units.iter().all(|[high, low]| *high == 0 && is_text(*low)))
}

fn is_text(byte: u8) -> bool {
    byte.is_ascii_graphic() || byte.is_ascii_whitespace()
}

/// `NAME` in `NAME=value`, `export NAME=value` or `NAME = value`. Base64
/// padding does not count, as only `=` may follow it.
fn assigned_name(bytes: &[u8]) -> Option<String> {
    let line = bytes.split(|byte| *byte == b'\n').next()?;
    let text = str::from_utf8(line).ok()?.trim();
    let (name, value) = text.split_once('=')?;
    let name = name.strip_prefix("export ").unwrap_or(name).trim();
    let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let is_value = !value.trim_start_matches('=').is_empty();
    (is_name && is_value).then(|| name.to_owned())
}

/// What to do if the file exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// Leave it; writing then fails with `AlreadyExists`.
    Keep,
    /// Replace it.
    Replace,
}

/// Writes a key file that only its owner can read, either completely or not at
/// all.
///
/// Security: the file is created with its mode under a temporary name in the
/// same folder, and renamed last. So nobody sees it half-written or readable,
/// and if two processes write it at once, one of them fails.
pub fn write_key_file(path: &Path, text: &str, existing: Existing) -> io::Result<()> {
    let folder = match path.parent() {
        Some(parent) if parent.as_os_str() != "" => parent,
        _ => Path::new("."),
    };
    // Checked first, since the error of `tempfile` would name a temporary file.
    fs::metadata(folder)?;
    let mut file = tempfile::Builder::new()
        .prefix(".secret_key.")
        .tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    match existing {
        Existing::Keep => file.persist_noclobber(path)?,
        Existing::Replace => file.persist(path)?,
    };
    Ok(())
}

/// Creates a folder that only its owner can enter; an existing one is left as
/// it is.
pub(crate) fn make_private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(path)
}

/// Whether the mode of a file lets other users read it. Windows has no modes: a
/// file there is as private as its folder.
pub(crate) fn is_readable_by_others(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        const GROUP_AND_OTHERS_READ: u32 = 0o044;
        fs::metadata(path)
            .is_ok_and(|file| file.is_file() && file.mode() & GROUP_AND_OTHERS_READ != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}

/// Whether the mode of a folder lets other users look or write into it.
pub(crate) fn is_open_to_others(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        const GROUP_AND_OTHERS: u32 = 0o077;
        fs::metadata(path)
            .is_ok_and(|folder| folder.is_dir() && folder.mode() & GROUP_AND_OTHERS != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}

/// The key in this file, `None` if there is no file.
pub(crate) fn read_stored_key(path: &Path) -> Result<Option<SecretKey>, ConfigError> {
    match read_key_file(path) {
        Ok((key, _)) => Ok(Some(key)),
        Err(ConfigError::Read { error, .. }) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(ConfigError::Key { problem, .. }) => Err(ConfigError::Key {
            source: Source::DataFolder(path.to_owned()),
            problem,
        }),
        Err(error) => Err(error),
    }
}

/// Generates the data folder's key. If another process does so at the same
/// time, both use the one that was written first.
pub(crate) fn store_new_key(path: &Path) -> Result<SecretKey, ConfigError> {
    let failed = |error| ConfigError::Write {
        path: path.to_owned(),
        error,
    };
    if let Some(folder) = path.parent() {
        make_private_folder(folder).map_err(failed)?;
    }
    let random = random::bytes(32).map_err(|error| failed(io::Error::other(error)))?;
    let mut text = data_encoding::HEXLOWER.encode(&random);
    text.push('\n');
    match write_key_file(path, &text, Existing::Keep) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(failed(error)),
        _ => {}
    }
    read_stored_key(path)?.ok_or_else(|| failed(io::ErrorKind::NotFound.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_the_bytes_less_one_line_end() {
        for (file, key) in [
            (&b"abc"[..], &b"abc"[..]),
            (b"abc\n", b"abc"),
            (b"abc\r\n", b"abc"),
            (b"abc\n\n", b"abc\n"),
            (b"abc\r", b"abc\r"),
            (b" abc ", b" abc "),
            (b"\xff\xfe\x01\x02", b"\xff\xfe\x01\x02"),
            (b"\xff\x00\xff\x00", b"\xff\x00\xff\x00"),
            (b"QUI=\n", b"QUI="),
            (b"QQ==", b"QQ=="),
            (b"a+b/c=d", b"a+b/c=d"),
        ] {
            assert_eq!(parse(file), Ok(SecretKey::new(key)), "{file:?}");
        }
    }

    #[test]
    fn what_is_no_key_file_is_refused_with_the_reason() {
        let assignment = |name: &str| KeyProblem::Assignment { name: name.into() };
        for (file, problem) in [
            (&b""[..], KeyProblem::Empty),
            (b"\n", KeyProblem::Empty),
            (b"\r\n", KeyProblem::Empty),
            (b"\xff\xfea\0b\0\r\0\n\0", KeyProblem::Utf16),
            (b"\xfe\xff\0a\0b", KeyProblem::Utf16),
            (b"a\0b\0", KeyProblem::Utf16),
            (b"\xef\xbb\xbfabc\n", KeyProblem::ByteOrderMark),
            (b"SECRET_KEY=abc\n", assignment("SECRET_KEY")),
            (
                b"export FLASK_SECRET_KEY='abc'\n",
                assignment("FLASK_SECRET_KEY"),
            ),
            (
                b"SECRET_KEY = \"abc\"\nDEBUG = True\n",
                assignment("SECRET_KEY"),
            ),
        ] {
            assert_eq!(parse(file), Err(problem), "{file:?}");
        }
        let large = vec![b'a'; 64 * 1024 + 1];
        assert_eq!(parse(&large), Err(KeyProblem::TooLarge));
    }

    #[test]
    fn processes_that_start_at_once_end_with_the_same_key() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let path = folder.path().join("new").join("secret_key");
        let keys: Vec<SecretKey> = std::thread::scope(|scope| {
            let start = || store_new_key(&path).expect("the folder is writable");
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(start)).collect();
            let join = |thread: std::thread::ScopedJoinHandle<'_, _>| thread.join();
            threads
                .into_iter()
                .map(|thread| join(thread).expect("no panic"))
                .collect()
        });
        assert_eq!(keys[0].expose_secret().len(), 64);
        assert!(keys.iter().all(|key| *key == keys[0]));
        let files = fs::read_dir(path.parent().expect("it has a folder")).expect("readable");
        assert_eq!(files.count(), 1, "no temporary file is left");
    }
}
