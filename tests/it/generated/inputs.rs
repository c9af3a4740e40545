//! Inputs that strangers may send: good, damaged and costly cookies, forms, headers, pasted texts.

use data_encoding::BASE64URL_NOPAD;
use flask_session_demo::itsdangerous::{
    Digest, KeyDerivation, SecretKey, SecretKeys, Signer, TimestampSigner, dump_payload,
};

use super::random::Random;
use crate::support::COURSE_KEY;

/// The time at the site under test.
pub(super) const NOW: u64 = 1_795_507_200;

impl Random {
    /// The value of a session cookie.
    pub(super) fn cookie(&mut self) -> String {
        let json = self.json();
        let payload = match self.below(8) {
            0 => BASE64URL_NOPAD.encode(json.as_bytes()),
            1 => format!(".{}", BASE64URL_NOPAD.encode(json.as_bytes())),
            2 => {
                let count = self.length(200);
                BASE64URL_NOPAD.encode(&self.bytes(count))
            }
            _ => dump_payload(json.as_bytes()),
        };
        let mut cookie = match self.below(5) {
            0 => {
                let (timestamp, signature) = (self.below(9), self.below(24));
                let [timestamp, signature] =
                    [timestamp, signature].map(|count| BASE64URL_NOPAD.encode(&self.bytes(count)));
                format!("{payload}.{timestamp}.{signature}")
            }
            1 => self.signed_otherwise(&payload),
            _ => {
                let at = match self.below(6) {
                    0 => self.next() >> self.below(64),
                    1 => NOW - 2_678_400 - self.next() % 3 + 1,
                    _ => NOW - self.next() % 1000,
                };
                signer(COURSE_KEY, b"cookie-session", Digest::Sha1).sign(&payload, at)
            }
        };
        if self.once_in(4) {
            cookie = self.damaged_text(&cookie);
        }
        cut(&mut cookie);
        cookie
    }

    fn signed_otherwise(&mut self, payload: &str) -> String {
        let key = self.pick(&["secret", COURSE_KEY, "", "dev"]);
        let salt = self.pick(&["cookie-session", "tp", "wtf-csrf-token", ""]);
        let digest = [Digest::Sha1, Digest::Sha256, Digest::Sha512][self.below(3)];
        signer(key, salt.as_bytes(), digest).sign(payload, NOW)
    }

    /// The text with something inserted, removed, changed or doubled.
    pub(super) fn damaged_text(&mut self, text: &str) -> String {
        let mut chars: Vec<char> = text.chars().collect();
        for _ in 0..=self.below(3) {
            let place = self.below(chars.len() + 1);
            match self.below(5) {
                0 => chars.truncate(place),
                1 if place < chars.len() => drop(chars.remove(place)),
                2 => {
                    let [low, high, ..] = self.next().to_le_bytes();
                    let char = u32::from(low) | u32::from(high & 0x3f) << 8;
                    let char = char::from_u32(char).unwrap_or('.');
                    chars.insert(place, char);
                }
                3 => {
                    let marks = [
                        ". ", "=", "!", ".", "%2E", "\"", "\u{feff}", "\u{200b}", "\n", ",",
                    ];
                    chars.splice(place..place, self.pick(&marks).chars());
                }
                _ => {
                    let end = (place + self.below(40)).min(chars.len());
                    let part: Vec<char> = chars[place..end].to_vec();
                    chars.splice(place..place, part);
                }
            }
        }
        chars.into_iter().collect()
    }

