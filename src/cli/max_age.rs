//! `--max-age`: a duration, or no limit.

use crate::anatomy::parse_duration;

/// Reads `--max-age`: a duration, or `none`.
pub(super) fn parse_max_age(text: &str) -> Result<MaxAge, String> {
    if text == "none" {
        return Ok(MaxAge(None));
    }
    parse_duration(text)
        .map(|seconds| MaxAge(Some(seconds)))
        .map_err(|_| "expected a number of seconds, `10m`, `2h`, `31d`, or `none`".into())
}

/// Seconds, or `None` for no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MaxAge(pub(super) Option<u64>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_limit_has_a_word_of_its_own() {
        assert_eq!(parse_max_age("none"), Ok(MaxAge(None)));
        assert_eq!(parse_max_age("2h"), Ok(MaxAge(Some(7_200))));
        assert!(parse_max_age("never").is_err());
    }
}
