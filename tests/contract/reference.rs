//! The handbook page of values.
