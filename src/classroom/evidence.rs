//! What a visitor's requests prove.
//!
//! A fact counts only for an exercise whose prediction is recorded: first
//! predict, then observe.

use std::collections::BTreeMap;

use super::{Exchange, Exercise, Fact, Mark, Measure, Place, SessionSeen, Who, Why};
use crate::anatomy::Verdict;

/// How many requests of another site are remembered.
const MAX_CROSS_SITE: usize = 12;

/// How another site's page had the browser ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attack {
    /// A link that was followed.
    Link,
    /// An image.
    Image,
    /// A form.
    Form,
}

/// A request that another site was behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CrossSite {
    /// When, Unix seconds.
    pub at: u64,
    /// How.
    pub attack: Attack,
    /// Whether the session cookie came along.
    pub has_cookie: bool,
    /// The status of the response.
    pub status: u16,
    /// Whether the response asks the browser to forget the session cookie:
    /// Flask's does so even where none came.
    pub forgets: bool,
}

/// Where a student took a wrong turn; the teacher's board says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// 2: something else than the six requests was measured.
    MeasureSpoiled,
    /// 2: other numbers than the server's.
    WrongCounts,
    /// 3: another word.
    WrongWord,
    /// 4: signed anew instead of verifying.
    SignedAnew,
    /// 5: the page refused the cookie.
    DirectionRefused,
    /// 6: another key.
    WrongKey,
    /// 7: the cookie came back within its lifetime.
    NotYetOld,
    /// 10: another proof.
    WrongProof,
}

impl Slip {
    /// The exercise it belongs to.
    pub fn exercise(self) -> Exercise {
        match self {
            Self::MeasureSpoiled | Self::WrongCounts => Exercise::Headers,
            Self::WrongWord => Exercise::Reading,
            Self::SignedAnew => Exercise::OneByte,
            Self::DirectionRefused => Exercise::TheKey,
            Self::WrongKey => Exercise::WeakKey,
            Self::NotYetOld => Exercise::TwoClocks,
            Self::WrongProof => Exercise::OnTheWire,
        }
    }
}

/// What was seen of one visitor.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// When each fact was seen first, Unix seconds.
    facts: BTreeMap<Fact, u64>,
    measure: Measure,
    /// Exercise 8: the cookie that signed out.
    signed_out: Option<Mark>,
    /// Exercise 8: whether the copy was taken.
    replay_was_taken: Option<bool>,
    cross_site: Vec<CrossSite>,
}

impl Evidence {
    /// When a fact was seen, Unix seconds.
    pub fn seen(&self, fact: Fact) -> Option<u64> {
        self.facts.get(&fact).copied()
    }

    /// Whether all facts of an exercise were seen.
    pub fn has_all(&self, exercise: Exercise) -> bool {
        exercise
            .facts()
            .iter()
            .all(|fact| self.facts.contains_key(fact))
    }

    /// Whether any of them was.
    pub fn has_any(&self, exercise: Exercise) -> bool {
        exercise
            .facts()
            .iter()
            .any(|fact| self.facts.contains_key(fact))
    }

    /// Exercise 2: the requests since its start.
    pub fn measure(&self) -> &Measure {
        &self.measure
    }

    /// Exercise 8: whether the copy was taken; `None` before it was sent.
    pub fn replay_was_taken(&self) -> Option<bool> {
        self.replay_was_taken
    }

    /// Exercise 9: the last requests that another site was behind, oldest first.
    pub fn cross_site(&self) -> &[CrossSite] {
        &self.cross_site
    }

    pub(super) fn record(&mut self, fact: Fact, now: u64) {
        self.facts.entry(fact).or_insert(now);
    }

    /// Forgets what was seen of an exercise.
    pub(super) fn forget(&mut self, exercise: Exercise) {
        for fact in exercise.facts() {
            self.facts.remove(fact);
        }
        match exercise {
            Exercise::Headers => self.measure = Measure::default(),
            Exercise::SignedOut => {
                self.signed_out = None;
                self.replay_was_taken = None;
            }
            Exercise::CrossSite => self.cross_site.clear(),
            _ => {}
        }
    }

