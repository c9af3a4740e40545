//! The log line of a request.

use std::{borrow::Cow, time::Instant};

use hyper::{
    Method, StatusCode, Uri,
    body::Body as _,
    header::{HeaderValue, USER_AGENT},
};

use crate::http::{HttpError, Request, RequestId, Response};

/// nginx's status for a client that left before the response.
const CLIENT_LEFT: u16 = 499;

const MAX_PATH_BYTES: usize = 1024;
const MAX_USER_AGENT_BYTES: usize = 256;

/// What the line says about a request, saved before the page consumes it. If
/// dropped without a response, it writes the line of a client that left.
pub(in crate::http) struct RequestLine<'a> {
    id: RequestId,
    started: Instant,
    /// The peer's address, formatted once for all requests of its connection,
    /// or the address of the client named by a trusted proxy.
    peer: Cow<'a, str>,
    method: Method,
    uri: Uri,
    user_agent: Option<HeaderValue>,
    is_written: bool,
}

impl<'a> RequestLine<'a> {
    pub(in crate::http) fn of(request: &Request, peer: &'a str) -> Self {
        Self {
            id: request.id(),
            started: Instant::now(),
            peer: if request.is_forwarded() {
                request.client().to_string().into()
            } else {
                peer.into()
            },
            method: request.method().clone(),
            uri: request.uri().clone(),
            user_agent: request.headers().get(USER_AGENT).cloned(),
            is_written: false,
        }
    }

    /// Writes the line of an answered request.
    pub(in crate::http) fn write(mut self, response: &Response) {
        let error = HttpError::of(response).map(HttpError::chain);
        self.write_line(
            response.status().as_u16(),
            self.body_bytes(response),
            error.as_deref(),
        );
    }

    /// The bytes sent of the body, which are none for `HEAD` and for some
    /// statuses.
    fn body_bytes(&self, response: &Response) -> u64 {
        match response.status() {
            StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED => 0,
            _ if self.method == Method::HEAD => 0,
            _ => response.body().size_hint().lower(),
        }
    }

    fn write_line(&mut self, status: u16, bytes: u64, error: Option<&str>) {
        self.is_written = true;
        let duration_us = u64::try_from(self.started.elapsed().as_micros()).unwrap_or(u64::MAX);
        let user_agent = self.user_agent.as_ref().map(as_text);
        macro_rules! line {
            ($level:ident) => {
                tracing::$level!(
                    method = cut(self.method.as_str(), MAX_PATH_BYTES),
                    path = cut(self.uri.path(), MAX_PATH_BYTES),
                    status,
                    bytes,
                    duration_us,
                    peer = &*self.peer,
                    user_agent = user_agent
                        .as_ref()
                        .map(|text| cut(text, MAX_USER_AGENT_BYTES)),
                    error,
                    "request"
                )
            };
        }
        self.id.while_saying(|| {
            if status < 500 {
                line!(info);
            } else {
                line!(error);
            }
        });
    }
}

impl Drop for RequestLine<'_> {
    fn drop(&mut self) {
        if !self.is_written {
            self.write_line(CLIENT_LEFT, 0, None);
        }
    }
}

fn as_text(value: &HeaderValue) -> Cow<'_, str> {
    match value.to_str() {
        Ok(text) => text.into(),
        Err(_) => String::from_utf8_lossy(value.as_bytes()),
    }
}

fn cut(text: &str, max_bytes: usize) -> &str {
    text.get(..text.floor_char_boundary(max_bytes))
        .unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_characters() {
        for (text, max_bytes, short) in [("abc", 3, "abc"), ("abc", 2, "ab"), ("aé", 2, "a")] {
            assert_eq!(cut(text, max_bytes), short);
        }
    }
}
