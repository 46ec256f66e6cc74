//! Where readers can share links: `share = ["mail", "x"]` in `site.toml`.

use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::fields::{Fields, Reader};
use crate::model::{ShareTo, fold};
use crate::source::Spanned;

/// The list, each place once; nothing when none is stated.
pub(super) fn share(fields: &mut Fields, reader: &mut Reader) -> Option<Vec<ShareTo>> {
    if !fields.has("share") {
        fields.know(&["share"]);
        return None;
    }
    let mut all = Vec::new();
    for word in fields.texts("share", reader) {
        match ShareTo::from_word(&word.value) {
            Some(to) => all.push(to),
            None => {
                reader.push(unknown(&word));
            }
        }
    }
    Some(all)
}

/// What is no place to share at, or none that a plain link can lead to.
fn unknown(word: &Spanned<String>) -> Diagnostic {
    let known = format!("take it away; it can be: {}", ShareTo::WORDS.join(", "));
    let (message, help) = match fold(&word.value).as_str() {
        "kakao" | "kakaotalk" => (format!("`{}` takes links only from a script of its own", word.value), known),
        "mastodon" => (format!("`{}` has no address that is the same for every reader", word.value), known),
        "instagram" | "tiktok" | "youtube" => (format!("`{}` takes no links from pages", word.value), known),
        "twitter" => ("`twitter` is called `x` now".to_owned(), "write `\"x\"`".to_owned()),
        "email" | "e-mail" => (format!("`{}` is called `mail` here", word.value), "write `\"mail\"`".to_owned()),
        typed => {
            let near = did_you_mean(typed, ShareTo::WORDS.iter().copied());
            let help = near.unwrap_or_else(|| format!("it can be: {}", ShareTo::WORDS.join(", ")));
            (format!("`{}` is no place to share links at", word.value), help)
        }
    };
    Diagnostic::error(Code::BadValue, word.span, message).help(help)
}
