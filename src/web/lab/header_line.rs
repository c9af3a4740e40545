//! A header to look at, with the cookies in it told apart.

use crate::{
    view::context::{HeaderLine, Part},
    web::ctx::printable,
};

/// Characters of one part of a session cookie that are shown, at most: the
/// inspector shows the present one whole.
const MAX_PART: usize = 160;

/// Characters of any other cookie's value.
const MAX_OTHER: usize = 8;

/// One header, as it was recorded.
pub(super) fn header_line(name: &str, value: &str, session_name: &str) -> HeaderLine {
    let parts = match name {
        "cookie" => cookies(value, session_name),
        "set-cookie" => set_cookie(value, session_name),
        _ => vec![plain(value)],
    };
    HeaderLine {
        name: title_case(name),
        is_cookie: matches!(name, "cookie" | "set-cookie"),
        parts,
    }
}

/// `name=value; name=value`
fn cookies(line: &str, session_name: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for (index, pair) in line.split(';').enumerate() {
        if index > 0 {
            parts.push(plain(";"));
        }
        parts.extend(cookie(pair, session_name));
    }
    parts
}

/// `name=value; attributes`
fn set_cookie(line: &str, session_name: &str) -> Vec<Part> {
    let (pair, attributes) = line.split_at(line.find(';').unwrap_or(line.len()));
    let mut parts = cookie(pair, session_name);
    parts.push(plain(attributes));
    parts
}

fn cookie(pair: &str, session_name: &str) -> Vec<Part> {
    let Some((name, value)) = pair.split_once('=') else {
        return vec![plain(&start(pair, MAX_OTHER))];
    };
    let mut parts = vec![plain(&format!("{name}="))];
    if name.trim() == session_name {
        parts.extend(session(value));
    } else {
        // Security: whoever reads all of `tp` over a shoulder is this visitor; and what other
        // applications keep is none of ours.
        parts.push(plain(&start(value, MAX_OTHER)));
    }
    parts
}

/// `payload.timestamp.signature`, or what is no such thing.
fn session(value: &str) -> Vec<Part> {
    let three = value.rsplit_once('.').and_then(|(signed, signature)| {
        let (payload, timestamp) = signed.rsplit_once('.')?;
        Some((payload, timestamp, signature))
    });
    let Some((payload, timestamp, signature)) = three else {
        return vec![plain(&start(value, MAX_PART))];
    };
    let part = |class, text| Part {
        class,
        text: printable(&start(text, MAX_PART)),
    };
    vec![
        part("payload", payload),
        plain("."),
        part("timestamp", timestamp),
        plain("."),
        part("signature", signature),
    ]
}

fn plain(text: &str) -> Part {
    Part {
        class: "",
        text: printable(text),
    }
}

/// The beginning of a text, with a sign where something is missing.
fn start(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// `set-cookie` as it is written in books: `Set-Cookie`.
fn title_case(name: &str) -> String {
    let words = name.split('-').map(|word| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_ascii_uppercase() + rest
    });
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(name: &str, value: &str) -> String {
        let line = header_line(name, value, "session");
        let parts = line.parts.into_iter().map(|part| match part.class {
            "" => part.text,
            class => format!("<{class}>{}</>", part.text),
        });
        parts.fold(format!("{}: ", line.name), |line, part| line + &part)
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
