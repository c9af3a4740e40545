//! `/aide`: how to use the pages, what goes wrong, and what words mean.

use crate::{
    http::{HttpError, Response, StatusCode},
    view::{
        context::{Chapter, Help},
        text::lab::HelpLists,
    },
    web::ctx::Ctx,
};

pub(in crate::web) fn help(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    let lists = HelpLists::of(ctx.lang);
    let chapters = lists.chapters().into_iter();
    let page = Help {
        troubles: &lists.troubles,
        chapters: chapters
            .map(|(title, entries)| Chapter { title, entries })
            .collect(),
    };
    ctx.page(StatusCode::OK, page)
}
