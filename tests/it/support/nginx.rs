//! A real nginx in front of several servers, set up as the manual shows.

use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::{Client, peers};
use crate::manual;

const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) struct Nginx {
    child: Child,
    address: SocketAddr,
    _folder: TempDir,
}

impl Nginx {
    /// Starts a load balancer; `None` without nginx.
    #[track_caller]
    pub(crate) fn start(servers: &[SocketAddr]) -> Option<Self> {
        let program = peers::program("nginx", "-v")?;
        (0..5)
            .find_map(|_| Self::try_start(program, servers))
            .or_else(|| {
                panic!("nginx does not start");
            })
    }

    /// A new visitor, who only sees the load balancer.
    pub(crate) fn client(&self) -> Client {
        Client::new(self.address)
    }

    fn try_start(program: &str, servers: &[SocketAddr]) -> Option<Self> {
        let folder = TempDir::new().expect("a temporary folder can be made");
        let free = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
        let address = free.local_addr().expect("it is bound");
        drop(free);
        let path = folder.path().join("nginx.conf");
        fs::write(
            &path,
            configuration(folder.path().to_str()?, address, servers),
        )
        .expect("it is writable");
        let child = Command::new(program)
            .arg("-c")
            .arg(&path)
            .arg("-p")
            .arg(folder.path())
            .args(["-e", "stderr"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("nginx can be started");
        let mut nginx = Self {
            child,
            address,
            _folder: folder,
        };
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            if nginx.child.try_wait().expect("it is a child").is_some() {
                return None;
            }
            if TcpStream::connect(address).is_ok() {
                return Some(nginx);
            }
            sleep(Duration::from_millis(10));
        }
        None
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // SIGTERM: the master process then ends its workers, which would survive SIGKILL.
        let id = self.child.id().to_string();
        drop(
            Command::new("sh")
                .args(["-c", "kill -s TERM \"$0\"", &id])
                .status(),
        );
        drop(self.child.wait());
    }
}

/// What the manual shows, on this address and without TLS, and what nginx needs to run in a folder.
fn configuration(folder: &str, address: SocketAddr, servers: &[SocketAddr]) -> String {
    let user = if peers::is_root() { "user root;" } else { "" };
    let paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|kind| format!("{kind}_temp_path {folder}/{kind};"))
        .join("\n");
    let mut servers = servers.iter();
    let shown = manual::example(manual::CLASS, "A load balancer");
    let site = shown.lines().filter_map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["server", machine] if machine.ends_with(":5000;") => {
                Some(format!("server {};", servers.next()?))
            }
            ["listen", ..] => Some(format!("listen {address};")),
            [
                "ssl_certificate" | "ssl_certificate_key" | "server_name",
                ..,
            ] => None,
            _ => Some(line.to_owned()),
        }
    });
    let site = site.collect::<Vec<_>>().join("\n");
    assert_eq!(servers.next(), None, "the manual shows fewer machines");
    format!(
        "{user} daemon off; worker_processes 1; pid {folder}/pid; error_log stderr;\n\
         events {{ }}\n\
         http {{\n access_log off;\n {paths}\n{site}\n}}\n"
    )
}
