//! Parses moments and durations as people type them.

use jiff::Timestamp;

/// A moment, typed as Unix seconds, RFC 3339, `now`, or an offset from now
/// (`-5s`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// Unix seconds.
    At(u64),
    /// Seconds from now.
    FromNow(i64),
}

impl Time {
    /// The moment in Unix seconds, at the earliest 0.
    pub fn resolve(self, now: u64) -> u64 {
        match self {
            Self::At(seconds) => seconds,
            Self::FromNow(distance) => now.saturating_add_signed(distance),
        }
    }
}

/// Parses a [`Time`]; the error is for the person who typed it.
pub fn parse_time(text: &str) -> Result<Time, String> {
    if text == "now" {
        return Ok(Time::FromNow(0));
    }
    if let Ok(seconds) = text.parse() {
        return Ok(Time::At(seconds));
    }
    let relative = |text: &str, sign: i64| {
        let seconds = i64::try_from(parse_duration(text).ok()?).ok()?;
        Some(Time::FromNow(sign * seconds))
    };
    let distance = match (text.strip_prefix('-'), text.strip_prefix('+')) {
        (Some(rest), _) => relative(rest, -1),
        (_, Some(rest)) => relative(rest, 1),
        _ => None,
    };
    let absolute = || {
        u64::try_from(text.parse::<Timestamp>().ok()?.as_second())
            .ok()
            .map(Time::At)
    };
    distance.or_else(absolute).ok_or_else(|| {
        "expected Unix seconds, `2026-11-24T08:00:00Z`, `now`, or a distance such as `-5s`".into()
    })
}

/// Parses a duration into seconds: a number of seconds, or `90s`, `10m`, `2h`,
/// `31d`.
pub fn parse_duration(text: &str) -> Result<u64, String> {
    let units = [("s", 1), ("m", 60), ("h", 3_600), ("d", 86_400)];
    let unit = units
        .iter()
        .find_map(|(unit, seconds)| Some((text.strip_suffix(unit)?, *seconds)));
    let (number, seconds) = unit.unwrap_or((text, 1));
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    number
        .parse::<u64>()
        .ok()
        .filter(|_| is_number)
        .and_then(|number| number.checked_mul(seconds))
        .ok_or_else(|| "expected a number of seconds, or `10m`, `2h`, `31d`".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_can_be_typed_in_four_ways() {
        let table = [
            ("1700000000", 1_700_000_000),
            ("18446744073709551615", u64::MAX),
            ("2023-11-14T22:13:20Z", 1_700_000_000),
            ("2023-11-14T23:13:20+01:00", 1_700_000_000),
            ("now", 100),
            ("-5s", 95),
            ("-5", 95),
            ("+2m", 220),
            ("-1d", 0),
        ];
        for (text, seconds) in table {
            assert_eq!(
                parse_time(text).map(|it| it.resolve(100)),
                Ok(seconds),
                "{text}"
            );
        }
        for text in [
            "",
            "tomorrow",
            "5x",
            "--5",
            "1e3",
            "-+5",
            "1969-12-31T23:59:59Z",
        ] {
            assert!(parse_time(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_duration_is_seconds_or_has_a_unit() {
        let table = [
            ("0", 0),
            ("90", 90),
            ("90s", 90),
            ("10m", 600),
            ("2h", 7_200),
            ("31d", 2_678_400),
        ];
        for (text, seconds) in table {
            assert_eq!(parse_duration(text), Ok(seconds), "{text}");
        }
        for text in ["", "d", "-1", "+1", "1w", "1.5h", "999999999999999999d"] {
            assert!(parse_duration(text).is_err(), "{text}");
        }
    }
}
