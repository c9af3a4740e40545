//! The fields of a form sent as `multipart/form-data` (RFC 7578).
//!
//! Mirrors `MultipartDecoder` (`werkzeug/sansio/multipart.py`) and `parse_options_header`
//! (`werkzeug/http.py`, Werkzeug 3.1.9) as far as `request.form` needs them: files are ignored, and
//! a truncated or malformed body gives an empty form.
//!
//! # Differences
//!
//! - Lines end in CR LF, as browsers and curl write them; Werkzeug also takes CR or LF alone.
//! - Text is always UTF-8, as in the other kind of form; in Werkzeug a part may declare
//!   `charset=iso-8859-1`.
//! - A name in RFC 2231 continuations (`name*0=`), which RFC 7578 forbids, is not recognized.
//! - Werkzeug refuses more than 1,000 parts with 413; here the length of the body bounds them.

use memchr::memmem;

use super::forwarded::unquoted;

/// The name and value of each field, in the order sent.
pub(super) fn fields(content_type: &str, body: &[u8]) -> Vec<(String, String)> {
    let boundary = option(content_type, "boundary");
    let Some(boundary) = boundary.filter(|boundary| !boundary.is_empty()) else {
        return Vec::new();
    };
    read(&format!("--{boundary}"), body).unwrap_or_default()
}

fn read(dashed: &str, body: &[u8]) -> Option<Vec<(String, String)>> {
    let mut fields = Vec::new();
    // The body may begin with the boundary itself, without a line end.
    let (_, mut rest) = delimited(dashed.as_bytes(), body)?;
    let delimiter = format!("\r\n{dashed}");
    while let Some(part) = rest {
        let end = memmem::find(part, b"\r\n\r\n")?;
        // The first CR LF ends the last header; the second may be the start of a boundary.
        let (headers, content) = part.split_at(end + 2);
        let (content, after) = delimited(delimiter.as_bytes(), content)?;
        let disposition = disposition(headers)?;
        if let Some(name) = field_name(&disposition) {
            let value = content.strip_prefix(b"\r\n").unwrap_or_default();
            fields.push((name, String::from_utf8_lossy(value).into_owned()));
        }
        rest = after;
    }
    Some(fields)
}

/// The text before the first boundary, and the text after it, or `None` if that boundary is the
/// last, which ends in two dashes.
fn delimited<'b>(delimiter: &[u8], text: &'b [u8]) -> Option<(&'b [u8], Option<&'b [u8]>)> {
    memmem::find_iter(text, delimiter).find_map(|start| {
        let (before, found) = text.split_at(start);
        let after = found.strip_prefix(delimiter)?;
        if after.starts_with(b"--") {
            return Some((before, None));
        }
        let blanks = after.iter().take_while(|byte| is_blank(**byte)).count();
        let after = after.get(blanks..)?.strip_prefix(b"\r\n")?;
        Some((before, Some(after)))
    })
}

/// Python's `\s` without line breaks.
fn is_blank(byte: u8) -> bool {
    b" \t\x0b\x0c".contains(&byte)
}

/// The value of the first `Content-Disposition`.
fn disposition(headers: &[u8]) -> Option<String> {
    let headers = str::from_utf8(headers).ok()?;
    // A line that begins with a blank continues the previous one.
    let headers = headers.replace("\r\n ", " ").replace("\r\n\t", " ");
    let mut lines = headers
        .split("\r\n")
        .filter_map(|line| line.split_once(':'));
    let (_, value) = lines.find(|(name, _)| {
        let name = name.trim_matches([' ', '\t']);
        name.eq_ignore_ascii_case("content-disposition")
    })?;
    Some(value.trim_matches([' ', '\t']).to_owned())
}

/// The name of a part, unless it is a file.
fn field_name(disposition: &str) -> Option<String> {
    let is_file = ["filename", "filename*", "filename*0", "filename*0*"]
        .iter()
        .any(|key| option(disposition, key).is_some());
    option(disposition, "name").filter(|_| !is_file)
}

/// `parse_options_header(value)[1].get(key)`: the last occurrence counts, `%22` stands for a quote,
/// and anything else than a parameter is skipped.
fn option(value: &str, key: &str) -> Option<String> {
    let (kind, rest) = value.split_once(';')?;
    let mut rest = rest.trim_matches([' ', '\t']);
    if kind.trim_matches([' ', '\t']).is_empty() {
        return None;
    }
    let mut found = None;
    loop {
        let (name, after) = rest.split_at(token_length(rest));
        if let Some(text) = after.strip_prefix('=').filter(|_| !name.is_empty()) {
            // An unclosed quote ends the parsing.
            let length = match text.strip_prefix('"') {
                Some(inner) => quoted_length(inner).map(|length| length + 1),
                None => Some(token_length(text)),
            };
            let Some((value, after)) = length.and_then(|length| text.split_at_checked(length))
            else {
                return found;
            };
            if !value.is_empty() && name.eq_ignore_ascii_case(key) {
                found = Some(unquoted(value).replace("%22", "\""));
            }
            rest = after;
        }
        let Some((_, next)) = rest.split_once(';') else {
            return found;
        };
        rest = next.trim_start_matches([' ', '\t']);
    }
}

fn token_length(text: &str) -> usize {
    let is_token = |byte: &u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(byte);
    text.bytes().take_while(is_token).count()
}

/// The number of bytes up to and including the closing quote; `\"` and `\\` do not close.
fn quoted_length(inner: &str) -> Option<usize> {
    let mut bytes = inner.bytes().enumerate().peekable();
    while let Some((place, byte)) = bytes.next() {
        match byte {
            b'"' => return Some(place + 1),
            b'\\' => drop(bytes.next_if(|(_, next)| b"\\\"".contains(next))),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_curl_and_browsers_send() {
        let body = "--x\r\nContent-Disposition: form-data; name=\"login\"\r\n\r\nada\r\n\
                    --x\r\nContent-Disposition: form-data; name=\"a%22\\\"b\"\r\n\
                    Content-Type: text/plain\r\n\r\nl\u{e9}\r\n--y\r\n\r\n\
                    --x\r\nContent-Disposition: form-data; name=f; filename=\"f\"\r\n\r\n0\r\n\
                    --x\r\nContent-Disposition: form-data; name=empty\r\n\r\n\r\n--x--\r\n";
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let expected = [
            ("login", "ada"),
            ("a\"\"b", "l\u{e9}\r\n--y\r\n"),
            ("empty", ""),
        ];
        let found = fields("multipart/form-data; boundary=x", body.as_bytes());
        assert_eq!(found, expected.map(owned));
        // A truncated body is not a form: otherwise one field less would be believed.
        for length in 0..body.len() - 4 {
            let cut = &body.as_bytes()[..length];
            assert_eq!(
                fields("multipart/form-data; boundary=x", cut),
                [],
                "{length}"
            );
        }
    }

    #[test]
    fn an_option_is_found_as_werkzeug_finds_it() {
        for (value, found) in [
            ("a; k=v", Some("v")),
            ("a;K=v;k=w", Some("w")),
            ("a; k=\"v;w\"; l=m", Some("v;w")),
            ("a; k=\"v\\\"\\\\\"", Some("v\"\\")),
            ("a; junk; =; k=v", Some("v")),
            ("a; k=\"v", None),
            ("a; k=", None),
            ("a; k=\"\"", Some("")),
            ("k=v", None),
            (" ; k=v", None),
            ("a; l=\"m", None),
            ("", None),
        ] {
            assert_eq!(option(value, "k").as_deref(), found, "{value}");
        }
    }
}
