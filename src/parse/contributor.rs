//! `content/contributors/<slug>.toml`.

use super::record::{Site, outside_address, record};
use crate::config::texts_of;
use crate::fields::{Document, Reader};
use crate::model::Contributor;

/// Reads one contributor; there is nothing to link.
pub fn contributor(doc: &Document, slug: &str, site: Site, reader: &mut Reader) -> Contributor {
    let mut fields =
        doc.fields("a contributor").with_keys(&["name", "slug", "role", "url", "summary", "redirect_from"]);
    let record = record(&mut fields, "name", slug, site, reader);
    let mut role = texts_of(&mut fields, "roles", site.codes, reader);
    role.plain = fields.plain("role", reader).or(role.plain);
    let link = outside_address(&mut fields, "url", reader);
    fields.finish(reader);
    Contributor { record, role, link }
}
