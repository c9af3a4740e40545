//! Durations, numbers and moments as people of a language write them.

use super::CookieText;
use crate::{anatomy::utc, view::text::Lang};

impl CookieText {
    /// Seconds in the two largest units that say something: `30 d 23 h`.
    pub(crate) fn duration(&self, seconds: u128) -> String {
        let [days, hours, minutes, secs] = self.units;
        let parts = [
            (seconds / 86_400, days),
            (seconds / 3_600 % 24, hours),
            (seconds / 60 % 60, minutes),
            (seconds % 60, secs),
        ];
        let largest = parts
            .iter()
            .position(|(count, _)| *count > 0)
            .unwrap_or(parts.len() - 1);
        let shown = parts
            .iter()
            .skip(largest)
            .take(2)
            .filter(|(count, _)| *count > 0);
        let words: Vec<String> = shown
            .map(|(count, unit)| format!("{}\u{a0}{unit}", self.count(*count)))
            .collect();
        if words.is_empty() {
            format!("0\u{a0}{secs}")
        } else {
            words.join(" ")
        }
    }

    /// A number with its thousands apart.
    pub(crate) fn count(&self, number: u128) -> String {
        self.lang.number(u64::try_from(number).unwrap_or(u64::MAX))
    }

    /// A moment as people of the language write it, in UTC; the bare number
    /// past the year 9999.
    pub(crate) fn moment(&self, seconds: u64) -> String {
        let Some(text) = utc(seconds) else {
            return seconds.to_string();
        };
        let text = text.trim_end_matches('Z');
        let (day, time) = text.split_once('T').unwrap_or((text, ""));
        match (self.lang, day.splitn(3, '-').collect::<Vec<_>>().as_slice()) {
            (Lang::Fr, [year, month, day]) => format!("{day}/{month}/{year} {time} UTC"),
            _ => format!("{day} {time} UTC"),
        }
    }
}
