//! A text browser, operated by the keys that a person would press.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::{Server, named, peers};

/// Numbers links and fields, so that they can be chosen by typing their number.
const SETTINGS: &str = "\
ACCEPT_ALL_COOKIES:TRUE
PERSISTENT_COOKIES:TRUE
COOKIE_FILE:cookies
COOKIE_SAVE_FILE:cookies
CHARACTER_SET:utf-8
DEFAULT_KEYPAD_MODE:LINKS_AND_FIELDS_ARE_NUMBERED
PREFERRED_LANGUAGE:fr
TEXTFIELDS_NEED_ACTIVATION:TRUE
INFOSECS:0
MESSAGESECS:0
ALERTSECS:0
";

/// Wide enough for each command on a page to fit on one line.
const COLUMNS: &str = "500";

/// Lynx with a cookie file; a session cookie lasts for one [`Visit`].
pub(crate) struct Lynx {
    folder: TempDir,
    site: String,
}

impl Lynx {
    /// `None` if lynx is not installed.
    #[track_caller]
    pub(crate) fn new(server: &Server) -> Option<Self> {
        peers::program("lynx", "-version")?;
        peers::program("script", "--version")?;
        let folder = TempDir::new().expect("a temporary folder can be made");
        fs::write(folder.path().join("lynx.cfg"), SETTINGS).expect("the folder is writable");
        Some(Self {
            folder,
            site: server.url().to_owned(),
        })
    }

    /// The same under a name: the server is its own proxy, which lynx asks for any name.
    #[track_caller]
    pub(crate) fn in_room(server: &Server) -> Option<Self> {
        let lynx = Self::new(server)?;
        let settings = format!("{SETTINGS}http_proxy:{}/\n", server.url());
        fs::write(lynx.folder().join("lynx.cfg"), settings).expect("the folder is writable");
        named::make_known(server, lynx.folder());
        let site = named::room(server);
        Some(Self { site, ..lynx })
    }

    /// What stands at a path, as it is.
    #[track_caller]
    pub(crate) fn source(&self, path: &str) -> Vec<u8> {
        let url = format!("{}{path}", self.site);
        let output = self.run(["-cfg=lynx.cfg", "-source", &url]);
        assert!(output.status.success(), "lynx cannot get {url}");
        output.stdout
    }

    /// Its working folder, where commands can run too.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The page at a path, as text.
    #[track_caller]
    pub(crate) fn page(&self, path: &str) -> Page {
        let url = format!("{}{path}", self.site);
        let width = format!("-width={COLUMNS}");
        let output = self.run(["-cfg=lynx.cfg", "-dump", &width, &url]);
        assert!(output.status.success(), "lynx cannot show {url}");
        Page(String::from_utf8(output.stdout).expect("lynx writes UTF-8"))
    }

    fn run<const N: usize>(&self, args: [&str; N]) -> std::process::Output {
        Command::new("lynx")
            .args(args)
            .env("TERM", "vt100")
            .current_dir(self.folder())
            .output()
            .expect("lynx was found")
    }

    /// Opens the page at a path, for keys to be pressed there.
    #[track_caller]
    pub(crate) fn visit(&self, path: &str) -> Visit<'_> {
        Visit {
            lynx: self,
            path: path.to_owned(),
            page: self.page(path),
            keys: Vec::new(),
        }
    }
}

/// A page as text, with numbered links and fields: `[9]( ) Non`.
pub(crate) struct Page(String);

impl Page {
    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// The number before `words` on their line, or else the first number after
    /// them.
    #[track_caller]
    fn number(&self, words: &str) -> usize {
        let place = self.0.find(words);
        let place = place.unwrap_or_else(|| panic!("no {words:?} in\n{}", self.0));
        let (before, after) = self.0.split_at(place + words.len());
        let line = before.rsplit('\n').next().unwrap_or_default();
        let found = numbers(line).last().or_else(|| numbers(after).next());
        found.unwrap_or_else(|| panic!("nothing numbered near {words:?} in\n{}", self.0))
    }

    /// The commands for a terminal on this page, in order.
    pub(crate) fn commands(&self) -> Vec<String> {
        self.commands_under("Terminal (Linux, macOS)")
    }

