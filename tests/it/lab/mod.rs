//! The teaching pages and the practical.

mod bench;
mod bench_key;
mod board;
mod exchanges;
mod first_page;
mod flood;
mod flow;
mod inspector;
mod lesson;
mod one_truth;
mod own_exercises;
mod pages;
mod planted;
mod practical;
mod probe;
mod proxied;
mod reference;
mod room;
mod secrets;
mod settings;
mod student;
mod text_browser;
mod tool;
mod truth;
mod verdicts;
mod walk;
