//! `/prof`: everybody at a glance, for the teacher.
//!
//! Security: it opens at the server's own machine, or with the teacher's key
//! over TLS.

mod csv;
mod door;
mod page;

pub(super) use self::door::is_open;
pub(in crate::web) use self::{
    csv::board_csv,
    page::{board, board_page},
};
