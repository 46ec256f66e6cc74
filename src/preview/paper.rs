//! The frame of the preview's own pages, which are no pages of the magazine: the desk and `?inspect`.

use serde::Serialize;
use std::sync::LazyLock;
use tera::{Context, Tera};

const TEMPLATES: [(&str, &str); 3] = [
    ("paper.html", include_str!("paper.html")),
    ("desk.html", include_str!("desk/desk.html")),
    ("inspect.html", include_str!("inspect.html")),
];

static TERA: LazyLock<Result<Tera, String>> = LazyLock::new(|| {
    let mut tera = Tera::new();
    tera.add_raw_templates(TEMPLATES).map_err(|error| error.to_string())?;
    Ok(tera)
});

/// Draws one of the templates beside this file.
pub fn page(template: &str, values: &impl Serialize) -> String {
    let drawn = match &*TERA {
        Ok(tera) => Context::from_serialize(values).and_then(|context| tera.render(template, &context)),
        Err(error) => return error.clone(),
    };
    drawn.unwrap_or_else(|error| error.to_string())
}
