//! The course's site as seen by a visitor's browser.

mod caching;
mod compressed;
mod crawl;
pub(crate) mod every_page;
mod home;
mod languages;
pub(crate) mod pages;
mod palette;
mod projection;
mod sign_in;
mod sign_out;
mod teachers;
mod text_browser;

use flask_session_demo::itsdangerous::{
    Digest, KeyDerivation, SecretKey, SecretKeys, Signer, UrlSafeTimedSerializer,
};
use flask_session_demo::{clock::Clock, session::SALT};

use super::support::{Client, KEY, Server};

/// A visitor with a session that was signed just now with the server's key.
pub(crate) fn visitor_with(server: &Server, session: &str) -> Client {
    let mut visitor = server.client();
    visitor.jar.insert("session".to_owned(), signed(session));
    visitor
}

/// A cookie with the session given as JSON.
pub(crate) fn signed(session: &str) -> String {
    let keys = SecretKeys::new(SecretKey::new(KEY));
    let signer = Signer::new(&keys, SALT.as_bytes(), KeyDerivation::Hmac, Digest::Sha1);
    UrlSafeTimedSerializer::new(signer).dumps(session.as_bytes(), Clock::System.now())
}

/// A cookie's payload as text, read without a key.
#[track_caller]
pub(crate) fn payload_of(cookie: &str) -> String {
    let payload = cookie.split('.').next().expect("a split has a first part");
    let bytes = data_encoding::BASE64URL_NOPAD.decode(payload.as_bytes());
    String::from_utf8(bytes.expect("the payload is base64url")).expect("JSON is UTF-8")
}
