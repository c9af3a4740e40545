//! Builds responses.

use http_body_util::Full;
use hyper::{
    StatusCode,
    body::Bytes,
    header::{CONTENT_TYPE, HeaderValue, InvalidHeaderValue, LOCATION},
};

/// A complete response; pages are small enough to be held in memory.
pub type Response = hyper::Response<Full<Bytes>>;

/// Room for the headers of most responses, reserved at once.
const MOST_HEADERS: usize = 12;

/// A page.
pub fn html(status: StatusCode, page: impl Into<Bytes>) -> Response {
    bytes(status, "text/html; charset=utf-8", page)
}

/// Plain text.
pub fn text(status: StatusCode, text: impl Into<Bytes>) -> Response {
    bytes(status, "text/plain; charset=utf-8", text)
}

/// Any other type; `content_type` includes the charset if there is one.
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

/// Sends other bytes instead.
pub fn replace(response: &mut Response, content: Bytes) {
    *response.body_mut() = Full::new(content);
}

/// `302 Found`, as Flask's `redirect()`, but without the page with a link,
/// which no browser shows. An error if the location cannot be a header's value.
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
