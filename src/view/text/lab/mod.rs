//! The sentences of the teaching pages, one file a page.

mod exchanges;
mod exercises;
mod inspector;
mod notices;
mod practical;
mod practical_words;
mod room_words;

pub(crate) use self::{
    exchanges::{ExchangeWords, ExchangesText, Prompt},
    exercises::{ExerciseText, passage},
    inspector::InspectorText,
    notices::Notices,
    practical::PracticalText,
    practical_words::PracticalWords,
    room_words::RoomWords,
};
