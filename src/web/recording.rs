//! What the server saw: one exchange, for the visitor's own eyes.

use std::{borrow::Cow, sync::Arc};

use super::{cross_site::SEC_FETCH_SITE, ctx::Ctx, routes::Route, shown::text};
use crate::{
    anatomy::Verdict,
    classroom::{Exchange, MAX_TARGET_BYTES, Place, SessionSeen, Tie, Who, Why},
    http::{
        HeaderMap, HttpError, Request, Response,
        header::{
            ACCEPT, CACHE_CONTROL, COOKIE, HOST, HeaderName, LOCATION, ORIGIN, SET_COOKIE, VARY,
        },
    },
    itsdangerous::Error,
    session::Refusal,
};

const SEC_FETCH_DEST: HeaderName = HeaderName::from_static("sec-fetch-dest");

/// How the hostile page's addresses say by what it had the browser ask.
const BY_LINK: &str = "lien";
const BY_IMAGE: &str = "image";
const BY_FORM: &str = "formulaire";

/// Longer values of headers are cut: no browser keeps a larger cookie.
const MAX_VALUE_BYTES: usize = 4200;

/// In the practical, everything is recorded from the first page of the course
/// on, so that what exercises ask about can be looked at afterwards.
// Security: only for a page that somebody looks at. The response to a form that another site sent,
// or to its image, would put a new cookie in the place of the student's, which did not come along.
pub(super) fn begin(ctx: &mut Ctx<'_>) -> Result<(), HttpError> {
    let place = ctx.route.and_then(|route| route.entry().recorded_as);
    let is_page = matches!(place, Some(Place::Course | Place::SignIn));
    let is_document = match ctx.request.header(SEC_FETCH_DEST) {
        Some(dest) => dest == "document",
        None => !ctx
            .request
            .header(ACCEPT)
            .is_some_and(|it| it.starts_with("image/")),
    };
    let is_looked_at = ctx.request.method() == "GET" && is_document;
    if ctx.app.is_lab && is_page && is_looked_at && ctx.visitor.is_new() {
        ctx.progress()?;
    }
    Ok(())
}

/// This browser's request before this one, if it led here.
pub(super) fn led_here(ctx: &Ctx<'_>) -> Option<Arc<Exchange>> {
    let code = ctx.visitor.owner()?.code;
    let before = ctx.app.classroom.last_exchange(code)?;
    let is_followed = before.leads_to(&target(&ctx.request), ctx.now());
    (is_followed && before.tie == Tie::Cookie).then_some(before)
}

/// Records the exchange for whose it is. Static files and pages that only
/// teach are left out, so that looking does not change what there is to see.
pub(super) fn record(ctx: &Ctx<'_>, response: &Response, why: Why) {
    let place = match ctx.route {
        Some(route) => route.entry().recorded_as,
        None => Some(Place::Course),
    };
    let (Some((code, tie)), Some(place)) = (ctx.visitor.recorded_for(), place) else {
        return;
    };
    let exchange = exchange(ctx, response, place, why, tie);
    let name = &ctx.sessions().config().cookie.name;
    let rules = &ctx.app.exercises;
    ctx.app.classroom.record(code, exchange, name, rules);
}

fn exchange(ctx: &Ctx<'_>, response: &Response, place: Place, why: Why, tie: Tie) -> Exchange {
    let request = &ctx.request;
    let asked = [HOST, ORIGIN, COOKIE, SEC_FETCH_SITE, SEC_FETCH_DEST];
    let answered = [LOCATION, SET_COOKIE, VARY, CACHE_CONTROL];
    Exchange {
        number: 0,
        at: ctx.now(),
        tie,
        method: cut(request.method().as_str(), 16),
        target: cut(&target(request), MAX_TARGET_BYTES),
        place,
        request: lines(request.headers(), asked, tie),
        status: response.status().as_u16(),
        response: lines(response.headers(), answered, tie),
        session: session_seen(ctx, tie),
        why,
        is_cross_site: is_cross_site(ctx),
        is_for_image: is_for_image(ctx),
        same_site: ctx.sessions().config().cookie.same_site,
    }
}

/// Whether another site is behind a request, as far as it is known: over plain
/// HTTP to an address that is not the machine's own, browsers do not say. There
/// the address does, which only the hostile page of exercise 9 links to.
fn is_cross_site(ctx: &Ctx<'_>) -> bool {
    match ctx.request.header(SEC_FETCH_SITE) {
        Some(site) => site == "cross-site",
        None => attack(ctx).is_some(),
    }
}

