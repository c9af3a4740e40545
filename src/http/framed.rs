//! Splits what a connection sends into headers and bodies.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use hyper::body::Bytes;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::{
    activity::{Activity, BodyLength},
    chunks::Chunks,
};

/// A stream that delivers a header to its end and no further, so that hyper has
/// parsed it before its body arrives. A chunked body is then checked byte by
/// byte (`chunks.rs`).
///
/// Bytes are passed on or refused, never changed. If hyper sees the end of a
/// header elsewhere, a read is merely split.
pub(super) struct Framed<'a, S> {
    stream: S,
    activity: &'a Activity,
    part: Part,
    /// Bytes already read that belong to a later part.
    kept: Bytes,
}

enum Part {
    Header(Header),
    Body(u64),
    Chunks(Chunks),
}

impl Part {
    const NEXT: Self = Self::Header(Header::NEXT);

    /// How many of these bytes, at least one, belong to this part. Moves on to
    /// the next part where this one ends.
    fn take(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let (taken, ends) = match self {
            Self::Header(header) => match header.end(bytes) {
                Some(end) => (end, true),
                None => (bytes.len(), false),
            },
            Self::Body(left) => {
                let taken =
                    usize::try_from(*left).map_or(bytes.len(), |left| left.min(bytes.len()));
                *left -= taken as u64;
                (taken, *left == 0)
            }
            Self::Chunks(chunks) => chunks.take(bytes)?,
        };
        if ends {
            *self = Self::NEXT;
        }
        Ok(taken)
    }
}

/// The state within a header, which ends with the first empty line that follows
/// another line.
#[derive(Clone, Copy, Debug)]
struct Header {
    has_begun: bool,
    is_line_empty: bool,
}

impl Header {
    const NEXT: Self = Self {
        has_begun: false,
        is_line_empty: true,
    };

    /// Where the header ends, if it ends in these bytes. As for hyper, lines
    /// may end in LF alone.
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        let is_empty = |line: &[u8]| line.iter().all(|byte| *byte == b'\r');
        let mut rest = bytes;
        while let Some(end) = memchr::memchr(b'\n', rest) {
            let (line, after) = rest.split_at(end);
            let is_line_empty = self.is_line_empty && is_empty(line);
            rest = after.get(1..).unwrap_or_default();
            if is_line_empty && self.has_begun {
                return Some(bytes.len() - rest.len());
            }
            self.has_begun |= !is_line_empty;
            self.is_line_empty = true;
        }
        self.is_line_empty &= is_empty(rest);
        None
    }
}

impl<'a, S> Framed<'a, S> {
    pub(super) fn new(stream: S, activity: &'a Activity) -> Self {
        Self {
            stream,
            activity,
            part: Part::NEXT,
            kept: Bytes::new(),
        }
    }

    /// Delivers as many of the kept bytes as belong to this part.
    fn read_kept(&mut self, buffer: &mut ReadBuf<'_>) -> io::Result<()> {
        let room = self.kept.len().min(buffer.remaining());
        let taken = self.part.take(self.kept.get(..room).unwrap_or_default())?;
        buffer.put_slice(&self.kept.split_to(taken));
        if self.kept.is_empty() {
            // An empty view would keep its memory alive.
            self.kept = Bytes::new();
        }
        Ok(())
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Framed<'_, S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        match self.activity.take_body() {
            None => {}
            Some(BodyLength::Known(length)) => self.part = Part::Body(length),
            Some(BodyLength::Chunked) => self.part = Part::Chunks(Chunks::new()),
        }
        if !self.kept.is_empty() {
            return Poll::Ready(self.read_kept(buffer));
        }
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(context, buffer))?;
        let read = buffer.filled().get(before..).unwrap_or_default();
        if !read.is_empty() {
            let taken = self.part.take(read)?;
            self.kept = Bytes::copy_from_slice(read.get(taken..).unwrap_or_default());
            buffer.set_filled(before + taken);
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Framed<'_, S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the headers end when these bytes arrive in reads of `read` bytes.
    fn headers(bytes: &[u8], read: usize) -> Vec<usize> {
        let mut header = Header::NEXT;
        let (mut ends, mut begin) = (Vec::new(), 0);
        while begin < bytes.len() {
            let next = &bytes[begin..bytes.len().min(begin + read)];
            if let Some(end) = header.end(next) {
                header = Header::NEXT;
                begin += end;
                ends.push(begin);
            } else {
                begin += next.len();
            }
        }
        ends
    }

    #[test]
    fn a_header_ends_with_an_empty_line() {
        for (bytes, ends) in [
            (&b""[..], &[][..]),
            (b"GET / HTTP/1.1\r\nHost: a\r\n", &[]),
            (b"GET / HTTP/1.1\r\n\r\n", &[18]),
            (b"\r\n\r\nGET / HTTP/1.1\r\n\r\nbody", &[22]),
            (b"GET / HTTP/1.1\nHost: a\n\nbody", &[24]),
            (b"GET / HTTP/1.1\r\nHost: a\n\r\nbody", &[26]),
            (b"A\r\n\r\n\r\nB\r\n\r\nC", &[5, 12]),
        ] {
            for read in [1, 2, 3, 5, 100] {
                let name = bytes.escape_ascii();
                assert_eq!(headers(bytes, read), ends, "{name} in reads of {read}");
            }
        }
    }
}
