//! New articles, pages and translations.

use super::making::{Making, ask};
use super::{Fresh, WrittenWords};
use crate::diagnostic::did_you_mean;
use crate::edit::fresh::{Form, Values, filled, quoted, quoted_list};
use crate::model::{Entity, Id, Kind, LanguageId, fold, slug_fault};
use crate::parse::key_of;
use crate::source::{SourceId, Span, Spanned};
use std::path::Path;

/// What sort of article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Article,
    Review,
    Interview,
}

impl Sort {
    fn word(self) -> &'static str {
        match self {
            Sort::Article => "article",
            Sort::Review => "review",
            Sort::Interview => "interview",
        }
    }

    fn form(self) -> Form {
        match self {
            Sort::Article => Form::Article,
            Sort::Review => Form::Review,
            Sort::Interview => Form::Interview,
        }
    }
}

impl Making {
    /// An article in a section.
    pub(super) fn article(&mut self, words: &WrittenWords, sort: Sort) -> Option<Fresh> {
        let section = self.section(words, sort);
        let shown = section.as_deref().unwrap_or("news");
        let example = format!("{} {shown} \"The headline\"", sort.word());
        let title = match (&words.section, &words.title) {
            // One word alone may be either; the section was asked for first.
            (Some(one), None) if section.is_none() => {
                let example = format!("{} <section> {}", sort.word(), quoted(one));
                if self.faults.is_empty() {
                    self.said(None, "headline", &example);
                }
                None
            }
            (_, title) => self.said(title.as_deref(), "headline", &example),
        };
        let language = self.language(words.lang.as_deref());
        let date = match &words.date {
            Some(stated) => self.date(stated, "--date"),
            None => Some(self.today().to_string()),
        };
        let bylines = self.references(Kind::Contributor, &words.byline);
        let subjects: Vec<Entity> = words.subject.iter().filter_map(|typed| self.entity(typed)).collect();
        for tag in &words.tag {
            if let Some(fault) = slug_fault(tag) {
                self.fault(format!("`--tag {tag}` cannot be a tag: {fault}"), "write `--tag charts`");
            }
        }
        let title = title?;
        let slug = self.slug(words.slug.as_deref(), &title)?;
        let (section, language, date) = (section?, language?, date?);
        let magazine = self.before.edition.magazine();
        let code = suffix(magazine.config.code(language), language);
        let subjects: Vec<&str> = subjects.iter().map(|it| magazine.catalogue.index.id(*it)).collect();
        let mut values = Values::from([("title", quoted(&title)), ("date", date)]);
        let mut list = |key, list: Vec<&str>| {
            if !list.is_empty() {
                values.insert(key, quoted_list(list));
            }
        };
        list("subjects", subjects);
        list("tags", words.tag.iter().map(String::as_str).collect());
        if let Some(bylines) = bylines {
            let interviewers: Vec<String> = bylines
                .iter()
                .map(|by| format!("{{ contributor = {}, role = \"interviewer\" }}", quoted(by)))
                .collect();
            let bylines = match sort {
                Sort::Interview => format!("[{}]", interviewers.join(", ")),
                Sort::Article | Sort::Review => quoted_list(bylines.iter().map(String::as_str)),
            };
            values.insert("bylines", bylines);
        }
        let folder = format!("content/articles/{section}/{slug}");
        let (file, bundle) = (format!("{folder}{code}.md"), format!("{folder}/index{code}.md"));
        let free = self.is_free(&file) && self.is_free(&bundle) && self.is_untold(&section, &slug, language);
        let path = if words.bundle { bundle } else { file };
        free.then(|| Fresh {
            path,
            text: filled(sort.form(), &values),
            next: "write it, see it with `leitmotif serve --open`, and take `draft = true` away to publish it".into(),
        })
    }

    /// Whether no article, wherever its file lies, has this address.
    fn is_untold(&mut self, section: &str, slug: &str, language: LanguageId) -> bool {
        let magazine = self.before.edition.magazine();
        let catalogue = &magazine.catalogue;
        let other = catalogue.articles.iter().find(|it| {
            it.language == language
                && fold(&it.slug) == fold(slug)
                && fold(&catalogue.section(it.section).slug) == fold(section)
        });
        let other = other.map(|it| magazine.sources.get(it.source).path.to_string());
        if let Some(other) = &other {
            let message = format!("the article `{other}` has the address `/{section}/{slug}/` already");
            self.fault(message, "give the new one another slug: `--slug …`");
        }
        other.is_none()
    }

