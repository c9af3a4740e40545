//! One request on its way through the site.

mod frame;
mod links;

use std::{borrow::Cow, sync::Arc};

use super::{
    App,
    routes::Route,
    shown::{printable, text},
    signed_in::{self, User},
    visitor::{Remark, Visitor},
};
use crate::{
    anatomy::Examiner,
    classroom::{Evidence, Exchange, Progress},
    http::{Form, HttpError, Request, header::ACCEPT_LANGUAGE},
    random,
    session::{
        CSRF_FIELD, CSRF_RANDOM_BYTES, CsrfError, Refusal, Saved, SecureCookieSessionInterface,
        Session, SetCookie, first_cookie,
    },
    view::{
        context::{Flash, Stranger},
        text::{Lang, lab::Notices},
    },
};

/// What a view works with: Flask's `request` and `session`, and the language.
pub(super) struct Ctx<'app> {
    pub(super) app: &'app App,
    pub(super) request: Request,
    pub(super) session: Session,
    pub(super) lang: Lang,
    /// Whether `?lang=` said so; then links carry it on.
    is_lang_chosen: bool,
    now: u64,
    /// By which rules sessions are opened and saved: the server's, or with this
    /// visitor's own attributes.
    sessions: Cow<'app, SecureCookieSessionInterface>,
    /// Why the session cookie that came was not taken.
    pub(super) refusal: Option<Refusal>,
    /// Whether it was rightly signed, and ended before this request.
    pub(super) is_ended: bool,
    /// Who was signed in when the request came; told of known visitors only.
    pub(super) user_that_came: Option<String>,
    pub(super) visitor: Visitor,
    /// Why the form that came cannot be read.
    pub(super) form_error: Option<HttpError>,
    /// Whose progress came to a teaching page, where nobody has said it yet.
    stranger: Option<Stranger>,
    /// Where the request leads; `None` before that is known, and for no page.
    pub(super) route: Option<Route>,
    /// Whether it is asked for under `/projection`: large type, no navigation.
    pub(super) is_projected: bool,
    /// What this page says above its content, and no session keeps.
    notices: Vec<Flash>,
    /// A session cookie to send as it is, in place of the session's own.
    pub(super) handed_out: Option<SetCookie>,
    /// Cookies to send beside the session's.
    pub(super) others: Vec<SetCookie>,
}

impl<'app> Ctx<'app> {
    /// Opens the session that came with a request.
    pub(super) fn open(app: &'app App, request: Request) -> Self {
        let now = app.clock.now();
        let visitor = Visitor::of(app, &request, now);
        let sessions = visitor.sessions(app);
        let (session, refusal) = sessions.open_session(request.cookie_lines(), now);
        if let Some(refusal) = &refusal {
            tracing::warn!("session cookie refused: {refusal}");
        }
        let (session, is_ended) = app.unless_ended(session);
        let user = visitor.code().and_then(|_| User::peek(&session)?.name());
        Self {
            sessions,
            refusal,
            is_ended,
            user_that_came: user,
            ..Self::new(app, request, session, visitor, now)
        }
    }

    fn new(app: &'app App, request: Request, session: Session, visitor: Visitor, now: u64) -> Self {
        let chosen = request
            .query_value("lang")
            .and_then(|tag| Lang::from_tag(&tag));
        let wished = || Lang::negotiate(request.header(ACCEPT_LANGUAGE).unwrap_or_default());
        Self {
            app,
            lang: chosen.unwrap_or_else(wished),
            is_lang_chosen: chosen.is_some(),
            request,
            session,
            now,
            sessions: Cow::Borrowed(&app.sessions),
            refusal: None,
            form_error: None,
            is_ended: false,
            user_that_came: None,
            visitor,
            stranger: None,
            route: None,
            is_projected: false,
            notices: Vec::new(),
            handed_out: None,
            others: Vec::new(),
        }
    }

    /// The session's rules: the server's, or this visitor's own attributes.
    pub(super) fn sessions(&self) -> &SecureCookieSessionInterface {
        &self.sessions
    }

    /// Replaces the rules; this very response is saved by the new ones.
    pub(super) fn follow(&mut self, sessions: SecureCookieSessionInterface) {
        self.session.forget_saved();
        self.sessions = Cow::Owned(sessions);
    }

