//! A new theme that stands before another one: its `theme.toml`, and one template with one block to write in.

use super::making::Making;
use crate::cli::{CLEAN, ENVIRONMENT, Format, files, report};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::edit::fresh::{Form, Values, filled, quoted};
use crate::edit::{Tried, with_file};
use crate::edition::Options;
use crate::model::{fold, slug_fault};
use crate::parse::slug_from;
use crate::source::{Content, Source};
use crate::theme::{Theme, themes};
use clap::Args;
use std::fs;
use std::path::Path;

/// The words of a theme.
#[derive(Debug, Args)]
pub(super) struct ThemeWords {
    /// Its name, which is its folder's: `themes/<name>/`.
    name: Option<String>,
    /// The theme that it stands before, and that has all that it has not.
    #[arg(long, value_name = "NAME", default_value = "overture")]
    extends: String,
    /// The template to begin with.
    #[arg(long, value_name = "FILE", default_value = "article.html")]
    template: String,
}

/// Makes its files.
pub(super) fn theme(making: &mut Making, root: &Path, words: &ThemeWords) -> u8 {
    let made = making.theme(root, words);
    let refused = |making: &Making, wrong: Vec<Diagnostic>| {
        report::report(wrong, making.before.edition.sources(), Format::Text, false, "nothing was written");
        ENVIRONMENT
    };
    let Some(made) = made.filter(|_| making.faults.is_empty()) else {
        let faults = std::mem::take(&mut making.faults);
        return refused(making, faults);
    };
    let source = |(path, text): &(String, String)| Source {
        path: path.as_str().into(),
        location: None,
        content: Content::Text(text.as_str().into()),
        typed: None,
    };
    let sources =
        made.files.iter().fold(making.before.edition.sources().clone(), |all, file| with_file(&all, source(file)));
    let after = Tried::of(sources, &Options { theme: Some(made.name.clone()), ..making.options.clone() });
    let wrong = after.errors_since(&making.before);
    if !wrong.is_empty() {
        report::report(wrong, after.edition.sources(), Format::Text, false, "nothing was written");
        return ENVIRONMENT;
    }
    for (place, (path, text)) in made.files.iter().enumerate() {
        if let Err(fault) = files::create(root, path, text) {
            // All of it or nothing; what was made a moment ago is nobody else's.
            for (path, _) in &made.files[..place] {
                let _ = fs::remove_file(root.join(path));
            }
            return refused(making, vec![fault]);
        }
    }
    let paths: Vec<&str> = made.files.iter().map(|(path, _)| path.as_str()).collect();
    report::out(&format!(
        "{} are made\nnext: see it with `leitmotif serve --open --theme {2}`, and keep it with `theme = \"{2}\"` in `{1}`\n",
        paths.join(" and "),
        "site.toml",
        made.name
    ));
    CLEAN
}

/// A theme that is to be made.
struct Made {
    name: String,
    /// Paths from the magazine's root, and texts.
    files: Vec<(String, String)>,
}

