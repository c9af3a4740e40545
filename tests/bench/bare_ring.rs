//! The minimum that verifying a line can cost: `bare_ring KEY FILE` reads cookies, one a line, and
//! prints the seconds that ring's HMAC-SHA1 of them alone takes. `tests/bench/run` compares
//! `decode-cookie --json -` with it.

use std::fs;
use std::io::{self, Write};
use std::time::Instant;

use flask_session_demo::itsdangerous::base64_decode;
use flask_session_demo::session::SALT;
use ring::hmac::{HMAC_SHA1_FOR_LEGACY_USE_ONLY, Key, sign, verify};

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(secret), Some(path)) = (arguments.next(), arguments.next()) else {
        return Err(io::Error::other("usage: bare_ring KEY FILE"));
    };
    let key = Key::new(HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret.as_bytes());
    // Flask derives the key that signs from the secret key and the salt.
    let derived = sign(&key, SALT.as_bytes());
    let key = Key::new(HMAC_SHA1_FOR_LEGACY_USE_ONLY, derived.as_ref());
    let text = fs::read_to_string(path)?;
    let lines: Vec<(&str, Vec<u8>)> = text.lines().filter_map(split).collect();
    let started = Instant::now();
    let good = lines
        .iter()
        .filter(|(signed, signature)| verify(&key, signed.as_bytes(), signature).is_ok());
    let (good, all) = (good.count(), lines.len());
    let seconds = started.elapsed().as_secs_f64();
    if good < all || all == 0 {
        return Err(io::Error::other(format!("{good} of {all} are good")));
    }
    writeln!(io::stdout(), "{seconds}")
}

/// What is signed, and the signature.
fn split(line: &str) -> Option<(&str, Vec<u8>)> {
    let (signed, signature) = line.rsplit_once('.')?;
    Some((signed, base64_decode(signature.as_bytes()).ok()?))
}
