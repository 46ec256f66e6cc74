//! The texts of the interface (`i18n/<language>.toml`), merged over the chain of themes.

use super::layers::Layer;
use crate::config::{Config, Language};
use crate::diagnostic::{Code, Diagnostic, Severity, did_you_mean};
use crate::fields::{Item, Reader, document, extra, fields_of, text as text_of};
use crate::language::Locale;
use crate::language::josa::{self, Pair};
use crate::language::placeholder::{filled, placeholders, unclosed};
use crate::language::title::{Mark, Titles, WORKS};
use crate::model::Extra;
use crate::source::{SourceId, Sources, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tera::Value;

/// The language of the texts that stand in for those that were not translated.
const FALLBACK: &str = "en";
/// In the map of a text's plural forms: the language by whose rule one of them is chosen.
pub(super) const RULE: &str = "_language";

/// The interface texts of one language.
#[derive(Debug, Clone)]
pub struct Interface {
    texts: BTreeMap<String, String>,
    /// The keys of those that are English, because the language has none.
    borrowed: BTreeSet<String>,
    /// How its language writes numbers.
    locale: Arc<Locale>,
    /// How English does.
    english: Arc<Locale>,
    /// The same as nested maps, for templates.
    pub value: Value,
    /// The language of which they are, for what was not translated: English.
    pub language: String,
}

impl Interface {
    /// The text of a key, `role.composer` for instance; a key without text gives itself, so that it is seen.
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.texts.get(key).map_or(key, String::as_str)
    }

    /// The text of a key, if it has one.
    pub fn known(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(String::as_str)
    }

    /// The text of a key with its placeholders filled: `{n}`, `{title|을/를}`.
    pub fn filled(&self, key: &str, values: &[(&str, &str)]) -> String {
        filled(self.text(key), |name| values.iter().find_map(|(known, value)| (*known == name).then_some(*value)))
    }

    /// The form of a key's text that a number takes (CLDR's plural rules), with the number in it.
    pub fn plural(&self, key: &str, n: usize) -> String {
        let other = format!("{key}.other");
        // A language without fractions to tell apart may have no `other` of its own.
        let rule = if self.borrowed.contains(&other) { &self.english } else { &self.locale };
        let form = format!("{key}.{}", rule.plural(n));
        let key = if self.texts.contains_key(&form) { form } else { other };
        self.filled(&key, &[("n", &self.locale.number(n))])
    }
}

/// The texts of one language as the themes of a chain have them.
#[derive(Default)]
pub(super) struct Told {
    /// Over the whole chain.
    texts: BTreeMap<String, String>,
    /// Of each theme that has a file, the site's own first: the file, and its keys.
    files: Vec<(usize, SourceId, BTreeSet<String>)>,
    /// The names of the placeholders of each text, in all themes of the chain.
    names: BTreeMap<String, BTreeSet<String>>,
}

impl Told {
    /// Adds the texts of a file behind those that there are.
    pub(super) fn add(&mut self, depth: usize, file: SourceId, texts: BTreeMap<String, String>) {
        match self.files.iter_mut().find(|(other, ..)| *other == depth) {
            Some((_, _, keys)) => keys.extend(texts.keys().cloned()),
            None => self.files.push((depth, file, texts.keys().cloned().collect())),
        }
        for (key, text) in texts {
            let names = placeholders(&text).into_iter().map(|it| it.name.to_owned());
            self.names.entry(key.clone()).or_default().extend(names);
            self.texts.entry(key).or_insert(text);
        }
    }

    /// The names that a text may have in another language when these are the English ones; none if English lacks the text.
    fn names_for(&self, key: &str) -> Option<BTreeSet<&str>> {
        let mut names = BTreeSet::new();
        let mut known = false;
        let forms = family(key).filter(|whole| self.texts.contains_key(&format!("{whole}.other")));
        let keys = forms.into_iter().flat_map(|whole| FORMS.map(|form| format!("{whole}.{form}")));
        for key in keys.chain([key.to_owned()]) {
            if let Some(own) = self.names.get(&key) {
                known = true;
                names.extend(own.iter().map(String::as_str));
            }
        }
        // A form for one may do without its number, and what is between the marks of the house English says as a name.
        names.extend(forms.map(|_| "n"));
        if key.starts_with("describe.") {
            names.extend(["title", "work", "site"]);
        } else if names.contains("subject") {
            names.insert("work");
        }
        known.then_some(names)
    }
}

/// The names of plural forms.
pub(super) const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The key of a text of which another is the key of a plural form.
pub(super) fn family(key: &str) -> Option<&str> {
    key.rsplit_once('.').filter(|(_, form)| FORMS.contains(form)).map(|(whole, _)| whole)
}

