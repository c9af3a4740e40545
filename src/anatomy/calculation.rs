//! The seven steps from a session to its cookie, each with a command to paste.

use super::{Anatomy, Examination};
use crate::itsdangerous::{KeyDerivation, SecretKey, SecretKeys, Signer};
use crate::session::{dumps, loads};

/// A step of the calculation, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepName {
    /// The dict becomes JSON text.
    Json,
    /// The text is compressed if that makes it shorter.
    Zlib,
    /// The bytes become base64url.
    Base64,
    /// The second of signing becomes text.
    Timestamp,
    /// The HMAC's key is derived from the secret key.
    DerivedKey,
    /// The HMAC over payload and timestamp.
    Signature,
    /// The signatures are compared, then the age is checked.
    Compare,
}

/// Whether this cookie takes a step as Flask does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// As Flask takes it.
    Usual,
    /// Differently: the JSON is not as Flask writes it, or the derivation is not an HMAC.
    Otherwise,
    /// The step is skipped: the key is not derived.
    Omitted,
}

/// A step with its result for one cookie.
#[expect(missing_docs, reason = "`name` and `way` are told by their types")]
#[derive(Clone, PartialEq, Eq)]
pub struct Step {
    pub name: StepName,
    pub way: Way,
    /// `None` if only someone with the key can know it.
    pub result: Option<String>,
    /// A command for a POSIX shell with `openssl` and `base64`.
    pub shell: String,
    /// The same, for Python.
    pub python: String,
}

impl Step {
    /// Whether the result is hidden from those without the key.
    pub fn is_secret(&self) -> bool {
        matches!(self.name, StepName::DerivedKey | StepName::Signature)
    }
}

/// The seven steps of a cookie that has all three parts; empty for any other.
///
/// Commands refer to the key as `$CLE` and to the derived key as `$DK`. If the key is
/// `published_key`, which everybody knows, the results that depend on it are computed and shown.
// Security: the derived key and the expected signature are as good as the key for forging.
pub fn steps(
    anatomy: &Anatomy,
    examination: &Examination,
    published_key: Option<&SecretKey>,
) -> Vec<Step> {
    let (Some(payload), Some(timestamp), Some(signature)) =
        (&anatomy.payload, &anatomy.timestamp, &anatomy.signature)
    else {
        return Vec::new();
    };
    let Some(seconds) = timestamp.seconds else {
        return Vec::new();
    };
    if payload.content.cause.is_some() || payload.content.text().is_none() {
        return Vec::new();
    }
    let cookie = Cookie {
        json: payload.content.text().unwrap_or_default(),
        base64: payload.raw.trim_start_matches('.'),
        compressed: payload.compressed,
        signed: &format!("{}.{}", payload.raw, timestamp.raw),
        timestamp: &timestamp.raw,
        seconds,
        signature: &signature.raw,
    };
    let secrets = Secrets {
        examination,
        published_key,
    };
    vec![
        cookie.json(),
        cookie.zlib(),
        cookie.base64(&payload.raw),
        cookie.timestamp(),
        secrets.derived_key(),
        secrets.signature(cookie.signed),
        cookie.compare(),
    ]
}

struct Cookie<'part> {
    json: &'part str,
    base64: &'part str,
    compressed: bool,
    signed: &'part str,
    timestamp: &'part str,
    seconds: u64,
    signature: &'part str,
}

/// A shell command that decodes base64url.
fn shell_decode(base64: &str) -> String {
    format!(
        "printf %s {} | tr '_-' '/+' | base64 -d",
        shell_quote(&padded(base64))
    )
}

/// A Python expression that decodes base64url.
fn python_decode(base64: &str) -> String {
    format!(
        "base64.urlsafe_b64decode({})",
        python_bytes(padded(base64).as_bytes())
    )
}

fn padded(base64: &str) -> String {
    let padding = base64.len().wrapping_neg() % 4;
    format!("{base64}{}", "=".repeat(padding))
}

