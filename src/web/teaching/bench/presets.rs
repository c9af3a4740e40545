//! Ready-made trials: plain links, which carry the name of a change and no
//! cookie.

use super::key::signer;
use crate::{
    anatomy::Parts,
    itsdangerous::{
        SecretKeys, UrlSafeTimedSerializer, dump_payload, load_payload, write_timestamp,
    },
    session::{Dict, MAX_SESSION_BYTES, Value, dumps, loads},
    view::text::lab::BenchWords,
    web::ctx::Ctx,
};

const DAY: u64 = 24 * 60 * 60;

/// A change to a good cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Preset {
    Name,
    Older,
    Future,
    Cut,
    LastCharacter,
    Pad,
}

impl Preset {
    pub(super) const ALL: [Self; 6] = [
        Self::Name,
        Self::Older,
        Self::Future,
        Self::Cut,
        Self::LastCharacter,
        Self::Pad,
    ];

    /// Its name in the address.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Name => "admin",
            Self::Older => "age",
            Self::Future => "futur",
            Self::Cut => "coupe",
            Self::LastCharacter => "dernier",
            Self::Pad => "egal",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// What its link says.
    pub(super) fn title(self, words: &BenchWords, base: &str) -> String {
        match self {
            Self::Name => match username(base) {
                Some(name) => {
                    let short: String = name.chars().take(24).collect();
                    words.preset_name(&short, other_name(&name))
                }
                None => words.preset_user(other_name("")),
            },
            Self::Older => words.preset_older.to_owned(),
            Self::Future => words.preset_future.to_owned(),
            Self::Cut => words.preset_cut.to_owned(),
            Self::LastCharacter => words.preset_last.to_owned(),
            Self::Pad => words.preset_pad.to_owned(),
        }
    }

    /// The cookie with that change, signed as it was.
    pub(super) fn apply(self, base: &str, now: u64) -> String {
        let parts = Parts::of(base);
        let (Some(payload), Some(timestamp), Some(signature)) =
            (parts.payload, parts.timestamp, parts.signature)
        else {
            return base.to_owned();
        };
        let dated = |seconds| format!("{payload}.{}.{signature}", write_timestamp(seconds));
        match self {
            Self::Name => {
                let payload = dump_payload(dumps(&renamed(base)).as_bytes());
                format!("{payload}.{timestamp}.{signature}")
            }
            Self::Older => dated(now.saturating_sub(32 * DAY)),
            Self::Future => dated(now.saturating_add(3600)),
            Self::Cut => base.get(..base.len() - 5).unwrap_or_default().to_owned(),
            Self::LastCharacter => with_next_last(base),
            Self::Pad => format!("{base}=="),
        }
    }
}

/// A good cookie to start from: in the practical the visitor's own, where it is
/// good; else one that the course's key signs now.
pub(super) fn base(ctx: &Ctx<'_>, keys: &SecretKeys) -> String {
    let is_good = ctx.app.is_lab && ctx.refusal.is_none();
    let own = ctx
        .session_text()
        .filter(|value| is_good && !value.is_empty());
    own.unwrap_or_else(|| {
        let json = dumps(&session_of("alice"));
        UrlSafeTimedSerializer::new(signer(keys)).dumps(json.as_bytes(), ctx.now())
    })
}

/// `{"user":{"username":"…"}}`
fn session_of(name: &str) -> Value {
    let mut user = Dict::new();
    user.insert("username", name);
    let mut session = Dict::new();
    session.insert("user", Value::Dict(user));
    Value::Dict(session)
}

/// What a cookie's payload says; empty where it is no session.
fn session_in(cookie: &str) -> Dict {
    let read = || {
        let payload = Parts::of(cookie).payload?;
        let json = load_payload(payload.as_bytes(), MAX_SESSION_BYTES).ok()?;
        let session = loads(std::str::from_utf8(&json).ok()?).ok()?;
        session.as_dict().cloned()
    };
    read().unwrap_or_default()
}

fn username(cookie: &str) -> Option<String> {
    let session = session_in(cookie);
    let user = session.get("user")?.as_dict()?;
    Some(user.get("username")?.as_str()?.to_owned())
}

