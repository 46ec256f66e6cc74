//! What is told of templates is what they are given, and nothing is without its sentence.

use crate::drawing::values;
use crate::magazine;
use leitmotif::catalogue::{built_in_arguments, built_in_shapes};
use leitmotif::render::contract::{Contract, Field, Shape, meaning};
use leitmotif::theme::embedded;
use leitmotif::theme::sentence::{blocks, declared, extended};
use rayon::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Templates that no page draws yet.
const AWAITED: [&str; 0] = [];

fn none(wrong: Vec<String>) {
    let wrong: BTreeSet<String> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "{}", wrong.into_iter().collect::<Vec<_>>().join("\n"));
}

/// In what a value is not what is told of it.
fn differs(contract: &Contract, field: &Field, value: &Value, at: &str, wrong: &mut Vec<String>) {
    let at = format!("{at}.{}", field.name);
    if value.is_null() && !field.optional {
        wrong.push(format!("{at} is missing, and is told to be there"));
    }
    fits(contract, &field.shape, value, &at, wrong);
}

fn fits(contract: &Contract, shape: &Shape, value: &Value, at: &str, wrong: &mut Vec<String>) {
    let fine = match (shape, value) {
        (_, Value::Null) | (Shape::Any, _) | (Shape::Table, Value::Object(_)) => true,
        (Shape::Text, value) => value.is_string(),
        (Shape::Number, value) => value.is_number(),
        (Shape::Flag, value) => value.is_boolean(),
        (Shape::List(inner), Value::Array(list)) => {
            for it in list {
                fits(contract, inner, it, at, wrong);
            }
            true
        }
        (Shape::Record(name), Value::Object(fields)) => {
            let record = contract.records.get(name).unwrap_or_else(|| panic!("{at}: nothing is told of {name}"));
            let told: BTreeSet<&str> = record.fields.iter().map(|field| field.name.as_str()).collect();
            wrong.extend(
                fields.keys().filter(|key| !told.contains(key.as_str())).map(|key| format!("{at}.{key}: not told")),
            );
            for field in &record.fields {
                match fields.get(&field.name) {
                    Some(value) => differs(contract, field, value, at, wrong),
                    None => wrong.push(format!("{at}.{} is told, and not given", field.name)),
                }
            }
            true
        }
        _ => false,
    };
    if !fine {
        wrong.push(format!("{at} is told to be {shape}, and is {value}"));
    }
}

#[test]
fn every_page_gives_its_template_what_is_told_and_nothing_else() {
    let contract = Contract::new();
    let shared = &contract.template("base.html").expect("the frame").values;
    let pages = values(magazine());
    let wrong = pages.par_iter().flat_map_iter(|(_, values, _)| {
        let (mut wrong, name) = (Vec::new(), values.template);
        let template = contract.template(name).unwrap_or_else(|| panic!("`{name}` is not in the table of templates"));
        let told: BTreeMap<&str, &Field> =
            template.values.iter().chain(shared).map(|it| (it.name.as_str(), it)).collect();
        for (value_name, value) in values.all.iter() {
            let value = serde_json::to_value(value).expect("it is a value");
            match told.get(value_name) {
                Some(field) => differs(&contract, field, &value, name, &mut wrong),
                None => wrong.push(format!("{name}: `{value_name}` is given, and not told")),
            }
        }
        let given: BTreeSet<&str> = values.all.iter().map(|(name, _)| name).collect();
        let lacking = told.keys().filter(|told| !given.contains(*told));
        wrong.extend(lacking.map(|lacking| format!("{name}: `{lacking}` is told, and not given")));
        for it in &values.components {
            let told = contract.component(it.name).unwrap_or_else(|| panic!("`{}` is not told", it.name));
            let value = serde_json::to_value(&it.value).expect("it is a value");
            differs(&contract, &told.value, &value, it.name, &mut wrong);
        }
        wrong
    });
    none(wrong.collect());
}

#[test]
fn every_template_and_component_of_overture_is_told_of() {
    let contract = Contract::new();
    let mut wrong = Vec::new();
    let files = embedded();
    for file in &files {
        let Some((_, name)) = file.path.split_once("/templates/") else { continue };
        let told = contract.template(name).is_some();
        if told == AWAITED.contains(&name) {
            wrong.push(format!("`{name}` in src/render/contract/templates.rs (or `AWAITED` is wrong)"));
        }
    }
    wrong.extend(contract.templates.iter().filter_map(|it| {
        let ending = format!("/templates/{}", it.name);
        (!files.iter().any(|file| file.path.ends_with(&ending))).then(|| format!("overture has no `{}`", it.name))
    }));
    let drawn: BTreeSet<&str> = contract.components.iter().map(|it| it.name).collect();
    wrong
        .extend(built_in_shapes().keys().filter(|it| !drawn.contains(it.as_str())).map(|it| format!("component {it}")));
    none(wrong);
}

#[test]
fn nothing_is_without_its_sentence() {
    let contract = Contract::new();
    let mut wrong = Vec::new();
    for (name, record) in &contract.records {
        let bare = record.fields.iter().filter(|field| field.about.is_empty());
        wrong.extend(bare.map(|field| format!("{name}.{}", field.name)));
        if record.about.is_empty() {
            wrong.push(name.clone());
        }
        if name.ends_with(|c: char| c.is_ascii_digit()) || name.contains("for_") {
            wrong.push(format!("{name}: two types have one name"));
        }
    }
    for name in built_in_shapes().keys() {
        let arguments = built_in_arguments(name).unwrap_or_default();
        let bare = arguments.iter().filter(|argument| meaning(name, argument).is_empty());
        wrong.extend(bare.map(|argument| format!("<{name} {argument}>: src/render/contract/arguments.rs")));
    }
    none(wrong);
}

#[test]
fn every_block_and_every_part_of_overture_has_its_sentence() {
    let files = embedded();
    let text =
        |name: &str| files.iter().find(|it| it.path.ends_with(&format!("/templates/{name}"))).and_then(|it| it.text());
    let mut wrong = Vec::new();
    for file in &files {
        let Some(content) = file.text() else { continue };
        if let Some((_, name)) = file.path.split_once("/templates/") {
            for block in blocks(content).into_iter().filter(|block| block.about.is_none()) {
                let mut above = extended(content);
                let mut said = false;
                while let Some(text) = above.and_then(text) {
                    said |= blocks(text).iter().any(|it| it.name == block.name && it.about.is_some());
                    above = extended(text);
                }
                if !said {
                    let name = &block.name;
                    wrong
                        .push(format!("{}: write `{{#- block {name}: … #}}` before `{{% block {name} %}}`", file.path));
                }
            }
            if !content.starts_with("{#") {
                wrong.push(format!("{name} begins with no comment"));
            }
        }
        if file.path.contains("/components/") {
            let bare = declared(content).into_iter().filter(|it| it.about.is_empty());
            wrong.extend(bare.map(|it| format!("<{}> has no comment before it", it.name)));
        }
    }
    none(wrong);
}
