//! `/logout`: the session is cleared.

use crate::{
    accounts::{Ended, Uid},
    http::{HttpError, Reason, Response, header::CACHE_CONTROL},
    web::{cross_site, ctx::Ctx, headers::NO_STORE, routes::Route, signed_in::peek_uid},
};

/// `session.clear()`, then home, without a flash: reading one would make a
/// cookie again.
pub(in crate::web) async fn sign_out(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    if is_asked_for(ctx) {
        // What has another form was not taken for a session.
        let uid = peek_uid(&ctx.session);
        let is_guest = ctx.account().is_none();
        ctx.session.clear();
        let now = ctx.now();
        ctx.visitor.sign_out(now);
        tracing::info!("signed out");
        if let Some(uid) = uid.filter(|_| ctx.app.revoke_on_logout) {
            end_copies(ctx, uid, is_guest).await?;
        }
    }
    let mut response = ctx.redirect(Route::Index)?;
    // What a prefetch got must not answer the click that follows it.
    response.headers_mut().insert(CACHE_CONTROL, NO_STORE);
    Ok(response)
}

/// `--revoke-on-logout`: copies of the cookie are refused from now on, until
/// they are too old anyway, whatever lifetime this visitor has chosen.
async fn end_copies(ctx: &Ctx<'_>, uid: Uid, is_guest: bool) -> Result<(), HttpError> {
    let accounts = &ctx.app.accounts;
    match accounts.revoke(uid, ctx.request.client(), is_guest).await {
        Ended::Everywhere => Ok(()),
        Ended::Later(error) => Err(HttpError::new(Reason::LogoutDelayed).caused_by(error)),
        Ended::Nowhere => Err(Reason::TooManyLogouts.into()),
        Ended::NotKept(error) => Err(HttpError::new(Reason::LogoutNotRecorded).caused_by(error)),
    }
}

/// Security: in the course anything signs out, an image on another site
/// included. Here HEAD, a prefetch and another site's link do not; with `--lab`
/// that link does, to be seen at work. A foreign POST never comes this far.
fn is_asked_for(ctx: &Ctx<'_>) -> bool {
    let request = &ctx.request;
    request.method().as_str() != "HEAD"
        && !cross_site::is_prefetch(request)
        && (ctx.app.is_lab || !cross_site::is_cross_site(request))
}
