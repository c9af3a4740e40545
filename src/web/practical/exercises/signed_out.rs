//! Exercise 8: signed out, really?

use serde::Deserialize;

use super::{Practice, Steps};
use crate::{
    classroom::{Evidence, Exchange, Exercise, Fact, Note, Place, Progress, Why},
    view::text::{Lang, lab::Bilingual},
    web::{routes::Route, signed_in::User},
};

/// A logout.
const SIGNED_OUT: Fact = Fact::new(Exercise::SignedOut, "signed_out");

/// The cookie of before the logout, sent again.
const COPY_REPLAYED: Fact = Fact::new(Exercise::SignedOut, "copy_replayed");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    to_sign_in: String,
    replay_was_taken: String,
    replay_was_refused: String,
}

pub(super) struct SignedOut(pub(super) Bilingual<Words>);

impl Practice for SignedOut {
    fn facts(&self) -> &'static [Fact] {
        &[SIGNED_OUT, COPY_REPLAYED]
    }

    /// Remembers the last logout, and the last time that its cookie came again.
    fn observe(&self, exchange: &Exchange, evidence: &mut Evidence) {
        let note = Note::from(exchange);
        if is_logout(&note) {
            if note.mark.is_some() {
                evidence.forget_notes(Exercise::SignedOut, is_logout);
                evidence.note(Exercise::SignedOut, exchange);
                evidence.record(SIGNED_OUT, exchange.at);
            }
            return;
        }
        let mut notes = evidence.notes(Exercise::SignedOut).iter();
        if notes.any(|it| is_logout(it) && it.mark == note.mark) {
            evidence.forget_notes(Exercise::SignedOut, |it| !is_logout(it));
            evidence.note(Exercise::SignedOut, exchange);
            evidence.record(COPY_REPLAYED, exchange.at);
        }
    }

    fn steps(&self, steps: &mut Steps<'_, '_>) {
        let commands = steps.commands;
        let sign_in = commands.sign_in().plain("-c").plain("tp8.txt");
        let sign_out = commands.curl(Route::SignOut).silent();
        let sign_out = sign_out.plain("-b tp8.txt -c tp8.txt -X POST");
        let replay = commands.curl(Route::Index).plain("-b").plain("copie.txt");
        let replay = replay.find("<h1");
        let text = commands.in_each(|shell| {
            let (sign_in, sign_out) = (sign_in.write(shell), sign_out.write(shell));
            // `cp` is an alias in PowerShell.
            format!(
                "{sign_in}\ncp tp8.txt copie.txt\n{sign_out}\n{}",
                replay.write(shell)
            )
        });
        steps.add(2, text);
        if User::peek(&steps.ctx.session).is_none() {
            steps.link_to(0, Route::SignIn, &self.0.of(steps.ctx.lang).to_sign_in);
        }
    }

    fn remarks(&self, lang: Lang, _progress: &Progress, evidence: &Evidence) -> Vec<String> {
        let words = self.0.of(lang);
        let remark = replay_was_taken(evidence).map(|was_taken| {
            if was_taken {
                words.replay_was_taken.clone()
            } else {
                words.replay_was_refused.clone()
            }
        });
        remark.into_iter().collect()
    }
}

fn is_logout(note: &Note) -> bool {
    note.place == Place::SignOut && note.why == Why::Emptied
}

/// Whether the copy was taken; `None` before it was sent.
fn replay_was_taken(evidence: &Evidence) -> Option<bool> {
    let mut notes = evidence.notes(Exercise::SignedOut).iter();
    let replay = notes.find(|it| !is_logout(it))?;
    Some(replay.was_taken)
}

#[cfg(test)]
mod tests {
    use super::{super::sample::*, *};
    use crate::classroom::{Mark, SessionSeen, Who};

    #[test]
    fn a_copy_is_known_by_its_value_after_the_logout() {
        let practice = practice(Exercise::SignedOut);
        let mut evidence = Evidence::default();
        practice.observe(&page(taken()), &mut evidence);
        assert!(!evidence.has(COPY_REPLAYED));
        let logout = Exchange::sample(Place::SignOut, "POST", taken(), Why::Emptied);
        practice.observe(&logout, &mut evidence);
        let other = SessionSeen::Taken {
            mark: Mark::try_from("BBBBBBBB".to_owned()).unwrap(),
            value: None,
            who: Who::Nobody,
        };
        for before in [other, SessionSeen::None] {
            practice.observe(&page(before), &mut evidence);
            assert_eq!(replay_was_taken(&evidence), None);
        }
        practice.observe(&page(taken()), &mut evidence);
        assert_eq!(replay_was_taken(&evidence), Some(true));
        assert!(practice.facts().iter().all(|fact| evidence.has(*fact)));
    }

    #[test]
    fn another_logout_forgets_no_answer_and_many_leave_nothing_behind() {
        let practice = practice(Exercise::SignedOut);
        let mut evidence = Evidence::default();
        for _ in 0..20 {
            let logout = Exchange::sample(Place::SignOut, "POST", taken(), Why::Emptied);
            practice.observe(&logout, &mut evidence);
            practice.observe(&page(taken()), &mut evidence);
        }
        assert_eq!(replay_was_taken(&evidence), Some(true));
        assert_eq!(evidence.notes(Exercise::SignedOut).len(), 2);
    }
}
