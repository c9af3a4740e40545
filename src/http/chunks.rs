//! Checks a chunked body, to the letter of RFC 9112, section 7.1.
//!
//! hyper ignores whatever follows a chunk's size up to CR LF: `5 `, `5;`,
//! `5;\0ext`. If the last line ends in a bare LF, it goes on to wait for a
//! trailer field. A proxy in front may interpret each of these differently, and
//! see another request in the same bytes ("Funky Chunks", 2025;
//! golang/go#71988, netty/netty#16537).

use std::io::{self, ErrorKind};

/// The longest line allowed: a size with its extensions, or a trailer field.
const MAX_LINE_BYTES: usize = 1024;

/// Which part of the body comes next.
#[derive(Debug)]
enum Part {
    /// A line with a size.
    Size,
    /// The content of a chunk, with this many bytes left.
    Data(u64),
    /// The line end after a chunk.
    DataEnd,
    /// A line of the trailer; an empty one ends it.
    Trailer,
}

/// The parser's state; starts before the size of the first chunk.
#[derive(Debug)]
pub(super) struct Chunks {
    part: Part,
    line: Vec<u8>,
}

impl Chunks {
    pub(super) fn new() -> Self {
        Self {
            part: Part::Size,
            line: Vec::new(),
        }
    }

    /// How many of these bytes belong to the body, and whether it ends with
    /// them; an error if they break the grammar.
    pub(super) fn take(&mut self, bytes: &[u8]) -> io::Result<(usize, bool)> {
        let mut rest = bytes;
        while !rest.is_empty() {
            if let Part::Data(left) = &mut self.part {
                let skipped =
                    usize::try_from(*left).map_or(rest.len(), |left| left.min(rest.len()));
                *left -= skipped as u64;
                rest = rest.get(skipped..).unwrap_or_default();
                if *left == 0 {
                    self.part = Part::DataEnd;
                }
                continue;
            }
            let end = memchr::memchr(b'\n', rest);
            let (line, after) = rest.split_at(end.map_or(rest.len(), |end| end + 1));
            rest = after;
            self.line.extend_from_slice(line);
            if self.line.len() > self.longest() {
                return Err(refusal("a line that is too long"));
            }
            if end.is_some() && self.line_ends()? {
                return Ok((bytes.len() - rest.len(), true));
            }
        }
        Ok((bytes.len(), false))
    }

    fn longest(&self) -> usize {
        match self.part {
            Part::DataEnd => "\r\n".len(),
            Part::Size | Part::Data(_) | Part::Trailer => MAX_LINE_BYTES,
        }
    }

    /// Handles a complete line; returns whether it was the body's last.
    fn line_ends(&mut self) -> io::Result<bool> {
        let line = std::mem::take(&mut self.line);
        let line = line.strip_suffix(b"\r\n");
        let line = line.ok_or_else(|| refusal("a line that does not end in CR LF"))?;
        self.part = match self.part {
            Part::DataEnd if line.is_empty() => Part::Size,
            Part::DataEnd => return Err(refusal("a chunk that is longer than its size")),
            Part::Trailer if line.is_empty() => return Ok(true),
            Part::Trailer => Part::Trailer,
            Part::Size | Part::Data(_) => match size(line) {
                None => return Err(refusal("a size that is none")),
                Some(0) => Part::Trailer,
                Some(size) => Part::Data(size),
            },
        };
        Ok(false)
    }
}

fn refusal(what: &str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, format!("chunked body with {what}"))
}

/// `chunk-size [ chunk-ext ]`
fn size(line: &[u8]) -> Option<u64> {
    let digits = line.iter().take_while(|byte| byte.is_ascii_hexdigit());
    let (digits, extensions) = line.split_at(digits.count());
    are_extensions(extensions)?;
    u64::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()
}

/// `*( BWS ";" BWS token [ BWS "=" BWS ( token / quoted-string ) ] )`
fn are_extensions(mut rest: &[u8]) -> Option<()> {
    while !rest.is_empty() {
        let name = blank(rest).strip_prefix(b";")?;
        rest = token(blank(name))?;
        if let Some(value) = blank(rest).strip_prefix(b"=") {
            let value = blank(value);
            rest = match value.strip_prefix(b"\"") {
                Some(text) => quoted(text)?,
                None => token(value)?,
            };
        }
    }
    Some(())
}

/// Skips spaces and tabs.
fn blank(text: &[u8]) -> &[u8] {
    let blanks = text.iter().take_while(|byte| b" \t".contains(byte)).count();
    text.get(blanks..).unwrap_or_default()
}

