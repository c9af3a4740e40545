//! Shared by the tests: the program, a running server, a client, and the outside peers.

pub(crate) mod allocator;
pub(crate) mod binary;
pub(crate) mod client;
pub(crate) mod cookies;
pub(crate) mod dice;
pub(crate) mod flask;
pub(crate) mod lynx;
pub(crate) mod named;
pub(crate) mod nginx;
pub(crate) mod peers;
pub(crate) mod postgres;
pub(crate) mod server;
pub(crate) mod site;
#[cfg(unix)]
pub(crate) mod terminal;
pub(crate) mod vectors;

pub(crate) use binary::Fsd;
pub(crate) use client::{Client, Response};
pub(crate) use dice::Dice;
pub(crate) use server::Server;

/// The private key of the tests' servers, as text in a key file.
pub(crate) const KEY: &str = "3f0c1e7a94d25b8860fb17e2c9a4d35176e8b0fd4c2a9915";

/// The key printed in the course, which signs all vectors. `serve` refuses it without `--lab`.
pub(crate) const COURSE_KEY: &str =
    "5eed9b976f6d5c80fb8bb74b1bcff9f01218a864d0f2dd76143356d3cc36eda8";

/// Whether to rewrite files that are generated from the code (`BLESS=1`).
#[expect(
    clippy::disallowed_methods,
    reason = "a switch of the tests, not of the product"
)]
pub(crate) fn bless() -> bool {
    std::env::var_os("BLESS").is_some()
}