/// A cookie's session with another name in it, and all else as it was.
fn renamed(cookie: &str) -> Value {
    let mut session = session_in(cookie);
    let other = other_name(&username(cookie).unwrap_or_default());
    let user = session.get("user").and_then(Value::as_dict);
    let mut user = user.cloned().unwrap_or_default();
    user.insert("username", other);
    session.insert("user", Value::Dict(user));
    Value::Dict(session)
}

fn other_name(name: &str) -> &'static str {
    if name == "admin" { "alice" } else { "admin" }
}

/// The last character becomes the next of the alphabet: of the 162 bits of 27
/// characters the last two are nobody's.
pub(in crate::web) fn with_next_last(cookie: &str) -> String {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = cookie.to_owned();
    let next = text.pop().and_then(|last| {
        let at = ALPHABET.find(last)?;
        ALPHABET.chars().cycle().nth(at + 1)
    });
    text.push(next.unwrap_or('A'));
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::itsdangerous::base64_decode_as_python;

    const NOW: u64 = 1_795_507_920;
    const ALICE: &str =
        "eyJ1c2VyIjp7InVzZXJuYW1lIjoiYWxpY2UifX0.awVEAA.eYjTOEHo05la9rikSv9zdq49Sd8";

    #[test]
    fn each_trial_changes_one_part() {
        for (preset, cookie) in [
            (
                Preset::Name,
                "eyJ1c2VyIjp7InVzZXJuYW1lIjoiYWRtaW4ifX0.awVEAA.eYjTOEHo05la9rikSv9zdq49Sd8",
            ),
            (
                Preset::Cut,
                "eyJ1c2VyIjp7InVzZXJuYW1lIjoiYWxpY2UifX0.awVEAA.eYjTOEHo05la9rikSv9zdq",
            ),
            (
                Preset::LastCharacter,
                "eyJ1c2VyIjp7InVzZXJuYW1lIjoiYWxpY2UifX0.awVEAA.eYjTOEHo05la9rikSv9zdq49Sd9",
            ),
        ] {
            assert_eq!(preset.apply(ALICE, NOW), cookie);
        }
        assert_eq!(Preset::Pad.apply(ALICE, NOW), format!("{ALICE}=="));
        for preset in [Preset::Older, Preset::Future] {
            let dated = preset.apply(ALICE, NOW);
            let (before, after) = (Parts::of(ALICE), Parts::of(&dated));
            assert!(before.payload == after.payload && before.signature == after.signature);
            assert!(before.timestamp != after.timestamp);
        }
    }

    #[test]
    fn another_name_changes_nothing_else_of_the_session() {
        let packed = |json: &str| {
            let session = loads(json).unwrap();
            format!("{}.awVEAA.x", dump_payload(dumps(&session).as_bytes()))
        };
        for (before, after) in [
            (
                r#"{"code":"K7Q2XM","user":{"id":7,"username":"lea"},"uid":"u"}"#,
                r#"{"code":"K7Q2XM","user":{"id":7,"username":"admin"},"uid":"u"}"#,
            ),
            (
                r#"{"user":{"username":"admin"}}"#,
                r#"{"user":{"username":"alice"}}"#,
            ),
            (r#"{"a":1}"#, r#"{"a":1,"user":{"username":"admin"}}"#),
        ] {
            assert_eq!(Preset::Name.apply(&packed(before), NOW), packed(after));
        }
    }

    #[test]
    fn the_next_last_character_gives_the_same_bytes() {
        let next = with_next_last(ALICE);
        let bytes =
            |cookie| base64_decode_as_python(Parts::of(cookie).signature.unwrap().as_bytes());
        assert_eq!(bytes(ALICE), bytes(&next));
    }

    #[test]
    fn every_name_leads_to_its_trial() {
        for preset in Preset::ALL {
            assert_eq!(Preset::named(preset.name()), Some(preset));
            assert_eq!(preset.apply("rubbish", NOW), "rubbish");
        }
        assert_eq!(Preset::named("x"), None);
    }
}
