//! Finds the value of the cookie in whatever someone pastes.
//!
//! The steps: bytes become text ([`Decoder`]: UTF-16, a byte order mark);
//! `filter.rs` keeps the lines that count (headers, not bodies); `letters.rs`
//! undoes the escapes of JSON, shells and URLs, and `tokens.rs` cuts the text
//! into words; `scan.rs` finds those with the shape of a Flask cookie
//! (`shape.rs`) and their names (`names.rs`); the one that is meant is chosen
//! here, with what was left out to get it (`left_out.rs`). `stream.rs` and
//! `document.rs` do this for standard input.
//!
//! No tool has a parser here: a curl command, a HAR file and a sentence in a
//! mail are all just text with a cookie somewhere. Nothing is removed that
//! someone could have added to tamper with a cookie: letters, digits, `-`, `_`,
//! `=` and `!` stay.

mod bytes;
mod document;
mod filter;
mod header;
mod left_out;
mod letters;
mod names;
mod scan;
mod shape;
mod stream;
mod tokens;

pub use bytes::Decoder;
pub use document::Document;
pub use left_out::{Debris, LeftOut};
pub use stream::{Lines, Sort, is_whole, may_go_on};

use std::ops::Range;

use percent_encoding::percent_decode_str;

use super::{Cause, Hint, LookAlike};
use document::Rank;
use header::{HeaderLine, Pair};
use letters::{Letters, Writing, is_invisible};
use scan::Found;
use shape::{Likeness, shape};
use tokens::is_in_word;

/// A value to examine, and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    /// The cookie's value; may be empty.
    pub value: String,
    /// What was left out, and what else was noticed.
    pub hints: Vec<Hint>,
}

/// Why no cookie could be chosen from a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotFound {
    /// There are several, and nothing says which is meant; holds their names.
    Several(Vec<String>),
    /// There is none.
    Nothing,
}

impl From<NotFound> for Cause {
    fn from(reason: NotFound) -> Self {
        match reason {
            NotFound::Several(names) => Self::SeveralCookies(names),
            NotFound::Nothing => Self::NoCookie,
        }
    }
}

/// The cookies in a text, each value once: those of the name; if there are
/// none, those with the shape of a Flask cookie; failing these, the text itself
/// if it may be meant as a cookie. Never empty.
pub fn find_all(text: &str, cookie_name: &str) -> Result<Vec<Pasted>, NotFound> {
    let value = text.trim_end_matches(['\r', '\n']);
    // A final dot belongs to the sentence, unless a part is missing.
    if is_bare_value(value.as_bytes()) && !value.ends_with('.') {
        return Ok(vec![Pasted {
            value: value.into(),
            hints: Vec::new(),
        }]);
    }
    let mut document = Document::new(cookie_name);
    let mut found = document.push(text.as_bytes());
    let (rest, rank) = document.end();
    found.extend(rest);
    if rank == Some(Rank::Named) {
        return Ok(found);
    }
    if let Some(whole) = whole(text) {
        return Ok(vec![pasted(text, whole, cookie_name)]);
    }
    match rank {
        Some(Rank::Other) => {
            let names = other_names(&found);
            if names.len() > 1 {
                return Err(NotFound::Several(names));
            }
            Ok(found)
        }
        _ => unlike(text, cookie_name)
            .unwrap_or_else(|| found.pop().ok_or(NotFound::Nothing))
            .map(|pasted| vec![pasted]),
    }
}

/// The cookie in a text, where one is wanted: the first of [`find_all`].
pub fn find(text: &str, cookie_name: &str) -> Result<Pasted, NotFound> {
    find_all(text, cookie_name).map(|mut pasted| pasted.swap_remove(0))
}

/// Whether a text consists only of characters that a cookie's value has: no
/// mark, name, quote or escape to remove.
pub fn is_bare_value(text: &[u8]) -> bool {
    let is_letter = |byte: u8| (byte | 0x20).wrapping_sub(b'a') < 26;
    let is_digit = |byte: u8| byte.wrapping_sub(b'0') < 10;
    let is_mark = |byte: u8| (byte == b'-') || (byte == b'_') || (byte == b'.');
    let is_ours = |byte: u8| is_letter(byte) | is_digit(byte) | is_mark(byte);
    // Does not stop early, so that many bytes can be compared at once: most
    // lines are bare values.
    !text.is_empty() && text.iter().fold(true, |all, byte| all & is_ours(*byte))
}

