//! Python's numbers: their source text, and how `json.dumps` writes them.

/// A Python `int` or `float`, as the JSON text writes it.
///
/// The source text is kept: an `int` has no bound, and what a cookie holds is
/// shown as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(String);

impl Number {
    /// `source` is a number of the JSON grammar, `NaN`, `Infinity` or
    /// `-Infinity`.
    pub(super) fn from_source(source: &str) -> Self {
        Self(source.into())
    }

    /// As written.
    pub fn source(&self) -> &str {
        &self.0
    }

    /// Whether JSON (RFC 8259) can carry it: not `NaN`, not an infinity.
    pub fn is_json(&self) -> bool {
        !self.0.ends_with(['N', 'y'])
    }

    fn is_float(&self) -> bool {
        !self.is_json() || self.0.contains(['.', 'e', 'E'])
    }

    pub(super) fn is_zero(&self) -> bool {
        self.to_f64() == 0.0
    }

    fn to_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }

    /// As Python's `json.dumps` writes the number that `json.loads` read:
    /// `int.__repr__` or `float.__repr__`.
    pub(super) fn to_python(&self) -> String {
        if self.is_float() {
            python_repr(self.to_f64())
        } else if self.0 == "-0" {
            "0".into()
        } else {
            self.0.clone()
        }
    }
}

impl From<i64> for Number {
    fn from(number: i64) -> Self {
        Self(number.to_string())
    }
}

impl From<f64> for Number {
    fn from(number: f64) -> Self {
        Self(python_repr(number))
    }
}

/// Python's `float.__repr__`, with JSON's names for what is not finite.
// Compat: the shortest digits that read back; fixed notation for 1e-4 <= |x| < 1e16.
fn python_repr(number: f64) -> String {
    if number.is_nan() {
        return "NaN".into();
    }
    if number.is_infinite() {
        return if number > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        }
        .into();
    }
    let scientific = format!("{number:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    match exponent.parse::<i32>() {
        Ok(exponent) if !(-4..16).contains(&exponent) && number != 0.0 => {
            let sign = if exponent < 0 { '-' } else { '+' };
            format!("{digits}e{sign}{:02}", exponent.unsigned_abs())
        }
        _ => format!("{number:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What CPython 3.11 answers to `repr`.
    #[test]
    fn floats_are_written_as_python_writes_them() {
        let table = [
            (1.0, "1.0"),
            (-0.0, "-0.0"),
            (0.0, "0.0"),
            (0.1, "0.1"),
            (1e15, "1000000000000000.0"),
            (9_999_999_999_999_998.0, "9999999999999998.0"),
            (1e16, "1e+16"),
            (1.2345e22, "1.2345e+22"),
            (1e-4, "0.0001"),
            (9.999e-5, "9.999e-05"),
            (1e-5, "1e-05"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (1e100, "1e+100"),
            (f64::NAN, "NaN"),
            (f64::INFINITY, "Infinity"),
            (f64::NEG_INFINITY, "-Infinity"),
        ];
        for (number, text) in table {
            assert_eq!(python_repr(number), text);
        }
    }

    #[test]
    fn numbers_keep_their_source_and_become_what_python_makes_of_them() {
        let table = [
            ("-0", "0"),
            ("-0.0", "-0.0"),
            ("1.00", "1.0"),
            ("1E5", "100000.0"),
            ("1e400", "Infinity"),
            ("18446744073709551616", "18446744073709551616"),
        ];
        for (source, python) in table {
            let number = Number::from_source(source);
            assert_eq!(
                (number.source(), number.to_python().as_str()),
                (source, python)
            );
        }
    }
}
