//! What a page says was just done, in a status line where the reader stands.
//!
//! A form that was taken leads on by a redirect, whose address says so:
//! `/tp/4?fait=brouillon#expliquer`. Neither the session nor the `tp` cookie
//! changes for it, so nothing that the exercises count does; and it is said only
//! where it can be true.

use crate::{
    classroom::{Attempt, Exercise, Progress, Stage},
    http::{HttpError, Response},
    view::text::lab::PracticalWords,
    web::{ctx::Ctx, routes::Route},
};

/// The query's name for what was done.
const DONE: &str = "fait";

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Done {
    Predicted,
    /// The exercise's own button was pressed.
    Started,
    /// What was typed in is right.
    Answered,
    Drafted,
    HandedIn,
    Restarted,
    Named,
    Resumed,
    /// All of it was restarted.
    Erased,
}

impl Done {
    const ALL: [Self; 9] = [
        Self::Predicted,
        Self::Started,
        Self::Answered,
        Self::Drafted,
        Self::HandedIn,
        Self::Restarted,
        Self::Named,
        Self::Resumed,
        Self::Erased,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Predicted => "prediction",
            Self::Started => "depart",
            Self::Answered => "reponse",
            Self::Drafted => "brouillon",
            Self::HandedIn => "explication",
            Self::Restarted => "recommence",
            Self::Named => "pseudonyme",
            Self::Resumed => "reprise",
            Self::Erased => "efface",
        }
    }

    fn sentence(self, words: &PracticalWords) -> &'static str {
        match self {
            Self::Predicted => words.said_predicted,
            Self::Started => words.said_started,
            Self::Answered => words.said_answered,
            Self::Drafted => words.said_drafted,
            Self::HandedIn => words.said_handed_in,
            Self::Restarted => words.said_restarted,
            Self::Named => words.said_named,
            Self::Resumed => words.said_resumed,
            Self::Erased => words.said_erased,
        }
    }

    /// Whether it can have been done in an exercise that stands here.
    fn fits(self, progress: &Progress, exercise: Exercise) -> bool {
        let explains = |it: &Attempt| !it.explanation.is_empty();
        match (progress.stage(exercise), self) {
            (None, Self::Restarted)
            | (Some(Stage::Predicted), Self::Predicted | Self::Started | Self::Answered)
            | (Some(Stage::Observed), Self::Answered)
            | (Some(Stage::Done), Self::HandedIn) => true,
            (Some(Stage::Observed), Self::Drafted) => {
                progress.attempt(exercise).is_some_and(explains)
            }
            _ => false,
        }
    }

    /// Whether it can have been done on the list, where everything stands here.
    fn fits_list(self, progress: &Progress) -> bool {
        let is_begun = |exercise: &Exercise| progress.stage(*exercise).is_some();
        match self {
            Self::Named => true,
            Self::Resumed => Exercise::ALL.iter().any(is_begun),
            Self::Erased => !Exercise::ALL.iter().any(is_begun),
            _ => false,
        }
    }

    fn asked_for(ctx: &Ctx<'_>) -> Option<Self> {
        let name = ctx.request.query_value(DONE)?;
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

/// What the page of an exercise says was done.
pub(super) fn of_exercise(
    ctx: &Ctx<'_>,
    progress: &Progress,
    exercise: Exercise,
) -> Option<&'static str> {
    let said = Done::asked_for(ctx).filter(|said| said.fits(progress, exercise))?;
    Some(said.sentence(PracticalWords::of(ctx.lang)))
}

/// What the list of the exercises says was done.
pub(super) fn of_overview(ctx: &Ctx<'_>, progress: &Progress) -> Option<&'static str> {
    let said = Done::asked_for(ctx).filter(|said| said.fits_list(progress))?;
    Some(said.sentence(PracticalWords::of(ctx.lang)))
}

/// Leads to the stage that is open now.
pub(super) fn lead_on(
    ctx: &mut Ctx<'_>,
    exercise: Exercise,
    said: Option<Done>,
) -> Result<Response, HttpError> {
    let place = match ctx.progress()?.stage(exercise) {
        None => "predire",
        Some(Stage::Predicted) => "observer",
        Some(Stage::Observed) => "expliquer",
        Some(Stage::Done) => "correction",
    };
    lead(ctx, Route::Exercise(exercise), said, place)
}

/// Leads to a place of a page, which says what was done.
pub(super) fn lead(
    ctx: &Ctx<'_>,
    route: Route,
    said: Option<Done>,
    place: &str,
) -> Result<Response, HttpError> {
    ctx.redirect_into(route, said.map(|said| (DONE, said.name())), place)
}
