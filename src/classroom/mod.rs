//! Who is here to learn, and what each of them did.
//!
//! A visitor is known by a [`Code`] in a cookie of its own, `tp`, beside the
//! session: the exercises have students delete and damage `session`. That
//! cookie holds the [`Progress`], signed as Flask signs, with another salt and
//! a key that is never the session's. In memory are only the last
//! [`Exchange`]s of each visitor, what they prove ([`Evidence`]) and a copy of
//! the progress for the teacher's [`Board`]; all of it is bounded, and gone when
//! the server stops. What proves something is told by [`Rules`], from above:
//! the exercises themselves are pages.
//!
//! Knows neither HTTP nor pages; time and randomness are arguments.

mod board;
mod clock_cookie;
mod code;
mod cookie;
mod evidence;
mod exchange;
mod exercise;
mod key;
mod mark;
mod network;
mod progress;
mod resume;
mod seat;
mod teacher;
mod variant;
mod visitor;
mod visitors;
mod wrong_keys;

pub use board::{Board, Histogram, Row, STUCK_AFTER, Totals};
pub use clock_cookie::{CLOCK_COOKIE, CLOCK_LIFETIME, CLOCK_LIFETIMES, ClockCookie, Clocked};
pub use code::Code;
pub use cookie::{HOST_TP_COOKIE, Refusal, TP_COOKIE, TP_LIFETIME};
pub use evidence::{Evidence, Note, Rules};
pub use exchange::{Exchange, MAX_TARGET_BYTES, Place, SessionSeen, Tie, Who, Why};
pub use exercise::{Exercise, Fact, Slip};
pub use key::ClassKey;
pub use mark::Mark;
pub use network::Network;
pub use progress::{
    Attempt, CookieSettings, MAX_PSEUDONYM_CHARS, MAX_TEXT_CHARS, Progress, Stage, tidy,
};
pub use resume::ResumeError;
pub use teacher::{TEACHER_COOKIE, TEACHER_LIFETIME};
pub use visitor::MAX_EXCHANGES;
pub use visitors::MAX_VISITORS;
pub use wrong_keys::Knock;

use std::sync::{Mutex, MutexGuard, PoisonError};

use clock_cookie::Clocks;
use cookie::Notebook;
use mark::Marks;
use resume::ResumeCodes;
use teacher::Teacher;
use variant::Variants;
use visitors::Visitors;
use wrong_keys::Door;

/// The class: one for all connections.
#[derive(Debug)]
pub struct Classroom {
    notebook: Notebook,
    resume_codes: ResumeCodes,
    variants: Variants,
    clocks: Clocks,
    marks: Marks,
    teacher: Option<Teacher>,
    outlives_the_process: bool,
    door: Mutex<Door>,
    visitors: Mutex<Visitors>,
}

impl Classroom {
    /// A class that signs with this key. With a teacher's key it takes a tenth
    /// of a second: that key is stretched.
    pub fn new(key: ClassKey) -> Self {
        let secret = key.secret();
        Self {
            notebook: Notebook::new(&secret),
            resume_codes: ResumeCodes::new(&secret),
            variants: Variants::new(&secret),
            clocks: Clocks::new(&secret),
            marks: Marks::new(&secret),
            outlives_the_process: key.outlives_the_process(),
            teacher: match key {
                ClassKey::Teacher(key) => Some(Teacher::new(key, &secret)),
                ClassKey::Kept(_) | ClassKey::Passing(_) => None,
            },
            door: Mutex::default(),
            visitors: Mutex::default(),
        }
    }

    /// What a panic left half done is at worst one visitor's.
    fn visitors(&self) -> MutexGuard<'_, Visitors> {
        self.visitors.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn door(&self) -> MutexGuard<'_, Door> {
        self.door.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether progress outlives this process.
    pub fn is_kept(&self) -> bool {
        self.outlives_the_process
    }
}

/// A class for tests, whose key ends with it.
#[cfg(test)]
fn class_of(random: &str) -> Classroom {
    Classroom::new(ClassKey::Passing(crate::itsdangerous::SecretKey::new(
        random,
    )))
}
