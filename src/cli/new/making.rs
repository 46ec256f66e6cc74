//! The magazine for which a file is made, what is asked of its author, and what is wrong with the words.

use crate::catalogue::{Showing, reference};
use crate::cli::{CONTENT, ENVIRONMENT, Format, report};
use crate::diagnostic::{Code, Diagnostic, Severity, did_you_mean};
use crate::discover::discover;
use crate::edit::Tried;
use crate::edit::fresh::{Values, quoted};
use crate::edition::Options;
use crate::model::{Entity, Kind, LanguageId, fold, slug_fault};
use crate::parse::slug_from;
use crate::source::{SourceId, Span, Spanned};
use crate::theme::embedded;
use jiff::Timestamp;
use jiff::civil::Date;
use std::io::{BufRead, IsTerminal};
use std::path::Path;

/// What making a file needs at hand.
pub(super) struct Making {
    /// The magazine as it is.
    pub before: Tried,
    pub options: Options,
    /// What is wrong with the words of the command.
    pub faults: Vec<Diagnostic>,
}

impl Making {
    /// Reads the magazine. Whatever is wrong with it, more can be written; only a folder that is none is refused.
    pub(super) fn open(root: &Path) -> Result<Self, u8> {
        let (sources, mut diagnostics) = discover(root, embedded());
        if sources.find("site.toml").is_none() {
            diagnostics.retain(|it| it.severity == Severity::Error);
            let help = "`leitmotif init` makes a magazine here";
            diagnostics.iter_mut().filter(|it| it.code == Code::MissingSite).for_each(|it| it.help.push(help.into()));
            let code = report::report(diagnostics, &sources, Format::Text, false, "nothing was written");
            return Err(if code == CONTENT { CONTENT } else { ENVIRONMENT });
        }
        let showing = Showing { now: Timestamp::now(), drafts: false, future: false };
        let options = Options { showing, base_url: None, theme: None };
        Ok(Self { before: Tried::of(sources, &options), options, faults: Vec::new() })
    }

    /// Notes what is wrong with the words, and what to write instead.
    pub(super) fn fault(&mut self, message: impl Into<String>, help: impl Into<String>) {
        self.faults.push(Diagnostic::environment(Code::BadOption, message).help(help));
    }

    /// What was said, else what somebody at the terminal answers; else how to say it.
    pub(super) fn said(&mut self, said: Option<&str>, what: &str, example: &str) -> Option<String> {
        let said = said.map(str::to_owned).or_else(|| ask(what)).map(|it| it.trim().to_owned());
        let said = said.filter(|it| !it.is_empty());
        if said.is_none() {
            self.fault(format!("the {what} is missing"), format!("write `leitmotif new {example}`"));
        }
        said
    }

    /// The slug that is stated, else the one that a title gives.
    pub(super) fn slug(&mut self, stated: Option<&str>, title: &str) -> Option<String> {
        let slug = stated.map_or_else(|| slug_from(title), |stated| stated.trim().to_owned());
        match slug_fault(&slug) {
            None => return Some(slug),
            Some(_) if stated.is_none() && slug.is_empty() => {
                self.fault(format!("no slug can be made of `{title}`"), "state one: `--slug first-snow`");
            }
            Some(fault) => {
                let near = slug_from(&slug);
                let near = if slug_fault(&near).is_none() { near } else { "first-snow".into() };
                self.fault(format!("`{slug}` cannot be a slug: {fault}"), format!("write `--slug {near}`"));
            }
        }
        None
    }

    /// The date that is stated under an option.
    pub(super) fn date(&mut self, stated: &str, option: &str) -> Option<String> {
        let stated = stated.trim();
        let known = stated.parse::<Date>().is_ok() && stated.len() == 10
            || stated.contains('T') && stated.parse::<jiff::civil::DateTime>().is_ok();
        if !known {
            let help = format!("write `{option} 2026-11-28` or `{option} 2026-11-28T20:00:00`");
            self.fault(format!("`{stated}` is not a date"), help);
        }
        known.then(|| stated.to_owned())
    }

    /// The day in the magazine's time zone.
    pub(super) fn today(&self) -> Date {
        self.options.showing.now.to_zoned(self.before.edition.magazine().config.timezone.clone()).date()
    }

