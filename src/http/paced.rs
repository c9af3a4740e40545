//! Deals with clients that take their response slowly, or not at all.

use std::{
    io::{self, ErrorKind, IoSlice},
    pin::{Pin, pin},
    sync::atomic::Ordering::Relaxed,
    task::{Context, Poll},
    time::Duration,
};

#[cfg(target_os = "linux")]
use socket2::SockRef;
use tokio::{
    io::{AsyncRead, AsyncWrite, Interest, ReadBuf, Ready},
    net::TcpStream,
    time::{Instant, Sleep, sleep_until},
};

use super::activity::Activity;

/// The least rate at which a client must take its response on average, in bytes
/// per second, once its initial time is over. A page of 60 KiB may still go
/// over a network of 2 KiB/s, as slow as the corner of a crowded room.
const LEAST_RATE: f64 = 1024.0;

/// How much of an answer the system may buffer beyond what is in flight. Left
/// to itself, it takes megabytes and asks for more only after sending a third
/// of them, which in the meantime looks like a client that takes nothing.
#[cfg(target_os = "linux")]
const UNSENT_BYTES: u32 = 32 * 1024;

/// The longest that any answer may take. The longest answer, 256 KiB, takes 256
/// s at that rate; a client that keeps asking for more is cut off.
const LONGEST: Duration = Duration::from_mins(5);

/// A stream whose client must take what is written at a [`LEAST_RATE`].
///
/// Each byte taken earns the client the time it is worth at that rate, but the
/// client may never go without taking anything for longer than `limit`.
///
/// Security: hyper has a timer for the header, and we have one for the body.
/// Without this one, a client that takes a byte now and then would keep its
/// place, and the memory of its answer, for ever. It works below TLS, whose
/// buffer would take everything at once.
pub(super) struct Paced<'a, S> {
    stream: S,
    limit: Duration,
    activity: &'a Activity,
    owed: Option<Owed>,
    /// Whether the client has closed its side.
    has_left: fn(&S, &mut Context<'_>) -> bool,
}

/// State kept while something has not been taken yet.
struct Owed {
    pace: Pace,
    timer: Pin<Box<Sleep>>,
}

/// When the client must have taken something, and when everything.
struct Pace {
    deadline: Instant,
    end: Instant,
}

impl Pace {
    fn new(limit: Duration, now: Instant) -> Self {
        Self {
            deadline: now + limit,
            end: now + LONGEST.max(limit),
        }
    }

    fn earn(&mut self, bytes: usize, limit: Duration, now: Instant) {
        let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
        let earned = Duration::from_secs_f64(f64::from(bytes) / LEAST_RATE);
        let most = self.end.min(now + limit);
        self.deadline = (self.deadline + earned).min(most);
    }
}

impl<'a> Paced<'a, TcpStream> {
    /// Wraps a client's socket.
    pub(super) fn socket(stream: TcpStream, limit: Duration, activity: &'a Activity) -> Self {
        #[cfg(target_os = "linux")]
        if let Err(error) = SockRef::from(&stream).set_tcp_notsent_lowat(UNSENT_BYTES) {
            // Without it, the system merely takes larger steps.
            tracing::debug!("cannot set TCP_NOTSENT_LOWAT: {error}");
        }
        Self {
            has_left,
            ..Self::new(stream, limit, activity)
        }
    }
}

/// Whether the client has closed its side, even if some of what it sent has not
/// been read.
fn has_left(socket: &TcpStream, context: &mut Context<'_>) -> bool {
    match pin!(socket.ready(Interest::READABLE)).poll(context) {
        Poll::Ready(ready) => ready.is_ok_and(Ready::is_read_closed),
        Poll::Pending => false,
    }
}

impl<'a, S> Paced<'a, S> {
    fn new(stream: S, limit: Duration, activity: &'a Activity) -> Self {
        Self {
            stream,
            limit,
            activity,
            owed: None,
            has_left: |_, _| false,
        }
    }

    pub(super) fn get_ref(&self) -> &S {
        &self.stream
    }

