//! Decides which lines of a text can carry a cookie: the headers of HTTP but
//! not its bodies, the rows of a cookie jar but not its comments.

use super::letters::is_invisible;

/// Looks at a text line by line.
#[derive(Default)]
pub(super) struct Filter {
    state: State,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum State {
    /// Only blank lines so far.
    #[default]
    Start,
    /// None of the formats below: every line counts.
    Any,
    /// A cookie jar: only its rows count.
    Jar,
    /// `curl -v`: headers are marked, and unmarked lines belong to the page.
    Curl,
    /// An HTTP message, before its blank line.
    Headers,
    /// An HTTP message, after its blank line.
    Body,
}

impl Filter {
    /// Whether every later line will count too.
    pub(super) fn takes_all(&self) -> bool {
        self.state == State::Any
    }

    /// Whether the text is an HTTP message or the output of curl.
    pub(super) fn is_http(&self) -> bool {
        matches!(self.state, State::Headers | State::Curl)
    }

    /// Whether this line counts; it may come with or without its line end.
    pub(super) fn takes(&mut self, line: &str) -> bool {
        let line = line.trim_end().trim_start_matches(is_invisible);
        self.state = self.next_state(line);
        match self.state {
            State::Start | State::Body => false,
            State::Any | State::Headers => true,
            State::Jar => !line.starts_with('#') || line.starts_with("#HttpOnly_"),
            State::Curl => line.starts_with("< ") || line.starts_with("> "),
        }
    }

    fn next_state(&self, line: &str) -> State {
        match self.state {
            State::Start if line.trim().is_empty() => State::Start,
            State::Start | State::Headers | State::Body if is_curl(line) => State::Curl,
            State::Start | State::Body if is_first_line(line) => State::Headers,
            State::Start if is_jar(line) => State::Jar,
            State::Start => State::Any,
            State::Headers if line.is_empty() => State::Body,
            same => same,
        }
    }
}

/// A comment by curl, or the first line of the request or response that it
/// shows.
fn is_curl(line: &str) -> bool {
    let marked = line
        .strip_prefix("> ")
        .or_else(|| line.strip_prefix("< "))
        .is_some_and(is_first_line);
    marked || line.starts_with("* ") && !line.contains('=')
}

/// `GET / HTTP/1.1`, `HTTP/2 200` (RFC 9112, sections 3 and 4).
fn is_first_line(line: &str) -> bool {
    let is_method = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_uppercase());
    let mut words = line.split(' ');
    match (words.next(), words.next(), words.next(), words.next()) {
        (Some(method), Some(_), Some(version), None) if version.starts_with("HTTP/") => {
            is_method(method)
        }
        (Some(version), Some(status), ..) if version.starts_with("HTTP/") => {
            status.len() == 3 && status.bytes().all(|it| it.is_ascii_digit())
        }
        _ => false,
    }
}

/// Whether a first line begins a cookie jar: a comment, or a row of seven
/// fields.
fn is_jar(line: &str) -> bool {
    let names = ["# Netscape", "# HTTP Cookie", "#LWP-Cookies", "#HttpOnly_"];
    names.iter().any(|name| line.starts_with(name)) || line.split('\t').count() == 7
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(text: &str) -> Vec<&str> {
        let mut filter = Filter::default();
        text.lines().filter(|line| filter.takes(line)).collect()
    }

    #[test]
    fn of_http_only_the_headers_count() {
        assert_eq!(
            taken("HTTP/1.1 302 FOUND\nA: b\n\nbody: x\n\nHTTP/2 200\r\nC: d\n\nlast"),
            ["HTTP/1.1 302 FOUND", "A: b", "HTTP/2 200", "C: d"]
        );
        assert_eq!(
            taken("\nPOST /a HTTP/1.1\r\nHost: x\r\n\r\nsession=1"),
            ["POST /a HTTP/1.1", "Host: x"]
        );
        assert_eq!(
            taken(
                "*   Trying\n* Connected\n> GET / HTTP/1.1\n> A: b\n>\n< HTTP/1.1 200 OK\n<html>"
            ),
            ["> GET / HTTP/1.1", "> A: b", "< HTTP/1.1 200 OK"]
        );
    }

    #[test]
    fn of_a_jar_the_comments_do_not_count() {
        assert_eq!(
            taken("# Netscape HTTP Cookie File\n# session\n\n#HttpOnly_h\tFALSE\nh\tTRUE"),
            ["", "#HttpOnly_h\tFALSE", "h\tTRUE"]
        );
    }

    #[test]
    fn of_any_other_text_all_counts() {
        assert_eq!(taken("{\n# a\n\n}"), ["{", "# a", "", "}"]);
    }
}
