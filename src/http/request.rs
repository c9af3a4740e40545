//! A request as a page sees it.

use std::{
    borrow::Cow,
    net::{IpAddr, SocketAddr},
    sync::{Arc, atomic::AtomicBool},
};

use hyper::{
    HeaderMap, Method, Uri, Version,
    header::{AsHeaderName, CONTENT_TYPE, COOKIE, HOST, HeaderValue},
};

use super::{
    Body, Form, Host, HttpError, Limits, Reason, RequestId, form, forwarded, host, target,
};

const FORM_TYPE: &str = "application/x-www-form-urlencoded";
const MULTIPART_TYPE: &str = "multipart/form-data";

/// A request whose header has arrived; its body may still be on its way.
#[derive(Debug)]
pub struct Request {
    id: RequestId,
    pub(super) is_queued: Arc<AtomicBool>,
    peer: SocketAddr,
    forwarded_client: Option<IpAddr>,
    forwarded_https: Option<bool>,
    /// Whether its connection is encrypted.
    pub(super) is_tls: bool,
    method: Method,
    uri: Uri,
    version: Version,
    headers: HeaderMap,
    body: Body,
    limits: Limits,
}

impl Request {
    /// Takes a request as hyper reads it, from `peer`. `Host` is replaced by the one that trusted
    /// proxies forward.
    pub fn new<B: Into<Body>>(
        request: hyper::Request<B>,
        peer: SocketAddr,
        limits: Limits,
    ) -> Self {
        let (mut head, body) = request.into_parts();
        let hops = limits.proxy_hops;
        // ProxyFix replaces `environ["HTTP_HOST"]`, whatever it was.
        if let Some(host) = forwarded::host(&head.headers, hops) {
            head.headers.insert(HOST, host);
        }
        Self {
            forwarded_client: forwarded::client(&head.headers, hops, peer),
            forwarded_https: forwarded::is_https(&head.headers, hops),
            id: RequestId::random(),
            is_queued: Arc::default(),
            is_tls: false,
            peer,
            method: head.method,
            uri: head.uri,
            version: head.version,
            headers: head.headers,
            body: body.into(),
            limits,
        }
    }

    /// Identifies it in the log and in `X-Request-ID`.
    pub fn id(&self) -> RequestId {
        self.id
    }

    /// To be set by whatever makes the request wait in a queue. If the client then closes its side,
    /// the connection ends, and drops the request's future. At other times a client that has closed
    /// its side is still answered, as `printf … | nc -N` expects.
    pub fn is_queued(&self) -> &Arc<AtomicBool> {
        &self.is_queued
    }

    /// The other end of the connection, perhaps a proxy.
    pub fn peer(&self) -> SocketAddr {
        self.peer
    }

    /// The client: the peer, or the address that trusted proxies give.
    pub fn client(&self) -> IpAddr {
        self.forwarded_client.unwrap_or_else(|| self.peer.ip())
    }

    /// Whether a trusted proxy gave the client's address.
    pub(super) fn is_forwarded(&self) -> bool {
        self.forwarded_client.is_some()
    }

    /// Whether the visitor's own connection is HTTPS: the one to the trusted
    /// proxies, if they say how they were asked, else the one to this server.
    /// `ProxyFix`: `environ["wsgi.url_scheme"]`.
    pub fn is_https(&self) -> bool {
        self.forwarded_https.unwrap_or(self.is_tls)
    }

