//! `sign-cookie`: prints the cookie that Flask would set for a session.

use std::io::{self, IsTerminal, Read, Write};

use anyhow::Context as _;
use clap::{Args, ValueEnum};

use super::keys::KeyOptions;
use super::refusal::printable;
use super::report::Failure;
use super::signature::SignatureOptions;
use super::value::parse_time;
use super::{Context, Exit};
use crate::anatomy::{MAX_COOKIE_SIZE, Time};
use crate::itsdangerous::{Signer, UrlSafeTimedSerializer};
use crate::session::{
    CookieScope, DEFAULT_LIFETIME, Dict, JsonError, LiteralProblem, LoadError, SessionConfig,
    SetCookie, Value, dumps, literal_eval, loads,
};
use crate::view::text::cli::{CliText, SigningText};
use crate::view::text::cookie::CookieText;

/// Sign a session as Flask would: the cookie, byte for byte
#[derive(Args, Clone)]
pub(super) struct SignCookie {
    /// The session: a JSON object, or a dict as Python writes it; `-`, or nothing with a pipe, reads
    /// it from standard input
    #[arg(value_name = "JSON")]
    json: Option<String>,
    #[command(flatten)]
    keys: KeyOptions,
    #[command(flatten)]
    signature: SignatureOptions,
    /// The second of signing [default: now]
    #[arg(long, value_name = "TIME", value_parser = parse_time, allow_hyphen_values = true)]
    timestamp: Option<Time>,
    /// What to write [default: value]
    #[arg(long, value_name = "WHAT")]
    output: Option<Output>,
}

/// What to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Output {
    /// The cookie's value.
    Value,
    /// The whole `Set-Cookie` line, with Flask's default attributes.
    Header,
}

impl SignCookie {
    /// Whether there is nothing to sign, and no input to wait for.
    pub(super) fn is_empty(&self) -> bool {
        self.json.is_none() && io::stdin().is_terminal()
    }

    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let reads_json = self.json.as_deref().is_none_or(|json| json == "-");
        context.stdin_is_read_once(usize::from(reads_json) + self.keys.stdin_uses())?;
        let text = CookieText::of(context.lang);
        let given = self.keys.resolve(context)?;
        let given = given.ok_or_else(|| Failure::usage(text.key_is_missing))?;
        let session = self.session(context, text)?;
        let lifetime = given.lifetime.unwrap_or(DEFAULT_LIFETIME);
        let signer = Signer::new(
            &given.keys,
            self.signature.salt().as_bytes(),
            self.signature.key_derivation(),
            self.signature.digest(),
        );
        let cookie = self.sign(
            session,
            &UrlSafeTimedSerializer::new(signer),
            lifetime,
            context,
        );
        let header = cookie.to_string();
        if header.len() > MAX_COOKIE_SIZE {
            context.warn(&(text.oversize)(&text.count(header.len() as u128)));
        }
        let mut out = context.stdout();
        match self.output {
            None | Some(Output::Value) => writeln!(out, "{}", cookie.value())?,
            Some(Output::Header) => writeln!(out, "Set-Cookie: {header}")?,
        }
        out.flush()?;
        Ok(Exit::Done)
    }

    fn sign(
        &self,
        session: Dict,
        serializer: &UrlSafeTimedSerializer,
        lifetime: u64,
        context: &Context,
    ) -> SetCookie {
        let now = context.clock.now();
        let now = self.timestamp.map_or(now, |time| time.resolve(now));
        // Flask: `session.permanent` is stored in the session as `_permanent`.
        let is_permanent = session.get("_permanent").is_some_and(Value::is_truthy);
        let json = dumps(&Value::Dict(session));
        let value = serializer.dumps(json.as_bytes(), now);
        let scope = CookieScope {
            same_site: None,
            ..SessionConfig::default().cookie
        };
        SetCookie::new(
            &scope,
            value,
            is_permanent.then(|| now.saturating_add(lifetime)),
        )
    }

    /// The given session, as Flask would hold it.
    fn session(&self, context: &Context, text: &CookieText) -> anyhow::Result<Dict> {
        let bytes = match self.json.as_deref() {
            Some(json) if json != "-" => json.as_bytes().to_vec(),
            _ => read_stdin(context)?,
        };
        let json = String::from_utf8(bytes)
            .map_err(|error| Failure::malformed(text.not_utf8(error.utf8_error().valid_up_to())))?;
        match loads(&json) {
            Ok(Value::Dict(session)) => Ok(session),
            Ok(_) => Err(not_a_session(context, text.not_an_object, &json)),
            Err(LoadError::Tag(error)) => Err(Failure::malformed(text.bad_tag(error)).into()),
            Err(LoadError::Json(error)) => python_session(context, text, &json, error),
        }
    }
}

