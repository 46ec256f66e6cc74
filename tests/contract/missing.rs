//! Ways to take away from a value what may be missing of it.

use leitmotif::render::contract::{Contract, Field};
use serde_json::Value;

/// The way to a part of a value: `article.cover.alt`; lists are gone into.
pub type Way = Vec<String>;

/// How much is taken away at once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum All {
    /// Whatever may be missing, and all that is in lists.
    Everything,
    /// The same, but what has fields of its own stays, without them; so do the entries of lists.
    Inside,
}

/// Every part that may be missing or is a list, below a value of this field.
pub fn ways(contract: &Contract, field: &Field) -> Vec<Way> {
    let mut all = Vec::new();
    collect(contract, field, &mut Vec::new(), &mut Vec::new(), &mut all);
    all
}

fn collect(contract: &Contract, field: &Field, way: &mut Way, within: &mut Vec<String>, all: &mut Vec<Way>) {
    way.push(field.name.clone());
    if field.optional || field.shape.is_list() {
        all.push(way.clone());
    }
    let name = field.shape.record().unwrap_or_default().to_owned();
    // What holds itself is gone into once.
    if let Some(record) = contract.fields(&field.shape).filter(|_| !within.contains(&name)) {
        within.push(name);
        for field in &record.fields {
            collect(contract, field, way, within, all);
        }
        within.pop();
    }
    way.pop();
}

/// Takes away one part, wherever it is; the answer is whether there was something to take.
pub fn take(value: &mut Value, way: &[String]) -> bool {
    match value {
        Value::Array(list) if !way.is_empty() => {
            // Every entry, not the first in which there is something.
            list.iter_mut().map(|it| take(it, way)).filter(|took| *took).count() > 0
        }
        Value::Array(list) => !std::mem::take(list).is_empty(),
        Value::Null => false,
        Value::Object(fields) if !way.is_empty() => fields.get_mut(&way[0]).is_some_and(|field| take(field, &way[1..])),
        other => {
            *other = Value::Null;
            true
        }
    }
}

/// Takes away all that may be missing.
pub fn take_all(contract: &Contract, field: &Field, value: &mut Value, all: All) {
    let record = contract.fields(&field.shape);
    let keeps = all == All::Inside && record.is_some();
    match value {
        Value::Array(list) if field.shape.is_list() && !keeps => list.clear(),
        Value::Array(list) => list.iter_mut().for_each(|it| strip(contract, field, it, all)),
        other if field.optional && !keeps => *other = Value::Null,
        other => strip(contract, field, other, all),
    }
}

fn strip(contract: &Contract, field: &Field, value: &mut Value, all: All) {
    let (Some(record), Value::Object(fields)) = (contract.fields(&field.shape), value) else { return };
    for field in &record.fields {
        if let Some(value) = fields.get_mut(&field.name) {
            take_all(contract, field, value, all);
        }
    }
}

#[test]
fn what_may_be_missing_is_taken_away() {
    let contract = Contract::new();
    let article = contract.template("article.html").expect("it is there").values[0].clone();
    let ways: Vec<String> = ways(&contract, &article).iter().map(|way| way.join(".")).collect();
    for way in [
        "article.cover",
        "article.cover.caption",
        "article.toc",
        "article.toc.children",
        "article.previous.rating.value",
    ] {
        assert!(ways.iter().any(|it| it == way), "{way}");
    }
    let mut value = serde_json::json!({ "title": "A", "cover": { "src": "a.jpg", "alt": "b", "caption": "c" }, "toc": [{ "id": "x", "children": [] }] });
    let way = |text: &str| text.split('.').map(str::to_owned).collect::<Way>();
    assert!(take(&mut value, &way("cover.caption")) && !take(&mut value, &way("cover.caption")));
    let mut inside = value.clone();
    take_all(&contract, &article, &mut value, All::Everything);
    assert_eq!(value, serde_json::json!({ "title": "A", "cover": null, "toc": [] }));
    take_all(&contract, &article, &mut inside, All::Inside);
    assert_eq!(inside["cover"], serde_json::json!({ "src": "a.jpg", "alt": "b", "caption": null }));
}
