//! Whether another site's page is behind a request.
//!
//! Security: this is the protection against CSRF. Flask has none of its own;
//! the course points to Flask-WTF.

use crate::http::{
    Request,
    header::{HOST, HeaderName, ORIGIN},
};

/// Where a request comes from, seen from its target (Fetch Metadata).
pub(super) const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// What the browser says about itself decides; neither header, no browser.
///
/// `Sec-Fetch-Site` comes first, which no page can forge. Browsers leave it
/// out over plain HTTP to an address that is not loopback, as in a classroom:
/// then `Origin` has to name our own host.
pub(super) fn is_cross_site(request: &Request) -> bool {
    let headers = request.headers();
    if let Some(site) = headers.get(SEC_FETCH_SITE) {
        return !(site == "same-origin" || site == "none");
    }
    if !headers.contains_key(ORIGIN) {
        return false;
    }
    let origin = request.header(ORIGIN).and_then(host_of);
    let host = request.header(HOST).map(str::to_ascii_lowercase);
    // Neither `null` nor what cannot be read names a host.
    origin.is_none() || origin != host
}

/// Whether the browser only fetches ahead, with nobody having asked yet.
pub(super) fn is_prefetch(request: &Request) -> bool {
    ["sec-purpose", "purpose", "x-moz"].iter().any(|name| {
        let purpose = request.header(*name).unwrap_or_default();
        purpose.to_ascii_lowercase().contains("prefetch")
    })
}

/// The host and port of an origin, as a `Host` header writes them.
fn host_of(origin: &str) -> Option<String> {
    let (scheme, host) = origin.split_once("://")?;
    matches!(scheme, "http" | "https").then(|| host.to_ascii_lowercase())
}