/// Skips a `token` (RFC 9110, section 5.6.2).
fn token(text: &[u8]) -> Option<&[u8]> {
    let is_token = |byte: &u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(byte);
    let length = text.iter().take_while(|byte| is_token(byte)).count();
    text.get(length..).filter(|_| length > 0)
}

/// Skips a `quoted-string` whose opening quote was skipped already (section
/// 5.6.4).
fn quoted(text: &[u8]) -> Option<&[u8]> {
    let mut is_escaped = false;
    let end = text.iter().position(|byte| {
        let ends = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        ends
    })?;
    let (inner, after) = text.split_at(end);
    let is_text = |byte: &u8| *byte == b'\t' || !byte.is_ascii_control();
    inner.iter().all(is_text).then(|| after.get(1..))?
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes a body in one piece and byte by byte, and checks that the results
    /// agree.
    #[track_caller]
    fn taken(body: &[u8]) -> Result<(usize, bool), String> {
        let whole = Chunks::new().take(body).map_err(|error| error.to_string());
        let mut chunks = Chunks::new();
        let mut slowly = Ok((0, false));
        for byte in body {
            match chunks.take(&[*byte]) {
                Ok((taken, ends)) => slowly = slowly.map(|(sum, _)| (sum + taken, ends)),
                Err(error) => slowly = Err(error.to_string()),
            }
            if !matches!(slowly, Ok((_, false))) {
                break;
            }
        }
        assert_eq!(whole, slowly, "{}", body.escape_ascii());
        whole
    }

    #[test]
    fn a_body_ends_with_its_last_line() {
        for body in [
            &b"0\r\n\r\n"[..],
            b"5\r\nlogin\r\n0\r\n\r\n",
            b"05\r\nlogin\r\n000\r\n\r\n",
            b"A\r\n0123456789\r\na\r\n\r\n\r\n\r\n\r\n\r\n\r\n0\r\n\r\n",
            b"1;a\r\nx\r\n0\r\n\r\n",
            b"1 ; a = b;c=\"d;\\\"\te\xe9\"\r\nx\r\n0;last\r\n\r\n",
            b"0\r\nX-Sum: 1\r\nX-More: 2\r\n\r\n",
        ] {
            let name = body.escape_ascii().to_string();
            assert_eq!(taken(body), Ok((body.len(), true)), "{name}");
            let more = [body, b"GET / HTTP/1.1\r\n"].concat();
            assert_eq!(taken(&more), Ok((body.len(), true)), "{name}");
            let less = body.len() - 1;
            assert_eq!(taken(&body[..less]), Ok((less, false)), "{name}");
        }
    }

    #[test]
    fn what_a_proxy_may_read_another_way_is_refused() {
        let bad_size = "a size that is none";
        let bare_lf = "a line that does not end in CR LF";
        for (body, what) in [
            (&b"5;\r\n"[..], bad_size),
            (b"5 \r\n", bad_size),
            (b"5\t\r\n", bad_size),
            (b" 5\r\n", bad_size),
            (b"+5\r\n", bad_size),
            (b"-1\r\n", bad_size),
            (b"0x5\r\n", bad_size),
            (b"5_0\r\n", bad_size),
            (b"\r\n", bad_size),
            (b"zz\r\n", bad_size),
            (b"5;\0ext\r\n", bad_size),
            (b"5;a\rb\r\n", bad_size),
            (b"5\r;a\r\n", bad_size),
            (b"5;a=\r\n", bad_size),
            (b"5;a=\"b\r\n", bad_size),
            (b"5;a=\"b\rc\"\r\n", bad_size),
            (b"5;a b\r\n", bad_size),
            (b"5 5\r\n", bad_size),
            (b"fffffffffffffffff\r\n", bad_size),
            (b"5;a\nb\r\n", bare_lf),
            (b"5\n", bare_lf),
            (b"0\r\n\n", bare_lf),
            (b"0\r\nX: 1\n", bare_lf),
            (b"1\r\nx\n", bare_lf),
            (b"1\r\nxy\r\n", "a line that is too long"),
            (b"1\r\nx0\r\n", "a line that is too long"),
        ] {
            let refused = taken(body);
            let name = body.escape_ascii();
            assert_eq!(refused, Err(format!("chunked body with {what}")), "{name}");
        }
        let long = [b"5;", [b'a'; MAX_LINE_BYTES].as_slice()].concat();
        assert!(taken(&long).is_err());
    }
}