    /// Learns from one exchange what it proves for the exercises that are
    /// open.
    pub(super) fn observe(&mut self, exchange: &Exchange, is_open: impl Fn(Exercise) -> bool) {
        if is_open(Exercise::Memory) {
            self.observe_memory(exchange);
        }
        if is_open(Exercise::Headers) && is_of_the_course(exchange) {
            self.observe_headers(exchange);
        }
        if is_open(Exercise::OneByte)
            && is_of_the_course(exchange)
            && matches!(
                exchange.session,
                SessionSeen::Refused {
                    verdict: Verdict::BadSignature
                }
            )
        {
            self.record(Fact::DamagedSent, exchange.at);
        }
        if exchange.place == Place::Direction && exchange.status == 200 && is_open(Exercise::TheKey)
        {
            self.record(Fact::DirectionEntered, exchange.at);
        }
        if is_open(Exercise::SignedOut) {
            self.observe_sign_out(exchange);
        }
        // The home page that a logout leads to counts as the other site's too.
        if is_open(Exercise::CrossSite)
            && exchange.is_cross_site
            && exchange.place == Place::SignOut
        {
            self.observe_cross_site(exchange);
        }
        if exchange.place == Place::Proof && is_open(Exercise::OnTheWire) {
            self.record(Fact::ProofSent, exchange.at);
        }
    }

    /// A sign-in without a cookie, then a page without, then one with it.
    fn observe_memory(&mut self, exchange: &Exchange) {
        let has_cookie = exchange.session != SessionSeen::None;
        let is_known = matches!(
            &exchange.session,
            SessionSeen::Taken { who, .. } if *who != Who::Nobody
        );
        let is_page = exchange.place == Place::Course && exchange.method == "GET";
        if exchange.place == Place::SignIn
            && exchange.method == "POST"
            && exchange.status == 302
            && !has_cookie
        {
            self.record(Fact::SignedIn, exchange.at);
        } else if is_page && !has_cookie && self.seen(Fact::SignedIn).is_some() {
            self.record(Fact::AskedWithout, exchange.at);
        } else if is_page && is_known && self.seen(Fact::AskedWithout).is_some() {
            self.record(Fact::AskedWith, exchange.at);
        }
    }

    fn observe_headers(&mut self, exchange: &Exchange) {
        self.measure.push(exchange);
        if self.measure.is_full() && self.measure.is_as_asked() {
            self.record(Fact::SixRequests, exchange.at);
        }
    }

    fn observe_sign_out(&mut self, exchange: &Exchange) {
        if exchange.place == Place::SignOut && exchange.why == Why::Emptied {
            if let Some(mark) = exchange.signed_mark() {
                self.signed_out = Some(mark);
                self.record(Fact::SignedOut, exchange.at);
            }
            return;
        }
        if self.signed_out.is_some() && exchange.signed_mark() == self.signed_out {
            let is_taken = matches!(exchange.session, SessionSeen::Taken { .. });
            self.replay_was_taken = Some(is_taken);
            self.record(Fact::CopyReplayed, exchange.at);
        }
    }

    fn observe_cross_site(&mut self, exchange: &Exchange) {
        let (attack, fact) = if exchange.method == "POST" {
            (Attack::Form, Fact::FormSent)
        } else if exchange.is_for_image {
            (Attack::Image, Fact::ImageLoaded)
        } else {
            (Attack::Link, Fact::LinkFollowed)
        };
        if self.cross_site.len() == MAX_CROSS_SITE {
            self.cross_site.remove(0);
        }
        self.cross_site.push(CrossSite {
            at: exchange.at,
            attack,
            has_cookie: exchange.session != SessionSeen::None,
            status: exchange.status,
            forgets: exchange.why == Why::Emptied,
        });
        self.record(fact, exchange.at);
    }
}

