//! What a site sets of its theme: `[theme_settings]`, and `[languages.ko.theme_settings]` for one language. What there
//! is to set, and what each setting takes, is the theme's to say.

use crate::fields::{Fields, Given, Reader, given};
use crate::source::Spanned;

/// A setting of the theme as it stands in `site.toml`.
#[derive(Debug, Clone, PartialEq)]
pub struct Stated {
    /// Its name.
    pub name: Spanned<String>,
    /// What it is set to.
    pub value: Spanned<Given>,
    /// Whether the table above has a field of this name and lacks it, so that it was perhaps meant.
    pub astray: bool,
}

/// Reads the table.
pub(super) fn stated(fields: &mut Fields, reader: &mut Reader) -> Vec<Stated> {
    let Some(table) = fields.table("theme_settings", "`[theme_settings]`", reader) else { return Vec::new() };
    let stated = |(name, item): (Spanned<String>, _)| {
        let astray = fields.is_misplaced(&name.value);
        Stated { value: given(item, reader), name, astray }
    };
    table.entries(reader).into_iter().map(stated).collect()
}