    /// A reference to something of a kind, as the magazine spells it.
    pub(super) fn reference(&mut self, kind: Kind, typed: &str) -> Option<String> {
        let whole = if typed.contains(':') { typed.to_owned() } else { format!("{}:{typed}", kind.word()) };
        let entity = self.entity(&whole)?;
        let index = &self.before.edition.magazine().catalogue.index;
        if entity.kind() == kind {
            return Some(index.slug(entity).to_owned());
        }
        let (id, is) = (index.id(entity).to_owned(), entity.kind().with_article());
        self.fault(format!("`{typed}` is {is}, not {}", kind.with_article()), format!("{id} cannot stand here"));
        None
    }

    /// References of one kind; nothing when none is named.
    pub(super) fn references(&mut self, kind: Kind, typed: &[String]) -> Option<Vec<String>> {
        let found: Vec<String> = typed.iter().filter_map(|typed| self.reference(kind, typed)).collect();
        (!found.is_empty()).then_some(found)
    }

    /// A reference of any kind, `kind:slug`.
    pub(super) fn entity(&mut self, typed: &str) -> Option<Entity> {
        let nowhere = Span::new(SourceId(0), 0..0);
        let found = reference(&self.before.edition.magazine().catalogue, &Spanned::new(typed.to_owned(), nowhere));
        match found {
            Ok(entity) => Some(entity),
            Err(told) => {
                let told = told.map(|it| *it);
                let message =
                    told.as_ref().map_or_else(|| format!("`{typed}` cannot be read"), |it| it.message.clone());
                let mut it = Diagnostic::environment(Code::BadOption, message);
                it.help = told.map(|it| it.help.clone()).unwrap_or_default();
                self.faults.push(it);
                None
            }
        }
    }

    /// A language of the magazine by its code; the one at the bare root when none is named.
    pub(super) fn language(&mut self, code: Option<&str>) -> Option<LanguageId> {
        let Some(code) = code else { return Some(LanguageId::ROOT) };
        let config = &self.before.edition.magazine().config;
        let found = config.language(code);
        if found.is_none() {
            let codes: Vec<String> = config.languages.iter().map(|it| it.code.clone()).collect();
            let help = did_you_mean(code, codes.iter().map(String::as_str)).unwrap_or_else(|| {
                format!("its languages are: {}; or add `[languages.{code}]` to `site.toml`", codes.join(", "))
            });
            self.fault(format!("`{code}` is not a language of this magazine"), help);
        }
        found
    }

    /// One of the words that a field takes.
    pub(super) fn word(&mut self, typed: &str, words: &[&str], option: &str) -> Option<String> {
        if words.contains(&typed) {
            return Some(quoted(typed));
        }
        let help =
            did_you_mean(typed, words.iter().copied()).unwrap_or_else(|| format!("it can be: {}", words.join(", ")));
        self.fault(format!("`{option}` does not take `{typed}`"), help);
        None
    }

    /// Whether a file can be made there: no other has the name, however its letters are written.
    pub(super) fn is_free(&mut self, path: &str) -> bool {
        let sources = self.before.edition.sources();
        let folded = fold(path);
        let other = sources.iter().find(|(_, file)| fold(&file.path) == folded).map(|(_, file)| file.path.to_string());
        if let Some(other) = &other {
            self.fault(format!("`{other}` is there already"), "give the new one another slug: `--slug …`");
        }
        other.is_none()
    }

    /// The lines in which a record says its name in the other languages of the magazine.
    pub(super) fn names(&mut self, stated: &[String], values: &mut Values) {
        let mut lines = String::new();
        let mut known: Vec<(String, String)> = Vec::new();
        for one in stated {
            match one.split_once('=') {
                Some((code, name)) if !name.trim().is_empty() => {
                    if self.language(Some(code.trim())).is_some() {
                        known.push((code.trim().to_owned(), name.trim().to_owned()));
                    }
                }
                _ => self.fault(format!("`--names {one}` names no language"), "write `--names ko=도깨비`"),
            }
        }
        for language in self.before.edition.magazine().config.languages.iter().skip(1) {
            let name = known.iter().find(|(code, _)| *code == language.code);
            let shown = name.map_or_else(|| "# ".to_owned(), |_| String::new());
            let name = name.map_or("…", |(_, name)| name.as_str());
            lines.push_str(&format!(
                "{shown}names.{} = {}  # the name in that language\n",
                language.code,
                quoted(name)
            ));
        }
        values.insert("names", lines);
    }
}

/// Asks at the terminal; nothing where nobody can answer.
pub(super) fn ask(what: &str) -> Option<String> {
    let stdin = std::io::stdin();
    if !stdin.is_terminal() || !std::io::stderr().is_terminal() {
        return None;
    }
    report::err(&format!("the {what}: "));
    let mut line = String::new();
    stdin.lock().read_line(&mut line).ok()?;
    Some(line)
}
