//! What a form of the bench brings.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::{anatomy::Part, http::Form};

/// The fields, as they were typed; an absent one is empty.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) cookie: String,
    pub(super) original: String,
    /// What the fields held when the page was made.
    pub(super) seen: Option<Seen>,
    pub(super) has_own_key: bool,
    pub(super) own_key: String,
    pub(super) is_hex: bool,
    /// `None` where the page offered no such field.
    pub(super) payload: Option<String>,
    pub(super) timestamp: Option<String>,
    pub(super) date: Option<String>,
    pub(super) signature: Option<String>,
    pub(super) part: Option<Part>,
    pub(super) position: String,
    /// 1 to 8; `None` for all of them.
    pub(super) bit: Option<u8>,
}

/// What is wrong, field by field.
#[derive(Default)]
pub(super) struct Problems {
    pub(super) key: Option<String>,
    pub(super) date: Option<String>,
    /// Two fields say different things.
    pub(super) contradiction: Option<String>,
    pub(super) flip: Option<String>,
    pub(super) send: Option<String>,
}

impl Typed {
    pub(super) fn of(form: &Form) -> Self {
        // A browser sends the line ends of a text as CRLF.
        let field = |name| form.get(name).map(|text| text.replace("\r\n", "\n"));
        let text = |name| field(name).unwrap_or_default();
        Self {
            cookie: text("cookie"),
            original: text("original"),
            seen: form.get("seen").and_then(Seen::parse),
            has_own_key: form.get("key") == Some("own"),
            own_key: text("own_key"),
            is_hex: form.get("read_as") == Some("hex"),
            payload: field("payload"),
            timestamp: field("timestamp"),
            date: field("date"),
            signature: field("signature"),
            part: match form.get("part") {
                Some("timestamp") => Some(Part::Timestamp),
                Some("signature") => Some(Part::Signature),
                Some(_) => Some(Part::Payload),
                None => None,
            },
            position: text("position"),
            bit: form
                .get("bit")
                .and_then(|bit| bit.parse().ok())
                .filter(|bit| (1..=8).contains(bit)),
        }
    }

    /// A field whose text is not the one that the page showed.
    pub(super) fn edited(&self, field: Field) -> Option<&str> {
        let text = match field {
            Field::Cookie => Some(self.cookie.as_str()),
            Field::Payload => self.payload.as_deref(),
            Field::Timestamp => self.timestamp.as_deref(),
            Field::Date => self.date.as_deref().filter(|date| !date.is_empty()),
            Field::Signature => self.signature.as_deref(),
        };
        text.filter(|text| match &self.seen {
            Some(seen) => !seen.is(field, text),
            // No page was seen: what is not empty is meant.
            None => !text.is_empty(),
        })
    }
}

/// A field that can be edited.
#[derive(Clone, Copy)]
pub(super) enum Field {
    Cookie,
    Payload,
    Timestamp,
    Date,
    Signature,
}

/// Short fingerprints of what a page showed in its fields, so that the next
/// form tells which of them was edited.
pub(super) struct Seen([u64; 5]);

impl Seen {
    pub(super) fn of(fields: [&str; 5]) -> Self {
        Self(fields.map(fingerprint))
    }

    fn parse(text: &str) -> Option<Self> {
        let numbers: Option<Vec<u64>> = text
            .split('.')
            .map(|number| u64::from_str_radix(number, 16).ok())
            .collect();
        Some(Self(numbers?.try_into().ok()?))
    }

    pub(super) fn text(&self) -> String {
        self.0.map(|number| format!("{number:x}")).join(".")
    }

    fn is(&self, field: Field, text: &str) -> bool {
        let Self([cookie, payload, timestamp, date, signature]) = self;
        let seen = match field {
            Field::Cookie => cookie,
            Field::Payload => payload,
            Field::Timestamp => timestamp,
            Field::Date => date,
            Field::Signature => signature,
        };
        *seen == fingerprint(text)
    }
}

fn fingerprint(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(fields: &[(&str, &str)]) -> Typed {
        let mut body = form_urlencoded::Serializer::new(String::new());
        Typed::of(&Form::parse(body.extend_pairs(fields).finish().as_bytes()))
    }

    #[test]
    fn an_edited_field_is_told_from_one_that_was_left_alone() {
        let seen = Seen::of(["a.b.c", "{}\n", "b", "", "c"]).text();
        let typed = typed(&[
            ("seen", &seen),
            ("cookie", "a.b.c"),
            ("payload", "{}\r\n"),
            ("timestamp", "bb"),
            ("date", ""),
        ]);
        assert_eq!(typed.edited(Field::Cookie), None);
        assert_eq!(typed.edited(Field::Payload), None);
        assert_eq!(typed.edited(Field::Timestamp), Some("bb"));
        assert_eq!(typed.edited(Field::Date), None);
        assert_eq!(typed.edited(Field::Signature), None);
    }

    #[test]
    fn without_a_page_before_it_what_is_typed_is_meant() {
        for seen in ["", "1.2.3", "x.x.x.x.x"] {
            let typed = typed(&[("seen", seen), ("cookie", "a"), ("payload", "")]);
            assert_eq!(typed.edited(Field::Cookie), Some("a"));
            assert_eq!(typed.edited(Field::Payload), None);
        }
    }
}
