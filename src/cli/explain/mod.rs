//! `leitmotif explain`: what a diagnostic means and how to mend it, and what a theme's templates are given.

mod given;
mod overture;

use super::{CLEAN, ENVIRONMENT, report};
use crate::diagnostic::{Code, did_you_mean};
use crate::render::contract::Contract;
use overture::Overture;
use std::fmt::Write;

/// Prints the page of a code, a template or a component, or a list of all of them.
pub(super) fn explain(asked: Option<&str>) -> u8 {
    let (contract, overture) = (Contract::new(), Overture::new());
    let Some(asked) = asked else {
        report::out(&list(&contract, &overture));
        return CLEAN;
    };
    if let Ok(code) = asked.parse::<Code>() {
        report::out(&headed(code.name(), code.explanation()));
        return CLEAN;
    }
    let pages = given::pages(&contract, &overture, plain(asked));
    if pages.is_empty() {
        let known = given::names(&contract, &overture);
        let names = Code::ALL.iter().map(|code| code.name()).chain(known.iter().map(String::as_str));
        let help =
            did_you_mean(plain(asked), names).unwrap_or_else(|| "`leitmotif explain` lists all that there is".into());
        report::err(&format!("error: there is no diagnostic, template or component `{asked}`\n  = help: {help}\n"));
        return ENVIRONMENT;
    }
    report::out(&pages.join("\n"));
    CLEAN
}

/// A page with its title.
fn headed(title: &str, text: &str) -> String {
    format!("{title}\n{}\n\n{}\n", "=".repeat(title.len()), text.trim())
}

/// What was meant by a name as people type it: `<ChartRun/>`, `components/ChartRun.html`, `templates/article.html`.
fn plain(asked: &str) -> &str {
    let asked = asked.trim_matches(['<', '>', '/', ' ']);
    let file = asked.rsplit('/').next().unwrap_or(asked);
    // Components are called by their names, templates by their files.
    if file.starts_with(|c: char| c.is_ascii_uppercase()) { file.trim_end_matches(".html") } else { file }
}

/// A line for each code, template and component.
fn list(contract: &Contract, overture: &Overture) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    for code in Code::ALL {
        let _ = writeln!(text, "{:<24} {}", code.name(), code.summary());
    }
    let _ = writeln!(text, "\nTemplates of a theme:\n");
    for template in &contract.templates {
        let _ = writeln!(text, "{:<24} {}", template.name, template.about);
    }
    let _ = writeln!(text, "\nComponents of articles, which a theme draws:\n");
    for component in &contract.components {
        let _ = writeln!(text, "{:<24} {}", component.name, component.about);
    }
    let _ = writeln!(text, "\nParts that the templates of overture share:\n");
    for part in overture.parts(contract) {
        let first = part.about.split_once(". ").map_or(part.about.as_str(), |(first, _)| first).trim_end_matches('.');
        let _ = writeln!(text, "{:<24} {first}.", part.name);
    }
    text
}
