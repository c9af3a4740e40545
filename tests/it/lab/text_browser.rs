//! The practical in a text browser, lynx: forms are filled in by keys, and the commands on the
//! pages are run exactly as shown, on a server in a room: ten exercises of ten.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use super::student::between;
use super::tool::Relay;
use crate::support::lynx::{Lynx, Page};
use crate::support::{Server, peers};

struct Student {
    lynx: Lynx,
    code: String,
}

impl Student {
    /// Predicts the answer that begins with this text.
    #[track_caller]
    fn predict(&self, exercise: u8, answer: &str) {
        let path = format!("/tp/{exercise}");
        let visit = self
            .lynx
            .visit(&path)
            .take(answer)
            .fill("]___", "pour voir");
        visit
            .take("Enregistrer ma pr")
            .end()
            .has("2. Observer")
            .has("● Observer (à faire)");
    }

    #[track_caller]
    fn page(&self, exercise: u8) -> Page {
        self.lynx.page(&format!("/tp/{exercise}"))
    }

    /// Types answers into the fields below the steps.
    #[track_caller]
    fn answer(&self, exercise: u8, answers: &[(&str, &str)]) {
        let mut visit = self.lynx.visit(&format!("/tp/{exercise}"));
        for (label, answer) in answers {
            visit = visit.fill(label, answer);
        }
        visit.take("Vérifier").end().has("3. Expliquer");
    }

    /// Writes an explanation, and sees the correction.
    #[track_caller]
    fn explain(&self, exercise: u8) {
        let visit = self.lynx.visit(&format!("/tp/{exercise}"));
        visit
            .fill("]___", "voici pourquoi")
            .take("Rendre mon explication")
            .end()
            .has("Correction")
            .has("Vous avez expliqué : \"voici pourquoi\"");
    }

    /// Runs a command exactly as a page shows it.
    #[track_caller]
    fn run(&self, command: &str) -> String {
        let output = self.bash(command).output().expect("bash runs");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{command}\n{stderr}");
        String::from_utf8(output.stdout).expect("the commands write UTF-8")
    }

    fn bash(&self, command: &str) -> Command {
        let programs = Path::new(env!("CARGO_BIN_EXE_flask-session-demo")).parent();
        let programs = programs.expect("the program is in a folder");
        let mut bash = Command::new("bash");
        bash.args(["-c", command]);
        bash.env_clear()
            .env("HOME", self.lynx.folder())
            .env("PYTHONPATH", self.lynx.folder())
            .env("PATH", format!("{}:/usr/bin:/bin", programs.display()))
            .current_dir(self.lynx.folder());
        bash
    }

    #[track_caller]
    fn commands<const N: usize>(&self, exercise: u8) -> [String; N] {
        let page = self.page(exercise);
        let commands = page.commands();
        commands.try_into().unwrap_or_else(|commands: Vec<String>| {
            panic!("{} commands, not {N}, in\n{}", commands.len(), page.text())
        })
    }
}

#[test]
fn the_practical_is_done_with_lynx_and_the_commands_of_its_pages() {
    let server = Server::bare().args(["--lab"]).start();
    let Some(lynx) = Lynx::in_room(&server) else {
        return;
    };
    if peers::program("curl", "--version").is_none() {
        return;
    }
    let page = lynx.page("/tp");
    let code = page.text().split_once("Votre code : ").expect("a code").1;
    let code = code.lines().next().unwrap_or_default().to_owned();
    let student = Student { lynx, code };
    two_clocks_begin(&student);
    memory(&student);
    headers(&student);
    reading(&student);
    one_byte(&student);
    the_key(&student);
    weak_key(&student);
    signed_out(&student);
    cross_site(&student);
    on_the_wire(&student);
    two_clocks_end(&student);
    student
        .lynx
        .page("/tp/bilan")
        .has("10 exercices faits sur 10");
}

fn memory(student: &Student) {
    student.predict(1, "Non : le second curl");
    let [without, home, with] = student.commands(1);
    assert_eq!(student.run(&without), "302\n");
    assert!(!student.run(&home).contains(&student.code));
    assert!(student.run(&with).contains(&student.code));
    student.explain(1);
}

fn headers(student: &Student) {
    student.predict(2, "6 Set-Cookie et 6");
    let visit = student.lynx.visit("/tp/2");
    visit
        .take("Remettre le compteur")
        .end()
        .has("0 des 6 requêtes");
    let [six] = student.commands(2);
    let seen = student.run(&six).to_lowercase();
    let count = |start: &str| seen.lines().filter(|line| line.starts_with(start)).count();
    let (answered, asked) = (count("< set-cookie: session="), count("> cookie: session="));
    student.answer(
        2,
        &[
            ("Set-Cookie : combien", &answered.to_string()),
            (" Cookie : combien", &asked.to_string()),
        ],
    );
    student.explain(2);
}

