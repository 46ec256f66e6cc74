//! Writing XML: feeds, sitemaps and playlists are written with it.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::borrow::Cow;

/// An XML document being written. Escaping is the library's; what XML 1.0 forbids (section 2.2) is left out.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    pub fn new() -> Self {
        let mut it = Self { writer: Writer::new_with_indent(Vec::new(), b' ', 1) };
        it.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        it
    }

    fn event(&mut self, event: Event) {
        // A vector takes every byte, so nothing can fail here.
        let _ = self.writer.write_event(event);
    }

    fn start<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
        let mut start = BytesStart::new(name);
        for (key, value) in attributes {
            start.push_attribute((*key, &*allowed(value)));
        }
        start
    }

    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Start(Self::start(name, attributes)));
    }

    pub fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Empty(Self::start(name, attributes)));
    }

    pub fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.event(Event::Text(BytesText::new(&allowed(text))));
        self.close(name);
    }

    pub fn into_bytes(self) -> Vec<u8> {
        let mut bytes = self.writer.into_inner();
        bytes.push(b'\n');
        bytes
    }
}

/// A text without the characters that no XML document can hold, not even escaped.
pub(super) fn allowed(text: &str) -> Cow<'_, str> {
    // They are control characters, or begin with this byte; without a branch many bytes are looked at together.
    let may_be_forbidden = |byte: u8| matches!(byte, 0..=0x08 | 0x0b | 0x0c | 0x0e..=0x1f | 0xef);
    if !text.bytes().fold(false, |found, byte| found | may_be_forbidden(byte)) {
        return Cow::Borrowed(text);
    }
    text.chars()
        .filter(|c| !matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'))
        .collect()
}
