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
    accounts(folder.path(), &["delete", "bob"])
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
    accounts(folder.path(), &["delete", "nobody"])
        .run()
        .code(1)
        .stderr_has("No account is called nobody.");
    accounts(folder.path(), &["reset-password", "nobody"])
        .stdin(NEW)
        .run()
        .code(1)
        .stderr_has("No account is called nobody.");
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
