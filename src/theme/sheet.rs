//! Style sheets: the settings that they name put in front, minified, their `url(…)` led to fingerprinted names.

use super::Asset;
use super::chosen::Chosen;
use super::manifest::Settings;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::source::{SourceId, Span};
use lightningcss::dependencies::{Dependency, DependencyOptions};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use std::collections::BTreeSet;
use std::ops::Range;

/// What style sheets get of the settings, and which of them they asked for.
pub(super) struct Dressed<'a> {
    pub config: &'a Config,
    pub declared: &'a Settings,
    pub chosen: &'a Chosen,
    /// The names of all settings that a sheet shows.
    pub shown: BTreeSet<String>,
}

/// How a sheet names a setting.
const PREFIX: &str = "--setting-";

impl Dressed<'_> {
    /// The rules that give the settings which a sheet names their values; names of none are told.
    fn rules(&mut self, text: &str, id: SourceId, diagnostics: &mut Vec<Diagnostic>) -> String {
        let mut names = BTreeSet::new();
        for range in named(text) {
            let name = &text[range.clone()];
            let span = Span::new(id, range);
            match self.declared.all.get(name) {
                Some(declared) if declared.sort.is_for_sheets() => {
                    names.insert(name.to_owned());
                }
                Some(declared) => {
                    let message = format!("`{name}` takes {}, which a style sheet cannot show", declared.sort.words());
                    diagnostics.push(
                        Diagnostic::error(Code::UnknownSetting, span, message)
                            .help("style sheets have colours, numbers and choices; a template can set a class by it"),
                    );
                }
                None if self.declared.broken.contains(name) => {}
                None => {
                    let known = self.declared.all.iter().filter(|(_, it)| it.sort.is_for_sheets());
                    let known: Vec<&str> = known.map(|(name, _)| name.as_str()).collect();
                    let help = did_you_mean(name, known.iter().copied()).unwrap_or_else(|| {
                        format!("declare it in the theme's `theme.toml`: `[settings.{name}]`, with `type`, `default` and `description`")
                    });
                    let message = format!("the theme has no setting `{name}`");
                    diagnostics.push(Diagnostic::error(Code::UnknownSetting, span, message).help(help));
                }
            }
        }
        let mut rules = String::new();
        let root = self.chosen.languages.first();
        for (place, language) in self.chosen.languages.iter().enumerate() {
            // Of other languages only what is other there.
            let differs = |name: &&String| place == 0 || language.get(*name) != root.and_then(|root| root.get(*name));
            let property = |name: &String| Some(format!("{PREFIX}{name}:{}", language.get(name)?.css()?));
            let properties: Vec<String> = names.iter().filter(differs).filter_map(property).collect();
            if properties.is_empty() {
                continue;
            }
            let of = match self.config.languages.get(place) {
                Some(language) if place > 0 => format!(":lang({})", language.code),
                _ => String::new(),
            };
            rules.push_str(&format!(":root{of}{{{}}}", properties.join(";")));
        }
        self.shown.append(&mut names);
        rules
    }
}

/// Where the names of settings stand in a sheet, comments apart.
fn named(text: &str) -> Vec<Range<usize>> {
    let mut names = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(found) = rest.find(PREFIX) else { break };
        if let Some(comment) = rest.find("/*").filter(|comment| *comment < found) {
            let end = rest[comment + 2..].find("*/").map_or(rest.len(), |end| comment + 2 + end + 2);
            at += end;
            continue;
        }
        let start = at + found + PREFIX.len();
        let length = text[start..]
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')))
            .unwrap_or(text.len() - start);
        names.push(start..start + length);
        at = start + length;
    }
    names
}

