//! The table of the three parts.

use serde::Serialize;

use crate::{
    anatomy::{Anatomy, Part, PayloadPart, SignaturePart, TimestampPart},
    itsdangerous::base64_decode_as_python,
    view::text::{
        cookie::{CookieText, python_type},
        lab::InspectorWords,
    },
    web::{
        ctx::Ctx,
        shown::{printable, start},
        teaching::comparison::{MAX_SHOWN, class, name, number_of},
    },
};

/// A line of the table of parts.
#[derive(Serialize)]
pub(super) struct PartRow {
    number: &'static str,
    class: &'static str,
    name: &'static str,
    raw: String,
    bytes: String,
    meaning: String,
    /// What stands below the meaning.
    notes: Vec<String>,
    is_untrusted: bool,
    readable: &'static str,
}

/// Tagged values that the page lists, at most.
const MAX_TAGS: usize = 20;

/// A row for each part that is there.
pub(super) fn rows(ctx: &Ctx<'_>, anatomy: &Anatomy) -> Vec<PartRow> {
    let table = Table {
        text: CookieText::of(ctx.lang),
        words: InspectorWords::of(ctx.lang),
        anatomy,
    };
    let rows = [
        anatomy.payload.as_ref().map(|part| table.payload(part)),
        anatomy.timestamp.as_ref().map(|part| table.timestamp(part)),
        anatomy.signature.as_ref().map(|part| table.signature(part)),
    ];
    rows.into_iter().flatten().collect()
}

struct Table<'a> {
    text: &'static CookieText,
    words: &'static InspectorWords,
    anatomy: &'a Anatomy,
}

impl Table<'_> {
    fn row(&self, part: Part, raw: &str) -> PartRow {
        PartRow {
            number: number_of(part),
            class: class(part),
            name: name(self.words, part),
            raw: shortened(&printable(raw)),
            bytes: String::new(),
            meaning: String::new(),
            notes: Vec::new(),
            is_untrusted: false,
            readable: "",
        }
    }

    fn payload(&self, part: &PayloadPart) -> PartRow {
        let bytes = self.count(part.content.bytes.len());
        let packed = base64_decode_as_python(part.raw.trim_start_matches('.').as_bytes());
        let packed = packed.filter(|_| part.compressed);
        PartRow {
            bytes: match packed {
                None => bytes,
                Some(packed) => self.words.inflated(&self.count(packed.len()), &bytes),
            },
            meaning: content(part),
            notes: self.notes(part),
            is_untrusted: !self.anatomy.is_trusted(),
            readable: self.words.readable_payload,
            ..self.row(Part::Payload, &part.raw)
        }
    }

    fn timestamp(&self, part: &TimestampPart) -> PartRow {
        let bytes = base64_decode_as_python(part.raw.as_bytes());
        let moment = part
            .seconds
            .map(|seconds| format!("{seconds} = {}", self.text.moment(seconds)));
        PartRow {
            bytes: bytes.map_or_else(|| self.words.not_readable.to_owned(), |it| hex(&it)),
            meaning: moment.unwrap_or_else(|| self.words.not_readable.to_owned()),
            readable: self.words.readable_timestamp,
            ..self.row(Part::Timestamp, &part.raw)
        }
    }

    fn signature(&self, part: &SignaturePart) -> PartRow {
        let bytes = base64_decode_as_python(part.raw.as_bytes());
        let bytes = bytes.map(|it| {
            let (bytes, bits) = (self.count(it.len()), self.count(it.len() * 8));
            self.words.bits(&bytes, &bits)
        });
        PartRow {
            bytes: bytes.unwrap_or_else(|| self.words.not_readable.to_owned()),
            meaning: (self.anatomy.algorithm())
                .unwrap_or(self.text.parts.no_algorithm)
                .to_owned(),
            readable: self.words.readable_signature,
            ..self.row(Part::Signature, &part.raw)
        }
    }

    /// What is not shown of the content, and a sentence for each value that
    /// Flask's JSON marks with a tag.
    fn notes(&self, part: &PayloadPart) -> Vec<String> {
        let mut notes = Vec::new();
        let all = part.content.text().map(|text| text.chars().count());
        let all = all.unwrap_or(part.content.bytes.len());
        if all > MAX_SHOWN {
            let numbers = [MAX_SHOWN, all].map(|number| self.count(number));
            let [shown, all] = &numbers;
            notes.push((self.text.parts.text_cut)(shown, all));
        }
        let tags = &part.content.tags;
        let listed = tags.listed.iter().take(MAX_TAGS);
        notes.extend(listed.clone().map(|(path, tag)| {
            let path = if path.is_empty() { "/" } else { path };
            let path = shortened(&printable(path));
            (self.text.parts.tagged)(&path, python_type(tag))
        }));
        notes.extend(self.text.tags_cut(listed.len(), tags.count));
        notes
    }

    fn count(&self, number: usize) -> String {
        self.text.count(number as u128)
    }
}

/// `6b 05 44 00`
fn hex(bytes: &[u8]) -> String {
    let bytes: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    bytes.join(" ")
}

/// The payload's text, or its bytes where it is none.
fn content(part: &PayloadPart) -> String {
    match part.content.text() {
        Some(text) => shortened(&printable(text)),
        None => shortened(&hex(&part.content.bytes)),
    }
}

/// The beginning of a text: four kilobytes of cookie may hold much more.
pub(super) fn shortened(text: &str) -> String {
    start(text, MAX_SHOWN)
}
