//! How a web session works, shown on Flask's own session cookies.
//!
//! The library exists so that the program and its tests can share one code base; the program is the
//! product. To read it, follow a cookie:
//!
//! 1. [`itsdangerous`] — the bytes: how a text is signed, dated and packed.
//! 2. [`session`] — Flask's rules: what a session may hold, when its cookie is
//!    set, renewed and deleted.
//! 3. [`web`] — the site: a request opens the session, a page reads or changes it, the response
//!    saves it. `site` is the course's own site, `teaching` takes cookies apart, `practical` is the
//!    exercises.
//! 4. [`http`] — the server below: limits, timers, the log, the graceful end.
//! 5. [`view`] — the pages and every sentence, in French and English.
//! 6. [`anatomy`] — one cookie taken apart: the verdict and why.
//! 7. [`accounts`] — who may sign in: passwords, failed attempts, revoked sessions.
//! 8. [`classroom`] — the students at work: their progress, and what each request proves.
//! 9. [`config`] and [`cli`] — the settings and the commands.
//!
//! Imports go downwards only: `cli` and `web` use the others, `anatomy` uses
//! [`session`], which uses [`itsdangerous`], which uses nothing of ours. These
//! three take time, keys and randomness as arguments; [`clock`] is the only
//! reader of time, [`random`] the only source of randomness. [`verified`] remembers
//! what need not be verified twice.

pub mod accounts;
pub mod anatomy;
pub mod classroom;
pub mod cli;
pub mod clock;
pub mod config;
pub mod http;
pub mod itsdangerous;
pub mod random;
pub mod session;
pub mod verified;
pub mod view;
pub mod web;

pub use cli::{command, run};
