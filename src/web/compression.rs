//! gzip, for networks where bytes take time: a classroom's Wi-Fi.
//!
//! Files are compressed once. A page is compressed when its thread hands it out
//! for the second time (`page_cache.rs`), and then kept so: compressing takes
//! as long as many answers, so what is made for one visitor, once, goes out as
//! it is.
//!
//! Security: BREACH. Pages show what a link or a form brought beside what only
//! their visitor may know: the token of a form, a cookie. Who makes a browser
//! ask again and again, and sees how long the encrypted answers are, guesses
//! the secret letter by letter, since what repeats is shorter. So a page is
//! compressed only where nobody needs to guess, because the answer travels in
//! the clear; and, in case an unknown proxy encrypts it after all, for no
//! request that came through one or that another site caused. Files hold no
//! secret.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};

use super::cross_site::is_cross_site;
use crate::http::{
    Bytes, Request, Response,
    header::{ACCEPT_ENCODING, CONTENT_ENCODING, HeaderValue},
    response,
};

/// What is shorter fits one packet anyway.
const LEAST_BYTES: usize = 1024;

/// Compressed content.
#[derive(Clone)]
pub(super) struct Gzip(Bytes);

impl Gzip {
    /// `None` for what is short.
    pub(super) fn of(content: &[u8]) -> Option<Self> {
        if content.len() < LEAST_BYTES {
            return None;
        }
        let packed = Vec::with_capacity(content.len() / 3);
        let mut encoder = GzEncoder::new(packed, Compression::default());
        encoder.write_all(content).ok()?;
        Some(Self(encoder.finish().ok()?.into()))
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

/// Whether a page may go out compressed: its visitor takes that, and nobody
/// learns from its length.
pub(super) fn may_pack_page(request: &Request) -> bool {
    accepts_gzip(request) && !may_be_encrypted(request) && !is_cross_site(request)
}

/// Replaces the content.
pub(super) fn pack(response: &mut Response, Gzip(packed): Gzip) {
    response::replace(response, packed);
    let headers = response.headers_mut();
    headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
}

/// Whether the answer is, or may become, encrypted on its way.
fn may_be_encrypted(request: &Request) -> bool {
    request.is_https() || request.names_a_proxy()
}

/// Whether `Accept-Encoding` has gzip, and not with a weight of 0 (RFC 9110,
/// section 12.5.3).
pub(super) fn accepts_gzip(request: &Request) -> bool {
    let lines = request.headers().get_all(ACCEPT_ENCODING).iter();
    let lines = lines.filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(is_gzip)
}

fn is_gzip(coding: &str) -> bool {
    let mut parts = coding.split(';').map(str::trim);
    let name = parts.next().unwrap_or_default();
    let is_refused = parts.any(|part| {
        let weight = part.strip_prefix("q=").or_else(|| part.strip_prefix("Q="));
        weight.is_some_and(|weight| weight.trim_matches(['0', '.']).is_empty())
    });
    name.eq_ignore_ascii_case("gzip") && !is_refused
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gzip_is_found_among_codings_with_its_weight() {
        for (coding, expected) in [
            ("gzip", true),
            (" GZIP ", true),
            ("gzip;q=0.5", true),
            ("gzip; q=1", true),
            ("gzip;q=0", false),
            ("gzip ; q=0.000", false),
            ("x-gzip", false),
            ("br", false),
            ("*", false),
            ("", false),
        ] {
            assert_eq!(is_gzip(coding), expected, "{coding}");
        }
    }

    #[test]
    fn what_is_short_stays_as_it_is() {
        assert!(Gzip::of(&[b'x'; LEAST_BYTES - 1]).is_none());
        let Gzip(packed) = Gzip::of(&[b'x'; LEAST_BYTES]).expect("it is long enough");
        assert!(packed.starts_with(b"\x1f\x8b") && packed.len() < 50);
    }
}
