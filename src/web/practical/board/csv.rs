//! `/prof.csv`: the board for a spreadsheet (RFC 4180).
//!
//! `?format=excel` is for a spreadsheet that was set up in France or Germany:
//! it takes the semicolon for what is between cells, and a file without a byte
//! order mark for one of another century.

use super::{slip_text, teacher_key};
use crate::{
    anatomy::utc,
    classroom::{Exercise, Row},
    http::{
        HttpError, Response, StatusCode,
        header::{CONTENT_DISPOSITION, HeaderValue},
        response,
    },
    view::text::lab::{PracticalWords, RoomWords},
    web::{ctx::Ctx, headers::unstored, practical::look},
};

/// How a file is to be written.
#[derive(Clone, Copy)]
struct Format {
    /// What it begins with.
    mark: &'static str,
    /// What stands between cells.
    separator: &'static str,
}

impl Format {
    /// As RFC 4180 has it.
    const PLAIN: Self = Self {
        mark: "",
        separator: ",",
    };
    const EXCEL: Self = Self {
        mark: "\u{feff}",
        separator: ";",
    };

    fn of(ctx: &Ctx<'_>) -> Self {
        match ctx.request.query_value("format").as_deref() {
            Some("excel") => Self::EXCEL,
            _ => Self::PLAIN,
        }
    }
}

/// Everybody, a line each.
pub(in crate::web) fn board_csv(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    if !teacher_key::is_open(ctx) {
        return teacher_key::closed(ctx);
    }
    let format = Format::of(ctx);
    let board = ctx.app.classroom.board(ctx.now(), &ctx.app.exercises);
    let mut csv = format.mark.to_owned();
    csv.push_str(&header(ctx).replace(',', format.separator));
    csv.push_str("\r\n");
    for row in &board.rows {
        csv.push_str(&cells(ctx, row, board.now).join(format.separator));
        csv.push_str("\r\n");
    }
    let mut page = response::bytes(StatusCode::OK, "text/csv; charset=utf-8", csv);
    let name = HeaderValue::from_static("attachment; filename=\"tp.csv\"");
    page.headers_mut().insert(CONTENT_DISPOSITION, name);
    unstored(Ok(page))
}

/// The names of the columns: stages first, then predictions, then what was
/// written.
fn header(ctx: &Ctx<'_>) -> String {
    let words = RoomWords::of(ctx.lang);
    let numbers = || Exercise::ALL.into_iter().map(|it| it.number().to_string());
    let named = |name: &'static str| numbers().map(move |number| format!("{name}{number}"));
    let columns: Vec<String> = named("tp").chain(named("prediction")).collect();
    let texts: Vec<String> = numbers().map(|number| words.csv_texts(&number)).collect();
    words.csv_header(&columns.join(","), &texts.join(","))
}

/// A student's cells, in the order of the header.
fn cells(ctx: &Ctx<'_>, row: &Row, now: u64) -> Vec<String> {
    let progress = &row.progress;
    let words = PracticalWords::of(ctx.lang);
    let mut cells = vec![progress.code.to_string(), cell(&progress.pseudonym)];
    cells.extend(Exercise::ALL.map(|it| cell(look(progress.stage(it), words).words)));
    cells.extend(Exercise::ALL.map(|it| {
        let attempt = progress.attempt(it);
        attempt.map_or_else(String::new, |it| it.letter().to_string())
    }));
    for attempt in Exercise::ALL.map(|it| progress.attempt(it)) {
        cells.push(attempt.map_or_else(String::new, |it| cell(&it.reason)));
        cells.push(attempt.map_or_else(String::new, |it| cell(&it.explanation)));
    }
    let stuck = row.stuck_since(now);
    let stuck = stuck.map(|at| now.saturating_sub(at).to_string());
    let slip = row.slip.map(|slip| cell(&slip_text(ctx, slip)));
    cells.extend([stuck, slip, utc(row.last_seen)].map(Option::unwrap_or_default));
    cells
}

/// A text between quotes.
// Security: a spreadsheet takes what begins so for a formula; one that is told
// to trim takes what comes after blanks.
fn cell(text: &str) -> String {
    let begins = text.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let guard = if begins.starts_with(['=', '+', '-', '@', '\t', '\r']) {
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
            ("\u{a0}=1;2", "\"'\u{a0}=1;2\""),
            ("", "\"\""),
        ] {
            assert_eq!(cell(text), written);
        }
    }
}
