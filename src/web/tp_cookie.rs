//! The `tp` cookie of a request: which of several, and whether it is this
//! browser's.
//!
//! Security: whoever puts a `tp` cookie of their own into somebody's browser
//! would read what that browser asks. A page of a neighboring host, of another
//! port or path of this one, or somebody on the wire can do that. What can be
//! noticed:
//!
//! - Where cookies travel by HTTPS alone the name is `__Host-tp`, which leaves
//!   another port of this very host.
//! - A cookie says in which browser it was set ([`Mark`]: its network and its
//!   `User-Agent`). In another one it counts for nothing until somebody there
//!   says that it is theirs.
//! - Of several `tp` cookies the one that was set in this browser counts; where
//!   that is no answer, none is recorded for.
//!
//! What cannot be: a cookie planted from behind the same address (the same
//! machine, a network with address translation, a proxy without `--proxy-hops`)
//! by somebody with the same browser.

use super::App;
use crate::{
    classroom::{HOST_TP_COOKIE, Mark, Progress, Refusal, TP_COOKIE},
    http::{
        Request,
        header::{HeaderValue, USER_AGENT},
    },
    session::{CookieScope, SameSite, SessionConfig, cookies_named},
};

/// More cookies of the name are nobody's.
const MOST_CANDIDATES: usize = 4;

/// The cookie's name on a server whose cookies travel by HTTPS alone, or not.
pub(super) fn name(session: &SessionConfig, is_tls: bool, proxy_hops: usize) -> &'static str {
    // A proxy in front may speak TLS for us.
    if is_tls || (session.cookie.secure && proxy_hops > 0) {
        HOST_TP_COOKIE
    } else {
        TP_COOKIE
    }
}

/// Its own attributes, whatever the exercises do to those of the session.
pub(super) fn scope(app: &App) -> CookieScope {
    let session = &app.sessions.config().cookie;
    CookieScope {
        name: app.tp_cookie.to_owned(),
        domain: None,
        path: "/".to_owned(),
        http_only: true,
        secure: session.secure || app.tp_cookie == HOST_TP_COOKIE,
        same_site: Some(SameSite::Lax),
        partitioned: false,
    }
}

/// The browser that a request comes from, as far as it shows.
pub(super) fn browser(app: &App, request: &Request) -> Mark {
    let agent = request.headers().get(USER_AGENT);
    let agent = agent.map(HeaderValue::as_bytes).unwrap_or_default();
    app.classroom.browser(request.client().into(), agent)
}

/// Why a cookie that came may be another's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// It was set in another browser, or at another address.
    Elsewhere,
    /// Several came, each of which may be this browser's.
    Several,
}

/// What became of the cookies that came.
pub(super) enum Came {
    Nothing,
    Refused(Refusal),
    Progress {
        progress: Box<Progress>,
        doubt: Option<Doubt>,
        /// Others came beside it, and count for nothing.
        has_others: bool,
    },
}

/// Reads the cookies of a request.
pub(super) fn came(app: &App, request: &Request, now: u64) -> Came {
    let values: Vec<_> = cookies_named(request.cookie_lines(), app.tp_cookie).collect();
    if values.is_empty() {
        return Came::Nothing;
    }
    let (mut read, mut refusals) = (Vec::new(), Vec::new());
    for value in values.iter().take(MOST_CANDIDATES) {
        match app.classroom.open(value, now) {
            Ok(progress) => read.push(progress),
            Err(refusal) => refusals.push(refusal),
        }
    }
    match chosen(read, browser(app, request)) {
        Some((progress, doubt)) => Came::Progress {
            progress: Box::new(progress),
            doubt,
            has_others: values.len() > 1,
        },
        None => refusals
            .into_iter()
            .next()
            .map_or(Came::Nothing, Came::Refused),
    }
}

/// The one that was set in this browser, else the last one. Browsers send
/// cookies of longer paths first (RFC 6265, section 5.4), and ours has the
/// shortest.
fn chosen(read: Vec<Progress>, browser: Mark) -> Option<(Progress, Option<Doubt>)> {
    let is_own = |it: &Progress| it.browser.is_none_or(|set_in| set_in == browser);
    let (mut own, mut others): (Vec<_>, Vec<_>) = read.into_iter().partition(|it| is_own(it));
    match own.pop() {
        Some(last) => {
            let is_one = own.iter().all(|it| it.code == last.code);
            Some((last, (!is_one).then_some(Doubt::Several)))
        }
        None => Some((others.pop()?, Some(Doubt::Elsewhere))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classroom::Code;

    fn mark(text: &str) -> Mark {
        Mark::try_from(text.to_owned()).unwrap()
    }

    fn progress(code: &str, browser: &str) -> Progress {
        let mut progress = Progress::new(Code::parse(code).unwrap());
        progress.browser = (!browser.is_empty()).then(|| mark(browser));
        progress
    }

    #[test]
    fn of_several_the_one_that_was_set_in_this_browser_counts() {
        const HERE: &str = "AAAAAAAA";
        const THERE: &str = "BBBBBBBB";
        for (came, taken, doubt) in [
            (&[("AAAAAA", HERE)][..], Some("AAAAAA"), None),
            (&[("AAAAAA", "")], Some("AAAAAA"), None),
            (&[("AAAAAA", THERE)], Some("AAAAAA"), Some(Doubt::Elsewhere)),
            (&[("AAAAAA", HERE), ("BBBBBB", THERE)], Some("AAAAAA"), None),
            (&[("BBBBBB", THERE), ("AAAAAA", HERE)], Some("AAAAAA"), None),
            (&[("AAAAAA", HERE), ("AAAAAA", HERE)], Some("AAAAAA"), None),
            (
                &[("BBBBBB", HERE), ("AAAAAA", HERE)],
                Some("AAAAAA"),
                Some(Doubt::Several),
            ),
            (
                &[("BBBBBB", THERE), ("AAAAAA", THERE)],
                Some("AAAAAA"),
                Some(Doubt::Elsewhere),
            ),
            (&[], None, None),
        ] {
            let read = came.iter().map(|(code, browser)| progress(code, browser));
            let found = chosen(read.collect(), mark(HERE));
            let code = found.as_ref().map(|(it, _)| it.code.to_string());
            assert_eq!(code.as_deref(), taken, "{came:?}");
            assert_eq!(found.and_then(|(_, doubt)| doubt), doubt, "{came:?}");
        }
    }

    #[test]
    fn a_name_with_a_blank_that_only_some_servers_take_off_is_another_name() {
        // A browser knows these for no `__Host-` name, and lets any neighbor set them.
        for blank in ["\u{85}", "\u{a0}", "\u{2000}", "\u{feff}"] {
            let line = format!("{blank}__Host-tp=planted; a=1");
            assert_eq!(
                cookies_named([line.as_bytes()], HOST_TP_COOKIE).next(),
                None
            );
        }
    }

    #[test]
    fn the_name_is_bound_to_the_host_where_cookies_travel_by_https_alone() {
        let mut session = SessionConfig::default();
        for (secure, is_tls, hops, expected) in [
            (false, false, 0, "tp"),
            (false, false, 1, "tp"),
            (true, false, 0, "tp"),
            (true, false, 1, "__Host-tp"),
            (true, true, 0, "__Host-tp"),
            (false, true, 0, "__Host-tp"),
        ] {
            session.cookie.secure = secure;
            assert_eq!(name(&session, is_tls, hops), expected);
        }
    }
}
