//! The tests that see the product from outside: one binary, since linking takes the time.
#![cfg(test)]

mod browser;
mod decode_cookie;
mod errors;
mod flask_site;
mod man;
mod oracle;
mod readme;
mod responses;
mod sessions;
mod site;
mod support;
mod vectors;
