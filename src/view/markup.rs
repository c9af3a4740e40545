//! Text that is HTML already.

use serde::Serialize;
use tinytemplate::escape;

/// What a template shows by `{name | unescaped}`; empty where there is nothing
/// to show.
///
/// tinytemplate makes a tree of JSON of all that a page is given. What a page
/// has many of (sentences with commands in them, the parts of a cookie) is one
/// leaf of it so, not one for each word.
///
/// Security: all text in it comes through `push`, which escapes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct Markup(String);

impl Markup {
    /// Adds text.
    pub(crate) fn push(&mut self, text: &str) {
        let is_special = |byte| matches!(byte, b'<' | b'>' | b'&' | b'\'' | b'"');
        // All bytes, with no way out in between: many at a time so.
        if text.bytes().fold(false, |it, byte| it | is_special(byte)) {
            escape(text, &mut self.0);
        } else {
            self.0.push_str(text);
        }
    }

    /// Adds text between a start and an end tag.
    pub(crate) fn push_in(&mut self, [start, end]: [&'static str; 2], text: &str) {
        self.0.push_str(start);
        self.push(text);
        self.0.push_str(end);
    }

    /// Adds a tag, or what else a page is written in.
    pub(crate) fn push_tag(&mut self, tag: &'static str) {
        self.0.push_str(tag);
    }
}

#[cfg(test)]
impl std::fmt::Display for Markup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_tags_are_not() {
        let mut markup = Markup::default();
        markup.push("a < b & ");
        markup.push_in(["<code>", "</code>"], "\"<script>'");
        markup.push_tag("<wbr>");
        assert_eq!(
            markup.to_string(),
            "a &lt; b &amp; <code>&quot;&lt;script&gt;&#39;</code><wbr>"
        );
    }
}