/// A style sheet minified, its `url(…)` led to fingerprinted names; relative ones stay relative, inside the base path.
pub(super) fn sheet(
    path: &str,
    text: &str,
    id: SourceId,
    assets: &[Asset],
    dressed: &mut Dressed,
) -> (String, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let place = |line: usize, column: usize| {
        let start = text.split_inclusive('\n').take(line).map(str::len).sum::<usize>();
        let at = crate::source::floor_char_boundary(text, start + column);
        Span::new(id, at..at)
    };
    let options = ParserOptions { filename: path.to_owned(), ..ParserOptions::default() };
    let mut sheet = match StyleSheet::parse(text, options) {
        Ok(sheet) => sheet,
        Err(first) => {
            diagnostics.extend(super::sheet_fault::faults(text, id, first.loc.as_ref(), &first.kind));
            // What it names is told in the same run.
            dressed.rules(text, id, &mut diagnostics);
            return (text.to_owned(), diagnostics);
        }
    };
    let rules = dressed.rules(text, id, &mut diagnostics);
    // Minifying only shortens; when it cannot, the sheet is written as it was parsed.
    let _ = sheet.minify(MinifyOptions::default());
    let printed = sheet.to_css(PrinterOptions {
        minify: true,
        analyze_dependencies: Some(DependencyOptions::default()),
        ..PrinterOptions::default()
    });
    let Ok(printed) = printed else { return (text.to_owned(), diagnostics) };
    let mut css = printed.code;
    for dependency in printed.dependencies.unwrap_or_default() {
        let (named, placeholder, at) = match dependency {
            Dependency::Url(it) => (it.url, it.placeholder, it.loc.start),
            Dependency::Import(it) => (it.url, it.placeholder, it.loc.start),
        };
        let target = if is_outside(&named) {
            let at = place(at_line(at.line), at_line(at.column));
            diagnostics.extend(super::refused::sheet(&named, at, dressed.config));
            named.clone()
        } else {
            let (wanted, rest) = named.split_at(named.find(['?', '#']).unwrap_or(named.len()));
            let wanted = joined(path, wanted);
            match assets.iter().find(|asset| asset.path == wanted) {
                Some(asset) => format!(
                    "{}{}{rest}",
                    "../".repeat(path.matches('/').count()),
                    asset.output.trim_start_matches("assets/")
                ),
                None => {
                    let help = did_you_mean(&wanted, assets.iter().map(|a| a.path.as_str()));
                    let message = format!("`{named}` leads to no file of the theme's `assets/`");
                    diagnostics.push(
                        Diagnostic::error(Code::BrokenLink, place(at_line(at.line), at_line(at.column)), message)
                            .maybe_help(help),
                    );
                    named.clone()
                }
            }
        };
        css = css.replace(&placeholder, &target);
    }
    // What must begin a sheet stays its beginning.
    let first = ["@charset", "@import", "@namespace", "@layer"].iter().any(|rule| css.starts_with(rule));
    (if first { css + &rules } else { rules + &css }, diagnostics)
}

/// lightningcss counts lines and columns of what a sheet loads from 1.
fn at_line(n: u32) -> usize {
    (n as usize).saturating_sub(1)
}

/// The sheets in an order in which what one of them imports comes before it.
pub(super) fn in_order<'p>(
    mut sheets: Vec<(&'p str, SourceId)>,
    text: impl Fn(SourceId) -> &'p str,
) -> Vec<(&'p str, SourceId)> {
    let mut ordered = Vec::with_capacity(sheets.len());
    while !sheets.is_empty() {
        let imports = |id: SourceId, path: &str| {
            let name = path.rsplit('/').next().unwrap_or(path);
            text(id).split("@import").skip(1).any(|rest| rest.split(';').next().is_some_and(|it| it.contains(name)))
        };
        let waits =
            |(path, id): &(&str, SourceId)| sheets.iter().any(|(other, _)| other != path && imports(*id, other));
        // Of sheets that import each other the first begins; that it finds nothing is told.
        let next = sheets.iter().position(|sheet| !waits(sheet)).unwrap_or_default();
        ordered.push(sheets.remove(next));
    }
    ordered
}

fn is_outside(url: &str) -> bool {
    url.is_empty() || url.starts_with(['#', '/']) || url.contains("://") || url.starts_with("data:")
}

/// A relative path seen from the file at `from`.
fn joined(from: &str, relative: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