impl Making {
    fn theme(&mut self, root: &Path, words: &ThemeWords) -> Option<Made> {
        let name = self.said(words.name.as_deref(), "name of the theme", "theme mine");
        let name = name.filter(|name| self.is_free_theme(root, name));
        let sources = self.before.edition.sources().clone();
        let known = themes(&sources);
        if !known.contains(&words.extends.as_str()) {
            let near = did_you_mean(&words.extends, known.iter().copied());
            let help = near.unwrap_or_else(|| format!("there are: {}", known.join(", ")));
            self.fault(format!("`--extends {}`: there is no such theme", words.extends), help);
            return None;
        }
        let options = Options { theme: Some(words.extends.clone()), ..self.options.clone() };
        let parent = Tried::of(sources, &options);
        let magazine = parent.edition.magazine();
        let Some((file, owner)) = magazine.theme.template(&words.template).filter(|_| is_bare(&words.template)) else {
            let known = templates(&magazine.theme);
            let near = did_you_mean(&words.template, known.iter().copied());
            let help = near.unwrap_or_else(|| format!("it has: {}", known.join(", ")));
            let message = format!("the theme `{}` has no template `{}`", words.extends, words.template);
            self.fault(message, help);
            return None;
        };
        let owner = owner.to_owned();
        let blocks = magazine.theme.blocks(&magazine.sources, &words.template);
        // The frame's own content is what pages write over.
        let frame = magazine.sources.get(file).text().is_none_or(|text| !text.contains("{% extends"));
        let wanted = if frame { ["footer", "content"] } else { ["content", "footer"] };
        let block = wanted.into_iter().find(|it| blocks.iter().any(|block| block == it));
        let Some(block) = block.map(str::to_owned).or_else(|| blocks.first().cloned()) else {
            let message = format!("`{}` of the theme `{owner}` has no block that can be written over", words.template);
            self.fault(message, format!("copy the whole file into `themes/{}/templates/`", name.unwrap_or_default()));
            return None;
        };
        let name = name?;
        let description = format!("{}, with changes of our own.", words.extends);
        let toml = Values::from([
            ("name", quoted(&name)),
            ("extends", quoted(&words.extends)),
            ("description", quoted(&description)),
        ]);
        let html = Values::from([
            ("name", name.clone()),
            ("template", words.template.clone()),
            ("parent", owner),
            ("block", block),
            ("blocks", in_lines(&blocks)),
        ]);
        let files = vec![
            (format!("themes/{name}/theme.toml"), filled(Form::Theme, &toml)),
            (format!("themes/{name}/templates/{}", words.template), filled(Form::Template, &html)),
        ];
        Some(Made { name, files })
    }

    /// Whether a theme can have this name: it is one, and no other has it.
    fn is_free_theme(&mut self, root: &Path, name: &str) -> bool {
        if let Some(fault) = slug_fault(name) {
            let near = slug_from(name);
            let near = if slug_fault(&near).is_none() { near } else { "mine".into() };
            self.fault(format!("`{name}` cannot be a theme: {fault}"), format!("write `leitmotif new theme {near}`"));
            return false;
        }
        if fold(name) == "overture" {
            self.fault(
                "`overture` is the theme that is built in",
                "choose another name; `themes/overture/` in a magazine writes over single files of it",
            );
            return false;
        }
        let other = themes(self.before.edition.sources()).into_iter().find(|it| fold(it) == fold(name));
        let folder = format!("themes/{}", other.unwrap_or(name));
        if other.is_some() || root.join(&folder).symlink_metadata().is_ok() {
            self.fault(format!("`{folder}` is there already"), "choose another name");
            return false;
        }
        true
    }
}

/// Names after each other, in lines that are not too long.
fn in_lines(names: &[String]) -> String {
    const WIDTH: usize = 110;
    let (mut text, mut width) = (String::new(), WIDTH / 2);
    for (place, name) in names.iter().enumerate() {
        if place > 0 {
            text.push(',');
            if width + name.len() > WIDTH {
                text.push_str("\n    ");
                width = 0;
            } else {
                text.push(' ');
            }
        }
        text.push_str(name);
        width += name.len() + 2;
    }
    text
}

/// Whether a name is a file's, without folders.
fn is_bare(template: &str) -> bool {
    !template.contains(['/', '\\'])
}

/// The templates of pages that a theme has, its own and those behind it.
fn templates(theme: &Theme) -> Vec<&str> {
    let bare = |name: &'_ str| {
        theme.chain.iter().find_map(|it| name.strip_prefix(it.as_str())?.strip_prefix('/').map(str::len))
    };
    let mut all: Vec<&str> = theme
        .files
        .keys()
        .map(|name| bare(name).map_or(name.as_str(), |length| &name[name.len() - length..]))
        .filter(|name| is_bare(name))
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}
