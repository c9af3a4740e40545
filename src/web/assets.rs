//! The files that are part of the program.
//!
//! Mirrors Flask's `static` endpoint: an `ETag`, and `no-cache`, that is, asking
//! again each time. Our own links carry the file's hash; under such an address
//! the bytes never change, and a browser need not ask again for a year.

use std::sync::LazyLock;

use data_encoding::HEXLOWER;
use ring::digest::{SHA256, digest};

use crate::http::{
    Request, Response, StatusCode,
    header::{CACHE_CONTROL, ETAG, HeaderValue, IF_NONE_MATCH},
    response,
};

const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");

/// A file of `assets/static/`, or the Python program of `assets/tool/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asset {
    Style,
    Icon,
    Robots,
    /// `flask_cookie.py`: the seven steps as a program that students read.
    Tool,
}

/// Hashes of the files' bytes, computed at first use.
static STYLE_HASH: LazyLock<String> = LazyLock::new(|| hash(Asset::Style.content()));
static ICON_HASH: LazyLock<String> = LazyLock::new(|| hash(Asset::Icon.content()));
static ROBOTS_HASH: LazyLock<String> = LazyLock::new(|| hash(Asset::Robots.content()));
static TOOL_HASH: LazyLock<String> = LazyLock::new(|| hash(Asset::Tool.content()));

/// 64 bits are plenty to tell versions of a file apart.
fn hash(content: &[u8]) -> String {
    let mut hex = HEXLOWER.encode(digest(&SHA256, content).as_ref());
    hex.truncate(16);
    hex
}

impl Asset {
    pub(super) const ALL: [Self; 4] = [Self::Style, Self::Icon, Self::Robots, Self::Tool];

    /// The address without the hash.
    pub(super) fn address(self) -> &'static str {
        match self {
            Self::Style => "/static/style.css",
            Self::Icon => "/static/favicon.svg",
            Self::Robots => "/static/robots.txt",
            Self::Tool => "/outil/flask_cookie.py",
        }
    }

    /// Where browsers and robots look by themselves.
    pub(super) fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Style | Self::Tool => &[],
            Self::Icon => &["/favicon.ico"],
            Self::Robots => &["/robots.txt"],
        }
    }

    /// The name by which templates ask for the address.
    pub(super) fn endpoint(self) -> &'static str {
        match self {
            Self::Style => "static style.css",
            Self::Icon => "static favicon.svg",
            Self::Robots => "static robots.txt",
            Self::Tool => "tool",
        }
    }

    fn content(self) -> &'static [u8] {
        match self {
            Self::Style => include_bytes!("../../assets/static/style.css"),
            Self::Icon => include_bytes!("../../assets/static/favicon.svg"),
            Self::Robots => include_bytes!("../../assets/static/robots.txt"),
            Self::Tool => include_bytes!("../../assets/tool/flask_cookie.py"),
        }
    }

    fn content_type(self) -> &'static str {
        match self {
            Self::Style => "text/css; charset=utf-8",
            Self::Icon => "image/svg+xml; charset=utf-8",
            Self::Robots => "text/plain; charset=utf-8",
            Self::Tool => "text/x-python; charset=utf-8",
        }
    }

    fn hash(self) -> &'static str {
        match self {
            Self::Style => &STYLE_HASH,
            Self::Icon => &ICON_HASH,
            Self::Robots => &ROBOTS_HASH,
            Self::Tool => &TOOL_HASH,
        }
    }

    /// The address with the hash that allows long caching.
    pub(super) fn url(self) -> String {
        format!("{}?h={}", self.address(), self.hash())
    }

    /// The file, or 304 for who has it already.
    pub(super) fn respond(self, request: &Request) -> Response {
        let etag = format!("\"{}\"", self.hash());
        let is_current = request
            .query_value("h")
            .is_some_and(|hash| hash == self.hash());
        let is_known = request
            .headers()
            .get_all(IF_NONE_MATCH)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .any(|line| matches_etag(line, &etag));
        let mut response = if is_known {
            not_modified()
        } else {
            response::bytes(StatusCode::OK, self.content_type(), self.content())
        };
        let headers = response.headers_mut();
        let etag = HeaderValue::from_str(&etag).expect("quotes and hex digits are header text");
        headers.insert(ETAG, etag);
        headers.insert(
            CACHE_CONTROL,
            if is_current { IMMUTABLE } else { REVALIDATE },
        );
        response
    }
}

fn not_modified() -> Response {
    let mut response = response::no_content();
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    response
}

/// `If-None-Match` compares weakly: `W/` does not count (RFC 9110, section
/// 13.1.2).
fn matches_etag(line: &str, etag: &str) -> bool {
    line.split(',')
        .map(str::trim)
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == etag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_etag_is_found_in_a_list_and_as_a_weak_one() {
        for (line, is_known) in [
            ("\"a\"", true),
            ("W/\"a\"", true),
            ("\"b\", \"a\"", true),
            ("*", true),
            ("\"b\"", false),
            ("a", false),
            ("", false),
        ] {
            assert_eq!(matches_etag(line, "\"a\""), is_known, "{line}");
        }
    }
}
