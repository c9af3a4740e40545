//! The teacher's key, and the cookie for who has shown it.

use ring::hmac;

use super::{Classroom, key::signer};
use crate::itsdangerous::{SecretKey, UrlSafeTimedSerializer};

/// The cookie's name.
pub const TEACHER_COOKIE: &str = "prof";

/// How long it opens the board, in seconds: a day of lessons.
pub const TEACHER_LIFETIME: u64 = 12 * 60 * 60;

/// What is signed, to show that the key is the same.
const PROOF: &[u8] = b"teacher";

/// The key of `--teacher-key-file`.
#[derive(Debug)]
pub(super) struct Teacher {
    key: SecretKey,
    serializer: UrlSafeTimedSerializer,
}

impl Teacher {
    /// The teacher's key itself, and the class's secret, which signs the cookie:
    /// no cookie helps to guess the key.
    pub(super) fn new(key: SecretKey, secret: &SecretKey) -> Self {
        Self {
            key,
            serializer: UrlSafeTimedSerializer::new(signer(secret, TEACHER_COOKIE)),
        }
    }
}

impl Classroom {
    /// Whether a key can open the board from elsewhere.
    pub fn has_teacher_key(&self) -> bool {
        self.teacher.is_some()
    }

    /// Whether this is the teacher's key.
    // Security: HMACs are compared, in constant time.
    pub(super) fn is_teacher_key(&self, typed: &str) -> bool {
        self.teacher.as_ref().is_some_and(|teacher| {
            let key = |bytes: &[u8]| hmac::Key::new(hmac::HMAC_SHA256, bytes);
            let tag = hmac::sign(&key(teacher.key.expose_secret()), PROOF);
            hmac::verify(&key(typed.as_bytes()), PROOF, tag.as_ref()).is_ok()
        })
    }

    /// The cookie for who has shown the key; `None` where there is none.
    pub fn teacher_cookie(&self, now: u64) -> Option<String> {
        let teacher = self.teacher.as_ref()?;
        Some(teacher.serializer.dumps(b"1", now))
    }

    /// Whether a cookie that came opens the board.
    pub fn is_teacher(&self, cookie: &[u8], now: u64) -> bool {
        self.teacher.as_ref().is_some_and(|teacher| {
            let loaded = teacher
                .serializer
                .loads(cookie, Some(TEACHER_LIFETIME), now);
            loaded.is_ok()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classroom::{ClassKey, class_of};

    #[test]
    fn the_key_opens_and_nothing_else_does() {
        let class = Classroom::new(ClassKey::Teacher(SecretKey::new("the teacher's own key")));
        assert!(class.is_teacher_key("the teacher's own key"));
        for wrong in ["", "the teacher's own ke", "the teacher's own key "] {
            assert!(!class.is_teacher_key(wrong), "{wrong}");
        }
        let cookie = class.teacher_cookie(100).unwrap();
        assert!(class.is_teacher(cookie.as_bytes(), 100 + TEACHER_LIFETIME));
        assert!(!class.is_teacher(cookie.as_bytes(), 101 + TEACHER_LIFETIME));
        assert!(!class.is_teacher(b"", 100));
    }

    #[test]
    fn without_a_key_nobody_is_the_teacher() {
        let class = class_of("random");
        assert!(!class.is_teacher_key(""));
        assert!(class.teacher_cookie(1).is_none());
        assert!(!class.has_teacher_key() && !class.is_kept());
    }
}
