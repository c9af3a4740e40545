//! The sentences of the commands, in English.

use super::{CliText, Trouble, banner, exercises, frame, next_port, settings};
use crate::accounts::PasswordProblem;

pub(super) const EN: CliText = CliText {
    frame: frame::EN,
    cannot_read: |path| Trouble::new(format!("Cannot read {path}.")),
    cannot_write: |path| Trouble::new(format!("Cannot write {path}.")),
    cannot_print: || Trouble::new("Cannot write to standard output."),
    cannot_write_data: |path| {
        Trouble::new(format!("Cannot write {path}."))
            .cure("Name another folder with --data-dir; with --lab, none is needed.")
    },
    cannot_start: || Trouble::new("The server cannot start."),
    standard_input: "standard input",
    format_not_for_files: || {
        Trouble::new("A key file holds the key alone, without a name or quotes.")
            .cure("--format hex or --format base64url with -o")
    },
    key_exists: |path| {
        Trouble::new(format!("{path} exists already; it is not overwritten."))
            .why("All sessions signed with that key would be lost.")
            .cure("--force to do so all the same, or another name after -o")
    },
    not_a_file: |path| Trouble::new(format!("{path} is no ordinary file; it is not replaced.")),
    key_written: |path| format!("Key written to {path}, readable by you alone."),
    key_is_good: |origin, length| {
        format!(
            "The key from {origin} is good: {length} bytes, no known key, no words or patterns."
        )
    },
    is_a_folder: |path| {
        Trouble::new(format!("{path} is a directory, not a file."))
            .cure(format!("flask-session-demo keygen -o {path}/key.txt"))
    },
    no_randomness: "The system gives no random bytes: no key was made.",
    no_accounts_yet: |path| {
        Trouble::new(format!("There are no accounts yet: {path} does not exist."))
            .why("`serve` makes that file when it starts.")
            .cure("--data-dir or --database of that server")
    },
    unknown_account: |login| {
        Trouble::new(format!("No account is called {login}."))
            .cure("flask-session-demo accounts list")
    },
    no_accounts: "No accounts yet: /sign-up of the site makes one.",
    ask_delete: |login| format!("Delete the account {login} and end its sessions? [y/N] "),
    yes: ["y", "yes"],
    not_deleted: |login| format!("Account {login} was not deleted."),
    delete_needs_yes: |login| {
        Trouble::new(format!(
            "Account {login} was not deleted: nobody was there to be asked."
        ))
        .cure("--yes deletes it without a question.")
    },
    account_deleted: |login| format!("Account {login} deleted; its sessions have ended."),
    password_reset: |login| format!("Password of {login} changed; its sessions have ended."),
    bad_password: |problem| {
        Trouble::new(match problem {
            PasswordProblem::TooShort => "The password needs 8 characters at least.",
            PasswordProblem::TooLong => "The password may have 1,024 characters at most.",
            PasswordProblem::Guessable => {
                "This password is one of the first that one would try: take a longer one, or a \
                 less common one."
            }
        })
    },
    ask_password: "New password: ",
    ask_password_again: "Confirm the password: ",
    passwords_differ: "The two passwords are not the same.",
    accounts_unavailable: || Trouble::new("The database of the accounts does not answer."),
    database_unreachable: |database| {
        Trouble::new(format!("The database {database} cannot be reached.")).cure(
            "Is it running, and are host and port right? --database postgres://user@host:5432/name",
        )
    },
    database_denied: |database| {
        Trouble::new(format!("The database {database} lets nobody in under this name."))
            .cure("Check user, password and name of the database: --database postgres://user@host:5432/name")
    },
    database_locked: |database| {
        Trouble::new(format!("The database {database} is locked by another program."))
            .cure("Close that program and start again, or name another file with --database or --data-dir.")
    },
    database_newer: |database, found, known| {
        Trouble::new(format!(
            "The database {database} is of a newer version of this program."
        ))
        .why(format!(
            "Its schema is {found}, this program knows {known}."
        ))
        .cure("Run that newer version, or name another database with --database.")
    },
    database_of_others: |database| {
        Trouble::new(format!(
            "The database {database} belongs to another application."
        ))
        .why("It has tables, and none says that they are of this program; it was left as it is.")
        .cure("Name another database with --database, or another folder with --data-dir.")
    },
    not_a_database: |database| {
        Trouble::new(format!("{database} is not a database."))
            .cure("Name another file with --database or --data-dir; this one was left as it is.")
    },
    database_read_only: |database| {
        Trouble::new(format!("The database {database} cannot be written."))
            .cure("Give this user the right to write the file and its folder, or name another folder with --data-dir.")
    },
    database_failed: |database| {
        Trouble::new(format!("The database {database} cannot be opened."))
            .cure("Name another one with --database, or another folder with --data-dir.")
    },
    port_taken: |host, port| {
        Trouble::new(format!("Port {port} is taken already on {host}."))
            .why("Another program listens there (often `flask run`; AirPlay on macOS).")
            .cure(format!(
                "flask-session-demo serve --port {}        (--port 0 takes a free port)",
                next_port(port)
            ))
    },
    port_forbidden: |port| {
        Trouble::new(format!("You may not listen on port {port}."))
            .why("Ports below 1024 are reserved for the administrator.")
            .cure("flask-session-demo serve --port 8000")
    },
    address_elsewhere: |host| {
        Trouble::new(format!("{host} is no address of this machine."))
            .why("A program can listen only on addresses of its own machine.")
            .cure("--host 0.0.0.0 listens on all of them, --host 127.0.0.1 for this machine alone")
    },
    host_unknown: |host| {
        Trouble::new(format!("No machine is called {host}."))
            .cure("--host 0.0.0.0 listens on all addresses of this machine")
    },
    cannot_listen: |host, port| Trouble::new(format!("Cannot listen on {host}, port {port}.")),
    no_home: || {
        Trouble::new("This account has no home folder to keep the secret key and the accounts in.")
            .cure(
                "Name a folder with --data-dir, or both with --secret-key-file and --database, or in \
                 the file of --config.",
            )
    },
    settings: settings::EN,
    not_utf8: |variable| {
        Trouble::new(format!("The value of {variable} is not UTF-8 text."))
            .cure("A key of arbitrary bytes is given by --secret-key-file.")
    },
    not_teachers: |path| {
        Trouble::new(format!("{path} is no list of teachers."))
            .cure("The manual page flask-session-demo-class(7), also linked from /aide, describes its form.")
    },
    not_exercises: exercises::english,
    refused: |value, origin, wanted| {
        Trouble::new(format!("{value} (from {origin}) is not {wanted}"))
    },
    not_only_host: |value, origin, host, port| {
        let port = port
            .map(|port| format!(" --port {port}"))
            .unwrap_or_default();
        Trouble::new(format!(
            "{value} (from {origin}) is more than a name or an address."
        ))
        .cure(format!("flask-session-demo serve --host {host}{port}"))
    },
    refused_secret: |origin, wanted| {
        Trouble::new(format!("The value from {origin} is not {wanted}"))
    },
    a_boolean: "a boolean: true or false, in lower case",
    a_number: |unit, least, most| match unit {
        "s" => format!("a number of seconds: {least}–{most}"),
        "bytes" => format!("a number of bytes: {least}–{most}"),
        _ => format!("a whole number: {least}–{most}"),
    },
    a_port: "a port: 0–65535",
    a_host: "a name or an address",
    a_cookie_name: "a cookie name: letters, digits and !#$%&'*+-.^_`|~, no space",
    a_cookie_domain: "a domain name: ASCII letters, digits, hyphens and dots (empty: this host \
                      alone)",
    a_cookie_path: "a path: it starts with /, without a semicolon",
    a_same_site: "a value of SameSite: Lax, Strict or None (empty: no attribute)",
    a_text: "text: it is written in quotes",
    a_list: "a list of texts, like [\"older key\"]",
    a_file: "the name of a file",
    a_database: "a database: sqlite:PATH, or postgres://user@host/name (empty: the data folder's)",
    fallbacks_are_text: |origin| {
        Trouble::new(format!(
            "The value from {origin} is a text, not a list of keys."
        ))
        .why(
            "Flask would take each letter of that text for a key: anyone could forge a \
                 session.",
        )
        .cure("Write [\"older key\"], or name a file with --secret-key-fallback-file.")
    },
    cookie_prefix: |name, origin| {
        Trouble::new(format!("Cookie name refused: {name} (from {origin})."))
            .why(
                "Without a word, browsers drop a __Secure- cookie without Secure, and a __Host- \
                 cookie without Secure, with Domain, or with another Path than /.",
            )
            .cure("--set SESSION_COOKIE_SECURE=true, or a name without that prefix")
    },
    same_site_none: |origin| {
        Trouble::new(format!("SameSite=None (from {origin}) without Secure."))
            .why("Browsers drop such a cookie without a word.")
            .cure(
                "--set SESSION_COOKIE_SECURE=true; to send no SameSite at all, --set \
                 SESSION_COOKIE_SAMESITE=",
            )
    },
    key_without_certificate: |origin| {
        Trouble::new(format!(
            "A key for TLS (from {origin}) without a certificate."
        ))
        .cure("--cert FILE --key FILE, or --cert adhoc alone")
    },
    certificate_without_key: |origin| {
        Trouble::new(format!("A certificate (from {origin}) without its key."))
            .cure("--cert FILE --key FILE, or --cert adhoc for one that is made now")
    },
    adhoc_with_key: |origin| {
        Trouble::new(format!(
            "--cert adhoc makes its own key; the one from {origin} has no use."
        ))
        .cure("Leave --key out, or name the certificate's file with --cert.")
    },
    no_certificate: |path| {
        Trouble::new(format!("{path} holds no certificate in PEM form."))
            .cure("It has a line BEGIN CERTIFICATE; --cert adhoc needs no file.")
    },
    no_tls_key: |path| {
        Trouble::new(format!("{path} holds no private key in PEM form."))
            .cure("It has a line BEGIN PRIVATE KEY, and no password.")
    },
    tls_mismatch: |certificate, key| {
        Trouble::new(format!(
            "The key in {key} is not that of the certificate in {certificate}."
        ))
        .cure("Give both files of one pair with --cert and --key.")
    },
    tls_unusable: |certificate| {
        Trouble::new(format!(
            "The certificate {certificate} cannot be used for TLS."
        ))
        .cure("An ECDSA or RSA certificate of version 3, or --cert adhoc")
    },
    lab_with_own_key: |origin| {
        Trouble::new(format!(
            "--lab and a key of your own (from {origin}) exclude each other."
        ))
        .why(
            "With --lab every step of the calculation may be shown: the key is the course's, \
                 which everybody knows.",
        )
        .cure("Leave one of them out.")
    },
    key_published: |origin| {
        Trouble::new(format!(
            "Key refused: {origin} holds a published key, which everybody knows."
        ))
        .why(
            "It is printed in the course, in a documentation or in an example: anyone could forge \
             a session.",
        )
        .cure("flask-session-demo keygen -o key.txt        (or `serve --lab` for the practical)")
    },
    key_empty: |origin| {
        Trouble::new(format!("Empty key: {origin}."))
            .why("Flask takes it for none and opens no session.")
            .cure("Give at least 16 bytes: flask-session-demo keygen -o key.txt")
    },
    key_utf16: |origin| {
        Trouble::new(format!("Key refused: {origin} is a UTF-16 file."))
            .why("PowerShell's `>` writes that; Flask would read other bytes than you.")
            .cure("flask-session-demo keygen -o key.txt")
    },
    key_byte_order_mark: |origin| {
        Trouble::new(format!(
            "Key refused: {origin} starts with a byte order mark."
        ))
        .why("Its three invisible bytes would be part of the key.")
        .cure("Save the file as UTF-8 without BOM, or: flask-session-demo keygen -o key.txt")
    },
    key_assignment: |origin, name| {
        Trouble::new(format!(
            "Key refused: {origin} holds `{name}=…`, not a key alone."
        ))
        .why("The name and the equals sign would be part of the key.")
        .cure("Leave only the key in the file, or give the line to --set.")
    },
    key_too_large: |origin| {
        Trouble::new(format!("Key refused: {origin} has more than 64 KiB."))
            .why("No key is so long; this must be another file.")
    },
    teacher_key_too_short: |origin, length| {
        Trouble::new(format!(
            "Teacher’s key refused: {origin} holds {length} bytes, 16 is the least."
        ))
        .why("Who finds it opens the board, and a short one is found by trying.")
        .cure("flask-session-demo keygen -o teacher.txt")
    },
    no_server_key: |path| {
        Trouble::new(format!("The server has no key yet: {path} does not exist."))
            .why("`serve` writes it when it first starts.")
            .cure("Start `serve` once, or give the key with --secret-key-file.")
    },
    short_key: |origin, length| {
        format!(
            "the key from {origin} has only {length} bytes; below 16 it can be guessed \
             (flask-session-demo keygen makes a good one)"
        )
    },
    guessable_key: |origin| {
        format!(
            "the key from {origin} consists of words or patterns, which are tried first: it can be \
             guessed (flask-session-demo keygen makes a good one)"
        )
    },
    readable_by_others: |path| {
        format!("other accounts of this machine can read {path}: chmod 600 {path}")
    },
    progress_not_kept: |path, reason| match reason {
        Some(reason) => format!(
            "the key that signs the practical’s progress cannot be kept in {path} ({reason}): \
             progress ends with this process"
        ),
        None => format!(
            "{path} holds no key: progress of the practical ends with this process (delete the \
             file, and a new key is drawn)"
        ),
    },
    folder_open_to_others: |path| {
        format!("other accounts of this machine have access to the folder {path}: chmod 700 {path}")
    },
    secret_on_command_line: |origin| {
        format!(
            "{origin} puts a secret on the command line, where all accounts of this machine read it \
             (ps): give it by a file, or by a variable FLASK_…"
        )
    },
    secure_without_tls: |origin| {
        format!(
            "{origin} asks for Secure, and this server speaks plain HTTP: beyond this machine \
             browsers drop the cookie, Safari on localhost, too (unless an HTTPS proxy stands \
             before it)"
        )
    },
    banner: banner::EN,
};
