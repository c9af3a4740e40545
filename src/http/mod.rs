//! HTTP: what every page needs. Knows no page, template or session.
//!
//! The path of a request: [`server`] accepts a connection, `connection.rs`
//! reads a header within the [`Limits`], the page sees a [`Request`] and
//! answers with a [`Response`] or an [`HttpError`], and [`log`] writes the
//! line.

mod activity;
mod body;
mod chunks;
mod connection;
mod error;
mod form;
mod forwarded;
mod framed;
mod host;
mod limits;
pub mod log;
mod memory;
mod multipart;
mod paced;
mod panic;
mod request;
mod request_id;
pub mod response;
pub mod server;
mod shutdown;
mod target;
mod tls;

pub use hyper::{HeaderMap, StatusCode, body::Bytes, header};

pub use body::Body;
pub use error::{HttpError, Reason};
pub use form::Form;
pub use host::Host;
pub use limits::Limits;
pub use panic::catch_panic;
pub use request::Request;
pub use request_id::RequestId;
pub use response::Response;
pub use shutdown::signals;
pub use tls::{Tls, TlsError};
