//! What comes after the header.

use http_body_util::{BodyExt, Either, Full};
use hyper::body::{Body as _, Bytes, Incoming};
use tokio::time::timeout;

use super::{HttpError, Limits, Reason};

/// Chunks that a body comes in, at most. Those who send forms in chunks at all
/// fill them; of one byte each, 64 KiB take hyper 30 ms to read.
const MAX_CHUNKS: usize = 4096;

/// More than that.
#[derive(Debug, thiserror::Error)]
#[error("the body comes in more than {MAX_CHUNKS} chunks")]
struct TooManyChunks;

/// The bytes after the header: from the network, or given.
#[derive(Debug)]
pub struct Body(Either<Incoming, Full<Bytes>>);

impl From<Incoming> for Body {
    fn from(incoming: Incoming) -> Self {
        Self(Either::Left(incoming))
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Either::Right(Full::new(bytes)))
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Bytes::from(text).into()
    }
}

impl Body {
    /// Whether nothing was announced to follow the header.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_end_stream()
    }

    /// The whole body, within the limits of size and time. It is kept: a
    /// second reading gives the same.
    pub(super) async fn read(&mut self, limits: Limits) -> Result<Bytes, HttpError> {
        let limit = limits.body_timeout;
        let read = timeout(limit, self.collect(limits.max_content_length)).await;
        let bytes = read.unwrap_or(Err(Reason::BodyTooSlow { limit }.into()))?;
        *self = bytes.clone().into();
        Ok(bytes)
    }

    /// Security: into one buffer, which grows as bytes arrive. A chunked body
    /// comes in as many pieces as the client likes, each with a price, and what
    /// is only announced costs nothing.
    async fn collect(&mut self, limit: u64) -> Result<Bytes, HttpError> {
        let too_large = || HttpError::new(Reason::BodyTooLarge { limit });
        if self.0.size_hint().lower() > limit {
            return Err(too_large());
        }
        let most = usize::try_from(limit).unwrap_or(usize::MAX);
        let mut bytes = Vec::new();
        let mut chunks = 0;
        while let Some(frame) = self.0.frame().await {
            chunks += 1;
            if chunks > MAX_CHUNKS {
                return Err(HttpError::new(Reason::BadForm).caused_by(TooManyChunks));
            }
            let frame = frame.map_err(|error| HttpError::new(Reason::BadForm).caused_by(error))?;
            // What is no data is a trailer, and no form has any.
            let Ok(data) = frame.into_data() else {
                continue;
            };
            if data.len() > most.saturating_sub(bytes.len()) {
                return Err(too_large());
            }
            bytes.extend_from_slice(&data);
        }
        Ok(bytes.into())
    }
}
