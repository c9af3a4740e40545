//! The page of an exercise.

use serde::Serialize;

use super::{
    Link,
    answers::{Answered, Typed},
    exercises::{Attack, Practice},
    status_line,
    steps::{Step, Steps},
    time_of_day,
};
use crate::{
    classroom::{Evidence, Exercise, MAX_TEXT_CHARS, Progress, Stage},
    http::{HttpError, Response, StatusCode},
    view::{
        Markup,
        text::lab::{ExerciseText, PracticalWords},
    },
    web::{
        ctx::Ctx,
        routes::Route,
        shown::{echoed, printable, start},
        teaching::{Commands, marked_up},
    },
};

/// How much comes back of a text that was too long to be taken.
const MAX_SHOWN_CHARS: usize = 20 * MAX_TEXT_CHARS;

/// `exercise.html`
#[derive(Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a template can ask for truth only"
)]
struct ExercisePage<'a> {
    number: u8,
    name: &'a str,
    url: String,
    /// What the course says of it.
    passage: Option<Markup>,
    stages: Vec<StageShown>,
    is_begun: bool,
    is_observed: bool,
    is_done: bool,
    /// Whether there is more to look at once all was seen.
    goes_on: bool,
    /// What was just done.
    said: Option<&'static str>,
    /// Until the first thing is seen.
    prediction_is_open: bool,
    /// Whether a form came back with a mistake in its prediction.
    prediction_is_refused: bool,
    question: Markup,
    choices: Vec<ChoiceShown>,
    choice_error: Option<&'static str>,
    reason: String,
    reason_error: Option<&'static str>,
    /// The answer that was predicted; empty before.
    chosen: Markup,
    steps: Vec<Step>,
    /// What is to be typed in; empty where nothing is.
    fields: Vec<FieldShown<'a>>,
    facts: Vec<FactShown<'a>>,
    remarks: Vec<Markup>,
    attacks: Vec<Attack<'a>>,
    ask: Markup,
    explanation: String,
    explanation_error: Option<&'static str>,
    hints: Vec<Hint>,
    was_right: bool,
    correction_is_hidden: bool,
    correction: Vec<Markup>,
    previous: Option<Link>,
    next: Option<Link>,
}

/// Predict, observe or explain.
#[derive(Serialize)]
struct StageShown {
    name: &'static str,
    symbol: &'static str,
    state: &'static str,
    is_current: bool,
}

/// An answer to choose.
#[derive(Serialize)]
struct ChoiceShown {
    value: u8,
    text: Markup,
    is_chosen: bool,
}

/// A field of an answer.
#[derive(Serialize)]
struct FieldShown<'a> {
    name: &'static str,
    label: Markup,
    value: String,
    is_number: bool,
    error: Option<&'a str>,
}

/// Something that the server sees, or waits for.
#[derive(Serialize)]
struct FactShown<'a> {
    symbol: &'static str,
    state: &'static str,
    text: &'a str,
    /// The time of day.
    at: Option<String>,
}

#[derive(Serialize)]
struct Hint {
    number: usize,
    text: Markup,
}

/// The page, with what was typed.
pub(super) fn show(
    ctx: &mut Ctx<'_>,
    exercise: Exercise,
    status: StatusCode,
    typed: &Typed<'_>,
) -> Result<Response, HttpError> {
    let progress = ctx.progress()?.clone();
    let evidence = ctx.evidence();
    let exercises = &ctx.app.exercises;
    let shown = Shown {
        ctx,
        exercise,
        progress: &progress,
        evidence: &evidence,
        words: PracticalWords::of(ctx.lang),
        practice: exercises.of(exercise),
        text: exercises.text(exercise, ctx.lang),
    };
    let page = shown.page(typed);
    ctx.page_of_now(status, page)
}

/// An exercise, and what is known of it.
struct Shown<'a, 'app> {
    ctx: &'a Ctx<'app>,
    exercise: Exercise,
    progress: &'a Progress,
    evidence: &'a Evidence,
    words: &'static PracticalWords,
    practice: &'app dyn Practice,
    text: &'app ExerciseText,
}

