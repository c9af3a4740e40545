//! Files of text that a person wrote, in whatever encoding an editor chose.

use std::fs;
use std::io;
use std::path::Path;

/// Why a file of text cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TextFileError {
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] io::Error),
    /// It is in another encoding.
    #[error(transparent)]
    Encoding(#[from] TextProblem),
}

/// Why bytes are not the text that is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextProblem {
    /// What PowerShell's `>` and Notepad's « Unicode » write.
    #[error("expected UTF-8, found UTF-16")]
    Utf16,
    /// Another encoding, such as Latin-1: where it shows, from 1.
    #[error("expected UTF-8, found another encoding at line {line} column {column}")]
    NotUtf8 {
        /// Lines up to the place.
        line: u32,
        /// Characters up to the place.
        column: u32,
    },
}

/// Reads a file of UTF-8 text, with or without a byte order mark.
pub fn read_text_file(path: &Path) -> Result<String, TextFileError> {
    Ok(text_of(fs::read(path)?)?)
}

fn text_of(bytes: Vec<u8>) -> Result<String, TextProblem> {
    let has_mark = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    // No text that people write holds a NUL; in UTF-16 every ASCII character does.
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

/// Line and column of a byte, both from 1; columns count characters.
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
