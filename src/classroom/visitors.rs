//! The visitors in memory: what they did last, and how far they are.

use std::collections::{HashMap, VecDeque};

use super::board::{Board, Row};
use super::{Classroom, Code, Evidence, Exchange, Exercise, Fact, Progress, Slip, Stage};

/// How many exchanges of a visitor are kept.
pub const MAX_EXCHANGES: usize = 20;

/// How many visitors are kept; whoever was away longest goes first.
pub const MAX_VISITORS: usize = 1000;

/// Bytes of exchanges kept of one visitor: twenty ordinary ones are a third.
const MAX_EXCHANGE_BYTES: usize = 32 * 1024;

/// One visitor.
struct Visitor {
    progress: Progress,
    evidence: Evidence,
    exchanges: VecDeque<Exchange>,
    /// The last session cookie that was good: issued, or taken.
    good_session: Option<String>,
    slip: Option<Slip>,
    /// When the last step was made, Unix seconds.
    moved: u64,
    last_seen: u64,
}

impl Visitor {
    fn new(progress: Progress, now: u64) -> Self {
        Self {
            progress,
            evidence: Evidence::default(),
            exchanges: VecDeque::new(),
            good_session: None,
            slip: None,
            moved: now,
            last_seen: now,
        }
    }

    fn record(&mut self, exchange: Exchange, cookie_name: &str) {
        let progress = &self.progress;
        // Exercise 9 goes on when all is seen: other attributes are tried then.
        let is_open = |exercise| match progress.stage(exercise) {
            None => false,
            Some(Stage::Predicted) => true,
            Some(Stage::Observed | Stage::Done) => exercise == Exercise::CrossSite,
        };
        self.evidence.observe(&exchange, is_open);
        let good = exchange
            .issued_value(cookie_name)
            .or(exchange.signed_value());
        if let Some(good) = good {
            self.good_session = Some(good.to_owned());
        }
        self.exchanges.push_back(exchange);
        while self.exchanges.len() > MAX_EXCHANGES || self.bytes() > MAX_EXCHANGE_BYTES {
            self.exchanges.pop_front();
        }
    }

    fn bytes(&self) -> usize {
        self.exchanges.iter().map(Exchange::size).sum()
    }

    /// A wrong turn that was put right, in whatever way, is none any more.
    fn open_slip(&self) -> Option<Slip> {
        self.slip.filter(|slip| {
            let exercise = slip.exercise();
            self.progress.stage(exercise) == Some(Stage::Predicted)
                && !self.evidence.has_all(exercise)
        })
    }

    fn row(&self) -> Row {
        Row {
            progress: self.progress.clone(),
            slip: self.open_slip(),
            moved: self.moved,
            last_seen: self.last_seen,
        }
    }
}

/// All of them.
#[derive(Default)]
pub(super) struct Visitors {
    by_code: HashMap<Code, Visitor>,
    /// Cookies signed until then are void: the teacher started anew.
    void_until: u64,
    corrections_are_hidden: bool,
}

impl std::fmt::Debug for Visitors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Visitors({})", self.by_code.len())
    }
}

impl Visitors {
    /// Makes room for one more.
    fn make_room(&mut self) {
        while self.by_code.len() >= MAX_VISITORS {
            let longest_away = self.by_code.iter().min_by_key(|(_, it)| it.last_seen);
            let Some(code) = longest_away.map(|(code, _)| *code) else {
                return;
            };
            self.by_code.remove(&code);
        }
    }

    fn get_mut(&mut self, code: Code) -> Option<&mut Visitor> {
        self.by_code.get_mut(&code)
    }
}

impl Classroom {
    /// Takes note of a visitor's progress as the browser brought it, or as it
    /// is now.
    pub fn note(&self, progress: &Progress, now: u64) {
        let mut visitors = self.visitors();
        if !visitors.by_code.contains_key(&progress.code) {
            visitors.make_room();
        }
        let visitor = visitors
            .by_code
            .entry(progress.code)
            .or_insert_with(|| Visitor::new(progress.clone(), now));
        if visitor.progress != *progress {
            visitor.progress.clone_from(progress);
            visitor.moved = now;
        }
        visitor.last_seen = now;
    }

