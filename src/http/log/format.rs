//! Formats a log line, as text or as JSON.

use std::{
    fmt::{self, Debug, Write},
    io,
};

use serde::ser::{SerializeMap, Serializer as _};
use serde_json::{Serializer, ser::Formatter};
use tracing::{
    Event, Level, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{
    fmt::{FmtContext, FormatEvent, FormatFields, format::Writer},
    registry::LookupSpan,
};

use super::{LogFormat, time};
use crate::http::RequestId;

impl<S, N> FormatEvent<S, N> for LogFormat
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(
        &self,
        _context: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        match self {
            Self::Text => write_text(&mut writer, event),
            Self::Json => write_json(&mut writer, event),
        }
    }
}

fn write_text(writer: &mut Writer<'_>, event: &Event<'_>) -> fmt::Result {
    time::write_now(writer)?;
    writer.write_str(level(event))?;
    match RequestId::current() {
        Some(id) => writer.write_str(id.as_str())?,
        None => writer.write_char('-')?,
    }
    let mut fields = TextFields(&mut *writer);
    event.record(&mut fields);
    writer.write_char('\n')
}

/// The level between two spaces, padded to the widest.
fn level(event: &Event<'_>) -> &'static str {
    match *event.metadata().level() {
        Level::ERROR => " ERROR ",
        Level::WARN => " WARN  ",
        Level::INFO => " INFO  ",
        Level::DEBUG => " DEBUG ",
        Level::TRACE => " TRACE ",
    }
}

/// ` message name=value…`. A text value is quoted unless it is a plain word.
///
/// The writer is a `String`, so writing never fails.
struct TextFields<W>(W);

impl<W: Write> TextFields<W> {
    /// Writes the name, and returns the writer for the value.
    fn value_of(&mut self, field: &Field) -> &mut W {
        let name = field.name();
        self.0.write_char(' ').ok();
        if name != "message" {
            self.0.write_str(name).ok();
            self.0.write_char('=').ok();
        }
        &mut self.0
    }
}

impl<W: Write> Visit for TextFields<W> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(Escaping(self.value_of(field)), "{value:?}").ok();
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        let mut digits = itoa::Buffer::new();
        self.value_of(field).write_str(digits.format(value)).ok();
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        let writer = self.value_of(field);
        match Looks::of(value) {
            Looks::PlainWord => writer.write_str(value).ok(),
            Looks::Printable => write!(writer, "\"{value}\"").ok(),
            Looks::Odd => write!(writer, "{value:?}").ok(),
        };
    }
}

/// How a text value must be written.
enum Looks {
    PlainWord,
    /// ASCII without control characters, quotes and backslashes: needs only
    /// quotes.
    Printable,
    Odd,
}

impl Looks {
    fn of(value: &str) -> Self {
        // No early exit: going through all bytes with a lookup table is faster
        // than branching.
        let strangest = value
            .bytes()
            .fold(u8::from(value.is_empty()), |so_far, byte| {
                so_far
                    | match byte {
                        b' ' | b'=' => 1,
                        b'"' | b'\\' | ..b' ' | 0x7f.. => 2,
                        _ => 0,
                    }
            });
        match strangest {
            0 => Self::PlainWord,
            1 => Self::Printable,
            _ => Self::Odd,
        }
    }
}

/// Escapes whatever is not printable.
///
/// Security: terminals obey control characters, and line ends would let a
/// client forge log lines.
struct Escaping<W>(W);

impl<W: Write> Write for Escaping<W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return self.0.write_str(text);
        }
        text.chars().try_for_each(|character| match character {
            ' '..='~' => self.0.write_char(character),
            _ => write!(self.0, "{}", character.escape_debug()),
        })
    }
}

fn write_json(writer: &mut Writer<'_>, event: &Event<'_>) -> fmt::Result {
    let mut now = String::new();
    time::write_now(&mut now)?;
    let mut line = Vec::with_capacity(512);
    json_object(&mut line, &now, event).map_err(|_| fmt::Error)?;
    line.push(b'\n');
    writer.write_str(str::from_utf8(&line).map_err(|_| fmt::Error)?)
}

