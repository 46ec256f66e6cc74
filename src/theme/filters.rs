//! The filters and functions that templates get beside Tera's own.

use super::Asset;
use super::interface::RULE;
use crate::language::Locale;
use crate::language::josa::{self, Pair};
use crate::language::placeholder::filled;
use crate::language::romanisation::is_romanised;
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::{Error, Kwargs, Map, State, Tera, TeraResult, Value};

/// The customs of languages, by code.
pub(super) type Locales = Arc<BTreeMap<String, Arc<Locale>>>;

/// Registers everything that does not depend on the theme's files.
pub(super) fn register(tera: &mut Tera, locales: &Locales) {
    tera.register_filter("fill", fill);
    let known = Arc::clone(locales);
    tera.register_filter("plural", move |forms: &Map, kwargs: Kwargs, _: &State| plural(forms, &kwargs, &known));
    tera.register_filter("josa", with_particle);
    tera.register_function("josa", particle);
    let known = Arc::clone(locales);
    tera.register_filter("number", move |n: i64, kwargs: Kwargs, _: &State| number(n, &kwargs, &known));
    let known = Arc::clone(locales);
    tera.register_filter("list", move |parts: &[Value], kwargs: Kwargs, _: &State| list(parts, &kwargs, &known));
    tera.register_filter("marked", marked);
    // `{% if name is in_other_script %}`: whether a romanisation says how a name is read.
    tera.register_test("in_other_script", |name: &str, _: Kwargs, _: &State| is_romanised(name));
    // Tera's own `group_by` gives the groups in an order that changes from run to run.
    tera.register_filter("group_by", group_by);
}

/// Registers `asset(path="style.css")`.
pub(super) fn register_assets(tera: &mut Tera, assets: &[Asset]) {
    let urls: Arc<BTreeMap<String, String>> =
        Arc::new(assets.iter().map(|a| (a.path.clone(), a.url.clone())).collect());
    tera.register_function("asset", move |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        let path = kwargs.must_get::<&str>("path")?;
        urls.get(path).map(|url| Value::from(url.as_str())).ok_or_else(|| {
            let near = crate::diagnostic::did_you_mean(path, urls.keys().map(String::as_str))
                .unwrap_or_else(|| "it takes the path of a file below `assets/`".into());
            Error::message(format!("asset(path=\"{path}\"): the theme has no such file; {near}"))
        })
    });
}

fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// `{{ t.list.page_of | fill(page=2, pages=7) }}`: replaces `{page}` and `{pages}`; `{title|을/를}` gets its particle.
fn fill(text: &str, kwargs: Kwargs, _: &State) -> String {
    filled(text, |name| kwargs.iter().find_map(|(key, value)| (key.as_str() == Some(name)).then(|| shown(value))))
}

/// `{{ name | josa("을/를") }}`: the name with its particle.
fn with_particle(word: &Value, kwargs: Kwargs, _: &State) -> TeraResult<Value> {
    let pair = pair(kwargs.must_get::<&str>("pair")?)?;
    let text = shown(word);
    let with = format!("{text}{}", josa::particle(&said(word, &text), &pair));
    // The particle is two syllables or so of Hangul: what was safe is, what was not is not.
    Ok(if word.is_string() && word.is_safe() { Value::safe_string(&with) } else { Value::from(with) })
}

/// `{{ josa(word=name, pair="을/를") }}`: the particle alone.
fn particle(kwargs: Kwargs, _: &State) -> TeraResult<String> {
    let pair = pair(kwargs.must_get::<&str>("pair")?)?;
    let word = kwargs.must_get::<Value>("word")?;
    Ok(josa::particle(&said(&word, &shown(&word)), &pair).to_owned())
}

/// `{{ track.title | marked(style=t.titles.track) }}`: a title between the marks of the house. Italics are the template's.
fn marked(title: &Value, kwargs: Kwargs, _: &State) -> TeraResult<String> {
    let style = kwargs.must_get::<&Map>("style")?;
    let mark = |key: &'static str| style.get(&tera::value::Key::Str(key)).and_then(Value::as_str).unwrap_or_default();
    Ok(format!("{}{}{}", mark("before"), shown(title), mark("after")))
}