fn is_for_image(ctx: &Ctx<'_>) -> bool {
    match ctx.request.header(SEC_FETCH_DEST) {
        Some(dest) => dest == "image",
        None => attack(ctx).is_some_and(|by| by == BY_IMAGE),
    }
}

/// By what the hostile page had the browser ask.
fn attack<'ctx>(ctx: &'ctx Ctx<'_>) -> Option<Cow<'ctx, str>> {
    let is_attacked = ctx.route == Some(Route::AttackedSignOut);
    let by = is_attacked
        .then(|| ctx.request.query_value("par"))
        .flatten();
    by.filter(|by| [BY_LINK, BY_IMAGE, BY_FORM].contains(&&**by))
}

/// The lines of these names, as text.
fn lines(
    headers: &HeaderMap,
    names: impl IntoIterator<Item = HeaderName>,
    tie: Tie,
) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    for name in names {
        for value in headers.get_all(&name) {
            let mut value = text(value.as_bytes());
            if tie == Tie::Code && (name == COOKIE || name == SET_COOKIE) {
                value = without_values(&value, name == COOKIE).into();
            }
            lines.push((name.to_string(), cut(&value, MAX_VALUE_BYTES)));
        }
    }
    lines
}

/// A cookie line without what the cookies hold: each pair of it is a cookie, or
/// the first one is, and the rest are attributes.
// Security: whoever knows a code, or has somebody follow a link with it, learns no value.
fn without_values(line: &str, is_each: bool) -> String {
    let pairs = line.split(';').enumerate();
    let pairs = pairs.map(|(index, pair)| match pair.split_once('=') {
        Some((name, value)) if (is_each || index == 0) && !value.is_empty() => format!("{name}=…"),
        // No name: it may be a value.
        None if is_each => "…".to_owned(),
        _ => pair.to_owned(),
    });
    pairs.collect::<Vec<_>>().join(";")
}

/// The session cookie that came, and what became of it.
fn session_seen(ctx: &Ctx<'_>, tie: Tie) -> SessionSeen {
    let Some(value) = ctx.session_text() else {
        return SessionSeen::None;
    };
    let mark = ctx.app.classroom.cookie_mark(&value);
    let value = (tie == Tie::Cookie).then(|| cut(&value, MAX_VALUE_BYTES));
    match &ctx.refusal {
        Some(refusal) => SessionSeen::Refused {
            verdict: verdict(refusal),
        },
        None if ctx.is_ended => SessionSeen::Ended { mark, value },
        None => SessionSeen::Taken {
            mark,
            value,
            who: match (&ctx.user_that_came, tie) {
                (None, _) => Who::Nobody,
                (Some(_), Tie::Code) => Who::Somebody,
                (Some(name), Tie::Cookie) => Who::Named(name.clone()),
            },
        },
    }
}

/// What `decode-cookie` says of a cookie that was refused.
fn verdict(refusal: &Refusal) -> Verdict {
    match refusal {
        Refusal::Cookie(Error::BadSignature { .. }) => Verdict::BadSignature,
        Refusal::Cookie(Error::Expired { .. }) => Verdict::Expired,
        Refusal::Cookie(Error::Future { .. }) => Verdict::Future,
        Refusal::Cookie(_) | Refusal::NotUtf8(_) | Refusal::Load(_) | Refusal::NotADict => {
            Verdict::Malformed
        }
    }
}

/// Path and query as they were sent.
pub(super) fn target(request: &Request) -> String {
    match request.query() {
        Some(query) => format!("{}?{query}", request.path()),
        None => request.path().to_owned(),
    }
}

/// The beginning of a text, with a sign where something is missing.
fn cut(text: &str, most: usize) -> String {
    if text.len() <= most {
        return text.to_owned();
    }
    let end = text.floor_char_boundary(most);
    // As long as it is: `format!` would leave room for as much again.
    [text.get(..end).unwrap_or_default(), "…"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_without_values_says_which_cookies_there_were() {
        for (line, is_each, kept) in [
            ("session=e30.t.s; a=\"b=c\"; odd", true, "session=…; a=…;…"),
            ("session=", true, "session="),
            (
                "session=e30.t.s; HttpOnly; Path=/",
                false,
                "session=…; HttpOnly; Path=/",
            ),
            (
                "session=; Max-Age=0; Path=/",
                false,
                "session=; Max-Age=0; Path=/",
            ),
        ] {
            assert_eq!(without_values(line, is_each), kept);
        }
    }
}
