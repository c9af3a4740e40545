//! The page of the bench: its form, filled with what is on the bench.

use serde::Serialize;

use super::{
    TRIAL,
    draft::Draft,
    form::{Problems, Seen, Typed},
    key::{course_examiner, course_key},
    presets::{self, Preset},
    result::Judged,
};
use crate::{
    anatomy::{Anatomy, Cause, Content, ContentLimits, Examination, Examiner, Part, Parts, utc},
    http::{HttpError, Response, StatusCode},
    itsdangerous::read_timestamp,
    view::{
        Markup,
        context::Choice,
        text::{
            cookie::CookieText,
            lab::{BenchWords, InspectorWords},
        },
    },
    web::{
        ctx::Ctx,
        routes::Route,
        shown::printable,
        teaching::{
            comparison::{class, name, number_of},
            marked_up,
        },
    },
};

/// `bench.html`
#[derive(Serialize)]
struct Bench {
    /// What was found; `None` where nothing was verified.
    cookie: Option<Judged>,
    fields: BenchFields,
    original: String,
    /// What the fields hold, in short.
    seen: String,
    server_time: String,
    cookie_time: Option<String>,
    has_own_key: bool,
    own_key: String,
    is_hex: bool,
    parts: Vec<Choice>,
    position: String,
    bits: Vec<Choice>,
    presets: Vec<PresetLink>,
    key_error: Option<Markup>,
    date_error: Option<Markup>,
    contradiction: Option<Markup>,
    flip_error: Option<Markup>,
    send_error: Option<Markup>,
    /// Whether any of these is there.
    is_refused: bool,
    /// What was done beside what the button says.
    notices: Vec<&'static str>,
}

/// The fields that a cookie fills.
#[derive(Default, Serialize)]
struct BenchFields {
    cookie: String,
    has_parts: bool,
    has_payload: bool,
    payload: String,
    timestamp: String,
    date: String,
    signature: String,
}

#[derive(Serialize)]
struct PresetLink {
    address: String,
    title: String,
}

/// Longer texts are not edited part by part: they would come back several times
/// in one form. No browser keeps half of it.
const MAX_EDITED_BYTES: usize = 8192;

/// What a form may repeat of a text, in bytes of HTML: every cookie that fits
/// into a request, and whatever honest people paste.
///
/// Security: 64 KiB of quotes would come back as 384.
const MAX_REPEATED_BYTES: usize = 128 * 1024;

/// The bench with a cookie on it, and what was found; `by_course` is what the
/// course's key says of the cookie, if it was asked.
pub(super) fn show(
    ctx: &mut Ctx<'_>,
    typed: &Typed,
    draft: &Draft,
    result: Option<Judged>,
    by_course: Option<&Anatomy>,
    notices: Vec<&'static str>,
) -> Result<Response, HttpError> {
    let texts = [&draft.value, &typed.own_key, &typed.position];
    if !can_be_repeated(ctx, texts) {
        let (typed, draft) = (Typed::default(), Draft::default());
        return show(ctx, &typed, &draft, result, None, notices);
    }
    let fields = fields(&draft.value);
    let original = printable(&draft.original);
    let page = Bench {
        cookie: result,
        original: if original.len() > MAX_EDITED_BYTES {
            String::new()
        } else {
            original
        },
        seen: seen(&fields).text(),
        cookie_time: match by_course {
            Some(anatomy) => issued(ctx, anatomy),
            None => cookie_time(ctx, &draft.value),
        },
        fields,
        notices,
        ..blank(ctx, typed)
    };
    respond(ctx, StatusCode::OK, page)
}

/// The form as it was typed, with what is wrong beside its fields.
pub(super) fn refused(
    ctx: &mut Ctx<'_>,
    typed: &Typed,
    problems: Problems,
) -> Result<Response, HttpError> {
    let all = [
        &typed.cookie,
        &typed.original,
        &typed.own_key,
        &typed.position,
    ];
    let parts = [
        &typed.payload,
        &typed.timestamp,
        &typed.date,
        &typed.signature,
    ];
    let all = all.into_iter().chain(parts.into_iter().flatten());
    if !can_be_repeated(ctx, all) {
        return refused(ctx, &Typed::default(), problems);
    }
    let kept = |text: &Option<String>| printable(text.as_deref().unwrap_or_default());
    let said = |problem: Option<String>| problem.map(|problem| marked_up(&problem));
    let page = Bench {
        fields: BenchFields {
            cookie: printable(&typed.cookie),
            has_parts: typed.timestamp.is_some(),
            has_payload: typed.payload.is_some(),
            payload: kept(&typed.payload),
            timestamp: kept(&typed.timestamp),
            date: kept(&typed.date),
            signature: kept(&typed.signature),
        },
        original: printable(&typed.original),
        seen: typed.seen.as_ref().map(Seen::text).unwrap_or_default(),
        cookie_time: cookie_time(ctx, &typed.cookie),
        key_error: said(problems.key),
        date_error: said(problems.date),
        contradiction: said(problems.contradiction),
        flip_error: said(problems.flip),
        send_error: said(problems.send),
        is_refused: true,
        ..blank(ctx, typed)
    };
    respond(ctx, StatusCode::BAD_REQUEST, page)
}

