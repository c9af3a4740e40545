//! Addresses, as a page of this visitor writes them.

use std::borrow::Cow;

use super::Ctx;
use crate::{
    http::{HttpError, Response, header::HOST, response},
    view::text::Lang,
    web::routes::{PROJECTION, Route},
};

impl Ctx<'_> {
    /// Where this site is, as the visitor's own commands reach it:
    /// `http://127.0.0.1:5000`.
    pub(in crate::web) fn origin(&self) -> String {
        self.origin_under(self.request.header(HOST).unwrap_or("127.0.0.1"))
    }

    /// The same with another host, `localhost:5000`.
    pub(in crate::web) fn origin_under(&self, host: &str) -> String {
        let scheme = if self.request.is_https() {
            "https"
        } else {
            "http"
        };
        format!("{scheme}://{host}")
    }

    /// An address of the site with this page's language.
    pub(in crate::web) fn link(&self, route: Route) -> String {
        format!("{}{}", route.url(), self.query())
    }

    /// The address of this page, `url`, projected where the page is.
    pub(in crate::web) fn as_shown(&self, url: Cow<'static, str>) -> Cow<'static, str> {
        if self.is_projected {
            format!("{PROJECTION}{url}").into()
        } else {
            url
        }
    }

    /// `redirect(url_for(…))`
    pub(in crate::web) fn redirect(&self, route: Route) -> Result<Response, HttpError> {
        response::redirect(&self.link(route)).map_err(HttpError::internal)
    }

    /// `redirect(url_for(…, name=value))`
    pub(in crate::web) fn redirect_to(
        &self,
        route: Route,
        name: &str,
        value: &str,
    ) -> Result<Response, HttpError> {
        response::redirect(&self.address(route, name, value)).map_err(HttpError::internal)
    }

    /// `redirect(url_for(…, name=value, _anchor=place))`
    pub(in crate::web) fn redirect_into(
        &self,
        route: Route,
        more: Option<(&str, &str)>,
        place: &str,
    ) -> Result<Response, HttpError> {
        let address = match more {
            Some((name, value)) => self.address(route, name, value),
            None => self.link(route),
        };
        response::redirect(&format!("{address}#{place}")).map_err(HttpError::internal)
    }

    /// The address of a page with one more value in its query.
    pub(in crate::web) fn address(&self, route: Route, name: &str, value: &str) -> String {
        let query = self.query();
        let separator = if query.is_empty() { '?' } else { '&' };
        format!("{}{query}{separator}{name}={value}", route.url())
    }

    pub(in crate::web) fn query(&self) -> &'static str {
        match self.lang {
            _ if !self.is_lang_chosen => "",
            Lang::Fr => "?lang=fr",
            Lang::En => "?lang=en",
        }
    }
}
