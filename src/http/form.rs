//! The fields of a submitted form.

use std::borrow::Cow;

use super::multipart;

/// Names and values in the order sent; a name may occur several times.
///
/// # Differences
///
/// A byte sequence that is not UTF-8 becomes `U+FFFD`. Werkzeug writes it back
/// as `%FF` if it was percent-encoded, and loses the form if it was not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form(Vec<(String, String)>);

impl Form {
    /// Parses `login=alice&password=`. As in Werkzeug, this never fails.
    pub fn parse(body: &[u8]) -> Self {
        Self(
            form_urlencoded::parse(body)
                .map(|(name, value)| (name.into_owned(), value.into_owned()))
                .collect(),
        )
    }

    /// Parses a body with this `Content-Type`,
    /// `multipart/form-data; boundary=…`; files are ignored.
    pub fn parse_multipart(content_type: &str, body: &[u8]) -> Self {
        Self(multipart::fields(content_type, body))
    }

    /// The first value of this name, as `request.form.get(name)`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter()
            .find_map(|(field, value)| (field == name).then_some(value))
    }

    /// Names and values in the order sent.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (&**name, &**value))
    }
}

/// The first value of this name in a query string.
pub(super) fn query_value<'q>(query: &'q str, name: &str) -> Option<Cow<'q, str>> {
    form_urlencoded::parse(query.as_bytes())
        .find_map(|(field, value)| (field == name).then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_fields_as_werkzeug_does() {
        for (body, fields) in [
            ("", &[][..]),
            ("&&", &[]),
            ("a", &[("a", "")]),
            ("a=1&b=2&a=3", &[("a", "1"), ("b", "2"), ("a", "3")]),
            ("a=1;b=2", &[("a", "1;b=2")]),
            ("a+b=c+d%2B%26", &[("a b", "c d+&")]),
            ("login=%C3%A9", &[("login", "é")]),
            ("a=b=c", &[("a", "b=c")]),
            ("a=%zz%", &[("a", "%zz%")]),
            ("a=%FF", &[("a", "\u{fffd}")]),
        ] {
            let form = Form::parse(body.as_bytes());
            assert_eq!(form.iter().collect::<Vec<_>>(), fields, "{body}");
        }
    }

    #[test]
    fn the_first_of_several_values_counts() {
        let form = Form::parse(b"a=1&a=2");
        assert_eq!(form.get("a"), Some("1"));
        assert_eq!(form.get("b"), None);
        assert_eq!(
            query_value("x=&lang=fr&lang=en", "lang").as_deref(),
            Some("fr")
        );
    }

    #[test]
    fn bytes_that_are_no_text_do_not_lose_the_form() {
        assert_eq!(Form::parse(b"a=\xff&b=2").get("b"), Some("2"));
    }
}
