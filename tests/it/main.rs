//! The tests that see the product from outside: one binary, since linking takes the time.
#![cfg(test)]

mod decode_cookie;
mod man;
mod oracle;
mod readme;
mod responses;
mod support;
mod vectors;
