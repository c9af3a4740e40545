//! The dates that Flask reads.
//!
//! Mirrors `werkzeug.http.parse_date`, which calls
//! `email.utils.parsedate_to_datetime` (CPython 3.11) and so accepts much more
//! than RFC 2822 allows.

use jiff::ToSpan;
use jiff::civil::DateTime;

use super::integer::{is_white_space, python_int};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// `email._parseaddr._timezones`: offsets written as ±HHMM.
const TIME_ZONES: [(&str, i32); 14] = [
    ("UT", 0),
    ("UTC", 0),
    ("GMT", 0),
    ("Z", 0),
    ("AST", -400),
    ("ADT", -300),
    ("EST", -500),
    ("EDT", -400),
    ("CST", -600),
    ("CDT", -500),
    ("MST", -700),
    ("MDT", -600),
    ("PST", -800),
    ("PDT", -700),
];

/// A number too large for any date: Python raises `OverflowError`, and Flask
/// answers 500.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Overflow;

/// The moment in UTC; `None` if the text is not a date.
pub(super) fn parse_date(text: &str) -> Result<Option<DateTime>, Overflow> {
    Fields::find(text).map_or(Ok(None), Fields::moment)
}

/// The five fields in their order; most are still text.
struct Fields<'text> {
    day: &'text str,
    /// 1 to 12.
    month: i8,
    year: &'text str,
    /// Hours, minutes, seconds.
    time: [&'text str; 3],
    zone: &'text str,
}

impl<'text> Fields<'text> {
    fn find(text: &'text str) -> Option<Self> {
        let words = text.split(is_white_space).filter(|word| !word.is_empty());
        let [day, month, year, time, zone] = five_words(words.collect())?;
        if day.is_empty() || month.is_empty() || year.is_empty() {
            return None;
        }
        let (day, month) = match (month_number(month), month_number(day)) {
            (Some(number), _) => (day, number),
            (None, Some(number)) => (month, number),
            (None, None) => return None,
        };
        let (year, time) = if year.find(':') > Some(0) {
            (time, year)
        } else {
            (year, time)
        };
        let year = year.strip_suffix(',').unwrap_or(year);
        let (year, zone) = match year.chars().next()? {
            first if first.is_ascii_digit() => (year, zone),
            _ => (zone, year),
        };
        Some(Self {
            day: day.strip_suffix(',').unwrap_or(day),
            month,
            year,
            time: time_of_day(time.strip_suffix(',').unwrap_or(time))?,
            zone,
        })
    }

    fn moment(self) -> Result<Option<DateTime>, Overflow> {
        let [hours, minutes, seconds] = self.time;
        let mut numbers = [0; 5];
        let texts = [self.year, self.day, hours, minutes, seconds];
        let mut overflows = false;
        for (number, text) in numbers.iter_mut().zip(texts) {
            let Some(read) = python_int(text, 10) else {
                return Ok(None);
            };
            match read.as_c_int() {
                Some(read) => *number = read,
                None => overflows = true,
            }
        }
        // Python looks at the time zone before the date.
        let Some(offset) = offset_seconds(self.zone)? else {
            return Ok(None);
        };
        if overflows {
            return Err(Overflow);
        }
        let [year, day, hours, minutes, seconds] = numbers;
        let local = civil(full_year(year), self.month, day, [hours, minutes, seconds]);
        local.map_or(Ok(None), |local| in_utc(local, offset).map(Some))
    }
}

/// Day, month, year, time and zone: without the name of the day, and with
/// joined parts separated; the zone may be empty.
fn five_words(mut words: Vec<&str>) -> Option<[&str; 5]> {
    let first = *words.first()?;
    if first.ends_with(',') || DAYS.contains(&first.to_lowercase().as_str()) {
        words.remove(0);
    } else if let Some((_, rest)) = first.rsplit_once(',') {
        *words.first_mut()? = rest;
    }
    // RFC 850: `24-Jun-11`.
    if let [date, _, _] = words.as_slice()
        && let [day, month, year] = *date.split('-').collect::<Vec<_>>()
    {
        words.splice(..1, [day, month, year]);
    }
    if let [_, _, _, last] = *words.as_slice() {
        let sign = last.find('+').or_else(|| last.find('-'));
        match sign
            .filter(|at| *at > 0)
            .and_then(|at| last.split_at_checked(at))
        {
            Some((time, zone)) => {
                words.pop();
                words.extend([time, zone]);
            }
            None => words.push(""),
        }
    }
    words.get(..5)?.try_into().ok()
}

fn month_number(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let is_it = |month: &str| word == *month || month.get(..3) == Some(word.as_str());
    let index = MONTHS.iter().position(|month| is_it(month))?;
    i8::try_from(index + 1).ok()
}

