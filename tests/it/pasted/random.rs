//! Thousands of random texts with a cookie, and thousands without.

use flask_session_demo::anatomy::paste::{NotFound, find, find_all};

use crate::support::cookies::mint_at;

/// Pseudo-random numbers, the same in every run (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).expect("it is below a usize")
    }

    fn pick<'item, T>(&mut self, items: &'item [T]) -> &'item T {
        &items[self.below(items.len())]
    }

    fn text(&mut self, length: usize, alphabet: &str) -> String {
        let alphabet: Vec<char> = alphabet.chars().collect();
        (0..length).map(|_| *self.pick(&alphabet)).collect()
    }

    /// Words, marks, addresses, numbers and lines, without a cookie.
    fn junk(&mut self) -> String {
        const WORDS: [&str; 28] = [
            "the",
            "cookie",
            "127.0.0.1:5000",
            "www.example.org",
            "GET",
            "HTTP/1.1",
            "«x»",
            "…",
            "Mozilla/5.0",
            "{\"a\": 1}",
            "[12]",
            "<p>",
            "</p>",
            "a=1",
            "b: 2",
            "\\",
            "\"",
            "'",
            "eyJ",
            "jquery.min.js",
            "1.2.3",
            "GA1.2.1254476810.1638562129",
            "%20",
            "&amp;",
            "é",
            "org.example.web.SomeHandlerThatHasALongName",
            "^",
            "--",
        ];
        let count = self.below(8);
        let mut junk = String::new();
        for _ in 0..count {
            let word: &&str = self.pick(&WORDS);
            junk.push_str(word);
            let gap: &&str = self.pick(&[" ", " ", "\n", "\t", ", "]);
            junk.push_str(gap);
        }
        junk
    }

    fn cookie(&mut self) -> String {
        let length = self.below(60);
        let name = self.text(length, "abcXYZ 09_é\\\"/<>");
        let content = serde_json::json!({"user": name, "n": self.below(1000), "on": true});
        let json = if self.below(3) == 0 {
            // Long enough to get compressed.
            serde_json::json!({"_flashes": vec![content; 4]}).to_string()
        } else {
            content.to_string()
        };
        mint_at(&json, 1_790_000_000 + self.below(5_000_000) as u64)
    }
}

/// Texts that tools, files or people put around a cookie, which replaces `@`.
const WRAPPERS: [&str; 58] = [
    "@",
    "session=@",
    "session = @",
    "Cookie: session=@",
    "Cookie: lang=fr; session=@; tp=1",
    "Set-Cookie: session=@; HttpOnly; Path=/; SameSite=Lax",
    "Set-Cookie: csrf=abc; Expires=Wed, 25 Nov 2026 08:00:00 GMT; Path=/, session=@; Path=/",
    "< Set-Cookie: session=@; HttpOnly; Path=/",
    "> Cookie: session=@",
    "curl 'http://127.0.0.1:5000/' -H 'accept: text/html' -b 'session=@' --compressed",
    "curl 'http://h/' --cookie \"session=@\"",
    "curl 'http://h/' -H 'Cookie: a=b; session=@'",
    "curl ^\"http://h/^\" ^\n  -b ^\"a=1; session=@^\" ^\n  -H ^\"accept: */*^\"",
    "fetch(\"http://h/\", {\n  \"headers\": {\n    \"cookie\": \"session=@\"\n  },\n  \"method\": \"GET\"\n});",
    "$session.Cookies.Add((New-Object System.Net.Cookie(\"session\", \"@\", \"/\", \"h\")))",
    "document.cookie = \"session=@\"",
    "http GET :5000/ 'Cookie:session=@'",
    "http :5000/ Cookie:session=@",
    "{'csrf': 'abc', 'session': '@'}",
    "requests.get(url, cookies={\"session\": \"@\"})",
    "b'@'",
    "['session=@']",
    "(b'Set-Cookie', b'session=@; Path=/')",
    "session:\"@\"",
    "session\t@\t127.0.0.1\t/\tSession\t52\t✓",
    "127.0.0.1\tFALSE\t/\tFALSE\t0\tsession\t@",
    "| session | @ | 127.0.0.1 |",
    "│ session │ @ │",
    "[{\"name\": \"csrf\", \"value\": \"x\"}, {\"name\": \"session\", \"value\": \"@\"}]",
    "{\"value\": \"@\", \"domain\": \"h\", \"name\": \"session\"}",
    "{\\\"name\\\":\\\"session\\\",\\\"value\\\":\\\"@\\\"}",
    "{\"Name raw\": \"session\", \"Content raw\": \"@\"}",
    "{\"name\":\"Cookie\",\"value\":\"csrf=abc; session=@\"}",
    "<Cookie session=@ for 127.0.0.1/>",
    "<Cookie session='@'; HttpOnly; Path=/>",
    "Cookie(version=0, name='session', value='@', port=None, domain='h')",
    "Set-Cookie3: session=\"@\"; path=\"/\"; domain=\"h\"; version=0",
    "client.set_cookie('localhost', 'session', '@')",
    "cy.setCookie('session', '@')",
    "&http.Cookie{Name: \"session\", Value: \"@\"}",
    "new Cookie(\"session\", \"@\");",
    "'session' => '@',",
    "session: @",
    "FLASK_SESSION=@",
    "&quot;session&quot;: &quot;@&quot;",
    "session%3D@",
    "%22session%22%3A%22@%22",
    "http://evil.example/?c=session=@&x=1",
    "GET /steal/@ HTTP/1.1",
    "“@”",
    "«\u{a0}@\u{a0}»",
    "<@>",
    "(@)",
    "**@**",
    "`@`",
    "@,",
    "@.",
    "\u{1b}[32msession=@\u{1b}[0m",
];

