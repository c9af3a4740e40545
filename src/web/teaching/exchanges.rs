//! `/echanges`: what the server saw of a visitor's last requests, and why each
//! response carried a session cookie or did not.
//!
//! Only its owner gets to see it: whoever brings the `tp` cookie. A code in the
//! query adds to somebody's list and never opens it.

use serde::Serialize;

use super::{
    commands::{Command, Commands},
    header_line::{HeaderLine, SessionCookie, header_line},
    marked_up,
};
use crate::{
    anatomy::Verdict,
    anatomy::utc,
    classroom::{Exchange, SessionSeen, Tie, Who},
    http::{HttpError, Response, StatusCode},
    session::first_cookie,
    view::{
        Markup,
        text::{
            cookie::CookieText,
            lab::{ExchangeWords, Prompt},
        },
    },
    web::{
        ctx::Ctx,
        routes::Route,
        shown::{printable, status},
    },
};

/// `exchanges.html`
#[derive(Serialize)]
struct Exchanges {
    /// The visitor was not known before this request.
    is_new: bool,
    /// Newest first.
    list: Vec<ShownExchange>,
    /// A request that counts as the visitor's, for each shell; none where a
    /// code in the address is not believed.
    commands: Vec<Command>,
}

/// A request and its response, in words.
#[derive(Serialize)]
struct ShownExchange {
    /// For `<time datetime>`.
    moment: Option<String>,
    ago: String,
    method: String,
    target: String,
    /// `302 Found`.
    status: String,
    has_set_cookie: bool,
    /// Markup, by `exchange.html`.
    rest: String,
}

/// `exchange.html`: what stands below an exchange's heading. It stays as it is
/// while the time goes by.
#[derive(Serialize)]
struct Rest<'a> {
    method: &'a str,
    target: &'a str,
    status: &'a str,
    has_set_cookie: bool,
    /// What the person did.
    prompt: Markup,
    /// The cookies that stand on the arrow of a request whose response sets the
    /// session cookie; all others are among its headers.
    brought: Vec<HeaderLine>,
    request: Vec<HeaderLine>,
    /// What became of the session cookie that came, if one did.
    session: Markup,
    /// Whose session it is.
    user: Option<String>,
    /// Only a code says whose request it is.
    is_by_code: bool,
    is_refused: bool,
    /// The cookies that stand on the arrow back.
    set: Vec<HeaderLine>,
    response: Vec<HeaderLine>,
    why: &'static str,
}

/// What a `Rest` is made of, and nothing else: by this it is kept.
#[derive(Serialize)]
struct RestKey<'a> {
    /// Exchanges do not change: their numbers stand for them.
    exchange: u64,
    before: Option<u64>,
    /// By which a refused cookie was judged, seconds.
    lifetime: u64,
    session_cookie: SessionCookie<'a>,
}

/// The page.
pub(in crate::web) fn exchanges(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    let is_new = ctx.visitor.known().is_none();
    let code = ctx.progress()?.code;
    let seen = ctx.own_exchanges();
    let before = seen.iter().skip(1).map(|it| Some(&**it)).chain([None]);
    let list = seen.iter().zip(before);
    // Where anybody can sign it makes no difference.
    let present = ctx.session_text().filter(|_| !ctx.app.is_lab);
    let present = present.unwrap_or_default();
    let list = list.map(|(it, before)| in_words(ctx, it, before, &present));
    let page = Exchanges {
        is_new,
        list: list.collect::<Result<_, _>>()?,
        commands: if ctx.app.is_lab {
            let commands = Commands::new(ctx, code);
            let home = commands.curl(Route::Index).plain("-v");
            commands.in_each(|shell| home.write(shell))
        } else {
            Vec::new()
        },
    };
    ctx.page_of_now(StatusCode::OK, page)
}

/// The button under the list, and the two of a page that does not know whose
/// the `tp` cookie is.
pub(in crate::web) async fn exchanges_form(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    let form = ctx.request.form().await?;
    match form.get("action") {
        Some("mine") => ctx.visitor.claim(ctx.app, &ctx.request),
        Some("anew") => ctx.visitor.disclaim(),
        _ => {
            if let Some(owner) = ctx.visitor.owner() {
                ctx.app.classroom.forget_exchanges(owner.code);
            }
        }
    }
    ctx.progress()?;
    ctx.redirect(Route::Exchanges)
}

/// One exchange; `present` is the session cookie that the browser has now.
fn in_words(
    ctx: &Ctx<'_>,
    exchange: &Exchange,
    before: Option<&Exchange>,
    present: &str,
) -> Result<ShownExchange, HttpError> {
    let text = CookieText::of(ctx.lang);
    let words = ExchangeWords::of(ctx.lang);
    let mut shown = ShownExchange {
        moment: utc(exchange.at),
        ago: {
            let age = ctx.now().saturating_sub(exchange.at);
            words.ago(&text.duration(age.into()))
        },
        method: printable(&exchange.method),
        target: printable(&exchange.target),
        status: status(exchange.status),
        has_set_cookie: exchange.has_set_cookie(),
        rest: String::new(),
    };
    let config = ctx.sessions().config();
    let key = RestKey {
        exchange: exchange.number,
        before: before.map(|it| it.number),
        lifetime: config.permanent_session_lifetime,
        session_cookie: SessionCookie {
            name: &config.cookie.name,
            present,
            is_lab: ctx.app.is_lab,
        },
    };
    let rest = || rest(ctx, exchange, before, key.session_cookie, &shown);
    shown.rest = ctx.repeated(&key, rest)?;
    Ok(shown)
}

