//! The teaching pages.

mod board;
mod inspector;
mod practical;
mod settings;
mod student;