    /// Those under another heading.
    pub(crate) fn commands_under(&self, heading: &str) -> Vec<String> {
        let heading = format!("{heading}\n");
        let parts = self.0.split(&heading).skip(1);
        parts
            .map(|part| {
                // A command begins at the edge; what the page says is set in.
                let is_over = |line: &&str| line.is_empty() || line.starts_with("    ");
                let lines = part.lines().skip_while(|line| line.is_empty());
                let lines = lines.take_while(|line| !is_over(line));
                lines.collect::<Vec<_>>().join("\n")
            })
            .collect()
    }

    #[track_caller]
    pub(crate) fn has(&self, part: &str) -> &Self {
        assert!(self.0.contains(part), "no {part:?} in\n{}", self.0);
        self
    }
}

/// The numbers in brackets.
fn numbers(text: &str) -> impl Iterator<Item = usize> {
    let parts = text.split('[').skip(1);
    parts.filter_map(|part| part.split_once(']')?.0.parse().ok())
}

/// The keys to press on a page and on those that follow it.
pub(crate) struct Visit<'l> {
    lynx: &'l Lynx,
    path: String,
    page: Page,
    keys: Vec<String>,
}

impl Visit<'_> {
    fn press(&mut self, keys: &[&str]) {
        self.keys.extend(keys.iter().map(|key| (*key).to_owned()));
    }

    fn write(&mut self, text: &str) {
        let key = |char| match char {
            ' ' => "<space>".to_owned(),
            char => char.to_string(),
        };
        self.keys.extend(text.chars().map(key));
    }

    #[track_caller]
    fn go_to(&mut self, words: &str) {
        let number = self.page.number(words);
        self.write(&format!("{number}g"));
        self.press(&["^J"]);
    }

    /// Activates the link, button or choice on the line with these words.
    #[track_caller]
    pub(crate) fn take(mut self, words: &str) -> Self {
        self.go_to(words);
        self.press(&["^J"]);
        self
    }

    /// Types a text into the field with this label, replacing its content.
    #[track_caller]
    pub(crate) fn fill(mut self, words: &str, text: &str) -> Self {
        self.go_to(words);
        self.press(&["^J", "^U"]);
        self.write(text);
        self.press(&["<tab>"]);
        self
    }

    /// In the menu on the line with these words, chooses the entry `up` lines
    /// above the current one.
    #[track_caller]
    pub(crate) fn choose_above(self, words: &str, up: usize) -> Self {
        let mut visit = self.take(words);
        visit.press(&vec!["Up Arrow"; up]);
        visit.press(&["^J"]);
        visit
    }

    /// The same, `down` lines below the current one.
    #[track_caller]
    pub(crate) fn choose_below(self, words: &str, down: usize) -> Self {
        let mut visit = self.take(words);
        visit.press(&vec!["Down Arrow"; down]);
        visit.press(&["^J"]);
        visit
    }

    /// Presses the keys, and returns the page to which they lead.
    #[track_caller]
    pub(crate) fn end(mut self) -> Page {
        // Print the page, into a file with that name, and quit.
        self.press(&["p", "^J", "^U"]);
        self.write("shown.txt");
        self.press(&["^J", "q", "y"]);
        let folder = self.lynx.folder();
        let script = format!("key {}\n", self.keys.join("\nkey "));
        fs::write(folder.join("keys.txt"), &script).expect("the folder is writable");
        drop(fs::remove_file(folder.join("shown.txt")));
        let lynx = format!(
            "stty cols {COLUMNS} rows 60; exec lynx -cfg=lynx.cfg -cmd_script=keys.txt '{}{}'",
            self.lynx.site, self.path
        );
        let output = Command::new("script")
            .args(["-qec", &lynx, "/dev/null"])
            .env("TERM", "vt100")
            .current_dir(folder)
            .output()
            .expect("script was found");
        let shown = fs::read_to_string(folder.join("shown.txt"));
        Page(shown.unwrap_or_else(|error| {
            let screen = String::from_utf8_lossy(&output.stdout);
            panic!("lynx has saved no page ({error}) after\n{script}\n{screen}")
        }))
    }
}
