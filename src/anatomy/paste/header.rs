//! Reads a header line exactly as a server or a browser would.

use super::shape::starts_as_payload;
use crate::session::{first_cookie, parse_cookies};

/// A header's value, without its name and curl's marks.
pub(super) struct HeaderLine<'text> {
    text: &'text str,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bare,
    Cookie,
    SetCookie,
}

/// A cookie's name and value, which may be empty.
pub(super) type Pair = (String, String);

impl<'text> HeaderLine<'text> {
    /// Removes the `<` or `>` of `curl -v` and the header's name.
    pub(super) fn new(text: &'text str) -> Self {
        let text = text.trim();
        let unmarked = ["< ", "> "].iter().find_map(|mark| text.strip_prefix(mark));
        let text = unquote(unmarked.unwrap_or(text).trim());
        let headers = [("set-cookie:", Kind::SetCookie), ("cookie:", Kind::Cookie)];
        let header = headers.into_iter().find_map(|(name, kind)| {
            let (start, rest) = text.split_at_checked(name.len())?;
            start
                .eq_ignore_ascii_case(name)
                .then(|| (rest.trim(), kind))
        });
        let (text, kind) = header.unwrap_or((text, Kind::Bare));
        Self { text, kind }
    }

    /// Whether the line had the name of a cookie header, `Cookie` or
    /// `Set-Cookie`.
    pub(super) fn is_header(&self) -> bool {
        self.kind != Kind::Bare
    }

    /// Whether nothing follows the header's name.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether this is a header of a server.
    pub(super) fn is_set_cookie(&self) -> bool {
        self.kind == Kind::SetCookie
    }

    /// The cookies in the line; empty if it is not a list of cookies.
    pub(super) fn pairs(&self) -> Vec<Pair> {
        match self.kind {
            Kind::SetCookie => self.text.split(';').next().map_or_else(Vec::new, received),
            Kind::Cookie => received(self.text),
            Kind::Bare if is_list(self.text) => received(self.text),
            Kind::Bare => Vec::new(),
        }
    }

    /// The value that a server or browser reads for the cookie of this name.
    pub(super) fn value_of(&self, cookie_name: &str) -> Option<String> {
        let named = |(name, _): &Pair| name == cookie_name;
        self.pairs().into_iter().find(named).map(|(_, value)| value)
    }
}

/// Whether a text begins with `name=`. No value does: a name has no dot, and
/// before the `=` of a padded payload (`eyJhIjoxfQ==.…`) there is no name.
fn is_list(text: &str) -> bool {
    let Some((name, value)) = text.split_once('=') else {
        return false;
    };
    let is_name = |it: char| it.is_ascii_alphanumeric() || matches!(it, '-' | '_');
    let name = name.trim_end();
    // Someone may have put a `=` into a payload.
    !starts_as_payload(name)
        && !name.is_empty()
        && name.chars().all(is_name)
        && !value.starts_with(['=', '?', '|'])
        && !value.starts_with("--")
}

fn received(text: &str) -> Vec<Pair> {
    let lossy = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let cookies = parse_cookies([text.as_bytes()]).into_iter();
    cookies
        .map(|(name, value)| (lossy(name), lossy(value)))
        .collect()
}

/// What a server reads if a browser sends this text as a value; `None` if it
/// cannot be sent.
pub(super) fn value_as_sent(text: &str) -> Option<String> {
    if text.contains(|it: char| it.is_control() && it != '\t') {
        return None;
    }
    let line = format!("session={text}");
    let value = first_cookie([line.as_bytes()], "session")?;
    Some(String::from_utf8_lossy(&value).into_owned())
}

/// Removes one pair of quotes around a text.
pub(super) fn unquote(text: &str) -> &str {
    ['"', '\'', '`']
        .iter()
        .find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote))
        .unwrap_or(text)
}
