//! The sentences of the teaching pages, one file a page.

mod accessibility;
mod exchanges;
mod exercises;
mod help;
mod inspector;
mod notices;
mod picture;
mod practical;
mod practical_words;
mod room_words;
mod site_map;

pub(crate) use self::{
    accessibility::AccessibilityText,
    exchanges::{ExchangeWords, ExchangesText, Prompt},
    exercises::{ExerciseText, passage},
    help::{Entry, HelpLists, HelpText, Trouble},
    inspector::InspectorText,
    notices::Notices,
    picture::PictureText,
    practical::PracticalText,
    practical_words::PracticalWords,
    room_words::RoomWords,
    site_map::{Named, PageNames, SiteMapText},
};