    /// Whether somebody in memory has this code.
    pub fn knows(&self, code: Code) -> bool {
        self.visitors().by_code.contains_key(&code)
    }

    /// A code that nobody in memory has, made of `random` bytes, which are drawn
    /// again where somebody has it.
    pub fn new_code<E>(&self, random: impl Fn() -> Result<Vec<u8>, E>) -> Result<Code, E> {
        loop {
            let code = Code::from_random(&random()?);
            if !self.knows(code) {
                return Ok(code);
            }
        }
    }

    /// Records what a visitor's request did. Nothing for who is not in memory.
    pub fn record(&self, code: Code, exchange: Exchange, cookie_name: &str) {
        let mut visitors = self.visitors();
        if let Some(visitor) = visitors.get_mut(code) {
            visitor.last_seen = exchange.at;
            visitor.record(exchange, cookie_name);
        }
    }

    /// A visitor's last exchanges, newest first.
    pub fn exchanges(&self, code: Code) -> Vec<Exchange> {
        let visitors = self.visitors();
        let visitor = visitors.by_code.get(&code);
        visitor.map_or_else(Vec::new, |it| it.exchanges.iter().rev().cloned().collect())
    }

    /// Forgets a visitor's exchanges.
    pub fn forget_exchanges(&self, code: Code) {
        if let Some(visitor) = self.visitors().get_mut(code) {
            visitor.exchanges.clear();
        }
    }

    /// The last good session cookie of a visitor: the one that was issued, or
    /// that came and was taken.
    pub fn good_session(&self, code: Code) -> Option<String> {
        self.visitors().by_code.get(&code)?.good_session.clone()
    }

    /// What was seen of a visitor; nothing of who is not in memory.
    pub fn evidence(&self, code: Code) -> Evidence {
        let visitors = self.visitors();
        let visitor = visitors.by_code.get(&code);
        visitor.map_or_else(Evidence::default, |it| it.evidence.clone())
    }

    /// Records a fact that no request shows by itself, if its exercise is
    /// open.
    pub fn prove(&self, code: Code, fact: Fact, now: u64) {
        if let Some(visitor) = self.visitors().get_mut(code) {
            let of = Exercise::ALL
                .into_iter()
                .find(|it| it.facts().contains(&fact));
            if of.is_some_and(|it| visitor.progress.stage(it) == Some(Stage::Predicted)) {
                visitor.evidence.record(fact, now);
                visitor.slip = None;
            }
        }
    }

    /// Records a wrong turn, if its exercise is open.
    pub fn slip(&self, code: Code, slip: Slip) {
        if let Some(visitor) = self.visitors().get_mut(code)
            && visitor.progress.stage(slip.exercise()) == Some(Stage::Predicted)
        {
            visitor.slip = Some(slip);
        }
    }

    /// Forgets what was seen of an exercise.
    pub fn forget(&self, code: Code, exercise: Exercise) {
        if let Some(visitor) = self.visitors().get_mut(code) {
            visitor.evidence.forget(exercise);
            visitor.slip = visitor.slip.filter(|slip| slip.exercise() != exercise);
        }
    }

    /// Everybody, for the teacher.
    pub fn board(&self, now: u64) -> Board {
        let visitors = self.visitors();
        Board::new(visitors.by_code.values().map(Visitor::row), now)
    }

    /// Empties the board; progress signed until `now` counts no more.
    pub fn start_anew(&self, now: u64) {
        let mut visitors = self.visitors();
        visitors.by_code.clear();
        visitors.void_until = now;
    }

    pub(super) fn is_void(&self, signed: u64) -> bool {
        signed <= self.visitors().void_until
    }

    /// Whether students see the corrections of what they have done.
    pub fn corrections_are_hidden(&self) -> bool {
        self.visitors().corrections_are_hidden
    }

