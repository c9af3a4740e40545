//! A header to look at, with the cookies in it told apart.

use serde::Serialize;

use super::comparison::tags;
use crate::{
    anatomy::Part,
    view::Markup,
    web::shown::{split_at, without_controls},
};

/// A header, with the parts of a session cookie told apart.
#[derive(Serialize)]
pub(super) struct HeaderLine {
    name: String,
    /// It carries cookies.
    pub(super) is_cookie: bool,
    value: Markup,
}

/// Characters of one part of a session cookie that are shown, at most: the
/// inspector shows the present one whole.
const MAX_PART: usize = 160;

/// Characters of any other cookie's value.
const MAX_OTHER: usize = 8;

/// The session cookie, and whose signatures are shown.
#[derive(Clone, Copy, Serialize)]
pub(super) struct SessionCookie<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// The value that the browser has now; empty where it has none, or under
    /// `is_lab`.
    pub(super) present: &'a str,
    /// Anybody can sign: there is nothing to hide.
    pub(super) is_lab: bool,
}

/// One header, as it was recorded.
pub(super) fn header_line(name: &str, value: &str, session: SessionCookie<'_>) -> HeaderLine {
    let mut line = Markup::default();
    match name {
        "cookie" => cookies(&mut line, value, session),
        "set-cookie" => set_cookie(&mut line, value, session),
        _ => line.push(&without_controls(value)),
    }
    HeaderLine {
        name: title_case(name),
        is_cookie: matches!(name, "cookie" | "set-cookie"),
        value: line,
    }
}

/// `name=value; name=value`
fn cookies(line: &mut Markup, value: &str, session: SessionCookie<'_>) {
    for (index, pair) in value.split(';').enumerate() {
        if index > 0 {
            line.push(";");
        }
        cookie(line, pair, session);
    }
}

/// `name=value; attributes`
fn set_cookie(line: &mut Markup, value: &str, session: SessionCookie<'_>) {
    let (pair, attributes) = value.split_at(value.find(';').unwrap_or(value.len()));
    cookie(line, pair, session);
    line.push(&without_controls(attributes));
}

fn cookie(line: &mut Markup, pair: &str, session: SessionCookie<'_>) {
    let Some((name, value)) = pair.split_once('=') else {
        return push_start(line, pair, MAX_OTHER);
    };
    line.push(&without_controls(name));
    line.push("=");
    if name.trim() == session.name {
        // Security: the list outlives a logout. Without its signature nobody who comes to this
        // browser later can send the session again.
        let is_whole = session.is_lab || session.present == value;
        three_parts(line, value, is_whole);
    } else {
        // Security: whoever reads all of `tp` over a shoulder is this visitor; and what other
        // applications keep is none of ours.
        push_start(line, value, MAX_OTHER);
    }
}

/// `payload.timestamp.signature`, or what is no such thing.
fn three_parts(line: &mut Markup, value: &str, is_whole: bool) {
    let three = value.rsplit_once('.').and_then(|(signed, signature)| {
        let (payload, timestamp) = signed.rsplit_once('.')?;
        Some((payload, timestamp, signature))
    });
    let Some((payload, timestamp, signature)) = three else {
        return push_start(line, value, MAX_PART);
    };
    let signature = if is_whole { signature } else { "…" };
    let texts = [payload, timestamp, signature];
    for (part, text) in Part::ALL.into_iter().zip(texts) {
        if part != Part::Payload {
            line.push(".");
        }
        let [before, after] = tags(part);
        line.push_tag(before);
        push_start(line, text, MAX_PART);
        line.push_tag(after);
    }
}

/// The first characters of a text, with a sign where some are missing.
fn push_start(line: &mut Markup, text: &str, chars: usize) {
    let (start, rest) = split_at(text, chars);
    line.push(&without_controls(start));
    if !rest.is_empty() {
        line.push("…");
    }
}

/// `set-cookie` as it is written in books: `Set-Cookie`.
fn title_case(name: &str) -> String {
    let mut is_first = true;
    let letters = name.chars().map(|letter| {
        let starts_word = std::mem::replace(&mut is_first, letter == '-');
        if starts_word {
            letter.to_ascii_uppercase()
        } else {
            letter
        }
    });
    letters.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(name: &str, value: &str) -> String {
        shown_to(name, value, true, "")
    }

    fn shown_to(name: &str, value: &str, is_lab: bool, present: &str) -> String {
        let session = SessionCookie {
            name: "session",
            present,
            is_lab,
        };
        let line = header_line(name, value, session);
        let value = line.value.to_string();
        let value = value.replace("<span class=\"", "<").replace("\">", ">");
        format!("{}: {}", line.name, value.replace("</span>", "</>"))
    }

    #[test]
    fn under_a_private_key_only_the_present_cookie_keeps_its_signature() {
        for (present, signature) in [("e30.t.sig", "sig"), ("", "…"), ("e30.u.other", "…")] {
            for (name, end) in [("cookie", "; a=1"), ("set-cookie", "; HttpOnly")] {
                let shown = shown_to(name, &format!("session=e30.t.sig{end}"), false, present);
                let part = format!("<signature>{signature}</>");
                assert!(shown.contains(&part), "{shown}");
            }
        }
    }

    #[test]
    fn the_parts_of_a_session_cookie_are_told_apart_and_no_other_value_is_whole() {
        let long = format!(".{}", "x".repeat(200));
        let cut = format!(".{}…", "x".repeat(159));
        for (name, value, expected) in [
            (
                "cookie",
                "a=1; session=e30.awVEAA.sig; tp=0123456789; other=secret_of_theirs; odd",
                "Cookie: a=1; session=<payload>e30</>.<timestamp>awVEAA</>.<signature>sig</>; \
                 tp=01234567…; other=secret_o…; odd",
            ),
            ("cookie", "session=rubbish", "Cookie: session=rubbish"),
            ("cookie", "session=", "Cookie: session="),
            (
                "cookie",
                &format!("session={long}.t.s"),
                &format!("Cookie: session=<payload>{cut}</>.<timestamp>t</>.<signature>s</>"),
            ),
            (
                "set-cookie",
                "session=e30.t.s; HttpOnly; Path=/",
                "Set-Cookie: session=<payload>e30</>.<timestamp>t</>.<signature>s</>; HttpOnly; \
                 Path=/",
            ),
            (
                "set-cookie",
                "session=; Max-Age=0; Path=/",
                "Set-Cookie: session=; Max-Age=0; Path=/",
            ),
            ("vary", "Cookie", "Vary: Cookie"),
            (
                "sec-fetch-site",
                "none\u{7}",
                "Sec-Fetch-Site: none\u{fffd}",
            ),
        ] {
            assert_eq!(shown(name, value), expected);
        }
    }
}