/// One interface a language of the site, in their order. `idle` are keys that nothing says. What a language lacks is taken from English, and told.
pub(super) fn interfaces(
    sources: &Sources,
    config: &Config,
    layers: &[Layer],
    idle: &BTreeSet<String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Interface> {
    let mut read = |code: &str, english: Option<&Told>| {
        let mut told = Told::default();
        let path = format!("i18n/{code}.toml");
        for (depth, layer) in layers.iter().enumerate() {
            for id in [layer.files.get(&path), layer.behind.get(&path)].into_iter().flatten().copied() {
                let Some(text) = sources.get(id).text() else { continue };
                let mut reader = Reader::new(id, 0);
                let doc = document(text, &mut reader);
                let mut own = BTreeMap::new();
                // English texts are held against those of the themes behind.
                let behind = english.is_none().then(|| super::wording::behind(sources, &path, layers, depth, id));
                let fills = |name: &str| super::wording::fills(sources, layer, name);
                for (key, item) in doc.fields("an interface file").entries(&reader) {
                    check(&key.value, item, text, behind.as_ref().or(english), &fills, &mut reader);
                    flatten(&key.value, extra(item), &mut own);
                }
                super::wording::formed(&mut own);
                // What was told as a slip is missing nowhere.
                own.retain(|key, _| !idle.contains(key));
                for diagnostic in reader.finish() {
                    if !diagnostics.contains(&diagnostic) {
                        diagnostics.push(diagnostic);
                    }
                }
                told.add(depth, id, own);
            }
        }
        told
    };
    let english = read(FALLBACK, None);
    let rule = Arc::new(Locale::or_root(FALLBACK));
    let (mut all, mut untold) = (Vec::new(), Vec::new());
    for language in &config.languages {
        let mut own = read(&language.code, Some(&english));
        // `pt-BR` speaks with the texts of `pt` when it has none of its own.
        if let Some((primary, _)) = language.code.split_once('-').filter(|_| own.files.is_empty()) {
            own = read(primary, Some(&english));
        }
        let locale = Arc::clone(&language.locale);
        let lacks = Lacks::of(&own.texts, &english.texts, &locale);
        untold.extend(untranslated(language, &lacks, &own, &english, layers));
        let code = if own.files.is_empty() { FALLBACK.to_owned() } else { language.code.clone() };
        let mut texts = own.texts;
        let mut borrowed = BTreeSet::new();
        for (key, text) in &english.texts {
            // A form that the language does not have would never be asked for.
            if !texts.contains_key(key) && (lacks.borrowed.contains(key) || code == FALLBACK) {
                texts.insert(key.clone(), text.clone());
                borrowed.insert(key.clone());
            }
        }
        let value = nested(&texts, &|key| if borrowed.contains(key) { FALLBACK } else { &language.code });
        let value = with_titles(value, &language.titles);
        all.push(Interface { texts, borrowed, locale, english: Arc::clone(&rule), value, language: code });
    }
    diagnostics.append(&mut untold);
    all
}

/// Reports, each at its place, what stands for a pair of particles in the texts of a value and is none, placeholders
/// that the English text of the key does not have, and those that are not closed.
fn check(key: &str, item: Item, file: &str, english: Option<&Told>, fills: &dyn Fn(&str) -> bool, reader: &mut Reader) {
    if let Some(fields) = fields_of(item, "texts") {
        super::wording::slips(key, &fields, reader);
        for (name, below) in fields.entries(reader) {
            check(&format!("{key}.{}", name.value), below, file, english, fills, reader);
        }
    } else if matches!(extra(item), Extra::Float(_) | Extra::Bool(_) | Extra::List(_)) {
        // What is no text is told.
        let last = key.rsplit('.').next().unwrap_or(key);
        let _ = text_of(last, item, reader);
    }
    // As it was typed: with escapes before it, a place in the value would be another.
    let typed = item.get_ref().as_str().and(file.get(item.span())).unwrap_or_default();
    let start = item.span().start;
    let names = english.and_then(|english| english.names_for(key));
    for it in placeholders(typed) {
        if let Some(names) = names.as_ref().filter(|names| !names.contains(it.name) && !fills(it.name)) {
            let name = start + it.range.start + 1;
            let span = reader.span(name..name + it.name.len());
            let all: Vec<String> = names.iter().map(|name| format!("`{{{name}}}`")).collect();
            let help = did_you_mean(it.name, names.iter().copied()).unwrap_or_else(|| match all.as_slice() {
                [] => "the text has no placeholders in English".to_owned(),
                all => format!("there are: {}", all.join(", ")),
            });
            let message = format!("`{}` is not a placeholder of `{key}`", it.name);
            // Only a warning: a template of the theme may fill in more than the English text asks for.
            let it = reader.error(Code::BadValue, span, message);
            it.severity = Severity::Warning;
            it.help.push(help);
        }
        let Some(pair) = it.pair.filter(|pair| Pair::parse(pair).is_none()) else { continue };
        let end = start + it.range.end - 1;
        let span = reader.span(end - pair.len()..end);
        reader
            .error(Code::BadValue, span, format!("`{pair}` is not a pair of particles"))
            .help
            .push(josa::suggestion(pair));
    }
    for it in unclosed(typed).into_iter().filter(|_| names.as_ref().is_some_and(|names| !names.is_empty())) {
        let begun = typed.get(it.range.clone()).unwrap_or_default();
        let span = reader.span(start + it.range.start..start + it.range.end);
        reader
            .error(Code::BadValue, span, format!("the placeholder `{begun}` is not closed"))
            .help
            .push(format!("write `{begun}}}`"));
    }
}

/// What a language has not.
#[derive(Default)]
struct Lacks {
    /// English texts; of one with plural forms that are missing all together, the key of the last.
    texts: BTreeSet<String>,
    /// Plural forms that its own rule asks for, where it has others of the text.
    forms: BTreeSet<String>,
    /// The English texts that stand in for what is missing.
    borrowed: BTreeSet<String>,
}

impl Lacks {
    fn of(own: &BTreeMap<String, String>, english: &BTreeMap<String, String>, locale: &Locale) -> Self {
        let mut lacks = Self::default();
        let needed = locale.plurals();
        for key in english.keys() {
            // English asks for both; a text that is merely called `other` is none of several forms.
            let plural =
                |whole: &&str| ["one", "other"].iter().all(|it| english.contains_key(&format!("{whole}.{it}")));
            let Some(whole) = family(key).filter(plural) else {
                if !own.contains_key(key) {
                    lacks.texts.insert(key.clone());
                    lacks.borrowed.insert(key.clone());
                }
                continue;
            };
            let other = format!("{whole}.other");
            let has = |form: &str| own.contains_key(&format!("{whole}.{form}"));
            if !FORMS.into_iter().any(has) {
                lacks.texts.insert(other);
                lacks.borrowed.insert(key.clone());
                continue;
            }
            let missing: Vec<String> =
                needed.iter().filter(|form| !has(form)).map(|form| format!("{whole}.{form}")).collect();
            if !missing.is_empty() && !has("other") {
                lacks.borrowed.insert(other);
            }
            lacks.forms.extend(missing);
        }
        lacks
    }
}

/// Says which plural forms a language lacks, all of them together, at the file that has the others.
fn unformed(code: &str, lacks: &Lacks, own: &Told) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut told = BTreeSet::new();
    for (_, file, keys) in &own.files {
        let has = |whole: &str| FORMS.iter().any(|form| keys.contains(&format!("{whole}.{form}")));
        let here: Vec<&str> =
            lacks.forms.iter().map(String::as_str).filter(|key| family(key).is_some_and(has)).collect();
        let here: Vec<&str> = here.into_iter().filter(|key| told.insert(*key)).collect();
        let count = match here.len() {
            0 => continue,
            1 => "a plural form".to_owned(),
            n => format!("{n} plural forms"),
        };
        let message = format!("this file lacks {count} that numbers in `{code}` ask for");
        let mut it = Diagnostic::warning(Code::MissingText, Span::new(*file, 0..0), message);
        let borrows = |key: &&str| family(key).is_some_and(|whole| lacks.borrowed.contains(&format!("{whole}.other")));
        let (english, other): (Vec<&str>, Vec<&str>) = here.into_iter().partition(borrows);
        if !other.is_empty() {
            it = it.help(format!("until they are written, `other` stands in their place: {}", other.join(", ")));
        }
        if !english.is_empty() {
            it = it.help(format!("until they are written, pages in `{code}` show the English: {}", english.join(", ")));
        }
        found.push(it);
    }
    found
}

