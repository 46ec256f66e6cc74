//! How an article looks where a link to it is shared: `social = { title = "…", description = "…", image = { … } }`.

use super::picture::{CoverMatter, cover};
use super::record::Site;
use crate::diagnostic::{Code, Diagnostic};
use crate::fields::{Item, Reader, fields_of};

/// The same, as written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SocialMatter {
    /// Another headline.
    pub title: Option<String>,
    /// Another description.
    pub description: Option<String>,
    /// Another picture than the cover.
    pub image: Option<CoverMatter>,
}

pub(super) fn social(item: Item, site: Site, reader: &mut Reader) -> Option<SocialMatter> {
    let Some(mut fields) = fields_of(item, "`social`") else {
        let span = reader.span(item.span());
        reader.push(
            Diagnostic::error(Code::WrongType, span, "`social` takes a table")
                .help("write `social = { title = \"the headline where a link is shared\" }`"),
        );
        return None;
    };
    let it = SocialMatter {
        title: fields.plain("title", reader),
        description: fields.plain("description", reader),
        image: fields.get("image", reader, |item, reader| cover("image", item, site, reader)),
    };
    fields.finish(reader);
    Some(it)
}
