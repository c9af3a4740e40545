//! Remarks on a cookie in words: mistakes with keys, look-alikes, what was
//! left out of a pasted text.

use super::{CookieText, Words};
use crate::anatomy::paste::{Debris, LeftOut};
use crate::anatomy::{Hint, KeyMistake, LookAlike, OtherSalt, Part};
use crate::itsdangerous::{Digest, KeyDerivation};

pub(super) struct Hints {
    pub(super) no_key: Words,
    pub(super) key_read_as_hex: Words,
    pub(super) key_read_as_base64: Words,
    pub(super) key_with_line_end: Words,
    pub(super) key_without_line_end: Words,
    pub(super) flask_wtf_salt: Words,
    pub(super) other_derivation: fn(&str) -> String,
    pub(super) other_digest: fn(&str) -> String,
    pub(super) fallback_key: fn(usize) -> String,
    pub(super) jwt: Words,
    pub(super) django: Words,
    pub(super) flask_wtf: Words,
    pub(super) remember_token: Words,
    pub(super) server_side: Words,
    pub(super) untimed: Words,
    pub(super) cookie_session: Words,
    pub(super) two_cookies: Words,
    pub(super) flask_would_accept: Words,
    pub(super) not_a_session: Words,
    pub(super) old_epoch: fn(&str) -> String,
    pub(super) published_key: Words,
    pub(super) wordlist_key: fn(&str, &str) -> String,
    pub(super) no_word_fits: fn(&str) -> String,
    pub(super) key_in_quotes: Words,
    pub(super) quotes_kept: Words,
    pub(super) key_with_blanks: Words,
    pub(super) blanks_kept: Words,
    pub(super) key_hex_case: Words,
    pub(super) key_with_escapes: Words,
    pub(super) remember_token_fits: Words,
    pub(super) other_salt: fn(&str) -> String,
    pub(super) stray_character: fn(char, usize, &str) -> String,
    pub(super) fits_without: Words,
    pub(super) near_limit: fn(&str) -> String,
    pub(super) jwe: Words,
    pub(super) starlette: Words,
    pub(super) express: Words,
    pub(super) pgadmin: Words,
    pub(super) rails: Words,
    pub(super) tornado: Words,
    pub(super) pickled: Words,
    pub(super) laravel: Words,
    pub(super) asp_net: Words,
    pub(super) fernet: Words,
    pub(super) signed_id: Words,
    pub(super) too_large: fn(&str) -> String,
    pub(super) percent_encoded: Words,
    pub(super) other_name: fn(&str) -> String,
    pub(super) deletion: Words,
}

/// What stands around a value in a pasted text.
pub(super) struct LeftOutWords {
    /// The sentence around the list.
    pub(super) left_out: fn(&str) -> String,
    pub(super) text: Words,
    pub(super) attributes: Words,
    pub(super) marks: fn(&str) -> String,
    pub(super) blanks: Words,
    pub(super) line_ends: Words,
    pub(super) invisible: Words,
    pub(super) escapes: Words,
    pub(super) server_reads_it: Words,
    pub(super) server_refuses_it: Words,
}

impl CookieText {
    /// A remark that is no verdict.
    pub(crate) fn hint(&self, hint: &Hint) -> String {
        let words = &self.hints;
        match hint {
            Hint::PublishedKey => words.published_key.into(),
            Hint::WordlistKey { line, key } => {
                (words.wordlist_key)(&key.escape_debug().to_string(), &self.count(*line as u128))
            }
            Hint::NoWordFits(count) => (words.no_word_fits)(&self.count(*count as u128)),
            Hint::NoKey => words.no_key.into(),
            Hint::Key(mistake) => self.key_mistake(*mistake),
            Hint::FallbackKey(index) => (words.fallback_key)(*index),
            Hint::LooksLike(other) => self.look_alike(*other).into(),
            Hint::CutSignature { bytes, of } => (self.causes.cut_signature)(*bytes, *of),
            Hint::StrayCharacter {
                part,
                position,
                character,
                fits_without,
            } => self.stray(*part, *position, *character, *fits_without),
            Hint::FlaskWouldAccept => words.flask_would_accept.into(),
            Hint::NotASession => words.not_a_session.into(),
            Hint::OldEpoch(seconds) => (words.old_epoch)(&self.moment(*seconds)),
            Hint::NearLimit(size) => (words.near_limit)(&self.count(*size as u128)),
            Hint::TooLarge(size) => (words.too_large)(&self.count(*size as u128)),
            Hint::LeftOut(left_out) => self.left_out(left_out),
            Hint::TwoCookies => words.two_cookies.into(),
            Hint::PercentEncoded => words.percent_encoded.into(),
            Hint::OtherName(name) => (words.other_name)(name),
            Hint::Deletion => words.deletion.into(),
        }
    }

