//! The cookie on the bench, and what is done to it.

use super::{
    form::{Field, Problems, Typed},
    key::signer,
};
use crate::{
    anatomy::{
        Anatomy, Diff, Examiner, Hint, Parts, parse_time,
        paste::{NotFound, find},
    },
    itsdangerous::{SecretKeys, dump_payload, write_timestamp},
    session::{dumps, loads},
    view::text::lab::BenchWords,
};

/// What happened that the visitor should be told.
#[derive(Clone, Copy)]
enum Event {
    NewOriginal,
    NoSession,
    NotJson,
    SignedAnew,
    Restored,
}

/// A cookie and the one it was made of.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) value: String,
    pub(super) original: String,
    pub(super) is_signed_anew: bool,
    /// What had to be cleaned away.
    hints: Vec<Hint>,
    /// Why the text gives no cookie.
    not_found: Option<NotFound>,
    events: Vec<Event>,
}

impl Draft {
    /// A cookie as it is.
    pub(super) fn new(value: String) -> Self {
        Self {
            original: value.clone(),
            value,
            ..Self::default()
        }
    }

    /// The original again.
    pub(super) fn restored(typed: &Typed) -> Self {
        Self {
            events: vec![Event::Restored],
            ..Self::new(typed.original.clone())
        }
    }

    /// What was there, since the visitor has no session to take.
    pub(super) fn without_session(typed: &Typed) -> Self {
        Self {
            value: typed.cookie.clone(),
            original: typed.original.clone(),
            events: vec![Event::NoSession],
            ..Self::default()
        }
    }

    /// What was pasted, cleaned, with the parts that were edited.
    pub(super) fn of(
        typed: &Typed,
        cookie_name: &str,
        now: u64,
        words: &BenchWords,
    ) -> Result<Self, Problems> {
        let contradiction = || Problems {
            contradiction: Some(words.contradiction.to_owned()),
            ..Problems::default()
        };
        let mut draft = Self::pasted(typed, cookie_name);
        let edited = |field| typed.edited(field);
        let (timestamp, date) = (edited(Field::Timestamp), edited(Field::Date));
        let (payload, signature) = (edited(Field::Payload), edited(Field::Signature));
        let edits_part = [payload, timestamp, date, signature]
            .iter()
            .any(Option::is_some);
        let is_pasted = typed.seen.is_some() && edited(Field::Cookie).is_some();
        if (is_pasted && edits_part) || (timestamp.is_some() && date.is_some()) {
            return Err(contradiction());
        }
        let timestamp = match date {
            None => timestamp.map(str::to_owned),
            Some(date) => Some(date_as_written(date, now, words)?),
        };
        if edits_part {
            let payload = payload.map(|text| draft.pack(text));
            draft.replace(payload, timestamp, signature.map(str::to_owned));
        }
        Ok(draft)
    }

    /// The text under test; what the page itself wrote there is taken as it is.
    fn pasted(typed: &Typed, cookie_name: &str) -> Self {
        let mut draft = Self {
            value: typed.cookie.clone(),
            original: typed.original.clone(),
            ..Self::default()
        };
        if typed.seen.is_some() && typed.edited(Field::Cookie).is_none() {
            return draft;
        }
        match find(&typed.cookie, cookie_name) {
            Ok(pasted) => {
                draft.value = pasted.value;
                draft.hints = pasted.hints;
            }
            Err(reason) => draft.not_found = Some(reason),
        }
        if draft.original.is_empty() {
            draft.original.clone_from(&draft.value);
        } else if Diff::of(&draft.original, &draft.value).changed().len() == 3 {
            draft.original.clone_from(&draft.value);
            draft.events.push(Event::NewOriginal);
        }
        draft
    }

    /// A payload as Flask packs it; what is no JSON is packed all the same, so
    /// that the last gate can be seen shut.
    fn pack(&mut self, text: &str) -> String {
        if let Ok(session) = loads(text) {
            return dump_payload(dumps(&session).as_bytes());
        }
        self.events.push(Event::NotJson);
        dump_payload(text.as_bytes())
    }

    fn replace(
        &mut self,
        payload: Option<String>,
        timestamp: Option<String>,
        signature: Option<String>,
    ) {
        let parts = Parts::of(&self.value);
        let kept = |part: Option<&str>| part.map(str::to_owned);
        let parts = [
            payload.or_else(|| kept(parts.payload)),
            timestamp.or_else(|| kept(parts.timestamp)),
            signature.or_else(|| kept(parts.signature)),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        self.value = parts.join(".");
    }

    /// Another cookie of the same payload and the same date.
    pub(super) fn sign(&mut self, keys: &SecretKeys, now: u64) {
        let parts = Parts::of(&self.value);
        let payload = parts.payload.unwrap_or_default();
        let timestamp = parts
            .timestamp
            .map_or_else(|| write_timestamp(now), str::to_owned);
        self.value = signer(keys).sign(&format!("{payload}.{timestamp}"));
        self.not_found = None;
        self.is_signed_anew = true;
        self.events.push(Event::SignedAnew);
    }

    /// There is a cookie in the text.
    pub(super) fn is_found(&self) -> bool {
        self.not_found.is_none()
    }

    /// What `decode-cookie` would say of the text.
    pub(super) fn examine(&self, examiner: &Examiner, now: u64) -> Anatomy {
        if let Some(reason) = &self.not_found {
            return examiner.refuse(reason.clone().into());
        }
        let mut anatomy = examiner.examine(&self.value, now);
        anatomy.hints.extend(self.hints.iter().cloned());
        anatomy
    }

    /// What the visitor should be told.
    pub(super) fn notices(&self, words: &'static BenchWords) -> Vec<&'static str> {
        let events = self.events.iter().map(|event| match event {
            Event::NewOriginal => words.new_original,
            Event::NoSession => words.no_session,
            Event::NotJson => words.not_json,
            Event::SignedAnew => words.signed_anew,
            Event::Restored => words.restored,
        });
        events.collect()
    }
}

fn date_as_written(date: &str, now: u64, words: &BenchWords) -> Result<String, Problems> {
    match parse_time(date.trim()) {
        Ok(time) => Ok(write_timestamp(time.resolve(now))),
        Err(_) => Err(Problems {
            date: Some(words.date_unreadable.to_owned()),
            ..Problems::default()
        }),
    }
}
