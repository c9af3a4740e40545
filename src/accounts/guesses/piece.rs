//! A secret as a row of pieces.

use std::ops::Range;

/// One way to read some of the signs.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) signs: Range<usize>,
    /// How many guesses it takes, as a decimal logarithm.
    pub(super) guesses: f64,
}

impl Piece {
    pub(super) fn new(signs: Range<usize>, guesses: f64) -> Self {
        Self { signs, guesses }
    }
}

/// The guesses of the row that takes the fewest, of all rows that make up the whole.
pub(super) fn fewest(length: usize, pieces: &[Piece]) -> f64 {
    let mut up_to = vec![0.0];
    for end in 1..=length {
        let ending = pieces.iter().filter(|piece| piece.signs.end == end);
        let rows = ending.filter_map(|piece| Some(up_to.get(piece.signs.start)? + piece.guesses));
        up_to.push(rows.fold(f64::INFINITY, f64::min));
    }
    up_to.last().copied().unwrap_or_default()
}
