//! What of the board is looked at, and its address.

use crate::{
    classroom::Exercise,
    web::{ctx::Ctx, routes::Route},
};

/// The exercise, if one was picked, and whether the page is asked for again and
/// again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct View {
    pub(super) exercise: Option<Exercise>,
    pub(super) is_following: bool,
}

impl View {
    /// `?ex=3&suivre=1`; what names no exercise picks none.
    pub(super) fn of(ctx: &Ctx<'_>) -> Self {
        let number = ctx.request.query_value("ex");
        let number = number.and_then(|number| number.parse().ok());
        Self {
            exercise: number.and_then(Exercise::from_number),
            is_following: ctx.request.query_value("suivre").is_some(),
        }
    }

    pub(super) fn address(self, ctx: &Ctx<'_>) -> String {
        let exercise = self.exercise.map(|it| format!("ex={}", it.number()));
        let following = self.is_following.then(|| "suivre=1".to_owned());
        let lang = ctx.query().strip_prefix('?').map(str::to_owned);
        let values = [exercise, following, lang].into_iter().flatten();
        let query = values.collect::<Vec<_>>().join("&");
        let separator = if query.is_empty() { "" } else { "?" };
        format!("{}{separator}{query}", Route::Board.url())
    }
}
