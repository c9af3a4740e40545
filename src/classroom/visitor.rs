//! One visitor in memory: what was done last, and how far it is.

use std::{collections::VecDeque, sync::Arc};

use super::board::Row;
use super::seat::Seat;
use super::{Evidence, Exchange, Exercise, Progress, Rules, Slip, Stage, Tie};

/// How many exchanges of a visitor are kept.
pub const MAX_EXCHANGES: usize = 20;

/// How many wrong turns of a visitor are kept.
const MAX_SLIPS: usize = 5;

/// Bytes of exchanges kept of one visitor: twenty ordinary ones are a third.
const MAX_EXCHANGE_BYTES: usize = 32 * 1024;

/// One visitor.
pub(super) struct Visitor {
    pub(super) progress: Progress,
    pub(super) evidence: Evidence,
    pub(super) exchanges: VecDeque<Arc<Exchange>>,
    /// The last session cookie that was good: issued, or taken.
    pub(super) good_session: Option<String>,
    pub(super) slip: Option<Slip>,
    /// The last wrong turns, the newest last, each once.
    pub(super) slips: Vec<Slip>,
    /// When the last step was made, Unix seconds.
    moved: u64,
    pub(super) seat: Seat,
}

impl Visitor {
    pub(super) fn new(progress: Progress, seat: Seat, now: u64) -> Self {
        Self {
            progress,
            evidence: Evidence::default(),
            exchanges: VecDeque::new(),
            good_session: None,
            slip: None,
            slips: Vec::new(),
            moved: now,
            seat,
        }
    }

    pub(super) fn learn(&mut self, progress: &Progress, now: u64) {
        if self.progress != *progress {
            self.progress.clone_from(progress);
            self.moved = now;
        }
    }

    pub(super) fn record(&mut self, mut exchange: Exchange, cookie_name: &str, rules: &impl Rules) {
        exchange.be_counted();
        let progress = &self.progress;
        // The cookie that holds them did not come along.
        if let (Tie::Code, Some(settings)) = (exchange.tie, progress.settings) {
            exchange.same_site = settings.same_site;
        }
        let is_open = |exercise| match progress.stage(exercise) {
            None => false,
            Some(Stage::Predicted) => true,
            Some(Stage::Observed | Stage::Done) => rules.goes_on(exercise),
        };
        self.evidence.observe(&exchange, rules, is_open);
        let good = exchange
            .issued_value(cookie_name)
            .or(exchange.signed_value());
        if let Some(good) = good {
            self.good_session = Some(good.to_owned());
        }
        self.exchanges.push_back(Arc::new(exchange));
        while self.exchanges.len() > MAX_EXCHANGES || self.bytes() > MAX_EXCHANGE_BYTES {
            self.exchanges.pop_front();
        }
    }

    /// Takes down a wrong turn.
    pub(super) fn slip(&mut self, slip: Slip) {
        self.slip = Some(slip);
        self.slips.retain(|it| *it != slip);
        if self.slips.len() == MAX_SLIPS {
            self.slips.remove(0);
        }
        self.slips.push(slip);
    }

    /// Forgets what was seen of an exercise.
    pub(super) fn forget(&mut self, exercise: Exercise) {
        self.evidence.forget(exercise);
        self.slip = self.slip.filter(|slip| slip.exercise() != exercise);
        self.slips.retain(|slip| slip.exercise() != exercise);
    }

    fn bytes(&self) -> usize {
        self.exchanges.iter().map(|it| it.size()).sum()
    }

    /// A wrong turn that was put right, in whatever way, is none any more.
    fn open_slip(&self, rules: &impl Rules) -> Option<Slip> {
        self.slip.filter(|slip| {
            let exercise = slip.exercise();
            self.progress.stage(exercise) == Some(Stage::Predicted)
                && !self.evidence.has_all(exercise, rules)
        })
    }

    pub(super) fn row(&self, rules: &impl Rules) -> Row {
        Row {
            progress: self.progress.clone(),
            slip: self.open_slip(rules),
            slips: self.slips.clone(),
            moved: self.moved.max(self.evidence.last_seen().unwrap_or(0)),
            last_seen: self.seat.last_seen,
        }
    }
}
