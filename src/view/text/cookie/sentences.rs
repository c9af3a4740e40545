//! The sentences about one cookie, by what they are about.

use super::Words;

pub(super) struct Verdicts {
    pub(super) valid: Words,
    pub(super) valid_by_fallback: fn(usize) -> String,
    pub(super) unverified: Words,
    pub(super) bad_signature: Words,
    pub(super) expired: Words,
    pub(super) future: Words,
    pub(super) malformed: Words,
    pub(super) unreadable: Words,
    pub(super) unreadable_but_signed: Words,
}

/// Words around the parts of a cookie.
pub(crate) struct PartWords {
    /// The first part.
    pub(crate) payload: Words,
    /// The second part.
    pub(crate) timestamp: Words,
    /// The third part.
    pub(crate) signature: Words,
    /// What stands beside a payload that nobody vouches for.
    pub(crate) untrusted: Words,
    /// What stands beside a payload that was not verified.
    pub(crate) unverified: Words,
    /// Bytes of content.
    pub(crate) content_bytes: fn(&str) -> String,
    /// Bytes of content and how many they were when compressed.
    pub(crate) compressed_bytes: fn(&str, &str) -> String,
    /// Content that is no text, in hexadecimal.
    pub(crate) hexadecimal: Words,
    /// When it was issued.
    pub(super) issued: IssuedWords,
    /// When it says so, which nobody verified.
    pub(super) claimed: IssuedWords,
    /// A second that counts from 2011: as it reads, and the true one.
    pub(crate) old_epoch: fn(&str, &str) -> String,
    /// A signature of a length that none has.
    pub(crate) no_algorithm: Words,
    /// How long it will still be accepted.
    pub(crate) time_left: fn(&str) -> String,
    /// The salt that the signature was examined with.
    pub(crate) salt: fn(&str) -> String,
    /// A type that JSON does not have and where it stands.
    pub(crate) tagged: fn(&str, &str) -> String,
    /// How many of the marked values are listed, and how many there are.
    pub(crate) tags_cut: fn(&str, &str) -> String,
    /// How many characters of a text are shown, and how many there are.
    pub(crate) text_cut: fn(&str, &str) -> String,
    /// The size of the whole value.
    pub(crate) size: fn(&str, &str) -> String,
    /// Before the gates.
    pub(crate) gates: Words,
    /// Before a cure.
    pub(crate) cure: Words,
    /// Before a hint.
    pub(crate) hint: Words,
    /// Before the seven steps.
    pub(crate) steps: Words,
    /// In place of a result that only the holder of the key can compute.
    pub(crate) secret: Words,
    /// In place of the expected signature where the cookie's is the same.
    pub(crate) signature_above: Words,
    /// In place of one that the key given here gives.
    pub(crate) hidden: Words,
    /// Why there are no steps to show.
    pub(crate) no_steps: Words,
}

/// How long ago, how far ahead, and past the year 9999.
pub(super) struct IssuedWords {
    pub(super) ago: fn(&str) -> String,
    pub(super) ahead: fn(&str) -> String,
    pub(super) beyond: Words,
}

pub(super) struct Causes {
    pub(super) empty: Words,
    pub(super) several_cookies: fn(&str) -> String,
    pub(super) line_too_long: fn(&str) -> String,
    pub(super) parts: fn(usize) -> String,
    pub(super) timestamp_not_base64: fn(&str) -> String,
    pub(super) timestamp_too_long: fn(usize) -> String,
    pub(super) not_flask: Words,
    pub(super) cut_signature: fn(usize, usize) -> String,
    pub(super) wrong_signature: Words,
    pub(super) signature_not_canonical: Words,
    pub(super) expired: fn(&str, &str, &str) -> String,
    pub(super) future: fn(&str) -> String,
    pub(super) payload_not_base64: fn(&str) -> String,
    pub(super) payload_not_canonical: fn(&str) -> String,
    pub(super) not_zlib: Words,
    pub(super) too_large: fn(&str) -> String,
    pub(super) not_utf8: fn(usize) -> String,
    pub(super) not_json: fn(usize, usize, Words) -> String,
    pub(super) bad_tag: fn(&str, Words) -> String,
    pub(super) wrong_character: fn(char, usize) -> String,
    pub(super) wrong_length: Words,
    pub(super) stray_bits: Words,
}

pub(super) struct Cures {
    pub(super) empty: Words,
    pub(super) several_cookies: Words,
    pub(super) not_flask: Words,
    pub(super) parts: Words,
    pub(super) timestamp: Words,
    pub(super) wrong_signature: Words,
    pub(super) not_canonical: Words,
    pub(super) expired: Words,
    pub(super) future: fn(&str) -> String,
    pub(super) payload: Words,
    pub(super) too_large: Words,
    pub(super) content: Words,
}

pub(super) struct JsonWords {
    pub(super) expected_value: Words,
    pub(super) expected_key: Words,
    pub(super) expected_colon: Words,
    pub(super) expected_comma: Words,
    pub(super) unterminated_string: Words,
    pub(super) control_character: Words,
    pub(super) bad_escape: Words,
    pub(super) extra_data: Words,
    pub(super) too_deep: Words,
    pub(super) integer_too_long: Words,
}

pub(super) struct TagWords {
    pub(super) array: Words,
    pub(super) base64: Words,
    pub(super) string: Words,
    pub(super) hex: Words,
    pub(super) date: Words,
    pub(super) object: Words,
}
