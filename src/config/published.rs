//! Keys that everybody knows: whoever reads the course or Flask's
//! documentation can forge the sessions of a server that uses one.

/// The key printed in the course, which `--lab` uses on purpose.
pub const COURSE_KEY: &str = "5eed9b976f6d5c80fb8bb74b1bcff9f01218a864d0f2dd76143356d3cc36eda8";

/// Whether the course, a documentation or a well-known tutorial prints this key.
pub(crate) fn is_published(key: &[u8]) -> bool {
    PUBLISHED
        .iter()
        .any(|published| published.eq_ignore_ascii_case(key))
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
    // Flask-WTF's and Flask-SocketIO's documentation, "Flask Web Development",
    // the Flask Mega-Tutorial.
    b"a random string", b"secret!", b"hard to guess string", b"you-will-never-guess",
    // The first that a word list tries.
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
    use super::*;

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
