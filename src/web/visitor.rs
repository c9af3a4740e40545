//! Who asks, as the teaching pages know them: by the `tp` cookie, or by the
//! code that a command of the practical carries.

use std::borrow::Cow;

use super::{
    App,
    routes::Route,
    tp_cookie::{self, Came, Doubt},
};
use crate::{
    anatomy::MAX_COOKIE_SIZE,
    classroom::{Code, CookieSettings, Progress, Refusal, TP_LIFETIME, Tie},
    http::{Host, HttpError, Request, header::HeaderName},
    random,
    session::{CookieScope, SecureCookieSessionInterface, SessionConfig, SetCookie},
};

/// The header in which a command carries its visitor's code: `X-TP: K7Q2XM`.
// Security: no link, no form and no image of another page can send it, as they could a query. A
// script of another origin would have to ask first (the Fetch standard's preflight), in vain.
const CODE_HEADER: HeaderName = HeaderName::from_static("x-tp");

/// The code's name in a query, `?tp=K7Q2XM`, which counts under `/tp` alone.
const CODE_QUERY: &str = "tp";

/// What a teaching page has to tell a visitor about the `tp` cookie that came.
pub(super) enum Remark {
    /// It cannot be read here, or is void: progress begins anew.
    Refused(Refusal),
    /// Others came beside it, and count for nothing.
    HasOthers,
    /// Several came, each of which may be this browser's: none counts.
    IsUnclear,
}

/// A visitor during one request.
#[derive(Default)]
pub(super) struct Visitor {
    /// As the browser brought it, to see what changes.
    brought: Option<Progress>,
    /// With what this request adds; `None` for who is not known.
    progress: Option<Progress>,
    /// Why it may be another visitor's; `None` where it was set in this browser.
    doubt: Option<Doubt>,
    remark: Option<Remark>,
    /// Whom a command names, where no cookie came that can be read.
    named: Option<Code>,
    /// Whether browsers throw away a `Secure` cookie that is set by this request.
    drops_secure: bool,
}

impl Visitor {
    /// Recognizes who sent a request.
    pub(super) fn of(app: &App, request: &Request, now: u64) -> Self {
        let mut visitor = Self {
            drops_secure: drops_secure(request),
            ..Self::default()
        };
        match tp_cookie::came(app, request, now) {
            Came::Nothing => {}
            Came::Refused(refusal) => visitor.remark = Some(Remark::Refused(refusal)),
            Came::Progress {
                progress,
                doubt,
                has_others,
            } => {
                if doubt.is_none() {
                    app.classroom.note(&progress, request.client().into(), now);
                }
                visitor.remark = match doubt {
                    Some(Doubt::Several) => Some(Remark::IsUnclear),
                    _ => has_others.then_some(Remark::HasOthers),
                };
                visitor.doubt = doubt;
                visitor.brought = Some((*progress).clone());
                visitor.progress = Some(*progress);
            }
        }
        // Security: whoever knows a code can be seen as its owner, and nothing more; only the
        // practical, where nothing is secret, takes it.
        if visitor.progress.is_none() && app.is_lab {
            visitor.named = named(request).filter(|code| app.classroom.knows(*code));
        }
        visitor
    }

    /// Whose request this is, as far as it is known.
    pub(super) fn code(&self) -> Option<Code> {
        let own = self.progress.as_ref().map(|progress| progress.code);
        own.or(self.named)
    }

    /// For whom the request is recorded, and what tells so; nobody where the
    /// cookie may be another's.
    pub(super) fn recorded_for(&self) -> Option<(Code, Tie)> {
        match (&self.progress, self.doubt) {
            (Some(progress), None) => Some((progress.code, Tie::Cookie)),
            (Some(_), Some(_)) => None,
            (None, _) => Some((self.named?, Tie::Code)),
        }
    }

    /// What is to be said of the cookie that came; told once.
    pub(super) fn take_remark(&mut self) -> Option<Remark> {
        self.remark.take()
    }

    /// Whether nothing came that tells who asks.
    pub(super) fn is_new(&self) -> bool {
        self.progress.is_none() && self.named.is_none() && self.remark.is_none()
    }

    /// What the browser brought, or was made since.
    pub(super) fn known(&self) -> Option<&Progress> {
        self.progress.as_ref()
    }

    /// The same, where it was set in this browser: who may see what is kept of
    /// it.
    pub(super) fn owner(&self) -> Option<&Progress> {
        self.known().filter(|_| self.doubt.is_none())
    }

    /// The progress that was set in another browser, and that nobody in this one
    /// has said is theirs.
    pub(super) fn stranger(&self) -> Option<&Progress> {
        self.known()
            .filter(|_| self.doubt == Some(Doubt::Elsewhere))
    }

    /// Somebody in this browser says that the progress is theirs.
    pub(super) fn claim(&mut self, app: &App, request: &Request) {
        if let (Some(progress), Some(Doubt::Elsewhere)) = (&mut self.progress, self.doubt) {
            progress.browser = Some(tp_cookie::browser(app, request));
            self.doubt = None;
        }
    }

    /// Somebody in this browser says that the progress is not theirs: the next
    /// one is new.
    pub(super) fn disclaim(&mut self) {
        if self.stranger().is_some() {
            self.progress = None;
            self.doubt = None;
        }
    }

