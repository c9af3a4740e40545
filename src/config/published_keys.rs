//! Keys that everybody knows: anyone who has read the course or Flask's documentation can forge the
//! sessions of a server that uses one.

use crate::itsdangerous::{Digest, KeyDerivation, Lock};
use crate::session::SALT;

/// The key printed in the course, which `--lab` uses deliberately.
pub const COURSE_KEY: &str = "5eed9b976f6d5c80fb8bb74b1bcff9f01218a864d0f2dd76143356d3cc36eda8";

/// The word list of exercise 6: keys that people really use.
const WEAK_KEYS: &str = include_str!("../../assets/weak-keys.txt");

/// What Flask derives from each of them, once; a test makes the file. Trying a key that is derived
/// already takes half the time.
const DERIVED: &[u8] = include_bytes!("../../assets/published-keys.bin");

/// The bytes of a derived key.
const DERIVED_BYTES: usize = 20;

/// Whether this key is printed in the course, in a documentation, or by a well-known application or
/// tutorial, or is in the word list.
pub(crate) fn is_published(key: &[u8]) -> bool {
    let mut keys = texts();
    keys.any(|published| published.eq_ignore_ascii_case(key))
}

/// Whether one of them made this signature.
pub(crate) fn published_key_fits(lock: &Lock<'_>) -> bool {
    let signs_as_flask = lock.salt == SALT.as_bytes()
        && lock.key_derivation == KeyDerivation::Hmac
        && lock.digest == Digest::Sha1;
    if signs_as_flask {
        let (keys, _) = DERIVED.as_chunks::<DERIVED_BYTES>();
        keys.iter().any(|key| lock.fits_derived(key))
    } else {
        texts().any(|key| lock.fits(key))
    }
}

fn texts() -> impl Iterator<Item = &'static [u8]> {
    let weak = WEAK_KEYS.lines().map(str::as_bytes);
    PUBLISHED.iter().copied().chain(weak)
}

