//! The teaching pages.

mod board;
mod exchanges;
mod inspector;
mod practical;
mod settings;
mod student;
