//! The files that are part of the program.
//!
//! Mirrors Flask's `static` endpoint: an `ETag`, and `no-cache`, that is, asking
//! again each time. Our own links carry the file's hash; under such an address
//! the bytes never change, and a browser need not ask again for a year.

use std::sync::LazyLock;

use data_encoding::HEXLOWER;
use ring::digest::{SHA256, digest};

use super::compression::{self, Gzip, accepts_gzip};
use crate::http::{
    Request, Response, StatusCode,
    header::{ACCEPT_ENCODING, CACHE_CONTROL, ETAG, HeaderValue, IF_NONE_MATCH, VARY},
    response,
};

const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");

const HTML: &str = "text/html; charset=utf-8";

/// A file that the site hands out as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asset {
    Style,
    Icon,
    Robots,
    /// `flask_cookie.py`: the seven steps as a program that students read.
    Tool,
    /// Section 7 of the manual, as a test writes it for the web.
    ManualCookie,
    ManualClass,
    ManualSecurity,
}

/// What there is to know of one.
struct File {
    /// The address without the hash.
    address: &'static str,
    /// Where browsers and robots look by themselves.
    aliases: &'static [&'static str],
    /// The name by which templates ask for the address.
    endpoint: &'static str,
    content_type: &'static str,
    content: &'static [u8],
}

/// Hashes of the files' bytes, computed at first use.
static HASHES: LazyLock<[(Asset, String); Asset::ALL.len()]> =
    LazyLock::new(|| Asset::ALL.map(|asset| (asset, hash(asset.file().content))));

/// The files as they go out to most browsers, made at first use; `None` for
/// short ones.
static PACKED: LazyLock<[(Asset, Option<Gzip>); Asset::ALL.len()]> =
    LazyLock::new(|| Asset::ALL.map(|asset| (asset, Gzip::of(asset.file().content))));

/// 64 bits are plenty to tell versions of a file apart.
fn hash(content: &[u8]) -> String {
    let mut hex = HEXLOWER.encode(digest(&SHA256, content).as_ref());
    hex.truncate(16);
    hex
}

impl Asset {
    pub(super) const ALL: [Self; 7] = [
        Self::Style,
        Self::Icon,
        Self::Robots,
        Self::Tool,
        Self::ManualCookie,
        Self::ManualClass,
        Self::ManualSecurity,
    ];

    fn file(self) -> File {
        match self {
            Self::Style => File {
                address: "/static/style.css",
                aliases: &[],
                endpoint: "static style.css",
                content_type: "text/css; charset=utf-8",
                content: include_bytes!("../../assets/static/style.css"),
            },
            Self::Icon => File {
                address: "/static/favicon.svg",
                aliases: &["/favicon.ico"],
                endpoint: "static favicon.svg",
                content_type: "image/svg+xml; charset=utf-8",
                content: include_bytes!("../../assets/static/favicon.svg"),
            },
            Self::Robots => File {
                address: "/static/robots.txt",
                aliases: &["/robots.txt"],
                endpoint: "static robots.txt",
                content_type: "text/plain; charset=utf-8",
                content: include_bytes!("../../assets/static/robots.txt"),
            },
            Self::Tool => File {
                address: "/outil/flask_cookie.py",
                aliases: &[],
                endpoint: "tool",
                content_type: "text/x-python; charset=utf-8",
                content: include_bytes!("../../assets/tool/flask_cookie.py"),
            },
            Self::ManualCookie => File {
                address: "/manuel/flask-session-cookie",
                aliases: &[],
                endpoint: "manual cookie",
                content_type: HTML,
                content: include_bytes!("../../assets/manual/flask-session-cookie.html"),
            },
            Self::ManualClass => File {
                address: "/manuel/flask-session-demo-class",
                aliases: &[],
                endpoint: "manual class",
                content_type: HTML,
                content: include_bytes!("../../assets/manual/flask-session-demo-class.html"),
            },
            Self::ManualSecurity => File {
                address: "/manuel/flask-session-demo-security",
                aliases: &[],
                endpoint: "manual security",
                content_type: HTML,
                content: include_bytes!("../../assets/manual/flask-session-demo-security.html"),
            },
        }
    }

    pub(super) fn address(self) -> &'static str {
        self.file().address
    }

    pub(super) fn aliases(self) -> &'static [&'static str] {
        self.file().aliases
    }

    pub(super) fn endpoint(self) -> &'static str {
        self.file().endpoint
    }

    fn hash(self) -> &'static str {
        let found = HASHES.iter().find(|(asset, _)| *asset == self);
        found.map_or("", |(_, hash)| hash)
    }

    fn packed(self) -> Option<&'static Gzip> {
        let found = PACKED.iter().find(|(asset, _)| *asset == self);
        found.and_then(|(_, packed)| packed.as_ref())
    }

    /// The address with the hash that allows long caching.
    pub(super) fn url(self) -> String {
        format!("{}?h={}", self.address(), self.hash())
    }

    /// The file, or 304 for who has it already.
    pub(super) fn respond(self, request: &Request) -> Response {
        let file = self.file();
        let packed = self.packed().filter(|_| accepts_gzip(request));
        // Other bytes for the same content: a weak tag, as nginx gives it.
        let weak = if packed.is_some() { "W/" } else { "" };
        let etag = format!("{weak}\"{}\"", self.hash());
        let is_current = request
            .query_value("h")
            .is_some_and(|hash| hash == self.hash());
        let is_known = request
            .headers()
            .get_all(IF_NONE_MATCH)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .any(|line| matches_etag(line, etag.trim_start_matches("W/")));
        let mut response = if is_known {
            not_modified()
        } else {
            response::bytes(StatusCode::OK, file.content_type, file.content)
        };
        if let Some(packed) = packed.filter(|_| !is_known) {
            compression::pack(&mut response, packed.clone());
        }
        let headers = response.headers_mut();
        let etag = HeaderValue::from_str(&etag).expect("quotes and hex digits are header text");
        headers.insert(ETAG, etag);
        if self.packed().is_some() {
            headers.insert(VARY, HeaderValue::from(ACCEPT_ENCODING));
        }
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
