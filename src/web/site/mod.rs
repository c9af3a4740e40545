//! The views of the course: one file each.

mod account;
mod credentials;
mod home;
mod login;
mod sign_in;
mod sign_out;
mod sign_up;
mod teachers;

pub(super) use self::{
    account::{account, account_form},
    home::index,
    sign_in::{sign_in, sign_in_form},
    sign_out::sign_out,
    sign_up::{sign_up, sign_up_form},
    teachers::{Roster, teachers},
};
pub use teachers::RosterError;
