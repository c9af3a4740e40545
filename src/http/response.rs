//! The answers a page can give.

use http_body_util::Full;
use hyper::{
    StatusCode,
    body::Bytes,
    header::{CONTENT_TYPE, HeaderValue, InvalidHeaderValue, LOCATION},
};

/// A whole answer: each page is small enough to be in memory.
pub type Response = hyper::Response<Full<Bytes>>;

/// Room for the headers that an answer usually has, made once.
const MOST_HEADERS: usize = 12;

/// A page.
pub fn html(status: StatusCode, page: impl Into<Bytes>) -> Response {
    bytes(status, "text/html; charset=utf-8", page)
}

/// Plain text.
pub fn text(status: StatusCode, text: impl Into<Bytes>) -> Response {
    bytes(status, "text/plain; charset=utf-8", text)
}

/// Anything with a type: `content_type` names the charset where there is one.
pub fn bytes(
    status: StatusCode,
    content_type: &'static str,
    content: impl Into<Bytes>,
) -> Response {
    let mut response = Response::new(Full::new(content.into()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.reserve(MOST_HEADERS);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// `302 Found`, as Flask's `redirect()`; without its page of one link, which
/// no browser shows. Refuses a location that no header can carry.
pub fn redirect(location: &str) -> Result<Response, InvalidHeaderValue> {
    let mut response = no_content();
    *response.status_mut() = StatusCode::FOUND;
    response
        .headers_mut()
        .insert(LOCATION, HeaderValue::from_str(location)?);
    Ok(response)
}

/// `204 No Content`.
pub fn no_content() -> Response {
    let mut response = Response::default();
    *response.status_mut() = StatusCode::NO_CONTENT;
    response
}
