//! Exercise 10: on the wire; and the response whose header alone holds the
//! proof.

use serde::{Deserialize, Serialize};

use super::{Answered, Field, Practice, Steps, word_list::WORDS};
use crate::{
    classroom::{Code, Evidence, Exchange, Exercise, Fact, Place, Slip},
    http::{Form, HttpError, Response, StatusCode, header::HeaderValue},
    view::text::{Lang, lab::Bilingual},
    web::{ctx::Ctx, practical::answers::Expected, routes::Route, teaching::Shell},
};

/// Where the Python file listens, to relay and show what goes by.
const RELAY_PORT: u16 = 5999;

/// The response with the proof in its header.
const PROOF_SENT: Fact = Fact::new(Exercise::OnTheWire, "proof_sent");

/// The proof.
const PROOF_READ: Fact = Fact::new(Exercise::OnTheWire, "proof_read");

/// Another proof.
const WRONG_PROOF: Slip = Slip::new(Exercise::OnTheWire, "wrong_proof");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    to_proof: String,
    field: String,
    wrong: String,
}

pub(super) struct OnTheWire(pub(super) Bilingual<Words>);

impl Practice for OnTheWire {
    fn facts(&self) -> &'static [Fact] {
        &[PROOF_SENT, PROOF_READ]
    }

    fn slips(&self) -> &'static [Slip] {
        &[WRONG_PROOF]
    }

    fn observe(&self, exchange: &Exchange, evidence: &mut Evidence) {
        if exchange.place == Place::Proof {
            evidence.record(PROOF_SENT, exchange.at);
        }
    }

    fn steps(&self, steps: &mut Steps<'_, '_>) {
        let commands = steps.commands;
        let port = commands.port();
        let capture = commands.in_each(|shell| {
            let interface = match shell {
                Shell::Posix => "any",
                Shell::PowerShell => r"\Device\NPF_Loopback",
            };
            format!(
                "tshark -i {interface} -f 'tcp port {port}' -d tcp.port=={port},http -Y http -O http"
            )
        });
        steps.add(0, capture);
        let server = commands.server();
        steps.add_tool(0, |_, tool| format!("{tool} relay {RELAY_PORT} {server}"));
        let proof = commands.curl(Route::Proof).silent();
        steps.add(1, commands.in_each(|shell| proof.write(shell)));
        let relayed = format!("{}://127.0.0.1:{RELAY_PORT}", commands.scheme());
        let relayed = commands.curl_at(&relayed, Route::Proof).silent();
        steps.add(1, commands.with_tool(|shell, _| relayed.write(shell)));
        steps.link_to(1, Route::Proof, &self.0.of(steps.ctx.lang).to_proof);
        let serve = "flask-session-demo serve --lab --cert adhoc --port 5443".to_owned();
        steps.add_program(2, commands.in_each(|_| serve.clone()));
    }

    fn fields(&self, lang: Lang) -> Vec<Field<'_>> {
        vec![Field::text("proof", &self.0.of(lang).field)]
    }

    fn check<'a>(&'a self, ctx: &Ctx<'_>, code: Code, form: &Form) -> Vec<Answered<'a>> {
        let expected = Expected {
            field: "proof",
            answer: &proof_of(ctx, code),
            is_a_word: false,
            fact: PROOF_READ,
            slip: WRONG_PROOF,
            wrong: &self.0.of(ctx.lang).wrong,
        };
        expected.check(ctx, code, form)
    }
}

/// The proof that this visitor is to read.
fn proof_of(ctx: &Ctx<'_>, code: Code) -> String {
    let classroom = &ctx.app.classroom;
    let word = classroom.draw(WORDS, code, Exercise::OnTheWire);
    let number = classroom.variant(code, Exercise::OnTheWire) >> 32;
    format!("{word}-{}", number % 1000)
}

/// `proof.html` holds nothing.
#[derive(Serialize)]
struct Proof {}

/// `/tp/10/preuve`: the proof is in a header, and in no page.
///
/// The page sets no `tp` cookie: whose request it is says the one that came, or
/// the code in the address.
pub(in crate::web) fn proof(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    let mut page = ctx.page_of_now(StatusCode::OK, Proof {})?;
    if let Some(code) = ctx.visitor.code() {
        let proof = proof_of(ctx, code);
        let proof = HeaderValue::try_from(proof).map_err(HttpError::internal)?;
        page.headers_mut().insert("x-tp-preuve", proof);
    }
    Ok(page)
}