/// The names other than the one looked for, each once.
fn other_names(found: &[Pasted]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for hint in found.iter().flat_map(|it| &it.hints) {
        if let Hint::OtherName(name) = hint
            && !names.contains(name)
        {
            names.push(name.clone());
        }
    }
    names
}

/// Adds the hints to a found value.
fn pasted(text: &str, found: Found, cookie_name: &str) -> Pasted {
    let mut hints = left_out::hints(text, &found);
    if found.value.is_empty() && HeaderLine::new(text).is_set_cookie() {
        hints.push(Hint::Deletion);
    }
    if let Some(name) = found.name.filter(|name| name != cookie_name) {
        hints.push(Hint::OtherName(name));
    }
    Pasted {
        value: found.value,
        hints,
    }
}

/// The whole text as one value, if there are only marks around it. If it begins
/// like a cookie, blanks inside are removed too.
fn whole(text: &str) -> Option<Found> {
    let mut value = String::new();
    let mut place: Option<Range<usize>> = None;
    let mut is_broken = false;
    for letter in Letters::new(text, 0) {
        if letter.writing == Writing::Invisible {
            continue;
        }
        if is_in_word(letter.char) {
            let place = place.get_or_insert_with(|| letter.place.clone());
            let between = text.get(place.end..letter.place.start)?;
            // A mark inside may be someone's change.
            if !between.chars().all(is_blank) {
                return None;
            }
            is_broken |= between.contains(char::is_whitespace);
            place.end = letter.place.end;
            value.push(letter.char);
        }
    }
    let shape = shape(&value)?;
    let is_whole = shape.place.start == 0 && (!is_broken || shape.likeness >= Likeness::Likely);
    let place = place.filter(|_| is_whole)?;
    // The mark that ends a sentence is one byte long.
    let end = place.end - (value.len() - shape.place.end);
    value.truncate(shape.place.end);
    Some(Found {
        name: None,
        value,
        place: place.start..end,
        likeness: Some(shape.likeness),
        is_first_of_two: false,
    })
}

/// What is meant if nothing has the shape of a Flask cookie: a cookie of the
/// name with another value, the only cookie of a header, or a single word.
fn unlike(text: &str, cookie_name: &str) -> Option<Result<Pasted, NotFound>> {
    let text = text.trim_matches(is_blank);
    if text.contains('\n') {
        return None;
    }
    let line = HeaderLine::new(text);
    let pairs = line.pairs();
    // `session = …` is a line of a program.
    if !pairs.is_empty() && (line.is_header() || !text.contains(" =")) {
        return Some(of_pairs(pairs, cookie_name, line.is_set_cookie()));
    }
    let word = text.trim_matches(|it| is_blank(it) || !is_in_word(it));
    let word = if word.is_empty() { text } else { word };
    let is_word = !word.contains(char::is_whitespace);
    is_word.then(|| Ok(exact(text, word)))
}

fn is_blank(char: char) -> bool {
    char.is_whitespace() || is_invisible(char)
}

fn of_pairs(pairs: Vec<Pair>, cookie_name: &str, is_set_cookie: bool) -> Result<Pasted, NotFound> {
    let has = |wanted: &str| pairs.iter().any(|(name, _)| name == wanted);
    // Node's cookie-session keeps the signature in a second cookie.
    let is_of_express = has(&format!("{cookie_name}.sig"));
    let count = pairs.iter().filter(|(name, _)| name == cookie_name).count();
    let named = pairs.iter().find(|(name, _)| name == cookie_name);
    let Some((name, value)) = named.or(pairs.first().filter(|_| pairs.len() == 1)) else {
        let all = pairs.into_iter().map(|(name, _)| name);
        return Err(NotFound::Several(all.collect()));
    };
    let mut pasted = exact(value, value);
    if is_of_express {
        pasted.hints.push(Hint::LooksLike(LookAlike::CookieSession));
    }
    if count > 1 {
        pasted.hints.push(Hint::TwoCookies);
    }
    if value.is_empty() && is_set_cookie {
        pasted.hints.push(Hint::Deletion);
    }
    if name != cookie_name {
        pasted.hints.push(Hint::OtherName(name.clone()));
    }
    Ok(pasted)
}

