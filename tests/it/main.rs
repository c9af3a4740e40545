//! The tests that see the product from outside: one binary, since linking takes the time.
#![cfg(test)]

mod acceptance;
mod accounts;
mod architecture;
mod browser;
mod cli;
mod cost;
mod decode_cookie;
mod decode_many;
mod errors;
mod flask_site;
mod forwarded;
mod hostile;
mod html;
mod keygen;
mod lab;
mod limits;
mod log;
mod man;
mod memory;
mod oracle;
mod package;
mod pasted;
mod places;
mod readme;
mod responses;
mod serve;
mod sessions;
mod settings;
mod several_machines;
mod shutdown;
mod site;
mod support;
mod tls;
mod vectors;
mod wire;
