//! The sentences of the teaching pages, one file a page.

mod accessibility;
mod attributes;
mod bench;
mod bench_words;
mod exchanges;
mod exercises;
mod help;
mod inspector;
mod look;
mod notices;
mod picture;
mod practical;
mod practical_words;
mod probe;
mod probe_causes;
mod room_words;
mod site_map;

pub(crate) use self::{
    accessibility::AccessibilityText,
    attributes::AttributeWords,
    bench::BenchText,
    bench_words::BenchWords,
    exchanges::{ExchangeWords, ExchangesText, Prompt},
    exercises::{
        Bilingual, ChoicesProblem, ExerciseText, ExerciseTextError, ExerciseTexts, ExerciseWords,
        OwnTextProblem, Wanted,
    },
    help::{Entry, HelpLists, HelpText, Trouble},
    inspector::InspectorText,
    look::LookWords,
    notices::Notices,
    picture::PictureText,
    practical::PracticalText,
    practical_words::PracticalWords,
    probe::ProbeText,
    probe_causes::ProbeWords,
    room_words::RoomWords,
    site_map::{Named, PageNames, SiteMapText},
};
