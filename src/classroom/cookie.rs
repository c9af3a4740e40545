//! The `tp` cookie: progress, signed.

use std::sync::Arc;

use super::{Classroom, Progress, key::signer};
use crate::{
    itsdangerous::{self, SecretKey, UrlSafeTimedSerializer},
    verified::Verified,
};

/// The cookie's name, and its salt.
pub const TP_COOKIE: &str = "tp";

/// Its name where cookies travel by HTTPS alone: no page of a neighboring host
/// and nobody on the wire can put one of this name into a browser (RFC 6265bis,
/// section 4.1.3.2).
pub const HOST_TP_COOKIE: &str = "__Host-tp";

/// How long a browser keeps it, in seconds: a term's holidays.
pub const TP_LIFETIME: u64 = 30 * 24 * 60 * 60;

/// Cookies that are remembered are no longer than this, as most are: with what
/// they hold, 2 MiB in all.
const MAX_REMEMBERED_BYTES: usize = 1024;

/// Why progress that came is not taken.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Damaged, forged, or of another server.
    #[error(transparent)]
    Cookie(#[from] itsdangerous::Error),
    /// Rightly signed, and not ours to read: another version of this program.
    #[error("the content is no progress")]
    Content(#[from] serde_json::Error),
    /// The teacher has started anew since.
    #[error("the teacher has started anew")]
    Void,
}

/// Signs and reads the cookie.
#[derive(Debug)]
pub(super) struct Notebook {
    serializer: UrlSafeTimedSerializer,
    verified: Verified<Progress>,
}

impl Notebook {
    pub(super) fn new(secret: &SecretKey) -> Self {
        Self {
            serializer: UrlSafeTimedSerializer::new(signer(secret, TP_COOKIE)),
            verified: Verified::new(MAX_REMEMBERED_BYTES),
        }
    }

    fn dumps(&self, progress: &Progress, now: u64) -> String {
        let json = serde_json::to_vec(progress).expect("text keys, text and numbers");
        self.serializer.dumps(&json, now)
    }

    fn loads(&self, value: &[u8], now: u64) -> Result<(Progress, u64), Refusal> {
        if let Some(kept) = self.verified.find(value, TP_LIFETIME, now) {
            return Ok((Progress::clone(&kept.content), kept.signed_at));
        }
        let loaded = self.serializer.loads(value, Some(TP_LIFETIME), now)?;
        let progress: Arc<Progress> = Arc::new(serde_json::from_slice(&loaded.json)?);
        self.verified.keep(value, &progress, loaded.timestamp);
        Ok((Progress::clone(&progress), loaded.timestamp))
    }
}

impl Classroom {
    /// The cookie's value for this progress: URL-safe text, compressed where
    /// that is shorter.
    pub fn write(&self, progress: &Progress, now: u64) -> String {
        self.notebook.dumps(progress, now)
    }

    /// Reads the value that a browser brought.
    pub fn open(&self, value: &[u8], now: u64) -> Result<Progress, Refusal> {
        let (progress, signed) = self.notebook.loads(value, now)?;
        if self.is_void(signed) {
            return Err(Refusal::Void);
        }
        Ok(progress)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classroom::{
        ClassKey, Code, Exercise, MAX_TEXT_CHARS, Stage, TEACHER_COOKIE, class_of,
    };

    const NOW: u64 = 1_795_507_200;

    fn progress() -> Progress {
        Progress::new(Code::parse("K7Q2XM").unwrap())
    }

    #[test]
    fn progress_comes_back_as_it_was() {
        let class = class_of("random");
        let mut progress = progress();
        progress.pseudonym = "lynx".to_owned();
        progress.predict(Exercise::Reading, 1, "parce que", NOW);
        progress.explain(Exercise::Reading, "c’est signé", true, NOW);
        let value = class.write(&progress, NOW);
        let read = class.open(value.as_bytes(), NOW).ok().unwrap();
        assert!(read == progress);
        assert_eq!(read.stage(Exercise::Reading), Some(Stage::Done));
    }

    #[test]
    fn neither_the_courses_key_nor_another_server_can_write_it() {
        let class = class_of("random");
        let course = "5eed9b976f6d5c80fb8bb74b1bcff9f01218a864d0f2dd76143356d3cc36eda8";
        for other in [
            Classroom::new(ClassKey::Teacher(SecretKey::new(course))),
            class_of("other"),
        ] {
            let forged = other.write(&progress(), NOW);
            assert!(matches!(
                class.open(forged.as_bytes(), NOW),
                Err(Refusal::Cookie(itsdangerous::Error::BadSignature { .. }))
            ));
        }
        for rubbish in ["", "a", "..", "{}"] {
            assert!(class.open(rubbish.as_bytes(), NOW).is_err());
        }
    }

    #[test]
    fn what_the_teacher_ended_counts_no_more() {
        let class = class_of("random");
        let before = class.write(&progress(), NOW);
        class.start_anew(NOW);
        assert!(matches!(
            class.open(before.as_bytes(), NOW + 1),
            Err(Refusal::Void)
        ));
        let after = class.write(&progress(), NOW + 1);
        assert!(class.open(after.as_bytes(), NOW + 1).is_ok());
    }

    #[test]
    fn the_same_teachers_key_reads_it_after_a_restart() {
        let key = || SecretKey::new("a teacher's key of some length");
        let value = Classroom::new(ClassKey::Teacher(key())).write(&progress(), NOW);
        let again = Classroom::new(ClassKey::Teacher(key()));
        assert!(again.open(value.as_bytes(), NOW).is_ok());
    }

    #[test]
    fn no_guess_of_the_teachers_key_can_be_tried_on_a_cookie_as_it_is() {
        let class = Classroom::new(ClassKey::Teacher(SecretKey::new("soleil")));
        let value = class.write(&progress(), NOW);
        let guessed = Notebook::new(&SecretKey::new("soleil"));
        assert!(guessed.loads(value.as_bytes(), NOW).is_err());
        let cookie = class.teacher_cookie(NOW).unwrap();
        let signer = signer(&SecretKey::new("soleil"), TEACHER_COOKIE);
        let guessed = UrlSafeTimedSerializer::new(signer);
        assert!(guessed.loads(cookie.as_bytes(), None, NOW).is_err());
    }

    #[test]
    fn ten_exercises_with_all_their_texts_fit_in_a_cookie() {
        // Sentences as students write them, each another.
        let words = [
            "le",
            "serveur",
            "signe",
            "la",
            "charge",
            "et",
            "l’horodatage",
            "avec",
            "une",
            "clé",
            "que",
            "lui",
            "seul",
            "connaît",
            "donc",
            "personne",
            "ne",
            "peut",
            "rien",
            "changer",
            "sans",
            "que",
            "cela",
            "se",
            "voie",
            "mais",
            "tout",
            "le",
            "monde",
            "lit",
            "cookie",
        ];
        let mut progress = progress();
        for exercise in Exercise::ALL {
            let text = |seed: usize| {
                let start = usize::from(exercise.number()) * seed;
                let words = (0..).map(|n: usize| words[(start + n * n * seed) % words.len()]);
                let text = words.take(60).collect::<Vec<_>>().join(" ");
                text.chars().take(MAX_TEXT_CHARS).collect::<String>()
            };
            progress.predict(exercise, 0, &text(7), NOW);
            progress.explain(exercise, &text(11), true, NOW);
        }
        let size = class_of("random").write(&progress, NOW).len();
        assert!(size < 4000, "{size} bytes");
    }
}
