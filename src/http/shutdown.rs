//! The signals that shut the server down.

use std::io;

/// Two futures: the first signal (SIGINT or SIGTERM; on Windows, Ctrl-C) asks
/// for a graceful shutdown, the second for an immediate one. From this call on,
/// the signals no longer end the process by themselves.
pub fn signals() -> io::Result<(
    impl Future<Output = ()> + Send,
    impl Future<Output = ()> + Send,
)> {
    let mut first = Signals::listen()?;
    let mut second = Signals::listen()?;
    Ok((async move { first.next().await }, async move {
        second.next().await;
        second.next().await;
    }))
}

#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => (),
            _ = self.terminate.recv() => (),
        }
    }
}

#[cfg(windows)]
struct Signals(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl Signals {
    fn listen() -> io::Result<Self> {
        tokio::signal::windows::ctrl_c().map(Self)
    }

    async fn next(&mut self) {
        self.0.recv().await;
    }
}
