//! `sign-cookie`: the cookie that Flask would set for a session.

use std::io::{self, IsTerminal, Read, Write};

use anyhow::Context as _;
use clap::{Args, ValueEnum};

use super::keys::KeyOptions;
use super::report::Failure;
use super::signature::SignatureOptions;
use super::value::parse_time;
use super::{Context, Exit};
use crate::anatomy::{MAX_COOKIE_SIZE, Time};
use crate::itsdangerous::{Signer, UrlSafeTimedSerializer};
use crate::session::{
    CookieScope, DEFAULT_LIFETIME, Dict, LoadError, SessionConfig, SetCookie, Value, dumps, loads,
};
use crate::view::text::cookie::CookieText;

/// Sign a session as Flask would: the cookie, byte for byte
#[derive(Args, Clone)]
pub(super) struct SignCookie {
    /// The session as one JSON object; `-`, or nothing with a pipe, reads it from standard input
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
    /// Whether there is nothing to sign and nothing will come.
    pub(super) fn is_empty(&self) -> bool {
        self.json.is_none() && io::stdin().is_terminal()
    }

    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let reads_json = self.json.as_deref().is_none_or(|json| json == "-");
        context.stdin_is_read_once(usize::from(reads_json) + self.keys.stdin_uses())?;
        let text = CookieText::of(context.lang);
        let given = self.keys.resolve(context)?;
        let given = given.ok_or_else(|| Failure::usage(text.key_is_missing))?;
        let session = self.session(text)?;
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
        // Flask: `session.permanent` is what stands under `_permanent`.
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

    /// The session that was given, as Flask would hold it.
    fn session(&self, text: &CookieText) -> anyhow::Result<Dict> {
        let bytes = match self.json.as_deref() {
            Some(json) if json != "-" => json.as_bytes().to_vec(),
            _ => read_stdin()?,
        };
        let json = String::from_utf8(bytes)
            .map_err(|error| Failure::malformed(text.not_utf8(error.utf8_error().valid_up_to())))?;
        match loads(&json) {
            Ok(Value::Dict(session)) => Ok(session),
            Ok(_) => Err(Failure::malformed(text.not_an_object)
                .hint(text.quote_json)
                .into()),
            Err(LoadError::Tag(error)) => Err(Failure::malformed(text.bad_tag(error)).into()),
            Err(LoadError::Json(error)) => {
                let failure = Failure::malformed(text.json_error(error, &json));
                Err(failure.hint(text.quote_json).into())
            }
        }
    }
}

fn read_stdin() -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .context("cannot read standard input")?;
    Ok(bytes)
}
