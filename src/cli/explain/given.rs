//! What a template or component is given, as a tree of names, types and sentences.

use super::headed;
use super::overture::Overture;
use crate::render::contract::{ComponentContract, Contract, Field, Record, TemplateContract};
use std::collections::BTreeSet;
use std::fmt::Write;

/// The pages about a name; more than one where a component and a type are called the same.
pub(super) fn pages(contract: &Contract, overture: &Overture, name: &str) -> Vec<String> {
    let file = if name.ends_with(".html") { name.to_owned() } else { format!("{name}.html") };
    let mut pages = Vec::new();
    match contract.template(&file) {
        Some(it) => pages.push(template(contract, overture, it)),
        None if overture.templates().contains(&file.as_str()) => pages.push(blocks_alone(overture, &file)),
        None => {}
    }
    pages.extend(contract.component(name).map(|it| component(contract, it)));
    pages.extend(overture.parts(contract).into_iter().find(|it| it.name == name).map(|it| {
        let use_of = format!("A part that the templates of overture share: `{{{{ <{name} …/> }}}}`.");
        headed(name, &format!("{}\n\n{use_of}\n\nArguments: {}", it.about, it.arguments))
    }));
    // What a component draws is told with it.
    let told = contract.component(name).is_some_and(|it| contract.holds(&it.value.shape, name));
    pages.extend(contract.records.get(name).filter(|_| !told).map(|it| record(contract, name, it)));
    pages
}

/// Everything that there is a page about.
pub(super) fn names(contract: &Contract, overture: &Overture) -> Vec<String> {
    let templates = overture.templates().into_iter().map(str::to_owned);
    let components = contract.components.iter().map(|it| it.name.to_owned());
    let parts = overture.parts(contract).into_iter().map(|it| it.name);
    templates.chain(components).chain(parts).chain(contract.records.keys().cloned()).collect()
}

fn template(contract: &Contract, overture: &Overture, it: &TemplateContract) -> String {
    let mut text = format!("{}\n\n", it.about);
    if it.values.is_empty() {
        text.push_str("It is given nothing of its own.\n");
    } else {
        text.push_str(LEGEND);
        text.push_str(&Tree::of(contract, &it.values));
    }
    if let Some(frame) = contract.templates.first().filter(|frame| frame.name != it.name) {
        let shared: Vec<String> = frame.values.iter().map(|value| format!("`{}`", value.name)).collect();
        let shared = shared.join(", ");
        let _ = writeln!(text, "\nEvery template is given {shared}, too: `leitmotif explain {}`.", frame.name);
    }
    let blocks = blocks(overture, it.name);
    if !blocks.is_empty() {
        let _ = write!(text, "\n{blocks}");
    }
    headed(it.name, &text)
}

/// A template that only others extend.
fn blocks_alone(overture: &Overture, name: &str) -> String {
    headed(name, &format!("A template of overture.\n\n{}", blocks(overture, name)))
}

const LEGEND: &str =
    "A `?` marks what may be missing: ask first, `{% if value %}`. `[Card]` is a list of them, perhaps empty.\n\n";

/// The blocks that a child theme can override.
fn blocks(overture: &Overture, template: &str) -> String {
    let blocks = overture.blocks(template);
    if blocks.is_empty() {
        return String::new();
    }
    let width = blocks.iter().map(|(_, block)| block.name.len()).max().unwrap_or_default() + 2;
    let mut text = "Blocks that a child theme can override:\n\n".to_owned();
    for (from, block) in &blocks {
        let about = block.about.as_deref().unwrap_or_default();
        let from = if from == template { String::new() } else { format!(" ({from})") };
        let _ = writeln!(text, "{:<width$}{about}{from}", block.name);
    }
    text
}

fn component(contract: &Contract, it: &ComponentContract) -> String {
    let mut text = format!("{}\n", it.about);
    if let Some(written) = &it.written {
        let place = if written.inline { "belongs into a sentence" } else { "stands on its own, between paragraphs" };
        let _ = writeln!(text, "\nIn articles it {place}, and takes {}. Its arguments:\n", written.body);
        let width = written.arguments.iter().map(|(name, _)| name.len()).max().unwrap_or_default() + 2;
        for (name, about) in &written.arguments {
            let _ = writeln!(text, "{name:<width$}{about}");
        }
    }
    let argument = &it.value.name;
    let _ = writeln!(
        text,
        "\nThe theme draws it in `components/{}.html`, from `{argument}` and `t`, the texts of `i18n/`. {LEGEND}",
        it.name
    );
    let mut text = text.trim_end().to_owned() + "\n\n";
    text.push_str(&Tree::of(contract, std::slice::from_ref(&it.value)));
    headed(it.name, &text)
}

fn record(contract: &Contract, name: &str, it: &Record) -> String {
    headed(name, &format!("{}\n\n{LEGEND}{}", it.about, Tree::of(contract, &it.fields)))
}

/// Lines of a tree: indented name, type, sentence.
struct Tree<'a> {
    contract: &'a Contract,
    lines: Vec<(String, String, String)>,
    /// What has been told already: it is not told twice.
    told: BTreeSet<String>,
}

impl<'a> Tree<'a> {
    fn of(contract: &'a Contract, fields: &[Field]) -> String {
        let mut tree = Self { contract, lines: Vec::new(), told: BTreeSet::new() };
        for field in fields {
            tree.add(field, 0);
        }
        let width = |column: fn(&(String, String, String)) -> &str| {
            tree.lines.iter().map(|line| column(line).chars().count()).max().unwrap_or_default() + 2
        };
        let (names, types) = (width(|line| &line.0), width(|line| &line.1));
        let mut text = String::new();
        for (name, kind, about) in &tree.lines {
            let line = format!("{name:<names$}{kind:<types$}{about}");
            let _ = writeln!(text, "{}", line.trim_end());
        }
        text
    }

    fn add(&mut self, field: &Field, depth: usize) {
        let inside = field.shape.record().zip(self.contract.fields(&field.shape));
        let again = inside.filter(|(name, _)| !self.told.insert((*name).to_owned()));
        let about = match again {
            Some((name, _)) => format!("{} ({name}: as above.)", field.about),
            None => field.about.clone(),
        };
        self.lines.push((format!("{}{}", "  ".repeat(depth), field.name), field.typed(), about.trim().to_owned()));
        if let (Some((_, record)), None) = (inside, again) {
            for field in &record.fields {
                self.add(field, depth + 1);
            }
        }
    }
}
