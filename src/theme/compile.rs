//! Templates to a compiled Tera, every mistake of every file told.
//!
//! Tera stops at the first file that it cannot parse and hands unknown filters, functions and components over as
//! one text whose locus lines tell the places (`--> file:line:column`). So each file is parsed by itself first,
//! and the text is read; a scenario test pins both.

use super::Asset;
use super::advice::{advice, extended};
use super::argument;
use super::empty;
use super::filters::{self, Locales};
use super::known;
use super::layers::{EMBEDDED, Layer};
use super::room::{extending, room};
use super::swallowed;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::markdown::{BodyKind, Placement, Shape, is_html_name};
use crate::source::{SourceId, Sources, Span};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use tera::{ComponentArgType, ErrorKind, Tera};

/// A component that the theme declares.
#[derive(Debug, Clone)]
pub struct ThemeComponent {
    /// Block or inline, and its body.
    pub shape: Shape,
    /// Its arguments: name, type, whether it must be given.
    pub arguments: Vec<(String, Option<ComponentArgType>, bool)>,
    /// Whether other arguments are taken too.
    pub rest: bool,
}

/// What came of compiling.
pub(super) struct Compiled {
    pub tera: Tera,
    pub files: BTreeMap<String, SourceId>,
    pub components: BTreeMap<String, ThemeComponent>,
    /// Components that broken templates declare.
    pub unread: BTreeSet<String>,
    /// Templates that are not compiled as they are written.
    pub amended: BTreeSet<String>,
}

/// Templates as they were compiled before, without a fault, in the very same files but for some that are other now.
#[derive(Clone, Copy)]
pub(super) struct Before<'a> {
    pub tera: &'a Tera,
    pub amended: &'a BTreeSet<String>,
    pub changed: &'a BTreeSet<SourceId>,
}

/// All templates of a chain of themes by name: the first theme's by theirs, the others' with their theme's before it.
pub(super) fn named(layers: &[Layer]) -> BTreeMap<String, SourceId> {
    let mut files = BTreeMap::new();
    for (depth, layer) in layers.iter().enumerate() {
        let prefix = if depth == 0 { String::new() } else { format!("{}/", layer.name) };
        let templates = layer.files.iter().filter_map(|(path, id)| Some((template_name(path)?, *id)));
        files.extend(templates.map(|(name, id)| (format!("{prefix}{name}"), id)));
    }
    files
}

