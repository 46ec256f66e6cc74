//! The handbook's pages as they are written: headings with their sections, rows of tables, code and what is not code.

use crate::site::Outcome;
use std::path::Path;

/// A page of the handbook, or a section of one.
pub struct Page {
    /// Its address without slashes at the ends: `handbook/text`.
    pub name: String,
    /// Its lines, each with whether it stands in a block of code.
    lines: Vec<(String, bool)>,
}

/// All pages of the handbook in the magazine's own language.
pub fn pages() -> Outcome<Vec<Page>> {
    pages_in("")
}

/// All pages of the handbook in the language of an ending: `.ko`, or none for the magazine's own.
pub fn pages_in(ending: &str) -> Outcome<Vec<Page>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/pages");
    let mut all = Vec::new();
    for entry in walkdir::WalkDir::new(&folder).sort_by_file_name() {
        let entry = entry.map_err(|e| e.to_string())?;
        let path = entry.path().strip_prefix(&folder).map_err(|e| e.to_string())?.to_string_lossy().into_owned();
        let stem = path.strip_suffix(".md").and_then(|stem| stem.strip_suffix(ending));
        let Some(name) = stem.filter(|name| name.starts_with("handbook") && !name.contains('.')) else {
            continue;
        };
        let text = std::fs::read_to_string(entry.path()).map_err(|e| format!("{path}: {e}"))?;
        let body = text.splitn(3, "+++\n").nth(2).ok_or_else(|| format!("{path} has no front matter"))?;
        all.push(Page::new(name, body));
    }
    Ok(all)
}

impl Page {
    /// The ids of its headings, in their order.
    pub fn ids(&self) -> Vec<&str> {
        let headings = self.lines.iter().filter(|(line, code)| !code && line.starts_with('#'));
        headings
            .filter_map(|(line, _)| line.trim_end().strip_suffix('}')?.rsplit_once("{#").map(|(_, id)| id))
            .collect()
    }

    fn new(name: &str, body: &str) -> Self {
        let mut fence = None;
        let mut lines = Vec::new();
        for line in body.lines() {
            let ticks = line.len() - line.trim_start_matches('`').len();
            let was = fence;
            match fence {
                None if ticks >= 3 => fence = Some(ticks),
                Some(opened) if ticks >= opened && line.trim_start_matches('`').is_empty() => fence = None,
                _ => {}
            }
            lines.push((line.to_owned(), was.is_some() || fence.is_some()));
        }
        Self { name: name.to_owned(), lines }
    }

    /// What stands under the heading with this id, down to the next heading of any level.
    pub fn under(&self, id: &str) -> Option<Page> {
        let mark = format!("{{#{id}}}");
        self.cut(|title| title.ends_with(&mark), |_, _| true)
    }

    /// The section under the first heading that is meant, down to the next heading of its level.
    pub fn section(&self, is_meant: impl Fn(&str) -> bool) -> Option<Page> {
        self.cut(is_meant, |level, own| level <= own)
    }

    fn cut(&self, begins: impl Fn(&str) -> bool, ends: impl Fn(usize, usize) -> bool) -> Option<Page> {
        let level = |(line, code): &(String, bool)| {
            let marks = line.len() - line.trim_start_matches('#').len();
            Some(marks).filter(|marks| *marks > 0 && !code && line[*marks..].starts_with(' '))
        };
        let start = self.lines.iter().position(|line| level(line).is_some() && begins(line.0.trim()))?;
        let own = level(&self.lines[start])?;
        let rest = &self.lines[start + 1..];
        let end = rest.iter().position(|line| level(line).is_some_and(|it| ends(it, own))).unwrap_or(rest.len());
        Some(Self { name: self.name.clone(), lines: rest[..end].to_vec() })
    }

    /// The fields that the first cells of its tables name: `names.ko` is `names`, and `[[tracks]]` is `tracks`.
    pub fn rows(&self) -> Vec<String> {
        let mut all = Vec::new();
        for (line, _) in self.lines.iter().filter(|(line, code)| !code && line.starts_with('|')) {
            let cell = line[1..].split('|').next().unwrap_or_default();
            let plain = |span: String| span.trim_matches(['[', ']']).split('.').next().unwrap_or_default().to_owned();
            all.extend(spans_of(cell).into_iter().map(plain));
        }
        all
    }

    /// What stands in the second cell of the row that begins with these words.
    pub fn row(&self, first: &str) -> Option<&str> {
        let begin = format!("| {first} | ");
        let found = self.lines.iter().find(|(line, code)| !code && line.starts_with(&begin))?;
        Some(found.0[begin.len()..].trim_end_matches([' ', '|']))
    }

    /// What stands in backticks.
    pub fn spans(&self) -> Vec<String> {
        self.lines.iter().filter(|(_, code)| !code).flat_map(|(line, _)| spans_of(line)).collect()
    }

    /// What stands in blocks of code.
    pub fn code(&self) -> String {
        self.lines.iter().filter(|(_, code)| *code).map(|(line, _)| line.clone() + "\n").collect()
    }

    /// The text without blocks of code and what stands in backticks.
    pub fn without_code(&self) -> String {
        let lines = self.lines.iter().filter(|(_, code)| !code);
        lines.map(|(line, _)| line.split('`').step_by(2).collect::<String>() + "\n").collect()
    }
}

fn spans_of(line: &str) -> Vec<String> {
    line.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}
