//! Who is here to learn, and what each of them did.
//!
//! A visitor is known by a [`Code`] in a cookie of its own, `tp`, beside the
//! session: the exercises have students delete and damage `session`. That
//! cookie holds the [`Progress`], signed as Flask signs, with another salt and
//! a key that is never the session's. In memory are only the last
//! [`Exchange`]s of each visitor, what they prove ([`Evidence`]) and a copy of
//! the progress for the teacher's [`Board`]; all of it is bounded, and gone when
//! the server stops.
//!
//! Knows neither HTTP nor pages; time and randomness are arguments.

mod board;
mod clock_cookie;
mod code;
mod cookie;
mod evidence;
mod exchange;
mod exercise;
mod progress;
mod resume;
mod teacher;
mod variant;
mod visitors;

pub use board::{Board, Histogram, Row};
pub use clock_cookie::{CLOCK_COOKIE, CLOCK_LIFETIME, CLOCK_LIFETIMES, ClockCookie, Clocked};
pub use code::Code;
pub use cookie::{Opened, Refusal, TP_COOKIE, TP_LIFETIME};
pub use evidence::{Attack, CrossSite, Evidence, MEASURED_REQUESTS, Measure, Slip};
pub use exchange::{Exchange, MAX_TARGET_BYTES, Place, SessionSeen, Why};
pub use exercise::{Exercise, Fact};
pub use progress::{
    Attempt, CookieSettings, MAX_PSEUDONYM_CHARS, MAX_TEXT_CHARS, Progress, Stage, tidy,
};
pub use resume::ResumeError;
pub use teacher::{TEACHER_COOKIE, TEACHER_LIFETIME};
pub use variant::WEAK_KEYS;
pub use visitors::{MAX_EXCHANGES, MAX_VISITORS};

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::itsdangerous::SecretKey;
use clock_cookie::Clocks;
use cookie::Notebook;
use resume::ResumeCodes;
use teacher::Teacher;
use variant::Variants;
use visitors::Visitors;

/// The class: one for all connections.
#[derive(Debug)]
pub struct Classroom {
    notebook: Notebook,
    resume_codes: ResumeCodes,
    variants: Variants,
    clocks: Clocks,
    teacher: Option<Teacher>,
    visitors: Mutex<Visitors>,
}

impl Classroom {
    /// A class whose progress is signed with the teacher's key, or with
    /// `random` where there is none: then it ends with the process.
    // Security: never the session's key, which under `--lab` everybody has.
    pub fn new(teacher_key: Option<SecretKey>, random: &[u8]) -> Self {
        let secret = teacher_key
            .clone()
            .unwrap_or_else(|| SecretKey::new(random));
        Self {
            notebook: Notebook::new(&secret),
            resume_codes: ResumeCodes::new(&secret),
            variants: Variants::new(&secret),
            clocks: Clocks::new(&secret),
            teacher: teacher_key.map(Teacher::new),
            visitors: Mutex::default(),
        }
    }

    /// What a panic left half done is at worst one visitor's.
    fn visitors(&self) -> MutexGuard<'_, Visitors> {
        self.visitors.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether progress outlives this process.
    pub fn is_kept(&self) -> bool {
        self.teacher.is_some()
    }
}
