//! JSON that strangers may write: Flask's tags, deep, long, odd and damaged
//! texts.

use super::random::Random;

impl Random {
    /// A JSON text, or almost one.
    pub(super) fn json(&mut self) -> String {
        match self.below(16) {
            0 => self.nested(),
            1 => self.many_tags(),
            2 => self.repeated(),
            _ => {
                let depth = self.below(5);
                let text = self.value(depth);
                if self.once_in(6) {
                    self.damaged_text(&text)
                } else {
                    text
                }
            }
        }
    }

    fn value(&mut self, depth: usize) -> String {
        match self.below(if depth == 0 { 4 } else { 9 }) {
            0 => self.scalar(),
            1 => self.string(),
            2 => self.number(),
            3 => format!(r#"{{"user":{{"username":{}}}}}"#, self.string()),
            4 => self.tag(depth),
            5 | 6 => {
                let count = self.length(40);
                let items: Vec<String> = (0..count).map(|_| self.value(depth - 1)).collect();
                format!("[{}]", items.join(","))
            }
            _ => {
                let count = self.length(40);
                let members = (0..count).map(|_| {
                    let key = self.key();
                    format!("{key}:{}", self.value(depth - 1))
                });
                format!("{{{}}}", members.collect::<Vec<_>>().join(","))
            }
        }
    }

    fn scalar(&mut self) -> String {
        self.pick(&[
            "null",
            "true",
            "false",
            "NaN",
            "-Infinity",
            "nul",
            "'a'",
            "",
        ])
        .to_owned()
    }

    fn number(&mut self) -> String {
        let digits = self.length(400);
        match self.below(6) {
            0 => self.next().to_string(),
            1 => f64::from_bits(self.next()).to_string(),
            2 => format!("-0.{:0digits$}1", 0),
            3 => format!("1{}", "7".repeat(digits)),
            4 => format!("{}e{}", self.below(99), self.next() % 999),
            _ => self
                .pick(&["0", "-0", "01", "+1", "1.", ".5", "1e400", "-", "0x1"])
                .to_owned(),
        }
    }

    pub(super) fn string(&mut self) -> String {
        const PIECES: [&str; 16] = [
            "a",
            "alice",
            "é",
            "\u{1f600}",
            r"\u00e9",
            r"\ud83d\ude00",
            r"\ud800",
            r"\u0000",
            r#"\""#,
            r"\\",
            r"\n",
            r"\x",
            "<script>",
            "\u{202e}",
            " ",
            "\t",
        ];
        let count = self.length(300);
        let text: String = (0..count).map(|_| self.pick(&PIECES)).collect();
        format!("\"{text}\"")
    }

    fn key(&mut self) -> String {
        match self.below(4) {
            0 => self.string(),
            1 => self
                .pick(&[
                    "\"_permanent\"",
                    "\"_flashes\"",
                    "\"uid\"",
                    "\"csrf_token\"",
                    "\"code\"",
                ])
                .to_owned(),
            _ => self
                .pick(&["\"user\"", "\"username\"", "\"id\"", "\"a\"", "\"\""])
                .to_owned(),
        }
    }

    /// One of Flask's tags, with the right content or something else.
    fn tag(&mut self, depth: usize) -> String {
        let tag = self.pick(&["t", "b", "m", "u", "d", "di", "x", "t__", ""]);
        let content = match self.below(5) {
            0 => r#""3f0c1e7a94d25b8860fb17e2c9a4d351""#.to_owned(),
            1 => r#""Wed, 25 Nov 2026 08:00:00 GMT""#.to_owned(),
            2 => r#""aGVsbG8=""#.to_owned(),
            _ => self.value(depth - 1),
        };
        format!(r#"{{" {tag}":{content}}}"#)
    }

    /// Nested objects and lists, about as deep as Flask can read.
    fn nested(&mut self) -> String {
        let depth = 1 + self.below(700);
        let (open, close) = match self.below(3) {
            0 => ("[", "]"),
            1 => (r#"{"a":"#, "}"),
            _ => (r#"{" t":["#, "]}"),
        };
        format!("{}1{}", open.repeat(depth), close.repeat(depth))
    }

    /// Many tags below long keys, so that each tag's path is long.
    fn many_tags(&mut self) -> String {
        let letters = self.length(20_000);
        let levels = 1 + self.below(10);
        let tags = 1 + self.length(20_000);
        let open = format!(r#"{{"{}":"#, "k".repeat(letters)).repeat(levels);
        let inner = vec![r#"{" t":[]}"#; tags].join(",");
        format!("{open}[{inner}]{}", "}".repeat(levels))
    }

    /// Up to a mebibyte of repetition, which compresses to little.
    fn repeated(&mut self) -> String {
        let item = self.pick(&[
            "0",
            "[]",
            r#"{" t":[]}"#,
            r#"{" m":0}"#,
            r#"{" b":""}"#,
            "1.5",
            r#""\u00e9""#,
        ]);
        let most = if self.once_in(4) {
            1024 * 1024
        } else {
            128 * 1024
        };
        let count = 1 + self.below(most / (item.len() + 1));
        let items = vec![item; count].join(",");
        match self.below(3) {
            0 => format!("[{items}]"),
            1 => format!(r#"{{"a":[{items}]}}"#),
            _ => items,
        }
    }
}
