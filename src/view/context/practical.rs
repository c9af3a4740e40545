//! What the templates of the practical are given.

use serde::Serialize;

use super::Piece;

/// A link.
#[derive(Serialize)]
pub(crate) struct Link {
    pub(crate) url: String,
    pub(crate) text: String,
}

/// A choice of a `<select>`.
#[derive(Serialize)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) text: String,
    pub(crate) is_chosen: bool,
}

/// `practical.html`
#[derive(Serialize)]
pub(crate) struct Practical {
    pub(crate) groups: Vec<Group>,
    pub(crate) code: String,
    pub(crate) pseudonym: String,
    pub(crate) pseudonym_error: Option<&'static str>,
    pub(crate) resume_code: String,
    pub(crate) resume_typed: String,
    pub(crate) resume_error: Option<&'static str>,
    /// Whether progress survives a restart.
    pub(crate) is_kept: bool,
}

/// Exercises that belong together.
#[derive(Serialize)]
pub(crate) struct Group {
    pub(crate) name: &'static str,
    pub(crate) first: u8,
    pub(crate) exercises: Vec<Listed>,
}

/// An exercise in the list.
#[derive(Serialize)]
pub(crate) struct Listed {
    pub(crate) url: String,
    pub(crate) name: &'static str,
    /// A class of the style sheet.
    pub(crate) stage: &'static str,
    pub(crate) symbol: &'static str,
    pub(crate) state: &'static str,
}

/// `exercise.html`
#[derive(Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a template can ask for truth only"
)]
pub(crate) struct Exercise {
    pub(crate) number: u8,
    pub(crate) name: &'static str,
    pub(crate) url: String,
    /// What the course says of it.
    pub(crate) passage: Option<Vec<Piece>>,
    pub(crate) stages: Vec<Stage>,
    pub(crate) is_begun: bool,
    pub(crate) is_observed: bool,
    pub(crate) is_done: bool,
    /// Until the first thing is seen.
    pub(crate) prediction_is_open: bool,
    pub(crate) question: Vec<Piece>,
    pub(crate) choices: Vec<Answer>,
    pub(crate) choice_error: Option<&'static str>,
    pub(crate) reason: String,
    pub(crate) reason_error: Option<&'static str>,
    /// The answer that was predicted; empty before.
    pub(crate) chosen: Vec<Piece>,
    pub(crate) steps: Vec<Step>,
    /// What is to be typed in; empty where nothing is.
    pub(crate) fields: Vec<Field>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) remarks: Vec<Vec<Piece>>,
    pub(crate) attacks: Vec<Attack>,
    pub(crate) ask: Vec<Piece>,
    pub(crate) explanation: String,
    pub(crate) explanation_error: Option<&'static str>,
    pub(crate) hints: Vec<Hint>,
    pub(crate) was_right: bool,
    pub(crate) correction_is_hidden: bool,
    pub(crate) correction: Vec<Vec<Piece>>,
    pub(crate) previous: Option<Link>,
    pub(crate) next: Option<Link>,
}

/// Predict, observe or explain.
#[derive(Serialize)]
pub(crate) struct Stage {
    pub(crate) name: &'static str,
    pub(crate) symbol: &'static str,
    pub(crate) state: &'static str,
    pub(crate) is_current: bool,
}

/// An answer to choose.
#[derive(Serialize)]
pub(crate) struct Answer {
    pub(crate) value: u8,
    pub(crate) text: Vec<Piece>,
    pub(crate) is_chosen: bool,
}

/// Something to do.
#[derive(Serialize)]
pub(crate) struct Step {
    pub(crate) text: Vec<Piece>,
    pub(crate) links: Vec<Link>,
    pub(crate) commands: Vec<Command>,
    pub(crate) start: Option<Start>,
}

/// Something to type, and where.
#[derive(Serialize)]
pub(crate) struct Command {
    pub(crate) shell: &'static str,
    /// One way to do it is enough to see at first.
    pub(crate) is_folded: bool,
    pub(crate) text: String,
}

/// A button that has the server begin something.
#[derive(Serialize)]
pub(crate) struct Start {
    pub(crate) button: &'static str,
    pub(crate) label: &'static str,
    /// Empty where there is nothing to choose.
    pub(crate) choices: Vec<Choice>,
}

/// A field of an answer.
#[derive(Serialize)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) label: Vec<Piece>,
    pub(crate) value: String,
    pub(crate) is_number: bool,
    pub(crate) error: Option<&'static str>,
}

/// Something that the server sees, or waits for.
#[derive(Serialize)]
pub(crate) struct Fact {
    pub(crate) symbol: &'static str,
    pub(crate) state: &'static str,
    pub(crate) text: &'static str,
    /// The time of day.
    pub(crate) at: Option<String>,
}

/// A request that another site was behind.
#[derive(Serialize)]
pub(crate) struct Attack {
    pub(crate) at: String,
    pub(crate) how: &'static str,
    pub(crate) cookie: &'static str,
    pub(crate) result: String,
}

/// A hint.
#[derive(Serialize)]
pub(crate) struct Hint {
    pub(crate) number: usize,
    pub(crate) text: Vec<Piece>,
}

/// `report.html`
#[derive(Serialize)]
pub(crate) struct Report {
    pub(crate) code: String,
    pub(crate) pseudonym: String,
    /// RFC 3339.
    pub(crate) date: String,
    pub(crate) moment: String,
    pub(crate) done: String,
    pub(crate) rows: Vec<Reported>,
    pub(crate) missing: Vec<Link>,
    pub(crate) resume_code: String,
}

/// A line of the report.
#[derive(Serialize)]
pub(crate) struct Reported {
    pub(crate) url: String,
    pub(crate) number: u8,
    pub(crate) name: &'static str,
    pub(crate) chosen: Vec<Piece>,
    pub(crate) reason: String,
    pub(crate) symbol: &'static str,
    pub(crate) result: &'static str,
    pub(crate) explanation: String,
}

/// `direction.html`
#[derive(Serialize)]
pub(crate) struct Direction {
    pub(crate) is_open: bool,
    pub(crate) why: Vec<Piece>,
    pub(crate) cause: Vec<Piece>,
    pub(crate) cure: Vec<Piece>,
}

/// `two_clocks.html`
#[derive(Serialize)]
pub(crate) struct TwoClocks {
    /// The class of the verdict's box.
    pub(crate) kind: &'static str,
    pub(crate) symbol: &'static str,
    pub(crate) verdict: String,
    pub(crate) why: &'static str,
}

/// `proof.html` holds nothing.
#[derive(Serialize)]
pub(crate) struct Proof {}

/// `settings.html`
#[derive(Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a checkbox, or what a template asks for"
)]
pub(crate) struct CookieSettings {
    pub(crate) http_only: bool,
    pub(crate) secure: bool,
    pub(crate) same_site: Vec<Choice>,
    pub(crate) same_site_error: Option<&'static str>,
    pub(crate) permanent: bool,
    pub(crate) lifetime: String,
    pub(crate) lifetime_error: Option<&'static str>,
    /// Whether they are in force.
    pub(crate) is_own: bool,
    /// The header as it will be, its value left out.
    pub(crate) header: String,
}

/// `attacker.html`
#[derive(Serialize)]
pub(crate) struct Attacker {
    /// The site under its other name, `http://127.0.0.1:5000`; `None` where it
    /// has none.
    pub(crate) target: Option<String>,
    /// This page's own name.
    pub(crate) own: String,
    /// This page's address.
    pub(crate) here: String,
    /// `&tp=…`, or nothing.
    pub(crate) tag: String,
    pub(crate) shows_image: bool,
}
