//! The tests that see the product from outside.
