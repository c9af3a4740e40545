//! Accounts on a single machine: signing up and in, the account's page, the teacher's commands, and
//! what can go wrong with the file.

mod commands;
mod crowd;
mod file;
mod flask;
mod logout;
mod own_page;
mod sign_in;
mod sign_up;

use std::path::Path;

use crate::support::flask::{output_of, python_script};
use crate::support::server::ServerBuilder;
use crate::support::{Client, Fsd, Response, Server, peers};

/// Takes more guesses than are wanted.
pub(crate) const PASSWORD: &str = "un cheval bien agrafé";

/// The CSRF token in a form of this page.
#[track_caller]
pub(crate) fn csrf_token(client: &mut Client, path: &str) -> String {
    let page = client.get(path).status(200);
    let (_, rest) = page
        .text()
        .split_once("name=\"csrf_token\" value=\"")
        .expect("the form has a token");
    rest.split('"').next().expect("it ends").to_owned()
}

#[track_caller]
pub(crate) fn sign_up(client: &mut Client, login: &str, password: &str) -> Response {
    let token = csrf_token(client, "/sign-up");
    let form = [
        ("csrf_token", &*token),
        ("login", login),
        ("password", password),
        ("confirm", password),
    ];
    client.post("/sign-up", &form)
}

#[track_caller]
pub(crate) fn sign_in(client: &mut Client, login: &str, password: &str) -> Response {
    client.post("/sign-in", &[("login", login), ("password", password)])
}

/// A visitor signed in to a new account with this login.
#[track_caller]
pub(crate) fn holder(server: &Server, login: &str) -> Client {
    let mut client = server.client();
    sign_up(&mut client, login, PASSWORD).status(302);
    sign_in(&mut client, login, PASSWORD).status(302);
    client
}

/// A server whose accounts are kept in this folder.
pub(crate) fn server_in(folder: &Path) -> ServerBuilder {
    Server::new().args(["--data-dir".as_ref(), folder.as_os_str()])
}

/// The logins that `accounts list` prints for this folder.
#[track_caller]
pub(crate) fn listed(folder: &Path) -> Vec<String> {
    let output = Fsd::new(["accounts", "list", "--data-dir"])
        .args([folder])
        .run()
        .success();
    let login = |line: &str| line.rsplit('\t').next().map(str::to_owned);
    output.stdout.lines().filter_map(login).collect()
}

/// Runs SQL on the accounts of this folder, as another program would.
#[track_caller]
pub(crate) fn execute(folder: &Path, sql: &str) {
    run(folder, "execute", sql);
}

/// The rows returned by a query on the accounts of this folder.
#[track_caller]
pub(crate) fn query(folder: &Path, sql: &str) -> Vec<serde_json::Value> {
    let rows = run(folder, "query", sql);
    let row = |line| serde_json::from_str(line).expect("a row is JSON");
    rows.lines().map(row).collect()
}

#[track_caller]
fn run(folder: &Path, command: &str, sql: &str) -> String {
    let python = peers::python().expect("the test has asked for it");
    let database = folder.join("accounts.sqlite3");
    let mut program = python_script(&python, "accounts.py");
    output_of(program.arg(command).arg(database), sql)
}

/// The session in the visitor's cookie, as JSON.
#[track_caller]
pub(crate) fn session(client: &Client) -> serde_json::Value {
    let decoded = Fsd::new(["decode-cookie", "--json", client.session()]).run();
    decoded.json()["payload"]["json"].clone()
}
