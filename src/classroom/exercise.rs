//! The ten exercises, and how what is seen of one is named.

/// An exercise of the practical.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exercise {
    /// 1: HTTP has no memory.
    Memory,
    /// 2: `Set-Cookie` and `Cookie`.
    Headers,
    /// 3: read without the key.
    Reading,
    /// 4: one byte out of place.
    OneByte,
    /// 5: the key is everything.
    TheKey,
    /// 6: guess the key.
    WeakKey,
    /// 7: two clocks.
    TwoClocks,
    /// 8: signed out, really?
    SignedOut,
    /// 9: attributes and CSRF.
    CrossSite,
    /// 10: on the wire.
    OnTheWire,
}

impl Exercise {
    /// All ten, in their order.
    pub const ALL: [Self; 10] = [
        Self::Memory,
        Self::Headers,
        Self::Reading,
        Self::OneByte,
        Self::TheKey,
        Self::WeakKey,
        Self::TwoClocks,
        Self::SignedOut,
        Self::CrossSite,
        Self::OnTheWire,
    ];

    /// From 1 to 10, as the pages, the `tp` cookie and the CSV file count.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The exercise of that number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.number() == number)
    }

    /// Its table in the files of texts.
    pub fn key(self) -> &'static str {
        match self {
            Self::Memory => "memory",
            Self::Headers => "headers",
            Self::Reading => "reading",
            Self::OneByte => "one_byte",
            Self::TheKey => "the_key",
            Self::WeakKey => "weak_key",
            Self::TwoClocks => "two_clocks",
            Self::SignedOut => "signed_out",
            Self::CrossSite => "cross_site",
            Self::OnTheWire => "on_the_wire",
        }
    }

    /// The first five are the core; the others may be done in any order.
    pub fn is_essential(self) -> bool {
        self.number() <= 5
    }
}

/// Something that the server saw happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    exercise: Exercise,
    key: &'static str,
}

impl Fact {
    /// A fact of an exercise, under its key in the files of texts.
    pub const fn new(exercise: Exercise, key: &'static str) -> Self {
        Self { exercise, key }
    }

    /// The exercise that wants to see it.
    pub fn exercise(self) -> Exercise {
        self.exercise
    }

    /// Its key in the files of texts.
    pub fn key(self) -> &'static str {
        self.key
    }
}

/// Where a student took a wrong turn; the teacher's board says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slip {
    exercise: Exercise,
    key: &'static str,
}

impl Slip {
    /// A wrong turn in an exercise, under its key in the files of texts.
    pub const fn new(exercise: Exercise, key: &'static str) -> Self {
        Self { exercise, key }
    }

    /// The exercise that it was taken in.
    pub fn exercise(self) -> Exercise {
        self.exercise
    }

    /// Its key in the files of texts.
    pub fn key(self) -> &'static str {
        self.key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_leads_to_its_exercise_and_no_other_does() {
        for (number, exercise) in (1..).zip(Exercise::ALL) {
            assert_eq!(exercise.number(), number);
            assert_eq!(Exercise::from_number(number), Some(exercise));
        }
        for number in [0, 99, 255] {
            assert_eq!(Exercise::from_number(number), None);
        }
    }
}
