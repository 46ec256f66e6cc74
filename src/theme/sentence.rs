//! What the files of a theme say of themselves in comments: a sentence for each block and for each component.
//!
//! A block's stands before it, `{#- block NAME: sentence #}`; a component's is the comment at the head of its file.

/// A part of a template that a child theme can put something else in the place of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its name.
    pub name: String,
    /// What it is; nothing where the template does not say.
    pub about: Option<String>,
}

/// A component as its file declares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// Its name.
    pub name: String,
    /// What the comment before it says.
    pub about: String,
    /// Its arguments as they are declared: `card: map, level: integer = 3`.
    pub arguments: String,
    /// Whether only templates use it, and no writer.
    pub internal: bool,
}

/// A piece of a template: the inside of a comment or of a tag.
enum Piece<'a> {
    Comment(&'a str),
    Tag(&'a str),
}

/// The comments and tags of a template, in their order.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let bytes = rest.as_bytes();
        let at = memchr::memchr_iter(b'{', bytes).find(|at| matches!(bytes.get(at + 1), Some(b'#' | b'%')))?;
        let inside = rest.get(at + 2..)?;
        let is_comment = bytes.get(at + 1) == Some(&b'#');
        let end = inside.find(if is_comment { "#}" } else { "%}" }).unwrap_or(inside.len());
        let piece = inside[..end].trim_matches('-').trim();
        rest = &inside[end..];
        Some(if is_comment { Piece::Comment(piece) } else { Piece::Tag(piece) })
    })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The blocks of a template, in their order.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut said: Vec<(&str, String)> = Vec::new();
    let mut blocks: Vec<Block> = Vec::new();
    for piece in pieces(text) {
        match piece {
            Piece::Comment(comment) => {
                let told = comment.strip_prefix("block ").and_then(|told| told.split_once(':'));
                said.extend(told.map(|(name, sentence)| (name.trim(), one_line(sentence))));
            }
            Piece::Tag(tag) => {
                let Some(name) = tag.strip_prefix("block ").map(str::trim) else { continue };
                let about = said.iter().find(|(block, _)| *block == name).map(|(_, sentence)| sentence.clone());
                blocks.push(Block { name: name.to_owned(), about: about.filter(|it| !it.is_empty()) });
            }
        }
    }
    blocks
}

/// The blocks that a template fills, without those that stand in others.
pub fn filled(text: &str) -> Vec<&str> {
    let (mut depth, mut found) = (0_usize, Vec::new());
    for piece in pieces(text) {
        let Piece::Tag(tag) = piece else { continue };
        if let Some(name) = tag.strip_prefix("block ") {
            if depth == 0 {
                found.push(name.trim());
            }
            depth += 1;
        } else if tag == "endblock" || tag.starts_with("endblock ") {
            depth = depth.saturating_sub(1);
        }
    }
    found
}

/// The template that a template extends.
pub fn extended(text: &str) -> Option<&str> {
    pieces(text).find_map(|piece| match piece {
        Piece::Tag(tag) => Some(tag.strip_prefix("extends ")?.trim().trim_matches(['"', '\'', '`'])),
        Piece::Comment(_) => None,
    })
}

/// The components that a file declares.
pub fn declared(text: &str) -> Vec<Declared> {
    let mut about = String::new();
    let mut all = Vec::new();
    for piece in pieces(text) {
        match piece {
            Piece::Comment(comment) => about = one_line(comment),
            Piece::Tag(tag) => {
                let Some((name, rest)) = tag.strip_prefix("component ").and_then(|head| head.split_once('(')) else {
                    continue;
                };
                let (arguments, metadata) = rest.rsplit_once(')').unwrap_or((rest, ""));
                let said = std::mem::take(&mut about);
                // Its own name is told beside it.
                let said = said.strip_prefix(&format!("<{}>: ", name.trim())).map_or(said.clone(), str::to_owned);
                all.push(Declared {
                    name: name.trim().to_owned(),
                    about: said,
                    arguments: one_line(arguments),
                    internal: metadata.contains("\"internal\": true"),
                });
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{Block, blocks, declared, extended};

    #[test]
    fn blocks_have_the_sentence_that_stands_before_them() {
        let text = "{# A page. #}{% extends \"base.html\" %}\n{#- block aside: What stands\n  beside: all. -#}\n{%- block aside -%}{% block bare %}{% endblock bare %}{%- endblock aside %}";
        let block = |name: &str, about: Option<&str>| Block { name: name.into(), about: about.map(Into::into) };
        assert_eq!(blocks(text), [block("aside", Some("What stands beside: all.")), block("bare", None)]);
        assert_eq!(extended(text), Some("base.html"));
        assert_eq!(extended("{# extends nothing #}"), None);
    }

    #[test]
    fn components_have_the_comment_before_them() {
        let text = "{# <Card>: one article. -#}\n{% component Card(card: map, level: integer = 3) {\"internal\": true} -%}\n<p>{{ card.title }}</p>";
        let found = declared(text);
        let [card] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((card.name.as_str(), card.about.as_str(), card.internal), ("Card", "one article.", true));
        assert_eq!(card.arguments, "card: map, level: integer = 3");
    }
}
