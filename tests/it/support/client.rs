//! An HTTP/1.1 client that shows every byte, with a connection for each request and a small cookie
//! jar.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::Duration;

use form_urlencoded::Serializer;

/// Only reached if a test fails.
const PATIENCE: Duration = Duration::from_secs(30);

/// A visitor. Cookies are kept by name, as browsers do for a single host and the path `/`.
pub(crate) struct Client {
    address: SocketAddr,
    pub(crate) jar: BTreeMap<String, String>,
}

impl Client {
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self {
            address,
            jar: BTreeMap::new(),
        }
    }

    /// Someone who has copied all cookies.
    pub(crate) fn clone_with_jar(&self) -> Self {
        Self {
            address: self.address,
            jar: self.jar.clone(),
        }
    }

    /// The session cookie in the jar; there must be one.
    #[track_caller]
    pub(crate) fn session(&self) -> &str {
        self.jar
            .get("session")
            .expect("the jar holds a session cookie")
    }

    #[track_caller]
    pub(crate) fn get(&mut self, path: &str) -> Response {
        self.send(&Request::new("GET", path))
    }

    /// Posts a form like `curl -d`, without `Origin` and `Sec-Fetch-Site`.
    #[track_caller]
    pub(crate) fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Response {
        self.send(&Request::form(path, form))
    }

    /// Signs in as a guest with this name, and asserts that it worked.
    #[track_caller]
    pub(crate) fn sign_in(&mut self, login: &str) -> Response {
        let response = self.post("/sign-in", &[("login", login), ("password", "x")]);
        assert_eq!(response.status, 302, "{}", response.text());
        response
    }

    /// Sends a request with the cookies in the jar, and stores those in the answer.
    #[track_caller]
    pub(crate) fn send(&mut self, request: &Request) -> Response {
        let mut request = request.clone();
        if !self.jar.is_empty() && !request.has("Cookie") {
            let pairs: Vec<String> = self
                .jar
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            request = request.header("Cookie", pairs.join("; "));
        }
        let mut connection = self.connect();
        connection.send(request.to_bytes());
        let response = connection.response_to(&request.method);
        for line in response.all("Set-Cookie") {
            self.keep(line);
        }
        response
    }

    /// Follows a redirection to a path on the same server.
    #[track_caller]
    pub(crate) fn follow(&mut self, response: &Response) -> Response {
        let target = response.one("Location").to_owned();
        assert!(
            target.starts_with('/'),
            "the redirection leaves the site: {target}"
        );
        self.get(&target)
    }

    /// Opens a connection, for requests that are slow, broken, or several.
    #[track_caller]
    pub(crate) fn connect(&self) -> Connection {
        Connection::open(self.address)
    }

    /// Sends these bytes, closes the sending side, and reads to the end.
    #[track_caller]
    pub(crate) fn raw(&self, bytes: impl AsRef<[u8]>) -> Vec<u8> {
        let mut connection = self.connect();
        connection.send(bytes.as_ref());
        connection.shut_down_writing();
        connection.read_to_end()
    }

    fn keep(&mut self, set_cookie: &str) {
        let mut parts = set_cookie.split("; ");
        let (name, value) = parts
            .next()
            .and_then(|pair| pair.split_once('='))
            .expect("Set-Cookie starts with name=value");
        if parts.any(|part| part == "Max-Age=0") {
            self.jar.remove(name);
        } else {
            self.jar.insert(name.to_owned(), value.to_owned());
        }
    }
}

/// A request, written in the order in which it is built.
#[derive(Clone)]
pub(crate) struct Request {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Request {
    pub(crate) fn new(method: &str, target: &str) -> Self {
        Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    pub(crate) fn form(target: &str, form: &[(&str, &str)]) -> Self {
        let body = Serializer::new(String::new()).extend_pairs(form).finish();
        Self::new("POST", target)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Content-Length", body.len().to_string())
            .body(body)
    }

    /// Adds a header. `Host` and `Connection: close` are added unless given.
    pub(crate) fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// Sets the body; the caller also writes `Content-Length` or the chunks.
    pub(crate) fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// Sets a chunked body with its header, a chunk for each piece.
    pub(crate) fn chunked<'a>(self, pieces: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut body = Vec::new();
        for piece in pieces {
            body.extend(format!("{:x}\r\n", piece.len()).bytes());
            body.extend(piece);
            body.extend(b"\r\n");
        }
        body.extend(b"0\r\n\r\n");
        self.header("Transfer-Encoding", "chunked").body(body)
    }

    fn has(&self, name: &str) -> bool {
        self.headers
            .iter()
            .any(|(given, _)| given.eq_ignore_ascii_case(name))
    }

    /// The bytes to send.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut lines = vec![format!("{} {} HTTP/1.1", self.method, self.target)];
        if !self.has("Host") {
            lines.push("Host: localhost".to_owned());
        }
        if !self.has("Connection") {
            lines.push("Connection: close".to_owned());
        }
        lines.extend(
            self.headers
                .iter()
                .map(|(name, value)| format!("{name}: {value}")),
        );
        let mut bytes = (lines.join(
            "
",
        ) + "

")
        .into_bytes();
        bytes.extend(&self.body);
        bytes
    }
}

/// An open connection.
pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
}