/// Says which texts a language lacks, all of them together, at the file that should have them.
fn untranslated(language: &Language, lacks: &Lacks, own: &Told, english: &Told, layers: &[Layer]) -> Vec<Diagnostic> {
    let (code, missing) = (&language.code, &lacks.texts);
    if own.files.is_empty() {
        // What is no code of a language is told where it is read.
        if code == FALLBACK || missing.is_empty() || Locale::new(code).is_none() {
            return Vec::new();
        }
        let message = format!("the theme has no texts in `{code}`, so what it says on these pages is English");
        let theme = layers.first().map_or("overture", |layer| layer.name.as_str());
        let help = format!("translate the texts of `i18n/en.toml` into `themes/{theme}/i18n/{code}.toml`");
        return vec![Diagnostic::warning(Code::MissingText, language.span, message).help(help)];
    }
    let mut found = Vec::new();
    let mut told = BTreeSet::new();
    for (depth, file, keys) in &english.files {
        let lacks: Vec<&str> = missing.iter().filter(|key| keys.contains(*key)).map(String::as_str).collect();
        let lacks: Vec<&str> = lacks.into_iter().filter(|key| told.insert((*key).to_owned())).collect();
        if lacks.is_empty() {
            continue;
        }
        let beside = own.files.iter().find(|(other, ..)| other == depth);
        let count = if lacks.len() == 1 { "a text".to_owned() } else { format!("{} texts", lacks.len()) };
        let (place, message) = match beside {
            Some((_, id, _)) => (*id, format!("this file lacks {count} that `i18n/en.toml` has")),
            None => (*file, format!("{count} of this file stand in no `i18n/{code}.toml`")),
        };
        let mut it = Diagnostic::warning(Code::MissingText, Span::new(place, 0..0), message)
            .help(format!("until they are translated, pages in `{code}` show the English: {}", lacks.join(", ")));
        // A slip in a key makes one text missing and another one superfluous.
        let slips = own.texts.keys().filter(|key| !english.texts.contains_key(*key));
        let slips: Vec<String> =
            slips.filter_map(|key| Some(format!("`{key}`: {}", did_you_mean(key, lacks.iter().copied())?))).collect();
        if !slips.is_empty() {
            it = it.help(slips.join("; "));
        }
        found.push(it);
    }
    found.extend(unformed(code, lacks, own));
    found
}