/// Whether these texts may come back in the form; where not, the page says so.
fn can_be_repeated<'text>(
    ctx: &mut Ctx<'_>,
    texts: impl IntoIterator<Item = &'text String>,
) -> bool {
    let bytes: usize = texts.into_iter().map(|text| html_bytes(text)).sum();
    if bytes > MAX_REPEATED_BYTES {
        ctx.notice("info", BenchWords::of(ctx.lang).too_long_to_repeat);
    }
    bytes <= MAX_REPEATED_BYTES
}

/// How long a text is once it stands in HTML.
fn html_bytes(text: &str) -> usize {
    let byte = |byte| match byte {
        b'"' => "&quot;".len(),
        b'&' | b'\'' => "&amp;".len(),
        b'<' | b'>' => "&lt;".len(),
        // A control character becomes `U+FFFD`.
        0..0x20 | 0x7f => 3,
        _ => 1,
    };
    text.bytes().map(byte).sum()
}

fn respond(ctx: &mut Ctx<'_>, status: StatusCode, page: Bench) -> Result<Response, HttpError> {
    ctx.page_of_now(status, page)
}

/// What does not depend on the cookie.
fn blank(ctx: &Ctx<'_>, typed: &Typed) -> Bench {
    let text = CookieText::of(ctx.lang);
    Bench {
        cookie: None,
        fields: BenchFields::default(),
        original: String::new(),
        seen: String::new(),
        server_time: text.moment(ctx.now()),
        cookie_time: None,
        has_own_key: typed.has_own_key,
        own_key: printable(&typed.own_key),
        is_hex: typed.is_hex,
        parts: parts(ctx, typed),
        position: printable(if typed.position.is_empty() {
            "1"
        } else {
            &typed.position
        }),
        bits: bits(typed),
        presets: preset_links(ctx),
        key_error: None,
        date_error: None,
        contradiction: None,
        flip_error: None,
        send_error: None,
        is_refused: false,
        notices: Vec::new(),
    }
}

/// What the fields show of a cookie.
fn fields(value: &str) -> BenchFields {
    let cookie = printable(value);
    if value.len() > MAX_EDITED_BYTES {
        return BenchFields {
            cookie,
            ..BenchFields::default()
        };
    }
    let parts = Parts::of(value);
    // No key is needed to read.
    let reader = Examiner::new(Examination {
        limits: ContentLimits::SERVER,
        ..Examination::default()
    });
    let anatomy = reader.examine(value, 0);
    let payload = anatomy
        .payload
        .and_then(|part| editable(&part.content).map(printable));
    let timestamp = parts.timestamp.unwrap_or_default();
    let seconds = read_timestamp(timestamp.as_bytes()).ok();
    let date = seconds.map(|seconds| utc(seconds).unwrap_or_else(|| seconds.to_string()));
    BenchFields {
        cookie,
        has_parts: parts.timestamp.is_some(),
        has_payload: payload.is_some(),
        payload: payload.unwrap_or_default(),
        timestamp: printable(timestamp),
        date: date
            .filter(|_| parts.timestamp.is_some())
            .unwrap_or_default(),
        signature: printable(parts.signature.unwrap_or_default()),
    }
}

/// A content whose text can be edited and packed again.
fn editable(content: &Content) -> Option<&str> {
    let is_unpacked = matches!(
        content.cause,
        None | Some(Cause::NotJson(_) | Cause::BadTag(_) | Cause::PayloadNotCanonical(_))
    );
    let text = content.text().filter(|_| is_unpacked);
    text.filter(|text| text.len() <= MAX_EDITED_BYTES)
}

fn seen(fields: &BenchFields) -> Seen {
    Seen::of([
        &fields.cookie,
        &fields.payload,
        &fields.timestamp,
        &fields.date,
        &fields.signature,
    ])
}

/// The second of signing, and how long ago that is.
fn cookie_time(ctx: &Ctx<'_>, value: &str) -> Option<String> {
    let lifetime = ctx.sessions().config().permanent_session_lifetime;
    issued(ctx, &course_examiner(lifetime).examine(value, ctx.now()))
}

/// The same of a cookie that was examined.
fn issued(ctx: &Ctx<'_>, anatomy: &Anatomy) -> Option<String> {
    let text = CookieText::of(ctx.lang);
    let seconds = anatomy.timestamp.as_ref()?.seconds?;
    let age = text.age(anatomy).join(", ");
    Some(format!("{} ({age})", text.moment(seconds)))
}

fn parts(ctx: &Ctx<'_>, typed: &Typed) -> Vec<Choice> {
    let words = InspectorWords::of(ctx.lang);
    let chosen = typed.part.unwrap_or(Part::Payload);
    let parts = Part::ALL.into_iter().map(|part| Choice {
        value: class(part).to_owned(),
        text: format!("{} {}", number_of(part), name(words, part)),
        is_chosen: part == chosen,
    });
    parts.collect()
}

fn bits(typed: &Typed) -> Vec<Choice> {
    let bits = (1..=8).map(|bit| Choice {
        value: bit.to_string(),
        text: bit.to_string(),
        is_chosen: typed.bit == Some(bit),
    });
    bits.collect()
}

fn preset_links(ctx: &Ctx<'_>) -> Vec<PresetLink> {
    let words = BenchWords::of(ctx.lang);
    let base = presets::base(ctx, &course_key());
    let links = Preset::ALL.into_iter().map(|preset| PresetLink {
        address: format!(
            "{}#resultat",
            ctx.address(Route::Bench, TRIAL, preset.name())
        ),
        title: printable(&preset.title(words, &base)),
    });
    links.collect()
}