impl Cookie<'_> {
    /// A shell command that prints the content's bytes. To inflate them with gzip, zlib's two-byte
    /// header is replaced by gzip's of ten bytes.
    fn shell_content(&self) -> String {
        let decode = shell_decode(self.base64);
        if self.compressed {
            format!(
                "{{ printf '\\037\\213\\010\\000\\000\\000\\000\\000\\000\\003'; {decode} | \
                 tail -c +3; }} | gzip -dc 2>/dev/null"
            )
        } else {
            decode
        }
    }

    fn python_content(&self) -> String {
        let decode = python_decode(self.base64);
        if self.compressed {
            format!("zlib.decompress({decode})")
        } else {
            decode
        }
    }

    fn json(&self) -> Step {
        Step {
            name: StepName::Json,
            way: match loads(self.json) {
                Ok(session) if dumps(&session) == self.json => Way::Usual,
                _ => Way::Otherwise,
            },
            result: Some(self.json.into()),
            shell: self.shell_content(),
            python: format!(
                "import base64, json, zlib; print(json.loads({}))",
                self.python_content()
            ),
        }
    }

    fn zlib(&self) -> Step {
        let content = self.python_content();
        Step {
            name: StepName::Zlib,
            way: Way::Usual,
            result: Some(if self.compressed {
                format!("{} → {}", self.json.len(), self.base64.len() * 3 / 4)
            } else {
                self.json.len().to_string()
            }),
            shell: format!("{} | wc -c", self.shell_content()),
            python: format!(
                "import base64, zlib; text = {content}; print(len(text), len(zlib.compress(text)))"
            ),
        }
    }

    fn base64(&self, raw: &str) -> Step {
        let decode = python_decode(self.base64);
        Step {
            name: StepName::Base64,
            way: Way::Usual,
            result: Some(raw.into()),
            shell: format!(
                "{} | base64 | tr -d '=\\n' | tr '+/' '-_'; echo",
                shell_decode(self.base64)
            ),
            python: format!(
                "import base64; print(base64.urlsafe_b64encode({decode}).rstrip(b'=').decode())"
            ),
        }
    }

    fn timestamp(&self) -> Step {
        Step {
            name: StepName::Timestamp,
            way: Way::Usual,
            result: Some(self.seconds.to_string()),
            shell: format!("{} | od -An -tx1", shell_decode(self.timestamp)),
            python: format!(
                "import base64; print(int.from_bytes({}, 'big'))",
                python_decode(self.timestamp)
            ),
        }
    }

    fn compare(&self) -> Step {
        let Self {
            signature, seconds, ..
        } = self;
        Step {
            name: StepName::Compare,
            way: Way::Usual,
            result: None,
            shell: format!(
                "test \"$SIG\" = {} && echo $(( $(date +%s) - {seconds} ))",
                shell_quote(signature)
            ),
            python: format!(
                "import hmac, time; print(hmac.compare_digest(SIG, {}), int(time.time()) - \
                 {seconds})",
                python_bytes(signature.as_bytes())
            ),
        }
    }
}

struct Secrets<'key> {
    examination: &'key Examination,
    published_key: Option<&'key SecretKey>,
}

impl Secrets<'_> {
    fn derived_key(&self) -> Step {
        let Examination {
            salt,
            key_derivation,
            digest,
            ..
        } = self.examination;
        let (name, salt) = (digest.name(), &**salt);
        let salt_shell = shell_quote(salt);
        let salt_python = python_bytes(salt.as_bytes());
        let last_word = "sed 's/.* //'";
        let (shell, python) = match key_derivation {
            KeyDerivation::Hmac => (
                format!(
                    "printf %s {salt_shell} | openssl dgst -{name} -hmac \"$CLE\" | {last_word}"
                ),
                format!("hmac.digest(CLE, {salt_python}, '{name}')"),
            ),
            KeyDerivation::DjangoConcat => (
                format!(
                    "printf %s {salt_shell}signer\"$CLE\" | openssl dgst -{name} | {last_word}"
                ),
                format!("hashlib.{name}({salt_python} + b'signer' + CLE).digest()"),
            ),
            KeyDerivation::Concat => (
                format!("printf %s {salt_shell}\"$CLE\" | openssl dgst -{name} | {last_word}"),
                format!("hashlib.{name}({salt_python} + CLE).digest()"),
            ),
            KeyDerivation::None => (
                "printf %s \"$CLE\" | od -An -tx1 | tr -d ' \\n'".into(),
                "CLE".into(),
            ),
        };
        let derive = |key: &SecretKey| key_derivation.derive(key, salt.as_bytes(), *digest);
        Step {
            name: StepName::DerivedKey,
            way: match key_derivation {
                KeyDerivation::Hmac => Way::Usual,
                KeyDerivation::DjangoConcat | KeyDerivation::Concat => Way::Otherwise,
                KeyDerivation::None => Way::Omitted,
            },
            result: self
                .published_key
                .map(|key| hex(derive(key).expose_secret())),
            shell: format!(
                "{}DK=$({shell}); echo \"$DK\"",
                self.key_in(|text| { format!("CLE={}; ", shell_quote(text)) })
            ),
            python: format!(
                "import hashlib, hmac; {}DK = {python}; print(DK.hex())",
                self.key_in(|text| format!("CLE = {}; ", python_bytes(text.as_bytes())))
            ),
        }
    }

    fn key_in(&self, assign: impl FnOnce(&str) -> String) -> String {
        let key = self
            .published_key
            .and_then(|key| std::str::from_utf8(key.expose_secret()).ok());
        key.map(assign).unwrap_or_default()
    }

    fn signature(&self, signed: &str) -> Step {
        let Examination {
            salt,
            key_derivation,
            digest,
            ..
        } = self.examination;
        let name = digest.name();
        let sign = |key: &SecretKey| {
            let keys = SecretKeys::new(key.clone());
            Signer::new(&keys, salt.as_bytes(), *key_derivation, *digest)
                .get_signature(signed.as_bytes())
        };
        Step {
            name: StepName::Signature,
            way: Way::Usual,
            result: self.published_key.map(sign),
            shell: format!(
                "SIG=$(printf %s {} | openssl dgst -{name} -mac HMAC -macopt hexkey:$DK -binary | \
                 base64 | tr -d '=\\n' | tr '+/' '-_'); echo \"$SIG\"",
                shell_quote(signed)
            ),
            python: format!(
                "import base64, hmac; SIG = base64.urlsafe_b64encode(hmac.digest(DK, {}, \
                 '{name}')).rstrip(b'='); print(SIG.decode())",
                python_bytes(signed.as_bytes())
            ),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}

/// Quotes a text as one word of a POSIX shell.
pub fn shell_quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// Writes bytes as a Python literal.
fn python_bytes(bytes: &[u8]) -> String {
    format!("b'{}'", bytes.escape_ascii())
}