    /// The section as the magazine spells it. A new one must be asked for, because it may be a slip of the fingers.
    fn section(&mut self, words: &WrittenWords, sort: Sort) -> Option<String> {
        let sections: Vec<String> =
            self.before.edition.magazine().catalogue.sections.iter().map(|it| it.slug.clone()).collect();
        let typed = match &words.section {
            Some(typed) => typed.clone(),
            None => {
                let known = if sections.is_empty() { String::new() } else { format!(" ({})", sections.join(", ")) };
                let example = format!(
                    "{} <section> \"The headline\"`; the sections are: `{}",
                    sort.word(),
                    sections.join("`, `")
                );
                let answer = ask(&format!("section{known}"));
                self.said(answer.as_deref(), "section", &example)?
            }
        };
        let typed = typed.trim().trim_matches('/').to_owned();
        if let Some(known) = sections.iter().find(|known| fold(known) == fold(&typed)) {
            return Some(known.clone());
        }
        if let Some(fault) = slug_fault(&typed) {
            let word = sort.word();
            let help = if words.title.is_none() {
                format!(
                    "the section comes first: `leitmotif new {word} {} {}`",
                    sections.first().map_or("news", |it| it),
                    quoted(&typed)
                )
            } else {
                format!("the sections are: {}", sections.join(", "))
            };
            self.fault(format!("`{typed}` cannot be a section: {fault}"), help);
            return None;
        }
        // Where there is none yet, nothing can be misspelt.
        if words.new_section || sections.is_empty() {
            return Some(typed);
        }
        let help = did_you_mean(&typed, sections.iter().map(String::as_str))
            .unwrap_or_else(|| format!("the sections are: {}", sections.join(", ")));
        self.fault(format!("there is no section `{typed}`"), help);
        if let Some(it) = self.faults.last_mut() {
            it.help.push("`--new-section` begins one".into());
        }
        None
    }

    /// A page.
    pub(super) fn page(&mut self, title: Option<&str>, slug: Option<&str>, lang: Option<&str>) -> Option<Fresh> {
        let title = self.said(title, "title", "page \"About us\"");
        let language = self.language(lang);
        let title = title?;
        let stated = slug.map(|slug| slug.trim_matches('/'));
        let folder = stated.and_then(|slug| slug.rsplit_once('/')).map(|(folder, _)| folder.to_owned());
        let last = self.slug(stated.map(|slug| slug.rsplit('/').next().unwrap_or(slug)), &title)?;
        let slug = folder.map_or_else(|| last.clone(), |folder| format!("{folder}/{last}"));
        let language = language?;
        let code = suffix(self.before.edition.magazine().config.code(language), language);
        let path = format!("content/pages/{slug}{code}.md");
        let free = self.is_free(&path) && self.is_free(&format!("content/pages/{slug}/index{code}.md"));
        let values = Values::from([("title", quoted(&title))]);
        free.then(|| Fresh {
            path,
            text: filled(Form::Page, &values),
            next: format!("write it, and link to it: `[[page:{slug}|words]]`, or a `[[menu]]` entry in `site.toml`"),
        })
    }

