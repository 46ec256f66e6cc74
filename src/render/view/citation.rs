//! How to cite an article: in words, as BibTeX and as CSL-JSON.
//!
//! Both texts stand in the page. Files beside it would be two more for every article, which nobody needs who reads: a
//! reference manager takes either from the clipboard.

use super::Views;
use crate::model::{Article, Id, LanguageId};
use crate::route::{Route, Shows};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

/// How to cite an article.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CitationView {
    /// In words.
    pub text: String,
    /// For BibTeX and biblatex.
    pub bibtex: String,
    /// CSL-JSON, for Zotero, Pandoc and others.
    pub csl: String,
}

/// What is cited.
struct Cited<'a> {
    key: String,
    title: &'a str,
    writers: Vec<String>,
    magazine: &'a str,
    date: jiff::civil::Date,
    url: String,
    language: &'a str,
    note: Option<String>,
}

/// BibTeX's names of months, which its styles put into words.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A text as LaTeX prints it. The ten signs that LaTeX reserves (Lamport, "LaTeX: A Document Preparation System",
/// section 2.1) are written by their commands; braces, too, because BibTeX counts them wherever they stand.
fn latex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '#' | '$' | '%' | '&' | '_' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

impl Cited<'_> {
    /// Names in braces are whole: nobody guesses which part of them is the family's. So are titles, of which styles
    /// would change the letters.
    fn bibtex(&self) -> String {
        let mut fields = Vec::new();
        if !self.writers.is_empty() {
            let names: Vec<String> = self.writers.iter().map(|name| format!("{{{}}}", latex(name))).collect();
            fields.push(format!("author = {{{}}}", names.join(" and ")));
        }
        let month = usize::try_from(self.date.month() - 1).ok().and_then(|n| MONTHS.get(n)).copied();
        fields.push(format!("title = {{{{{}}}}}", latex(self.title)));
        fields.push(format!("journal = {{{{{}}}}}", latex(self.magazine)));
        fields.push(format!("year = {{{}}}", self.date.year()));
        fields.extend(month.map(|month| format!("month = {month}")));
        fields.push(format!("date = {{{}}}", self.date));
        fields.push(format!("url = {{{}}}", self.url));
        fields.push(format!("language = {{{}}}", self.language));
        fields.extend(self.note.iter().map(|note| format!("note = {{{}}}", latex(note))));
        format!("@article{{{},\n  {}\n}}", self.key, fields.join(",\n  "))
    }

    fn csl(&self) -> String {
        let authors: Vec<_> = self.writers.iter().map(|name| json!({ "literal": name })).collect();
        let mut it = json!({
            "id": self.key,
            "type": "article-magazine",
            "title": self.title,
            "author": authors,
            "container-title": self.magazine,
            "issued": { "raw": self.date.to_string() },
            "URL": self.url,
            "language": self.language,
        });
        if let Some(fields) = it.as_object_mut() {
            if self.writers.is_empty() {
                fields.shift_remove("author");
            }
            if let Some(note) = &self.note {
                fields.insert("note".to_owned(), note.as_str().into());
            }
        }
        // A line for each field, so that it can be read here, too.
        let fields = it.as_object().into_iter().flatten().map(|(name, value)| format!("    {}: {value}", json!(name)));
        format!("[\n  {{\n{}\n  }}\n]", fields.collect::<Vec<_>>().join(",\n"))
    }
}

impl Views<'_> {
    /// How to cite an article that is shown, unless `site.toml` says that none says so.
    pub(super) fn citation(&self, id: Id<Article>) -> Option<CitationView> {
        let article = self.magazine.catalogue.article(id);
        let routes = &self.magazine.routes;
        let path = routes.path(Route::new(article.language, Shows::Article(id)))?;
        if !self.magazine.config.citations || article.withheld.is_some() {
            return None;
        }
        let cited = Cited {
            key: self.citation_key(article, path),
            title: &article.title,
            writers: self.writers(article),
            magazine: &self.magazine.config.languages[usize::from(self.language.0)].title,
            date: article.date.date,
            url: routes.absolute(path),
            language: self.code(article.language),
            note: article.retracted.as_ref().map(|_| self.say("article.retracted")),
        };
        let key = if cited.writers.is_empty() { "citing.text_alone" } else { "citing.text" };
        let text = self.magazine.interface(self.language).filled(
            key,
            &[
                ("writers", &self.locale().list(cited.writers.iter().map(String::as_str))),
                ("title", cited.title),
                ("site", cited.magazine),
                ("date", &self.date(cited.date).text),
                ("url", &cited.url),
            ],
        );
        Some(CitationView { text, bibtex: cited.bibtex(), csl: cited.csl() })
    }

    /// A key of ASCII letters and digits that stays as long as the address does. What an address says in other letters
    /// is told by a number that is made of it.
    fn citation_key(&self, article: &Article, path: &str) -> String {
        let origin = &self.magazine.routes.base().origin;
        let host = origin.rsplit('/').next().unwrap_or_default().trim_start_matches("www.");
        let host = host.split(['.', ':']).next().unwrap_or_default();
        let section = &self.magazine.catalogue.section(article.section).slug;
        let language = (article.language != LanguageId::ROOT).then(|| self.code(article.language));
        let parts = [host, section, article.slug.as_str()].into_iter().chain(language);
        let ascii = |part: &str| part.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>();
        let mut key: Vec<String> = parts.map(|part| ascii(part).to_ascii_lowercase()).collect();
        if !section.is_ascii() || !article.slug.is_ascii() {
            key.push(blake3::hash(path.as_bytes()).to_hex()[..8].to_owned());
        }
        let key = key.iter().map(|part| part.trim_matches('-')).filter(|part| !part.is_empty());
        key.collect::<Vec<_>>().join("-")
    }
}

#[cfg(test)]
mod tests {
    use super::latex;

    #[test]
    fn signs_of_latex_are_written_by_their_commands() {
        assert_eq!(
            latex("도깨비 50% & {a_b} $1 #2"),
            "도깨비 50\\% \\& \\textbraceleft{}a\\_b\\textbraceright{} \\$1 \\#2"
        );
        assert_eq!(latex("~^\\"), "\\textasciitilde{}\\textasciicircum{}\\textbackslash{}");
    }
}
