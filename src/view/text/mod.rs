//! Every sentence, in French and English.
