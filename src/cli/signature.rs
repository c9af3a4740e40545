//! The options for the way of signing, shared by `decode-cookie` and
//! `sign-cookie`.

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use crate::itsdangerous::{Digest, KeyDerivation};
use crate::session::SALT;

/// How a cookie is signed; defaults to the way of Flask's sessions.
#[derive(Args, Clone, Debug)]
pub(super) struct SignatureOptions {
    /// Text that separates the uses of one key [default: cookie-session]
    #[arg(long, value_name = "TEXT")]
    salt: Option<String>,
    /// How the key becomes the key of the HMAC [default: hmac]
    #[arg(long, value_name = "NAME")]
    key_derivation: Option<KeyDerivation>,
    /// Hash function of the HMAC [default: sha1]
    #[arg(long, value_name = "NAME")]
    digest: Option<Digest>,
}

impl SignatureOptions {
    pub(super) fn salt(&self) -> String {
        self.salt.clone().unwrap_or_else(|| SALT.into())
    }

    pub(super) fn key_derivation(&self) -> KeyDerivation {
        self.key_derivation.unwrap_or(KeyDerivation::Hmac)
    }

    pub(super) fn digest(&self) -> Digest {
        self.digest.unwrap_or(Digest::Sha1)
    }
}

impl ValueEnum for KeyDerivation {
    /// Does not offer `none`, which would sign with the secret itself.
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Hmac, Self::DjangoConcat, Self::Concat]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        match self {
            Self::Hmac => Some(PossibleValue::new("hmac")),
            Self::DjangoConcat => Some(PossibleValue::new("django-concat")),
            Self::Concat => Some(PossibleValue::new("concat")),
            Self::None => None,
        }
    }
}

impl ValueEnum for Digest {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}
