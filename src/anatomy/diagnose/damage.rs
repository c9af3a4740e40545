//! What happened to a cookie when it was copied: a truncated signature, a stray
//! character.

use std::borrow::Cow;

use crate::anatomy::paste::is_bare_value;
use crate::anatomy::{Anatomy, Cause, Examiner, Hint, Part, Parts};
use crate::itsdangerous::base64_decode_as_python;

/// The bytes in a signature with SHA-1, SHA-256 and SHA-512.
const LENGTHS: [usize; 3] = [20, 32, 64];

/// For a signature of a length that no hash function gives: how many bytes it
/// has, and how many it should have.
pub(in crate::anatomy) fn signature_length(raw: &str, expected: usize) -> Option<(usize, usize)> {
    // A quick answer for nearly all signatures.
    if raw.len() == 27 && expected == 20 && raw.bytes().all(is_ours) {
        return None;
    }
    let characters = raw.bytes().filter(|it| is_ours(*it)).count();
    let bytes = characters * 6 / 8;
    // Python's reading counts too: a `=` inside does not make a signature
    // incomplete.
    let decoded = base64_decode_as_python(raw.as_bytes()).map(|it| it.len());
    let is_whole = |bytes: usize| LENGTHS.contains(&bytes);
    if is_whole(bytes) || decoded.is_some_and(is_whole) {
        return None;
    }
    Some((bytes, expected))
}

/// Signs of a bad copy.
pub(super) fn hints(anatomy: &Anatomy, examiner: &Examiner) -> Vec<Hint> {
    let mut hints: Vec<Hint> = Vec::new();
    if let Some(Cause::CutSignature { bytes, of }) = anatomy.cause {
        hints.push(Hint::CutSignature { bytes, of });
    }
    let is_good = anatomy.cause.is_none() && anatomy.has_key;
    if is_good || is_plain(anatomy) {
        return hints;
    }
    let fits_without = fits_without(anatomy, examiner);
    if let Some(position) = dot_at_end(&anatomy.value) {
        hints.push(Hint::StrayCharacter {
            part: Part::Signature,
            position,
            character: '.',
            fits_without,
        });
        return hints;
    }
    let parts = Parts::of(&anatomy.value);
    let strays = Part::ALL.into_iter().filter_map(|part| {
        let (position, character) = stray(parts.text(part), part)?;
        Some(Hint::StrayCharacter {
            part,
            position,
            character,
            fits_without,
        })
    });
    hints.extend(strays);
    hints
}

/// Whether the value holds only base64url and the dots between its parts.
fn is_plain(anatomy: &Anatomy) -> bool {
    let payload = anatomy.payload.as_ref().map_or("", |part| &part.raw);
    let has_dot = payload.get(1..).is_some_and(|it| it.contains('.'));
    is_bare_value(anatomy.value.as_bytes()) && !anatomy.value.ends_with('.') && !has_dot
}

/// Where a dot at the end of the value shifts its parts, the dot's offset in
/// the signature.
fn dot_at_end(value: &str) -> Option<usize> {
    let parts = Parts::of(value.strip_suffix('.')?);
    let is_timestamp = parts.timestamp.is_some_and(|it| it.len() <= 11);
    let signature = parts.signature.filter(|_| is_timestamp)?;
    signature_length(signature, 20)
        .is_none()
        .then_some(signature.len())
}

fn is_ours(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// The first character of a part that base64url does not have, and its byte
/// offset. Padding at the end does not count.
fn stray(text: &str, part: Part) -> Option<(usize, char)> {
    let start = usize::from(part == Part::Payload && text.starts_with('.'));
    let unpadded = text.trim_end_matches('=');
    let mut characters = unpadded.char_indices().filter(|(at, _)| *at >= start);
    characters.find(|(_, it)| !u8::try_from(*it).is_ok_and(is_ours))
}

/// Whether a key fits once all stray characters are removed; `None` if there is
/// no key.
fn fits_without(anatomy: &Anatomy, examiner: &Examiner) -> Option<bool> {
    let value = without_strays(&anatomy.value);
    let is_asked = anatomy.has_key && value != anatomy.value;
    is_asked.then(|| examiner.verifies(&value))
}

fn without_strays(value: &str) -> Cow<'_, str> {
    let is_dot_of_parts = |it: char| it == '.';
    let value = value.trim_end_matches('.');
    let is_kept = |it: char| is_dot_of_parts(it) || u8::try_from(it).is_ok_and(is_ours);
    if value.chars().all(is_kept) {
        return value.into();
    }
    value.chars().filter(|it| is_kept(*it)).collect()
}