/// Text that is not JSON may be a dict as printed by Python.
fn python_session(
    context: &Context,
    text: &CookieText,
    source: &str,
    json_error: JsonError,
) -> anyhow::Result<Dict> {
    let signing = SigningText::of(context.lang);
    let refused = |what| Err(not_a_session(context, what, source));
    match literal_eval(source) {
        Ok(Value::Dict(session)) if is_python(source) => {
            context.note(signing.read_as_python);
            Ok(session)
        }
        Ok(Value::Dict(_)) => refused(text.json_error(json_error, source)),
        Ok(Value::Bytes(_)) => Err(Failure::malformed(text.not_an_object)
            .hint(signing.bytes)
            .into()),
        Ok(_) => refused(text.not_an_object.into()),
        Err(error) if is_python(source) || error.problem == LiteralProblem::KeyIsNoString => {
            if source.trim_start().starts_with('\'') {
                return refused(text.json_error(json_error, source));
            }
            let (line, column) = place(source, error.position);
            let what = (signing.not_python)(line, column, signing.problem(error.problem));
            Err(Failure::malformed(what).into())
        }
        Err(_) => refused(text.json_error(json_error, source)),
    }
}

/// Whether the text has something that exists only in Python. Otherwise it is JSON with a mistake,
/// such as an extra comma, and the JSON error helps more.
fn is_python(source: &str) -> bool {
    let has_word = ["'", "(", "True", "False", "None"]
        .iter()
        .any(|word| source.contains(word));
    let has_prefix = || {
        source.match_indices('"').any(|(at, _)| {
            let before = source.get(..at).unwrap_or_default();
            let bare = before.trim_end_matches(|char| "bBrRuU".contains(char));
            bare.len() < before.len() && bare.ends_with([':', ',', '[', '{', ' ', '\n'])
        })
    };
    has_word || has_prefix()
}

/// A refusal that shows how to quote the session in the shell that it seems to come from.
fn not_a_session(context: &Context, what: impl Into<String>, source: &str) -> anyhow::Error {
    let signing = SigningText::of(context.lang);
    let source = source.trim();
    let in_apostrophes = source
        .strip_prefix('\'')
        .map(|it| it.trim_end_matches('\''));
    let has_quotes = source.contains(['"', '\'']);
    let begins_with_name = source
        .strip_prefix('{')
        .is_some_and(|it| it.trim_start().starts_with(char::is_alphabetic));
    let hint = match in_apostrophes.filter(|it| it.starts_with('{')) {
        Some(json) => (signing.cmd)(&printable(&json.replace('"', "\\\""))),
        None if begins_with_name && !has_quotes => signing.powershell.into(),
        None if source.starts_with(r#"{\""#) => signing.backslashes.into(),
        None => signing.quote.into(),
    };
    Failure::malformed(what).hint(hint).into()
}

/// The line and column of a byte offset, from 1; columns count characters.
fn place(text: &str, position: usize) -> (usize, usize) {
    let before = text.get(..position).unwrap_or(text);
    let column = before.rsplit('\n').next().unwrap_or(before).chars().count();
    (before.matches('\n').count() + 1, column + 1)
}

fn read_stdin(context: &Context) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .with_context(|| {
            let text = CliText::of(context.lang);
            Failure::of(Exit::Internal, (text.cannot_read)(text.standard_input))
        })?;
    Ok(bytes)
}