/// The pages that exercise 2 counts, and a damaged cookie may be sent to.
fn is_of_the_course(exchange: &Exchange) -> bool {
    matches!(
        exchange.place,
        Place::Course | Place::SignIn | Place::SignOut
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classroom::{MEASURED_REQUESTS, Tie, class_of};

    fn exchange(place: Place, method: &str, session: SessionSeen, why: Why) -> Exchange {
        Exchange {
            at: 7,
            tie: Tie::Code,
            method: method.to_owned(),
            target: "/".to_owned(),
            place,
            request: Vec::new(),
            status: if method == "POST" { 302 } else { 200 },
            response: Vec::new(),
            session,
            why,
            is_cross_site: false,
            is_for_image: false,
        }
    }

    fn taken() -> SessionSeen {
        SessionSeen::Taken {
            mark: class_of("random").cookie_mark("v"),
            value: None,
            who: Who::Somebody,
        }
    }

    fn sign_in() -> Exchange {
        exchange(Place::SignIn, "POST", SessionSeen::None, Why::Modified)
    }

    fn page(session: SessionSeen) -> Exchange {
        exchange(Place::Course, "GET", session, Why::Untouched)
    }

    #[test]
    fn memory_is_seen_in_its_order_only() {
        let mut evidence = Evidence::default();
        for exchange in [
            page(SessionSeen::None),
            page(taken()),
            sign_in(),
            page(taken()),
        ] {
            evidence.observe(&exchange, |_| true);
            assert!(!evidence.has_all(Exercise::Memory));
        }
        evidence.observe(&page(SessionSeen::None), |_| true);
        evidence.observe(&page(taken()), |_| true);
        assert!(evidence.has_all(Exercise::Memory));
        assert_eq!(evidence.seen(Fact::AskedWith), Some(7));
    }

    #[test]
    fn nothing_is_seen_before_the_prediction() {
        let mut evidence = Evidence::default();
        for exchange in [sign_in(), page(SessionSeen::None), page(taken())] {
            evidence.observe(&exchange, |_| false);
        }
        assert!(!evidence.has_any(Exercise::Memory));
        assert_eq!(evidence.measure().count(), 0);
    }

    #[test]
    fn six_requests_carry_one_set_cookie_and_five_cookies() {
        let mut evidence = Evidence::default();
        evidence.observe(&sign_in(), |_| true);
        for _ in 0..7 {
            evidence.observe(&page(taken()), |_| true);
        }
        assert_eq!(evidence.measure().counts(), (1, 5));
        assert_eq!(evidence.measure().count(), MEASURED_REQUESTS);
        assert!(evidence.seen(Fact::SixRequests).is_some());
    }

    #[test]
    fn six_requests_are_counted_from_the_sign_in_on() {
        let mut evidence = Evidence::default();
        let form = exchange(Place::SignIn, "GET", SessionSeen::None, Why::NoSession);
        let refused = exchange(Place::SignIn, "POST", SessionSeen::None, Why::NoSession);
        for before in [page(taken()), form, refused] {
            evidence.observe(&before, |_| true);
            assert_eq!(evidence.measure().count(), 0);
        }
        evidence.observe(&sign_in(), |_| true);
        assert!(evidence.measure().is_as_asked());
        let sign_out = exchange(Place::SignOut, "POST", taken(), Why::Emptied);
        evidence.observe(&sign_out, |_| true);
        assert!(!evidence.measure().is_as_asked());
        evidence.forget(Exercise::Headers);
        assert_eq!(evidence.measure().count(), 0);
    }

    #[test]
    fn a_copy_is_known_by_its_value_after_the_logout() {
        let mut evidence = Evidence::default();
        evidence.observe(&page(taken()), |_| true);
        assert!(evidence.seen(Fact::CopyReplayed).is_none());
        evidence.observe(
            &exchange(Place::SignOut, "POST", taken(), Why::Emptied),
            |_| true,
        );
        let other = SessionSeen::Taken {
            mark: class_of("random").cookie_mark("other"),
            value: None,
            who: Who::Nobody,
        };
        evidence.observe(&page(other), |_| true);
        assert_eq!(evidence.replay_was_taken(), None);
        evidence.observe(&page(taken()), |_| true);
        assert_eq!(evidence.replay_was_taken(), Some(true));
        assert!(evidence.has_all(Exercise::SignedOut));
    }

    #[test]
    fn another_sites_requests_are_told_apart_and_bounded() {
        let mut evidence = Evidence::default();
        let cross = |method: &str, is_for_image| Exchange {
            is_cross_site: true,
            is_for_image,
            ..exchange(Place::SignOut, method, SessionSeen::None, Why::NoSession)
        };
        for _ in 0..20 {
            evidence.observe(&cross("GET", true), |_| true);
        }
        evidence.observe(&cross("GET", false), |_| true);
        let home = Exchange {
            place: Place::Course,
            ..cross("GET", false)
        };
        evidence.observe(&home, |_| true);
        evidence.observe(&cross("POST", false), |_| true);
        assert!(evidence.has_all(Exercise::CrossSite));
        let attacks: Vec<Attack> = evidence.cross_site().iter().map(|it| it.attack).collect();
        assert_eq!(attacks.len(), MAX_CROSS_SITE);
        assert_eq!(attacks[10..], [Attack::Link, Attack::Form]);
    }
}
