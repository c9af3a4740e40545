//! The teaching pages.

mod attacker;
mod bench;
mod board;
mod commands;
mod compared;
mod exchanges;
mod header_line;
mod help;
mod here;
mod inspector;
mod pieces;
mod practical;
mod probe;
mod said;
mod settings;
mod site_map;

use self::pieces::{fill, pieces};
pub(super) use self::{
    attacker::attacker,
    bench::{bench, bench_form},
    board::{board, board_csv, board_page},
    exchanges::{exchanges, exchanges_form},
    help::help,
    inspector::{forget, inspector, inspector_json},
    practical::{
        direction, exercise, exercise_page, practical, practical_page, proof, report, two_clocks,
        weak_keys,
    },
    probe::{probe, probe_result},
    settings::{settings, settings_page},
    site_map::{accessibility, site_map},
};
use crate::http::{Response, StatusCode, response};

/// `/sante`: for scripts that ask whether the site is up.
pub(super) fn health() -> Response {
    response::text(StatusCode::OK, "ok\n")
}
