//! One cookie taken apart.
