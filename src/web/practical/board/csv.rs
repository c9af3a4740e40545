//! `/prof.csv`: the board for a spreadsheet (RFC 4180).

use super::{slip_text, teacher_key};
use crate::{
    anatomy::utc,
    classroom::{Exercise, Row},
    http::{
        HttpError, Response, StatusCode,
        header::{CONTENT_DISPOSITION, HeaderValue},
        response,
    },
    view::text::lab::RoomWords,
    web::{ctx::Ctx, headers::unstored},
};

/// Everybody, a line each.
pub(in crate::web) fn board_csv(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    if !teacher_key::is_open(ctx) {
        return teacher_key::closed(ctx, false);
    }
    let board = ctx.app.classroom.board(ctx.now(), &ctx.app.exercises);
    let mut csv = header(ctx);
    csv.push_str("\r\n");
    for row in &board.rows {
        csv.push_str(&line(ctx, row, board.now));
        csv.push_str("\r\n");
    }
    let mut page = response::bytes(StatusCode::OK, "text/csv; charset=utf-8", csv);
    let name = HeaderValue::from_static("attachment; filename=\"tp.csv\"");
    page.headers_mut().insert(CONTENT_DISPOSITION, name);
    unstored(Ok(page))
}

/// The names of the columns: stages first, then predictions.
fn header(ctx: &Ctx<'_>) -> String {
    let columns = ["tp", "prediction"].into_iter().flat_map(|name| {
        let exercises = Exercise::ALL.into_iter();
        exercises.map(move |exercise| format!("{name}{}", exercise.number()))
    });
    let columns: Vec<String> = columns.collect();
    let words = RoomWords::of(ctx.lang);
    words.csv_header(&columns.join(","))
}

fn line(ctx: &Ctx<'_>, row: &Row, now: u64) -> String {
    let progress = &row.progress;
    let mut cells = vec![progress.code.to_string(), cell(&progress.pseudonym)];
    cells.extend(Exercise::ALL.map(|exercise| {
        let stage = progress.stage(exercise);
        stage.map_or(0, u8::from).to_string()
    }));
    cells.extend(Exercise::ALL.map(|exercise| {
        let choice = progress
            .attempt(exercise)
            .map(|it| char::from(b'a' + it.choice.min(25)));
        choice.map(String::from).unwrap_or_default()
    }));
    let stuck = row
        .stuck_since(now)
        .map(|at| now.saturating_sub(at).to_string());
    cells.push(stuck.unwrap_or_default());
    cells.push(
        row.slip
            .map(|slip| cell(&slip_text(ctx, slip)))
            .unwrap_or_default(),
    );
    cells.push(utc(row.last_seen).unwrap_or_default());
    cells.join(",")
}

/// A text between quotes.
// Security: a spreadsheet takes what begins so for a formula.
fn cell(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        "'"
    } else {
        ""
    };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_text_and_no_formula() {
        for (text, written) in [
            ("lynx", "\"lynx\""),
            ("a,\"b\"", "\"a,\"\"b\"\"\""),
            ("=1+1", "\"'=1+1\""),
            ("@SUM", "\"'@SUM\""),
            ("", "\"\""),
        ] {
            assert_eq!(cell(text), written);
        }
    }
}
