//! One request on its way through the site.

use serde::Serialize;

use super::{App, VIEW, routes::Route};
use crate::{
    http::{
        HttpError, Request, Response, StatusCode,
        header::{ACCEPT_LANGUAGE, CONTENT_LANGUAGE, HeaderValue, VARY},
        response,
    },
    session::{FlashedMessage, Saved, Session, Value},
    view::{
        Page,
        context::{Context, Flash, Frame, Oversize},
        text::Lang,
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
}

impl<'app> Ctx<'app> {
    pub(super) fn new(app: &'app App, request: Request, session: Session, now: u64) -> Self {
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
        }
    }

    /// `session['user']['username']`, if someone is signed in.
    ///
    /// Whoever has the key may have put anything there: what has no name is
    /// nobody.
    pub(super) fn user(&mut self) -> Option<String> {
        match self.session.get("user")?.as_dict()?.get("username")? {
            Value::String(name) | Value::Markup(name) if !name.is_empty() => {
                Some(printable(&name.to_string()))
            }
            _ => None,
        }
    }

    /// What saving the session now would send.
    pub(super) fn saved(&self) -> Saved {
        self.app.sessions.save_session(&self.session, self.now)
    }

    /// `redirect(url_for(…))`
    pub(super) fn redirect(&self, route: Route) -> Result<Response, HttpError> {
        let location = format!("{}{}", route.url(), self.query());
        response::redirect(&location).map_err(HttpError::internal)
    }

    /// What surrounds the page. Takes the flashed messages out of the session.
    pub(super) fn frame(&mut self) -> Frame {
        let user = self.user();
        let flashes = self.session.get_flashed_messages(&[]);
        let limit = self.app.sessions.config().max_cookie_size;
        Frame {
            query: self.query(),
            user,
            flashes: flashes.iter().map(flash).collect(),
            failed: false,
            canonical: true,
            lab: self.app.is_lab,
            oversize: self.saved().oversize.map(|size| Oversize {
                size: self.number(size),
                limit: self.number(limit),
            }),
        }
    }

    /// `render_template`: a page in its frame and in the visitor's language.
    pub(super) fn render<P: Serialize>(
        &self,
        status: StatusCode,
        page: Page,
        context: &Context<P>,
    ) -> Result<Response, HttpError> {
        let html = VIEW
            .with(|view| view.render(self.lang, page, context))
            .map_err(HttpError::internal)?;
        let mut response = response::html(status, html);
        let headers = response.headers_mut();
        headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(self.lang.tag()));
        if !self.is_lang_chosen {
            headers.append(VARY, HeaderValue::from_static("Accept-Language"));
        }
        Ok(response)
    }

    /// A count of bytes as the language writes it.
    fn number(&self, number: usize) -> String {
        self.lang.number(u64::try_from(number).unwrap_or(u64::MAX))
    }

    fn query(&self) -> &'static str {
        match self.lang {
            _ if !self.is_lang_chosen => "",
            Lang::Fr => "?lang=fr",
            Lang::En => "?lang=en",
        }
    }
}

/// The style sheet knows these categories; Flask's default is `message`.
fn flash(flash: &FlashedMessage) -> Flash {
    let kinds = ["error", "warning", "success", "info"];
    let kind = kinds.into_iter().find(|kind| *kind == flash.category);
    Flash {
        kind: kind.unwrap_or("message"),
        message: printable(&flash.message),
    }
}

/// HTML has no place for control characters, escaped or not.
pub(super) fn printable(text: &str) -> String {
    text.replace(|char: char| char.is_control() && char != '\n', "\u{fffd}")
}
