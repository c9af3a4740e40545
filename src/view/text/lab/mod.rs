//! Sentences of the teaching pages and of the practical.

mod exercises;
mod practical;
mod teaching;

pub(crate) use self::{
    exercises::{
        Bilingual, ChoicesProblem, ExerciseText, ExerciseTextError, ExerciseTexts, ExerciseWords,
        OwnTextProblem, Wanted,
    },
    practical::{PracticalWords, RoomWords},
    teaching::{
        AttributeWords, BenchWords, ExchangeWords, InspectorWords, Named, Notices, PageNames,
        ProbeWords, Prompt,
    },
};
