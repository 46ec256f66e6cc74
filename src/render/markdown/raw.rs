//! Raw HTML as it was typed, but for the addresses in it: they are written as those of Markdown's links are.

use super::{Writer, escape};
use crate::parse::markdown::LinkKind;
use std::ops::Range;

impl Writer<'_, '_> {
    /// Writes raw HTML, with its addresses of this site as pages have them.
    pub(super) fn html(&mut self, html: &str, range: &Range<usize>) {
        let outline = self.outline;
        let mut written = 0;
        let first = outline.links.partition_point(|link| link.kind != LinkKind::Raw);
        for index in first..outline.links.len() {
            let Some(link) = outline.links.get(index).filter(|link| range.contains(&link.span.range().start)) else {
                continue;
            };
            let place = link.span.range();
            let (start, end) = (place.start - range.start, place.end - range.start);
            let Some(before) = html.get(written..start).filter(|_| html.len() >= end) else { continue };
            let anchor = self.resolve.link(index);
            let Some(href) = anchor.href.filter(|href| !anchor.external && **href != *link.target) else { continue };
            escape::raw(&mut self.out, before);
            escape::address(&mut self.out, &href);
            written = end;
        }
        escape::raw(&mut self.out, html.get(written..).unwrap_or_default());
    }
}
