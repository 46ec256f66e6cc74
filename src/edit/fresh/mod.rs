//! What the file of a new thing holds: the form of its kind, filled in.
//!
//! A form is the text of a file with places to fill: `<<key>>` is always filled, `<<key|example>>` only if there is
//! something to fill in; else the line is a remark that shows the example. What stands alone on its line is a whole
//! block. The remarks behind the fields are brought under each other.

use std::collections::BTreeMap;

/// The form of each kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// An article.
    Article,
    /// A review.
    Review,
    /// An interview.
    Interview,
    /// A translation of an article or page.
    Translation,
    /// A page.
    Page,
    /// A drama or film.
    Drama,
    /// A release.
    Soundtrack,
    /// A person, group or fictional act.
    Artist,
    /// A chart.
    Chart,
    /// One edition of a chart.
    ChartWeek,
    /// Someone who writes for the magazine.
    Contributor,
    /// A playlist.
    Playlist,
    /// A concert, a streaming party.
    Event,
    /// A numbered edition of the magazine.
    Issue,
    /// An instrument.
    Instrument,
    /// A ceremony and its results.
    Award,
    /// What a theme says of itself.
    Theme,
    /// A template that writes over a block of another one.
    Template,
    /// The settings of a magazine.
    Site,
}

impl Form {
    fn text(self) -> &'static str {
        match self {
            Form::Article => include_str!("article.md"),
            Form::Review => include_str!("review.md"),
            Form::Interview => include_str!("interview.md"),
            Form::Translation => include_str!("translation.md"),
            Form::Page => include_str!("page.md"),
            Form::Drama => include_str!("drama.toml"),
            Form::Soundtrack => include_str!("soundtrack.toml"),
            Form::Artist => include_str!("artist.toml"),
            Form::Chart => include_str!("chart.toml"),
            Form::ChartWeek => include_str!("chart-week.toml"),
            Form::Contributor => include_str!("contributor.toml"),
            Form::Playlist => include_str!("playlist.toml"),
            Form::Event => include_str!("event.toml"),
            Form::Issue => include_str!("issue.toml"),
            Form::Instrument => include_str!("instrument.toml"),
            Form::Award => include_str!("award.toml"),
            Form::Theme => include_str!("theme.toml"),
            Form::Template => include_str!("theme.html"),
            Form::Site => include_str!("site.toml"),
        }
    }
}

/// What is filled in: TOML as it shall stand there, or for a whole block its lines.
pub type Values = BTreeMap<&'static str, String>;

/// Remarks do not stand farther to the right than this, however long a field is.
const FARTHEST: usize = 48;

/// A form, filled in.
pub fn filled(form: Form, values: &Values) -> String {
    let mut lines: Vec<(String, Option<String>)> = Vec::new();
    for line in form.text().lines() {
        if let Some(key) = line.strip_prefix("<<").and_then(|rest| rest.strip_suffix(">>")) {
            let block = values.get(key).into_iter().flat_map(|block| block.lines());
            lines.extend(block.map(|line| divided(line, |text| text.to_owned())));
            continue;
        }
        let mut said = true;
        let (field, remark) = divided(line, |text| {
            let (text, whole) = with_values(text, values);
            said &= whole;
            text
        });
        lines.push((if said { field } else { format!("# {field}") }, remark));
    }
    let column = lines.iter().filter(|(_, remark)| remark.is_some()).map(|(field, _)| width(field));
    let column = column.filter(|width| *width <= FARTHEST).max().unwrap_or(0);
    let mut text = String::new();
    for (field, remark) in lines {
        text.push_str(&field);
        if let Some(remark) = remark {
            text.extend(std::iter::repeat_n(' ', column.saturating_sub(width(&field)) + 2));
            text.push_str("# ");
            text.push_str(&remark);
        }
        text.push('\n');
    }
    text
}

/// How many columns a text takes: signs of East Asia take two.
fn width(text: &str) -> usize {
    let wide = |c: char| matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FF60}');
    text.chars().map(|c| if wide(c) { 2 } else { 1 }).sum()
}

/// A line's field and the remark behind it, each with its values. It is divided first: a value may hold a `#`.
fn divided(line: &str, mut fill: impl FnMut(&str) -> String) -> (String, Option<String>) {
    match line.split_once("  # ").filter(|(field, _)| !field.trim().is_empty()) {
        Some((field, remark)) => (fill(field.trim_end()), Some(fill(remark.trim_start()))),
        None => (fill(line), None),
    }
}

/// A text with its values, and whether there was one for every place.
fn with_values(text: &str, values: &Values) -> (String, bool) {
    let (mut filled, mut whole, mut rest) = (String::new(), true, text);
    while let Some((before, place)) = rest.split_once("<<") {
        let Some((place, after)) = place.split_once(">>") else { break };
        filled.push_str(before);
        let (key, example) = place.split_once('|').map_or((place, None), |(key, example)| (key, Some(example)));
        match values.get(key) {
            Some(value) => filled.push_str(value),
            None => {
                whole = false;
                filled.push_str(example.unwrap_or_default());
            }
        }
        rest = after;
    }
    filled.push_str(rest);
    (filled, whole)
}

/// A text as TOML writes it.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A list of texts as TOML writes it.
pub fn quoted_list<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let texts: Vec<String> = texts.into_iter().map(quoted).collect();
    format!("[{}]", texts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_a_remark() {
        let values =
            Values::from([("title", quoted("A # \"b\"")), ("names", "# names.ko = \"…\"  # in ko".to_owned())]);
        let text = filled(Form::Contributor, &values);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0].split_once("  ").unwrap().0, "name = \"A # \\\"b\\\"\"");
        assert!(lines[2].starts_with("# role = \"Staff writer\""));
        let columns = lines.iter().filter_map(|line| line.rsplit_once("  # ").map(|(field, _)| width(field)));
        assert_eq!(columns.collect::<std::collections::BTreeSet<_>>().len(), 1, "{text}");
        assert_eq!(width("도깨비 x"), 8);
    }
}
