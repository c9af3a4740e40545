//! `decode-cookie` on many lines: keeps their order, takes bounded memory, and can be ended.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::thread;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{COURSE_KEY, Fsd};

/// `{"a":1}`, signed with the course's key at 1700000000.
const A: &str = "eyJhIjoxfQ.ZVPxAA.0cEq61lfND4cShXcNFNaWZXrVhM";

fn decode() -> Fsd {
    Fsd::new(["decode-cookie", "--json", "--now", "1700000010"]).args([
        "--secret-key",
        COURSE_KEY,
        "-",
    ])
}

/// The running program; killed when dropped.
struct Running {
    child: Child,
    input: Option<ChildStdin>,
    output: Option<BufReader<ChildStdout>>,
    _folder: TempDir,
}

impl Running {
    fn start(program: Fsd) -> Self {
        let (mut command, folder) = program.into_parts();
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program can be started");
        Self {
            input: child.stdin.take(),
            output: child.stdout.take().map(BufReader::new),
            child,
            _folder: folder,
        }
    }

    fn write(&mut self, text: &str) {
        let input = self.input.as_mut().expect("it is open");
        input.write_all(text.as_bytes()).expect("it is read");
        input.flush().expect("it is read");
    }

    /// The next answer; `None` at the end.
    fn answer(&mut self) -> Option<Value> {
        let mut line = String::new();
        let output = self.output.as_mut().expect("it is open");
        let length = output.read_line(&mut line).expect("UTF-8");
        (length > 0).then(|| serde_json::from_str(&line).expect("a whole line of JSON"))
    }

    /// Writes the same lines over and over, in a thread, until nobody reads them.
    fn write_without_end(&mut self) {
        let mut input = self.input.take().expect("it is open");
        let lines = format!("{A}\n").repeat(1000);
        thread::spawn(move || while input.write_all(lines.as_bytes()).is_ok() {});
    }

    #[cfg(unix)]
    fn interrupt(&self) {
        let id = self.child.id().to_string();
        let status = std::process::Command::new("kill")
            .args(["-s", "INT", &id])
            .status();
        assert!(status.expect("kill runs").success());
    }

