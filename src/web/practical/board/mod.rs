//! `/prof`: everybody at a glance, for the teacher.
//!
//! Security: it opens at the server's own machine, or with the teacher's key
//! over TLS.

mod csv;
mod page;
mod prediction;
mod room_address;
mod rows;
mod student;
mod teacher_key;
mod view;

pub(in crate::web) use self::{
    csv::board_csv,
    page::{board, board_page},
    prediction::prediction,
    room_address::RoomAddress,
    student::board_student,
    teacher_key::is_open as board_is_open,
};

use crate::{classroom::Slip, web::ctx::Ctx};

/// `TP 4 — signs anew instead of verifying`
fn slip_text(ctx: &Ctx<'_>, slip: Slip) -> String {
    let exercise = slip.exercise();
    let text = ctx.app.exercises.text(exercise, ctx.lang);
    format!("TP {} — {}", exercise.number(), text.slip(slip))
}
