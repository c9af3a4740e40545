//! `/prof`: everybody at a glance, for the teacher.
//!
//! Security: it opens at the server's own machine, or with the teacher's key
//! over TLS.

mod csv;
mod page;
mod teacher_key;

pub(in crate::web) use self::{
    csv::board_csv,
    page::{board, board_page},
    teacher_key::is_open as board_is_open,
};
