//! The board, and what the teacher does with it.

use serde::Serialize;

use super::{
    prediction::{Bar, bars},
    room_address::RoomAddress,
    rows::{Column, Line, columns, lines},
    slip_text, teacher_key,
    view::View,
};
use crate::{
    classroom::{Board, Exercise, Stage},
    http::{
        HttpError, Reason, Response, StatusCode,
        header::{HeaderValue, REFRESH},
    },
    view::{
        Markup,
        context::Choice,
        text::{cookie::CookieText, lab::RoomWords},
    },
    web::{
        ctx::Ctx,
        headers::unstored,
        routes::{PROJECTION, Route},
        teaching::marked_up,
    },
};

/// Seconds from one look at the room to the next, where the board follows it.
const REFRESH_EVERY: HeaderValue = HeaderValue::from_static("5");

/// `board.html`
#[derive(Serialize)]
struct BoardPage<'a> {
    summary: String,
    /// The address of this view, for "refresh".
    here: String,
    is_following: bool,
    /// The file for a spreadsheet set up in French.
    excel_url: String,
    /// To the same view that follows the room, or has stopped to.
    follow_url: String,
    /// The view of everybody, where an exercise is looked at.
    all_url: Option<String>,
    /// The language, where it was chosen.
    lang: Option<&'static str>,
    choices: Vec<Choice>,
    columns: Vec<Column<'a>>,
    rows: Vec<Line>,
    /// Rows that are not shown.
    more: Option<String>,
    predictions: Vec<Predicted>,
    slips: Vec<SlipCount>,
    /// Where the room finds the site; `None` where it does not.
    room: Option<&'a RoomAddress>,
    corrections_are_hidden: bool,
    erased: String,
    reset_error: Option<&'static str>,
}

/// What was predicted in the exercise that is looked at.
#[derive(Serialize)]
struct Predicted {
    question: Markup,
    count: String,
    bars: Vec<Bar>,
    /// For the wall.
    url: String,
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
        return teacher_key::closed(ctx);
    }
    let view = View::of(ctx);
    let mut page = show(ctx, StatusCode::OK, view, None)?;
    // WCAG 2.2, F41: only who asked for it gets a page that comes anew by itself.
    if view.is_following {
        page.headers_mut().insert(REFRESH, REFRESH_EVERY);
    }
    unstored(Ok(page))
}

/// POST: corrections shown or hidden, a new start, or the teacher's key.
pub(in crate::web) async fn board(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    let form = ctx.request.form().await?;
    if form.get("action") == Some("open") {
        return teacher_key::unlock(ctx, form.get("key").unwrap_or_default());
    }
    if !teacher_key::is_open(ctx) {
        return teacher_key::closed(ctx);
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
    let view = View::of(ctx);
    let count = ctx.app.classroom.board(now, &ctx.app.exercises).rows.len();
    if typed.trim().parse() != Ok(count) {
        let error = Some(words.board_wrong_count);
        return show(ctx, StatusCode::BAD_REQUEST, view, error);
    }
    ctx.app.classroom.start_anew(now);
    tracing::info!(students = count, "the room was started anew");
    ctx.notice("success", words.board_was_reset);
    show(ctx, StatusCode::OK, view, None)
}

fn show(
    ctx: &mut Ctx<'_>,
    status: StatusCode,
    view: View,
    reset_error: Option<&'static str>,
) -> Result<Response, HttpError> {
    let board = ctx.app.classroom.board(ctx.now(), &ctx.app.exercises);
    let page = page(ctx, &board, view, reset_error);
    ctx.page(status, page)
}

fn page<'app>(
    ctx: &Ctx<'app>,
    board: &Board,
    view: View,
    reset_error: Option<&'static str>,
) -> BoardPage<'app> {
    let words = RoomWords::of(ctx.lang);
    let (rows, more) = lines(ctx, board, view);
    let columns = columns(ctx, board, view);
    let other = View {
        is_following: !view.is_following,
        ..view
    };
    let everybody = View {
        exercise: None,
        ..view
    };
    BoardPage {
        summary: summary(ctx, board),
        here: view.address(ctx),
        is_following: view.is_following,
        excel_url: ctx.address(Route::BoardCsv, "format", "excel"),
        follow_url: other.address(ctx),
        all_url: view.exercise.map(|_| everybody.address(ctx)),
        lang: Some(ctx.lang.tag()).filter(|_| !ctx.query().is_empty()),
        choices: columns.iter().map(|it| choice(it, view)).collect(),
        columns,
        rows,
        more: (more > 0).then(|| words.board_more(&more.to_string())),
        predictions: view
            .exercise
            .map(|it| predicted(ctx, board, it))
            .into_iter()
            .collect(),
        slips: slips(ctx, board),
        room: ctx.app.in_the_room.as_ref(),
        corrections_are_hidden: ctx.app.classroom.corrections_are_hidden(),
        erased: erased(ctx, board),
        reset_error,
    }
}

fn summary(ctx: &Ctx<'_>, board: &Board) -> String {
    let words = RoomWords::of(ctx.lang);
    let since = |at| CookieText::of(ctx.lang).duration(board.now.saturating_sub(at).into());
    let summary = match board.last_seen() {
        None => words.board_nobody.to_owned(),
        Some(at) => words.board_summary(ctx.lang, board.rows.len(), &since(at)),
    };
    match board.passing {
        0 => summary,
        passing => format!("{summary} · {}", words.board_passing(ctx.lang, passing)),
    }
}

fn choice(column: &Column<'_>, view: View) -> Choice {
    Choice {
        value: column.number.to_string(),
        text: format!("TP {} — {}", column.number, column.name),
        is_chosen: view.exercise.is_some_and(|it| it.number() == column.number),
    }
}

fn predicted(ctx: &Ctx<'_>, board: &Board, exercise: Exercise) -> Predicted {
    let (bars, count) = bars(ctx, board, exercise, false);
    Predicted {
        question: marked_up(&ctx.app.exercises.text(exercise, ctx.lang).question),
        count: RoomWords::of(ctx.lang).histogram(ctx.lang, count),
        bars,
        url: format!("{PROJECTION}{}", ctx.link(Route::Prediction(exercise))),
    }
}

fn slips(ctx: &Ctx<'_>, board: &Board) -> Vec<SlipCount> {
    let slips = board.slips().into_iter();
    slips
        .map(|(slip, count)| SlipCount {
            text: slip_text(ctx, slip),
            count,
        })
        .collect()
}

/// What a new start takes from the room.
fn erased(ctx: &Ctx<'_>, board: &Board) -> String {
    let attempts = board.rows.iter().flat_map(|row| row.progress.begun());
    let attempts: Vec<_> = attempts.map(|(_, attempt)| attempt.stage).collect();
    let done = attempts.iter().filter(|it| **it == Stage::Done).count();
    let [students, begun, done] =
        [board.rows.len(), attempts.len(), done].map(|count| count.to_string());
    RoomWords::of(ctx.lang).board_erased(&students, &begun, &done)
}
