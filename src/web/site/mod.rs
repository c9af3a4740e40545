//! The views of the course: one file each.

mod home;
mod login;
mod sign_in;
mod sign_out;
mod teachers;

pub(super) use self::{
    home::index,
    sign_in::{sign_in, sign_in_form},
    sign_out::sign_out,
    teachers::{Roster, teachers},
};
pub use teachers::RosterError;