/// A part of a text as it is, except for percent codes.
fn exact(text: &str, part: &str) -> Pasted {
    let decoded = percent_decode_str(part).decode_utf8_lossy();
    let start = text.find(part).unwrap_or_default();
    let found = Found {
        name: None,
        value: decoded.clone().into_owned(),
        place: start..start + part.len(),
        likeness: None,
        is_first_of_two: false,
    };
    let mut hints = Vec::new();
    if decoded != part {
        hints.push(Hint::PercentEncoded);
    } else if part != text {
        hints = left_out::hints(text, &found);
    }
    Pasted {
        value: found.value,
        hints,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "eyJhIjoxfQ.ZVPxAA.0cEq61lfND4cShXcNFNaWZXrVhM";

    #[track_caller]
    fn value(text: &str) -> (String, Vec<&'static str>) {
        let pasted = find(text, "session").unwrap_or_else(|it| panic!("{it:?}: {text}"));
        (pasted.value, pasted.hints.iter().map(Hint::code).collect())
    }

    #[test]
    fn of_a_value_a_header_and_a_row_nothing_is_left_out() {
        for text in [
            A.to_owned(),
            format!("{A}\r\n"),
            format!("session={A}"),
            format!("session = {A}"),
            format!("session=\"{A}\""),
            format!("session={A}; HttpOnly; Path=/"),
            format!("Cookie: session={A}"),
            format!("cookie: lang=fr; session={A}; tp=1"),
            format!("Set-Cookie: session={A}; HttpOnly; Path=/; SameSite=Lax"),
            format!("< Set-Cookie: session={A}; HttpOnly; Path=/"),
            format!("> Cookie: session={A}"),
            format!("lang=fr; session={A}"),
            format!("#HttpOnly_127.0.0.1\tFALSE\t/\tFALSE\t0\tsession\t{A}"),
            format!("session\t{A}\tlocalhost\t/\tSession\t52"),
        ] {
            assert_eq!(value(&text), (A.to_owned(), vec![]), "{text}");
        }
    }

    #[test]
    fn what_had_to_be_cleaned_is_said() {
        let escaped = A.replace('.', "%2E");
        assert_eq!(value(&escaped), (A.into(), vec!["percent_encoded"]));
        for text in [format!("session={escaped}"), format!("session%3D{A}")] {
            assert_eq!(value(&text), (A.into(), vec!["percent_encoded"]), "{text}");
        }
        for text in [format!("  {A}"), format!("'{A}'"), format!("b'{A}'")] {
            assert_eq!(value(&text), (A.into(), vec!["left_out"]), "{text}");
        }
        assert_eq!(value(&format!("app={A}")), (A.into(), vec!["other_name"]));
        assert_eq!(
            value(&format!("Cookie: lang=fr; app={A}")),
            (A.into(), vec!["other_name"])
        );
        let deletion = "Set-Cookie: session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0";
        assert_eq!(value(deletion), (String::new(), vec!["deletion"]));
    }

    #[test]
    fn what_somebody_may_have_changed_is_judged_as_it_is() {
        for text in [
            "eyJhIjoxfQ==.ZVPxAA.pk06fm--0l1pxKO_Lo5zYyWVIjI",
            &format!("{A}=="),
            &format!("{A}!"),
            &A.replace("fQ.", "fQ!."),
            &A.replace("fQ.", "f*Q."),
            &A.replace("IjoxfQ", "Ij=oxfQ"),
            &A.replace("ZVPxAA", "ZV+xAA"),
            &A.replace("0cEq", "0c,Eq"),
            "s:abc.def+/=",
        ] {
            assert_eq!(value(text), (text.to_owned(), vec![]));
            let header = format!("Cookie: session={text}");
            assert_eq!(value(&header), (text.to_owned(), vec![]));
        }
    }

    #[test]
    fn of_several_cookies_none_is_guessed() {
        let several = |names: [&str; 2]| Err(NotFound::Several(names.map(str::to_owned).to_vec()));
        assert_eq!(find("Cookie: a=1; b=2", "session"), several(["a", "b"]));
        assert_eq!(
            find(&format!("Cookie: a={A}; b={A}"), "session"),
            several(["a", "b"])
        );
    }

    #[test]
    fn a_text_without_a_cookie_gives_none() {
        for text in [
            "Hello, this is a text. It has dots. And words.",
            "<p>www.example.org</p> and 127.0.0.1:5000, jquery.min.js",
            "session = requests.Session()",
            "org.springframework.web handler.method.SimpleMappingExceptionResolver x",
        ] {
            assert_eq!(find(text, "session"), Err(NotFound::Nothing), "{text}");
        }
    }
}
