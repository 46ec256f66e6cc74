//! The desk and `?inspect`.