/// The same without what stands in the heading.
fn rest<'a>(
    ctx: &Ctx<'_>,
    exchange: &Exchange,
    before: Option<&Exchange>,
    session_cookie: SessionCookie<'_>,
    heading: &'a ShownExchange,
) -> Rest<'a> {
    let words = ExchangeWords::of(ctx.lang);
    let has_set_cookie = heading.has_set_cookie;
    let lines = |headers: &[(String, String)]| -> (Vec<_>, Vec<_>) {
        let headers = headers.iter();
        headers
            .map(|(name, value)| header_line(name, value, session_cookie))
            .partition(|line| line.is_cookie && has_set_cookie)
    };
    let (brought, request) = lines(&exchange.request);
    let (set, response) = lines(&exchange.response);
    Rest {
        method: &heading.method,
        target: &heading.target,
        status: &heading.status,
        has_set_cookie,
        prompt: marked_up(words.prompt(prompt(exchange, before))),
        brought,
        request,
        session: session(ctx, exchange),
        user: match &exchange.session {
            SessionSeen::Taken {
                who: Who::Named(user),
                ..
            } => Some(printable(user)),
            _ => None,
        },
        is_by_code: exchange.tie == Tie::Code,
        is_refused: matches!(
            exchange.session,
            SessionSeen::Refused { .. } | SessionSeen::Ended { .. }
        ),
        set,
        response,
        why: words.why(exchange.why),
    }
}

fn value<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let (_, value) = headers.iter().find(|(found, _)| found == name)?;
    Some(value)
}

/// Who or what made the browser ask, as far as the headers tell.
fn prompt(exchange: &Exchange, before: Option<&Exchange>) -> Prompt {
    let of_request = |name| value(&exchange.request, name);
    let is_redirected = before.is_some_and(|it| it.leads_to(&exchange.target, exchange.at));
    if is_redirected && exchange.method == "GET" {
        return Prompt::Redirection;
    }
    let is_form = exchange.method == "POST";
    match (of_request("sec-fetch-site"), of_request("origin")) {
        (Some("cross-site"), _) if exchange.is_for_image => Prompt::ForeignImage,
        (Some("cross-site"), _) => Prompt::ForeignPage,
        (Some("same-site"), _) => Prompt::Neighbor,
        (Some(_), _) if is_form => Prompt::Form,
        (Some("none"), _) => Prompt::Address,
        (Some(_), _) => Prompt::Link,
        // Plain HTTP to another machine: the browser says no more than this.
        (None, Some(origin)) if is_form => {
            let host = of_request("host").unwrap_or_default();
            match origin.split_once("://") {
                Some((_, origin)) if origin.eq_ignore_ascii_case(host) => Prompt::Form,
                _ => Prompt::ForeignPage,
            }
        }
        (None, _) => Prompt::Unknown,
    }
}

/// What became of the session cookie that came.
fn session(ctx: &Ctx<'_>, exchange: &Exchange) -> Markup {
    let words = ExchangeWords::of(ctx.lang);
    match &exchange.session {
        SessionSeen::None => marked_up(words.no_session_cookie),
        SessionSeen::Taken { who, .. } => marked_up(match who {
            Who::Named(_) => words.taken_for,
            Who::Somebody => words.taken_for_somebody,
            Who::Nobody => words.taken,
        }),
        SessionSeen::Ended { .. } => marked_up(words.ended),
        SessionSeen::Refused { verdict } => refused(ctx, exchange, *verdict),
    }
}

/// The words that the inspector had for this cookie at that moment.
fn refused(ctx: &Ctx<'_>, exchange: &Exchange, verdict: Verdict) -> Markup {
    let text = CookieText::of(ctx.lang);
    let words = ExchangeWords::of(ctx.lang);
    let name = &ctx.sessions().config().cookie.name;
    let lines = exchange.request.iter();
    let lines = lines.filter(|(name, _)| name == "cookie");
    let cookie = first_cookie(lines.map(|(_, line)| line.as_bytes()), name);
    let cookie = cookie.unwrap_or_default();
    let cookie = String::from_utf8_lossy(&cookie);
    let anatomy = ctx.examiner().examine(&cookie, exchange.at);
    let title = text.title(&anatomy);
    // A cookie too long to be kept whole, or other settings by now.
    let explanation = text
        .explanation(&anatomy)
        .filter(|_| anatomy.verdict == verdict);
    match explanation {
        Some(explanation) => marked_up(&format!("{} {title}. {}", words.refused, explanation.why)),
        None => marked_up(&format!("{} {}", words.refused, verdict.code())),
    }
}
