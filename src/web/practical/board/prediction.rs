//! `/prof/prediction/3`: what the room predicted, for the wall of the room.

use serde::Serialize;

use super::teacher_key;
use crate::{
    classroom::{Board, Exercise},
    http::{HttpError, Response, StatusCode},
    view::{Markup, text::lab::RoomWords},
    web::{ctx::Ctx, routes::Route, teaching::marked_up},
};

/// `prediction.html`
#[derive(Serialize)]
struct PredictionPage<'a> {
    number: u8,
    name: &'a str,
    question: Markup,
    bars: Vec<Bar>,
    count: String,
    is_revealed: bool,
    /// To the same page with the right answer marked, or without.
    reveal_url: String,
    board_url: String,
}

/// How often an answer was predicted.
#[derive(Serialize)]
pub(super) struct Bar {
    text: Markup,
    count: usize,
    /// Its length, of 100.
    length: usize,
    /// Marked once it is revealed.
    is_right: bool,
}

/// The bars of an exercise, the longest one as long as it can be, and how many
/// predictions they are.
pub(super) fn bars(
    ctx: &Ctx<'_>,
    board: &Board,
    exercise: Exercise,
    is_revealed: bool,
) -> (Vec<Bar>, usize) {
    let text = ctx.app.exercises.text(exercise, ctx.lang);
    let right = usize::from(text.right_choice());
    let counts = board.histogram(exercise, text.choices.len());
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let total = counts.iter().sum();
    let bars = counts.into_iter().zip(&text.choices).enumerate();
    let bars = bars.map(|(index, (count, text))| Bar {
        text: marked_up(text),
        count,
        length: count * 100 / most,
        is_right: is_revealed && index == right,
    });
    (bars.collect(), total)
}

/// GET: question, bars, total; the right answer with `?juste` alone.
pub(in crate::web) fn prediction(
    ctx: &mut Ctx<'_>,
    exercise: Exercise,
) -> Result<Response, HttpError> {
    if !teacher_key::is_open(ctx) {
        return teacher_key::closed(ctx);
    }
    let board = ctx.app.classroom.board(ctx.now(), &ctx.app.exercises);
    let is_revealed = ctx.request.query_value("juste").is_some();
    let (bars, count) = bars(ctx, &board, exercise, is_revealed);
    let route = Route::Prediction(exercise);
    let (here, query) = (ctx.as_shown(route.url()), ctx.query());
    let separator = if query.is_empty() { '?' } else { '&' };
    let text = ctx.app.exercises.text(exercise, ctx.lang);
    let page = PredictionPage {
        number: exercise.number(),
        name: &text.name,
        question: marked_up(&text.question),
        bars,
        count: RoomWords::of(ctx.lang).histogram(ctx.lang, count),
        is_revealed,
        reveal_url: if is_revealed {
            format!("{here}{query}")
        } else {
            format!("{here}{query}{separator}juste=1")
        },
        board_url: ctx.address(Route::Board, "ex", &exercise.number().to_string()),
    };
    ctx.page_of_now(StatusCode::OK, page)
}
