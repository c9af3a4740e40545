//! The teaching pages.

mod attacker;
mod board;
mod commands;
mod exchanges;
mod header_line;
mod help;
mod inspector;
mod pieces;
mod practical;
mod settings;
mod site_map;

use self::pieces::pieces;
pub(super) use self::{
    attacker::attacker,
    board::{board, board_csv, board_page},
    exchanges::{exchanges, forget_exchanges},
    help::help,
    inspector::{inspector, inspector_json},
    practical::{
        direction, exercise, exercise_page, practical, practical_page, proof, report, two_clocks,
        weak_keys,
    },
    settings::{settings, settings_page},
    site_map::{accessibility, site_map},
};
use crate::http::{Response, StatusCode, response};

/// `/sante`: for scripts that ask whether the site is up.
pub(super) fn health() -> Response {
    response::text(StatusCode::OK, "ok\n")
}