/// The changes that a value may undergo between two programs.
fn rewritten(random: &mut Random, value: &str) -> String {
    let at = 1 + random.below(value.len() - 2);
    let (start, end) = value.split_at(at);
    match random.below(12) {
        0 => format!("{start}\u{ad}{end}"),
        1 => format!("{start}\u{200b}{end}"),
        2 => value.replace('.', "%2E"),
        3 => value.replace('.', "\\u002e"),
        4 => value.replace('_', "\\_"),
        5 => format!("\u{feff}{value}"),
        _ => value.to_owned(),
    }
}

#[test]
fn ten_thousand_wrapped_cookies_are_found() {
    let mut random = Random(0x5eed_9b97);
    for number in 0..10_000 {
        let cookie = random.cookie();
        let wrapper = *random.pick(&WRAPPERS);
        let text = wrapper.replace('@', &rewritten(&mut random, &cookie));
        let (before, after) = (random.junk(), random.junk());
        // Text in columns or lines must not be joined to other text.
        let text = match random.below(3) {
            0 => text,
            1 => format!("{before}\n{text}\n{after}"),
            _ => format!("{before} {text}\n{after}"),
        };
        let found = find(&text, "session").map(|it| it.value);
        assert_eq!(found.as_deref(), Ok(&*cookie), "{number}: {text:?}");
    }
}

#[test]
fn ten_thousand_broken_cookies_are_found() {
    let mut random = Random(0x1234_5678);
    for number in 0..10_000 {
        let cookie = random.cookie();
        let width = 20 + random.below(60);
        let gap = *random.pick(&["\n", "\r\n", "\n    ", "\\\n", " \n", "\n> "]);
        let pieces: Vec<&str> = cookie
            .as_bytes()
            .chunks(width)
            .map(|piece| std::str::from_utf8(piece).expect("ASCII"))
            .collect();
        let broken = pieces.join(gap);
        let text = match random.below(3) {
            0 => broken,
            1 => format!("Cookie: session={broken}; lang=fr"),
            _ => format!("the cookie:\n\n{broken}\n\nthe end"),
        };
        let found = find(&text, "session").map(|it| it.value);
        assert_eq!(found.as_deref(), Ok(&*cookie), "{number}: {text:?}");
    }
}

#[test]
fn ten_thousand_texts_without_a_cookie_give_none() {
    let mut random = Random(0x0c0_ffee);
    let alphabets = [
        "abcdefghijklmnopqrstuvwxyz    ...,,;\n",
        "ABCDEFabcdef0123456789+/=-_. \n",
        " !\"#$%&'()*+,-./0123456789:;<=>?@[\\]^_`{|}~\t\n\u{1b}é“”\u{200b}",
        "eyJ.eyJ.  \n",
    ];
    for number in 0..10_000 {
        let length = 2 + random.below(400);
        let text = match random.below(5) {
            4 => format!("{} {}", random.junk(), random.junk()),
            kind => format!("x {}", random.text(length, alphabets[kind])),
        };
        match find_all(&text, "session") {
            Err(NotFound::Nothing | NotFound::Several(_)) => {}
            Ok(found) => {
                // A single word is judged as it is.
                let words = text.split_whitespace();
                let words = words.filter(|word| word.contains(char::is_alphanumeric));
                let is_alone = words.count() == 1;
                let is_word = |value: &str| is_alone && text.contains(value);
                let is_value = found
                    .iter()
                    .all(|it| is_word(&it.value) || !it.value.contains('.'));
                assert!(is_value, "{number}: {text:?}: {found:?}");
            }
        }
    }
}