impl Connection {
    #[track_caller]
    pub(crate) fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).expect("the server accepts connections");
        stream
            .set_read_timeout(Some(PATIENCE))
            .expect("a socket has a read timeout");
        stream
            .set_write_timeout(Some(PATIENCE))
            .expect("a socket has a write timeout");
        Self {
            stream: BufReader::new(stream),
        }
    }

    /// Sends as much as the server takes: after answering, it may close early.
    #[track_caller]
    pub(crate) fn send(&mut self, bytes: impl AsRef<[u8]>) {
        if let Err(error) = self.stream.get_mut().write_all(bytes.as_ref()) {
            assert!(is_closed(error.kind()), "cannot send: {error}");
        }
    }

    pub(crate) fn shut_down_writing(&mut self) {
        // The other side may have closed it already.
        drop(self.stream.get_mut().shutdown(Shutdown::Write));
    }

    /// A second handle to the connection, for another thread.
    #[track_caller]
    pub(crate) fn another_hand(&self) -> Self {
        let stream = self.stream.get_ref().try_clone();
        Self {
            stream: BufReader::new(stream.expect("a socket can be shared")),
        }
    }

    /// Reads up to `bytes`; 0 if the other side has closed.
    pub(crate) fn read_some(&mut self, bytes: usize) -> usize {
        let read = self.stream.get_mut().read(&mut vec![0; bytes]);
        read.unwrap_or_default()
    }

    /// Closes both directions, for all handles.
    pub(crate) fn shut_down(&self) {
        drop(self.stream.get_ref().shutdown(Shutdown::Both));
    }

    /// The next answer on this connection, unless to a HEAD request.
    #[track_caller]
    pub(crate) fn response(&mut self) -> Response {
        self.response_to("GET")
    }

    /// The next answer on this connection. An answer to HEAD has no body.
    #[track_caller]
    pub(crate) fn response_to(&mut self, method: &str) -> Response {
        let head = self.read_head();
        let mut response = Response::from_head(&head);
        let bodiless = method == "HEAD" || matches!(response.status, 100..=199 | 204 | 304);
        if !bodiless {
            response.body = self.read_body(&response);
        }
        response
    }

    /// Everything until the other side closes; a reset counts as the end.
    #[track_caller]
    pub(crate) fn read_to_end(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        if let Err(error) = self.stream.read_to_end(&mut bytes) {
            assert!(is_closed(error.kind()), "cannot read: {error}");
        }
        bytes
    }

    #[track_caller]
    fn read_head(&mut self) -> String {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let read = self.stream.read_until(b'\n', &mut head);
            match read {
                Ok(1..) => {}
                _ => panic!(
                    "no answer ({read:?}), only {:?}",
                    String::from_utf8_lossy(&head)
                ),
            }
        }
        String::from_utf8(head).expect("the head of an answer is UTF-8")
    }

    #[track_caller]
    fn read_body(&mut self, head: &Response) -> Vec<u8> {
        if let Some(length) = head.get("Content-Length") {
            let mut body = vec![0; length.parse().expect("Content-Length is a number")];
            self.stream
                .read_exact(&mut body)
                .expect("the body is as long as announced");
            return body;
        }
        assert_eq!(
            head.get("Transfer-Encoding"),
            None,
            "no page of ours is chunked"
        );
        self.read_to_end()
    }
}

fn is_closed(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::BrokenPipe | ErrorKind::ConnectionReset)
}

/// An answer with its headers as received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Response {
    pub(crate) status: u16,
    /// In the order received, with names as written.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Response {
    #[track_caller]
    fn from_head(head: &str) -> Self {
        let mut lines = head.trim_end().split("\r\n");
        let status = lines
            .next()
            .and_then(|line| line.strip_prefix("HTTP/1.1 "))
            .and_then(|rest| rest.get(..3)?.parse().ok())
            .unwrap_or_else(|| panic!("no status line: {head:?}"));
        let headers = lines
            .map(|line| line.split_once(": ").or_else(|| line.split_once(':')))
            .map(|pair| pair.unwrap_or_else(|| panic!("no header line: {head:?}")))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        Self {
            status,
            headers,
            body: Vec::new(),
        }
    }

    /// All values of a header, in order.
    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        self.headers
            .iter()
            .filter(|(given, _)| given.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
            .collect()
    }

    /// The first value of a header.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.all(name).first().copied()
    }

    /// The value of a header that must occur exactly once.
    #[track_caller]
    pub(crate) fn one(&self, name: &str) -> &str {
        let values = self.all(name);
        assert_eq!(values.len(), 1, "{name} in {:#?}", self.headers);
        values[0]
    }

    /// The value of the answer's `Set-Cookie`, if there is one.
    pub(crate) fn set_cookie(&self) -> Option<&str> {
        self.get("Set-Cookie")
    }

    #[track_caller]
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("a page is UTF-8")
    }

    #[track_caller]
    pub(crate) fn status(self, expected: u16) -> Self {
        assert_eq!(
            self.status,
            expected,
            "{:#?}\n{}",
            self.headers,
            self.text()
        );
        self
    }

    #[track_caller]
    pub(crate) fn has(self, part: &str) -> Self {
        assert!(
            self.text().contains(part),
            "no {part:?} in\n{}",
            self.text()
        );
        self
    }

    #[track_caller]
    pub(crate) fn has_not(self, part: &str) -> Self {
        assert!(!self.text().contains(part), "{part:?} in\n{}", self.text());
        self
    }
}