    /// A translation of an article or page.
    pub(super) fn translation(&mut self, file: &Path, lang: Option<&str>, title: Option<&str>) -> Option<Fresh> {
        let magazine = self.before.edition.magazine();
        let others: Vec<String> = magazine.config.languages.iter().map(|it| it.code.clone()).collect();
        let typed = self.path_of(file);
        let article = magazine.catalogue.articles.iter().position(|it| *magazine.sources.get(it.source).path == *typed);
        let page = magazine.catalogue.pages.iter().position(|it| *magazine.sources.get(it.source).path == *typed);
        let (source, language, body, heading, standfirst) = match (article, page) {
            (Some(n), _) => {
                let it = &magazine.catalogue.articles[n];
                let body = magazine.catalogue.article_body(Id::new(n));
                (it.source, it.language, body.range.clone(), it.title.clone(), it.standfirst.clone())
            }
            (None, Some(n)) => {
                let (it, body) = (&magazine.catalogue.pages[n], magazine.catalogue.page_body(Id::new(n)));
                (it.source, it.language, body.range.clone(), it.title.clone(), None)
            }
            (None, None) => {
                let known =
                    magazine.sources.under("content/").map(|(_, file)| &*file.path).filter(|it| it.ends_with(".md"));
                let help = self
                    .file_called(&typed)
                    .map(|path| format!("write its path: `{path}`"))
                    .or_else(|| did_you_mean(&typed, known))
                    .unwrap_or_else(|| "name the file of an article or page: `content/articles/news/first.md`".into());
                self.fault(format!("`{typed}` is no file of an article or page"), help);
                return None;
            }
        };
        let body =
            magazine.sources.get(source).text().and_then(|text| text.get(body)).unwrap_or_default().trim().to_owned();
        let key = key_of(&typed);
        let lang = match lang {
            Some(lang) => lang.to_owned(),
            // Where there are two languages, it is the other one.
            None => {
                match others.iter().filter(|code| *code != magazine.config.code(language)).collect::<Vec<_>>()[..] {
                    [one] => one.clone(),
                    _ => self.said(None, "language", &format!("translation {typed} ko"))?,
                }
            }
        };
        let to = self.language(Some(&lang))?;
        if to == language {
            let help = match others.iter().filter(|code| **code != lang).cloned().collect::<Vec<_>>() {
                list if list.is_empty() => "add a language to `site.toml`: `[languages.ko]`".to_owned(),
                list => format!("write another language: {}", list.join(", ")),
            };
            self.fault(format!("`{typed}` is in `{lang}` already"), help);
            return None;
        }
        let path = format!("{key}{}.md", suffix(&lang, to));
        if self.before.edition.sources().find(&path).is_some() {
            self.fault(format!("`{path}` is there already"), "write in that file");
            return None;
        }
        let mut values = Values::from([("title", quoted(title.unwrap_or(&heading))), ("body", format!("\n{body}"))]);
        if let Some(standfirst) = standfirst {
            values.insert(
                "standfirst",
                format!("standfirst = {}  # and so on: what is told in words", quoted(&standfirst)),
            );
        }
        if article.is_some() {
            values.insert("draft", "draft = true  # take this line away when it is done".into());
        }
        let next = if article.is_some() {
            "write over the words, and take `draft = true` away to publish it"
        } else {
            "write over the words: a page is published as soon as the magazine is built"
        };
        Some(Fresh { path, text: filled(Form::Translation, &values), next: next.into() })
    }

    /// The file of an article or page that is named as in `subjects`, or by its slug alone.
    fn file_called(&self, typed: &str) -> Option<String> {
        let magazine = self.before.edition.magazine();
        let catalogue = &magazine.catalogue;
        let found = ["", "article:", "page:"].iter().find_map(|kind| {
            let named = Spanned::new(format!("{kind}{typed}"), Span::new(SourceId(0), 0..0));
            crate::catalogue::reference(catalogue, &named).ok()
        })?;
        let source = match found {
            Entity::Article(id) => catalogue.article(id).source,
            Entity::Page(id) => catalogue.page(id).source,
            _ => return None,
        };
        Some(magazine.sources.get(source).path.to_string())
    }

    /// A path as typed in this folder, from the magazine's root.
    fn path_of(&self, file: &Path) -> String {
        let root = self.before.edition.sources().root();
        let inside = match (file.canonicalize(), root.canonicalize()) {
            (Ok(file), Ok(root)) => file.strip_prefix(root).map(Path::to_path_buf).ok(),
            _ => None,
        };
        let inside = inside.unwrap_or_else(|| file.strip_prefix(".").unwrap_or(file).to_path_buf());
        let parts: Vec<String> = inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        parts.join("/")
    }
}

/// What stands before `.md` in the name of a file in a language.
fn suffix(code: &str, language: LanguageId) -> String {
    if language == LanguageId::ROOT { String::new() } else { format!(".{code}") }
}
