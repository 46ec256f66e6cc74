//! Pictures: alone in a paragraph they are figures with a caption, else they stand in the line.

use super::{Picture, Writer, escape};
use crate::parse::markdown::Kind;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::fmt::Write as _;

impl Writer<'_, '_> {
    /// Writes the paragraph that begins at `i` as figures, if there is nothing but pictures in it; returns the node after it.
    pub(super) fn figures(&mut self, i: usize) -> Option<usize> {
        let mut pictures = Vec::new();
        let mut at = i + 1;
        loop {
            let node = self.nodes.get(at)?;
            at = match &node.kind {
                Kind::Markdown(Event::Start(Tag::Image { .. })) => {
                    pictures.push(node.index as usize);
                    self.skip(at)
                }
                Kind::Markdown(Event::SoftBreak | Event::HardBreak) => at + 1,
                Kind::Markdown(Event::Text(text)) if text.trim().is_empty() => at + 1,
                Kind::Markdown(Event::End(TagEnd::Paragraph)) if !pictures.is_empty() => break,
                _ => return None,
            };
        }
        for index in pictures {
            let picture = self.resolve.image(index);
            match picture.disclosure {
                Some(disclosure) => self.block(&format!("<figure data-disclosure=\"{disclosure}\">")),
                None => self.block("<figure>"),
            }
            self.show(index, &picture, None);
            let typed = self.outline.images.get(index).and_then(|image| image.title.as_deref());
            if typed.is_some() || picture.caption.is_some() || picture.credit.is_some() {
                self.out.push_str("\n<figcaption>");
                match (typed, &picture.caption) {
                    (Some(title), _) => self.text(title),
                    (None, Some(caption)) => self.out.push_str(caption),
                    (None, None) => {}
                }
                if let Some(credit) = &picture.credit {
                    let apart = if typed.is_some() || picture.caption.is_some() { " " } else { "" };
                    self.out.push_str(apart);
                    self.out.push_str(credit);
                }
                self.out.push_str("</figcaption>");
            }
            self.out.push_str("</figure>\n");
        }
        Some(at + 1)
    }

    /// Writes a picture. `tooltip` is its title, where it has no caption.
    pub(super) fn picture(&mut self, index: usize, tooltip: Option<&str>) {
        let picture = self.resolve.image(index);
        self.show(index, &picture, tooltip);
    }

    fn show(&mut self, index: usize, picture: &Picture, tooltip: Option<&str>) {
        let decorative = self.outline.images.get(index).is_some_and(|image| image.decorative);
        let out = &mut self.out;
        let attribute = |out: &mut String, name: &str, value: &str| {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape::value(out, value);
            out.push('"');
        };
        if !picture.formats.is_empty() {
            out.push_str("<picture>");
            for format in &picture.formats {
                out.push_str("<source");
                attribute(out, "type", &format.kind);
                attribute(out, "srcset", &format.srcset);
                if let Some(sizes) = &picture.sizes {
                    attribute(out, "sizes", sizes);
                }
                out.push('>');
            }
        }
        out.push_str("<img src=\"");
        escape::address(out, &picture.src);
        out.push('"');
        if let Some(srcset) = &picture.srcset {
            attribute(out, "srcset", srcset);
            if let Some(sizes) = &picture.sizes {
                attribute(out, "sizes", sizes);
            }
        }
        attribute(out, "alt", &picture.alt);
        if let Some(language) = &picture.lang {
            attribute(out, "lang", language);
        }
        if let Some(title) = tooltip.filter(|title| !title.is_empty() && !decorative) {
            attribute(out, "title", title);
        }
        if let Some((width, height)) = picture.size {
            let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
        }
        out.push_str(" loading=\"lazy\" decoding=\"async\">");
        if !picture.formats.is_empty() {
            out.push_str("</picture>");
        }
    }
}