fn pair(typed: &str) -> TeraResult<Pair> {
    Pair::parse(typed).ok_or_else(|| {
        Error::message(format!("josa: `{typed}` is not a pair of particles; {}", josa::suggestion(typed)))
    })
}

/// What is read of a value: of HTML, the text between the tags.
fn said(value: &Value, text: &str) -> String {
    if !(value.is_string() && value.is_safe()) {
        return text.to_owned();
    }
    let between = text.split('<').enumerate().map(|(n, part)| match part.split_once('>') {
        Some((_, after)) if n > 0 => after,
        _ => part,
    });
    // A closing `&quot;` would be read as a word.
    let entities = [("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    entities.iter().fold(between.collect(), |text: String, (entity, sign)| text.replace(entity, sign))
}

/// `{{ t.count.tracks | plural(n=12) }}`: the form that the number takes by the language's rule, with `{n}` replaced.
fn plural(forms: &Map, kwargs: &Kwargs, locales: &Locales) -> TeraResult<String> {
    let n = kwargs.must_get::<i64>("n")?;
    let form = |name: &'static str| forms.get(&tera::value::Key::Str(name)).and_then(Value::as_str);
    let locale = form(RULE).and_then(|code| locales.get(code));
    let count = usize::try_from(n.unsigned_abs()).unwrap_or(usize::MAX);
    let named = locale.map_or(if n == 1 { "one" } else { "other" }, |locale| locale.plural(count));
    let text = form(named).or_else(|| form("other"));
    let text = text.ok_or_else(|| Error::message("plural: the text has no `other` form"))?;
    let shown = locale.map_or_else(|| n.to_string(), |locale| signed(n, locale));
    Ok(filled(text, |name| (name == "n").then(|| shown.clone())))
}

/// The customs of the language that `lang` names.
fn customs<'a>(kwargs: &Kwargs, locales: &'a Locales) -> TeraResult<&'a Locale> {
    let code = kwargs.must_get::<&str>("lang")?;
    locales.get(code).map(|locale| &**locale).ok_or_else(|| {
        let near = crate::diagnostic::did_you_mean(code, locales.keys().map(String::as_str))
            .unwrap_or_else(|| "it takes a language of the site, such as `page.lang`".into());
        Error::message(format!("`{code}` is not a language of this site; {near}"))
    })
}

/// `{{ 20000 | number(lang=page.lang) }}`: with its groups of digits, `20,000`.
fn number(n: i64, kwargs: &Kwargs, locales: &Locales) -> TeraResult<String> {
    Ok(signed(n, customs(kwargs, locales)?))
}

fn signed(n: i64, locale: &Locale) -> String {
    let digits = locale.number(usize::try_from(n.unsigned_abs()).unwrap_or(usize::MAX));
    if n < 0 { format!("−{digits}") } else { digits }
}

/// `{{ names | list(lang=page.lang) }}`: one phrase, `A, B and C`.
fn list(parts: &[Value], kwargs: &Kwargs, locales: &Locales) -> TeraResult<String> {
    let parts: Vec<String> = parts.iter().map(shown).collect();
    Ok(customs(kwargs, locales)?.list(parts.iter().map(String::as_str)))
}

/// `{{ rows | group_by(attribute="year") }}`: a map of lists, groups in the order of their first member.
fn group_by(rows: &[Value], kwargs: Kwargs, _: &State) -> TeraResult<Map> {
    let attribute = kwargs.must_get::<&str>("attribute")?;
    let mut groups: Vec<(tera::value::Key<'static>, Vec<Value>)> = Vec::new();
    for row in rows {
        let Some(key) = row.get_from_path(attribute).filter(|v| !v.is_none() && !v.is_undefined()) else { continue };
        let key = tera::value::Key::from(shown(key));
        match groups.iter_mut().find(|(k, _)| *k == key) {
            Some((_, members)) => members.push(row.clone()),
            None => groups.push((key, vec![row.clone()])),
        }
    }
    Ok(groups.into_iter().map(|(key, members)| (key, Value::from(members))).collect())
}
