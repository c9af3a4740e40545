//! `/inspecteur/essai`: whether the browser keeps a cookie with the session's
//! attributes, and why it may not.
//!
//! The cookie is set by one request and looked for by the next: nothing is
//! remembered, and `/sign-in` stays as Flask has it.

use serde::Serialize;

use super::{
    likelihood::Likelihood,
    marked_up,
    origin::{Here, path_covers},
    own_cookies::PROBE_COOKIE,
};
use crate::{
    anatomy::MAX_COOKIE_SIZE,
    http::{HttpError, Response, StatusCode},
    session::{CookieScope, SameSite, SetCookie, parse_cookies},
    view::{
        Markup,
        text::lab::{InspectorWords, ProbeWords},
    },
    web::{ctx::Ctx, routes::Route},
};

/// `probe.html`
#[derive(Serialize)]
struct Probe {
    /// Whether the test was made just now.
    is_done: bool,
    is_back: bool,
    /// The header that sets the test cookie.
    header: String,
    causes: Vec<ProbeCause>,
}

#[derive(Serialize)]
struct ProbeCause {
    kind: &'static str,
    symbol: &'static str,
    likelihood: &'static str,
    what: Markup,
}

/// Says in the query that the cookie was set just now.
const RETURN: &str = "retour";

/// POST: sets the test cookie, and has the browser come back.
pub(in crate::web) fn probe(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    let mut response = ctx.redirect_to(Route::Probe, RETURN, "1")?;
    *response.status_mut() = StatusCode::SEE_OTHER;
    let cookie = test_cookie(ctx);
    ctx.also_set(cookie);
    Ok(response)
}

/// GET: looks whether it came back, deletes it, and says so.
pub(in crate::web) fn probe_result(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    ctx.progress()?;
    let is_done = ctx.request.query_value(RETURN).is_some();
    let is_back = is_done && has_cookie(ctx, |name| name == scope(ctx).name);
    let mut causes = Suspects::of(ctx).causes(is_back);
    causes.sort_by_key(|cause| cause.likelihood);
    let words = InspectorWords::of(ctx.lang);
    let causes = causes.into_iter().map(|cause| {
        let (kind, symbol, likelihood) = cause.likelihood.mark(words);
        ProbeCause {
            kind,
            symbol,
            likelihood,
            what: marked_up(&cause.what),
        }
    });
    let page = Probe {
        is_done,
        is_back,
        header: format!("Set-Cookie: {}", test_cookie(ctx)),
        causes: causes.collect(),
    };
    if is_back {
        let cookie = SetCookie::delete(&scope(ctx));
        ctx.also_set(cookie);
    }
    ctx.page(StatusCode::OK, page)
}

fn test_cookie(ctx: &Ctx<'_>) -> SetCookie {
    SetCookie::new(&scope(ctx), "1".to_owned(), None)
}

