//! What is typed in, and what is wrong with it.

use crate::{
    classroom::{Code, Fact, Slip},
    http::Form,
    view::text::lab::PracticalWords,
    web::ctx::Ctx,
};

/// What was typed and not taken.
#[derive(Default)]
pub(super) struct Typed<'a> {
    pub(super) choice: Option<u8>,
    pub(super) reason: Option<String>,
    pub(super) explanation: Option<String>,
    pub(super) answers: Vec<Answered<'a>>,
    pub(super) errors: Errors,
}

/// What is wrong with it.
#[derive(Default)]
pub(super) struct Errors {
    pub(super) choice: Option<&'static str>,
    pub(super) reason: Option<&'static str>,
    pub(super) explanation: Option<&'static str>,
}

/// A field of an answer.
pub(super) struct Field<'a> {
    pub(super) name: &'static str,
    /// Commands between backticks.
    pub(super) label: &'a str,
    pub(super) is_number: bool,
}

impl<'a> Field<'a> {
    /// For a word.
    pub(super) fn text(name: &'static str, label: &'a str) -> Self {
        Self {
            name,
            label,
            is_number: false,
        }
    }

    /// For a number.
    pub(super) fn number(name: &'static str, label: &'a str) -> Self {
        Self {
            is_number: true,
            ..Self::text(name, label)
        }
    }
}

/// A field of an answer with what was typed.
pub(super) struct Answered<'a> {
    pub(super) field: &'static str,
    pub(super) typed: String,
    /// What is wrong with it; empty where nothing is.
    pub(super) error: &'a str,
}

impl<'a> Answered<'a> {
    pub(super) fn new(field: &'static str, typed: String, error: &'a str) -> Self {
        Self {
            field,
            typed,
            error,
        }
    }

    pub(super) fn is_right(&self) -> bool {
        self.error.is_empty()
    }
}

/// The one answer of an exercise, and what it means.
pub(super) struct Expected<'e, 'a> {
    pub(super) field: &'static str,
    pub(super) answer: &'e str,
    /// Whether capitals and small letters are the same.
    pub(super) is_a_word: bool,
    /// Seen where the answer is right.
    pub(super) fact: Fact,
    /// Taken where it is another.
    pub(super) slip: Slip,
    /// What is said then.
    pub(super) wrong: &'a str,
}

impl<'a> Expected<'_, 'a> {
    /// What is wrong with what was typed; nothing where it is right.
    pub(super) fn check(&self, ctx: &Ctx<'_>, code: Code, form: &Form) -> Vec<Answered<'a>> {
        let classroom = &ctx.app.classroom;
        let typed = form.get(self.field).unwrap_or_default().trim().to_owned();
        let is_same = |it: &str| it == self.answer;
        if is_same(&typed) || self.is_a_word && is_same(&typed.to_lowercase()) {
            classroom.prove(code, self.fact, ctx.now());
            return Vec::new();
        }
        let error = if typed.is_empty() {
            PracticalWords::of(ctx.lang).empty
        } else {
            classroom.slip(code, self.slip);
            self.wrong
        };
        vec![Answered::new(self.field, typed, error)]
    }
}
