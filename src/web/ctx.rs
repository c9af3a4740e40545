//! One request on its way through the site.

use std::borrow::Cow;

use serde::Serialize;

use super::{
    App, PAGES, VIEW, recording,
    routes::{PROJECTION, Route},
    visitor::{Remark, Visitor},
};
use crate::{
    anatomy::Examiner,
    classroom::{Evidence, Exercise, Progress},
    http::{
        Bytes, Form, HttpError, Request, Response, StatusCode,
        header::{ACCEPT_LANGUAGE, CONTENT_LANGUAGE, HOST, HeaderValue, VARY},
        response,
    },
    random,
    session::{
        CSRF_FIELD, CSRF_RANDOM_BYTES, CsrfError, FlashedMessage, Refusal, Saved,
        SecureCookieSessionInterface, Session, SetCookie, Value, first_cookie,
    },
    view::{
        Page,
        context::{Context, Flash, Frame, Oversize, Stranger},
        text::{Lang, flashes::Flashes, lab::Notices},
    },
};

/// Messages that a page shows, at most, and their characters.
///
/// Security: whoever has the key may have put thousands into the session; so
/// may an application that flashes and never shows.
const MAX_FLASHES: usize = 20;
const MAX_FLASH_CHARS: usize = 1000;

/// Characters of what was typed, or of a name, that a page repeats: more than
/// any field takes.
const MAX_ECHOED_CHARS: usize = 200;

/// Room for the context of most pages, made once.
const USUAL_CONTEXT_BYTES: usize = 1024;

