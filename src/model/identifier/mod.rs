//! Identifiers that others gave, with their check digits: codes of recordings, works and releases, and ids in public
//! catalogues. What is wrong with one is said in the same words for all of them.

mod code;
mod scheme;
#[cfg(test)]
mod tests;

pub use code::{Barcode, Isrc, Iswc};
pub use scheme::{ExternalId, Of, Scheme};

/// The letters and digits of a code, without what may stand between them.
fn letters_and_digits(text: &str, between: &[char], what: &str, made_of: &str) -> Result<String, String> {
    let code: String = text.trim().chars().filter(|c| !between.contains(c)).collect();
    match code.chars().find(|c| !c.is_ascii_alphanumeric()) {
        Some(odd) => Err(format!("{what} is made of {made_of}, not {}", shown(odd))),
        None if code.is_empty() => Err(format!("{what} is made of {made_of}, and here is nothing")),
        None => Ok(code),
    }
}

fn only_digits(text: &str, rule: &str) -> Result<(), String> {
    match text.chars().find(|c| !c.is_ascii_digit()) {
        Some(odd) => Err(format!("{rule}, not {}", shown(odd))),
        None => Ok(()),
    }
}

fn checked(stated: &str, right: &str, what: &str) -> Result<(), String> {
    if stated == right {
        return Ok(());
    }
    Err(format!(
        "the last place of {what} checks the others, and they ask for `{right}`, not `{stated}`; one of them is mistyped"
    ))
}

/// A character in a message, also one that cannot be seen.
fn shown(c: char) -> String {
    if c == ' ' { "a space".to_owned() } else { format!("`{}`", c.escape_debug()) }
}

fn not(text: &str) -> String {
    // A message has one line; a whole paragraph pasted by mistake does not belong in it.
    let short: String = text.chars().take(40).collect();
    let more = if short.len() < text.len() { "…" } else { "" };
    format!("not `{}{more}`", short.escape_debug())
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
