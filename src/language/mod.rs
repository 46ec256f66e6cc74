//! How a language is written: what a date, a number, a list or a name in its order looks like in it.
//!
//! The principal type is [`Locale`]. Nothing here knows a page or a record; what is asked is a code (BCP 47) and a
//! value, the answer is text.

pub mod bytes;
pub mod composed;
mod initial;
pub mod josa;
mod locale;
pub mod placeholder;
pub mod quotes;
pub mod romanisation;
pub mod script;
pub mod sentence;
pub mod title;

pub use initial::Initial;
pub use locale::Locale;
