//! The page of an exercise.

use super::steps::steps;
use crate::{
    anatomy::utc,
    classroom::{Attack, Evidence, Exercise, MAX_TEXT_CHARS, Progress, Stage},
    http::{HttpError, Response, StatusCode},
    view::{
        context::{Piece, practical as view},
        text::{
            cookie::CookieText,
            lab::{ExerciseText, PracticalText, PracticalWords, passage},
        },
    },
    web::{
        ctx::Ctx,
        routes::Route,
        shown::{echoed, printable, start},
        teaching::pieces,
    },
};

/// Of a text that was not taken since it is too long, so much comes back.
const MAX_SHOWN_CHARS: usize = 20 * MAX_TEXT_CHARS;

/// A field of an answer: its name, what was typed, and what is wrong with it,
/// or nothing.
pub(super) type Answered = (&'static str, String, &'static str);

/// What becomes of a form.
pub(super) enum Outcome {
    /// It was taken.
    Moved,
    /// It was not: what was typed, and what is wrong with it.
    Refused(Box<Typed>),
}

impl Outcome {
    pub(super) fn refused(typed: Typed) -> Self {
        Self::Refused(Box::new(typed))
    }
}

/// What was typed and not taken.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) choice: Option<u8>,
    pub(super) reason: Option<String>,
    pub(super) explanation: Option<String>,
    pub(super) answers: Vec<Answered>,
    pub(super) errors: Errors,
}

/// What is wrong with it.
#[derive(Default)]
pub(super) struct Errors {
    pub(super) choice: Option<&'static str>,
    pub(super) reason: Option<&'static str>,
    pub(super) explanation: Option<&'static str>,
}

/// The page, with what was typed.
pub(super) fn show(
    ctx: &mut Ctx<'_>,
    exercise: Exercise,
    status: StatusCode,
    typed: &Typed,
) -> Result<Response, HttpError> {
    let progress = ctx.progress()?.clone();
    let evidence = ctx.evidence();
    let shown = Shown {
        ctx,
        exercise,
        progress: &progress,
        evidence: &evidence,
        words: PracticalWords::of(ctx.lang),
        text: ExerciseText::of(exercise, ctx.lang),
    };
    let page = shown.page(typed);
    ctx.page(status, page)
}

/// An exercise, and what is known of it.
struct Shown<'a, 'app> {
    ctx: &'a Ctx<'app>,
    exercise: Exercise,
    progress: &'a Progress,
    evidence: &'a Evidence,
    words: &'static PracticalWords,
    text: &'static ExerciseText,
}

impl Shown<'_, '_> {
    fn page(&self, typed: &Typed) -> view::Exercise {
        let (ctx, exercise, text) = (self.ctx, self.exercise, self.text);
        let attempt = self.progress.attempt(exercise);
        let stage = self.progress.stage(exercise);
        let choice = typed.choice.or(attempt.map(|it| it.choice));
        let kept = |it: Option<&String>| {
            it.map(|text| start(&printable(text), MAX_SHOWN_CHARS))
                .unwrap_or_default()
        };
        view::Exercise {
            number: exercise.number(),
            name: text.name,
            url: Route::Exercise(exercise).url().into_owned(),
            passage: passage(exercise).map(pieces),
            stages: self.stages(stage),
            is_begun: stage.is_some(),
            is_observed: stage >= Some(Stage::Observed),
            is_done: stage == Some(Stage::Done),
            prediction_is_open: match stage {
                None => true,
                Some(stage) => stage == Stage::Predicted && !self.evidence.has_any(exercise),
            },
            question: pieces(text.question),
            choices: self.choices(choice),
            choice_error: typed.errors.choice,
            reason: kept(typed.reason.as_ref().or(attempt.map(|it| &it.reason))),
            reason_error: typed.errors.reason,
            chosen: chosen(text, attempt.map(|it| it.choice)),
            steps: steps(ctx, exercise, self.progress),
            fields: self.fields(stage, &typed.answers),
            facts: self.facts(stage),
            remarks: self.remarks(),
            attacks: self.attacks(),
            ask: pieces(text.ask),
            explanation: kept(
                typed
                    .explanation
                    .as_ref()
                    .or(attempt.map(|it| &it.explanation)),
            ),
            explanation_error: typed.errors.explanation,
            hints: (1..)
                .zip(text.hints)
                .map(|(number, hint)| view::Hint {
                    number,
                    text: pieces(hint),
                })
                .collect(),
            was_right: attempt.is_some_and(|it| it.choice == exercise.right_choice()),
            correction_is_hidden: ctx.app.classroom.corrections_are_hidden(),
            correction: text.correction.iter().map(|it| pieces(it)).collect(),
            previous: self.neighbor(exercise.number().checked_sub(1)),
            next: self.neighbor(exercise.number().checked_add(1)),
        }
    }

    fn stages(&self, stage: Option<Stage>) -> Vec<view::Stage> {
        let names = PracticalText::of(self.ctx.lang);
        let names = [names.predict, names.observe, names.explain];
        let passed = stage.map_or(0, |stage| usize::from(u8::from(stage)));
        let stages = names.into_iter().enumerate();
        stages
            .map(|(index, name)| {
                let (symbol, words) = match index.cmp(&passed) {
                    std::cmp::Ordering::Less => ("✓", self.words.step_done),
                    std::cmp::Ordering::Equal => ("●", self.words.step_now),
                    std::cmp::Ordering::Greater => ("○", self.words.step_later),
                };
                view::Stage {
                    name,
                    symbol,
                    state: words,
                    is_current: index == passed,
                }
            })
            .collect()
    }

