//! What was given, and what it means.
