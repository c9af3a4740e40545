//! Reads text files written by people, in whatever encoding their editor chose.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// Why a text file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TextFileError {
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] io::Error),
    /// It is not in UTF-8.
    #[error(transparent)]
    Encoding(#[from] TextProblem),
}

/// What is wrong with the encoding of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextProblem {
    /// As written by PowerShell's `>`, and by Notepad if told "Unicode".
    #[error("expected UTF-8, found UTF-16")]
    Utf16,
    /// Another encoding, such as Latin-1; it shows at this line and column, both from 1.
    #[expect(missing_docs, reason = "the variant tells them")]
    #[error("expected UTF-8, found another encoding at line {line} column {column}")]
    NotUtf8 { line: u32, column: u32 },
}

/// No text that people write is longer; `/dev/zero` has no end.
const MAX_TEXT_FILE_BYTES: u64 = 16 * 1024 * 1024;

/// Reads a UTF-8 file, with or without a byte order mark.
pub fn read_text_file(path: &Path) -> Result<String, TextFileError> {
    let mut bytes = Vec::new();
    let mut file = File::open(path)?.take(MAX_TEXT_FILE_BYTES + 1);
    if file.read_to_end(&mut bytes)? as u64 > MAX_TEXT_FILE_BYTES {
        return Err(io::Error::from(ErrorKind::FileTooLarge).into());
    }
    Ok(text_of(bytes)?)
}

fn text_of(bytes: Vec<u8>) -> Result<String, TextProblem> {
    let has_mark = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    // Ordinary text has no NUL bytes, but in UTF-16 every ASCII character has one.
    if has_mark || bytes.contains(&0) {
        return Err(TextProblem::Utf16);
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(error.as_bytes().get(..valid).unwrap_or_default());
        let (line, column) = position(&before, before.len());
        TextProblem::NotUtf8 { line, column }
    })?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

/// The line and column of a byte offset, both from 1; columns count characters.
pub(super) fn position(text: &str, offset: usize) -> (u32, u32) {
    let before = text.get(..offset).unwrap_or(text);
    let lines = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap_or(before).chars().count();
    let from_one = |count| u32::try_from(count).unwrap_or(u32::MAX).saturating_add(1);
    (from_one(lines), from_one(column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_at_the_beginning_is_no_part_of_the_text() {
        assert_eq!(text_of(b"\xef\xbb\xbfA = 1".to_vec()), Ok("A = 1".into()));
        assert_eq!(text_of("é".into()), Ok("é".into()));
    }

    #[test]
    fn other_encodings_are_told_apart() {
        for bytes in [&b"\xff\xfeA\0"[..], b"\xfe\xff\0A", b"A\0=\x001\0", b"\0A"] {
            assert_eq!(
                text_of(bytes.to_vec()),
                Err(TextProblem::Utf16),
                "{bytes:?}"
            );
        }
        let latin = b"A = 1\n# caf\xe9".to_vec();
        let problem = TextProblem::NotUtf8 { line: 2, column: 6 };
        assert_eq!(text_of(latin), Err(problem));
    }

    #[test]
    fn a_place_is_counted_from_one_in_characters() {
        let text = "a\n« b »\nc";
        assert_eq!(position(text, 0), (1, 1));
        assert_eq!(position(text, 5), (2, 3));
        assert_eq!(position(text, text.len()), (3, 2));
    }
}
