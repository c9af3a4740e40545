//! The teaching pages.

mod board;
mod exchanges;
mod inspector;
mod practical;
mod reference;
mod settings;
mod student;
mod text_browser;
mod walk;
