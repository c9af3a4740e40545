//! Session cookies that someone with the tests' key could sign.

use std::time::{SystemTime, UNIX_EPOCH};

use flask_session_demo::itsdangerous::{
    Digest, KeyDerivation, SecretKey, SecretKeys, Signer, TimestampSigner, UrlSafeTimedSerializer,
    dump_payload,
};

use super::KEY;

fn signer(key: &str) -> Signer {
    let keys = SecretKeys::new(SecretKey::new(key));
    Signer::new(&keys, b"cookie-session", KeyDerivation::Hmac, Digest::Sha1)
}

/// Signs and reads sessions with this key.
pub(crate) fn serializer(key: &str) -> UrlSafeTimedSerializer {
    UrlSafeTimedSerializer::new(signer(key))
}

/// The current time, in Unix seconds, by which a server started for a test runs.
#[expect(
    clippy::disallowed_methods,
    reason = "the servers run by the real clock"
)]
pub(crate) fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.expect("the clock is past 1970").as_secs()
}

/// A cookie with this JSON text, signed now with the tests' key.
pub(crate) fn mint(json: &str) -> String {
    mint_at(json, now())
}

/// The same, signed at this second.
pub(crate) fn mint_at(json: &str, seconds: u64) -> String {
    serializer(KEY).dumps(json.as_bytes(), seconds)
}

/// A cookie with any text in place of the payload, signed now.
pub(crate) fn mint_payload(payload: &str) -> String {
    TimestampSigner::new(signer(KEY)).sign(payload, now())
}

/// A cookie with this content and a signature that no key made, as any stranger can send.
pub(crate) fn forge(content: impl AsRef<[u8]>) -> String {
    let payload = dump_payload(content.as_ref());
    format!("{payload}.awVEAA.{}", "A".repeat(27))
}

/// The JSON text in a cookie signed with the tests' key, or in a `Set-Cookie` header with one.
#[track_caller]
pub(crate) fn json_in(cookie: &str) -> String {
    let pair = cookie.split(';').next().unwrap_or_default();
    let value = pair.split_once('=').map_or(pair, |(_, value)| value);
    let loaded = serializer(KEY).loads(value.as_bytes(), None, now());
    String::from_utf8(loaded.expect("it is rightly signed").json).expect("JSON is UTF-8")
}
