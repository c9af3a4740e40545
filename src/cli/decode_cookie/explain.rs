//! Explains a cookie in words: first the verdict, then the reason, then the
//! parts.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use jiff::tz::TimeZone;

use super::pretty::pretty;
use crate::anatomy::{
    Anatomy, Examination, Hint, MAX_BROWSER_BYTES, OLD_EPOCH, PayloadPart, Verdict, steps,
};
use crate::cli::local;
use crate::cli::wrap::{whole, wrap};
use crate::itsdangerous::SecretKey;
use crate::session::loads;
use crate::view::text::Lang;
use crate::view::text::cookie::{CookieText, gate_symbol, python_type, verdict_symbol};

/// The width of the column with the parts' names.
const NAME_WIDTH: usize = 12;

const PAYLOAD: Style = AnsiColor::Blue.on_default();
const TIMESTAMP: Style = AnsiColor::Yellow.on_default();
const SIGNATURE: Style = AnsiColor::Magenta.on_default();
const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// The layout of an explanation.
pub(super) struct Look {
    pub(super) lang: Lang,
    /// The width to which sentences are wrapped.
    pub(super) columns: usize,
    /// Whether to show the payload also on several lines.
    pub(super) is_pretty: bool,
    /// This machine's time zone, if dates are also shown in it.
    pub(super) zone: Option<TimeZone>,
}

impl Look {
    /// Writes an indented sentence.
    fn sentence(&self, out: &mut impl Write, sentence: &str) -> io::Result<()> {
        writeln!(out, "{}", wrap(sentence, self.columns, "  ", "  "))
    }

    /// Writes the name of a part and its content.
    fn row(&self, out: &mut impl Write, style: Style, name: &str, content: &str) -> io::Result<()> {
        let padding = NAME_WIDTH.saturating_sub(name.chars().count());
        let name = format!("  {style}{name}{style:#}{:padding$}  ", "");
        if content.is_empty() {
            return writeln!(out, "{name}");
        }
        let rest = " ".repeat(NAME_WIDTH + 4);
        writeln!(out, "{}", wrap(content, self.columns, &name, &rest))
    }

    /// Writes a remark below a part.
    fn note(&self, out: &mut impl Write, note: &str) -> io::Result<()> {
        let indent = " ".repeat(NAME_WIDTH + 4);
        let note = format!("{DIM}{note}{DIM:#}");
        writeln!(out, "{}", wrap(&note, self.columns, &indent, &indent))
    }
}

/// Writes the complete explanation of a cookie.
pub(super) fn write(
    out: &mut impl Write,
    look: &Look,
    text: &CookieText,
    anatomy: &Anatomy,
) -> io::Result<()> {
    write_verdict(out, look, text, anatomy)?;
    look.sentence(out, text.truth)?;
    if !anatomy.value.is_empty() {
        writeln!(out)?;
        write_value(out, anatomy)?;
        write_payload(out, look, text, anatomy)?;
        write_timestamp(out, look, text, anatomy)?;
        write_signature(out, look, text, anatomy)?;
        write_gates(out, look, text, anatomy)?;
    }
    write_hints(out, look, text, anatomy)
}

/// Writes the hints, except those that repeat the verdict.
fn write_hints(
    out: &mut impl Write,
    look: &Look,
    text: &CookieText,
    anatomy: &Anatomy,
) -> io::Result<()> {
    let said = text
        .explanation(anatomy)
        .and_then(|explanation| explanation.diagnosis);
    let hints = anatomy.hints.iter();
    let hints = hints.filter(|hint| **hint != Hint::PublishedKey);
    let hints = hints.map(|hint| text.hint(hint));
    let hints: Vec<String> = hints.filter(|hint| said.as_ref() != Some(hint)).collect();
    if !hints.is_empty() {
        writeln!(out)?;
    }
    for hint in hints {
        look.sentence(out, &format!("{} {hint}", text.parts.hint))?;
    }
    Ok(())
}