fn json_object(line: &mut Vec<u8>, now: &str, event: &Event<'_>) -> serde_json::Result<()> {
    let mut serializer = Serializer::with_formatter(line, Ascii);
    let mut fields = JsonFields {
        object: serializer.serialize_map(None)?,
        result: Ok(()),
    };
    fields.object.serialize_entry("time", now)?;
    fields
        .object
        .serialize_entry("level", event.metadata().level().as_str())?;
    if let Some(id) = RequestId::current() {
        fields.object.serialize_entry("request_id", id.as_str())?;
    }
    event.record(&mut fields);
    fields.result?;
    fields.object.end()
}

struct JsonFields<M: SerializeMap> {
    object: M,
    result: Result<(), M::Error>,
}

impl<M: SerializeMap> JsonFields<M> {
    fn write(&mut self, field: &Field, value: &(impl serde::Serialize + ?Sized)) {
        if self.result.is_ok() {
            self.result = self.object.serialize_entry(field.name(), value);
        }
    }
}

impl<M: SerializeMap> Visit for JsonFields<M> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.write(field, &format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.write(field, value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.write(field, &value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.write(field, &value);
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.write(field, &value);
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.write(field, &value);
    }
}

/// Writes JSON in ASCII only.
///
/// Security: `serde_json` leaves `U+007F` and above as they are, including
/// control characters that terminals obey.
struct Ascii;

impl Formatter for Ascii {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + io::Write,
    {
        if fragment.is_ascii() && !fragment.contains('\u{7f}') {
            return writer.write_all(fragment.as_bytes());
        }
        let mut units = [0; 2];
        fragment.chars().try_for_each(|character| match character {
            '\0'..='~' => write!(writer, "{character}"),
            _ => character
                .encode_utf16(&mut units)
                .iter()
                .try_for_each(|unit| write!(writer, "\\u{unit:04x}")),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex, PoisonError};

    use super::*;

    #[derive(Clone, Default)]
    struct Captured(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Captured {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let mut captured = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            captured.extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// What `say` logs, without the time.
    fn logged(format: LogFormat, say: impl FnOnce()) -> String {
        let captured = Captured::default();
        let writer = captured.clone();
        let subscriber = tracing_subscriber::fmt()
            .event_format(format)
            .with_writer(move || writer.clone())
            .finish();
        tracing::subscriber::with_default(subscriber, say);
        let bytes = captured.0.lock().unwrap_or_else(PoisonError::into_inner);
        let line = String::from_utf8(bytes.clone()).expect("a log line is UTF-8");
        let time = line.split(['"', ' ']).find(|word| word.starts_with("20"));
        let time = time.expect("a log line has a time");
        assert_eq!(time.len(), "2026-11-24T08:00:00.000000Z".len());
        line.replace(time, "TIME")
    }

    fn say_hostile_things() {
        tracing::warn!(
            path = "/a\u{1b}[31m\u{9b}",
            word = "plain",
            count = 3_u64,
            "two\nlines \u{202e}é"
        );
    }

    #[test]
    fn a_text_line_obeys_no_client() {
        assert_eq!(
            logged(LogFormat::Text, say_hostile_things),
            "TIME WARN  - two\\nlines \\u{202e}é path=\"/a\\u{1b}[31m\\u{9b}\" word=plain count=3\n"
        );
    }

    #[test]
    fn a_json_line_is_ascii_and_says_the_same() {
        assert_eq!(
            logged(LogFormat::Json, say_hostile_things),
            "{\"time\":\"TIME\",\"level\":\"WARN\",\"message\":\"two\\nlines \\u202e\\u00e9\",\
             \"path\":\"/a\\u001b[31m\\u009b\",\"word\":\"plain\",\"count\":3}\n"
        );
    }

    #[test]
    fn a_line_said_during_a_request_carries_its_id() {
        let id = RequestId::random();
        let say = || id.while_saying(|| tracing::info!("here"));
        assert_eq!(
            logged(LogFormat::Text, say),
            format!("TIME INFO  {id} here\n")
        );
        assert_eq!(
            logged(LogFormat::Json, say),
            format!(
                "{{\"time\":\"TIME\",\"level\":\"INFO\",\"request_id\":\"{id}\",\"message\":\"here\"}}\n"
            )
        );
    }
}