    /// The host that is asked for; `None` where none is named, or rubbish.
    pub fn host(&self) -> Option<Host<'_>> {
        self.header(HOST).and_then(Host::parse)
    }

    /// Whether somebody at this very machine asks, under a name that only it
    /// has, and nobody passed the request on.
    // Security: `Host` too, or a page of another site could ask through a name that it has point
    // here.
    pub fn is_from_this_machine(&self) -> bool {
        let is_for_loopback = self.host().is_some_and(Host::is_loopback);
        self.peer.ip().to_canonical().is_loopback() && is_for_loopback && !self.names_a_proxy()
    }

    /// Whether a proxy, known or not, says that it passed the request on.
    pub fn names_a_proxy(&self) -> bool {
        let forwarding = [
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto",
            "x-real-ip",
            "via",
        ];
        forwarding
            .iter()
            .any(|name| self.headers.contains_key(*name))
    }

    /// `GET`, `POST`…
    pub fn method(&self) -> &Method {
        &self.method
    }

    pub(super) fn uri(&self) -> &Uri {
        &self.uri
    }

    /// The path as sent, percent-encoded.
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// The query as sent, without its `?`.
    pub fn query(&self) -> Option<&str> {
        self.uri.query()
    }

    /// The first value of this name in the query, as `request.args.get(name)`.
    pub fn query_value(&self, name: &str) -> Option<Cow<'_, str>> {
        form::query_value(self.query()?, name)
    }

    /// All header lines.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The first header with this name, if it is ASCII text.
    pub fn header(&self, name: impl AsHeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The value of each `Cookie` line, in the order sent.
    pub fn cookie_lines(&self) -> impl Iterator<Item = &[u8]> {
        self.headers
            .get_all(COOKIE)
            .iter()
            .map(HeaderValue::as_bytes)
    }

    /// Whether the header announced a body.
    pub(super) fn has_body(&self) -> bool {
        !self.body.is_empty()
    }

    /// Refuses what hyper accepts but we do not: a long header, a target that is not a path, a
    /// missing, duplicated or malformed `Host`. Checked here so that the refusal is a page.
    ///
    /// # Differences
    ///
    /// What hyper itself refuses gets no page. Its parser requires HTTP/1.0 or 1.1: HTTP/1.2 gets
    /// 400, although RFC 9110, section 2.5, wants it answered as 1.1 (seanmonstar/httparse#150).
    pub fn check(&self) -> Result<(), HttpError> {
        let limit = self.limits.max_header_bytes;
        if self.header_bytes() > limit {
            return Err(Reason::HeaderTooLarge { limit }.into());
        }
        target::check(&self.method, &self.uri, &self.headers)?;
        host::check(self.version, &self.headers)
    }

    /// Whether this is `OPTIONS *`, which is about the server as a whole.
    pub fn is_for_server(&self) -> bool {
        target::is_for_server(&self.method, &self.uri)
    }

    /// The length of request line and headers, up to the empty line, if written as usual:
    /// `name: value` with one space, and CR LF.
    fn header_bytes(&self) -> usize {
        let scheme = self.uri.scheme_str().map_or(0, |scheme| scheme.len() + 3);
        let authority = self.uri.authority().map_or(0, |host| host.as_str().len());
        let path = self
            .uri
            .path_and_query()
            .map_or(0, |path| path.as_str().len());
        let request_line =
            self.method.as_str().len() + scheme + authority + path + "  HTTP/1.1\r\n".len();
        let lines = self.headers.iter();
        lines.fold(request_line + "\r\n".len(), |bytes, (name, value)| {
            bytes + name.as_str().len() + value.len() + ": \r\n".len()
        })
    }

    /// Reads the form in the body, as Flask's `request.form`. Only pages that have a form call
    /// this, so the others do not wait for one.
    ///
    /// # Differences
    ///
    /// A body of another type is refused with 415; in Flask the form is then empty. No body at all
    /// is an empty form in both.
    pub async fn form(&mut self) -> Result<Form, HttpError> {
        let content_type = self.headers.get(CONTENT_TYPE).cloned();
        let kind = content_type.as_ref().map(kind);
        if kind.is_some_and(|kind| kind.is_none()) {
            return Err(Reason::UnsupportedMediaType.into());
        }
        let body = self.body.read(self.limits).await?;
        match (kind.flatten(), content_type) {
            (Some(FormKind::Multipart), Some(content_type)) => {
                let text = content_type.to_str().unwrap_or_default();
                Ok(Form::parse_multipart(text, &body))
            }
            (None, _) if !body.is_empty() => Err(Reason::UnsupportedMediaType.into()),
            _ => Ok(Form::parse(&body)),
        }
    }
}

/// The two encodings of a form.
#[derive(Clone, Copy)]
enum FormKind {
    UrlEncoded,
    Multipart,
}

