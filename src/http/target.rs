//! Checks what a request asks for, before any page is looked up.

use hyper::{HeaderMap, Method, Uri, header::TRANSFER_ENCODING};

use super::{HttpError, Reason};

/// The methods that some page supports. RFC 9110 leaves CONNECT to proxies.
const ALLOW: &str = "GET, HEAD, OPTIONS, POST";

/// What is wrong with a request's target, for the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
enum TargetError {
    #[error("the target is not a path")]
    NotAPath,
    #[error("the target is not ASCII")]
    NotAscii,
    #[error("the transfer coding is not `chunked`")]
    Coding,
}

/// Refuses what hyper accepts: CONNECT, a target that does not fit the method,
/// and a transfer coding other than `chunked`, whose bytes would be taken for a
/// form.
pub(super) fn check(method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<(), HttpError> {
    if method == Method::CONNECT {
        return Err(Reason::MethodNotAllowed { allow: ALLOW }.into());
    }
    let verdict = check_target(method, uri).and_then(|()| check_coding(headers));
    verdict.map_err(|error| HttpError::new(Reason::NotUnderstood).caused_by(error))
}

/// `/path`, `http://host/path`, or `*` with OPTIONS (RFC 9112, section 3.2).
fn check_target(method: &Method, uri: &Uri) -> Result<(), TargetError> {
    let is_http = uri
        .scheme_str()
        .is_none_or(|scheme| ["http", "https"].contains(&scheme));
    let is_path = uri.path().starts_with('/') || is_for_server(method, uri);
    if !is_http || !is_path {
        return Err(TargetError::NotAPath);
    }
    let target = uri.path_and_query();
    let is_ascii = target.is_some_and(|target| target.as_str().is_ascii());
    is_ascii.then_some(()).ok_or(TargetError::NotAscii)
}

/// Whether this is `OPTIONS *`, which is about the server and not a page.
pub(super) fn is_for_server(method: &Method, uri: &Uri) -> bool {
    method == Method::OPTIONS && uri.path() == "*"
}

fn check_coding(headers: &HeaderMap) -> Result<(), TargetError> {
    let mut codings = headers.get_all(TRANSFER_ENCODING).iter();
    match (codings.next(), codings.next()) {
        (None, _) => Ok(()),
        (Some(coding), None) if coding.as_bytes().eq_ignore_ascii_case(b"chunked") => Ok(()),
        _ => Err(TargetError::Coding),
    }
}

#[cfg(test)]
mod tests {
    use hyper::header::HeaderValue;

    use super::*;

    #[test]
    fn knows_a_target_from_other_text() {
        for (method, target, verdict) in [
            ("GET", "/", Ok(())),
            ("GET", "/a%C3%A9?b=%20", Ok(())),
            ("GET", "//a/b", Ok(())),
            ("GET", "http://a", Ok(())),
            ("GET", "HTTPS://a/b?c", Ok(())),
            ("OPTIONS", "*", Ok(())),
            ("OPTIONS", "/", Ok(())),
            ("GET", "*", Err(TargetError::NotAPath)),
            ("POST", "*", Err(TargetError::NotAPath)),
            ("GET", "a", Err(TargetError::NotAPath)),
            ("GET", "a:80", Err(TargetError::NotAPath)),
            ("OPTIONS", "a:80", Err(TargetError::NotAPath)),
            ("GET", "ftp://a/", Err(TargetError::NotAPath)),
            ("GET", "/é", Err(TargetError::NotAscii)),
            ("GET", "/?é", Err(TargetError::NotAscii)),
        ] {
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            let uri = target.parse::<Uri>().unwrap();
            assert_eq!(check_target(&method, &uri), verdict, "{method} {target}");
        }
    }

    #[test]
    fn a_body_is_chunked_once_or_not_at_all() {
        for (codings, verdict) in [
            (&[][..], Ok(())),
            (&["chunked"], Ok(())),
            (&["Chunked"], Ok(())),
            (&["gzip, chunked"], Err(TargetError::Coding)),
            (&["chunked, chunked"], Err(TargetError::Coding)),
            (&["chunked", "chunked"], Err(TargetError::Coding)),
            (&["identity", "chunked"], Err(TargetError::Coding)),
            (&["chunked;a=1"], Err(TargetError::Coding)),
            (&[""], Err(TargetError::Coding)),
        ] {
            let mut headers = HeaderMap::new();
            for coding in codings {
                headers.append(TRANSFER_ENCODING, HeaderValue::from_static(coding));
            }
            assert_eq!(check_coding(&headers), verdict, "{codings:?}");
        }
    }
}
