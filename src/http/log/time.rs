//! The timestamp of a log line.

use std::{
    cell::RefCell,
    fmt::{self, Write},
};

use jiff::Timestamp;

use crate::clock;

thread_local! {
    /// The last second written, with its text, since many lines share it.
    static SECOND: RefCell<(u64, String)> = const { RefCell::new((0, String::new())) };
}

/// `2026-11-24T08:00:00.000000Z`
pub(super) fn write_now(writer: &mut impl Write) -> fmt::Result {
    let now = clock::since_epoch();
    SECOND.with_borrow_mut(|(second, text)| {
        if *second != now.as_secs() || text.is_empty() {
            *second = now.as_secs();
            *text = to_the_second(now.as_secs());
        }
        writer.write_str(text)
    })?;
    // With a million added, all six digits are there.
    let mut digits = itoa::Buffer::new();
    let micros = digits.format(1_000_000 + now.subsec_micros());
    writer.write_char('.')?;
    writer.write_str(micros.strip_prefix('1').unwrap_or(micros))?;
    writer.write_char('Z')
}

/// Date and time without `Z`; 1970 for a clock beyond the year 9999.
fn to_the_second(seconds: u64) -> String {
    let time = i64::try_from(seconds).map(Timestamp::from_second);
    let time = time.ok().and_then(Result::ok).unwrap_or_default();
    time.to_string().trim_end_matches('Z').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_microsecond_has_six_digits() {
        let mut text = String::new();
        write_now(&mut text).expect("a string takes all");
        let (_, micros) = text.split_once('.').expect("a point");
        let digits = micros.strip_suffix('Z').expect("UTC");
        assert_eq!(digits.len(), 6);
        assert!(digits.bytes().all(|byte| byte.is_ascii_digit()));
    }

    #[test]
    fn a_second_is_written_as_in_rfc_3339() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00"),
            (1_795_507_200, "2026-11-24T08:00:00"),
            (u64::MAX, "1970-01-01T00:00:00"),
        ] {
            assert_eq!(to_the_second(seconds), text);
        }
    }
}
