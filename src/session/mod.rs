//! Flask's session.
