//! Exercise 4: one byte out of place.

use serde::Deserialize;

use super::{Practice, Steps};
use crate::{
    anatomy::{Part, Verdict},
    classroom::{Evidence, Exchange, Exercise, Fact, SessionSeen, Slip},
    config::COURSE_KEY,
    view::text::lab::Bilingual,
    web::{practical::steps::sign, routes::Route, teaching::with_next_last},
};

/// A changed payload, on the bench.
const PAYLOAD_CHANGED: Fact = Fact::new(Exercise::OneByte, "payload_changed");

/// A changed timestamp, on the bench.
const TIMESTAMP_CHANGED: Fact = Fact::new(Exercise::OneByte, "timestamp_changed");

/// A changed signature, on the bench.
const SIGNATURE_CHANGED: Fact = Fact::new(Exercise::OneByte, "signature_changed");

/// Another last character, on the bench.
const LAST_CHARACTER_CHANGED: Fact = Fact::new(Exercise::OneByte, "last_character_changed");

/// A damaged cookie, sent to the site.
const DAMAGED_SENT: Fact = Fact::new(Exercise::OneByte, "damaged_sent");

/// Signed anew on the bench instead of verifying.
pub(in crate::web) const SIGNED_ANEW: Slip = Slip::new(Exercise::OneByte, "signed_anew");

/// What the bench has proved: a good cookie is refused after this part alone
/// was changed.
pub(in crate::web) fn changed(part: Part, is_last_character: bool) -> Fact {
    match part {
        Part::Payload => PAYLOAD_CHANGED,
        Part::Timestamp => TIMESTAMP_CHANGED,
        Part::Signature if is_last_character => LAST_CHARACTER_CHANGED,
        Part::Signature => SIGNATURE_CHANGED,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    to_bench: String,
}

pub(super) struct OneByte(pub(super) Bilingual<Words>);

impl Practice for OneByte {
    fn facts(&self) -> &'static [Fact] {
        &[
            PAYLOAD_CHANGED,
            TIMESTAMP_CHANGED,
            SIGNATURE_CHANGED,
            LAST_CHARACTER_CHANGED,
            DAMAGED_SENT,
        ]
    }

    fn slips(&self) -> &'static [Slip] {
        &[SIGNED_ANEW]
    }

    fn observe(&self, exchange: &Exchange, evidence: &mut Evidence) {
        let is_damaged = matches!(
            exchange.session,
            SessionSeen::Refused {
                verdict: Verdict::BadSignature
            }
        );
        if is_damaged && exchange.is_of_the_course() {
            evidence.record(DAMAGED_SENT, exchange.at);
        }
    }

    fn steps(&self, steps: &mut Steps<'_, '_>) {
        steps.link_to(0, Route::Bench, &self.0.of(steps.ctx.lang).to_bench);
        let damaged = format!("session={}", damaged(&own_session(steps)));
        let page = steps
            .commands
            .curl(Route::Index)
            .plain("-b")
            .quoted(damaged);
        let page = page.find("<h1");
        steps.add(1, steps.commands.in_each(|shell| page.write(shell)));
        let cookie = with_next_last(&own_session(steps));
        steps.add(
            2,
            steps.commands.in_each(|shell| {
                let cookie = shell.quote(&cookie);
                format!("flask-session-demo decode-cookie --secret-key {COURSE_KEY} {cookie}")
            }),
        );
        steps.add_tool(2, |shell, tool| {
            let cookie = shell.quote(&cookie);
            format!("{tool} verify --key {COURSE_KEY} --like-flask {cookie}")
        });
    }
}

/// The visitor's session cookie, else the last good one, else one that anybody
/// could have.
fn own_session(steps: &Steps<'_, '_>) -> String {
    let ctx = steps.ctx;
    let came = ctx.session_text();
    let came = came.filter(|value| value.matches('.').count() >= 2);
    let good = || ctx.app.classroom.good_session(ctx.visitor.owner()?.code);
    came.or_else(good).unwrap_or_else(|| {
        let session = format!(r#"{{"user":{{"username":"{}"}}}}"#, steps.progress.code);
        sign(COURSE_KEY, &session, ctx.now())
    })
}

/// The same with one character of the payload changed.
fn damaged(cookie: &str) -> String {
    let change = |(index, character): (usize, char)| match (index, character) {
        (6, 'A') => 'B',
        (6, _) => 'A',
        (_, character) => character,
    };
    cookie.chars().enumerate().map(change).collect()
}
