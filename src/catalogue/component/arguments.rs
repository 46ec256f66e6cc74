//! Reading the arguments of one component: each typed, each fault at its place.

use super::Context;
use crate::catalogue::link::{any, missed};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::model::{Chart, Entity, Id, Kind, fold};
use crate::parse::markdown::{Argument, ComponentMatter};
use crate::source::{Span, Spanned};
use jiff::civil::Date;

/// The arguments of one component, and where its faults are collected.
pub(super) struct Args<'a> {
    pub matter: &'a ComponentMatter,
    pub context: &'a Context<'a>,
    pub diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Args<'a> {
    pub(super) fn fault(&mut self, span: Span, message: impl Into<String>, help: Option<String>) {
        self.diagnostics.push(Diagnostic::error(Code::ComponentArgument, span, message).maybe_help(help));
    }

    /// Reports arguments that the component does not have.
    pub(super) fn known(&mut self, names: &[&str]) {
        for argument in &self.matter.args {
            if !names.contains(&&*argument.name) {
                let help = did_you_mean(&argument.name, names.iter().copied())
                    .unwrap_or_else(|| format!("it takes: {}", names.join(", ")));
                self.fault(
                    argument.name_span,
                    format!("`<{}>` has no argument `{}`", self.matter.name, argument.name),
                    Some(help),
                );
            }
        }
    }

    pub(super) fn argument(&self, name: &str) -> Option<&'a Argument> {
        self.matter.args.iter().find(|a| &*a.name == name)
    }

    pub(super) fn text(&mut self, name: &str) -> Option<Spanned<String>> {
        let argument = self.argument(name)?;
        match &argument.value {
            // A value in braces was refused where the tag was read.
            Some(value) if value.starts_with('{') && !self.is_quoted(argument) => None,
            Some(value) => {
                let (span, lead) = (argument.value_span, value.len() - value.trim_start().len());
                let trimmed = value.trim();
                // With entities in it the value is shorter than what was typed.
                let whole = value.len() == span.range().len() && !trimmed.is_empty();
                let span = if whole { span.within(lead..lead + trimmed.len()) } else { span };
                Some(Spanned::new(trimmed.to_owned(), span))
            }
            None => {
                self.fault(
                    argument.name_span,
                    format!("`{name}` needs a value"),
                    Some(format!("write `{name}=\"…\"`")),
                );
                None
            }
        }
    }

    fn is_quoted(&self, argument: &Argument) -> bool {
        let text = self.context.text();
        text.get(..argument.value_span.range().start).is_some_and(|before| before.ends_with(['"', '\'']))
    }

    /// Reports an argument that says nothing beside the others.
    pub(super) fn idle(&mut self, name: &str, message: String) {
        if let Some(argument) = self.argument(name) {
            self.fault(argument.name_span, message, Some(format!("take `{name}` away")));
        }
    }

    pub(super) fn reference(&mut self, name: &str, kind: Kind) -> Option<Entity> {
        let typed = self.text(name)?;
        self.resolve(kind, &typed)
    }

    pub(super) fn resolve(&mut self, kind: Kind, typed: &Spanned<String>) -> Option<Entity> {
        let found = self.context.catalogue.index.of_kind(kind, &typed.value);
        self.named(typed.span, found.as_ref().ok());
        found
            .map_err(|miss| self.diagnostics.extend(missed(&self.context.catalogue.index, Some(kind), typed, &miss)))
            .ok()
    }

    /// A reference of any kind, `kind:slug`.
    pub(super) fn any_reference(&mut self, typed: &Spanned<String>) -> Option<Entity> {
        let found = any(&self.context.catalogue.index, typed);
        self.named(typed.span, found.as_ref().ok());
        found.map_err(|told| self.diagnostics.extend(told.map(|it| *it))).ok()
    }

    /// The record of a kind that a text names, if it names one.
    pub(super) fn of_kind(&self, kind: Kind, typed: &str) -> Option<Entity> {
        self.context.catalogue.index.of_kind(kind, typed).ok()
    }

    /// Notes where something is named.
    pub(super) fn named(&self, span: Span, entity: Option<&Entity>) {
        self.context.named.borrow_mut().extend(entity.map(|entity| (span, *entity)));
    }

    /// Reports that something is missing in the tag.
    pub(super) fn needed(&mut self, names: &str, example: &str) {
        let message = format!("`<{}>` needs {names}", self.matter.name);
        let span = self.name_span();
        self.fault(span, message, Some(format!("write `{example}` in the tag")));
    }

    /// The tag's name, for what is missing in the tag.
    pub(super) fn name_span(&self) -> Span {
        self.matter.span.within(1..1 + self.matter.name.len())
    }

    pub(super) fn integer(&mut self, name: &str) -> Option<u32> {
        let typed = self.text(name)?;
        let number = typed.value.parse().ok().filter(|n| *n > 0);
        if number.is_none() {
            let example = if name == "year" { 2016 } else { 5 };
            self.fault(
                typed.span,
                format!("`{name}` takes a whole number from 1 up, not `{}`", typed.value),
                Some(format!("write `{name}=\"{example}\"`")),
            );
        }
        number
    }

    pub(super) fn date(&mut self, name: &str) -> Option<Spanned<Date>> {
        let typed = self.text(name)?;
        match typed.value.parse::<Date>() {
            Ok(date) => Some(Spanned::new(date, typed.span)),
            Err(_) => {
                self.diagnostics.push(
                    Diagnostic::error(Code::BadDate, typed.span, format!("`{}` is not a date", typed.value))
                        .help(format!("write `{name}=\"2025-08-16\"`")),
                );
                None
            }
        }
    }

    /// The day as of which facts are told: the component's own, else the page's.
    pub(super) fn as_of(&mut self) -> Option<Date> {
        match self.argument("as_of") {
            None => self.context.as_of,
            Some(argument) if argument.value.as_deref() == Some("latest") => None,
            Some(_) => self.date("as_of").map(|d| d.value),
        }
    }

    /// One of some words.
    pub(super) fn word(&mut self, name: &str, words: &[&'static str]) -> Option<&'static str> {
        let typed = self.text(name)?;
        let found = words.iter().copied().find(|word| *word == typed.value);
        if found.is_none() {
            let help = did_you_mean(&typed.value, words.iter().copied())
                .unwrap_or_else(|| format!("it can be: {}", words.join(", ")));
            self.fault(typed.span, format!("`{name}` does not take `{}`", typed.value), Some(help));
        }
        found
    }

    /// `year="2016"`.
    pub(super) fn year(&mut self) -> Option<i16> {
        let number = self.integer("year")?;
        let year = i16::try_from(number).ok().filter(|year| *year < 10_000);
        if year.is_none()
            && let Some(argument) = self.argument("year")
        {
            self.fault(argument.value_span, format!("`{number}` is not a year"), Some("write `year=\"2016\"`".into()));
        }
        year
    }

    /// A plain name that some record must have, compared without case. `none` says that none has it.
    pub(super) fn plain_name<'n>(
        &mut self,
        name: &str,
        none: &str,
        known: impl Iterator<Item = &'n String>,
    ) -> Option<String> {
        let typed = self.text(name)?;
        let mut known: Vec<&str> = known.map(String::as_str).collect();
        known.sort_unstable();
        known.dedup();
        if known.iter().any(|one| fold(one) == fold(&typed.value)) {
            return Some(typed.value);
        }
        if Kind::records().all(|kind| self.is_sound(kind)) {
            let message = format!("{none} `{}`", typed.value);
            let it = Diagnostic::error(Code::UnknownReference, typed.span, message);
            self.diagnostics.push(it.maybe_help(did_you_mean(&typed.value, known)));
        }
        None
    }

    /// Whether all records of a kind could be read. What is not found may stand in one that could not.
    pub(super) fn is_sound(&self, kind: Kind) -> bool {
        let catalogue = self.context.catalogue;
        catalogue.records(kind).into_iter().all(|entity| catalogue.is_sound(entity))
    }

    /// Reports that there is nothing to show.
    pub(super) fn nothing(&mut self, message: String, help: impl Into<String>) {
        let span = self.name_span();
        self.diagnostics.push(Diagnostic::error(Code::FactUnknown, span, message).help(help));
    }

    /// A list of references, each named once; an empty one is reported.
    pub(super) fn references(&mut self, name: &str, kind: Kind, list: &Spanned<String>) -> Vec<Entity> {
        let parts = parts(list);
        if parts.is_empty() {
            let example = if kind == Kind::Track { "soundtrack/track, …" } else { "…, …" };
            let message = format!("`{name}` names no {}", kind.word());
            self.fault(list.span, message, Some(format!("write `{name}=\"{example}\"`")));
        }
        let mut found: Vec<Entity> = Vec::new();
        for part in &parts {
            let Some(entity) = self.resolve(kind, part) else { continue };
            if found.contains(&entity) {
                self.fault(
                    part.span,
                    format!("`{}` stands here twice", part.value),
                    Some("keep one of the two".into()),
                );
            } else {
                found.push(entity);
            }
        }
        found
    }

    /// `track` or `soundtrack`: what stands on charts.
    pub(super) fn chart_subject(&mut self) -> Option<Entity> {
        match (self.argument("track"), self.argument("soundtrack")) {
            (Some(_), None) => self.reference("track", Kind::Track),
            (None, Some(_)) => self.reference("soundtrack", Kind::Soundtrack),
            (Some(_), Some(second)) => {
                let span = second.name_span;
                self.fault(span, format!("`<{}>` takes `track` or `soundtrack`, not both", self.matter.name), None);
                None
            }
            (None, None) => {
                self.needed("`track` or `soundtrack`", "track=\"…\"");
                None
            }
        }
    }

    pub(super) fn chart(&mut self) -> Option<Id<Chart>> {
        if self.argument("chart").is_none() {
            self.needed("`chart`", "chart=\"…\"");
            return None;
        }
        match self.reference("chart", Kind::Chart)? {
            Entity::Chart(id) => Some(id),
            _ => None,
        }
    }
}

/// A list divided by commas, each part with its place. (A value with entities in it keeps the place of the whole.)
pub(super) fn parts(list: &Spanned<String>) -> Vec<Spanned<String>> {
    let length = (list.span.end - list.span.start) as usize;
    let mut at = 0;
    let mut all = Vec::new();
    for part in list.value.split(',') {
        let lead = part.len() - part.trim_start().len();
        let word = part.trim();
        if !word.is_empty() {
            let range = at + lead..at + lead + word.len();
            let span = if range.end <= length { list.span.within(range) } else { list.span };
            all.push(Spanned::new(word.to_owned(), span));
        }
        at += part.len() + 1;
    }
    all
}