    fn code(mut self) -> Option<i32> {
        self.child.wait().expect("it can be waited for").code()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Lines that take different times to answer: valid, forged, compressed, rubbish.
fn mixed_lines(count: usize) -> String {
    let forged = A.replace("0cEq", "1cEq");
    let compressed = ".eJyrVkpUslKqQAJKtQBLeQe8.ZVPxAA.EOs6yBwsoqGkcdpDgT-Ylgh0SBs";
    let mut lines = String::new();
    for number in 0..count {
        match number % 5 {
            0 => writeln!(lines, "{A}"),
            1 => writeln!(lines, "{forged}"),
            2 => writeln!(lines, "session={compressed}; HttpOnly"),
            3 => writeln!(lines, "Date: now\nrubbish number {number}"),
            _ => writeln!(lines, "\n{compressed}"),
        }
        .expect("a String takes every text");
    }
    lines
}

#[test]
fn many_lines_are_answered_in_their_order() {
    let count = 20_000;
    let output = decode().stdin(mixed_lines(count)).run().code(4);
    let mut answers = 0;
    for (index, line) in output.stdout.lines().enumerate() {
        let answer: Value = serde_json::from_str(line).expect("each line is JSON");
        assert_eq!(answer["index"], index);
        let verdict = ["valid", "bad_signature", "valid", "malformed", "valid"][index % 5];
        assert_eq!(answer["verdict"], verdict, "{line}");
        answers += 1;
    }
    assert_eq!(answers, count);
}

#[test]
fn long_stretches_without_a_cookie_lose_none() {
    let block = format!(
        "{}{}",
        format!("{A}\n").repeat(1000),
        "Date: now\n".repeat(20_000)
    );
    let output = decode().stdin(block.repeat(5)).run().success();
    let indexes = output.stdout.lines().map(|line| {
        let answer: Value = serde_json::from_str(line).expect("each line is JSON");
        answer["index"].as_u64().expect("a number")
    });
    assert!(indexes.eq(0..5000));
}

#[test]
fn one_core_and_many_give_the_same_bytes() {
    let lines = mixed_lines(5_000);
    let many = decode().stdin(lines.clone()).run().code(4);
    let words = |program: Fsd| program.stdin(lines.clone()).run().code(4).stdout;
    if cfg!(target_os = "linux") {
        let pinned = || decode().through_shell("taskset -p -c 0 $$ >/dev/null || exit 9");
        assert_eq!(words(pinned()), many.stdout);
    }
    // The same cookies as operands must give the same answers.
    let operands: Vec<&str> = lines
        .lines()
        .take(200)
        .filter(|it| it.contains('.'))
        .collect();
    let by_line = decode().stdin(operands.join("\n")).run().code(4);
    let by_operand = Fsd::new(["decode-cookie", "--json", "--now", "1700000010"])
        .args(["--secret-key", COURSE_KEY])
        .args(&operands)
        .run()
        .code(4);
    assert_eq!(by_line.stdout, by_operand.stdout);
}

#[test]
fn a_line_that_comes_alone_is_answered_at_once() {
    let mut program = Running::start(decode());
    for index in 0..3 {
        program.write(&format!("{A}\n"));
        assert_eq!(program.answer().expect("an answer")["index"], index);
    }
    // Half a line is not answered until it is complete.
    let (start, end) = A.split_at(20);
    program.write(start);
    program.write(&format!("{end}\n"));
    assert_eq!(program.answer().expect("an answer")["verdict"], "valid");
    program.input = None;
    assert_eq!(program.answer(), None);
    assert_eq!(program.code(), Some(0));
}

#[test]
fn the_last_line_needs_no_end() {
    let output = decode().stdin(format!("{A}\n{A}")).run().success();
    assert_eq!(output.stdout.lines().count(), 2);
}

#[test]
fn a_reader_that_has_enough_ends_it_although_the_input_goes_on() {
    let mut program = Running::start(decode());
    program.write_without_end();
    assert_eq!(program.answer().expect("an answer")["index"], 0);
    program.output = None;
    assert_eq!(program.code(), Some(0));
}

#[cfg(unix)]
#[test]
fn ctrl_c_while_nothing_comes_ends_it() {
    let mut program = Running::start(decode());
    program.write(&format!("{A}\n"));
    assert!(program.answer().is_some());
    program.interrupt();
    assert_eq!(program.answer(), None);
    assert_eq!(program.code(), Some(130));
}

#[cfg(unix)]
#[test]
fn ctrl_c_in_the_middle_leaves_whole_lines_in_their_order() {
    let mut program = Running::start(decode());
    program.write_without_end();
    let mut index = 0;
    while let Some(answer) = program.answer() {
        assert_eq!(answer["index"], index);
        index += 1;
        if index == 2_000 {
            program.interrupt();
        }
    }
    assert!(index >= 2_000);
    assert_eq!(program.code(), Some(130));
}

#[cfg(unix)]
#[test]
fn a_second_ctrl_c_does_not_wait_for_a_reader() {
    let mut program = Running::start(decode());
    program.write_without_end();
    assert!(program.answer().is_some());
    // Nobody reads from here on, so what has begun cannot be finished.
    program.interrupt();
    while program.child.try_wait().expect("it is ours").is_none() {
        program.interrupt();
    }
    assert_eq!(program.code(), Some(130));
}

/// `VmHWM` on Linux: the most memory that the process has ever had, in bytes.
#[cfg(target_os = "linux")]
fn most_memory(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes * 1024)
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_input() {
    use flask_session_demo::itsdangerous::dump_payload;
    use std::io::Read;

    let content = format!("\"{}\"", "x".repeat((1 << 20) - 2));
    let bomb = dump_payload(content.as_bytes());
    let bombs = format!("\n{bomb}.ZVPxAA.{}", "A".repeat(27)).repeat(24);
    let mut program = Running::start(decode());
    let mut input = program.input.take().expect("it is open");
    let writer = thread::spawn(move || {
        // One line of 64 MiB, then lines that hold 1 MiB each.
        let part = "x".repeat(1 << 20);
        (0..64).try_for_each(|_| input.write_all(part.as_bytes()))?;
        input.write_all(bombs.as_bytes())
    });
    let mut output = program.output.take().expect("it is open");
    let (mut size, mut most) = (0, 0);
    let mut chunk = vec![0; 1 << 20];
    while let Ok(length @ 1..) = output.read(&mut chunk) {
        size += length;
        most = most.max(most_memory(program.child.id()).unwrap_or_default());
    }
    let written = writer.join().expect("the writer does not panic");
    written.expect("all of it is read");
    assert!(size > 48 << 20, "{size} bytes of answers");
    assert!((1..48 << 20).contains(&most), "{most} bytes of memory");
    assert_eq!(program.code(), Some(4));
}