fn reading(student: &Student) {
    student.predict(3, "Faux, sauf le nom");
    // The session ends with lynx, so the next page must show what is to be read.
    let page = student.lynx.visit("/tp/3").take("Cacher un mot").end();
    let commands = page.commands();
    let [base64, decode] = &commands[..] else {
        panic!("not two commands in\n{}", page.text())
    };
    let json: serde_json::Value =
        serde_json::from_str(&student.run(base64)).expect("the command shows JSON");
    let word = json["mot"].as_str().expect("it holds the word");
    assert!(student.run(decode).contains(word));
    student.answer(3, &[("Mot trouvé", word)]);
    student.explain(3);
}

fn one_byte(student: &Student) {
    student.predict(4, "② : la date");
    let changes = [
        ("① Charge utile", r#"{"user":{"username":"admin"}}"#),
        ("② Horodatage", "awVEAA"),
        ("③ Signature", "eYjTOEHo05la9rikSv9zdq49Sd8"),
    ];
    for (field, text) in changes {
        let visit = student.lynx.visit("/banc").fill(field, text);
        let verdict = visit.take("Vérifier tel quel").end();
        verdict.has("Refusé au contrôle 2 sur 4 : signature");
    }
    let visit = student.lynx.visit("/banc");
    visit
        .take("dernier caractère + 1")
        .end()
        .has("Refusé au contrôle 2 sur 4 : signature");
    let [damaged, like_flask] = student.commands(4);
    assert!(student.run(&damaged).contains("Bonjour</h1>"));
    let output = student.bash(&like_flask).output().expect("bash runs");
    let said = String::from_utf8_lossy(&output.stderr) + String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("Flask"), "{said}");
    student.explain(4);
}

fn the_key(student: &Student) {
    student.predict(5, "Oui : avec la clé");
    let [save, sign, send] = student.commands(5);
    student.run(&save);
    assert!(student.run(&sign).starts_with("eyJ"));
    assert!(
        student
            .run(&send)
            .contains("<h1>Bureau de la direction</h1>")
    );
    student.explain(5);
}

fn weak_key(student: &Student) {
    student.predict(6, "Quelques secondes");
    let [list, guess] = student.commands(6);
    student.run(&list);
    student.answer(6, &[("Clé trouvée", student.run(&guess).trim())]);
    student.explain(6);
}

fn two_clocks_begin(student: &Student) {
    student.predict(7, "Oui, jusqu’en 2099");
    let visit = student.lynx.visit("/tp/7");
    visit
        .choose_above("120 secondes", 2)
        .take("Recevoir le cookie")
        .end()
        .has("valable 20 s");
}

fn two_clocks_end(student: &Student) {
    let [show] = student.commands(7);
    let mut verdict = student.run(&show);
    if let Some((_, left)) = verdict.split_once("reste ") {
        let digits: String = left.chars().take_while(char::is_ascii_digit).collect();
        let seconds: u64 = digits.parse().expect("the server says how many are left");
        thread::sleep(Duration::from_secs(seconds + 1));
        verdict = student.run(&show);
    }
    assert!(verdict.contains("Périmé"), "{verdict}");
    student.explain(7);
}

fn signed_out(student: &Student) {
    student.predict(8, "Il me reconnaît");
    let [replay] = student.commands(8);
    assert!(student.run(&replay).contains(&student.code));
    student.page(8).has("La copie a été acceptée");
    student.explain(8);
}

fn cross_site(student: &Student) {
    student.predict(9, "Les trois");
    let attack = |student: &Student| {
        let heading = "Sans navigateur graphique : curl à sa place (Linux, macOS)";
        let commands = student.page(9).commands_under(heading);
        let [command] = &commands[..] else {
            panic!("{} commands", commands.len());
        };
        student.run(command)
    };
    assert_eq!(attack(student), "302\n302\n403\n");
    student
        .page(9)
        .has("✓ vu : un lien d’un autre site")
        .has("○ pas encore vu : les mêmes essais, avec un autre SameSite");
    let visit = student.lynx.visit("/reglages");
    visit
        .choose_below("SameSite", 1)
        .take("Appliquer")
        .end()
        .has("SameSite=Strict");
    assert_eq!(attack(student), "302\n302\n403\n");
    student.page(9).has("Strict").has("3. Expliquer");
    student.explain(9);
}

/// Without Wireshark, by the relay of the Python file.
fn on_the_wire(student: &Student) {
    student.predict(10, "Rien : le cookie");
    let file = student.lynx.source("/outil/flask_cookie.py");
    fs::write(student.lynx.folder().join("flask_cookie.py"), file).expect("the folder is there");
    let page = student.page(10);
    let commands = page.commands_under("Avec le fichier Python (Linux, macOS)");
    let [relay, ask] = &commands[..] else {
        panic!("not two commands in\n{}", page.text())
    };
    let relay = Relay::start(|| student.bash(&format!("exec {relay}")));
    student.run(ask);
    let shown = relay.wait_for("\n< x-tp-preuve: ");
    let proof = between(&shown, "< x-tp-preuve: ", "\n");
    student.answer(10, &[("Preuve lue", proof)]);
    student.explain(10);
}
