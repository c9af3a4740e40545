//! What the bench says of a cookie that was verified.

use serde::Serialize;

use super::{draft::Draft, key::signer};
use crate::{
    anatomy::{Anatomy, Cause, Diff, Gate, GateResult, Hint, Part, Parts, Verdict},
    itsdangerous::{SecretKeys, base64_decode, base64_decode_as_python},
    view::{
        Markup,
        text::{Lang, cookie::CookieText, lab::BenchWords},
    },
    web::{
        ctx::Ctx,
        teaching::{
            comparison::{AFTER, BEFORE, Compared, compared},
            marked_up,
            verdict::{GateLine, VerdictBox, gates, hints, verdict_box},
        },
    },
};

/// A cookie that was verified.
#[derive(Serialize)]
pub(super) struct Judged {
    verdict: VerdictBox,
    /// Flask refuses it too.
    is_refused: bool,
    gates: Vec<GateLine>,
    hints: Vec<Markup>,
    diff: Option<Compared>,
    avalanche: Option<Avalanche>,
    /// It is the browser's own cookie, and the verdict is the site's.
    is_sites_verdict: bool,
    /// The original is not signed with the key on the bench.
    is_of_another_key: bool,
}

/// Two signatures side by side.
#[derive(Serialize)]
pub(super) struct Avalanche {
    /// How many bits differ.
    count: String,
    /// Byte by byte, in hexadecimal.
    received: Vec<Markup>,
    expected: Vec<Markup>,
}

/// Verdict, gates, and what was changed; `original` is what the same key says
/// of the cookie that it was made of.
pub(super) fn result(
    ctx: &Ctx<'_>,
    draft: &Draft,
    [anatomy, original]: [&Anatomy; 2],
    keys: &SecretKeys,
) -> Judged {
    let text = CookieText::of(ctx.lang);
    let diff = Diff::of(&draft.original, &draft.value);
    let is_changed = diff.changed_chars() > 0;
    let is_of_another_key =
        anatomy.verdict == Verdict::BadSignature && original.cause == Some(Cause::WrongSignature);
    let site = is_of_another_key
        .then(|| sites_verdict(ctx, draft))
        .flatten();
    let avalanche = avalanche(ctx.lang, anatomy, keys).filter(|_| !is_of_another_key);
    let is_sites_verdict = site.is_some();
    let anatomy = site.as_ref().unwrap_or(anatomy);
    Judged {
        verdict: VerdictBox {
            passage: Some(passage(ctx.lang, anatomy)),
            cure: (!is_sites_verdict)
                .then(|| cure(ctx.lang, anatomy, &diff))
                .flatten(),
            ..verdict_box(text, anatomy)
        },
        is_refused: anatomy.cause.is_some() && !anatomy.hints.contains(&Hint::FlaskWouldAccept),
        gates: gates(text, anatomy),
        hints: hints(text, anatomy),
        // Nothing to hide: the original was typed, or signed with a published key.
        diff: is_changed.then(|| compared(ctx.lang, &diff, false)),
        avalanche,
        is_sites_verdict,
        is_of_another_key,
    }
}

/// What the site says of the very cookie that this browser sent, where it is
/// rightly signed.
///
/// Security: of no other, or the bench would tell what the server's key signs.
fn sites_verdict(ctx: &Ctx<'_>, draft: &Draft) -> Option<Anatomy> {
    let sent = ctx.session_text()?;
    if sent != draft.value {
        return None;
    }
    let anatomy = ctx.examiner().examine(&sent, ctx.now());
    let is_signed = anatomy.signature.as_ref()?.key_index.is_some();
    is_signed.then_some(anatomy)
}

/// What can be done about it on this page, in place of the command line's cure.
fn cure(lang: Lang, anatomy: &Anatomy, diff: &Diff<'_>) -> Option<Markup> {
    let words = BenchWords::of(lang);
    let cure = match anatomy.cause.as_ref()? {
        Cause::WrongSignature if diff.changed() == [Part::Timestamp] => words.cure_sign_for_age,
        Cause::WrongSignature => words.cure_sign_or_restore,
        Cause::Expired { .. } | Cause::Future { .. } => words.cure_date,
        Cause::SeveralCookies(_) => words.cure_one_cookie,
        _ => {
            return CookieText::of(lang)
                .explanation(anatomy)
                .map(|it| marked_up(&it.cure));
        }
    };
    Some(marked_up(cure))
}

/// At which of the four gates it was refused.
fn passage(lang: Lang, anatomy: &Anatomy) -> String {
    let words = BenchWords::of(lang);
    let gates = anatomy.gates().into_iter().zip(1..);
    let mut refused = gates.filter(|((_, result), _)| *result == GateResult::Refused);
    let Some(((gate, _), number)) = refused.next() else {
        return words.accepted.to_owned();
    };
    let gate = CookieText::of(lang).gate(gate);
    words.refused_at(&i32::to_string(&number), gate)
}

/// The signature received beside the one that the key gives: 20 bytes each.
///
/// Security: the key is one that everybody has, or that the visitor typed.
fn avalanche(lang: Lang, anatomy: &Anatomy, keys: &SecretKeys) -> Option<Avalanche> {
    let [(Gate::Structure, GateResult::Passed), ..] = anatomy.gates() else {
        return None;
    };
    let parts = Parts::of(&anatomy.value);
    let received = base64_decode_as_python(parts.signature?.as_bytes())?;
    let expected = signer(keys).get_signature(parts.signed.as_bytes());
    let expected = base64_decode(expected.as_bytes()).ok()?;
    if received.len() != expected.len() {
        return None;
    }
    let pairs = || received.iter().zip(&expected);
    let count: u32 = pairs().map(|(a, b)| (a ^ b).count_ones()).sum();
    let words = BenchWords::of(lang);
    let bytes = |pick: fn((&u8, &u8)) -> u8, changed| {
        let bytes = pairs().map(|(a, b)| {
            let (mut byte, hex) = (Markup::default(), format!("{:02x}", pick((a, b))));
            if a == b {
                byte.push(&hex);
            } else {
                byte.push_in(changed, &hex);
            }
            byte
        });
        bytes.collect()
    };
    Some(Avalanche {
        count: match count {
            0 => words.no_bit.to_owned(),
            1 => words.one_bit.to_owned(),
            _ => words.bits(&count.to_string()),
        },
        received: bytes(|(received, _)| *received, BEFORE),
        expected: bytes(|(_, expected)| *expected, AFTER),
    })
}
