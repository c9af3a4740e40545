//! What is no session of Flask's is named.