    /// What was left out of a pasted text, and what a server would have done.
    fn left_out(&self, left_out: &LeftOut) -> String {
        let words = &self.left_out;
        let what: Vec<String> = left_out
            .what
            .iter()
            .map(|debris| match debris {
                Debris::Text => words.text.into(),
                Debris::Attributes => words.attributes.into(),
                Debris::Marks(marks) => (words.marks)(&printable(marks)),
                Debris::Blanks => words.blanks.into(),
                Debris::LineEnds => words.line_ends.into(),
                Debris::Invisible => words.invisible.into(),
                Debris::Escapes => words.escapes.into(),
            })
            .collect();
        let server = match left_out.server_reads_it {
            Some(true) => words.server_reads_it,
            Some(false) => words.server_refuses_it,
            None => "",
        };
        format!("{}{server}", (words.left_out)(&what.join(", ")))
    }

    fn key_mistake(&self, mistake: KeyMistake) -> String {
        let words = &self.hints;
        match mistake {
            KeyMistake::InQuotes => words.key_in_quotes.into(),
            KeyMistake::QuotesKept => words.quotes_kept.into(),
            KeyMistake::WithBlanks => words.key_with_blanks.into(),
            KeyMistake::BlanksKept => words.blanks_kept.into(),
            KeyMistake::HexCase => words.key_hex_case.into(),
            KeyMistake::WithEscapes => words.key_with_escapes.into(),
            KeyMistake::RememberToken => words.remember_token_fits.into(),
            KeyMistake::Salt(other) => (words.other_salt)(&options(other)),
            KeyMistake::ReadAsHex => words.key_read_as_hex.into(),
            KeyMistake::ReadAsBase64 => words.key_read_as_base64.into(),
            KeyMistake::WithLineEnd => words.key_with_line_end.into(),
            KeyMistake::WithoutLineEnd => words.key_without_line_end.into(),
            KeyMistake::FlaskWtf => words.flask_wtf_salt.into(),
            KeyMistake::Derivation(derivation) => (words.other_derivation)(&match derivation {
                KeyDerivation::None => "none".to_owned(),
                other => format!("`--key-derivation {}`", derivation_name(other)),
            }),
            KeyMistake::Digest(digest) => (words.other_digest)(digest.name()),
        }
    }

    fn look_alike(&self, other: LookAlike) -> Words {
        let words = &self.hints;
        match other {
            LookAlike::Jwt => words.jwt,
            LookAlike::Jwe => words.jwe,
            LookAlike::Starlette => words.starlette,
            LookAlike::Express => words.express,
            LookAlike::CookieSession => words.cookie_session,
            LookAlike::Pgadmin => words.pgadmin,
            LookAlike::Rails => words.rails,
            LookAlike::Tornado => words.tornado,
            LookAlike::Pickled => words.pickled,
            LookAlike::Laravel => words.laravel,
            LookAlike::AspNet => words.asp_net,
            LookAlike::Fernet => words.fernet,
            LookAlike::Django => words.django,
            LookAlike::FlaskWtf => words.flask_wtf,
            LookAlike::RememberToken => words.remember_token,
            LookAlike::ServerSide => words.server_side,
            LookAlike::SignedId => words.signed_id,
            LookAlike::Untimed => words.untimed,
        }
    }

    fn stray(
        &self,
        part: Part,
        position: usize,
        character: char,
        fits_without: Option<bool>,
    ) -> String {
        let words = &self.hints;
        let part = match part {
            Part::Payload => self.parts.payload,
            Part::Timestamp => self.parts.timestamp,
            Part::Signature => self.parts.signature,
        };
        let fits = match fits_without {
            Some(true) => words.fits_without,
            _ => "",
        };
        format!(
            "{}{fits}",
            (words.stray_character)(character, position + 1, part)
        )
    }
}

/// The options that make another way of signing fit.
fn options(other: OtherSalt) -> String {
    let mut options = format!("--salt {}", other.salt);
    if other.key_derivation != KeyDerivation::Hmac {
        options += " --key-derivation ";
        options += derivation_name(other.key_derivation);
    }
    if other.digest != Digest::Sha1 {
        options += " --digest ";
        options += other.digest.name();
    }
    options
}

fn derivation_name(derivation: KeyDerivation) -> &'static str {
    match derivation {
        KeyDerivation::Hmac => "hmac",
        KeyDerivation::DjangoConcat => "django-concat",
        KeyDerivation::Concat => "concat",
        KeyDerivation::None => "none",
    }
}

/// Marks as they can be shown: what has no width by its number.
fn printable(marks: &str) -> String {
    let shown = marks.chars().map(|mark| {
        if mark.is_control() {
            mark.escape_unicode().to_string()
        } else {
            mark.into()
        }
    });
    shown.collect()
}
