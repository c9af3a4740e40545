//! Finds the name of a value in the text around it: `session=…`,
//! `"session": "…"`, `session<TAB>…`, `Cookie("session", "…")`,
//! `"name": "session", "value": "…"`.

/// The furthest that a name may be from its value, in bytes.
const NEAR_BYTES: usize = 256;

/// The furthest that two fields of one object may be apart, in bytes.
const OBJECT_BYTES: usize = 1024;

/// Names of fields that hold a cookie's value.
const VALUE_FIELDS: [&str; 6] = [
    "value",
    "val",
    "content raw",
    "content",
    "cookie_value",
    "cookie.value",
];

/// Names of what holds cookies, but is not one.
const HEADERS: [&str; 6] = [
    "cookie",
    "cookies",
    "set-cookie",
    "set-cookie2",
    "set-cookie3",
    "http_cookie",
];

/// The name of the value from `start` to `end`. A word that merely precedes the
/// value is its name only if it is `wanted`.
pub(super) fn name_of(text: &str, start: usize, end: usize, wanted: &str) -> Option<String> {
    let label = label_before(near(text, start, NEAR_BYTES).0, wanted)?;
    if is_value_field(label.text) {
        return object_name(text, start, end);
    }
    let is_header = HEADERS.iter().any(|it| it.eq_ignore_ascii_case(label.text));
    let is_name = label.is_sure && !is_header;
    (is_name || label.text == wanted).then(|| label.text.to_owned())
}

/// Whether a field of this name holds a cookie's value.
pub(super) fn is_value_field(name: &str) -> bool {
    // PowerShell's `$cookie.Value`.
    let field = name.rsplit('.').next().filter(|_| name.starts_with('$'));
    let is_field = |it: &&str| it.eq_ignore_ascii_case(field.unwrap_or(name));
    VALUE_FIELDS.iter().any(is_field)
}

/// The text before and after a position, up to `bytes` each, cut at character
/// boundaries.
fn near(text: &str, at: usize, bytes: usize) -> (&str, &str) {
    let start = text.floor_char_boundary(at.saturating_sub(bytes));
    let end = text.floor_char_boundary(at.saturating_add(bytes));
    (
        text.get(start..at).unwrap_or_default(),
        text.get(at..end).unwrap_or_default(),
    )
}

/// The signs in the codes of HTML, JSON and URLs.
const CODES: [(&str, char); 10] = [
    ("&quot;", '"'),
    ("&#34;", '"'),
    ("&#39;", '\''),
    ("\\u0022", '"'),
    ("%22", '"'),
    ("%27", '\''),
    ("%20", ' '),
    ("%3A", ':'),
    ("%3D", '='),
    ("%2C", ','),
];

struct Label<'text> {
    text: &'text str,
    /// Whether it can only be a name.
    is_sure: bool,
}

/// The label at the end of a text: a word, then the signs that join it to a
/// value.
fn label_before<'text>(before: &'text str, wanted: &str) -> Option<Label<'text>> {
    let joint = Joint::before(before);
    let rest = before.get(..before.len() - joint.bytes)?;
    let is_word =
        |char: char| char.is_alphanumeric() || matches!(char, '_' | '-' | '.' | '$' | '@');
    let word = rest.len() - rest.trim_end_matches(is_word).len();
    let (_, mut word) = rest.split_at_checked(rest.len() - word)?;
    // In `%22session`, the first two digits belong to the quote.
    if rest.len() > word.len()
        && rest.get(..rest.len() - word.len())?.ends_with('%')
        && let Some(name) = word.get(2..)
    {
        word = name;
    }
    // The name of a field may be two words in quotes: `"Content raw"`.
    if joint.is_quoted
        && let Some(quote) = rest.rfind(['"', '\''])
        && let Some(quoted) = rest.get(quote + 1..)
        && is_value_field(quoted)
    {
        word = quoted;
    }
    let is_label = match joint.sign {
        Some(',') => joint.is_quoted,
        Some('>') => joint.is_arrow || word == wanted,
        Some(_) => true,
        None => false,
    };
    let is_sure = joint.is_quoted || joint.is_arrow || matches!(joint.sign, Some('=' | '\t'));
    (is_label && !word.is_empty()).then_some(Label {
        text: word,
        is_sure,
    })
}

/// The signs between a name and its value.
#[derive(Default)]
struct Joint {
    bytes: usize,
    /// The most telling one, `=` for instance.
    sign: Option<char>,
    /// Whether the name is in quotes.
    is_quoted: bool,
    /// `=>`
    is_arrow: bool,
}

impl Joint {
    fn before(text: &str) -> Self {
        let mut joint = Self::default();
        let mut blanks = 0;
        let mut after = None;
        while let Some((length, char)) = last_sign(text.get(..text.len() - joint.bytes)) {
            blanks = if char == ' ' { blanks + 1 } else { 0 };
            match char {
                '"' | '\'' | '`' => joint.is_quoted |= joint.sign.is_some(),
                '=' | ':' | ',' | '\t' | '|' | '│' | '>' => {
                    joint.is_arrow |= char == '=' && after == Some('>');
                    joint.sign = joint.sign.or(Some(char));
                }
                // Two spaces separate the columns of a table.
                ' ' if blanks == 2 => joint.sign = joint.sign.or(Some('|')),
                // The prefix of Python's `b'…'` and `u'…'`.
                'b' | 'u' if !matches!(after, Some('"' | '\'')) || joint.sign.is_some() => break,
                _ => {}
            }
            after = Some(char);
            joint.bytes += length;
        }
        joint
    }
}

