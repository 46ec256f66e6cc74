//! How a language is written: what a sentence, a date, a number or a list looks like in it.
//!
//! Nothing here knows a page or a record; what is asked is a code (BCP 47) and a value, the answer is text.

pub mod josa;
pub mod placeholder;
