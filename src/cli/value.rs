//! Parses the values of options.

use std::fmt;

use crate::anatomy::{self, Time, parse_duration};
use crate::config::MIN_KEY_BYTES;

/// HMAC shortens longer keys to less than this by hashing them, so a kibibyte
/// is generous.
pub(super) const MAX_KEY_BYTES: usize = 1024;

/// Why an option's value is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ValueProblem {
    /// Too few random bytes for a key.
    FewBytes,
    /// More random bytes than a key can use.
    ManyBytes,
    /// Not a whole number.
    Number,
    /// Not of the form `KEY=VALUE`.
    Pair,
    /// Not a moment in time.
    Time,
    /// Neither a duration nor `none`.
    MaxAge,
}

impl std::error::Error for ValueProblem {}

/// In English, for clap; `view/text/cli/usage.rs` has the French.
impl fmt::Display for ValueProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FewBytes => write!(
                f,
                "a key under {MIN_KEY_BYTES} bytes can be found by trying"
            ),
            Self::ManyBytes => write!(f, "{MAX_KEY_BYTES} at most"),
            Self::Number => f.write_str("not a whole number"),
            Self::Pair => f.write_str("it has no `=`"),
            Self::Time => f.write_str(
                "expected Unix seconds, `2026-11-24T08:00:00Z`, `now`, or a distance such as `-5s`",
            ),
            Self::MaxAge => {
                f.write_str("expected a number of seconds, `10m`, `2h`, `31d`, or `none`")
            }
        }
    }
}

/// In seconds; `None` for no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MaxAge(pub(super) Option<u64>);

/// Parses `--max-age`: a duration, or `none`.
pub(super) fn parse_max_age(text: &str) -> Result<MaxAge, ValueProblem> {
    if text == "none" {
        return Ok(MaxAge(None));
    }
    let seconds = parse_duration(text).map_err(|_| ValueProblem::MaxAge)?;
    Ok(MaxAge(Some(seconds)))
}

/// Parses a moment.
pub(super) fn parse_time(text: &str) -> Result<Time, ValueProblem> {
    anatomy::parse_time(text).map_err(|_| ValueProblem::Time)
}

/// Parses `KEY=VALUE`.
pub(super) fn parse_pair(text: &str) -> Result<(String, String), ValueProblem> {
    let pair = text.split_once('=').ok_or(ValueProblem::Pair)?;
    Ok((pair.0.to_owned(), pair.1.to_owned()))
}

/// Parses the number of random bytes in a key.
pub(super) fn parse_key_bytes(text: &str) -> Result<usize, ValueProblem> {
    match text.parse() {
        Ok(bytes) if bytes < MIN_KEY_BYTES => Err(ValueProblem::FewBytes),
        Ok(bytes) if bytes > MAX_KEY_BYTES => Err(ValueProblem::ManyBytes),
        Ok(bytes) => Ok(bytes),
        Err(_) => Err(ValueProblem::Number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_limit_has_a_word_of_its_own() {
        assert_eq!(parse_max_age("none"), Ok(MaxAge(None)));
        assert_eq!(parse_max_age("2h"), Ok(MaxAge(Some(7_200))));
        assert_eq!(parse_max_age("never"), Err(ValueProblem::MaxAge));
    }
}
