//! How a web session works, shown on Flask's own session cookies.
//!
//! The library exists so that the program and its tests share one code.

pub mod anatomy;
pub mod cli;
pub mod clock;
pub mod config;
pub mod http;
pub mod itsdangerous;
pub mod session;
pub mod view;
pub mod web;

pub use cli::run;
