//! How much a client may demand of the server.

use std::time::Duration;

/// Files kept for everything but connections, generously.
const OTHER_OPEN_FILES: usize = 64;

/// The same, when files are scarce. The listener, the standard streams and
/// tokio's own make 10. SQLite's five connections have two files each and share
/// a third, PostgreSQL's have a socket each; one client waits for its place.
/// The rest is for short-lived ones: a journal, a name lookup, a client that
/// leaves.
const FEWEST_OTHER_FILES: usize = 32;

/// The limits of a server. Each has a configuration key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Connections at once; more clients have to queue (`MAX_CONNECTIONS`).
    pub max_connections: usize,
    /// Bytes of the request line and the headers together; beyond that, 431.
    pub max_header_bytes: usize,
    /// Bytes of a form; beyond that, 413 (`MAX_CONTENT_LENGTH`).
    pub max_content_length: u64,
    /// Time for a whole header, and until the next request on an idle
    /// connection; then the connection is closed (`HEADER_TIMEOUT`).
    pub header_timeout: Duration,
    /// Time for a whole form; beyond that, 408 (`BODY_TIMEOUT`). Also the
    /// longest that a client may take nothing of the response (`paced.rs`).
    pub body_timeout: Duration,
    /// How many proxies in front are trusted in what they say about the client
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
    /// Raises the limit of open files to what `max_connections` needs. If the
    /// system does not allow that many, lowers `max_connections` instead and
    /// logs it.
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

    /// How many connections fit into this many open files. Of a small
    /// allowance, a quarter is kept for other files, or the fewest possible; at
    /// least one connection is served.
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
