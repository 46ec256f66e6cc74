//! Components of the theme: arguments converted to the types that it declares.

use super::LinkedComponent;
use super::arguments::{Args, parts};
use crate::model::{Entity, Kind};
use crate::parse::markdown::Argument;
use std::collections::BTreeMap;

/// The type of a theme component's argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArgumentType {
    /// Any text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Float,
    /// True or false; a bare name is true.
    Bool,
    /// Texts divided by commas.
    List,
    /// A reference of a kind: the argument is named after it.
    Reference(Kind),
}

/// A component of the theme: its arguments (name, type, whether needed), and whether others are taken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ThemeSignature {
    /// Arguments.
    pub arguments: Vec<(String, ArgumentType, bool)>,
    /// Takes others too.
    pub rest: bool,
    /// Whether it needs a body.
    pub body: bool,
}

/// The theme's components, by name; the built-in ones are known anyway.
pub type Signatures = BTreeMap<String, ThemeSignature>;

/// A resolved argument of a theme's component.
#[derive(Debug, Clone, PartialEq)]
pub enum ArgumentValue {
    /// Text.
    Text(String),
    /// Whole number.
    Integer(i64),
    /// Number.
    Float(f64),
    /// True or false.
    Bool(bool),
    /// Texts.
    List(Vec<String>),
    /// A record.
    Entity(Entity),
}

impl Args<'_> {
    pub(super) fn theme(&mut self) -> Option<LinkedComponent> {
        let signature = self.context.signatures.get(&*self.matter.name)?;
        if !signature.rest {
            let names: Vec<&str> = signature.arguments.iter().map(|(name, ..)| name.as_str()).collect();
            self.known(&names);
        }
        let mut arguments = Vec::new();
        for argument in &self.matter.args {
            let kind = signature
                .arguments
                .iter()
                .find(|(name, ..)| *name == *argument.name)
                .map_or(ArgumentType::Text, |(_, kind, _)| *kind);
            let value = self.typed(argument, kind);
            arguments.extend(value.map(|value| (argument.name.to_string(), value)));
        }
        for (name, _, needed) in &signature.arguments {
            if *needed && self.argument(name).is_none() {
                self.needed(&format!("`{name}`"), &format!("{name}=\"…\""));
            }
        }
        Some(LinkedComponent::Theme { name: self.matter.name.to_string(), arguments })
    }

    pub(super) fn typed(&mut self, argument: &Argument, kind: ArgumentType) -> Option<ArgumentValue> {
        let name = &*argument.name;
        if argument.value.is_none() && matches!(kind, ArgumentType::Bool | ArgumentType::Text) {
            return Some(ArgumentValue::Bool(true));
        }
        let typed = self.text(name)?;
        let value = match kind {
            ArgumentType::Text => Some(ArgumentValue::Text(argument.value.as_deref().unwrap_or_default().to_owned())),
            ArgumentType::Integer => typed.value.parse().ok().map(ArgumentValue::Integer),
            ArgumentType::Float => typed.value.parse().ok().map(ArgumentValue::Float),
            ArgumentType::Bool => typed.value.parse().ok().map(ArgumentValue::Bool),
            ArgumentType::List => Some(ArgumentValue::List(parts(&typed).into_iter().map(|p| p.value).collect())),
            ArgumentType::Reference(kind) => return self.resolve(kind, &typed).map(ArgumentValue::Entity),
        };
        if value.is_none() {
            let wanted = match kind {
                ArgumentType::Integer => "a whole number",
                ArgumentType::Float => "a number",
                _ => "true or false",
            };
            self.fault(typed.span, format!("`{name}` takes {wanted}, not `{}`", typed.value), None);
        }
        value
    }
}