/// Writes the verdict with the age, then the reason and what to do about it.
fn write_verdict(
    out: &mut impl Write,
    look: &Look,
    text: &CookieText,
    anatomy: &Anatomy,
) -> io::Result<()> {
    let color = match anatomy.verdict {
        Verdict::Valid => AnsiColor::Green,
        Verdict::Unverified => AnsiColor::Yellow,
        Verdict::Expired | Verdict::Future | Verdict::BadSignature | Verdict::Malformed => {
            AnsiColor::Red
        }
    };
    let symbol = verdict_symbol(anatomy.verdict);
    let style = color.on_default().bold();
    let mut title = format!("{style}{symbol} {}{style:#}", text.title(anatomy));
    let age = text.age(anatomy);
    if !age.is_empty() && anatomy.verdict != Verdict::Malformed {
        title = format!("{title} ({})", age.join(", "));
    }
    writeln!(out, "{}", wrap(&title, look.columns, "", "  "))?;
    if anatomy.hints.first() == Some(&Hint::PublishedKey) {
        let hint = text.hint(&Hint::PublishedKey);
        look.sentence(out, &format!("{BOLD}{hint}{BOLD:#}"))?;
    }
    if let Some(explanation) = text.explanation(anatomy) {
        look.sentence(out, &explanation.why)?;
        if let Some(diagnosis) = explanation.diagnosis {
            look.sentence(out, &diagnosis)?;
        }
        look.sentence(out, &format!("{} {}", text.parts.cure, explanation.cure))?;
    }
    Ok(())
}

/// Writes the cookie with its parts in color.
fn write_value(out: &mut impl Write, anatomy: &Anatomy) -> io::Result<()> {
    let parts = [
        anatomy.payload.as_ref().map(|part| (PAYLOAD, &part.raw)),
        anatomy
            .timestamp
            .as_ref()
            .map(|part| (TIMESTAMP, &part.raw)),
        anatomy
            .signature
            .as_ref()
            .map(|part| (SIGNATURE, &part.raw)),
    ];
    let shown: Vec<String> = parts
        .into_iter()
        .flatten()
        .map(|(style, raw)| format!("{style}{}{style:#}", printable(raw)))
        .collect();
    writeln!(out, "  {}", shown.join("."))
}

fn write_payload(
    out: &mut impl Write,
    look: &Look,
    text: &CookieText,
    anatomy: &Anatomy,
) -> io::Result<()> {
    let Some(part) = &anatomy.payload else {
        return Ok(());
    };
    let content = match part.content.text() {
        Some(content) => printable(content),
        None => format!(
            "{} ({})",
            data_encoding::HEXLOWER.encode(&part.content.bytes),
            text.parts.hexadecimal
        ),
    };
    // Not wrapped, since it may be copied.
    look.row(out, PAYLOAD, text.parts.payload, &whole(&content))?;
    if look.is_pretty {
        write_pretty(out, part)?;
    }
    let mut notes = vec![text.payload_size(part)];
    match anatomy.verdict {
        Verdict::Valid => {}
        Verdict::Unverified => notes.push(text.parts.unverified.into()),
        _ => notes.push(text.parts.untrusted.into()),
    }
    look.note(out, &notes.join(" · "))?;
    let tags = &part.content.tags;
    for (path, tag) in &tags.listed {
        let path = if path.is_empty() {
            "/".into()
        } else {
            printable(path)
        };
        look.note(out, &(text.parts.tagged)(&path, python_type(tag)))?;
    }
    if let Some(note) = text.tags_cut(tags.listed.len(), tags.count) {
        look.note(out, &note)?;
    }
    Ok(())
}

/// Writes the session as Flask reads it, or as plain JSON if Flask cannot.
fn write_pretty(out: &mut impl Write, part: &PayloadPart) -> io::Result<()> {
    let content = &part.content;
    let session = content.text().and_then(|text| loads(text).ok());
    let Some(session) = session.as_ref().or(content.json.as_ref()) else {
        return Ok(());
    };
    let indent = NAME_WIDTH + 4;
    writeln!(out, "{:indent$}{}", "", pretty(session, indent))
}

