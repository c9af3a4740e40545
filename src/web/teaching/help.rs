//! `/aide`: how to use the pages, what goes wrong, and what words mean.

use crate::{
    http::{HttpError, Response, StatusCode},
    web::ctx::Ctx,
};

pub(in crate::web) fn help(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    ctx.page(StatusCode::OK, ())
}
