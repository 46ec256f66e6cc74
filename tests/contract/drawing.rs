//! Every template and every component draws whatever is missing of what may be missing.

use crate::html::{faults, nesting, nothings};
use crate::missing::{All, Way, take, take_all, ways};
use crate::{edition, magazine};
use leitmotif::edition::Edition;
use leitmotif::render::component::ComponentValues;
use leitmotif::render::contract::{Contract, Field};
use leitmotif::render::values::Values;
use rayon::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A page as it is drawn when nothing is missing.
struct Page {
    path: String,
    values: Values,
    /// The same values, to take something away from.
    plain: BTreeMap<&'static str, Value>,
    html: String,
}

impl Page {
    /// Draws it with other values.
    fn with(&self, edition: &Edition, others: &[(&'static str, Value)]) -> Result<String, String> {
        let mut values = self.values.clone();
        for (name, value) in others {
            if let Some(place) = values.all.get_mut(name) {
                *place = tera::Value::from_serializable(value);
            }
        }
        let drawn = values.draw(edition.magazine(), &self.path, 0);
        drawn
            .map(|page| String::from_utf8_lossy(&page).into_owned())
            .map_err(|said| said.iter().map(|it| it.message.clone()).collect())
    }
}

/// What can be taken away of the values of a template: the value's field, the way.
fn all_ways(contract: &Contract, template: &str) -> Vec<(Field, Way)> {
    let fields = contract.template(template).into_iter().flat_map(|it| &it.values);
    fields.flat_map(|field| ways(contract, field).into_iter().map(|way| (field.clone(), way))).collect()
}

/// Pages of every template on which, together, as much as possible is there to be taken away; and for each way the
/// pages on which it leads somewhere.
struct Chosen {
    pages: Vec<Page>,
    ways: Vec<(usize, Field, Way)>,
}

/// The values of all pages: path, values, and whether they are in another language than the magazine's own.
pub fn values(edition: &Edition) -> Vec<(String, Values, u8)> {
    let routes = edition.routes().par_iter().filter_map(|(path, route)| {
        let (values, _) = edition.values(*route).unwrap_or_else(|said| panic!("{path}: {said:?}"))?;
        Some((path.clone(), values, u8::from(route.language.0 != 0)))
    });
    routes.collect()
}

fn choose(edition: &Edition, contract: &Contract) -> Chosen {
    let mut wanted: BTreeMap<(&str, u8), Vec<(Field, Way)>> = BTreeMap::new();
    // What every page is given is taken away on one page; all of it at once on all pages.
    let mut shared = all_ways(contract, "base.html");
    let mut chosen = Chosen { pages: Vec::new(), ways: Vec::new() };
    for (path, values, language) in values(edition) {
        let own = wanted.entry((values.template, language)).or_insert_with(|| all_ways(contract, values.template));
        let is_first = !chosen.pages.iter().any(|page| page.values.template == values.template);
        if own.is_empty() && !is_first {
            continue;
        }
        let given = values.all.iter().filter(|(name, _)| *name != "t");
        let plain: BTreeMap<&'static str, Value> =
            given.map(|(name, value)| (name, serde_json::to_value(value).unwrap())).collect();
        let leads_here =
            |(field, way): &(Field, Way)| plain.get(field.name.as_str()).is_some_and(|value| leads(value, &way[1..]));
        let mut here: Vec<(Field, Way)> = own.extract_if(.., |it| leads_here(it)).collect();
        if here.is_empty() && !is_first {
            continue;
        }
        here.extend(shared.extract_if(.., |it| leads_here(it)));
        let place = chosen.pages.len();
        chosen.ways.extend(here.into_iter().map(|(field, way)| (place, field, way)));
        chosen.pages.push(Page { path, values, plain, html: String::new() });
    }
    chosen.pages.par_iter_mut().for_each(|page| page.html = page.with(edition, &[]).unwrap());
    chosen
}

/// Whether there is something at the end of a way.
fn leads(value: &Value, way: &[String]) -> bool {
    match (value, way) {
        (Value::Null, _) => false,
        (Value::Array(list), []) => !list.is_empty(),
        (Value::Array(list), way) => list.iter().any(|it| leads(it, way)),
        (_, []) => true,
        (Value::Object(fields), [first, rest @ ..]) => fields.get(first).is_some_and(|it| leads(it, rest)),
        _ => false,
    }
}

/// Draws everything with something missing, and with all of it; gives what went wrong.
fn drawn(edition: &Edition) -> BTreeSet<String> {
    let contract = Contract::new();
    let Chosen { pages, ways } = choose(edition, &contract);
    let one = ways.par_iter().filter_map(|(page, field, way)| {
        let page = &pages[*page];
        let (name, value) = page.plain.get_key_value(field.name.as_str())?;
        let mut value = value.clone();
        take(&mut value, &way[1..]);
        let at = format!("{} ({}) without `{}`", page.values.template, page.path, way.join("."));
        let html = match page.with(edition, &[(*name, value)]) {
            Ok(html) => html,
            Err(said) => return Some(format!("{at}: {said}")),
        };
        let mut wrong = nesting(&html);
        if nothings(&html) > nothings(&page.html) {
            wrong.push("it says none".to_owned());
        }
        (!wrong.is_empty()).then(|| format!("{at}: {}", wrong.join("; ")))
    });
    let all = pages.par_iter().flat_map_iter(|page| {
        let mut wrong = faults(&page.html).into_iter().map(|it| format!("{}: {it}", page.path)).collect::<Vec<_>>();
        for how in [All::Everything, All::Inside] {
            let template = page.values.template;
            let told = [template, "base.html"].into_iter().filter_map(|name| contract.template(name));
            let others: Vec<(&'static str, Value)> = told
                .flat_map(|it| &it.values)
                .filter_map(|field| {
                    let (name, value) = page.plain.get_key_value(field.name.as_str())?;
                    let mut value = value.clone();
                    take_all(&contract, field, &mut value, how);
                    Some((*name, value))
                })
                .collect();
            let at = format!("{template} ({}) without anything ({how:?})", page.path);
            match page.with(edition, &others) {
                Err(said) => wrong.push(format!("{at}: {said}")),
                Ok(html) => {
                    wrong.extend(faults(&html).into_iter().map(|it| format!("{at}: {it}")));
                    if nothings(&html) > nothings(&page.html) {
                        wrong.push(format!("{at}: it says none"));
                    }
                }
            }
        }
        wrong
    });
    let components: Vec<&ComponentValues> = pages.iter().flat_map(|page| &page.values.components).collect();
    one.chain(all).chain(components_drawn(edition, &contract, &components).into_par_iter()).collect()
}

/// A component with another value.
fn other(it: &ComponentValues, value: tera::Value) -> ComponentValues {
    let mut other = it.clone();
    other.value = value;
    other
}

/// The same with the components that stand in texts.
fn components_drawn(edition: &Edition, contract: &Contract, all: &[&ComponentValues]) -> Vec<String> {
    let mut tried: BTreeSet<(&str, Way)> = BTreeSet::new();
    let mut tries: Vec<(ComponentValues, String, usize)> = Vec::new();
    for it in all {
        let Some(told) = contract.component(it.name) else { continue };
        let plain = serde_json::to_value(&it.value).unwrap();
        let whole = nothings(&it.draw(edition.magazine()).unwrap());
        let mut ways: Vec<Way> = ways(contract, &told.value);
        ways.retain(|way| leads(&plain, &way[1..]) && tried.insert((it.name, way.clone())));
        for way in &ways {
            let mut value = plain.clone();
            take(&mut value, &way[1..]);
            let value = tera::Value::from_serializable(&value);
            tries.push((other(it, value), way.join("."), whole));
        }
        for how in [All::Everything, All::Inside].into_iter().filter(|_| !ways.is_empty()) {
            let mut value = plain.clone();
            take_all(contract, &told.value, &mut value, how);
            let value = tera::Value::from_serializable(&value);
            tries.push((other(it, value), format!("anything ({how:?})"), whole));
        }
    }
    let judged = tries.par_iter().filter_map(|(it, without, whole)| {
        let at = format!("<{}> without `{without}`", it.name);
        match it.draw(edition.magazine()) {
            Err(said) => Some(format!("{at}: {}", said.message)),
            Ok(html) => {
                let mut wrong = nesting(&html);
                wrong.extend((nothings(&html) > *whole).then(|| "it says none".to_owned()));
                wrong.extend(html.contains("href=\"\"").then(|| "an empty address".to_owned()));
                (!wrong.is_empty()).then(|| format!("{at}: {}", wrong.join("; ")))
            }
        }
    });
    judged.collect()
}

fn none(wrong: BTreeSet<String>) {
    // Many pages of a template have the same fault.
    let mut told: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for it in &wrong {
        let (template, fault) =
            (it.split(' ').next().unwrap_or(it), it.split_once(": ").map_or("", |(_, fault)| fault));
        told.entry((template, fault)).or_insert(it);
    }
    let shown: Vec<&str> = told.into_values().collect();
    assert!(shown.is_empty(), "{} faults, for instance:\n{}", wrong.len(), shown.join("\n"));
}

#[test]
fn overture_draws_whatever_is_missing() {
    none(drawn(magazine()));
}

#[test]
fn the_second_theme_draws_whatever_is_missing() {
    none(drawn(&edition("liner-notes")));
}