    /// Passes on the result of a write or flush; an error if the client's time
    /// is over.
    fn in_time<T>(
        &mut self,
        outcome: Poll<io::Result<T>>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<T>> {
        self.activity.set_writing(outcome.is_pending());
        if outcome.is_ready() {
            return outcome;
        }
        let limit = self.limit;
        let owed = self.owed.get_or_insert_with(|| {
            let pace = Pace::new(limit, Instant::now());
            let timer = Box::pin(sleep_until(pace.deadline));
            Owed { pace, timer }
        });
        let is_over = owed.timer.as_mut().poll(context);
        is_over.map(|()| Err(ErrorKind::TimedOut.into()))
    }

    fn earn(&mut self, written: &Poll<io::Result<usize>>) {
        if let (Some(owed), Poll::Ready(Ok(bytes))) = (&mut self.owed, written) {
            owed.pace.earn(*bytes, self.limit, Instant::now());
            owed.timer.as_mut().reset(owed.pace.deadline);
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Paced<'_, S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        self.activity.set_reading(read.is_pending());
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Paced<'_, S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.earn(&written);
        self.in_time(written, context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        self.earn(&written);
        self.in_time(written, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    /// Flushing comes after all writes, so when it completes, nothing is owed.
    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        // hyper flushes whenever it is woken, which the waiting queue does
        // regularly.
        if self.activity.is_queued().load(Relaxed) && (self.has_left)(&self.stream, context) {
            tracing::info!("a client left while its request waited");
            return Poll::Ready(Err(ErrorKind::ConnectionAborted.into()));
        }
        let flushed = Pin::new(&mut self.stream).poll_flush(context);
        if flushed.is_ready() {
            self.owed = None;
        }
        self.in_time(flushed, context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    use super::*;

    const LIMIT: Duration = Duration::from_secs(30);

    /// The second at which a client has received `length` bytes, or (as an
    /// error) is cut off, if it takes `bytes` of them every `every` seconds.
    fn page(length: usize, bytes: usize, every: u64) -> Result<u64, u64> {
        let start = Instant::now();
        let mut pace = Pace::new(LIMIT, start);
        let (mut taken, mut seconds) = (0, 0);
        while taken < length {
            let now = start + Duration::from_secs(seconds + every);
            if pace.deadline <= now {
                return Err(pace.deadline.duration_since(start).as_secs());
            }
            seconds += every;
            taken += bytes;
            pace.earn(bytes, LIMIT, now);
        }
        Ok(seconds)
    }

    #[test]
    fn a_page_arrives_over_a_slow_network() {
        const KIB: usize = 1024;
        for (length, bytes, every, seconds) in [
            (60 * KIB, 2 * KIB, 1, 30),
            // In steps, as the system makes room.
            (60 * KIB, 40 * KIB, 20, 40),
            // The longest answer, at slightly more than the least rate.
            (256 * KIB, 1100, 1, 239),
        ] {
            assert_eq!(page(length, bytes, every), Ok(seconds));
        }
    }

    #[test]
    fn a_client_that_takes_a_little_now_and_then_is_cut() {
        for (bytes, every, seconds) in [
            (0, 15, 30),
            (1, 15, 30),
            (100, 1, 33),
            (1000, 5, 36),
            (1000, 1, 300),
            // Never finished, at whatever rate.
            (60_000, 1, 300),
        ] {
            assert_eq!(
                page(usize::MAX, bytes, every),
                Err(seconds),
                "{bytes} every {every} s"
            );
        }
    }

    #[tokio::test]
    async fn each_answer_has_its_own_time() {
        let (server, mut client) = duplex(4);
        let limit = Duration::from_millis(200);
        let activity = Activity::begins();
        let mut server = Paced::new(server, limit, &activity);
        for _ in 0..5 {
            let writing = async {
                server.write_all(b"twelve bytes").await?;
                server.flush().await
            };
            let reading = async {
                tokio::time::sleep(Duration::from_millis(100)).await;
                client.read_exact(&mut [0; 12]).await
            };
            let (written, read) = tokio::join!(writing, reading);
            written.expect("the client reads");
            read.expect("it was written");
        }
        let error = server.write_all(b"twelve bytes").await;
        let error = error.expect_err("nobody reads");
        assert_eq!(error.kind(), ErrorKind::TimedOut);
    }
}
