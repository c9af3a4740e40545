//! Forms sent as `multipart/form-data`, read as Flask reads them.

use flask_session_demo::http::Form;

use crate::support::client::Request;
use crate::support::flask::{agree, output_of, python_script};
use crate::support::{Dice, Server, peers};

const QUESTIONS: usize = 6_000;

/// A typical form, with things in some places that confuse parsers.
#[expect(clippy::too_many_lines, reason = "a list of what may stand in a form")]
fn body(dice: &mut Dice) -> String {
    let mut body = odd(dice, &["", "preamble\r\n", "\r\n", "--\r\n"]);
    for _ in 0..dice.below(4) {
        body += &odd(
            dice,
            &["--x\r\n", "--x \t\r\n", "--xy\r\n", "--x--\r\n", "--x"],
        );
        body += &odd(
            dice,
            &[
                "Content-Disposition: ",
                "content-disposition:",
                "X: 1\r\nContent-Disposition: ",
                "X: ",
            ],
        );
        body += &odd(dice, &["form-data", "form-data ", "", "form-data; junk"]);
        for _ in 0..=dice.below(2) {
            body += dice.pick(&["; ", ";", "; ", "\r\n ; "]);
            body += dice.pick(&[
                "name",
                "name",
                "name",
                "Name",
                "filename",
                "filename*",
                "other",
            ]);
            body += &odd(dice, &["=", "=", " = "]);
            body += dice.pick(&[
                "a",
                "\"b\"",
                "\"c;d\"",
                "\"e\\\"f\"",
                "\"%22\"",
                "\"g\\\\\"",
                "\"h",
                "",
                "\"\"",
                "\"\u{c3}\u{a9}\"",
                "\"\u{e9}\"",
                "\"i\\j\"",
            ]);
        }
        body += &odd(
            dice,
            &["\r\n", "\r\nContent-Type: text/plain\r\n", "\r\nX\r\n"],
        );
        body += &odd(dice, &["\r\n", "\r\n", ""]);
        for _ in 0..dice.below(4) {
            body += dice.pick(&[
                "text",
                "\r\n",
                "\r",
                "\n",
                "--",
                "--x",
                "\r\n--y",
                "\u{c3}\u{a9}",
                "\u{ff}",
                "\u{e9}\u{80}",
                "=&",
            ]);
        }
        body += "\r\n";
    }
    body + &odd(dice, &["--x--\r\n", "--x--", "--x-- epilogue", "", "--x"])
}

/// Mostly the first text.
fn odd(dice: &mut Dice, texts: &[&str]) -> String {
    let usual = dice.below(8) > 0;
    (if usual { texts[0] } else { dice.pick(texts) }).to_owned()
}

fn content_type(dice: &mut Dice) -> String {
    let types = [
        "multipart/form-data; boundary=x",
        "Multipart/Form-Data;charset=utf-8;Boundary=\"x\"",
        "multipart/form-data; boundary=",
        "multipart/form-data",
        "multipart/form-data; boundary=y; boundary=x",
    ];
    odd(dice, &types)
}

/// Whether Werkzeug sees line ends other than CR LF, which we do not accept.
fn has_other_lines(body: &str) -> bool {
    let is_blank_line = body.contains("\n\n") || body.contains("\r\r");
    let lone = body.replace("\r\n", "");
    let is_boundary = ["\n--x", "\r--x"].iter().any(|text| lone.contains(text));
    let ends_boundary = body.contains("--x\n") || body.replace("--x\r\n", "").contains("--x\r");
    is_blank_line || is_boundary || ends_boundary
}

fn bytes(latin: &str) -> Vec<u8> {
    latin
        .chars()
        .map(|char| u8::try_from(char).expect("Latin-1"))
        .collect()
}

#[test]
fn thousands_of_multipart_forms_are_read_as_flask_reads_them() {
    let Some(python) = peers::python() else {
        return;
    };
    let mut dice = Dice::new();
    let questions: Vec<(String, String)> =
        std::iter::repeat_with(|| (content_type(&mut dice), body(&mut dice)))
            .filter(|(_, body)| !has_other_lines(body))
            .take(QUESTIONS)
            .collect();
    let asked = serde_json::to_string(&questions).expect("texts");
    let said = output_of(&mut python_script(&python, "multipart.py"), &asked);
    let answers: Vec<Vec<(Option<String>, String)>> = serde_json::from_str(&said).expect("pairs");
    assert_eq!(answers.len(), QUESTIONS);
    let filled = answers.iter().filter(|fields| !fields.is_empty()).count();
    assert!(filled > QUESTIONS / 10, "{filled} forms have fields");
    let texts: Vec<String> = questions
        .iter()
        .map(|(_, body)| body.escape_debug().to_string())
        .collect();
    agree(
        "multipart forms",
        questions
            .iter()
            .zip(&texts)
            .zip(&answers)
            .map(|(((content_type, body), text), theirs)| {
                let form = Form::parse_multipart(content_type, &bytes(body));
                let ours: Vec<(&str, &str)> = form.iter().collect();
                // A field without a name cannot be asked for.
                let named = theirs
                    .iter()
                    .filter_map(|(name, value)| Some((name.as_deref()?, &**value)));
                let named: Vec<(&str, &str)> = named.collect();
                (text.as_str(), format!("{ours:?}"), format!("{named:?}"))
            }),
    );
}

#[test]
fn a_guest_signs_in_by_a_multipart_form() {
    let server = Server::start();
    let part = |name: &str, value: &str| {
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body = format!(
        "{}{}--b--\r\n",
        part("login", "zo\u{e9}"),
        part("password", "x")
    );
    let request = Request::new("POST", "/sign-in")
        .header("Content-Type", "multipart/form-data; boundary=b")
        .header("Content-Length", body.len().to_string())
        .body(body);
    let mut visitor = server.client();
    visitor.send(&request).status(302);
    visitor.get("/").status(200).has("<bdi>zo\u{e9}</bdi>");
}