/// Compiles all templates of a chain of themes.
pub(super) fn compile(
    sources: &Sources,
    layers: &[Layer],
    files: BTreeMap<String, SourceId>,
    assets: &[Asset],
    locales: &Locales,
    before: Option<Before>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Compiled {
    let prefixes: Vec<String> = layers.iter().skip(1).map(|layer| format!("{}/", layer.name)).collect();
    let mut sound: BTreeMap<String, Cow<str>> = BTreeMap::new();
    let (mut unread, mut amended) = (BTreeSet::new(), BTreeSet::new());
    // What is compiled into the program is sound: a test compiles it.
    let checked = |(name, id): (&String, &SourceId)| {
        let source = sources.get(*id);
        let text = source.text()?;
        Some(if source.path.starts_with(EMBEDDED) { Ok(()) } else { syntax(name, text) })
    };
    let checked: Vec<_> = files.par_iter().map(checked).collect();
    let extending = extending(&files, sources);
    let mut empty = Vec::new();
    for ((name, id), checked) in files.iter().zip(checked) {
        let (Some(text), Some(checked)) = (sources.get(*id).text(), checked) else { continue };
        if empty::is_empty(text) {
            diagnostics.push(empty::told(*id));
            amended.insert(name.clone());
            sound.insert(name.clone(), stand_in(name, sources).into());
            unread.extend(empty::component(name).map(str::to_owned));
            empty.push(name.as_str());
            continue;
        }
        match checked {
            Ok(()) => {
                let room = room(name, text, &files, &extending);
                if room.is_empty() {
                    sound.insert(name.clone(), text.into());
                } else {
                    amended.insert(name.clone());
                    sound.insert(name.clone(), format!("{text}{room}").into());
                }
            }
            Err(error) => {
                diagnostics.push(template_diagnostic(&error, &files, sources, Code::TemplateSyntax));
                amended.insert(name.clone());
                sound.insert(name.clone(), stand_in(name, sources).into());
                unread.extend(declared(text));
            }
        }
    }
    // What a broken file defined, others may miss.
    let broken: Vec<&str> = files
        .iter()
        .filter_map(|(name, id)| Some((name, sources.get(*id).text()?)))
        .filter(|(name, text)| sound.get(*name).is_none_or(|it| !it.starts_with(text)))
        .map(|(_, text)| text)
        .collect();
    if let Some(before) = before {
        // Of hundreds of templates one is read again.
        let is_other = |name: &String| {
            let changed = files.get(name).is_none_or(|id| before.changed.contains(id));
            changed || amended.contains(name) || before.amended.contains(name)
        };
        let others = sound.iter().filter(|(name, _)| is_other(name));
        let mut tera = before.tera.clone();
        filters::register_assets(&mut tera, assets);
        if tera.add_raw_templates(others.map(|(name, text)| (name, argument::named(text)))).is_ok() {
            let components = components(&tera, &files, sources, diagnostics);
            return Compiled { tera, files, components, unread, amended };
        }
    }
    // Each round replaces at least one template that does not compile among the others.
    for _ in 0..=files.len() {
        let mut tera = base(&prefixes, locales);
        filters::register_assets(&mut tera, assets);
        match tera.add_raw_templates(sound.iter().map(|(name, text)| (name, argument::named(text)))) {
            Ok(()) => {
                let components = components(&tera, &files, sources, diagnostics);
                return Compiled { tera, files, components, unread, amended };
            }
            Err(error) => {
                let found = whole(&error, &files, sources);
                let names: Vec<String> = found.iter().filter_map(|(name, _)| name.clone()).collect();
                for (_, diagnostic) in found {
                    let missed = diagnostic.message.split('`').nth(1);
                    let follows = missed.is_some_and(|name| broken.iter().any(|text| text.contains(name)))
                        || empty.iter().any(|name| empty::is_missed(name, &diagnostic.message));
                    if !follows && !diagnostics.contains(&diagnostic) {
                        diagnostics.push(diagnostic);
                    }
                }
                let mut changed = false;
                for name in names {
                    unread.extend(sound.get(&name).into_iter().flat_map(|text| declared(text)));
                    amended.insert(name.clone());
                    changed |= sound
                        .insert(name.clone(), stand_in(&name, sources).into())
                        .is_some_and(|old| old != stand_in(&name, sources));
                }
                if !changed {
                    break;
                }
            }
        }
    }
    let mut tera = base(&[], locales);
    filters::register_assets(&mut tera, assets);
    let overture = overture(sources);
    // Whatever the site's theme does, overture compiles: a test builds with it alone.
    if let Err(error) = tera.add_raw_templates(overture.iter().map(|(name, text)| (name, argument::named(text)))) {
        diagnostics.push(Diagnostic::environment(Code::TemplateSyntax, format!("overture does not compile: {error}")));
    }
    let components = components(&tera, &files, sources, &mut Vec::new());
    Compiled { tera, files, components, unread, amended }
}

/// The names of the components that a template declares, told from its text.
pub(super) fn declared(text: &str) -> Vec<String> {
    let heads =
        text.split("{%").skip(1).filter_map(|tag| tag.trim_start_matches('-').trim_start().strip_prefix("component "));
    let name = |head: &str| {
        head.trim_start().split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_owned()
    };
    heads.map(name).filter(|name| !name.is_empty()).collect()
}

fn is_template(name: &str) -> bool {
    name.ends_with(".html") || name.ends_with(".xml") || name.ends_with(".txt")
}

fn base(prefixes: &[String], locales: &Locales) -> Tera {
    let mut tera = Tera::new();
    filters::register(&mut tera, locales);
    // Fails only when templates were added already.
    let _ = tera.set_fallback_prefixes(prefixes.to_vec());
    tera
}

fn overture(sources: &Sources) -> BTreeMap<String, &str> {
    let files = sources.under(EMBEDDED);
    files
        .filter_map(|(_, file)| Some((template_name(&file.path[EMBEDDED.len()..])?.to_owned(), file.text()?)))
        .collect()
}

/// What templates call a file of a theme: `templates/` is left out, and `components/` lies beside or inside it.
pub(super) fn template_name(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("templates/").or_else(|| path.starts_with("components/").then_some(path));
    inside.filter(|name| is_template(name))
}

/// overture's template of that name, or nothing.
fn stand_in<'a>(name: &str, sources: &'a Sources) -> &'a str {
    let bare = name.strip_prefix("overture/").unwrap_or(name);
    let found = ["templates/", ""].iter().find_map(|folder| sources.find(&format!("{EMBEDDED}{folder}{bare}")));
    found.and_then(|id| sources.get(id).text()).unwrap_or("")
}

/// Parses one template by itself; only its syntax counts.
fn syntax(name: &str, text: &str) -> Result<(), tera::Error> {
    let mut tera = Tera::new();
    match tera.add_raw_template(name, &argument::named(text)) {
        Err(error) if matches!(error.kind(), ErrorKind::SyntaxError(_)) => Err(error),
        _ => Ok(()),
    }
}

