//! The teaching pages.

mod inspector;
mod pieces;

pub(super) use self::inspector::{inspector, inspector_json};
use self::pieces::pieces;
use crate::http::{Response, StatusCode, response};

/// `/sante`: for scripts that ask whether the site is up.
pub(super) fn health() -> Response {
    response::text(StatusCode::OK, "ok\n")
}