    /// A text as copied from somewhere.
    pub(super) fn pasted(&mut self) -> String {
        let cookie = self.cookie();
        let wrapped = match self.below(10) {
            0 => format!("session={cookie}"),
            1 => format!("Cookie: lang=fr; session={cookie}; tp=1"),
            2 => format!("< Set-Cookie: session={cookie}; HttpOnly; Path=/"),
            3 => format!("curl 'http://h/' -H 'Cookie: session={cookie}' --compressed"),
            4 => format!(r#"[{{"name":"session","value":"{cookie}"}}]"#),
            5 => format!("h\tFALSE\t/\tFALSE\t0\tsession\t{cookie}"),
            6 => format!("«\u{a0}{cookie}\u{a0}»"),
            7 => {
                let other = self.cookie();
                format!("session={other}\nsession={cookie}")
            }
            8 => {
                let width = 1 + self.below(100);
                let chars: Vec<char> = cookie.chars().collect();
                let lines: Vec<String> =
                    chars.chunks(width).map(|it| it.iter().collect()).collect();
                lines.join("\n")
            }
            _ => cookie,
        };
        if self.once_in(4) {
            self.damaged_text(&wrapped)
        } else {
            wrapped
        }
    }

    /// The bytes of a form, well-formed or not.
    pub(super) fn form(&mut self) -> Vec<u8> {
        const NAMES: [&str; 14] = [
            "login",
            "password",
            "confirm",
            "csrf_token",
            "action",
            "cookie",
            "payload",
            "choice",
            "reason",
            "resume",
            "pseudonym",
            "lifetime",
            "same_site",
            "",
        ];
        const ACTIONS: [&str; 12] = [
            "predict",
            "start",
            "answer",
            "hand-in",
            "restart",
            "resume",
            "pseudonym",
            "set",
            "verify",
            "sign",
            "mine",
            "x",
        ];
        let mut form = form_urlencoded::Serializer::new(String::new());
        for _ in 0..self.length(40) {
            let name = self.pick(&NAMES);
            let value = match self.below(5) {
                0 => self.pick(&ACTIONS).to_owned(),
                1 => self.below(12).to_string(),
                2 => self.cookie(),
                3 => self.json(),
                _ => self.string(),
            };
            form.append_pair(name, &value);
        }
        let mut bytes = form.finish().into_bytes();
        if self.once_in(4) {
            let count = self.length(100);
            bytes.extend(self.bytes(count));
        }
        bytes.truncate(64 * 1024);
        bytes
    }

    /// Headers that pages read, with values that HTTP can carry.
    pub(super) fn headers(&mut self) -> Vec<(&'static str, Vec<u8>)> {
        const NAMES: [&str; 14] = [
            "cookie",
            "cookie",
            "cookie",
            "host",
            "accept-language",
            "user-agent",
            "x-tp",
            "origin",
            "sec-fetch-site",
            "sec-fetch-dest",
            "x-forwarded-for",
            "x-forwarded-host",
            "if-none-match",
            "purpose",
        ];
        let count = self.length(30);
        let lines = (0..count).map(|_| {
            let name = self.pick(&NAMES);
            let value = match name {
                "cookie" => self.cookie_line().into_bytes(),
                _ if self.once_in(3) => {
                    let count = self.length(300);
                    self.bytes(count)
                }
                _ => self
                    .pick(&[
                        "localhost",
                        "127.0.0.1:5000",
                        "fr, en;q=0.5",
                        "en",
                        "cross-site",
                        "none",
                        "image",
                        "AAAAAA",
                        "*;q=x",
                        "192.0.2.1, \"",
                        "[::1]:1",
                        "\"",
                        "prefetch",
                    ])
                    .as_bytes()
                    .to_vec(),
            };
            let value = value
                .into_iter()
                .filter(|byte| *byte >= b' ' && *byte != 0x7f);
            (name, value.collect())
        });
        lines.collect()
    }

    fn cookie_line(&mut self) -> String {
        let pairs = (0..=self.length(30)).map(|_| {
            let name = self.pick(&["session", "session", "tp", "horloge", "prof", "a", "", " "]);
            match self.below(4) {
                0 => format!("{name}=\"{}\"", self.string()),
                1 => name.to_owned(),
                _ => format!("{name}={}", self.cookie()),
            }
        });
        let mut line = pairs
            .collect::<Vec<_>>()
            .join(self.pick(&["; ", ";", ",", "&"]));
        cut(&mut line);
        line
    }
}

/// Cuts to slightly more than the longest header; the server reads no more.
fn cut(text: &mut String) {
    text.truncate(text.floor_char_boundary(16_500));
}

fn signer(key: &str, salt: &[u8], digest: Digest) -> TimestampSigner {
    let keys = SecretKeys::new(SecretKey::new(key));
    TimestampSigner::new(Signer::new(&keys, salt, KeyDerivation::Hmac, digest))
}