impl<'app> Shown<'_, 'app> {
    fn page<'p>(&self, typed: &Typed<'p>) -> ExercisePage<'p>
    where
        'app: 'p,
    {
        let (ctx, exercise, text) = (self.ctx, self.exercise, self.text);
        let attempt = self.progress.attempt(exercise);
        let stage = self.progress.stage(exercise);
        let choice = typed.choice.or(attempt.map(|it| it.choice));
        let kept = |it: Option<&String>| {
            it.map(|text| start(&printable(text), MAX_SHOWN_CHARS))
                .unwrap_or_default()
        };
        let explanation = typed.explanation.as_ref();
        let explanation = explanation.or(attempt.map(|it| &it.explanation));
        let passage = ctx.app.exercises.passage(exercise);
        ExercisePage {
            number: exercise.number(),
            name: &text.name,
            url: Route::Exercise(exercise).url().into_owned(),
            passage: passage.map(marked_up),
            stages: self.stages(stage),
            is_begun: stage.is_some(),
            is_observed: stage >= Some(Stage::Observed),
            is_done: stage == Some(Stage::Done),
            goes_on: self.practice.goes_on(),
            said: status_line::of_exercise(ctx, self.progress, exercise),
            prediction_is_refused: typed.errors.choice.or(typed.errors.reason).is_some(),
            prediction_is_open: match stage {
                None => true,
                Some(stage) => stage == Stage::Predicted && !self.evidence.has_any(exercise),
            },
            question: marked_up(&text.question),
            choices: self.choices(choice),
            choice_error: typed.errors.choice,
            reason: kept(typed.reason.as_ref().or(attempt.map(|it| &it.reason))),
            reason_error: typed.errors.reason,
            chosen: chosen(text, attempt.map(|it| it.choice)),
            steps: self.steps(),
            fields: self.fields(stage, &typed.answers),
            facts: self.facts(stage),
            remarks: self
                .practice
                .remarks(self.ctx.lang, self.progress, self.evidence)
                .iter()
                .map(|it| marked_up(it))
                .collect(),
            attacks: self.practice.attacks(self.ctx.lang, self.evidence),
            ask: marked_up(&text.ask),
            explanation: kept(explanation),
            explanation_error: typed.errors.explanation,
            hints: hints(text),
            was_right: attempt.is_some_and(|it| it.choice == text.right_choice()),
            correction_is_hidden: ctx.app.classroom.corrections_are_hidden(),
            correction: text.correction.iter().map(|it| marked_up(it)).collect(),
            previous: self.neighbor(exercise.number().checked_sub(1)),
            next: self.neighbor(exercise.number().checked_add(1)),
        }
    }

    fn stages(&self, stage: Option<Stage>) -> Vec<StageShown> {
        let names = [self.words.predict, self.words.observe, self.words.explain];
        let passed = stage.map_or(0, |stage| usize::from(u8::from(stage)));
        let stages = names.into_iter().enumerate();
        stages
            .map(|(index, name)| {
                let (symbol, words) = match index.cmp(&passed) {
                    std::cmp::Ordering::Less => ("✓", self.words.step_done),
                    std::cmp::Ordering::Equal => ("●", self.words.step_now),
                    std::cmp::Ordering::Greater => ("○", self.words.step_later),
                };
                StageShown {
                    name,
                    symbol,
                    state: words,
                    is_current: index == passed,
                }
            })
            .collect()
    }

    fn choices(&self, chosen: Option<u8>) -> Vec<ChoiceShown> {
        (0..)
            .zip(&self.text.choices)
            .map(|(value, text)| ChoiceShown {
                value,
                text: marked_up(text),
                is_chosen: chosen == Some(value),
            })
            .collect()
    }

    fn steps(&self) -> Vec<Step> {
        let commands = Commands::new(self.ctx, self.progress.code);
        let mut steps = Steps::new(self.ctx, &commands, self.progress, self.text);
        self.practice.steps(&mut steps);
        steps.into_vec()
    }

    /// What is to be typed in, while it is not yet right.
    fn fields<'p>(&self, stage: Option<Stage>, answers: &[Answered<'p>]) -> Vec<FieldShown<'p>> {
        if stage != Some(Stage::Predicted) {
            return Vec::new();
        }
        let fields = self.practice.fields(self.ctx.lang).into_iter();
        fields
            .map(|field| {
                let answered = answers.iter().find(|it| it.field == field.name);
                FieldShown {
                    name: field.name,
                    label: marked_up(field.label),
                    value: answered.map(|it| echoed(&it.typed)).unwrap_or_default(),
                    is_number: field.is_number,
                    error: answered.filter(|it| !it.is_right()).map(|it| it.error),
                }
            })
            .collect()
    }

    /// What came by a code to resume was seen elsewhere.
    fn facts(&self, stage: Option<Stage>) -> Vec<FactShown<'app>> {
        let is_over = stage > Some(Stage::Predicted);
        let facts = self.practice.facts().iter();
        facts
            .map(|fact| {
                let at = self.evidence.seen_at(*fact);
                let is_seen = is_over || at.is_some();
                FactShown {
                    symbol: if is_seen { "✓" } else { "○" },
                    state: if is_seen {
                        self.words.seen
                    } else {
                        self.words.not_seen
                    },
                    text: self.text.fact(*fact),
                    at: at.map(time_of_day),
                }
            })
            .collect()
    }

    fn neighbor(&self, number: Option<u8>) -> Option<Link> {
        Some(Link::to(self.ctx, Exercise::from_number(number?)?))
    }
}

fn hints(text: &ExerciseText) -> Vec<Hint> {
    let hints = (1..).zip(&text.hints);
    hints
        .map(|(number, hint)| Hint {
            number,
            text: marked_up(hint),
        })
        .collect()
}

/// The answer that was predicted, in words; nothing for one that there is no
/// more, since the teacher has replaced them.
pub(super) fn chosen(text: &ExerciseText, choice: Option<u8>) -> Markup {
    let choice = choice.and_then(|choice| text.choices.get(usize::from(choice)));
    choice.map(|choice| marked_up(choice)).unwrap_or_default()
}