/// What a view works with: Flask's `request` and `session`, and the language.
pub(super) struct Ctx<'app> {
    pub(super) app: &'app App,
    pub(super) request: Request,
    pub(super) session: Session,
    pub(super) lang: Lang,
    /// Whether `?lang=` said so; then links carry it on.
    is_lang_chosen: bool,
    now: u64,
    /// What was sent of the session if it was saved already, and is as it was.
    saved: Option<Saved>,
    /// The session's rules for this visitor.
    sessions: Cow<'app, SecureCookieSessionInterface>,
    /// Why the session cookie that came was not taken.
    pub(super) refusal: Option<Refusal>,
    /// It was rightly signed, and is over.
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
    /// For a projector: large type, no navigation.
    pub(super) is_projected: bool,
    /// What this page says above its content, and no session keeps.
    notices: Vec<Flash>,
    /// A session cookie to send as it is, in place of the session's own.
    pub(super) handed_out: Option<SetCookie>,
    /// Other cookies to send.
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
        let user = visitor.code().and_then(|_| recording::user(&session));
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
            saved: None,
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

    /// From now on by these rules: the next response is the first to follow
    /// them.
    pub(super) fn follow(&mut self, sessions: SecureCookieSessionInterface) {
        self.saved = None;
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

    /// What was seen of this visitor.
    pub(super) fn evidence(&self) -> Evidence {
        let code = self.visitor.code();
        code.map_or_else(Evidence::default, |code| self.app.classroom.evidence(code))
    }

    /// Where this site is, as the visitor's own commands reach it:
    /// `http://127.0.0.1:5000`.
    pub(super) fn origin(&self) -> String {
        self.origin_under(self.request.header(HOST).unwrap_or("127.0.0.1"))
    }

    /// The same under another name of this machine.
    pub(super) fn origin_under(&self, host: &str) -> String {
        let scheme = if self.request.is_https() {
            "https"
        } else {
            "http"
        };
        format!("{scheme}://{host}")
    }

    /// An address of the site with this page's language.
    pub(super) fn link(&self, route: Route) -> String {
        format!("{}{}", route.url(), self.query())
    }

    /// The address of this page, `url`, projected where the page is.
    pub(super) fn as_shown(&self, url: Cow<'static, str>) -> Cow<'static, str> {
        if self.is_projected {
            format!("{PROJECTION}{url}").into()
        } else {
            url
        }
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
        let value = self.session_cookie()?;
        Some(String::from_utf8_lossy(&value).into_owned())
    }

    /// Sends one more cookie.
    pub(super) fn also_set(&mut self, cookie: SetCookie) {
        self.others.push(cookie);
    }

    /// Says something on this page alone.
    pub(super) fn notice(&mut self, kind: &'static str, message: impl Into<String>) {
        self.notices.push(Flash {
            kind,
            message: message.into(),
        });
    }

    /// `session['user']['username']`, if someone is signed in.
    ///
    /// Whoever has the key may have put anything there: what has no name is
    /// nobody.
    pub(super) fn user(&mut self) -> Option<String> {
        match self.session.get("user")?.as_dict()?.get("username")? {
            Value::String(name) | Value::Markup(name) if !name.is_empty() => {
                Some(echoed(&name.to_string()))
            }
            _ => None,
        }
    }

    /// The account of who is signed in; a guest has none.
    pub(super) fn account(&mut self) -> Option<Holder> {
        let Value::Number(id) = self.session.get("user")?.as_dict()?.get("id")? else {
            return None;
        };
        let id = id.source().parse().ok()?;
        let uid = self.session.get("uid")?.as_str()?.to_owned();
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

    /// What saving the session now sends; it is signed again only where something
    /// happened since.
    pub(super) fn saved(&mut self) -> Saved {
        let mut saved = match self.saved.take() {
            Some(saved) if self.session.is_as_saved() => saved,
            _ => self.sessions.save_session(&self.session, self.now),
        };
        self.session.set_as_saved();
        self.saved = Some(saved.clone());
        if let Some(cookie) = &self.handed_out {
            saved.set_cookie = Some(cookie.clone());
        }
        saved
    }

    /// `redirect(url_for(…))`
    pub(super) fn redirect(&self, route: Route) -> Result<Response, HttpError> {
        response::redirect(&self.link(route)).map_err(HttpError::internal)
    }

    /// The same with one more value in the query.
    pub(super) fn redirect_to(
        &self,
        route: Route,
        name: &str,
        value: &str,
    ) -> Result<Response, HttpError> {
        response::redirect(&self.address(route, name, value)).map_err(HttpError::internal)
    }

    /// The address of a page with one more value in its query.
    pub(super) fn address(&self, route: Route, name: &str, value: &str) -> String {
        let query = self.query();
        let separator = if query.is_empty() { '?' } else { '&' };
        format!("{}{query}{separator}{name}={value}", route.url())
    }

    /// What surrounds the page. Takes the flashed messages out of the session.
    pub(super) fn frame(&mut self) -> Frame {
        let user = self.user();
        let has_account = self.account().is_some();
        let flashes = self.flashes();
        let limit = self.sessions.config().max_cookie_size;
        let url = self.route.map_or_else(|| "/".into(), Route::url);
        let can_be_projected = self.route.is_some_and(|it| it.entry().can_be_projected);
        let progress = self.visitor.known().filter(|_| self.app.is_lab);
        Frame {
            query: self.query(),
            here: self.as_shown(url.clone()),
            can_be_projected: can_be_projected && !self.is_projected,
            canonical: Some(url),
            is_projected: self.is_projected,
            practical: progress.map(|it| format!("{}/{}", it.done(), Exercise::ALL.len())),
            user,
            has_account,
            guests: !self.app.require_account,
            stranger: self.stranger.take(),
            flashes,
            failed: false,
            lab: self.app.is_lab,
            oversize: self.saved().oversize.map(|size| Oversize {
                size: self.number(size),
                limit: self.number(limit),
            }),
        }
    }

    /// What is said above the page's content: the flashed messages, which leave
    /// the session, and what this page alone says.
    fn flashes(&mut self) -> Vec<Flash> {
        let messages = self.session.get_flashed_messages(&[]);
        let mut shown: Vec<_> = messages.iter().take(MAX_FLASHES).map(flash).collect();
        let more = messages.len() - shown.len();
        if more > 0 {
            shown.push(Flash {
                kind: "message",
                message: (Flashes::of(self.lang).more)(&self.number(more)),
            });
        }
        shown.append(&mut self.notices);
        shown
    }

    /// The template of the page that is asked for.
    pub(super) fn template(&self) -> Result<Page, HttpError> {
        let page = self.route.and_then(|route| route.entry().page);
        page.ok_or_else(|| HttpError::internal("the route shows no page"))
    }

    /// The page that is asked for, in its frame.
    pub(super) fn page<P: Serialize>(
        &mut self,
        status: StatusCode,
        own: P,
    ) -> Result<Response, HttpError> {
        self.framed(status, self.template()?, own)
    }

    /// What is shown in its place to whoever may not come in.
    pub(super) fn door<P: Serialize>(&mut self, own: P) -> Result<Response, HttpError> {
        let door = self.route.and_then(|route| route.entry().door);
        let door = door.ok_or_else(|| HttpError::internal("the page is open to all"))?;
        self.framed(StatusCode::FORBIDDEN, door, own)
    }

    /// A page in its frame; what could not be accepted says so in its title.
    fn framed<P: Serialize>(
        &mut self,
        status: StatusCode,
        page: Page,
        own: P,
    ) -> Result<Response, HttpError> {
        let context = Context {
            frame: Frame {
                failed: status.is_client_error(),
                ..self.frame()
            },
            page: own,
        };
        self.render(status, page, &context)
    }

    /// `render_template`: a page in its frame and in the visitor's language.
    pub(super) fn render<P: Serialize>(
        &self,
        status: StatusCode,
        page: Page,
        context: &Context<P>,
    ) -> Result<Response, HttpError> {
        let html = self.html(page, context)?;
        let mut response = response::html(status, html);
        let headers = response.headers_mut();
        headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(self.lang.tag()));
        if !self.is_lang_chosen {
            headers.append(VARY, HeaderValue::from_static("Accept-Language"));
        }
        Ok(response)
    }

    /// The page's text; one that was rendered before is not rendered again.
    fn html<P: Serialize>(&self, page: Page, context: &Context<P>) -> Result<Bytes, HttpError> {
        let mut json = Vec::with_capacity(USUAL_CONTEXT_BYTES);
        serde_json::to_writer(&mut json, context).map_err(HttpError::internal)?;
        let missing = match PAGES.with_borrow(|pages| pages.get(page, self.lang, json)) {
            Ok(html) => return Ok(html),
            Err(missing) => missing,
        };
        let html = VIEW.with(|view| view.render(self.lang, page, context));
        let html = Bytes::from(html.map_err(HttpError::internal)?);
        PAGES.with_borrow_mut(|pages| pages.keep(missing, &html));
        Ok(html)
    }

    /// A count of bytes as the language writes it.
    fn number(&self, number: usize) -> String {
        self.lang.number(u64::try_from(number).unwrap_or(u64::MAX))
    }

    pub(super) fn query(&self) -> &'static str {
        match self.lang {
            _ if !self.is_lang_chosen => "",
            Lang::Fr => "?lang=fr",
            Lang::En => "?lang=en",
        }
    }
}

