//! The tests that see the product from outside. They are one binary, since linking takes most of
//! the time.
#![cfg(test)]

mod acceptance;
mod accounts;
mod architecture;
mod browser;
mod circles;
mod cli;
mod cost;
mod decode_cookie;
mod decode_many;
mod errors;
mod examples;
mod flask_site;
mod forwarded;
mod french;
mod generated;
mod hostile;
mod html;
mod keygen;
mod lab;
mod limits;
mod literals;
mod log;
mod man;
mod manual;
mod memory;
mod multipart;
mod oracle;
mod package;
mod pasted;
mod payload;
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
mod terminal;
mod tls;
mod vectors;
mod wire;
