//! The pages that teach on every server, with `--lab` or without: the
//! inspector, the bench, the exchanges, the help.

mod bench;
mod commands;
mod comparison;
mod exchanges;
mod header_line;
mod inspector;
mod likelihood;
mod origin;
mod own_cookies;
mod probe;
mod sentence;
mod site_map;
mod verdict;

pub(super) use self::{
    bench::{bench, bench_form, with_next_last},
    commands::{Command, Commands, Shell},
    exchanges::{exchanges, exchanges_form},
    inspector::{forget, inspector, inspector_json},
    probe::{probe, probe_result},
    sentence::marked_up,
    site_map::site_map,
};
use crate::http::{Response, StatusCode, response};

/// `/sante`: for scripts that ask whether the site is up.
pub(super) fn health() -> Response {
    response::text(StatusCode::OK, "ok\n")
}
