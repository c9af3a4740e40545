//! A cookie's verdict, gates and hints in words: the same on the inspector
//! and the bench.

use serde::Serialize;

use super::marked_up;
use crate::{
    anatomy::{Anatomy, GateResult, Verdict},
    view::{
        Markup,
        text::cookie::{CookieText, gate_symbol, verdict_symbol},
    },
};

/// `verdict.html`, at `page.cookie.verdict`: a cookie in words.
#[derive(Serialize)]
pub(super) struct VerdictBox {
    /// The class of the verdict's box.
    pub(super) kind: &'static str,
    pub(super) symbol: &'static str,
    pub(super) title: String,
    /// How old, and how long still; may be empty.
    pub(super) age: String,
    /// Which gate it came to; for the bench.
    pub(super) passage: Option<String>,
    pub(super) why: Option<Markup>,
    pub(super) diagnosis: Option<Markup>,
    pub(super) cure: Option<Markup>,
    /// The site does not take it although it is rightly signed.
    pub(super) is_ended: bool,
    /// What the site makes of it; for the inspector.
    pub(super) consequence: Option<&'static str>,
    /// Whom it takes the visitor for.
    pub(super) user: Option<String>,
}

/// One of the four gates.
#[derive(Serialize)]
pub(super) struct GateLine {
    /// Its class: whether it is open, closed, or was not come to.
    class: &'static str,
    symbol: &'static str,
    name: &'static str,
    result: &'static str,
}

/// The verdict, its reason and its cure.
pub(super) fn verdict_box(text: &CookieText, anatomy: &Anatomy) -> VerdictBox {
    let explanation = text.explanation(anatomy);
    let explanation = explanation.as_ref();
    let diagnosis = explanation.and_then(|it| it.diagnosis.as_deref());
    VerdictBox {
        kind: match anatomy.verdict {
            Verdict::Valid => "success",
            _ => "error",
        },
        symbol: verdict_symbol(anatomy.verdict),
        title: text.title(anatomy),
        age: match anatomy.verdict {
            Verdict::Malformed => String::new(),
            _ => text.age(anatomy).join(", "),
        },
        passage: None,
        why: explanation.map(|it| marked_up(&it.why)),
        diagnosis: diagnosis.map(marked_up),
        cure: explanation.map(|it| marked_up(&it.cure)),
        is_ended: false,
        consequence: None,
        user: None,
    }
}

/// How the four gates answered.
pub(super) fn gates(text: &CookieText, anatomy: &Anatomy) -> Vec<GateLine> {
    let gates = anatomy.gates().into_iter();
    gates
        .map(|(gate, result)| GateLine {
            class: match result {
                GateResult::Passed => "passed",
                GateResult::Refused => "refused",
                GateResult::NotExamined => "not-examined",
            },
            symbol: gate_symbol(result),
            name: text.gate(gate),
            result: text.gate_result(gate, result),
        })
        .collect()
}

/// The hints that the verdict did not say already.
pub(super) fn hints(text: &CookieText, anatomy: &Anatomy) -> Vec<Markup> {
    let explanation = text.explanation(anatomy);
    let said = explanation.and_then(|it| it.diagnosis);
    let hints = anatomy.hints.iter().map(|hint| text.hint(hint));
    hints
        .filter(|hint| said.as_ref() != Some(hint))
        .map(|hint| marked_up(&hint))
        .collect()
}
