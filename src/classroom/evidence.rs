//! What a visitor's requests prove.
//!
//! A fact counts only for an exercise whose prediction is recorded: first
//! predict, then observe. Which facts an exercise wants, and which exchange
//! proves them, its own file says, above this floor: it tells by [`Rules`].

use std::collections::BTreeMap;

use super::{Exchange, Exercise, Fact, Mark, Place, SessionSeen, Why};
use crate::session::SameSite;

/// How many exchanges are remembered of an exercise.
const MAX_NOTES: usize = 12;

/// What the exercises want to see.
pub trait Rules {
    /// What has to be seen of an exercise, in the order in which it usually
    /// happens.
    fn facts(&self, exercise: Exercise) -> &'static [Fact];

    /// Whether more is looked at once all of it was seen.
    fn goes_on(&self, exercise: Exercise) -> bool;

    /// Learns from an exchange what it proves for an exercise that is open.
    fn observe(&self, exercise: Exercise, exchange: &Exchange, evidence: &mut Evidence);
}

/// What is remembered of an exchange that matters to an exercise: no value of a
/// cookie, and nothing of a length that a visitor chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is something that was seen, or was not"
)]
pub struct Note {
    /// When, Unix seconds.
    pub at: u64,
    /// What the address is to the practical.
    pub place: Place,
    /// Whether it was a POST.
    pub is_post: bool,
    /// Whether it was for an image.
    pub is_for_image: bool,
    /// `SameSite` of the session cookie at that moment.
    pub same_site: Option<SameSite>,
    /// Whether a session cookie came.
    pub has_cookie: bool,
    /// Whether that cookie was taken.
    pub was_taken: bool,
    /// By what a rightly signed cookie is recognized when it comes again.
    pub mark: Option<Mark>,
    /// The status of the response.
    pub status: u16,
    /// Why the session cookie went back, or did not.
    pub why: Why,
}

impl From<&Exchange> for Note {
    fn from(exchange: &Exchange) -> Self {
        Self {
            at: exchange.at,
            place: exchange.place,
            is_post: exchange.method == "POST",
            is_for_image: exchange.is_for_image,
            same_site: exchange.same_site,
            has_cookie: exchange.session != SessionSeen::None,
            was_taken: matches!(exchange.session, SessionSeen::Taken { .. }),
            mark: exchange.signed_mark(),
            status: exchange.status,
            why: exchange.why,
        }
    }
}

/// What was seen of one visitor.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// When each fact was seen first, Unix seconds.
    facts: BTreeMap<Fact, u64>,
    notes: BTreeMap<Exercise, Vec<Note>>,
}

impl Evidence {
    /// Whether a fact was seen.
    pub fn has(&self, fact: Fact) -> bool {
        self.facts.contains_key(&fact)
    }

    /// When it was, Unix seconds.
    pub fn seen_at(&self, fact: Fact) -> Option<u64> {
        self.facts.get(&fact).copied()
    }

    /// When the last one was seen, Unix seconds.
    pub fn last_seen(&self) -> Option<u64> {
        self.facts.values().max().copied()
    }

    /// Whether all facts of an exercise were seen.
    pub fn has_all(&self, exercise: Exercise, rules: &impl Rules) -> bool {
        let mut facts = rules.facts(exercise).iter();
        facts.all(|fact| self.has(*fact))
    }

    /// Whether any fact of it was.
    pub fn has_any(&self, exercise: Exercise) -> bool {
        self.facts.keys().any(|fact| fact.exercise() == exercise)
    }

    /// The exchanges that an exercise remembers, oldest first.
    pub fn notes(&self, exercise: Exercise) -> &[Note] {
        self.notes.get(&exercise).map_or(&[], Vec::as_slice)
    }

    /// Takes down that a fact was seen; the first time counts.
    pub fn record(&mut self, fact: Fact, now: u64) {
        self.facts.entry(fact).or_insert(now);
    }

    /// Remembers an exchange for an exercise; the oldest one gives way.
    pub fn note(&mut self, exercise: Exercise, exchange: &Exchange) {
        let notes = self.notes.entry(exercise).or_default();
        if notes.len() == MAX_NOTES {
            notes.remove(0);
        }
        notes.push(exchange.into());
    }

    /// Forgets some of the exchanges that an exercise remembers, and no fact.
    pub fn forget_notes(&mut self, exercise: Exercise, which: impl Fn(&Note) -> bool) {
        if let Some(notes) = self.notes.get_mut(&exercise) {
            notes.retain(|note| !which(note));
        }
    }

    /// Forgets what was seen of an exercise.
    pub(super) fn forget(&mut self, exercise: Exercise) {
        self.facts.retain(|fact, _| fact.exercise() != exercise);
        self.notes.remove(&exercise);
    }

    /// Learns from one exchange what it proves for the exercises that are
    /// open.
    pub(super) fn observe(
        &mut self,
        exchange: &Exchange,
        rules: &impl Rules,
        is_open: impl Fn(Exercise) -> bool,
    ) {
        for exercise in Exercise::ALL.into_iter().filter(|it| is_open(*it)) {
            rules.observe(exercise, exchange, self);
        }
    }
}

/// Rules for tests: an exercise wants to see one page of the course.
#[cfg(test)]
pub(super) struct OnePage;

#[cfg(test)]
impl OnePage {
    pub(super) const SEEN: Fact = Fact::new(Exercise::TheKey, "seen");
}

#[cfg(test)]
impl Rules for OnePage {
    fn facts(&self, _: Exercise) -> &'static [Fact] {
        &[Self::SEEN]
    }

    fn goes_on(&self, _: Exercise) -> bool {
        false
    }

    fn observe(&self, exercise: Exercise, exchange: &Exchange, evidence: &mut Evidence) {
        evidence.note(exercise, exchange);
        if exercise == Self::SEEN.exercise() && exchange.place == Place::Course {
            evidence.record(Self::SEEN, exchange.at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_seen_of_an_exercise_that_is_not_open() {
        let mut evidence = Evidence::default();
        let exchange = Exchange::sample(Place::Course, "GET", SessionSeen::None, Why::Untouched);
        evidence.observe(&exchange, &OnePage, |it| it == Exercise::Memory);
        assert!(!evidence.has_any(Exercise::TheKey));
        assert_eq!(evidence.notes(Exercise::Memory).len(), 1);
        assert!(evidence.notes(Exercise::TheKey).is_empty());
        evidence.observe(&exchange, &OnePage, |_| true);
        assert!(evidence.has_any(Exercise::TheKey));
        assert!(evidence.has_all(Exercise::TheKey, &OnePage));
        assert_eq!(evidence.seen_at(OnePage::SEEN), Some(7));
    }

    #[test]
    fn what_an_exercise_remembers_is_bounded_and_forgotten_with_it() {
        let mut evidence = Evidence::default();
        for at in 0..20 {
            let exchange = Exchange {
                at,
                ..Exchange::sample(Place::Course, "GET", SessionSeen::None, Why::Untouched)
            };
            evidence.observe(&exchange, &OnePage, |_| true);
        }
        let notes = evidence.notes(Exercise::TheKey);
        assert_eq!(notes.len(), MAX_NOTES);
        assert_eq!((notes[0].at, notes[11].at), (8, 19));
        evidence.forget(Exercise::TheKey);
        assert!(evidence.notes(Exercise::TheKey).is_empty());
        assert!(!evidence.has_any(Exercise::TheKey));
        assert_eq!(evidence.notes(Exercise::Memory).len(), MAX_NOTES);
    }
}