    fn choices(&self, chosen: Option<u8>) -> Vec<view::Answer> {
        (0..)
            .zip(self.text.choices)
            .map(|(value, text)| view::Answer {
                value,
                text: pieces(text),
                is_chosen: chosen == Some(value),
            })
            .collect()
    }

    /// What is to be typed in, while it is not yet right.
    fn fields(&self, stage: Option<Stage>, answers: &[Answered]) -> Vec<view::Field> {
        let words = self.words;
        let fields: &[(&'static str, &'static str)] = match self.exercise {
            _ if stage != Some(Stage::Predicted) => &[],
            Exercise::Headers => &[
                ("set_cookie", words.field_set_cookie),
                ("cookie", words.field_cookie),
            ],
            Exercise::Reading => &[("word", words.field_word)],
            Exercise::WeakKey => &[("key", words.field_key)],
            Exercise::OnTheWire => &[("proof", words.field_proof)],
            _ => &[],
        };
        let typed = |name: &str| answers.iter().find(|(field, ..)| *field == name);
        fields
            .iter()
            .map(|(name, label)| view::Field {
                name,
                label: pieces(label),
                value: typed(name)
                    .map(|(_, value, _)| echoed(value))
                    .unwrap_or_default(),
                is_number: self.exercise == Exercise::Headers,
                error: typed(name)
                    .map(|(.., error)| *error)
                    .filter(|error| !error.is_empty()),
            })
            .collect()
    }

    /// What came by a code to resume was seen elsewhere.
    fn facts(&self, stage: Option<Stage>) -> Vec<view::Fact> {
        let is_over = stage > Some(Stage::Predicted);
        let facts = self.exercise.facts().iter();
        facts
            .map(|fact| {
                let at = self.evidence.seen(*fact);
                let is_seen = is_over || at.is_some();
                view::Fact {
                    symbol: if is_seen { "✓" } else { "○" },
                    state: if is_seen {
                        self.words.seen
                    } else {
                        self.words.not_seen
                    },
                    text: PracticalWords::fact(self.ctx.lang, *fact),
                    at: at.map(time_of_day),
                }
            })
            .collect()
    }

    /// What else there is to say of it now.
    fn remarks(&self) -> Vec<Vec<Piece>> {
        let words = self.words;
        let mut remarks = Vec::new();
        match self.exercise {
            Exercise::Headers => {
                let measure = self.evidence.measure();
                if measure.is_as_asked() {
                    remarks.push((words.measured)(measure.count()));
                } else {
                    remarks.push(words.measure_spoiled.to_owned());
                }
            }
            Exercise::TwoClocks => {
                if let Some((at, lifetime)) = self.progress.clock {
                    let lifetime = CookieText::of(self.ctx.lang).duration(lifetime.into());
                    remarks.push((words.clock_at)(&time_of_day(at), &lifetime));
                }
            }
            Exercise::SignedOut => match self.evidence.replay_was_taken() {
                Some(true) => remarks.push(words.replay_was_taken.to_owned()),
                Some(false) => remarks.push(words.replay_was_refused.to_owned()),
                None => {}
            },
            _ => {}
        }
        remarks.iter().map(|remark| pieces(remark)).collect()
    }

    fn attacks(&self) -> Vec<view::Attack> {
        let words = self.words;
        let seen = self.evidence.cross_site().iter().rev();
        let seen = seen.filter(|_| self.exercise == Exercise::CrossSite);
        seen.map(|seen| view::Attack {
            at: time_of_day(seen.at),
            how: match seen.attack {
                Attack::Link => words.by_link,
                Attack::Image => words.by_image,
                Attack::Form => words.by_form,
            },
            cookie: if seen.has_cookie {
                words.came
            } else {
                words.came_not
            },
            result: {
                let effect = match (seen.has_cookie, seen.forgets) {
                    (_, false) => "",
                    (true, true) => words.and_signed_out,
                    (false, true) => words.and_forgets,
                };
                format!("{}{effect}", (words.answered)(seen.status))
            },
        })
        .collect()
    }

    fn neighbor(&self, number: Option<u8>) -> Option<view::Link> {
        let exercise = Exercise::from_number(number?)?;
        Some(view::Link {
            url: self.ctx.link(Route::Exercise(exercise)),
            text: format!(
                "{}. {}",
                exercise.number(),
                ExerciseText::of(exercise, self.ctx.lang).name
            ),
        })
    }
}

/// The answer that was predicted, in words.
pub(super) fn chosen(text: &ExerciseText, choice: Option<u8>) -> Vec<Piece> {
    let choice = choice.and_then(|choice| text.choices.get(usize::from(choice)));
    choice.map(|choice| pieces(choice)).unwrap_or_default()
}

/// `08:04:10 UTC`
fn time_of_day(at: u64) -> String {
    let moment = utc(at).unwrap_or_default();
    let time = moment.split_once('T').map_or("", |(_, time)| time);
    format!("{} UTC", time.trim_end_matches('Z'))
}
