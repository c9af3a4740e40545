//! A panic in a page costs that page, but not the connection.

use std::{
    any::Any,
    future::poll_fn,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    task::Poll,
};

use super::HttpError;

#[derive(Debug, thiserror::Error)]
#[error("panicked: {0}")]
struct Panicked(String);

/// Runs a page. If it panics, the caller gets a 500; its cause, only for the
/// log, is the panic's message.
///
/// `AssertUnwindSafe` is right because a page that panicked is never polled
/// again, and pages share no state that a panic could leave half changed.
///
/// The caller pins the page. If it were passed by value, it would be moved, and
/// take its space twice in the caller's future.
pub async fn catch_panic<F: Future>(mut page: Pin<&mut F>) -> Result<F::Output, HttpError> {
    poll_fn(
        |context| match catch_unwind(AssertUnwindSafe(|| page.as_mut().poll(context))) {
            Ok(polled) => polled.map(Ok),
            Err(payload) => Poll::Ready(Err(HttpError::internal(Panicked(message(&*payload))))),
        },
    )
    .await
}

/// `panic!("…")` carries a `&str`, `panic!("{…}")` a `String`.
fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("with a value that is no text")
        .to_owned()
}

#[cfg(test)]
mod tests {
    use std::pin::pin;

    use super::*;

    #[tokio::test]
    async fn a_panic_becomes_an_internal_error_with_the_message_as_cause() {
        let page = |kind: u8| async move {
            tokio::task::yield_now().await;
            match kind {
                0 => 42,
                1 => panic!("constant"),
                2 => panic!("formatted {kind}"),
                _ => std::panic::panic_any(kind),
            }
        };
        assert_eq!(catch_panic(pin!(page(0))).await.ok(), Some(42));
        for (kind, chain) in [
            (1, "internal error: panicked: constant"),
            (2, "internal error: panicked: formatted 2"),
            (3, "internal error: panicked: with a value that is no text"),
        ] {
            let error = catch_panic(pin!(page(kind)))
                .await
                .expect_err("it panicked");
            assert_eq!(error.status(), 500);
            assert_eq!(error.chain(), chain);
        }
    }
}
