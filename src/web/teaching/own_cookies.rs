//! The cookies that this site sets beside the session's.

use crate::classroom::{HOST_TP_COOKIE, TEACHER_COOKIE, TP_COOKIE};

/// The test cookie of the probe.
pub(super) const PROBE_COOKIE: &str = "essai";

/// Those that come with each request: no other application has set them.
pub(super) const OWN_COOKIES: [&str; 4] = [TP_COOKIE, HOST_TP_COOKIE, TEACHER_COOKIE, PROBE_COOKIE];
