//! `accounts list`, `reset-password`, `delete`.

use super::{PASSWORD, holder, listed, server_in, sign_in};
use crate::support::Fsd;

const NEW: &str = "le mot du professeur";

fn accounts(folder: &std::path::Path, args: &[&str]) -> Fsd {
    Fsd::new(["--lang", "en", "accounts"])
        .args(args)
        .args(["--data-dir".as_ref(), folder.as_os_str()])
}

#[test]
fn the_teacher_lists_resets_and_deletes_while_the_server_runs() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let server = server_in(folder.path()).start();
    let mut alice = holder(&server, "alice");
    holder(&server, "bob");
    assert_eq!(listed(folder.path()), ["alice", "bob"]);
    let list = accounts(folder.path(), &["list"]).run().success();
    assert!(list.stdout.starts_with("1\t20"), "{}", list.stdout);
    accounts(folder.path(), &["reset-password", "alice"])
        .stdin(format!("{NEW}\n"))
        .run()
        .success()
        .stdout("Password of alice changed; its sessions have ended.\n");
    sign_in(&mut server.client(), "alice", PASSWORD).status(401);
    sign_in(&mut server.client(), "alice", NEW).status(302);
    super::super::several_machines::soon("the old session ends", || {
        alice.get("/").text().contains(">Login</a>")
    });
    accounts(folder.path(), &["delete", "bob", "--yes"])
        .run()
        .success()
        .stdout("Account bob deleted; its sessions have ended.\n");
    assert_eq!(listed(folder.path()), ["alice"]);
}

#[test]
fn what_cannot_be_done_is_said() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    accounts(folder.path(), &["list"])
        .run()
        .code(1)
        .stderr_has("There are no accounts yet")
        .stderr_has("hint: ");
    drop(server_in(folder.path()).start());
    accounts(folder.path(), &["list"])
        .run()
        .code(0)
        .stdout("")
        .stderr("No accounts yet: /sign-up of the site makes one.\n");
    accounts(folder.path(), &["delete", "nobody"])
        .run()
        .code(1)
        .stderr_has("No account is called nobody.");
    accounts(folder.path(), &["reset-password", "nobody"])
        .stdin(NEW)
        .run()
        .code(1)
        .stderr_has("No account is called nobody.");
    holder(&server_in(folder.path()).start(), "alice");
    for (password, sentence) in [
        ("court", "8 characters at least"),
        ("password", "first that one"),
    ] {
        accounts(folder.path(), &["reset-password", "alice"])
            .stdin(password)
            .run()
            .code(2)
            .stderr_has(sentence);
    }
    Fsd::new(["accounts", "list", "--database", "mysql://u:secret@h/d"])
        .run()
        .code(2)
        .stderr_has("sqlite:PATH");
}

#[test]
fn delete_asks_a_person_and_wants_yes_of_a_script() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let server = server_in(folder.path()).start();
    holder(&server, "alice");
    accounts(folder.path(), &["delete", "alice"])
        .stdin("yes\n")
        .run()
        .code(2)
        .stdout("")
        .stderr_has("error: Account alice was not deleted: nobody was there to be asked.\n")
        .stderr_has("hint: --yes");
    #[cfg(unix)]
    for (typed, is_deleted) in [("\n", false), ("no\n", false), ("Y\n", true)] {
        let asked = accounts(folder.path(), &["delete", "alice"]).on_terminal(80, typed);
        let Some(asked) = asked else { return };
        let asked = asked
            .code(0)
            .stdout_has("Delete the account alice and end its sessions? [y/N] ");
        let deleted = asked
            .stdout
            .contains("Account alice deleted; its sessions have ended.");
        assert_eq!(deleted, is_deleted, "{typed:?}: {}", asked.stdout);
        if !is_deleted {
            assert_eq!(listed(folder.path()), ["alice"], "{typed:?}");
        }
    }
}

/// Nobody has to type a password twice only to learn that the account does not
/// exist.
#[cfg(unix)]
#[test]
fn a_login_without_an_account_is_said_before_a_password_is_asked_for() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let server = server_in(folder.path()).start();
    holder(&server, "alice");
    let on_terminal = |login| {
        let typed = format!("{NEW}\n{NEW}\n");
        accounts(folder.path(), &["reset-password", login]).on_terminal(80, &typed)
    };
    let Some(unknown) = on_terminal("alcie") else {
        return;
    };
    let unknown = unknown.code(1).stdout_has("No account is called alcie.");
    assert!(
        !unknown.stdout.contains("New password"),
        "{}",
        unknown.stdout
    );
    let known = on_terminal("alice")
        .expect("it was there a moment ago")
        .code(0);
    assert!(known.stdout.contains("New password: "), "{}", known.stdout);
    sign_in(&mut server.client(), "alice", NEW).status(302);
}
