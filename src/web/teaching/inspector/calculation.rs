//! The seven steps of the calculation; under a private key those that need it
//! stay closed.

use serde::Serialize;

use super::rows::shortened;
use crate::{
    anatomy::{self, Anatomy, StepName},
    itsdangerous::base64_decode,
    session::TAGS,
    view::{
        Markup,
        text::cookie::{CookieText, python_type},
    },
    web::{
        ctx::Ctx,
        shown::printable,
        teaching::{comparison::MAX_SHOWN, marked_up},
    },
};

/// One of the seven steps.
#[derive(Serialize)]
pub(super) struct Step {
    title: Markup,
    what: Markup,
    /// Only the holder of the key can take it.
    is_closed: bool,
    result: Option<String>,
    shell: String,
    python: String,
    /// Three bytes and the four characters they become.
    group: Option<Group>,
    /// Flask's six tags, where one of them occurs.
    tags: Vec<TagRow>,
}

#[derive(Serialize)]
pub(super) struct Group {
    /// Three, in hexadecimal.
    bytes: Vec<String>,
    /// Twenty-four.
    bits: Vec<char>,
    /// Four.
    characters: Vec<char>,
}

#[derive(Serialize)]
pub(super) struct TagRow {
    tag: &'static str,
    python: &'static str,
    content: &'static str,
    is_here: bool,
}

/// What each step makes of the cookie; empty for one that no browser keeps,
/// since a command with a part of it would be of no use.
pub(super) fn steps(ctx: &Ctx<'_>, anatomy: &Anatomy) -> Vec<Step> {
    if anatomy.value.len() > MAX_SHOWN {
        return Vec::new();
    }
    let text = CookieText::of(ctx.lang);
    let examiner = ctx.examiner();
    let examination = examiner.examination();
    let keys = examination.keys.as_ref();
    // Security: only the key that the course prints is one that everybody knows.
    let published = keys.map(|keys| &keys.key).filter(|_| ctx.app.is_lab);
    let steps = anatomy::steps(anatomy, examination, published).into_iter();
    steps
        .map(|step| {
            let (title, what) = text.step(&step);
            let is_closed = step.is_secret() && step.result.is_none();
            let secret = text.signature_above(&step, anatomy);
            let secret = || is_closed.then(|| secret.unwrap_or(text.parts.secret).to_owned());
            Step {
                title: marked_up(title),
                what: marked_up(what),
                is_closed,
                result: step.result.as_deref().map(shown).or_else(secret),
                shell: printable(&step.shell),
                python: printable(&step.python),
                group: (step.name == StepName::Base64)
                    .then(|| group(anatomy))
                    .flatten(),
                tags: match step.name {
                    StepName::Json => tag_table(text, anatomy),
                    _ => Vec::new(),
                },
            }
        })
        .collect()
}

fn shown(result: &str) -> String {
    shortened(&printable(result))
}

/// The first four characters of the payload, and the three bytes they carry.
fn group(anatomy: &Anatomy) -> Option<Group> {
    let base64 = anatomy.payload.as_ref()?.raw.trim_start_matches('.');
    let characters = base64.get(..4)?;
    let bytes = base64_decode(characters.as_bytes()).ok()?;
    let bits: Vec<String> = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
    Some(Group {
        bytes: bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        bits: bits.concat().chars().collect(),
        characters: characters.chars().collect(),
    })
}

/// All six tags, where one of them occurs.
fn tag_table(text: &CookieText, anatomy: &Anatomy) -> Vec<TagRow> {
    let part = anatomy.payload.as_ref();
    let found = part.map(|part| part.content.tags.listed.as_slice());
    let found = found.unwrap_or_default();
    if found.is_empty() {
        return Vec::new();
    }
    let rows = TAGS.into_iter().map(|tag| TagRow {
        tag,
        python: python_type(tag.trim_start()),
        content: text.tag_content(tag),
        is_here: found.iter().any(|(_, it)| *it == tag.trim_start()),
    });
    rows.collect()
}