    /// Shows or hides the corrections.
    pub fn hide_corrections(&self, hide: bool) {
        self.visitors().corrections_are_hidden = hide;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classroom::{Place, SessionSeen, Why, class_of};

    fn classroom() -> Classroom {
        class_of("random")
    }

    fn code(number: usize) -> Code {
        let number = u32::try_from(number).unwrap().to_be_bytes();
        let digits: Vec<u8> = number.iter().flat_map(|it| [it >> 4, it & 15]).collect();
        Code::from_random(&digits[2..])
    }

    fn exchange(at: u64, bytes: usize) -> Exchange {
        Exchange {
            at,
            method: "GET".to_owned(),
            target: "/".to_owned(),
            place: Place::Course,
            request: vec![("cookie".to_owned(), "x".repeat(bytes))],
            status: 200,
            response: Vec::new(),
            session: SessionSeen::None,
            why: Why::NoSession,
            is_cross_site: false,
            is_for_image: false,
        }
    }

    #[test]
    fn the_last_twenty_exchanges_are_kept_newest_first() {
        let class = classroom();
        class.note(&Progress::new(code(1)), 0);
        for at in 0..30 {
            class.record(code(1), exchange(at, 10), "session");
        }
        let kept: Vec<u64> = class.exchanges(code(1)).iter().map(|it| it.at).collect();
        assert_eq!(kept, (10..30).rev().collect::<Vec<_>>());
    }

    #[test]
    fn large_exchanges_leave_room_for_fewer() {
        let class = classroom();
        class.note(&Progress::new(code(1)), 0);
        for at in 0..20 {
            class.record(code(1), exchange(at, 9000), "session");
        }
        assert_eq!(class.exchanges(code(1)).len(), 3);
        let many = vec![("cookie".to_owned(), "x".to_owned()); 150];
        for at in 20..40 {
            let request = many.clone();
            let exchange = Exchange {
                request,
                ..exchange(at, 0)
            };
            class.record(code(1), exchange, "session");
        }
        assert_eq!(
            class.exchanges(code(1)).len(),
            2,
            "short lines take room, too"
        );
    }

    #[test]
    fn a_wrong_turn_ends_with_its_exercise() {
        let class = classroom();
        let mut progress = Progress::new(code(1));
        progress.predict(Exercise::TheKey, 0, "so", 1);
        class.note(&progress, 1);
        let slip = || class.board(2).rows.first().and_then(|row| row.slip);
        class.slip(code(1), Slip::DirectionRefused);
        assert_eq!(slip(), Some(Slip::DirectionRefused));
        let entered = Exchange {
            place: Place::Direction,
            ..exchange(2, 0)
        };
        class.record(code(1), entered, "session");
        assert_eq!(slip(), None);
    }

    #[test]
    fn who_was_away_longest_gives_way() {
        let class = classroom();
        for number in 0..=MAX_VISITORS {
            class.note(&Progress::new(code(number)), number as u64);
        }
        assert!(!class.knows(code(0)));
        assert!(class.knows(code(1)) && class.knows(code(MAX_VISITORS)));
    }

    #[test]
    fn one_visitors_requests_are_no_others() {
        let class = classroom();
        class.note(&Progress::new(code(1)), 0);
        class.note(&Progress::new(code(2)), 0);
        class.record(code(1), exchange(1, 1), "session");
        class.record(code(3), exchange(1, 1), "session");
        assert_eq!(class.exchanges(code(1)).len(), 1);
        assert!(class.exchanges(code(2)).is_empty());
        assert!(class.exchanges(code(3)).is_empty());
    }

    #[test]
    fn a_fact_counts_for_an_open_exercise_alone() {
        let class = classroom();
        let mut progress = Progress::new(code(1));
        class.note(&progress, 0);
        class.prove(code(1), Fact::WordFound, 1);
        assert!(!class.evidence(code(1)).has_any(Exercise::Reading));
        progress.predict(Exercise::Reading, 0, "so", 1);
        class.note(&progress, 1);
        class.slip(code(1), Slip::WrongWord);
        class.prove(code(1), Fact::WordFound, 2);
        assert!(class.evidence(code(1)).has_any(Exercise::Reading));
    }
}
