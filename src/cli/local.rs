//! Shows dates in the time zone of this machine, for someone at a terminal.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::view::text::Lang;
use crate::view::text::cli::LookText;

/// The zone of `TZ`, or else of the system; `None` if it is UTC or unknown.
pub(super) fn zone() -> Option<TimeZone> {
    TimeZone::try_system().ok()
}

/// The time of day in this zone, with the date if it differs from the one in
/// UTC; `None` if the clock shows the same as UTC.
pub(super) fn here(zone: &TimeZone, seconds: u64, lang: Lang) -> Option<String> {
    let utc = Timestamp::from_second(i64::try_from(seconds).ok()?).ok()?;
    let here = utc.to_zoned(zone.clone());
    if here.offset().is_zero() {
        return None;
    }
    let is_same_day = here.date() == utc.to_zoned(TimeZone::UTC).date();
    let format = match (is_same_day, lang) {
        (true, _) => "%H:%M:%S",
        (false, Lang::Fr) => "%d/%m/%Y %H:%M:%S",
        (false, Lang::En) => "%Y-%m-%d %H:%M:%S",
    };
    let moment = here.strftime(format).to_string();
    let offset = here.strftime("%:z").to_string();
    Some((LookText::of(lang).here)(&moment, &offset))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz;

    #[test]
    fn the_day_is_told_where_it_is_another() {
        let at = |hours| TimeZone::fixed(tz::offset(hours));
        for (hours, lang, shown) in [
            (0, Lang::En, None),
            (1, Lang::En, Some("09:00:00 here (+01:00)")),
            (1, Lang::Fr, Some("09:00:00 ici (+01:00)")),
            (-10, Lang::En, Some("2026-11-23 22:00:00 here (-10:00)")),
            (-10, Lang::Fr, Some("23/11/2026 22:00:00 ici (-10:00)")),
        ] {
            let here = here(&at(hours), 1_795_507_200, lang);
            assert_eq!(here.as_deref(), shown, "{hours}");
        }
        assert_eq!(here(&at(1), u64::MAX, Lang::En), None);
    }
}
