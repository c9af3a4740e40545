//! Everybody at a glance, for the teacher.

use std::collections::BTreeMap;

use super::{Exercise, Progress, Slip, Stage};

/// How long nothing has to move before a student counts as stuck, in seconds.
pub const STUCK_AFTER: u64 = 3 * 60;

/// One student. There is no `Debug`, as for [`Progress`].
#[derive(Clone)]
pub struct Row {
    /// As the student's browser brought it last.
    pub progress: Progress,
    /// The last wrong turn of an exercise that is open.
    pub slip: Option<Slip>,
    /// The last wrong turns, the newest last, whether they were put right or not.
    pub slips: Vec<Slip>,
    /// When the last step was made, or the last fact seen, Unix seconds.
    pub moved: u64,
    /// When the last request came, Unix seconds.
    pub last_seen: u64,
}

impl Row {
    /// The exercise that was begun and is not done; of several, the one that
    /// has waited longest.
    pub fn current(&self) -> Option<Exercise> {
        let open = self
            .progress
            .begun()
            .filter(|(_, it)| it.stage != Stage::Done);
        open.min_by_key(|(_, it)| it.since)
            .map(|(exercise, _)| exercise)
    }

    /// Since when nothing has moved although something is open, Unix seconds;
    /// `None` before it has been so for [`STUCK_AFTER`].
    pub fn stuck_since(&self, now: u64) -> Option<u64> {
        let since = self.current().map(|_| self.moved);
        since.filter(|at| now.saturating_sub(*at) >= STUCK_AFTER)
    }
}

/// How often each answer was predicted, by its place.
pub type Histogram = Vec<usize>;

/// How many have come how far in an exercise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// It is begun, and not done.
    pub open: usize,
    /// It is done.
    pub done: usize,
}

/// All students, those first who have been stuck longest, the others by code:
/// whoever works keeps the place on the board.
pub struct Board {
    /// One a student.
    pub rows: Vec<Row>,
    /// Who opened a page, and has not brought the cookie back: many of them are
    /// a script's, or a browser's that keeps none.
    pub passing: usize,
    /// When it was made, Unix seconds.
    pub now: u64,
}

impl Board {
    pub(super) fn new(mut rows: Vec<Row>, passing: usize, now: u64) -> Self {
        rows.sort_by_key(|row| (row.stuck_since(now).unwrap_or(u64::MAX), row.progress.code));
        Self { rows, passing, now }
    }

    /// What was predicted in one exercise of so many answers; what was chosen
    /// when there were more is not counted.
    pub fn histogram(&self, exercise: Exercise, choices: usize) -> Histogram {
        let mut counts = vec![0; choices];
        for row in &self.rows {
            let choice = row
                .progress
                .attempt(exercise)
                .map(|it| usize::from(it.choice));
            if let Some(count) = choice.and_then(|choice| counts.get_mut(choice)) {
                *count += 1;
            }
        }
        counts
    }

    /// How far all have come in one exercise.
    pub fn totals(&self, exercise: Exercise) -> Totals {
        let mut totals = Totals::default();
        for stage in self
            .rows
            .iter()
            .filter_map(|it| it.progress.stage(exercise))
        {
            match stage {
                Stage::Predicted | Stage::Observed => totals.open += 1,
                Stage::Done => totals.done += 1,
            }
        }
        totals
    }

    /// The wrong turns, how often each is the last one of somebody, most
    /// frequent first.
    pub fn slips(&self) -> Vec<(Slip, usize)> {
        let mut counts = BTreeMap::new();
        for slip in self.rows.iter().filter_map(|row| row.slip) {
            *counts.entry(slip).or_insert(0) += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counts
    }

    /// When the last request of anybody came, Unix seconds.
    pub fn last_seen(&self) -> Option<u64> {
        self.rows.iter().map(|row| row.last_seen).max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classroom::Code;

    fn row(code: &str, moved: u64, predictions: &[(Exercise, u8)]) -> Row {
        let mut progress = Progress::new(Code::parse(code).unwrap());
        for (exercise, choice) in predictions {
            progress.predict(*exercise, *choice, "so", moved);
        }
        Row {
            progress,
            slip: None,
            slips: Vec::new(),
            moved,
            last_seen: moved,
        }
    }

    #[test]
    fn who_is_stuck_longest_comes_first_and_who_has_begun_nothing_last() {
        let rows = [
            row("AAAAAA", 5, &[]),
            row("BBBBBB", 20, &[(Exercise::Memory, 0)]),
            row("CCCCCC", 10, &[(Exercise::Reading, 1)]),
        ];
        let board = Board::new(rows.into(), 0, 500);
        let codes: Vec<_> = board
            .rows
            .iter()
            .map(|it| it.progress.code.to_string())
            .collect();
        assert_eq!(codes, ["CCCCCC", "BBBBBB", "AAAAAA"]);
        assert_eq!(board.last_seen(), Some(20));
    }

    #[test]
    fn nobody_is_stuck_before_three_minutes_without_a_step() {
        let row = row("AAAAAA", 100, &[(Exercise::Memory, 0)]);
        assert_eq!(row.stuck_since(100 + STUCK_AFTER - 1), None);
        assert_eq!(row.stuck_since(100 + STUCK_AFTER), Some(100));
        let idle = self::row("BBBBBB", 100, &[]);
        assert_eq!(idle.stuck_since(10_000), None);
    }

    #[test]
    fn an_exercise_is_open_or_done() {
        let mut done = row("AAAAAA", 1, &[(Exercise::Reading, 0)]);
        done.progress.explain(Exercise::Reading, "so", true, 2);
        let open = row("BBBBBB", 1, &[(Exercise::Reading, 1)]);
        let board = Board::new(vec![done, open, row("CCCCCC", 1, &[])], 0, 4);
        assert_eq!(board.totals(Exercise::Reading), Totals { open: 1, done: 1 });
        assert_eq!(board.totals(Exercise::Memory), Totals::default());
    }

    #[test]
    fn predictions_are_counted_by_answer() {
        let rows = [
            row("AAAAAA", 1, &[(Exercise::Reading, 0)]),
            row("BBBBBB", 2, &[(Exercise::Reading, 2)]),
            row(
                "CCCCCC",
                3,
                &[(Exercise::Reading, 2), (Exercise::Memory, 9)],
            ),
        ];
        let board = Board::new(rows.into(), 0, 4);
        assert_eq!(board.histogram(Exercise::Reading, 3), [1, 0, 2]);
        assert_eq!(board.histogram(Exercise::Memory, 3), [0, 0, 0]);
    }
}
