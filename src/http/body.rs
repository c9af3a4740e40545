//! Reads the body of a request.

use http_body_util::{BodyExt, Either, Full};
use hyper::body::{Body as _, Bytes, Incoming};
use tokio::time::timeout;

use super::{HttpError, Limits, Reason};

/// The most chunks that a body may have. Real clients fill their chunks; 64 KiB
/// in chunks of one byte take hyper 30 ms to read.
const MAX_CHUNKS: usize = 4096;

/// The body has more chunks than [`MAX_CHUNKS`].
#[derive(Debug, thiserror::Error)]
#[error("the body comes in more than {MAX_CHUNKS} chunks")]
struct TooManyChunks;

/// A request's body: from the network, or given as bytes.
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
    /// Whether the header announced no body.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_end_stream()
    }

    /// The whole body, within the limits of size and time. It is kept, so that
    /// a second call returns the same.
    pub(super) async fn read(&mut self, limits: Limits) -> Result<Bytes, HttpError> {
        let limit = limits.body_timeout;
        let read = timeout(limit, self.collect(limits.max_content_length)).await;
        let bytes = read.unwrap_or(Err(Reason::BodyTooSlow { limit }.into()))?;
        *self = bytes.clone().into();
        Ok(bytes)
    }

    /// Security: collects into one buffer, which grows as bytes arrive. A
    /// chunked body arrives in as many pieces as the client likes, each of
    /// which would have a price; and what is only announced must cost nothing.
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
            // Not data but a trailer, which no form has.
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
