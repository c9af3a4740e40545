//! Templates and words.

pub mod text;