#[rustfmt::skip]
const PUBLISHED: &[&[u8]] = &[
    COURSE_KEY.as_bytes(),
    // Flask's documentation: quickstart (as Python reads it, and as a file would hold it),
    // configuration, deployment, tutorial, and the quickstart before 1.0.
    b"_5#y2L\"F4Q8z\n\xec]/",
    br#"_5#y2L"F4Q8z\n\xec]/"#,
    b"192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf",
    b"5f352379324c22463451387a0aec5d2f",
    b"dev", b"development key",
    b"A0Zr98j/3yX R~XHH!jmN]LWX/,?RT",
    // Superset's default before 1.4.1, as in Flask-AppBuilder's skeleton; then its later default
    // and those of its Helm chart, documentation and compose file (CVE-2023-27524).
    b"\x02\x01thisismyscretkey\x01\x02\\e\\y\\y\\h",
    br"\x02\x01thisismyscretkey\x01\x02\\e\\y\\y\\h",
    br"\2\1thisismyscretkey\1\2\e\y\y\h",
    b"CHANGE_ME_TO_A_COMPLEX_RANDOM_SECRET", b"thisISaSECRET_1234",
    b"YOUR_OWN_RANDOM_GENERATED_SECRET_KEY", b"USE_YOUR_OWN_SECURE_RANDOM_KEY",
    b"TEST_NON_DEV_SECRET",
    // Airflow's default before 1.10.14 (CVE-2020-17526, docker-airflow#512).
    b"temporary_key",
    // Redash's default before 11 (CVE-2021-41192).
    b"c292a0a3aa32397cdb050e233733900f",
    // The README of flask-session-cookie-manager; Flask-Dance's and Flask-OIDC's documentation.
    b".{y]tR&sp&77RdO~u3@XAh#TalD@Oh~yOF_51H(QV};K|ghT^d",
    b"supersekrit", b"SomethingNotEntirelySecret",
    // Flask-WTF's and Flask-SocketIO's documentation, "Flask Web Development",
    // the Flask Mega-Tutorial.
    b"a random string", b"secret!", b"hard to guess string", b"you-will-never-guess",
    // The first words of any list.
    b"secret", b"secret key", b"secret-key", b"secret_key", b"secretkey",
    b"super secret", b"super-secret", b"super_secret", b"supersecret", b"super secret key",
    b"super-secret-key", b"super_secret_key", b"supersecretkey",
    b"my secret key", b"my-secret-key", b"my_secret_key", b"mysecretkey", b"mysecret",
    b"your secret key", b"your-secret-key", b"your_secret_key", b"yoursecretkey",
    b"your secret key goes here", b"your-secret-key-here", b"your_secret_key_here",
    b"this is a secret key", b"thisisasecretkey", b"thisisasecret",
    b"the random string", b"random string", b"some random string", b"some secret key",
    b"some_secret_key", b"somesecretkey", b"not so secret", b"keep it secret", b"s3cr3t",
    b"change me", b"change-me", b"change_me", b"changeme", b"changethis", b"replace-me",
    b"development", b"test", b"testing", b"key", b"flask", b"password", b"admin", b"default",
    b"12345678", b"123456", b"1234",
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use crate::itsdangerous::{SecretKey, SecretKeys, Signer, base64_decode};

    use super::*;

    #[test]
    fn each_published_key_is_derived_once() {
        let mut seen = HashSet::new();
        let keys = texts().filter(|key| seen.insert(*key));
        let derive = |key| {
            let secret = SecretKey::new(key);
            KeyDerivation::Hmac.derive(&secret, SALT.as_bytes(), Digest::Sha1)
        };
        let derived: Vec<u8> = keys
            .flat_map(|key| derive(key).expose_secret().to_vec())
            .collect();
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/published-keys.bin");
        #[expect(clippy::disallowed_methods, reason = "only tests read this variable")]
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(path, &derived).expect("the file can be written");
        }
        let is_the_file = std::fs::read(path).is_ok_and(|it| it == derived);
        assert!(is_the_file, "BLESS=1 makes assets/published-keys.bin anew");
    }

    #[test]
    fn a_published_key_fits_however_it_signs() {
        let first_and_last = [COURSE_KEY.as_bytes(), texts().last().expect("a list")];
        let ways = [
            (SALT, KeyDerivation::Hmac, Digest::Sha1),
            ("salt", KeyDerivation::Hmac, Digest::Sha1),
            (SALT, KeyDerivation::Concat, Digest::Sha1),
            (SALT, KeyDerivation::Hmac, Digest::Sha512),
        ];
        for (salt, key_derivation, digest) in ways {
            let signature = |key: &[u8]| {
                let keys = SecretKeys::new(SecretKey::new(key));
                let signer = Signer::new(&keys, salt.as_bytes(), key_derivation, digest);
                base64_decode(signer.get_signature(b"value").as_bytes()).expect("base64")
            };
            let fits = |key: &[u8]| {
                published_key_fits(&Lock {
                    salt: salt.as_bytes(),
                    key_derivation,
                    digest,
                    value: b"value",
                    signature: &signature(key),
                })
            };
            for key in first_and_last {
                assert!(fits(key), "{salt} {key_derivation:?} {digest:?}");
            }
            assert!(!fits(b"a key of one's own"));
        }
    }

    #[test]
    fn a_published_key_is_known_in_upper_and_lower_case() {
        for key in [
            COURSE_KEY,
            "dev",
            "CHANGEME",
            "192B9BDD22AB9ED4D12E236C78AFCB9A393EC15F71BBF5DC987D54727823BCBF",
        ] {
            assert!(is_published(key.as_bytes()), "{key}");
        }
        assert!(is_published(b"_5#y2L\"F4Q8z\n\xec]/"));
    }

    #[test]
    fn a_key_that_only_contains_a_published_one_is_not_refused() {
        for key in ["", "dev ", "de", "devdevdevdevdevdev"] {
            assert!(!is_published(key.as_bytes()), "{key}");
        }
    }
}
