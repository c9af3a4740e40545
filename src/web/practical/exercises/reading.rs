//! Exercise 3: read without the key.

use serde::Deserialize;

use super::{Answered, Field, Practice, Steps, word_list::WORDS};
use crate::{
    anatomy::{StepName, steps as calculation},
    classroom::{Code, Exercise, Fact, Slip},
    http::{Form, HttpError},
    session::Value,
    view::text::{Lang, lab::Bilingual},
    web::{ctx::Ctx, practical::answers::Expected, routes::Route, teaching::Shell},
};

/// The cookie with the hidden word came back.
const WORD_RECEIVED: Fact = Fact::new(Exercise::Reading, "word_received");

/// The hidden word.
const WORD_FOUND: Fact = Fact::new(Exercise::Reading, "word_found");

/// Another word.
const WRONG_WORD: Slip = Slip::new(Exercise::Reading, "wrong_word");

/// The key of the hidden word in the session.
const KEY: &str = "mot";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    hide_word: String,
    to_inspector: String,
    field: String,
    wrong: String,
}

pub(super) struct Reading(pub(super) Bilingual<Words>);

impl Practice for Reading {
    fn facts(&self) -> &'static [Fact] {
        &[WORD_RECEIVED, WORD_FOUND]
    }

    fn slips(&self) -> &'static [Slip] {
        &[WRONG_WORD]
    }

    fn look(&self, ctx: &mut Ctx<'_>) -> Result<(), HttpError> {
        let code = ctx.progress()?.code;
        let word = ctx.session.peek(KEY).and_then(Value::as_str);
        if word == Some(hidden_word(ctx, code)) {
            ctx.app.classroom.prove(code, WORD_RECEIVED, ctx.now());
            ctx.progress()?;
        }
        Ok(())
    }

    /// The word is shown by nothing but the visitor's own cookie.
    fn steps(&self, steps: &mut Steps<'_, '_>) {
        let words = self.0.of(steps.ctx.lang);
        steps.button(0, &words.hide_word);
        if steps.ctx.session.peek(KEY).is_none() {
            return;
        }
        let Some(value) = steps.ctx.session_text() else {
            return;
        };
        let examiner = steps.ctx.examiner();
        let anatomy = examiner.examine(&value, steps.ctx.now());
        let calculation = calculation(&anatomy, examiner.examination(), None);
        if let Some(step) = calculation.iter().find(|step| step.name == StepName::Json) {
            let python = steps.commands.python(step.python.clone());
            let shell = steps.commands.anywhere(step.shell.clone());
            steps.add(1, [shell, python]);
        }
        let program =
            |shell: Shell| format!("flask-session-demo decode-cookie {}", shell.quote(&value));
        let program = steps.commands.in_each(program);
        steps.add_program(1, program);
        steps.add_tool(1, |shell, tool| {
            format!("{tool} decode {}", shell.quote(&value))
        });
        steps.link_to(1, Route::Inspector, &words.to_inspector);
    }

    fn start(&self, ctx: &mut Ctx<'_>, _: &Form) -> Result<(), HttpError> {
        let code = ctx.progress()?.code;
        let word = hidden_word(ctx, code);
        ctx.session.set(KEY, word);
        Ok(())
    }

    fn fields(&self, lang: Lang) -> Vec<Field<'_>> {
        vec![Field::text("word", &self.0.of(lang).field)]
    }

    fn check<'a>(&'a self, ctx: &Ctx<'_>, code: Code, form: &Form) -> Vec<Answered<'a>> {
        let expected = Expected {
            field: "word",
            answer: hidden_word(ctx, code),
            is_a_word: true,
            fact: WORD_FOUND,
            slip: WRONG_WORD,
            wrong: &self.0.of(ctx.lang).wrong,
        };
        expected.check(ctx, code, form)
    }
}

/// The word hidden in the visitor's session.
fn hidden_word(ctx: &Ctx<'_>, code: Code) -> &'static str {
    ctx.app.classroom.draw(WORDS, code, Exercise::Reading)
}
