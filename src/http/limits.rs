//! How much a client may ask of the server.

use std::time::Duration;

/// Files that are open beside the connections, with room to spare.
const OTHER_OPEN_FILES: usize = 64;

/// The same where there is little room. With the listener, the standard streams
/// and tokio's own there are 10. SQLite's five connections have two files each
/// and share a third, PostgreSQL's have a socket each; one client waits for its
/// place. The rest is for what is opened and soon closed: a journal, a name
/// looked up, a client that leaves.
const FEWEST_OTHER_FILES: usize = 32;

/// The bounds of one server; each has a configuration key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Connections at once; beyond it clients queue (`MAX_CONNECTIONS`).
    pub max_connections: usize,
    /// Request line and header lines together; beyond it 431.
    pub max_header_bytes: usize,
    /// Bytes of a form; beyond it 413 (`MAX_CONTENT_LENGTH`).
    pub max_content_length: u64,
    /// Time for a whole header, and for an idle connection's next one;
    /// beyond it the connection is closed (`HEADER_TIMEOUT`).
    pub header_timeout: Duration,
    /// Time for a whole form; beyond it 408 (`BODY_TIMEOUT`). Also the longest
    /// time without taking any of the response (`paced.rs`).
    pub body_timeout: Duration,
    /// How many proxies in front are believed in what they say of a client
    /// (`--proxy-hops`).
    pub proxy_hops: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_connections: 1024,
            max_header_bytes: 16 * 1024,
            max_content_length: 64 * 1024,
            header_timeout: Duration::from_secs(30),
            body_timeout: Duration::from_secs(30),
            proxy_hops: 0,
        }
    }
}

impl Limits {
    /// Raises the limit of open files for `max_connections`; where the system
    /// allows fewer, lowers `max_connections` and says so in the log.
    #[must_use]
    pub fn fit_to_open_files(self) -> Self {
        let wanted = self.max_connections.saturating_add(OTHER_OPEN_FILES);
        let allowed = match rlimit::increase_nofile_limit(u64::try_from(wanted).unwrap_or(u64::MAX))
        {
            Ok(allowed) => usize::try_from(allowed).unwrap_or(usize::MAX),
            Err(error) => {
                tracing::warn!("cannot read or raise the limit of open files: {error}");
                return self;
            }
        };
        let max_connections = self.max_connections_with(allowed);
        if max_connections < self.max_connections {
            tracing::warn!(
                "at most {max_connections} connections at once instead of {}: \
                 the system allows {allowed} open files",
                self.max_connections,
            );
        }
        Self {
            max_connections,
            ..self
        }
    }

    /// A quarter of a small allowance is enough beside the connections unless it
    /// is very small, and one connection is always served.
    fn max_connections_with(self, open_files: usize) -> usize {
        let others = (open_files / 4).clamp(FEWEST_OTHER_FILES, OTHER_OPEN_FILES);
        self.max_connections
            .min(open_files.saturating_sub(others))
            .max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_leave_room_for_the_other_files() {
        let limits = Limits::default();
        for (open_files, connections) in [
            (1_048_576, 1024),
            (1088, 1024),
            (1087, 1023),
            (256, 192),
            (64, 32),
            (40, 8),
            (32, 1),
            (0, 1),
        ] {
            assert_eq!(
                limits.max_connections_with(open_files),
                connections,
                "{open_files} open files"
            );
        }
    }
}
