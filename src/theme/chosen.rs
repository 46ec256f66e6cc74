//! What an operator sets of a theme, held against what the theme declares; every setting in every language.

use super::manifest::Settings;
use super::setting::Set;
use crate::config::{Config, Stated};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};
use tera::{Map, Value, value::Key};

/// All settings, by language in the order of the configuration.
pub(super) struct Chosen {
    /// The root language's first.
    pub languages: Vec<BTreeMap<String, Set>>,
    /// Where an operator names those that the theme has.
    pub named: Vec<(String, Span)>,
}

/// Which theme is asked.
pub(super) struct Asked<'a> {
    /// Its name.
    pub theme: &'a str,
    /// Whether it is another than the one that `site.toml` names, whose settings those of the site are.
    pub instead: bool,
}

impl Chosen {
    /// Reads `[theme_settings]` of the site and of its languages.
    pub fn of(config: &Config, declared: &Settings, asked: &Asked, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut named = Vec::new();
        let known: Vec<&str> = declared.all.keys().map(String::as_str).collect();
        let mut base: BTreeMap<String, Set> =
            declared.all.iter().map(|(name, it)| (name.clone(), it.default.clone())).collect();
        let mut take = |stated: &[Stated], into: &mut BTreeMap<String, Set>| {
            for it in stated {
                match declared.all.get(&it.name.value) {
                    Some(declared) => match declared.accept(&it.name.value, &it.value) {
                        Ok(set) => {
                            into.insert(it.name.value.clone(), set);
                            named.push((it.name.value.clone(), it.name.span));
                        }
                        Err(fault) => {
                            let told = format!("`{}`: {}", it.name.value, declared.description);
                            diagnostics.push(fault.help(told));
                        }
                    },
                    None if asked.instead || declared.broken.contains(&it.name.value) => {}
                    None => diagnostics.push(unknown(it, &known, asked.theme)),
                }
            }
        };
        take(&config.theme_settings, &mut base);
        let languages = config
            .languages
            .iter()
            .map(|language| {
                let mut own = base.clone();
                take(&language.theme_settings, &mut own);
                own
            })
            .collect();
        Self { languages, named }
    }

    /// Says which settings an operator sets that neither a template nor a style sheet reads.
    pub fn tell_idle(
        &self,
        members: &BTreeSet<String>,
        shown: &BTreeSet<String>,
        theme: &str,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        for (name, span) in self.named.iter().filter(|(name, _)| !members.contains(name) && !shown.contains(name)) {
            let message = format!("nothing in the theme `{theme}` shows the setting `{name}`");
            diagnostics.push(
                Diagnostic::warning(Code::UnusedSetting, *span, message)
                    .help("take it away, or take a theme that shows it"),
            );
        }
    }

    /// What templates get in each language.
    pub fn values(&self) -> Vec<Value> {
        let value = |all: &BTreeMap<String, Set>| {
            let map: Map = all.iter().map(|(name, set)| (Key::from(name.clone()), set.value())).collect();
            Value::from(map)
        };
        self.languages.iter().map(value).collect()
    }
}

fn unknown(it: &Stated, known: &[&str], theme: &str) -> Diagnostic {
    let name = &it.name.value;
    if it.astray && !known.contains(&name.as_str()) {
        let message = format!("`{name}` stands after `[theme_settings]`, so it belongs to that table");
        return Diagnostic::error(Code::MisplacedKey, it.name.span, message)
            .help(format!("move `{name}` up, above `[theme_settings]`"));
    }
    let help = did_you_mean(name, known.iter().copied()).unwrap_or_else(|| match known {
        [] => "this theme has no settings; take it away".to_owned(),
        known => format!("there are: {}", known.join(", ")),
    });
    Diagnostic::error(Code::UnknownSetting, it.name.span, format!("the theme `{theme}` has no setting `{name}`"))
        .help(help)
}