pub(super) fn flatten(key: &str, value: Extra, into: &mut BTreeMap<String, String>) {
    match value {
        Extra::Text(text) => {
            into.insert(key.to_owned(), text);
        }
        Extra::Table(entries) => {
            for (name, value) in entries {
                flatten(&format!("{key}.{name}"), value, into);
            }
        }
        Extra::Integer(n) => {
            into.insert(key.to_owned(), n.to_string());
        }
        Extra::Float(_) | Extra::Bool(_) | Extra::List(_) => {}
    }
}

/// A level of nested keys.
#[derive(Default)]
struct Node {
    text: Option<String>,
    below: BTreeMap<String, Node>,
}

impl Node {
    fn value(self) -> Value {
        if self.below.is_empty() {
            return Value::from(self.text.unwrap_or_default());
        }
        let key = |name: String| tera::value::Key::String(Arc::from(name.as_str()));
        let map: tera::Map = self.below.into_iter().map(|(name, node)| (key(name), node.value())).collect();
        Value::from(map)
    }
}

/// The texts, and beside them how the house marks titles in their language: `t.titles.track.before`.
fn with_titles(texts: Value, titles: &Titles) -> Value {
    use tera::value::Key;
    let marks = WORKS.into_iter().map(|work| {
        let (before, after) = match titles.mark(work) {
            Mark::Between(open, close) => (open.as_str(), close.as_str()),
            Mark::Italic | Mark::Plain => ("", ""),
        };
        let italic = *titles.mark(work) == Mark::Italic;
        let mark = [("before", before.into()), ("after", after.into()), ("italic", italic.into())];
        (
            Key::Str(work),
            Value::from(mark.into_iter().map(|(key, value)| (Key::Str(key), value)).collect::<tera::Map>()),
        )
    });
    let mut all = texts.into_map().unwrap_or_default();
    all.insert(Key::Str("titles"), Value::from(marks.collect::<tera::Map>()));
    Value::from(all)
}

/// Keys with dots to nested maps; `rule` names the language of a text.
fn nested<'a>(texts: &BTreeMap<String, String>, rule: &dyn Fn(&str) -> &'a str) -> Value {
    let mut root = Node::default();
    let place = |node: &mut Node, key: &str, text: &str| {
        let node = key.split('.').fold(node, |node, part| node.below.entry(part.to_owned()).or_default());
        node.text = Some(text.to_owned());
    };
    for (key, text) in texts {
        place(&mut root, key, text);
        if let Some(whole) = family(key) {
            place(&mut root, &format!("{whole}.{RULE}"), rule(key));
        }
    }
    root.value()
}