/// A Tera error with a place, as a diagnostic in the template's file.
pub fn template_diagnostic(
    error: &tera::Error,
    files: &BTreeMap<String, SourceId>,
    sources: &Sources,
    code: Code,
) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let message = sentence(report.message());
            match files.get(report.filename()) {
                Some(id) => {
                    let text = sources.get(*id).text().unwrap_or_default();
                    let range = argument::typed(text, report.span().range.clone());
                    let help = advice(report.message(), text, range.clone(), report.filename());
                    Diagnostic::error(code, Span::new(*id, range), message).maybe_help(help)
                }
                None => Diagnostic::about_file(code, report.filename(), message),
            }
        }
        _ => {
            let found = whole(error, files, sources);
            found
                .into_iter()
                .next()
                .map_or_else(|| Diagnostic::environment(code, error.to_string()), |(_, diagnostic)| diagnostic)
        }
    }
}

fn sentence(message: &str) -> String {
    let message = message.lines().next().unwrap_or_default().trim();
    if let Some((found, _)) = found_and_expected(message) {
        return format!("{} cannot stand here", in_words(found));
    }
    if message.eq_ignore_ascii_case("unexpected end of input") {
        return "the template ends before everything in it is closed".to_owned();
    }
    let mut chars = message.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// "Found `%}` but expected one of: integer, ident or `(`": what stands there, and what could.
pub(super) fn found_and_expected(message: &str) -> Option<(&str, &str)> {
    let rest = message.strip_prefix("Found ").or_else(|| message.strip_prefix("found "))?;
    let (found, expected) = rest.split_once(" but expected ")?;
    Some((found, expected.trim_start_matches("one of: ").trim_end_matches('.')))
}

/// The parts of Tera's grammar as people call them.
pub(super) fn in_words(parts: &str) -> String {
    let words = parts.split(' ').map(|part| {
        let (word, comma) = part.strip_suffix(',').map_or((part, ""), |word| (word, ","));
        let word = match word {
            "ident" | "identifier" => "a name",
            "integer" | "float" => "a number",
            "string" => "a text in quotes",
            "bool" => "true or false",
            word => word,
        };
        format!("{word}{comma}")
    });
    words
        .collect::<Vec<_>>()
        .join(" ")
        .replace("a number, a number", "a number")
        .replace("an a ", "a ")
        .replace("a a ", "a ")
        .replace("a true", "true")
}

/// The errors of a whole set of templates: name of the template, diagnostic.
fn whole(
    error: &tera::Error,
    files: &BTreeMap<String, SourceId>,
    sources: &Sources,
) -> Vec<(Option<String>, Diagnostic)> {
    let code = Code::TemplateSyntax;
    let about = |name: &str, message: String| match files.get(name) {
        Some(id) => Diagnostic::error(code, Span::new(*id, 0..0), message),
        None => Diagnostic::about_file(code, name, message),
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            vec![(Some(report.filename().to_owned()), template_diagnostic(error, files, sources, code))]
        }
        ErrorKind::MissingParent { current, parent } => {
            let mut it = about(current, format!("this template extends `{parent}`, which is not there"));
            point_at(&mut it, parent, sources);
            vec![(Some(current.clone()), it.maybe_help(extended(parent, current, files)))]
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            let message = format!("templates extend each other in a circle: {}", inheritance_chain.join(" → "));
            let message = if inheritance_chain.len() > 1 { message } else { "this template extends itself".to_owned() };
            let mut it = about(tpl, message);
            point_at(&mut it, inheritance_chain.first().unwrap_or(tpl), sources);
            vec![(Some(tpl.clone()), it.maybe_help(extended(tpl, tpl, files)))]
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            vec![(
                Some(tpl.clone()),
                about(tpl, format!("templates include each other in a circle: {}", include_chain.join(" → "))),
            )]
        }
        ErrorKind::Msg(text) => reports(text, files, sources),
        _ => vec![(None, Diagnostic::environment(code, error.to_string()))],
    }
}

/// Moves what is said of a template to the first place at which it names another.
fn point_at(it: &mut Diagnostic, named: &str, sources: &Sources) {
    let Some(label) = &mut it.primary else { return };
    if let Some(at) = sources.get(label.span.source).text().and_then(|text| text.find(&format!("\"{named}\""))) {
        label.span = Span::new(label.span.source, at + 1..at + 1 + named.len());
    }
}

