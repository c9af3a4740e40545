//! `/logout`: the session is cleared.

use crate::{
    http::{HttpError, Response, header::CACHE_CONTROL},
    web::{ctx::Ctx, foreign, headers::NO_STORE, routes::Route},
};

/// `session.clear()`, then home, without a flash: reading one would make a
/// cookie again.
pub(in crate::web) fn sign_out(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    if is_asked_for(ctx) {
        ctx.session.clear();
        tracing::info!("signed out");
    }
    let mut response = ctx.redirect(Route::Index)?;
    // What a prefetch got must not answer the click that follows it.
    response.headers_mut().insert(CACHE_CONTROL, NO_STORE);
    Ok(response)
}

/// Security: in the course anything signs out, an image on another site
/// included. Here HEAD, a prefetch and another site's link do not; with `--lab`
/// that link does, to be seen at work. A foreign POST never comes this far.
fn is_asked_for(ctx: &Ctx<'_>) -> bool {
    let request = &ctx.request;
    request.method().as_str() != "HEAD"
        && !foreign::is_prefetch(request)
        && (ctx.app.is_lab || !foreign::is_foreign(request))
}