fn time_of_day(time: &str) -> Option<[&str; 3]> {
    let separator = if time.contains(':') { ':' } else { '.' };
    match *time.split(separator).collect::<Vec<_>>() {
        [hours, minutes] => Some([hours, minutes, "0"]),
        [hours, minutes, seconds] => Some([hours, minutes, seconds]),
        _ => None,
    }
}

/// Puts a year of two digits between 1969 and 2068.
fn full_year(year: i32) -> i32 {
    match year {
        100.. => year,
        69..100 => year + 1900,
        _ => year.saturating_add(2000),
    }
}

/// Seconds east of Greenwich; `None` if that is a whole day or more, which no
/// zone may be.
fn offset_seconds(zone: &str) -> Result<Option<i32>, Overflow> {
    /// Above this, a `timedelta` overflows (in either direction).
    const LONGEST: i128 = 86_400 * 1_000_000_000;

    let zone = zone.to_uppercase();
    let named = TIME_ZONES.iter().find(|(name, _)| *name == zone);
    let written = match named {
        Some((_, written)) => i128::from(*written),
        None => python_int(&zone, 10).map_or(0, |it| {
            let magnitude = i128::try_from(it.magnitude).unwrap_or(i128::MAX);
            if it.is_negative {
                -magnitude
            } else {
                magnitude
            }
        }),
    };
    let (hours, minutes) = (written / 100, written % 100);
    let seconds = hours.saturating_mul(3600).saturating_add(minutes * 60);
    if !(86_400 - LONGEST..LONGEST).contains(&seconds) {
        return Err(Overflow);
    }
    let is_less_than_a_day = seconds.abs() < 86_400;
    Ok(i32::try_from(seconds).ok().filter(|_| is_less_than_a_day))
}

fn civil(year: i32, month: i8, day: i32, time: [i32; 3]) -> Option<DateTime> {
    let [hours, minutes, seconds] = time.map(i8::try_from);
    let year = i16::try_from(year).ok().filter(|year| *year >= 1)?;
    let day = i8::try_from(day).ok()?;
    DateTime::new(
        year,
        month,
        day,
        hours.ok()?,
        minutes.ok()?,
        seconds.ok()?,
        0,
    )
    .ok()
}

fn in_utc(local: DateTime, offset: i32) -> Result<DateTime, Overflow> {
    let moment = local.checked_sub(offset.seconds()).map_err(|_| Overflow)?;
    Some(moment).filter(|it| it.year() >= 1).ok_or(Overflow)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The expected values are those of `werkzeug.http.parse_date` (Werkzeug
    /// 3.1 on CPython 3.11).
    #[test]
    fn a_date_is_read_as_werkzeug_reads_it() {
        let day = "2011-06-24T00:09:05";
        for (text, date) in [
            ("Fri, 24 Jun 2011 00:09:05 GMT", Some(day)),
            ("24 Jun 2011 00:09:05", Some(day)),
            ("Mon, 24 Jun 2011 00:09:05 GMT", Some(day)),
            ("nonsense, 24 JUNE 2011 02:09:05 +0200", Some(day)),
            ("x,24 Jun 2011 00:09:05 Z", Some(day)),
            ("Friday, 24-Jun-11 00:09:05 GMT", Some(day)),
            ("Jun 24, 2011, 00:09:05, EDT", Some("2011-06-24T04:09:05")),
            ("Jun 24 00:09:05 2011", Some(day)),
            ("24 Jun 2011 00.09.05", Some(day)),
            ("24 Jun 2011 00:09:05-0100", Some("2011-06-24T01:09:05")),
            ("24 Jun 2011 00:09", Some("2011-06-24T00:09:00")),
            ("24 Jun 123 00:09:05", Some("0123-06-24T00:09:05")),
            ("24 Jun 99 00:09:05", Some("1999-06-24T00:09:05")),
            ("24 Jun 0 00:09:05", Some("2000-06-24T00:09:05")),
            ("24 Jun 2011 00:09:05 nowhere", Some(day)),
            ("24 Jun 2011 00:09:05 +9999", None),
            ("24 Jun 2011 24:00:00", None),
            ("24 Jun 2011 23:59:60", None),
            ("30 Feb 2011 00:00:00", None),
            ("1 Jan 10000 00:00:00", None),
            ("tomorrow", None),
            ("", None),
            (" ", None),
            (",", None),
        ] {
            let read = parse_date(text).expect("no overflow");
            let read = read.map(|it| it.to_string());
            assert_eq!(read.as_deref(), date, "{text:?}");
        }
        for text in [
            "24 Jun 99999999999 00:00:00",
            "24 Jun 2011 00:00:00 +999999999999999",
            // Python reads this one but cannot write it.
            "31 Dec 9999 23:59:59 -0100",
        ] {
            assert_eq!(parse_date(text), Err(Overflow), "{text:?}");
        }
    }
}
