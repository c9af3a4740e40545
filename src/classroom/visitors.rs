//! The visitors in memory: what they did last, and how far they are.

use std::{collections::HashMap, sync::Arc};

use super::{
    Classroom, Code, Evidence, Exchange, Exercise, Fact, Network, Progress, Rules, Slip, Stage,
    board::Board,
    seat::{Seat, first_to_go},
    visitor::Visitor,
};

/// How many visitors are kept; `seat` says who gives way.
pub const MAX_VISITORS: usize = 1000;

/// All of them.
#[derive(Default)]
pub(super) struct Visitors {
    by_code: HashMap<Code, Visitor>,
    /// How many seats were ever given.
    given: u64,
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
    /// The visitor of this progress, who gets a seat where there is none yet.
    fn seat(&mut self, progress: &Progress, from: Network, now: u64) -> &mut Visitor {
        let code = progress.code;
        if !self.by_code.contains_key(&code) {
            self.make_room(now);
            self.given += 1;
        }
        let number = self.given;
        self.by_code
            .entry(code)
            .or_insert_with(|| Visitor::new(progress.clone(), Seat::new(from, number, now), now))
    }

    /// Makes room for one more.
    fn make_room(&mut self, now: u64) {
        while self.by_code.len() >= MAX_VISITORS {
            let all = self.by_code.iter();
            let all = all.map(|(code, it)| (*code, it.seat, it.progress.begun().count()));
            let Some(code) = first_to_go(all, now) else {
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
    /// Somebody's progress was made now: the cookie is on its way. The seat is
    /// given for the time being.
    pub fn announce(&self, progress: &Progress, from: Network, now: u64) {
        self.visitors().seat(progress, from, now);
    }

    /// Takes note of a visitor's progress as the browser brought it.
    pub fn note(&self, progress: &Progress, from: Network, now: u64) {
        let mut visitors = self.visitors();
        let visitor = visitors.seat(progress, from, now);
        visitor.learn(progress, now);
        visitor.seat.returned(from, now);
    }

    /// Takes note of a visitor's progress as it is now. Nothing for who is not
    /// in memory.
    pub fn learn(&self, progress: &Progress, now: u64) {
        if let Some(visitor) = self.visitors().get_mut(progress.code) {
            visitor.learn(progress, now);
        }
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
    pub fn record(&self, code: Code, exchange: Exchange, cookie_name: &str, rules: &impl Rules) {
        let mut visitors = self.visitors();
        if let Some(visitor) = visitors.get_mut(code) {
            visitor.seat.last_seen = exchange.at;
            visitor.record(exchange, cookie_name, rules);
        }
    }

    /// A visitor's last exchanges, newest first.
    pub fn exchanges(&self, code: Code) -> Vec<Arc<Exchange>> {
        let visitors = self.visitors();
        let visitor = visitors.by_code.get(&code);
        visitor.map_or_else(Vec::new, |it| it.exchanges.iter().rev().cloned().collect())
    }

    /// The newest of them, which each home page asks for.
    pub fn last_exchange(&self, code: Code) -> Option<Arc<Exchange>> {
        let visitors = self.visitors();
        visitors.by_code.get(&code)?.exchanges.back().cloned()
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
        if let Some(visitor) = self.visitors().get_mut(code)
            && visitor.progress.stage(fact.exercise()) == Some(Stage::Predicted)
        {
            visitor.evidence.record(fact, now);
            visitor.slip = None;
        }
    }

    /// Records a wrong turn, if its exercise is open.
    pub fn slip(&self, code: Code, slip: Slip) {
        if let Some(visitor) = self.visitors().get_mut(code)
            && visitor.progress.stage(slip.exercise()) == Some(Stage::Predicted)
        {
            visitor.slip(slip);
        }
    }

    /// Forgets what was seen of an exercise.
    pub fn forget(&self, code: Code, exercise: Exercise) {
        if let Some(visitor) = self.visitors().get_mut(code) {
            visitor.forget(exercise);
        }
    }

    /// Everybody whose cookie came back, for the teacher.
    pub fn board(&self, now: u64, rules: &impl Rules) -> Board {
        let visitors = self.visitors();
        let here = (visitors.by_code.values()).filter(|it| it.seat.has_returned());
        let rows: Vec<_> = here.map(|it| it.row(rules)).collect();
        let passing = visitors.by_code.len() - rows.len();
        Board::new(rows, passing, now)
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
    use std::net::{IpAddr, Ipv4Addr};

    use super::*;
    use crate::classroom::{Place, SessionSeen, Tie, Why, class_of, evidence::OnePage};

    fn classroom() -> Classroom {
        class_of("random")
    }

    fn code(number: usize) -> Code {
        let number = u32::try_from(number).unwrap().to_be_bytes();
        let digits: Vec<u8> = number.iter().flat_map(|it| [it >> 4, it & 15]).collect();
        Code::from_random(&digits[2..])
    }

    fn network(number: u8) -> Network {
        IpAddr::from(Ipv4Addr::new(192, 0, 2, number)).into()
    }

    fn exchange(at: u64, bytes: usize) -> Exchange {
        Exchange {
            at,
            tie: Tie::Cookie,
            request: vec![("cookie".to_owned(), "x".repeat(bytes))],
            ..Exchange::sample(Place::Course, "GET", SessionSeen::None, Why::NoSession)
        }
    }

    #[test]
    fn the_last_twenty_exchanges_are_kept_newest_first() {
        let class = classroom();
        class.note(&Progress::new(code(1)), network(1), 0);
        for at in 0..30 {
            class.record(code(1), exchange(at, 10), "session", &OnePage);
        }
        let kept: Vec<u64> = class.exchanges(code(1)).iter().map(|it| it.at).collect();
        assert_eq!(kept, (10..30).rev().collect::<Vec<_>>());
    }

    #[test]
    fn large_exchanges_leave_room_for_fewer() {
        let class = classroom();
        class.note(&Progress::new(code(1)), network(1), 0);
        for at in 0..20 {
            class.record(code(1), exchange(at, 9000), "session", &OnePage);
        }
        assert_eq!(class.exchanges(code(1)).len(), 3);
        let many = vec![("cookie".to_owned(), "x".to_owned()); 150];
        for at in 20..40 {
            let request = many.clone();
            let exchange = Exchange {
                request,
                ..exchange(at, 0)
            };
            class.record(code(1), exchange, "session", &OnePage);
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
        class.note(&progress, network(1), 1);
        let slip = || {
            class
                .board(2, &OnePage)
                .rows
                .first()
                .and_then(|row| row.slip)
        };
        let refused = Slip::new(Exercise::TheKey, "refused");
        class.slip(code(1), refused);
        assert_eq!(slip(), Some(refused));
        class.record(code(1), exchange(2, 0), "session", &OnePage);
        assert_eq!(slip(), None);
        let row = class.board(2, &OnePage).rows.remove(0);
        assert_eq!(row.slips, [refused], "it is still told of");
        assert_eq!(row.moved, 2, "what was seen is a step");
        class.forget(code(1), Exercise::TheKey);
        assert!(class.board(2, &OnePage).rows[0].slips.is_empty());
    }

    /// Thirty students of one exercise each, at work since `now`.
    fn students(class: &Classroom, network: impl Fn(usize) -> Network, now: u64) -> Vec<Code> {
        let codes: Vec<Code> = (0..30).map(code).collect();
        for (number, code) in codes.iter().enumerate() {
            let mut progress = Progress::new(*code);
            class.announce(&progress, network(number), now);
            class.note(&progress, network(number), now);
            progress.predict(Exercise::Memory, 0, "so", now);
            class.learn(&progress, now);
            class.record(*code, exchange(now, 10), "session", &OnePage);
        }
        codes
    }

    #[track_caller]
    fn assert_kept(class: &Classroom, codes: &[Code]) {
        for code in codes {
            assert_eq!(class.exchanges(*code).len(), 1, "{code}");
        }
        assert!(class.visitors().by_code.len() <= MAX_VISITORS);
    }

    #[test]
    fn a_script_takes_no_students_seat_from_elsewhere_or_from_behind_the_same_address() {
        let at_one_address: fn(usize) -> Network = |_| network(9);
        let at_their_own = |number| network(u8::try_from(number).unwrap());
        let elsewhere = network(250);
        for (students_network, scripts, returns) in [
            (at_one_address, network(9), 0),
            (at_one_address, network(9), 1),
            (at_their_own, elsewhere, 0),
            (at_their_own, elsewhere, 1),
            (at_their_own, elsewhere, 5),
        ] {
            let class = classroom();
            let codes = students(&class, students_network, 100);
            for number in 30..1500 {
                let mut progress = Progress::new(code(number));
                class.announce(&progress, scripts, 101);
                for _ in 0..returns {
                    class.note(&progress, scripts, 102);
                }
                if returns == 5 {
                    progress.predict(Exercise::Memory, 0, "so", 102);
                    class.learn(&progress, 102);
                }
            }
            assert_kept(&class, &codes);
            // Nor is there none left for a student who comes now.
            let late = Progress::new(code(9999));
            class.note(&late, network(200), 103);
            assert!(class.knows(late.code));
        }
    }

    #[test]
    fn last_weeks_class_gives_way_to_this_weeks() {
        let class = classroom();
        for number in 100..100 + MAX_VISITORS {
            let mut progress = Progress::new(code(number));
            progress.predict(Exercise::Memory, 0, "so", 0);
            class.note(&progress, network(u8::try_from(number % 200).unwrap()), 0);
        }
        let codes = students(&class, |_| network(9), 600_000);
        assert_kept(&class, &codes);
    }

    #[test]
    fn who_has_not_come_back_is_not_on_the_board_yet() {
        let class = classroom();
        let progress = Progress::new(code(1));
        class.announce(&progress, network(1), 1);
        let board = class.board(1, &OnePage);
        assert_eq!((board.rows.len(), board.passing), (0, 1));
        class.note(&progress, network(1), 2);
        let board = class.board(2, &OnePage);
        assert_eq!((board.rows.len(), board.passing), (1, 0));
    }

    #[test]
    fn one_visitors_requests_are_no_others() {
        let class = classroom();
        class.note(&Progress::new(code(1)), network(1), 0);
        class.note(&Progress::new(code(2)), network(1), 0);
        class.record(code(1), exchange(1, 1), "session", &OnePage);
        class.record(code(3), exchange(1, 1), "session", &OnePage);
        assert_eq!(class.exchanges(code(1)).len(), 1);
        assert!(class.exchanges(code(2)).is_empty());
        assert!(class.exchanges(code(3)).is_empty());
    }

    #[test]
    fn a_fact_counts_for_an_open_exercise_alone() {
        let class = classroom();
        let mut progress = Progress::new(code(1));
        class.note(&progress, network(1), 0);
        let found = Fact::new(Exercise::Reading, "found");
        class.prove(code(1), found, 1);
        assert!(!class.evidence(code(1)).has_any(Exercise::Reading));
        progress.predict(Exercise::Reading, 0, "so", 1);
        class.note(&progress, network(1), 1);
        class.slip(code(1), Slip::new(Exercise::Reading, "wrong"));
        class.prove(code(1), found, 2);
        assert!(class.evidence(code(1)).has_any(Exercise::Reading));
    }
}