fn write_timestamp(
    out: &mut impl Write,
    look: &Look,
    text: &CookieText,
    anatomy: &Anatomy,
) -> io::Result<()> {
    let Some(part) = &anatomy.timestamp else {
        return Ok(());
    };
    let content = match part.seconds {
        Some(seconds) => {
            let zone = look.zone.as_ref();
            let here = |seconds| zone.and_then(|zone| local::here(zone, seconds, look.lang));
            let told = |seconds| {
                let here = here(seconds).map(|here| format!(" = {here}"));
                text.moment(seconds) + &here.unwrap_or_default()
            };
            let raw = |told: &str| format!("{seconds} = {told}");
            if seconds < OLD_EPOCH {
                (text.parts.old_epoch)(&raw(&text.moment(seconds)), &told(seconds + OLD_EPOCH))
            } else {
                raw(&told(seconds))
            }
        }
        None => printable(&part.raw),
    };
    look.row(out, TIMESTAMP, text.parts.timestamp, &content)
}

fn write_signature(
    out: &mut impl Write,
    look: &Look,
    text: &CookieText,
    anatomy: &Anatomy,
) -> io::Result<()> {
    if anatomy.signature.is_none() {
        return Ok(());
    }
    let salt = (text.parts.salt)(&printable(&anatomy.salt));
    let algorithm = anatomy.algorithm().unwrap_or(text.parts.no_algorithm);
    let content = format!("{algorithm}, {salt}");
    look.row(out, SIGNATURE, text.parts.signature, &content)
}

fn write_gates(
    out: &mut impl Write,
    look: &Look,
    text: &CookieText,
    anatomy: &Anatomy,
) -> io::Result<()> {
    let gates = anatomy.gates().map(|(gate, result)| {
        let symbol = gate_symbol(result);
        format!(
            "{symbol} {} ({})",
            text.gate(gate),
            text.gate_result(gate, result)
        )
    });
    let gates = gates.map(|gate| whole(&gate)).join("   ");
    let gates = format!("{} {gates}", text.parts.gates);
    writeln!(out, "\n{}", wrap(&gates, look.columns, "  ", "         "))?;
    let limit = text.count(MAX_BROWSER_BYTES as u128);
    let size = text.count(anatomy.size() as u128);
    writeln!(out, "  {DIM}{}{DIM:#}", (text.parts.size)(&size, &limit))
}

/// Writes the seven steps of the calculation.
pub(super) fn write_steps(
    out: &mut impl Write,
    look: &Look,
    text: &CookieText,
    anatomy: &Anatomy,
    examination: &Examination,
    published_key: Option<&SecretKey>,
) -> io::Result<()> {
    writeln!(out, "\n{BOLD}{}{BOLD:#}", text.parts.steps)?;
    let steps = steps(anatomy, examination, published_key);
    if steps.is_empty() {
        look.sentence(out, text.parts.no_steps)?;
    }
    for (number, step) in (1..).zip(&steps) {
        let (title, what) = text.step(step);
        let heading = format!("{BOLD}{number}. {title}{BOLD:#} — {what}");
        writeln!(out, "\n{}", wrap(&heading, look.columns, "", "   "))?;
        match &step.result {
            Some(result) => writeln!(out, "   = {}", printable(result))?,
            None if step.is_secret() => {
                let why = match text.signature_above(step, anatomy) {
                    Some(above) => above,
                    None if anatomy.has_key => text.parts.hidden,
                    None => text.parts.secret,
                };
                writeln!(out, "{}", wrap(why, look.columns, "   = ", "     "))?;
            }
            None => {}
        }
        writeln!(out, "   $ {}", step.shell)?;
        writeln!(out, "   >>> {}", step.python)?;
    }
    Ok(())
}

/// Replaces control characters, with which a stranger's cookie could command
/// the terminal.
fn printable(text: &str) -> String {
    let escape = |char: char| {
        if char.is_control() || is_bidirectional_mark(char) {
            char.escape_unicode().to_string()
        } else {
            char.into()
        }
    };
    text.chars().map(escape).collect()
}

fn is_bidirectional_mark(char: char) -> bool {
    matches!(char, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
