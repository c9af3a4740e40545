//! The headers that do not depend on the page.

use super::ctx::Ctx;
use crate::classroom::Why;
use crate::http::{
    HttpError, Response, StatusCode,
    header::{
        ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY,
        SET_COOKIE, STRICT_TRANSPORT_SECURITY, VARY, X_CONTENT_TYPE_OPTIONS,
    },
    response,
};
use crate::session::{Saved, SetCookie};

/// Sent with every response, errors included, unless its page has set another
/// value.
const SECURITY: [(HeaderName, HeaderValue); 5] = [
    (
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
             base-uri 'none'; frame-ancestors 'none'",
        ),
    ),
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    // With `no-referrer` a browser sends `Origin: null` on our own forms.
    (REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
];

pub(super) const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// A page that is one visitor's, and of this moment.
pub(super) fn unstored(page: Result<Response, HttpError>) -> Result<Response, HttpError> {
    let mut page = page?;
    page.headers_mut().insert(CACHE_CONTROL, NO_STORE);
    Ok(page)
}

pub(super) fn secure(response: &mut Response) {
    for (name, value) in SECURITY {
        // One page widens its policy by itself.
        response.headers_mut().entry(name).or_insert(value);
    }
}

/// HSTS (RFC 6797): a year of HTTPS for this name, which a certificate of one's
/// own making, an address or `localhost` must never ask for.
pub(super) fn stay_on_https(response: &mut Response) {
    let value = HeaderValue::from_static("max-age=31536000");
    response
        .headers_mut()
        .insert(STRICT_TRANSPORT_SECURITY, value);
}

/// Ends a request as `Flask.process_response` does: `Vary` where the session
/// was looked at, `Set-Cookie` where it is to be kept, renewed or forgotten.
///
/// Security: nobody but this visitor may get either from a cache, not even
/// from this browser's after logout.
///
/// Returns why the cookie is sent, or is not, for the list of exchanges.
pub(super) fn save_session(response: &mut Response, ctx: &mut Ctx<'_>) -> Why {
    let saved = ctx.saved();
    let why = why(ctx, &saved);
    let headers = response.headers_mut();
    if saved.vary_cookie {
        headers.insert(CACHE_CONTROL, NO_STORE);
        // Flask's own line comes first, ours about the language after it.
        if let Some(language) = headers.insert(VARY, HeaderValue::from_static("Cookie")) {
            headers.append(VARY, language);
        }
    }
    if let Some(size) = saved.oversize {
        tracing::warn!("session cookie of {size} bytes: a browser may drop it");
    }
    match saved
        .set_cookie
        .map(|cookie| HeaderValue::try_from(cookie.to_string()))
    {
        Some(Ok(cookie)) => drop(headers.append(SET_COOKIE, cookie)),
        Some(Err(error)) => tracing::error!("session cookie not sent: {error}"),
        None => {}
    }
    why
}

fn why(ctx: &Ctx<'_>, saved: &Saved) -> Why {
    match &saved.set_cookie {
        Some(cookie) if cookie.is_deletion() => Why::Emptied,
        Some(_) if ctx.session.is_modified() && came_to_nothing(ctx) => Why::Created,
        Some(_) if ctx.session.is_modified() => Why::Modified,
        Some(_) => Why::Refreshed,
        None if ctx.refusal.is_some() => Why::Refused,
        None if ctx.session.is_new() => Why::NoSession,
        None => Why::Untouched,
    }
}

/// Whether the session began with this request: no cookie came, or it was
/// refused, or is over.
fn came_to_nothing(ctx: &Ctx<'_>) -> bool {
    ctx.session_cookie().is_none() || ctx.refusal.is_some() || ctx.is_ended
}

/// Sends cookies beside the session's.
pub(super) fn set_others(response: &mut Response, cookies: &[SetCookie]) {
    let headers = response.headers_mut();
    for cookie in cookies {
        headers.insert(CACHE_CONTROL, NO_STORE);
        match HeaderValue::try_from(cookie.to_string()) {
            Ok(cookie) => drop(headers.append(SET_COOKIE, cookie)),
            Err(error) => tracing::error!("cookie not sent: {error}"),
        }
    }
}

/// What Flask answers to OPTIONS by itself: an empty page.
pub(super) fn options(allow: &'static str) -> Response {
    let mut response = response::html(StatusCode::OK, "");
    response
        .headers_mut()
        .insert(ALLOW, HeaderValue::from_static(allow));
    response
}
