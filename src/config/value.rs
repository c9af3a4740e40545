//! How the values of each type are parsed and shown.

use std::path::PathBuf;

use serde_json::Value as Json;

use super::kind::Kind;
use crate::accounts::Database;
use crate::itsdangerous::SecretKey;
use crate::session::SameSite;

/// A type that a setting can have.
pub(crate) trait Value: Sized {
    /// The value, if it is of this kind.
    fn read(given: &Json, kind: Kind) -> Option<Self>;

    /// As TOML; for a secret, only its size.
    fn show(&self) -> String;
}

/// Whether this stands for Python's `None`: `null` or an empty text.
fn is_none(given: &Json) -> bool {
    given.is_null() || given.as_str() == Some("")
}

fn quoted(text: &str) -> String {
    // JSON's strings are valid TOML.
    Json::from(text).to_string()
}

impl Value for bool {
    fn read(given: &Json, _kind: Kind) -> Option<Self> {
        given.as_bool()
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

impl Value for u64 {
    fn read(given: &Json, kind: Kind) -> Option<Self> {
        let Kind::Number { least, most, .. } = kind else {
            return given.as_u64();
        };
        given
            .as_u64()
            .filter(|number| (least..=most).contains(number))
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

impl Value for usize {
    fn read(given: &Json, kind: Kind) -> Option<Self> {
        u64::read(given, kind)?.try_into().ok()
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

impl Value for u16 {
    fn read(given: &Json, kind: Kind) -> Option<Self> {
        u64::read(given, kind)?.try_into().ok()
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

impl Value for String {
    fn read(given: &Json, kind: Kind) -> Option<Self> {
        if kind == Kind::CookiePath && is_none(given) {
            // Flask: `None` stands for APPLICATION_ROOT. With an empty Path, browsers would use the
            // page's folder.
            return Some("/".into());
        }
        let text = given.as_str()?;
        let is_allowed = match kind {
            Kind::CookieName => is_token(text),
            Kind::CookiePath => text.starts_with('/') && is_attribute_value(text),
            _ => !text.trim().is_empty(),
        };
        is_allowed.then(|| text.to_owned())
    }

    fn show(&self) -> String {
        quoted(self)
    }
}

impl Value for Option<String> {
    fn read(given: &Json, _kind: Kind) -> Option<Self> {
        if is_none(given) {
            return Some(None);
        }
        let text = given.as_str()?;
        is_host_name(text).then(|| Some(text.to_owned()))
    }

    fn show(&self) -> String {
        quoted(self.as_deref().unwrap_or_default())
    }
}

impl Value for Option<SameSite> {
    fn read(given: &Json, _kind: Kind) -> Option<Self> {
        if is_none(given) {
            return Some(None);
        }
        SameSite::named(given.as_str()?).map(Some)
    }

    fn show(&self) -> String {
        quoted(self.map_or("", SameSite::name))
    }
}

impl Value for Option<Database> {
    fn read(given: &Json, _kind: Kind) -> Option<Self> {
        if is_none(given) {
            return Some(None);
        }
        given.as_str()?.parse().ok().map(Some)
    }

    /// Omits the password.
    fn show(&self) -> String {
        quoted(&self.as_ref().map(Database::to_string).unwrap_or_default())
    }
}

impl Value for Option<SecretKey> {
    fn read(given: &Json, _kind: Kind) -> Option<Self> {
        Some(Some(SecretKey::new(given.as_str()?)))
    }

    fn show(&self) -> String {
        self.as_ref().map_or_else(
            || "generated".into(),
            // Shows only the length.
            |key| format!("{} bytes", key.expose_secret().len()),
        )
    }
}

impl Value for Vec<SecretKey> {
    fn read(given: &Json, _kind: Kind) -> Option<Self> {
        if given.is_null() {
            return Some(Self::new());
        }
        let texts = given.as_array()?.iter();
        texts
            .map(|text| text.as_str().map(SecretKey::new))
            .collect()
    }

    fn show(&self) -> String {
        match self.len() {
            0 => "[]".into(),
            1 => "1 key".into(),
            count => format!("{count} keys"),
        }
    }
}

impl Value for Option<PathBuf> {
    fn read(given: &Json, _kind: Kind) -> Option<Self> {
        if is_none(given) {
            return Some(None);
        }
        given.as_str().map(|path| Some(path.into()))
    }

    fn show(&self) -> String {
        quoted(
            &self
                .as_ref()
                .map_or_else(String::new, |path| path.display().to_string()),
        )
    }
}

/// RFC 9110, section 5.6.2.
fn is_token(text: &str) -> bool {
    let is_token_byte =
        |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_token_byte)
}

/// Security: without this, a value could end its attribute or the header, and begin another.
fn is_attribute_value(text: &str) -> bool {
    !text.chars().any(|char| char.is_control() || char == ';')
}

/// Allows a leading dot, which Werkzeug strips.
fn is_host_name(text: &str) -> bool {
    let labels = text.strip_prefix('.').unwrap_or(text);
    let is_label = |label: &str| {
        let is_label_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        (1..=63).contains(&label.len()) && label.bytes().all(is_label_byte)
    };
    text.len() <= 253 && labels.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::given::Given;

    fn text<T: Value>(kind: Kind, text: &str) -> Option<T> {
        Given::Text(text.into()).read(kind)
    }

    #[test]
    fn text_is_json_only_where_that_gives_the_type() {
        assert_eq!(text::<bool>(Kind::Boolean, "true"), Some(true));
        assert_eq!(text::<bool>(Kind::Boolean, "True"), None);
        assert_eq!(text::<bool>(Kind::Boolean, "1"), None);
        for (given, read) in [
            ("123", "123"),
            ("\"quoted\"", "quoted"),
            ("true", "true"),
            ("{}x", "{}x"),
        ] {
            let key = text::<Option<SecretKey>>(Kind::SecretKey, given);
            assert_eq!(key, Some(Some(SecretKey::new(read))), "{given}");
        }
    }

    #[test]
    fn numbers_keep_within_their_bounds() {
        let kind = Kind::Number {
            unit: "s",
            least: 1,
            most: 10,
        };
        for (given, read) in [
            ("1", Some(1)),
            ("10", Some(10)),
            ("0", None),
            ("11", None),
            ("-1", None),
            ("1.5", None),
            ("ten", None),
            ("null", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(text::<u64>(kind, given), read, "{given}");
        }
        assert_eq!(text::<u16>(Kind::Port, "65535"), Some(65535));
        assert_eq!(text::<u16>(Kind::Port, "65536"), None);
    }

    #[test]
    fn a_cookie_name_is_a_token() {
        for name in ["session", "__Host-s", "a!b"] {
            assert!(text::<String>(Kind::CookieName, name).is_some(), "{name}");
        }
        for name in ["", "a b", "a=b", "a;b", "é", "a\n", "a\"b"] {
            assert!(text::<String>(Kind::CookieName, name).is_none(), "{name:?}");
        }
    }

    #[test]
    fn path_and_domain_cannot_start_another_attribute() {
        assert_eq!(text(Kind::CookiePath, ""), Some("/".to_owned()));
        assert_eq!(text(Kind::CookiePath, "/é x"), Some("/é x".to_owned()));
        for path in ["a", "/;Secure", "/\r\nX: y", "/\u{7f}"] {
            assert!(text::<String>(Kind::CookiePath, path).is_none(), "{path:?}");
        }
        for domain in ["localhost", ".example.com", "10.0.0.1", "a_b.example"] {
            let read = text::<Option<String>>(Kind::CookieDomain, domain);
            assert_eq!(read, Some(Some(domain.to_owned())));
        }
        assert_eq!(text::<Option<String>>(Kind::CookieDomain, ""), Some(None));
        for domain in ["a;b", "a b", "é.fr", "a..b", "host:80", "a\n", "."] {
            let read = text::<Option<String>>(Kind::CookieDomain, domain);
            assert_eq!(read, None, "{domain:?}");
        }
    }

    #[test]
    fn same_site_is_read_as_werkzeug_title_cases_it() {
        for (given, read) in [
            ("lax", Some(Some(SameSite::Lax))),
            ("STRICT", Some(Some(SameSite::Strict))),
            ("None", Some(Some(SameSite::None))),
            ("", Some(None)),
            ("null", Some(None)),
            ("Laxer", None),
        ] {
            assert_eq!(text(Kind::SameSite, given), read, "{given}");
        }
    }

    #[test]
    fn fallbacks_are_a_list_and_never_the_letters_of_a_text() {
        let keys = text::<Vec<SecretKey>>(Kind::SecretKeys, r#"["old0","old1"]"#);
        assert_eq!(
            keys,
            Some(vec![SecretKey::new("old0"), SecretKey::new("old1")])
        );
        assert_eq!(
            text::<Vec<SecretKey>>(Kind::SecretKeys, "null"),
            Some(vec![])
        );
        for given in ["old1", "\"old1\"", "[1]", "{}"] {
            assert_eq!(
                text::<Vec<SecretKey>>(Kind::SecretKeys, given),
                None,
                "{given}"
            );
        }
    }
}