    /// Notes the second of a logout in the progress, if the visitor has any.
    pub(super) fn sign_out(&mut self, now: u64) {
        if let Some(progress) = &mut self.progress {
            progress.signed_out = Some(now);
        }
    }

    /// The progress for a teaching page, which makes it where there is none.
    pub(super) fn progress(
        &mut self,
        app: &App,
        request: &Request,
        now: u64,
    ) -> Result<&mut Progress, HttpError> {
        if self.progress.is_none() {
            let code = app.classroom.new_code(|| random::bytes(Code::RANDOM_BYTES));
            let progress = Progress::new(code.map_err(HttpError::internal)?);
            self.become_another(app, request, progress, now);
        }
        let progress = self.progress.as_mut().expect("it was made above");
        let evidence = app.classroom.evidence(progress.code);
        if self.doubt.is_none() && progress.absorb(&evidence, &app.exercises, now) {
            app.classroom.learn(progress, now);
        }
        Ok(progress)
    }

    /// Goes on with another progress: a new one, or that of a code to resume.
    pub(super) fn become_another(
        &mut self,
        app: &App,
        request: &Request,
        mut progress: Progress,
        now: u64,
    ) {
        progress.browser = Some(tp_cookie::browser(app, request));
        app.classroom
            .announce(&progress, request.client().into(), now);
        self.doubt = None;
        self.progress = Some(progress);
    }

    /// Whether the `tp` cookie that is due is one that browsers keep.
    pub(super) fn fits(&self, app: &App, now: u64) -> bool {
        let cookie = self.save(app, now);
        cookie.is_none_or(|cookie| cookie.to_string().len() <= MAX_COOKIE_SIZE)
    }

    /// One's own attributes of the session cookie, where browsers take a cookie
    /// with them: whoever asked for `Secure` on the machine itself and comes by
    /// another name, or did before that was refused, could neither sign in nor
    /// out.
    pub(super) fn settings(&self, app: &App) -> Option<CookieSettings> {
        self.owner()
            .filter(|_| app.is_lab)
            .and_then(|progress| progress.settings)
            .filter(|settings| !settings.secure || !self.drops_secure)
    }

    /// Whether there are some that browsers would not take here.
    pub(super) fn settings_are_set_aside(&self, app: &App) -> bool {
        let all = self.owner().and_then(|progress| progress.settings);
        all.is_some() && self.settings(app).is_none()
    }

    /// Whether browsers throw away a `Secure` cookie that this site sets here.
    pub(super) fn drops_secure(&self) -> bool {
        self.drops_secure
    }

    /// Whether this visitor wants permanent sessions.
    pub(super) fn is_permanent(&self, app: &App) -> bool {
        self.settings(app)
            .is_some_and(|settings| settings.permanent)
    }

    /// Whether a `tp` cookie is due: the progress is not what the browser
    /// brought.
    pub(super) fn is_changed(&self) -> bool {
        self.progress != self.brought
    }

    /// The `tp` cookie that is due.
    pub(super) fn save(&self, app: &App, now: u64) -> Option<SetCookie> {
        let progress = self.progress.as_ref()?;
        if !self.is_changed() {
            return None;
        }
        let value = app.classroom.write(progress, now);
        let expires = now.saturating_add(TP_LIFETIME);
        Some(SetCookie::new(&tp_cookie::scope(app), value, Some(expires)))
    }

    /// Tells the teacher's board how far the visitor has come.
    pub(super) fn learn(&self, app: &App, now: u64) {
        if let Some(progress) = self.owner() {
            app.classroom.learn(progress, now);
        }
    }

    /// The session's rules for this visitor: the server's, or one's own
    /// attributes.
    pub(super) fn sessions<'app>(&self, app: &'app App) -> Cow<'app, SecureCookieSessionInterface> {
        match self.settings(app) {
            None => Cow::Borrowed(&app.sessions),
            Some(settings) => {
                let config = with_settings(app.sessions.config(), settings);
                Cow::Owned(app.sessions.with_config(config))
            }
        }
    }
}

/// Whether this came over plain HTTP under a name that browsers do not trust as
/// they do HTTPS: there they take no `Secure` cookie, the one that deletes
/// included (RFC 6265bis, section 5.7, step 8).
fn drops_secure(request: &Request) -> bool {
    !request.is_https() && !request.host().is_some_and(Host::browsers_trust_it)
}

/// Whom a command says it is of.
fn named(request: &Request) -> Option<Code> {
    if let Some(code) = request.header(CODE_HEADER) {
        return Code::parse(code);
    }
    // Security: elsewhere a link would have whoever follows it recorded for who made it.
    let below = request.path().strip_prefix(&*Route::Practical.url());
    let is_of_the_practical = below.is_some_and(|rest| rest.starts_with('/'));
    let code = request.query_value(CODE_QUERY);
    code.filter(|_| is_of_the_practical)
        .and_then(|code| Code::parse(&code))
}

/// The server's settings with one's own attributes.
pub(super) fn with_settings(config: &SessionConfig, settings: CookieSettings) -> SessionConfig {
    SessionConfig {
        cookie: CookieScope {
            http_only: settings.http_only,
            secure: settings.secure,
            same_site: settings.same_site,
            ..config.cookie.clone()
        },
        permanent_session_lifetime: settings.lifetime,
        ..config.clone()
    }
}
