//! The bytes of a signed cookie, as the Python package `itsdangerous` makes them.