/// The session's own attributes; also the prefix of its name, by which a
/// browser asks for some of them.
fn scope(ctx: &Ctx<'_>) -> CookieScope {
    let session = &ctx.sessions().config().cookie;
    let has_prefix = |prefix: &&str| {
        let start = session.name.get(..prefix.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    let prefix = ["__Host-", "__Secure-"].into_iter().find(has_prefix);
    CookieScope {
        name: format!("{}{PROBE_COOKIE}", prefix.unwrap_or_default()),
        ..session.clone()
    }
}

fn has_cookie(ctx: &Ctx<'_>, is_meant: impl Fn(&str) -> bool) -> bool {
    let cookies = parse_cookies(ctx.request.cookie_lines());
    let mut names = cookies
        .iter()
        .map(|(name, _)| String::from_utf8_lossy(name));
    names.any(|name| is_meant(&name))
}

/// Why a cookie may be missing.
struct Cause {
    likelihood: Likelihood,
    what: String,
}

impl Cause {
    fn new(likelihood: Likelihood, what: impl Into<String>) -> Self {
        let what = what.into();
        Self { likelihood, what }
    }
}

/// What the causes are judged by.
struct Suspects {
    words: &'static ProbeWords,
    here: Here,
    scope: CookieScope,
    /// Some cookie came.
    brings_others: bool,
    /// The session cookie that was sent last, in bytes of header, as the
    /// language writes it; only if it was too large.
    oversize: Option<String>,
    limit: String,
    is_signed_in: bool,
}

impl Suspects {
    fn of(ctx: &Ctx<'_>) -> Self {
        let scope = scope(ctx);
        let number = |number: usize| ctx.lang.number(u64::try_from(number).unwrap_or(u64::MAX));
        Self {
            words: ProbeWords::of(ctx.lang),
            here: Here::of(ctx),
            brings_others: has_cookie(ctx, |name| name != scope.name),
            oversize: last_sent(ctx)
                .filter(|size| *size > MAX_COOKIE_SIZE)
                .map(number),
            limit: number(MAX_COOKIE_SIZE),
            is_signed_in: ctx.user_that_came.is_some(),
            scope,
        }
    }

    fn causes(&self, is_back: bool) -> Vec<Cause> {
        if is_back {
            return vec![self.not_signed_in(), self.host(), self.size()];
        }
        let all = [
            Some(self.secure()),
            Some(self.same_site()),
            self.domain(),
            self.path(),
            Some(self.blocked()),
            Some(self.host()),
            Some(self.size_no()),
        ];
        all.into_iter().flatten().collect()
    }

    fn is_secure(&self) -> bool {
        self.scope.secure || self.scope.partitioned
    }

    fn secure(&self) -> Cause {
        let words = self.words;
        match (self.is_secure(), self.here.is_https) {
            (true, false) if self.here.browsers_trust_it() => {
                Cause::new(Likelihood::Possible, words.secure_loopback(&self.here.host))
            }
            (true, false) => Cause::new(Likelihood::Sure, words.secure(&self.here.host)),
            _ => Cause::new(Likelihood::RuledOut, words.secure_no),
        }
    }

    fn same_site(&self) -> Cause {
        let is_none = self.scope.same_site == Some(SameSite::None);
        if is_none && !self.is_secure() {
            Cause::new(Likelihood::Sure, self.words.same_site)
        } else {
            Cause::new(Likelihood::RuledOut, self.words.same_site_no)
        }
    }

    fn domain(&self) -> Option<Cause> {
        let domain = self.scope.domain.as_deref()?;
        let misfits = !self.here.is_in(domain);
        misfits.then(|| Cause::new(Likelihood::Sure, self.words.domain(domain, &self.here.host)))
    }

    fn path(&self) -> Option<Cause> {
        let is_covered = path_covers(&self.scope.path, &Route::Probe.url());
        (!is_covered).then(|| Cause::new(Likelihood::Sure, self.words.path(&self.scope.path)))
    }

    fn blocked(&self) -> Cause {
        if self.brings_others {
            Cause::new(Likelihood::RuledOut, self.words.blocked_no)
        } else {
            Cause::new(Likelihood::Possible, self.words.blocked)
        }
    }

    fn host(&self) -> Cause {
        Cause::new(Likelihood::Possible, self.words.host(&self.here.host))
    }

    fn size(&self) -> Cause {
        match &self.oversize {
            Some(size) => Cause::new(Likelihood::Sure, self.words.size(size, &self.limit)),
            None => Cause::new(Likelihood::Possible, self.words.size_unknown(&self.limit)),
        }
    }

    fn size_no(&self) -> Cause {
        Cause::new(Likelihood::RuledOut, self.words.size_no(&self.limit))
    }

    fn not_signed_in(&self) -> Cause {
        let likelihood = if self.is_signed_in {
            Likelihood::RuledOut
        } else {
            Likelihood::Likely
        };
        Cause::new(likelihood, self.words.not_signed_in)
    }
}

/// The size of the session's last `Set-Cookie`.
fn last_sent(ctx: &Ctx<'_>) -> Option<usize> {
    let exchanges = ctx.own_exchanges();
    let last = exchanges.iter().find(|it| it.has_set_cookie())?;
    let headers = last.response.iter();
    let sizes = headers
        .filter(|(name, _)| name == "set-cookie")
        .map(|(_, header)| header.len());
    sizes.max()
}
