//! Handles Ctrl-C, which would otherwise end the program in the middle of a
//! line.

use std::{io, thread};

use tokio::runtime::Builder;

/// Calls `act` on each Ctrl-C from now on; the process no longer ends by
/// itself.
pub(super) fn on_interrupt(mut act: impl FnMut() + Send + 'static) -> io::Result<()> {
    let runtime = Builder::new_current_thread().enable_io().build()?;
    let mut signals = {
        let _inside = runtime.enter();
        listen()?
    };
    thread::spawn(move || {
        runtime.block_on(async {
            while signals.recv().await.is_some() {
                act();
            }
        });
    });
    Ok(())
}

#[cfg(unix)]
fn listen() -> io::Result<tokio::signal::unix::Signal> {
    use tokio::signal::unix::{SignalKind, signal};
    signal(SignalKind::interrupt())
}

#[cfg(windows)]
fn listen() -> io::Result<tokio::signal::windows::CtrlC> {
    tokio::signal::windows::ctrl_c()
}
