//! The tests' servers under a name that is no loopback address, as in a room.

use std::fs;
use std::path::Path;

use super::Server;

/// The name; browsers trust plain HTTP under it no more than any other.
pub(crate) const ROOM: &str = "room.example";

/// The server's address under that name.
pub(crate) fn room(server: &Server) -> String {
    format!("http://{ROOM}:{}", server.address().port())
}

/// What makes programs that run with this home folder and this `PYTHONPATH` find the name: no
/// test may change `/etc/hosts`.
#[track_caller]
pub(crate) fn make_known(server: &Server, folder: &Path) {
    let port = server.address().port();
    let curl = format!("resolve = \"{ROOM}:{port}:127.0.0.1\"\n");
    let python = format!(
        "import socket\n\
         def find(host, *rest, real=socket.getaddrinfo, **more):\n    \
             return real(\"127.0.0.1\" if host == \"{ROOM}\" else host, *rest, **more)\n\
         socket.getaddrinfo = find\n"
    );
    for (name, text) in [(".curlrc", curl), ("sitecustomize.py", python)] {
        fs::write(folder.join(name), text).expect("the folder is writable");
    }
}
