//! A page in its frame: who is signed in, what is said above the content.

use serde::Serialize;

use super::Ctx;
use crate::{
    classroom::Exercise,
    http::{
        Bytes, HttpError, Response, StatusCode,
        header::{CONTENT_LANGUAGE, HeaderValue, VARY},
        response,
    },
    session::{FlashedMessage, Saved},
    view::{
        Page,
        context::{Context, Flash, Frame, Oversize},
        text::site::Flashes,
    },
    web::{
        compression,
        headers::unstored,
        render,
        routes::Route,
        shown::{printable, start},
    },
};

/// Messages that a page shows, at most, and their characters.
///
/// Security: whoever has the key may have put thousands into the session; so
/// may an application that flashes and never shows.
const MAX_FLASHES: usize = 20;
const MAX_FLASH_CHARS: usize = 1000;

impl Ctx<'_> {
    /// What surrounds the page. Takes the flashed messages out of the session.
    pub(in crate::web) fn frame(&mut self) -> Frame {
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
                message: Flashes::of(self.lang).more(&self.number(more)),
            });
        }
        shown.append(&mut self.notices);
        shown
    }

    /// The template of the page that is asked for.
    fn template(&self) -> Result<Page, HttpError> {
        let page = self.route.and_then(|route| route.entry().page);
        page.ok_or_else(|| HttpError::internal("the route shows no page"))
    }

    /// The page that is asked for, in its frame.
    pub(in crate::web) fn page<P: Serialize>(
        &mut self,
        status: StatusCode,
        own: P,
    ) -> Result<Response, HttpError> {
        self.framed(status, self.template()?, own)
    }

    /// The same of a page that is one visitor's, and of this moment: it is kept
    /// neither here nor in a cache.
    pub(in crate::web) fn page_of_now<P: Serialize>(
        &mut self,
        status: StatusCode,
        own: P,
    ) -> Result<Response, HttpError> {
        let (page, context) = (self.template()?, self.context(status, own));
        let html = render::html_of_now(self.lang, page, &context)?;
        unstored(Ok(self.html(status, html)))
    }

    /// The same of a page that shows what its own response sends of the session.
    /// `own` is called when that is known, and can change it no more.
    pub(in crate::web) fn page_with_saved<P: Serialize>(
        &mut self,
        own: impl FnOnce(&Self, &Saved) -> P,
    ) -> Result<Response, HttpError> {
        let (page, frame) = (self.template()?, self.frame());
        let saved = self.saved();
        let context = Context {
            frame,
            page: own(self, &saved),
        };
        self.render(StatusCode::OK, page, &context)
    }

    /// What is shown in its place to whoever may not come in.
    pub(in crate::web) fn door<P: Serialize>(&mut self, own: P) -> Result<Response, HttpError> {
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
        let context = self.context(status, own);
        self.render(status, page, &context)
    }

    fn context<P>(&mut self, status: StatusCode, own: P) -> Context<P> {
        Context {
            frame: Frame {
                failed: status.is_client_error(),
                ..self.frame()
            },
            page: own,
        }
    }

    /// `render_template`: a page in its frame and in the visitor's language.
    pub(in crate::web) fn render<P: Serialize>(
        &self,
        status: StatusCode,
        page: Page,
        context: &Context<P>,
    ) -> Result<Response, HttpError> {
        let may_be_packed = compression::may_pack_page(&self.request);
        let found = render::page(self.lang, page, context, may_be_packed)?;
        let mut response = self.html(status, found.html);
        if let Some(gzip) = found.gzip {
            compression::pack(&mut response, gzip);
        }
        Ok(response)
    }

    /// Markup of what the page that is asked for repeats: made of `own`, unless
    /// it was made before. `key` tells it from all others.
    pub(in crate::web) fn repeated<K: Serialize, P: Serialize>(
        &self,
        key: &K,
        own: impl FnOnce() -> P,
    ) -> Result<String, HttpError> {
        let repeated = self.route.and_then(|route| route.entry().repeated);
        let repeated = repeated.ok_or_else(|| HttpError::internal("the page repeats nothing"))?;
        let html = render::html(self.lang, repeated, key, own)?;
        String::from_utf8(html.into()).map_err(HttpError::internal)
    }

    /// Markup in the visitor's language.
    fn html(&self, status: StatusCode, html: Bytes) -> Response {
        let mut response = response::html(status, html);
        let headers = response.headers_mut();
        headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(self.lang.tag()));
        if !self.is_lang_chosen {
            headers.append(VARY, HeaderValue::from_static("Accept-Language"));
        }
        response
    }

    /// A count of bytes as the language writes it.
    fn number(&self, number: usize) -> String {
        self.lang.number(u64::try_from(number).unwrap_or(u64::MAX))
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
