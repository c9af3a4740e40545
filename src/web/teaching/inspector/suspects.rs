//! Why a signature is wrong: three suspects, and what is known of each.

use serde::Serialize;

use super::received_cookies::{cookies, last_good};
use crate::{
    anatomy::{Anatomy, Cause, Diff, Gate, Hint, Part},
    session::Value,
    view::{Markup, text::lab::InspectorWords},
    web::{
        ctx::Ctx,
        teaching::{
            comparison::{Compared, compared},
            likelihood::Likelihood,
            marked_up,
            own_cookies::OWN_COOKIES,
        },
    },
};

/// A possible cause, and what is known of it.
#[derive(Serialize)]
pub(super) struct Suspect {
    /// The class of its mark.
    kind: &'static str,
    symbol: &'static str,
    likelihood: &'static str,
    what: &'static str,
    facts: Vec<Markup>,
}

/// What this site writes into a session, and exercise 5 has students write.
const OURS: [&str; 6] = [
    "_flashes",
    "_permanent",
    "code",
    "csrf_token",
    "uid",
    "user",
];

/// How many names of keys or cookies a sentence lists.
const LISTED: usize = 5;

/// The suspects, and the change that was found.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) suspects: Vec<Suspect>,
    pub(super) diff: Option<Compared>,
}

/// Looks for what made the signature wrong, or put something else than a
/// session here.
pub(super) fn findings(ctx: &Ctx<'_>, anatomy: &Anatomy) -> Findings {
    let words = InspectorWords::of(ctx.lang);
    let others = OtherApp::of(ctx, anatomy);
    match anatomy.cause.as_ref() {
        Some(cause) if cause.gate() == Gate::Signature => {}
        // What is no cookie of Flask's may be another application's.
        Some(cause) if cause.gate() == Gate::Structure && *cause != Cause::Empty => {
            return Findings {
                suspects: vec![others.suspect(words, false)],
                diff: None,
            };
        }
        _ => return Findings::default(),
    }
    let good = last_good(ctx);
    let change = good.as_deref().map(|good| Diff::of(good, &anatomy.value));
    let is_modified = change.as_ref().is_some_and(is_change_of_one);
    // Security: under a private key the right signature of a text is nobody's to see.
    let diff = change
        .filter(|_| is_modified)
        .map(|diff| compared(ctx.lang, &diff, !ctx.app.is_lab));
    let modified = modified(words, good.is_some(), diff.as_ref());
    let other_key = other_key(words, anatomy, is_modified, &others);
    Findings {
        suspects: vec![modified, other_key, others.suspect(words, is_modified)],
        diff,
    }
}

/// Whether one cookie was made of the other: the signature was kept, or what it
/// signs.
fn is_change_of_one(diff: &Diff<'_>) -> bool {
    let changed = diff.changed();
    !changed.contains(&Part::Signature) || changed == [Part::Signature]
}

fn suspect(
    words: &'static InspectorWords,
    likelihood: Likelihood,
    what: &'static str,
    facts: Vec<Markup>,
) -> Suspect {
    let (kind, symbol, likelihood) = likelihood.mark(words);
    Suspect {
        kind,
        symbol,
        likelihood,
        what,
        facts,
    }
}

fn modified(words: &'static InspectorWords, has_good: bool, diff: Option<&Compared>) -> Suspect {
    let (likelihood, fact) = match diff {
        Some(diff) => (Likelihood::Sure, words.modified_sure(&diff.count)),
        None if has_good => (Likelihood::Possible, words.modified_no.to_owned()),
        None => (Likelihood::Possible, words.modified_unknown.to_owned()),
    };
    suspect(words, likelihood, words.modified, vec![marked_up(&fact)])
}

fn other_key(
    words: &'static InspectorWords,
    anatomy: &Anatomy,
    is_modified: bool,
    others: &OtherApp,
) -> Suspect {
    let knows_mistake = anatomy.hints.iter().any(|it| matches!(it, Hint::Key(_)));
    let is_cut = matches!(anatomy.cause, Some(Cause::CutSignature { .. }));
    let likelihood = match is_modified {
        true => Likelihood::RuledOut,
        // No key makes a signature of that length.
        false if is_cut => Likelihood::Possible,
        false if knows_mistake => Likelihood::Sure,
        false if others.is_likely() => Likelihood::Possible,
        false => Likelihood::Likely,
    };
    let facts = if is_modified {
        Vec::new()
    } else {
        vec![marked_up(words.other_key_why)]
    };
    suspect(words, likelihood, words.other_key, facts)
}

/// What points to another application on this host.
struct OtherApp {
    name: String,
    /// Keys of the payload that this site never writes.
    foreign_keys: Vec<String>,
    is_foreign_shape: bool,
    /// Cookies of the session's name.
    count: usize,
    /// The names of others.
    names: Vec<String>,
}

impl OtherApp {
    fn of(ctx: &Ctx<'_>, anatomy: &Anatomy) -> Self {
        let name = ctx.sessions().config().cookie.name.clone();
        let received = cookies(ctx).into_iter();
        let received: Vec<String> = received
            .map(|(name, _)| String::from_utf8_lossy(&name).into_owned())
            .collect();
        let mut names: Vec<String> = received
            .iter()
            .filter(|found| **found != name && !OWN_COOKIES.contains(&found.as_str()))
            .cloned()
            .collect();
        names.dedup();
        let looks_like = |it: &Hint| matches!(it, Hint::LooksLike(_));
        Self {
            count: received.iter().filter(|found| **found == name).count(),
            foreign_keys: foreign_keys(anatomy),
            is_foreign_shape: anatomy.hints.iter().any(looks_like),
            names,
            name,
        }
    }

    fn is_likely(&self) -> bool {
        !self.foreign_keys.is_empty() || self.is_foreign_shape || self.count > 1
    }

    fn suspect(&self, words: &'static InspectorWords, is_modified: bool) -> Suspect {
        if is_modified {
            return suspect(words, Likelihood::RuledOut, words.other_app, Vec::new());
        }
        let mut facts = Vec::new();
        if self.is_foreign_shape {
            facts.push(words.foreign_shape.to_owned());
        }
        if !self.foreign_keys.is_empty() {
            let keys = list(&self.foreign_keys);
            facts.push(words.foreign_keys(&keys));
        }
        if self.count > 1 {
            let count = self.count.to_string();
            facts.push(words.several_of_the_name(&count));
        }
        if !self.names.is_empty() {
            let names = list(&self.names);
            facts.push(words.cookies_of_others(&names));
        }
        facts.push(words.other_app_why(&self.name));
        let likelihood = if self.is_likely() {
            Likelihood::Likely
        } else {
            Likelihood::Possible
        };
        let facts = facts.iter().map(|fact| marked_up(fact)).collect();
        suspect(words, likelihood, words.other_app, facts)
    }
}

fn foreign_keys(anatomy: &Anatomy) -> Vec<String> {
    let part = anatomy.payload.as_ref();
    let document = part.and_then(|part| part.content.json.as_ref());
    let Some(Value::Dict(dict)) = document else {
        return Vec::new();
    };
    let keys = dict.iter().map(|(key, _)| key.to_string());
    keys.filter(|key| !OURS.contains(&key.as_str())).collect()
}

fn list(names: &[String]) -> String {
    let short = |name: &String| name.chars().take(24).collect::<String>();
    let shown: Vec<String> = names.iter().take(LISTED).map(short).collect();
    let more = if names.len() > LISTED { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}
