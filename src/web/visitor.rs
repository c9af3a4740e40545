//! Who asks, as the teaching pages know them: by the `tp` cookie, or by the
//! code that a command of the practical carries.

use std::borrow::Cow;

use super::App;
use crate::{
    anatomy::MAX_COOKIE_SIZE,
    classroom::{Code, CookieSettings, Network, Opened, Progress, Refusal, TP_COOKIE, TP_LIFETIME},
    config::random_bytes,
    http::{HttpError, Request},
    session::{
        CookieScope, SameSite, SecureCookieSessionInterface, SessionConfig, SetCookie, first_cookie,
    },
};

/// The query's name for a code: `?tp=K7Q2XM`.
const CODE: &str = "tp";

/// A visitor during one request.
pub(super) struct Visitor {
    /// Where the request comes from.
    from: Network,
    /// As the browser brought it, to see what changes.
    brought: Option<Progress>,
    /// As it is now.
    progress: Option<Progress>,
    refusal: Option<Refusal>,
    /// Whose request this is: the cookie's owner, else whom the query names.
    code: Option<Code>,
}

impl Visitor {
    /// Recognizes who sent a request.
    pub(super) fn of(app: &App, request: &Request, now: u64) -> Self {
        let mut visitor = Self {
            from: request.client().into(),
            brought: None,
            progress: None,
            refusal: None,
            code: None,
        };
        let brought = first_cookie(request.cookie_lines(), TP_COOKIE);
        match brought.map(|value| app.classroom.open(&value, now)) {
            Some(Opened::Progress(progress)) => {
                app.classroom.note(&progress, visitor.from, now);
                visitor.code = Some(progress.code);
                visitor.brought = Some((*progress).clone());
                visitor.progress = Some(*progress);
            }
            Some(Opened::Refused(refusal)) => visitor.refusal = Some(refusal),
            None => {}
        }
        // Security: whoever knows a code can be seen as its owner, and nothing more; only the
        // practical, where nothing is secret, takes it.
        if visitor.code.is_none() && app.is_lab {
            let code = request
                .query_value(CODE)
                .and_then(|code| Code::parse(&code));
            visitor.code = code.filter(|code| app.classroom.knows(*code));
        }
        visitor
    }

    /// Whose request this is, as far as it is known.
    pub(super) fn code(&self) -> Option<Code> {
        self.code
    }

    /// Why the cookie that came was not taken; told once.
    pub(super) fn take_refusal(&mut self) -> Option<Refusal> {
        self.refusal.take()
    }

    /// What the browser brought, or was made since.
    pub(super) fn known(&self) -> Option<&Progress> {
        self.progress.as_ref()
    }

    /// Notes a logout in the cookie of who brought one.
    pub(super) fn sign_out(&mut self, now: u64) {
        if let Some(progress) = &mut self.progress {
            progress.signed_out = Some(now);
        }
    }

    /// The progress for a teaching page, which makes it where there is none.
    pub(super) fn progress(&mut self, app: &App, now: u64) -> Result<&mut Progress, HttpError> {
        if self.progress.is_none() {
            let code = app.classroom.new_code(|| random_bytes(Code::RANDOM_BYTES));
            let progress = Progress::new(code.map_err(HttpError::internal)?);
            app.classroom.announce(&progress, self.from, now);
            self.code = Some(progress.code);
            self.progress = Some(progress);
        }
        let progress = self.progress.as_mut().expect("it was made above");
        if progress.absorb(&app.classroom.evidence(progress.code), now) {
            app.classroom.learn(progress, now);
        }
        Ok(progress)
    }

    /// Goes on with another progress, as brought by a code to resume.
    pub(super) fn become_another(&mut self, app: &App, progress: Progress, now: u64) {
        app.classroom.announce(&progress, self.from, now);
        self.code = Some(progress.code);
        self.progress = Some(progress);
    }

    /// Whether the `tp` cookie that is due is one that browsers keep.
    pub(super) fn fits(&self, app: &App, now: u64) -> bool {
        let cookie = self.save(app, now);
        cookie.is_none_or(|cookie| cookie.to_string().len() <= MAX_COOKIE_SIZE)
    }

    /// Whether this visitor wants permanent sessions.
    pub(super) fn is_permanent(&self, app: &App) -> bool {
        let settings = self.progress.as_ref().and_then(|it| it.settings);
        app.is_lab && settings.is_some_and(|settings| settings.permanent)
    }

    /// The `tp` cookie that is due: where the progress is not what the browser
    /// brought.
    pub(super) fn save(&self, app: &App, now: u64) -> Option<SetCookie> {
        let progress = self.progress.as_ref()?;
        if self.brought.as_ref() == Some(progress) {
            return None;
        }
        let value = app.classroom.write(progress, now);
        let expires = now.saturating_add(TP_LIFETIME);
        Some(SetCookie::new(&scope(app), value, Some(expires)))
    }

    /// Has the class know the progress as it is now.
    pub(super) fn learn(&self, app: &App, now: u64) {
        if let Some(progress) = &self.progress {
            app.classroom.learn(progress, now);
        }
    }

    /// The session's rules for this visitor: the server's, or one's own
    /// attributes.
    pub(super) fn sessions<'app>(&self, app: &'app App) -> Cow<'app, SecureCookieSessionInterface> {
        let settings = self.progress.as_ref().and_then(|it| it.settings);
        match settings.filter(|_| app.is_lab) {
            None => Cow::Borrowed(&app.sessions),
            Some(settings) => {
                let config = with_settings(app.sessions.config(), settings);
                Cow::Owned(app.sessions.with_config(config))
            }
        }
    }
}

/// The server's settings with one's own attributes.
pub(super) fn with_settings(config: &SessionConfig, settings: CookieSettings) -> SessionConfig {
    SessionConfig {
        cookie: CookieScope {
            http_only: settings.http_only,
            secure: settings.secure,
            same_site: match settings.same_site {
                1 => Some(SameSite::Lax),
                2 => Some(SameSite::Strict),
                3 => Some(SameSite::None),
                _ => None,
            },
            ..config.cookie.clone()
        },
        permanent_session_lifetime: settings.lifetime,
        ..config.clone()
    }
}

/// Its own attributes, whatever the exercises do to those of the session.
fn scope(app: &App) -> CookieScope {
    let session = &app.sessions.config().cookie;
    CookieScope {
        name: TP_COOKIE.to_owned(),
        domain: None,
        path: "/".to_owned(),
        http_only: true,
        secure: session.secure,
        same_site: Some(SameSite::Lax),
        partitioned: false,
    }
}
