//! Two cookies side by side, what was changed underlined and counted.

use serde::Serialize;

use crate::{
    anatomy::{Diff, Part, PartDiff, Run},
    view::{
        Markup,
        text::{Lang, lab::InspectorWords},
    },
    web::shown::printable,
};

/// `diff.html`, at `page.cookie.diff`: a cookie before and after.
#[derive(Serialize)]
pub(super) struct Compared {
    /// How many characters were changed, and in which parts.
    pub(super) count: String,
    before: Markup,
    after: Markup,
    /// The right signature is left out of `before`.
    hides_signature: bool,
}

/// A run as it is shown.
struct ShownRun {
    text: String,
    is_changed: bool,
}

/// How a change is marked in the cookie that was, and in the one that is.
pub(super) const BEFORE: [&str; 2] = ["<del>", "</del>"];
pub(super) const AFTER: [&str; 2] = ["<ins>", "</ins>"];

/// Characters of a text that a page shows, at most: whatever a browser keeps is whole.
pub(super) const MAX_SHOWN: usize = 4096;

/// The length of a signature of Flask's.
const SIGNATURE_CHARS: usize = 27;

/// A cookie and what was made of it.
///
/// Security: with `hides_signature` the signature that it had is left out where
/// another one stands now: beside the text that it signs it would be the
/// cookie. Nor is it said which characters are right, or they could be guessed
/// one by one.
pub(super) fn compared(lang: Lang, diff: &Diff<'_>, hides_signature: bool) -> Compared {
    let hides_signature = hides_signature && diff.changed().contains(&Part::Signature);
    let side = |of: fn(&PartDiff<'_>) -> Vec<ShownRun>| {
        let parts = diff.parts().iter();
        parts.map(|it| (it.part, of(it))).collect::<Vec<_>>()
    };
    let mut before = side(|it| shown(&it.before));
    let mut after = side(|it| shown(&it.after));
    if hides_signature {
        hide_last(&mut before, |_| "•".repeat(SIGNATURE_CHARS));
        hide_last(&mut after, |text| text);
    }
    Compared {
        count: if hides_signature {
            InspectorWords::of(lang).signature_changed.to_owned()
        } else {
            count(lang, diff)
        },
        before: marked(&before, BEFORE),
        after: marked(&after, AFTER),
        hides_signature,
    }
}

/// Makes the signature one stretch, all of it changed.
fn hide_last(parts: &mut [(Part, Vec<ShownRun>)], show: impl FnOnce(String) -> String) {
    if let Some((_, signature)) = parts.last_mut() {
        let text: String = signature.iter().map(|run| run.text.as_str()).collect();
        *signature = vec![ShownRun {
            text: show(text),
            is_changed: true,
        }];
    }
}

/// A cookie with its parts told apart, and its changes.
fn marked(parts: &[(Part, Vec<ShownRun>)], change: [&'static str; 2]) -> Markup {
    let mut cookie = Markup::default();
    for (index, (part, runs)) in parts.iter().enumerate() {
        if index > 0 {
            cookie.push_tag("<wbr>");
            cookie.push(".");
        }
        let [start, end] = tags(*part);
        cookie.push_tag(start);
        for run in runs {
            if run.is_changed {
                cookie.push_in(change, &run.text);
            } else {
                cookie.push(&run.text);
            }
        }
        cookie.push_tag(end);
    }
    cookie
}

/// `5 characters changed (payload), underlined below`
fn count(lang: Lang, diff: &Diff<'_>) -> String {
    let words = InspectorWords::of(lang);
    let number = diff.changed_chars();
    let count = match number {
        0 => return words.unchanged.to_owned(),
        1 => words.changed_one.to_owned(),
        _ => words.changed(&lang.number(u64::try_from(number).unwrap_or(u64::MAX))),
    };
    let parts = diff.changed().into_iter();
    let parts: Vec<_> = parts
        .map(|part| format!("{} {}", number_of(part), name(words, part).to_lowercase()))
        .collect();
    words.changed_where(&count, &parts.join(", "))
}

fn shown(runs: &[Run<'_>]) -> Vec<ShownRun> {
    let mut left = MAX_SHOWN;
    let mut shown = Vec::new();
    for run in runs {
        let text: String = run.text.chars().take(left).collect();
        let is_cut = text.len() < run.text.len();
        left -= text.chars().count();
        shown.push(ShownRun {
            text: printable(&text) + if is_cut { "…" } else { "" },
            is_changed: run.is_changed,
        });
        if is_cut {
            break;
        }
    }
    shown
}

/// The style sheet's name of a part.
pub(super) fn class(part: Part) -> &'static str {
    match part {
        Part::Payload => "payload",
        Part::Timestamp => "timestamp",
        Part::Signature => "signature",
    }
}

/// What surrounds a part, for the style sheet to color it.
pub(super) fn tags(part: Part) -> [&'static str; 2] {
    let start = match part {
        Part::Payload => "<span class=\"payload\">",
        Part::Timestamp => "<span class=\"timestamp\">",
        Part::Signature => "<span class=\"signature\">",
    };
    [start, "</span>"]
}

/// The number of a part, for who sees no color.
pub(super) fn number_of(part: Part) -> &'static str {
    match part {
        Part::Payload => "①",
        Part::Timestamp => "②",
        Part::Signature => "③",
    }
}

/// What a part is called.
pub(super) fn name(words: &InspectorWords, part: Part) -> &'static str {
    match part {
        Part::Payload => words.payload,
        Part::Timestamp => words.timestamp,
        Part::Signature => words.signature,
    }
}