/// The last sign of a text, with its length in bytes, if it may stand between a
/// name and a value.
fn last_sign(text: Option<&str>) -> Option<(usize, char)> {
    let text = text?;
    if let Some((code, char)) = CODES.iter().find(|(code, _)| text.ends_with(code)) {
        return Some((code.len(), *char));
    }
    let char = text.chars().next_back()?;
    let is_sign = matches!(
        char,
        '"' | '\''
            | '`'
            | '='
            | ':'
            | ','
            | '\t'
            | '|'
            | '│'
            | '>'
            | '\\'
            | '^'
            | ' '
            | '\n'
            | '\r'
            | '“'
            | '”'
            | '\u{a0}'
    );
    let is_prefix = matches!(char, 'b' | 'u')
        && !text
            .get(..text.len() - 1)
            .is_some_and(|rest| rest.ends_with(|it: char| it.is_alphanumeric() || it == '_'));
    (is_sign || is_prefix).then_some((char.len_utf8(), char))
}

/// The name that the object gives whose field is the value.
fn object_name(text: &str, start: usize, end: usize) -> Option<String> {
    let (before, _) = near(text, start, OBJECT_BYTES);
    let (_, after) = near(text, end, OBJECT_BYTES);
    let open = before.rfind(['{', '<', '(']).map_or(0, |open| open + 1);
    let close = after.find(['}', '>', ')']).unwrap_or(after.len());
    field_name(before.get(open..)?).or_else(|| field_name(after.get(..close)?))
}

/// The value of a text's field `name` or `key`.
fn field_name(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let mut fields = lower
        .match_indices("name")
        .chain(lower.match_indices("key"));
    fields.find_map(|(at, field)| {
        let is_inside = lower
            .get(..at)?
            .ends_with(|it: char| it.is_alphanumeric() || matches!(it, '_' | '-'));
        let after = text.get(at + field.len()..)?;
        let after = after.strip_prefix(" raw").unwrap_or(after);
        let is_joint = |it: char| matches!(it, '"' | '\'' | '\\' | '^' | '=' | ':' | '>' | '`');
        let value = after.trim_start_matches(|it: char| is_joint(it) || it.is_whitespace());
        let joint = after.get(..after.len() - value.len())?;
        let name = value
            .split(|it: char| is_joint(it) || it.is_whitespace() || matches!(it, ',' | ';' | '<'))
            .next()?;
        (!is_inside && joint.contains(['=', ':']) && !name.is_empty()).then(|| name.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(before: &str, after: &str) -> Option<String> {
        let text = format!("{before}VALUE{after}");
        name_of(&text, before.len(), before.len() + 5, "session")
    }

    #[test]
    fn the_name_of_a_value_is_found_in_each_notation() {
        for (before, after) in [
            ("session=", ""),
            ("session = ", ""),
            ("\"session\": \"", "\"}"),
            (r#"{\"session\":\""#, r#"\"}"#),
            ("{'csrf': 'abc', 'session': '", "'}"),
            ("'session' => '", "'"),
            ("session:\"", "\""),
            ("session: ", ""),
            ("session\t", "\tlocalhost"),
            ("| session | ", " | localhost |"),
            ("session     ", "   localhost"),
            ("New-Object System.Net.Cookie(\"session\", \"", "\", \"/\""),
            ("set_cookie('localhost', 'session', '", "')"),
            ("{\"name\": \"session\", \"value\": \"", "\"}"),
            (
                "{\"value\": \"",
                "\", \"sameSite\": 1, \"name\": \"session\"}",
            ),
            ("{\n  name: 'session',\n  value: '", "',\n}"),
            ("Cookie(key='session', value='", "', domain='x')"),
            ("&http.Cookie{Name: \"session\", Value: \"", "\"}"),
            ("{\"Name raw\": \"session\", \"Content raw\": \"", "\"}"),
            ("<cookie name=\"session\" value=\"", "\"/>"),
            ("&quot;session&quot;: &quot;", "&quot;"),
            ("<session>", "</session>"),
            ("'session': b'", "'"),
            ("%22session%22%3A%22", "%22"),
            ("session%3D", ""),
        ] {
            assert_eq!(name(before, after).as_deref(), Some("session"), "{before}");
        }
    }

    #[test]
    fn what_only_stands_before_a_value_is_no_name() {
        for before in [
            "",
            "the cookie is ",
            "here it is: ",
            "Cookie: ",
            "<td>",
            "session, ",
            "\"value\": \"",
            "so: \n\n",
        ] {
            assert_eq!(name(before, ""), None, "{before}");
        }
        assert_eq!(name("{\"app\": \"", "\"}").as_deref(), Some("app"));
        assert_eq!(name("0\tapp\t", "").as_deref(), Some("app"));
    }
}