    /// Takes cookies apart by the rules that hold for this visitor.
    pub(super) fn examiner(&self) -> Cow<'app, Examiner> {
        let lifetime = self.sessions.config().permanent_session_lifetime;
        let examiner = &self.app.examiner;
        if examiner.examination().max_age == Some(lifetime) {
            Cow::Borrowed(examiner)
        } else {
            Cow::Owned(examiner.with_max_age(lifetime))
        }
    }

    /// How far this visitor has come; for teaching pages only, which make the
    /// `tp` cookie where there is none.
    pub(super) fn progress(&mut self) -> Result<&mut Progress, HttpError> {
        self.stranger = self.visitor.stranger().map(stranger);
        if let Some(remark) = self.visitor.take_remark() {
            let texts = Notices::of(self.lang);
            let message = match remark {
                Remark::Refused(refusal) => {
                    tracing::warn!("progress refused: {refusal}");
                    texts.refused(&refusal)
                }
                Remark::HasOthers => texts.beside_others,
                Remark::IsUnclear => texts.unclear,
            };
            self.notice("warning", message);
        }
        self.visitor.progress(self.app, &self.request, self.now)
    }

    /// What this visitor's requests have proved so far.
    pub(super) fn evidence(&self) -> Evidence {
        let code = self.visitor.code();
        code.map_or_else(Evidence::default, |code| self.app.classroom.evidence(code))
    }

    /// This browser's last requests, newest first.
    ///
    /// Security: only for who brings the `tp` cookie that was set in this browser,
    /// never for who merely knows the code in it.
    pub(super) fn own_exchanges(&self) -> Vec<Arc<Exchange>> {
        let owner = self.visitor.owner();
        owner.map_or_else(Vec::new, |it| self.app.classroom.exchanges(it.code))
    }

    /// The first cookie of a name, as it came.
    pub(super) fn cookie(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        first_cookie(self.request.cookie_lines(), name)
    }

    /// The session cookie as it came, the first one as Flask has it.
    pub(super) fn session_cookie(&self) -> Option<Cow<'_, [u8]>> {
        self.cookie(&self.sessions.config().cookie.name)
    }

    /// The same as text; what is no UTF-8 in it is replaced.
    pub(super) fn session_text(&self) -> Option<String> {
        Some(text(&self.session_cookie()?).into_owned())
    }

    /// Sends a cookie beside the session's.
    pub(super) fn also_set(&mut self, cookie: SetCookie) {
        self.others.push(cookie);
    }

    /// Shows a message on this page, in the look of a flash, without keeping it in
    /// the session.
    pub(super) fn notice(&mut self, kind: &'static str, message: impl Into<String>) {
        self.notices.push(Flash {
            kind,
            message: message.into(),
        });
    }

    /// `session['user']['username']`, if someone is signed in.
    pub(super) fn user(&mut self) -> Option<String> {
        User::of(&mut self.session)?.name()
    }

    /// The account of who is signed in; a guest has none.
    pub(super) fn account(&mut self) -> Option<Holder> {
        let id = User::of(&mut self.session)?.id()?;
        let uid = signed_in::uid(&mut self.session)?.to_owned();
        Some(Holder { id, uid })
    }

    /// The second by which sessions are signed and judged.
    pub(super) fn now(&self) -> u64 {
        self.now
    }

    /// `generate_csrf()`: what the form's hidden field holds.
    pub(super) fn csrf_token(&mut self) -> Result<String, HttpError> {
        let random = random::bytes(CSRF_RANDOM_BYTES).map_err(HttpError::internal)?;
        let csrf = &self.app.csrf;
        Ok(csrf.generate(&mut self.session, &random, self.now))
    }

    /// `validate_csrf()` of a form that came.
    pub(super) fn check_csrf(&mut self, form: &Form) -> Result<(), CsrfError> {
        let token = form.get(CSRF_FIELD).unwrap_or_default();
        let csrf = &self.app.csrf;
        csrf.validate(&mut self.session, token, self.now)
            .inspect_err(|error| tracing::warn!("form refused: {error}"))
    }

    /// What saving the session now sends.
    pub(super) fn saved(&mut self) -> Saved {
        let (sessions, now) = (&self.sessions, self.now);
        let sign = |session: &Session| sessions.save_session(session, now);
        let mut saved = self.session.saved(sign).clone();
        if let Some(cookie) = &self.handed_out {
            saved.set_cookie = Some(cookie.clone());
        }
        saved
    }
}

fn stranger(progress: &Progress) -> Stranger {
    Stranger {
        code: progress.code.to_string(),
        pseudonym: printable(&progress.pseudonym),
    }
}

/// Whom a session says is signed in with an account. Security: whoever has the
/// key may write this, so nothing is done for it without the password.
pub(super) struct Holder {
    pub(super) id: i64,
    pub(super) uid: String,
}
