//! Python's `int(text, base)`.

/// The most digits that Python reads in base 10
/// (`sys.int_info.default_max_str_digits`).
const MAX_DECIMAL_DIGITS: usize = 4300;

/// A whole number of any size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Integer {
    /// Never set for zero.
    pub(super) is_negative: bool,
    /// Saturates at `u128::MAX`.
    pub(super) magnitude: u128,
}

impl Integer {
    /// The value as a C `int`; `None` where Python raises `OverflowError`.
    pub(super) fn as_c_int(self) -> Option<i32> {
        let magnitude = i64::try_from(self.magnitude).ok()?;
        let signed = if self.is_negative {
            -magnitude
        } else {
            magnitude
        };
        signed.try_into().ok()
    }
}

/// `int(text, base)` for base 10 or 16; `None` where Python raises
/// `ValueError`. The notation allows surrounding white space, a sign, single
/// underscores between digits and, in base 16, `0x`.
pub(super) fn python_int(text: &str, base: u32) -> Option<Integer> {
    let text = text.trim_matches(is_white_space);
    let (is_negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let prefixed = ["0x", "0X"].iter().find_map(|it| digits.strip_prefix(it));
    let digits = match prefixed {
        Some(digits) if base == 16 => digits.strip_prefix('_').unwrap_or(digits),
        _ => digits,
    };
    let (mut magnitude, mut count, mut last) = (0_u128, 0, '_');
    for character in digits.chars() {
        match character.to_digit(base) {
            Some(digit) => {
                count += 1;
                magnitude = magnitude
                    .saturating_mul(u128::from(base))
                    .saturating_add(u128::from(digit));
            }
            None if character == '_' && last != '_' => {}
            None => return None,
        }
        last = character;
    }
    let is_readable = last != '_' && (base == 16 || count <= MAX_DECIMAL_DIGITS);
    is_readable.then_some(Integer {
        is_negative: is_negative && magnitude > 0,
        magnitude,
    })
}

/// Python's `str.isspace`, which includes four separators that Unicode's
/// `White_Space` does not.
pub(super) fn is_white_space(character: char) -> bool {
    character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The expected values are those of CPython 3.11.
    #[test]
    fn numbers_are_read_as_python_reads_them() {
        for (text, base, number) in [
            ("0", 10, Some(0)),
            (" +1_0\n", 10, Some(10)),
            ("-7", 10, Some(-7)),
            ("-0", 10, Some(0)),
            ("\u{1f}5\u{a0}", 10, Some(5)),
            ("", 10, None),
            ("+", 10, None),
            ("_1", 10, None),
            ("1_", 10, None),
            ("1__0", 10, None),
            ("+ 1", 10, None),
            ("--1", 10, None),
            ("0x1", 10, None),
            ("0X_fF", 16, Some(255)),
            ("0x", 16, None),
            ("0x__1", 16, None),
            ("f", 10, None),
        ] {
            let read = python_int(text, base).map(|it| it.as_c_int().expect("a small number"));
            assert_eq!(read, number, "{text:?}");
        }
        assert_eq!(python_int("2147483648", 10).unwrap().as_c_int(), None);
        assert_eq!(
            python_int("-2147483648", 10).unwrap().as_c_int(),
            Some(i32::MIN)
        );
        let most = python_int(&"f".repeat(32), 16).unwrap();
        assert_eq!((most.is_negative, most.magnitude), (false, u128::MAX));
        assert!(python_int(&"9".repeat(4300), 10).is_some());
        assert!(python_int(&"9".repeat(4301), 10).is_none());
    }
}