/// Whom a session says is signed in with an account. Security: whoever has the
/// key may write this, so nothing is done for it without the password.
pub(super) struct Holder {
    pub(super) id: i64,
    pub(super) uid: String,
}

fn stranger(progress: &Progress) -> Stranger {
    Stranger {
        code: progress.code.to_string(),
        pseudonym: printable(&progress.pseudonym),
    }
}

/// The style sheet knows these categories; Flask's default is `message`.
fn flash(flash: &FlashedMessage) -> Flash {
    let kinds = ["error", "warning", "success", "info"];
    let kind = kinds.into_iter().find(|kind| *kind == flash.category);
    Flash {
        kind: kind.unwrap_or("message"),
        message: start(&printable(&flash.message), MAX_FLASH_CHARS),
    }
}

/// What somebody typed, or is called, for a page to repeat: fit to be shown,
/// and no longer than it can rightly be.
pub(super) fn echoed(text: &str) -> String {
    start(&printable(text), MAX_ECHOED_CHARS)
}

/// The first characters of a text, with a sign where some are missing.
pub(super) fn start(text: &str, chars: usize) -> String {
    match text.char_indices().nth(chars) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// HTML has no place for control characters, escaped or not.
pub(super) fn printable(text: &str) -> String {
    text.replace(|char: char| char.is_control() && char != '\n', "\u{fffd}")
}
