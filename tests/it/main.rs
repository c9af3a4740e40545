//! The tests that see the product from outside: one binary, since linking takes the time.
#![cfg(test)]

mod decode_cookie;
mod errors;
mod man;
mod oracle;
mod readme;
mod responses;
mod site;
mod support;
mod vectors;
