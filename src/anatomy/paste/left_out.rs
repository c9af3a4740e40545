//! What was left out to find a value, and how a server would have read the text
//! as typed.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::header::{HeaderLine, value_as_sent};
use super::letters::{Letters, Writing, is_invisible};
use super::scan::Found;
use crate::anatomy::{Hint, Parts};
use crate::itsdangerous::base64_decode_as_python;

/// What was left out to find a value in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Each kind once; never empty.
    pub what: Vec<Debris>,
    /// Whether a server would read the same cookie from the text as typed;
    /// `None` if the text cannot be a value.
    pub server_reads_it: Option<bool>,
}

/// Something around or inside a value that does not belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Debris {
    /// Other text: a command, a file, a sentence.
    Text,
    /// The attributes of `Set-Cookie`.
    Attributes,
    /// Quotes, brackets, commas: each mark once, in order of appearance.
    Marks(String),
    /// Blanks at its edges or inside it.
    Blanks,
    /// Line ends inside the value.
    LineEnds,
    /// Invisible characters: soft hyphens, joiners, a byte order mark.
    Invisible,
    /// Backslashes, carets, HTML entities.
    Escapes,
}

/// What to say about how this value was found in the text.
pub(super) fn hints(text: &str, found: &Found) -> Vec<Hint> {
    let mut hints = Vec::new();
    let around = Around::of(text, found);
    if around.is_percent_encoded {
        hints.push(Hint::PercentEncoded);
    }
    if !around.what.is_empty() {
        let typed = around.typed(text, found);
        hints.push(Hint::LeftOut(LeftOut {
            server_reads_it: typed.map(|typed| is_read(&typed, &found.value)),
            what: around.what,
        }));
    }
    if found.is_first_of_two {
        hints.push(Hint::TwoCookies);
    }
    hints
}

/// Whether a server reads this value if a browser sends that text: the signed
/// text must be equal, of the signature only the decoded bytes.
// Flask: Python skips stray characters in base64.
fn is_read(typed: &str, value: &str) -> bool {
    let Some(read) = value_as_sent(typed) else {
        return false;
    };
    let (read, found) = (Parts::of(&read), Parts::of(value));
    let bytes = |parts: &Parts<'_>| base64_decode_as_python(parts.signature?.as_bytes());
    read.signed == found.signed && bytes(&read).is_some() && bytes(&read) == bytes(&found)
}

#[derive(Default)]
struct Around {
    what: Vec<Debris>,
    is_percent_encoded: bool,
}

impl Around {
    fn of(text: &str, found: &Found) -> Self {
        let mut around = Self::default();
        let before = text.get(..found.place.start).unwrap_or_default();
        let after = text.get(found.place.end..).unwrap_or_default();
        around.is_percent_encoded = ["%3D", "%3d", "%22", "%27"]
            .iter()
            .any(|code| before.ends_with(code));
        around.look_inside(text, found);
        let visible = text.trim_start_matches(is_invisible);
        if is_plain(visible, found) {
            around.look_outside(
                text.get(..text.len() - visible.len()).unwrap_or_default(),
                "",
            );
        } else if !(around.is_percent_encoded && is_plain(&decoded(text), found)) {
            around.look_outside(before, after);
        }
        around
    }

    fn look_outside(&mut self, before: &str, after: &str) {
        let after = after.trim_end_matches(['\r', '\n']);
        let has_text = |it: &str| it.contains(char::is_alphanumeric);
        // The prefix of Python's bytes.
        let prefix = before
            .strip_suffix(['"', '\''])
            .and_then(|it| it.strip_suffix('b'));
        if has_text(prefix.unwrap_or(before))
            || (has_text(after) && !after.trim_start().starts_with(';'))
        {
            self.what.insert(0, Debris::Text);
            return;
        }
        let marks_after = if has_text(after) {
            self.what.push(Debris::Attributes);
            ""
        } else {
            after
        };
        let mut marks = String::new();
        for char in before.chars().chain(marks_after.chars()) {
            if is_invisible(char) || char == '\u{1b}' {
                self.add(Debris::Invisible);
            } else if char.is_whitespace() {
                self.add(Debris::Blanks);
            } else if !marks.contains(char) {
                marks.push(char);
            }
        }
        if !marks.is_empty() {
            self.what.insert(0, Debris::Marks(marks));
        }
    }

    fn look_inside(&mut self, text: &str, found: &Found) {
        for letter in Letters::new(text, found.place.start) {
            if letter.place.start >= found.place.end {
                break;
            }
            match letter.writing {
                Writing::Invisible => self.add(Debris::Invisible),
                Writing::Percent => self.is_percent_encoded = true,
                Writing::Escaped => self.add(Debris::Escapes),
                Writing::Plain if matches!(letter.char, '\n' | '\r') => self.add(Debris::LineEnds),
                Writing::Plain if letter.char.is_whitespace() => self.add(Debris::Blanks),
                Writing::Plain => {}
            }
        }
    }

    fn add(&mut self, debris: Debris) {
        if !self.what.contains(&debris) {
            self.what.push(debris);
        }
    }

    /// What was typed as a value, if the text is a value or a list of cookies.
    fn typed(&self, text: &str, found: &Found) -> Option<String> {
        let text = text.trim_end_matches(['\r', '\n']);
        if !self.what.contains(&Debris::Text) {
            let value = found.name.is_none().then(|| text.to_owned());
            return value.or_else(|| HeaderLine::new(text).value_of(found.name.as_deref()?));
        }
        if text.contains(['\n', '\t']) {
            return None;
        }
        HeaderLine::new(text).value_of(found.name.as_deref()?)
    }
}

fn decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}

/// Whether a server or a browser reads exactly this value from the text, or
/// from its line; then nothing was left out.
fn is_plain(text: &str, found: &Found) -> bool {
    let text = text.trim_matches(['\r', '\n']);
    if text
        .split('\t')
        .any(|field| field.trim_end() == found.value)
    {
        return true;
    }
    let Some(name) = found.name.as_deref() else {
        return text == found.value;
    };
    HeaderLine::new(text).value_of(name).as_ref() == Some(&found.value)
}
