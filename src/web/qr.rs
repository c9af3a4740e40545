//! An address as a QR code (ISO/IEC 18004): for the teacher's board and for the
//! terminal of `serve`, so that nobody in the room has to type it.

use qrcode::{Color, QrCode, QrResult};

/// The light border that a reader needs, in squares.
const QUIET: usize = 4;

/// The squares of a code.
pub(crate) struct Qr {
    /// Squares a side, without the border.
    width: usize,
    /// Row after row.
    squares: Vec<Color>,
}

impl Qr {
    /// Fails for a text that is too long for any code: an address is not.
    pub(crate) fn of(text: &str) -> QrResult<Self> {
        let code = QrCode::new(text)?;
        Ok(Self {
            width: code.width(),
            squares: code.into_colors(),
        })
    }

    /// Squares a side, with the border.
    pub(crate) fn side(&self) -> usize {
        self.width + 2 * QUIET
    }

    /// Whether a square is dark, counted with the border.
    fn is_dark(&self, x: usize, y: usize) -> bool {
        let (Some(x), Some(y)) = (x.checked_sub(QUIET), y.checked_sub(QUIET)) else {
            return false;
        };
        x < self.width && self.squares.get(y * self.width + x) == Some(&Color::Dark)
    }

    /// The dark squares as the `d` of an SVG path, in a box of [`Self::side`]: a
    /// line of height 1 for each stretch of a row, `M4 4.5h7`.
    pub(crate) fn path(&self) -> String {
        let mut strokes = Vec::new();
        for y in 0..self.side() {
            let mut x = 0;
            while x < self.side() {
                let dark = (x..self.side()).take_while(|x| self.is_dark(*x, y)).count();
                if dark > 0 {
                    strokes.push(format!("M{x} {y}.5h{dark}"));
                }
                x += dark + 1;
            }
        }
        strokes.concat()
    }

    /// The code in lines of text, two rows of squares each: what is dark is drawn
    /// in the foreground.
    pub(crate) fn lines(&self) -> impl Iterator<Item = String> {
        (0..self.side()).step_by(2).map(|y| {
            let columns = 0..self.side();
            columns
                .map(|x| match (self.is_dark(x, y), self.is_dark(x, y + 1)) {
                    (true, true) => '█',
                    (true, false) => '▀',
                    (false, true) => '▄',
                    (false, false) => ' ',
                })
                .collect()
        })
    }
}
