//! A real nginx in front of several servers, set up as in the README.

use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::{Client, peers};

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

/// The README's `upstream` and `location`, and what nginx needs to run in a folder.
fn configuration(folder: &str, address: SocketAddr, servers: &[SocketAddr]) -> String {
    let user = if peers::is_root() { "user root;" } else { "" };
    let servers: Vec<String> = servers
        .iter()
        .map(|server| format!("server {server};"))
        .collect();
    let servers = servers.join("\n");
    let paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|kind| format!("{kind}_temp_path {folder}/{kind};"))
        .join("\n");
    format!(
        "{user} daemon off; worker_processes 1; pid {folder}/pid; error_log stderr;\n\
         events {{ }}\n\
         http {{\n access_log off;\n {paths}\n\
         upstream flask_session_demo {{\n{servers}\n}}\n\
         server {{\n listen {address};\n location / {{\n\
         proxy_pass http://flask_session_demo;\n\
         proxy_set_header Host $http_host;\n\
         proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;\n\
         proxy_set_header X-Forwarded-Host $http_host;\n\
         proxy_set_header X-Forwarded-Proto $scheme;\n\
         }}\n}}\n}}\n"
    )
}