/// Reads Tera's joined reports: `error: MESSAGE`, `--> NAME:LINE:COLUMN`, the line, its underline.
fn reports(text: &str, files: &BTreeMap<String, SourceId>, sources: &Sources) -> Vec<(Option<String>, Diagnostic)> {
    let mut all = Vec::new();
    let mut message = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if let Some(found) = line.strip_prefix("error: ") {
            message = sentence(found);
        } else if let Some(locus) = line.trim_start().strip_prefix("--> ") {
            let mut parts = locus.rsplitn(3, ':');
            let (column, line, name) = (parts.next(), parts.next(), parts.next());
            let (Some(column), Some(line), Some(name)) =
                (column.and_then(|c| c.parse().ok()), line.and_then(|l| l.parse().ok()), name)
            else {
                continue;
            };
            let width = lines.clone().nth(2).map_or(1, |underline| underline.matches('^').count());
            let diagnostic = match files
                .get(name)
                .map(|id| (*id, place(sources.get(*id).text().unwrap_or_default(), line, column, width)))
            {
                Some((id, range)) => Diagnostic::error(Code::TemplateSyntax, Span::new(id, range), message.clone()),
                None => Diagnostic::about_file(Code::TemplateSyntax, name, message.clone()),
            };
            let meant = known::meant(&message, name, files, sources);
            all.push((Some(name.to_owned()), diagnostic.maybe_help(meant)));
        }
    }
    if all.is_empty() {
        // "Component `X` is defined in both `a` and `b`" and its like.
        let named: Vec<&str> = text.split('`').skip(1).step_by(2).collect();
        let file = named.iter().rev().find_map(|name| files.get(*name).map(|id| ((*name).to_owned(), *id)));
        match file {
            Some((name, id)) => {
                all.push((Some(name), Diagnostic::error(Code::TemplateSyntax, Span::new(id, 0..0), sentence(text))));
            }
            None => all.push((None, Diagnostic::environment(Code::TemplateSyntax, sentence(text)))),
        }
    }
    all
}

/// Line and column (in characters, from 1) to bytes.
fn place(typed: &str, line: usize, column: usize, width: usize) -> std::ops::Range<usize> {
    let text = argument::named(typed);
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    let offset = |n: usize| rest.char_indices().nth(n).map_or(rest.len(), |(i, _)| i);
    argument::typed(typed, start + offset(column.saturating_sub(1))..start + offset(column.saturating_sub(1) + width))
}

/// Where the theme declares a component.
fn place_of(name: &str, files: &BTreeMap<String, SourceId>, sources: &Sources) -> Option<Span> {
    files.values().find_map(|id| {
        let at = sources.get(*id).text()?.find(&format!("component {name}("))? + "component ".len();
        Some(Span::new(*id, at..at + name.len()))
    })
}

/// What the theme declares for writers. Names of HTML elements are refused: Markdown would take them as HTML.
fn components(
    tera: &Tera,
    files: &BTreeMap<String, SourceId>,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, ThemeComponent> {
    let mut all = BTreeMap::new();
    let mut names: Vec<&str> = tera.get_component_names().collect();
    names.sort_unstable();
    for name in names {
        let Some(declared) = tera.get_component_definition(name) else { continue };
        // Parts that only templates use say so.
        let internal = declared.metadata().get("internal").is_some_and(tera::Value::is_truthy);
        if internal || !name.starts_with(|c: char| c.is_ascii_uppercase()) {
            continue;
        }
        let fault = |code: Code, message: String| {
            let place = place_of(name, files, sources);
            match place {
                Some(span) => Diagnostic::error(code, span, message),
                None => Diagnostic::environment(code, message),
            }
        };
        if is_html_name(name) {
            let message = format!("`{name}` is the name of an HTML element, so no component can have it");
            let it = fault(Code::ReservedComponent, message);
            diagnostics.push(it.help(format!("give it another name, `{name}Box` for instance")));
            continue;
        }
        let text = |key: &str| declared.metadata().get(key).and_then(tera::Value::as_str);
        let known: [(&str, &[&str]); 2] = [("layout", &["block", "inline"]), ("body", &["none", "inline", "blocks"])];
        for (key, words) in known {
            if let Some(word) = text(key).filter(|word| !words.contains(word) && *word != "block") {
                let it = fault(Code::TemplateSyntax, format!("`{word}` is no `{key}` of a component"));
                diagnostics.push(it.help(format!("it can be: {}", words.join(", "))));
            }
        }
        let inline = declared.metadata().iter().any(|(key, value)| key != "body" && value.as_str() == Some("inline"));
        let body = match text("body") {
            Some("inline") => BodyKind::Inline,
            Some("blocks" | "block") => BodyKind::Blocks,
            _ => BodyKind::None,
        };
        if body != BodyKind::None
            && let Some(span) = place_of(name, files, sources)
        {
            diagnostics.extend(swallowed::told(name, sources.get(span.source), span));
        }
        let placement = if inline { Placement::Inline } else { Placement::Block };
        let arguments = declared
            .args()
            .iter()
            .filter(|a| !a.is_implicit() && a.name() != "body")
            .map(|a| (a.name().to_owned(), a.arg_type(), a.is_required()))
            .collect();
        all.insert(
            name.to_owned(),
            ThemeComponent { shape: Shape { placement, body }, arguments, rest: declared.rest_param().is_some() },
        );
    }
    all
}
