//! The board, and what the teacher does with it.

use serde::Serialize;

use super::teacher_key;
use crate::{
    classroom::{Board, Exercise, Row, Slip, Stage},
    http::{HttpError, Reason, Response, StatusCode},
    view::{
        context::{Choice, Piece},
        text::{
            cookie::CookieText,
            lab::{PracticalWords, RoomWords},
        },
    },
    web::{
        ctx::Ctx, headers::unstored, practical::look, routes::Route, shown::printable,
        teaching::pieces,
    },
};

/// `board.html`
#[derive(Serialize)]
struct BoardPage {
    summary: String,
    /// The address of this view, for "refresh".
    here: String,
    /// The language, where it was chosen.
    lang: Option<&'static str>,
    exercises: Vec<Choice>,
    question: Vec<Piece>,
    histogram_caption: String,
    bars: Vec<Bar>,
    /// The longest bar, at least 1.
    most: usize,
    is_revealed: bool,
    reveal_url: String,
    rows: Vec<Student>,
    slips: Vec<SlipCount>,
    corrections_are_hidden: bool,
    reset_error: Option<&'static str>,
}

/// How often an answer was predicted.
#[derive(Serialize)]
struct Bar {
    text: Vec<Piece>,
    count: usize,
    /// Marked once it is revealed.
    is_right: bool,
}

/// A student.
#[derive(Serialize)]
struct Student {
    /// The pseudonym, else the code.
    who: String,
    /// The code beside a pseudonym.
    code: Option<String>,
    cells: Vec<Cell>,
    stuck: String,
    slip: String,
    seen: String,
}

/// A student's state in an exercise.
#[derive(Serialize)]
struct Cell {
    symbol: &'static str,
    state: &'static str,
}

/// A wrong turn, and how many are in it.
#[derive(Serialize)]
struct SlipCount {
    text: String,
    count: usize,
}

/// GET: the board, or its closed door.
pub(in crate::web) fn board_page(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    if !teacher_key::is_open(ctx) {
        return teacher_key::closed(ctx, false);
    }
    unstored(show(ctx, StatusCode::OK, None))
}

/// POST: corrections shown or hidden, a new start, or the teacher's key.
pub(in crate::web) async fn board(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    let form = ctx.request.form().await?;
    if form.get("action") == Some("open") {
        return teacher_key::unlock(ctx, form.get("key").unwrap_or_default());
    }
    if !teacher_key::is_open(ctx) {
        return teacher_key::closed(ctx, false);
    }
    match form.get("action") {
        Some("hide") => ctx.app.classroom.hide_corrections(true),
        Some("show") => ctx.app.classroom.hide_corrections(false),
        Some("reset") => return unstored(reset(ctx, form.get("count").unwrap_or_default())),
        _ => return Err(Reason::BadForm.into()),
    }
    unstored(ctx.redirect(Route::Board))
}

/// The number of students has to be typed, so that nobody loses a lesson by a
/// slip of the hand.
fn reset(ctx: &mut Ctx<'_>, typed: &str) -> Result<Response, HttpError> {
    let words = RoomWords::of(ctx.lang);
    let now = ctx.now();
    let count = ctx.app.classroom.board(now, &ctx.app.exercises).rows.len();
    if typed.trim().parse() != Ok(count) {
        return show(ctx, StatusCode::BAD_REQUEST, Some(words.board_wrong_count));
    }
    ctx.app.classroom.start_anew(now);
    tracing::info!(students = count, "the room was started anew");
    ctx.notice("success", words.board_was_reset);
    show(ctx, StatusCode::OK, None)
}

fn show(
    ctx: &mut Ctx<'_>,
    status: StatusCode,
    reset_error: Option<&'static str>,
) -> Result<Response, HttpError> {
    let board = ctx.app.classroom.board(ctx.now(), &ctx.app.exercises);
    let shown = Shown {
        ctx,
        board: &board,
        exercise: chosen(ctx),
        is_revealed: ctx.request.query_value("juste").is_some(),
    };
    let page = shown.page(reset_error);
    ctx.page(status, page)
}

/// The exercise whose predictions are shown.
fn chosen(ctx: &Ctx<'_>) -> Exercise {
    let number = ctx
        .request
        .query_value("ex")
        .and_then(|number| number.parse().ok());
    number
        .and_then(Exercise::from_number)
        .unwrap_or(Exercise::ALL[0])
}

struct Shown<'a, 'app> {
    ctx: &'a Ctx<'app>,
    board: &'a Board,
    exercise: Exercise,
    is_revealed: bool,
}

