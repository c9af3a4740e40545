//! Exercise 1: HTTP has no memory.

use super::{Practice, Steps};
use crate::{
    classroom::{Evidence, Exchange, Exercise, Fact, Place, SessionSeen, Who},
    web::routes::Route,
};

/// A sign-in that came without a cookie.
const SIGNED_IN: Fact = Fact::new(Exercise::Memory, "signed_in");

/// Then a page that was asked for without a cookie.
const ASKED_WITHOUT: Fact = Fact::new(Exercise::Memory, "asked_without");

/// Then one with the cookie.
const ASKED_WITH: Fact = Fact::new(Exercise::Memory, "asked_with");

pub(super) struct Memory;

impl Practice for Memory {
    fn facts(&self) -> &'static [Fact] {
        &[SIGNED_IN, ASKED_WITHOUT, ASKED_WITH]
    }

    /// A sign-in without a cookie, then a page without, then one with it.
    fn observe(&self, exchange: &Exchange, evidence: &mut Evidence) {
        let has_cookie = exchange.session != SessionSeen::None;
        let is_known = matches!(
            exchange.session,
            SessionSeen::Taken {
                who: Who::Somebody | Who::Named(_),
                ..
            }
        );
        let is_page = exchange.place == Place::Course && exchange.method == "GET";
        if exchange.place == Place::SignIn
            && exchange.method == "POST"
            && exchange.status == 302
            && !has_cookie
        {
            evidence.record(SIGNED_IN, exchange.at);
        } else if is_page && !has_cookie && evidence.has(SIGNED_IN) {
            evidence.record(ASKED_WITHOUT, exchange.at);
        } else if is_page && is_known && evidence.has(ASKED_WITHOUT) {
            evidence.record(ASKED_WITH, exchange.at);
        }
    }

    fn steps(&self, steps: &mut Steps<'_, '_>) {
        let commands = steps.commands;
        let sign_in = commands.sign_in().plain("-w").quoted(r"%{http_code}\n");
        let home = commands.curl(Route::Index).find("<h1");
        let keep = commands.sign_in().plain("-c").plain("tp1.txt");
        let again = commands
            .curl(Route::Index)
            .plain("-b")
            .plain("tp1.txt")
            .find("<h1");
        steps.add(0, commands.in_each(|shell| sign_in.write(shell)));
        steps.add(1, commands.in_each(|shell| home.write(shell)));
        steps.add(
            2,
            commands.in_each(|shell| format!("{}\n{}", keep.write(shell), again.write(shell))),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::{super::sample::*, *};

    #[test]
    fn memory_is_seen_in_its_order_only() {
        let practice = practice(Exercise::Memory);
        let mut evidence = Evidence::default();
        let has_all = |evidence: &Evidence| {
            let mut facts = practice.facts().iter();
            facts.all(|fact| evidence.has(*fact))
        };
        for exchange in [
            page(SessionSeen::None),
            page(taken()),
            sign_in(),
            page(taken()),
        ] {
            practice.observe(&exchange, &mut evidence);
            assert!(!has_all(&evidence));
        }
        practice.observe(&page(SessionSeen::None), &mut evidence);
        practice.observe(&page(taken()), &mut evidence);
        assert!(has_all(&evidence));
        assert_eq!(evidence.seen_at(ASKED_WITH), Some(7));
    }
}
