//! Exercise 2: what six requests carried.

use super::{Exchange, Place, SessionSeen};

/// How many requests exercise 2 counts.
pub const MEASURED_REQUESTS: usize = 6;

/// One request of exercise 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Measured {
    has_cookie: bool,
    has_set_cookie: bool,
    is_sign_in: bool,
}

/// The requests of exercise 2, from the sign-in on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measure(Vec<Measured>);

impl Measure {
    /// How many there were, six at most.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// How many of the six carried `Set-Cookie`, and how many `Cookie`.
    pub fn counts(&self) -> (usize, usize) {
        let count = |has: fn(&Measured) -> bool| self.0.iter().filter(|it| has(it)).count();
        (count(|it| it.has_set_cookie), count(|it| it.has_cookie))
    }

    /// Whether it is what the exercise asks for: a sign-in without a cookie,
    /// and nothing after it that signs in or out.
    pub fn is_as_asked(&self) -> bool {
        let begins = |it: &Measured| it.is_sign_in && !it.has_cookie && it.has_set_cookie;
        let goes_on = |it: &Measured| it.has_cookie && !it.has_set_cookie;
        match self.0.split_first() {
            Some((first, rest)) => begins(first) && rest.iter().all(goes_on),
            None => true,
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.0.len() == MEASURED_REQUESTS
    }

    /// Counts a request. Whoever signs in has looked at the form before: the
    /// sign-in is the first one.
    pub(super) fn push(&mut self, exchange: &Exchange) {
        let measured = Measured {
            has_cookie: exchange.session != SessionSeen::None,
            has_set_cookie: exchange.has_set_cookie(),
            is_sign_in: exchange.place == Place::SignIn && exchange.method == "POST",
        };
        let has_begun = !self.0.is_empty() || (measured.is_sign_in && measured.has_set_cookie);
        if has_begun && !self.is_full() {
            self.0.push(measured);
        }
    }
}
