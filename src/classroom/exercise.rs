//! The ten exercises, and what the server must have seen of each.

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

/// Something that the server saw happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// 1: a sign-in that came without a cookie.
    SignedIn,
    /// 1: then a page that was asked for without a cookie.
    AskedWithout,
    /// 1: then one with the cookie.
    AskedWith,
    /// 2: six requests of the course's pages, the first a sign-in.
    SixRequests,
    /// 2: both headers rightly counted.
    CountsRight,
    /// 3: the cookie with the hidden word came back.
    WordReceived,
    /// 3: the hidden word.
    WordFound,
    /// 4: a changed payload, on the bench.
    PayloadChanged,
    /// 4: a changed timestamp, on the bench.
    TimestampChanged,
    /// 4: a changed signature, on the bench.
    SignatureChanged,
    /// 4: another last character, on the bench.
    LastCharacterChanged,
    /// 4: a damaged cookie, sent to the site.
    DamagedSent,
    /// 5: a forged cookie that opened the page.
    DirectionEntered,
    /// 6: the weak key.
    KeyFound,
    /// 7: a cookie that was given a lifetime.
    ClockStarted,
    /// 7: that cookie, after its lifetime.
    OutlivedReceived,
    /// 8: a logout.
    SignedOut,
    /// 8: the cookie of before the logout, sent again.
    CopyReplayed,
    /// 9: a link on another site.
    LinkFollowed,
    /// 9: an image on another site.
    ImageLoaded,
    /// 9: a form on another site.
    FormSent,
    /// 10: the response with the proof in its header.
    ProofSent,
    /// 10: the proof.
    ProofRead,
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

    /// From 1 to 10.
    pub fn number(self) -> u8 {
        match self {
            Self::Memory => 1,
            Self::Headers => 2,
            Self::Reading => 3,
            Self::OneByte => 4,
            Self::TheKey => 5,
            Self::WeakKey => 6,
            Self::TwoClocks => 7,
            Self::SignedOut => 8,
            Self::CrossSite => 9,
            Self::OnTheWire => 10,
        }
    }

    /// The exercise of that number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.number() == number)
    }

    /// The first five are the core; the others may be done in any order.
    pub fn is_essential(self) -> bool {
        self.number() <= 5
    }

    /// How many answers there are to choose from.
    pub fn choices(self) -> u8 {
        match self {
            Self::Headers | Self::OneByte => 4,
            _ => 3,
        }
    }

    /// The answer that what happens bears out, counted from 0.
    pub fn right_choice(self) -> u8 {
        match self {
            Self::CrossSite => 0,
            Self::TheKey | Self::TwoClocks => 2,
            _ => 1,
        }
    }

    /// What has to be seen, in the order in which it usually happens.
    pub fn facts(self) -> &'static [Fact] {
        match self {
            Self::Memory => &[Fact::SignedIn, Fact::AskedWithout, Fact::AskedWith],
            Self::Headers => &[Fact::SixRequests, Fact::CountsRight],
            Self::Reading => &[Fact::WordReceived, Fact::WordFound],
            Self::OneByte => &[
                Fact::PayloadChanged,
                Fact::TimestampChanged,
                Fact::SignatureChanged,
                Fact::LastCharacterChanged,
                Fact::DamagedSent,
            ],
            Self::TheKey => &[Fact::DirectionEntered],
            Self::WeakKey => &[Fact::KeyFound],
            Self::TwoClocks => &[Fact::ClockStarted, Fact::OutlivedReceived],
            Self::SignedOut => &[Fact::SignedOut, Fact::CopyReplayed],
            Self::CrossSite => &[Fact::LinkFollowed, Fact::ImageLoaded, Fact::FormSent],
            Self::OnTheWire => &[Fact::ProofSent, Fact::ProofRead],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_leads_to_its_exercise_and_no_other_does() {
        for exercise in Exercise::ALL {
            assert_eq!(Exercise::from_number(exercise.number()), Some(exercise));
            assert!(exercise.right_choice() < exercise.choices());
        }
        for number in [0, 11, 255] {
            assert_eq!(Exercise::from_number(number), None);
        }
    }

    #[test]
    fn no_fact_belongs_to_two_exercises() {
        let mut facts: Vec<Fact> = Exercise::ALL
            .into_iter()
            .flat_map(|it| it.facts().iter().copied())
            .collect();
        let count = facts.len();
        facts.sort_unstable();
        facts.dedup();
        assert_eq!(facts.len(), count);
    }
}