/// `None` if it is not a form. Parameters other than the boundary (`; charset=utf-8`) are ignored:
/// the bytes are UTF-8.
fn kind(content_type: &HeaderValue) -> Option<FormKind> {
    let essence = content_type.as_bytes().split(|byte| *byte == b';').next()?;
    let is = |name: &str| essence.trim_ascii().eq_ignore_ascii_case(name.as_bytes());
    if is(FORM_TYPE) {
        Some(FormKind::UrlEncoded)
    } else if is(MULTIPART_TYPE) {
        Some(FormKind::Multipart)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits {
        max_connections: 1,
        max_header_bytes: 100,
        max_content_length: 10,
        header_timeout: std::time::Duration::ZERO,
        body_timeout: std::time::Duration::ZERO,
        proxy_hops: 0,
    };

    fn request(target: &str, headers: &[(&str, &str)], body: &'static str) -> Request {
        let mut request = hyper::Request::post(target);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body).expect("the test's request is well made");
        Request::new(request, ([127, 0, 0, 1], 5000).into(), LIMITS)
    }

    #[test]
    fn shows_what_was_sent() {
        let request = request(
            "/caf%C3%A9?lang=fr&lang=en&x",
            &[("cookie", "a=1"), ("host", "localhost"), ("cookie", "b=2")],
            "",
        );
        assert_eq!(request.path(), "/caf%C3%A9");
        assert_eq!(request.query(), Some("lang=fr&lang=en&x"));
        assert_eq!(request.query_value("lang").as_deref(), Some("fr"));
        assert_eq!(request.query_value("x").as_deref(), Some(""));
        assert_eq!(request.query_value("y"), None);
        assert_eq!(request.header("Host"), Some("localhost"));
        let cookies: Vec<_> = request.cookie_lines().collect();
        assert_eq!(cookies, [b"a=1", b"b=2"]);
    }

    #[test]
    fn what_a_trusted_proxy_says_of_the_scheme_counts_before_the_connections_own() {
        for (hops, forwarded, is_tls, is_https) in [
            (0, None, false, false),
            (0, None, true, true),
            (0, Some("https"), false, false),
            (0, Some("http"), true, true),
            (1, None, true, true),
            (1, Some("https"), false, true),
            (1, Some("http"), true, false),
        ] {
            let mut request = hyper::Request::get("/");
            if let Some(scheme) = forwarded {
                request = request.header("x-forwarded-proto", scheme);
            }
            let limits = Limits {
                proxy_hops: hops,
                ..LIMITS
            };
            let request = request.body("").expect("the test's request is well made");
            let mut request = Request::new(request, ([127, 0, 0, 1], 5000).into(), limits);
            request.is_tls = is_tls;
            assert_eq!(
                request.is_https(),
                is_https,
                "{hops} {forwarded:?} {is_tls}"
            );
        }
    }

    #[test]
    fn the_limit_of_the_header_counts_each_byte() {
        let fixed = "POST / HTTP/1.1\r\nhost: a\r\nx: \r\n\r\n".len();
        for (bytes, refusal) in [
            (100, None),
            (101, Some(Reason::HeaderTooLarge { limit: 100 })),
        ] {
            let long = "x".repeat(bytes - fixed);
            let request = request("/", &[("host", "a"), ("x", &long)], "");
            assert_eq!(request.header_bytes(), bytes);
            let refused = request.check().err().map(|error| error.reason());
            assert_eq!(refused, refusal);
        }
    }

    #[test]
    fn a_target_with_a_host_counts_whole() {
        let request = request("http://b:80/c?d", &[("host", "a")], "");
        let bytes = b"POST http://b:80/c?d HTTP/1.1\r\nhost: a\r\n\r\n".len();
        assert_eq!(request.header_bytes(), bytes);
    }

    #[tokio::test]
    async fn only_a_form_of_bearable_length_is_read() {
        let too_large = Err(Reason::BodyTooLarge { limit: 10 });
        let not_a_form = Err(Reason::UnsupportedMediaType);
        for (content_type, body, found) in [
            (Some(FORM_TYPE), "a=12345678", Ok("12345678")),
            (
                Some("Application/X-WWW-Form-URLEncoded ; charset=UTF-8"),
                "a=1",
                Ok("1"),
            ),
            (Some(FORM_TYPE), "", Ok("")),
            (Some(FORM_TYPE), "a=123456789", too_large),
            (None, "", Ok("")),
            (None, "a=1", not_a_form),
            (Some("text/plain"), "a=1", not_a_form),
            (Some("multipart/form-data; boundary=a"), "--a--", Ok("")),
            (
                Some("multipart/form-data; boundary=a"),
                "--a--\r\n----",
                too_large,
            ),
            (Some("multipart/form-data"), "", Ok("")),
            (Some("multipart/mixed; boundary=a"), "", not_a_form),
            (
                Some("application/x-www-form-urlencoded2"),
                "a=1",
                not_a_form,
            ),
        ] {
            let header = content_type.map(|value| ("content-type", value));
            let mut request = request("/", header.as_slice(), body);
            // The second call returns the same as the first.
            for _ in 0..2 {
                let form = request.form().await.map_err(|error| error.reason());
                let value = form.as_ref().map(|form| form.get("a").unwrap_or_default());
                assert_eq!(
                    value.map_err(|reason| *reason),
                    found,
                    "{content_type:?} {body}"
                );
            }
        }
    }
}