impl Shown<'_, '_> {
    fn page(&self, reset_error: Option<&'static str>) -> BoardPage {
        let (ctx, board) = (self.ctx, self.board);
        let words = RoomWords::of(ctx.lang);
        let bars = self.bars();
        let count = bars.iter().map(|bar| bar.count).sum();
        BoardPage {
            summary: self.summary(),
            here: self.address(self.is_revealed),
            lang: Some(ctx.lang.tag()).filter(|_| !ctx.query().is_empty()),
            exercises: self.exercises(),
            question: pieces(&ctx.app.exercises.text(self.exercise, ctx.lang).question),
            histogram_caption: words.histogram(ctx.lang, count),
            most: bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1),
            bars,
            is_revealed: self.is_revealed,
            reveal_url: self.address(!self.is_revealed),
            rows: board.rows.iter().map(|row| self.row(row)).collect(),
            slips: board
                .slips()
                .into_iter()
                .map(|(slip, count)| SlipCount {
                    text: slip_text(ctx, slip),
                    count,
                })
                .collect(),
            corrections_are_hidden: ctx.app.classroom.corrections_are_hidden(),
            reset_error,
        }
    }

    fn summary(&self) -> String {
        let words = RoomWords::of(self.ctx.lang);
        let summary = match self.board.last_seen() {
            None => words.board_nobody.to_owned(),
            Some(at) => words.board_summary(self.ctx.lang, self.board.rows.len(), &self.since(at)),
        };
        match self.board.passing {
            0 => summary,
            passing => format!(
                "{summary} · {}",
                words.board_passing(self.ctx.lang, passing)
            ),
        }
    }

    /// This view's own address: exercise, answer revealed or not, language.
    fn address(&self, is_revealed: bool) -> String {
        let board = self.ctx.as_shown(Route::Board.url());
        let mut address = format!("{board}?ex={}", self.exercise.number());
        if is_revealed {
            address.push_str("&juste=1");
        }
        match self.ctx.query().strip_prefix('?') {
            Some(lang) => format!("{address}&{lang}"),
            None => address,
        }
    }

    fn exercises(&self) -> Vec<Choice> {
        let exercises = Exercise::ALL.into_iter();
        exercises
            .map(|exercise| Choice {
                value: exercise.number().to_string(),
                text: format!(
                    "TP {} — {}",
                    exercise.number(),
                    self.ctx.app.exercises.text(exercise, self.ctx.lang).name
                ),
                is_chosen: exercise == self.exercise,
            })
            .collect()
    }

    fn bars(&self) -> Vec<Bar> {
        let text = self.ctx.app.exercises.text(self.exercise, self.ctx.lang);
        let right = usize::from(text.right_choice());
        let counts = self.board.histogram(self.exercise, text.choices.len());
        let counts = counts.into_iter().enumerate();
        counts
            .zip(&text.choices)
            .map(|((index, count), text)| Bar {
                text: pieces(text),
                count,
                is_right: self.is_revealed && index == right,
            })
            .collect()
    }

    fn row(&self, row: &Row) -> Student {
        let words = PracticalWords::of(self.ctx.lang);
        let cells = Exercise::ALL.into_iter().map(|exercise| {
            let look = look(row.progress.stage(exercise), words);
            Cell {
                symbol: look.symbol,
                state: look.words,
            }
        });
        let pseudonym = printable(&row.progress.pseudonym);
        let code = row.progress.code.to_string();
        let (who, code) = if pseudonym.is_empty() {
            (code, None)
        } else {
            (pseudonym, Some(code))
        };
        Student {
            who,
            code,
            cells: cells.collect(),
            stuck: match row.stuck_since() {
                Some(at) if !is_finished(row) => self.since(at),
                _ => "–".to_owned(),
            },
            slip: row
                .slip
                .map_or("–".to_owned(), |slip| slip_text(self.ctx, slip)),
            seen: self.since(row.last_seen),
        }
    }

    fn since(&self, at: u64) -> String {
        let seconds = self.board.now.saturating_sub(at);
        CookieText::of(self.ctx.lang).duration(seconds.into())
    }
}

fn is_finished(row: &Row) -> bool {
    let stages = Exercise::ALL.into_iter().map(|it| row.progress.stage(it));
    stages.into_iter().all(|stage| stage == Some(Stage::Done))
}

/// `TP 4: signs anew instead of verifying`
pub(super) fn slip_text(ctx: &Ctx<'_>, slip: Slip) -> String {
    let exercise = slip.exercise();
    let text = ctx.app.exercises.text(exercise, ctx.lang);
    format!("TP {} — {}", exercise.number(), text.slip(slip))
}
