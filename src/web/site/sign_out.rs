//! `/logout`: the session is cleared.

use crate::{
    http::{HttpError, Reason, Response, header::CACHE_CONTROL},
    session::Value,
    web::{ctx::Ctx, foreign, headers::NO_STORE, routes::Route},
};

/// `session.clear()`, then home, without a flash: reading one would make a
/// cookie again.
pub(in crate::web) async fn sign_out(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    if is_asked_for(ctx) {
        let uid = ctx.session.peek("uid").and_then(Value::as_str);
        let uid = uid.map(ToOwned::to_owned);
        ctx.session.clear();
        let now = ctx.now();
        ctx.visitor.sign_out(now);
        tracing::info!("signed out");
        if let Some(uid) = uid.filter(|_| ctx.app.revoke_on_logout) {
            end_copies(ctx, &uid).await?;
        }
    }
    let mut response = ctx.redirect(Route::Index)?;
    // What a prefetch got must not answer the click that follows it.
    response.headers_mut().insert(CACHE_CONTROL, NO_STORE);
    Ok(response)
}

/// `--revoke-on-logout`: copies of the cookie are refused from now on, until
/// they are too old anyway.
async fn end_copies(ctx: &Ctx<'_>, uid: &str) -> Result<(), HttpError> {
    let lifetime = ctx.sessions().config().permanent_session_lifetime;
    let until = ctx.now().saturating_add(lifetime);
    let recorded = ctx.app.accounts.revoke(uid, until).await;
    recorded.map_err(|error| HttpError::new(Reason::LogoutNotRecorded).caused_by(error))
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
