//! What a file below `content/` is, told from its path alone.

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::{Kind, LanguageId, PartialDate, slug_fault};
use crate::source::{Source, SourceId, Span, described_by};
use jiff::civil;

/// What a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// An article's Markdown.
    Article {
        /// The section's folder.
        section: String,
        /// Slug from the file's or bundle's name.
        slug: String,
        /// Language from the name.
        language: LanguageId,
        /// The bundle's folder with a `/` at its end, when it is one.
        bundle: Option<String>,
    },
    /// A page's Markdown.
    Page {
        /// Address without slashes at its ends.
        path: String,
        /// Language from the name.
        language: LanguageId,
    },
    /// A record's TOML.
    Record {
        /// Its kind.
        kind: Kind,
        /// Slug from the file's name.
        slug: String,
    },
    /// One edition of a chart.
    ChartWeek {
        /// The chart's slug.
        chart: String,
        /// Its date.
        date: civil::Date,
    },
    /// Copied to the root byte for byte; the path there.
    Static(String),
    /// A picture or other file beside something.
    Attachment,
    /// What is said of a picture; the picture's path in the site.
    Sidecar(String),
    /// Nothing to do with the site (outside `content/`).
    Elsewhere,
}

/// Tells what a file is; a place that means nothing is reported.
pub fn place(id: SourceId, source: &Source, config: &Config) -> (Place, Option<Diagnostic>) {
    let Some(path) = source.path.strip_prefix("content/") else { return (Place::Elsewhere, None) };
    if let Some(picture) = described_by(&source.path) {
        return (Place::Sidecar(picture.to_owned()), None);
    }
    let (place, fault) = match path.split_once('/') {
        Some(("static", rest)) => (Place::Static(rest.to_owned()), None),
        Some(("articles", rest)) => article(rest, &source.path, config),
        Some(("pages", rest)) => page(rest, config),
        Some((folder, rest)) => record(folder, rest),
        None => (
            Place::Elsewhere,
            Some(Fault::new(
                Code::BadPath,
                format!("`{path}` lies straight under `content/`"),
                "move it into a folder of its kind, `articles/news/` for instance, or into `static/`",
            )),
        ),
    };
    let fault = fault.map(|fault| {
        let span = Span::new(id, 0..0);
        let mut it = Diagnostic::error(fault.code, span, fault.message);
        it.primary = None;
        it.file = Some(source.path.to_string());
        it.maybe_help(fault.help)
    });
    (place, fault)
}

struct Fault {
    code: Code,
    message: String,
    help: Option<String>,
}

impl Fault {
    fn new(code: Code, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: Some(help.into()) }
    }
}

fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// `name.ko.md` to `name` and Korean; a dot in a stem is always a language.
fn stem_and_language<'a>(name: &'a str, config: &Config) -> Result<(&'a str, LanguageId), Fault> {
    let stem = name.strip_suffix(".md").unwrap_or(name);
    let Some((stem, code)) = stem.split_once('.') else { return Ok((stem, LanguageId::ROOT)) };
    if let Some(language) = config.language(code) {
        return Ok((stem, language));
    }
    let codes: Vec<&str> = config.languages.iter().map(|l| l.code.as_str()).collect();
    let help = match nearest(code, codes.iter().copied()) {
        Some(near) => format!("did you mean `{stem}.{near}.md`?"),
        None => format!(
            "what stands after a dot is a language of `site.toml` ({}); write `{}.md`, or add `[languages.{code}]`",
            codes.join(", "),
            name.trim_end_matches(".md").replace('.', "-")
        ),
    };
    Err(Fault::new(Code::UnknownLanguage, format!("`{code}` is not a language of this site"), help))
}

/// What is wrong with the slug that the name of a file or folder (`thing`) gives.
fn slug_or_fault(slug: &str, thing: &str) -> Option<Fault> {
    slug_fault(slug).map(|fault| {
        let words: Vec<&str> =
            slug.split(|c| slug_fault(&String::from(c)).is_some()).filter(|w| !w.is_empty()).collect();
        let other = words.join("-").to_lowercase();
        let help = if other.is_empty() {
            format!("give the {thing} another name")
        } else {
            format!("call the {thing} `{other}`, for instance")
        };
        Fault::new(Code::BadSlug, format!("`{slug}` cannot be a slug: {fault}"), help)
    })
}

/// Markdown by another name. `.md` itself is no such thing.
fn is_markdown(extension: &str) -> bool {
    extension != "md" && ["md", "markdown", "mdown", "mkd", "mdx"].contains(&extension.to_ascii_lowercase().as_str())
}

/// A file that was meant to be read and has another ending than those that are read.
fn other_ending(name: &str, right: &str) -> Fault {
    let stem = name.split('.').next().unwrap_or(name);
    let ending = name.split_once('.').map_or("", |(_, ending)| ending);
    Fault::new(
        Code::BadPath,
        format!("files that end in `.{ending}` are not read here"),
        format!("call it `{stem}.{right}`"),
    )
}

fn toml_among(what: &str, name: &str) -> Fault {
    Fault::new(
        Code::BadPath,
        format!("`{name}` lies among the {what}, where a TOML file means nothing"),
        "records have folders of their own, `content/dramas/` for instance",
    )
}

fn article(rest: &str, whole: &str, config: &Config) -> (Place, Option<Fault>) {
    let parts: Vec<&str> = rest.split('/').collect();
    let name = parts.last().copied().unwrap_or_default();
    if extension(name) != "md" {
        let fault = if extension(name) == "toml" {
            Some(toml_among("articles", name))
        } else {
            is_markdown(extension(name)).then(|| other_ending(name, "md"))
        };
        return (if fault.is_some() { Place::Elsewhere } else { Place::Attachment }, fault);
    }
    let Some((section, folders)) = parts.split_first().filter(|(_, rest)| !rest.is_empty()) else {
        let fault = Fault::new(
            Code::ArticleWithoutSection,
            format!("`{name}` lies straight under `content/articles/`"),
            format!("move it into a section: `content/articles/news/{name}`"),
        );
        return (Place::Elsewhere, Some(fault));
    };
    let (stem, language) = match stem_and_language(name, config) {
        Ok(both) => both,
        Err(fault) => return (Place::Elsewhere, Some(fault)),
    };
    if let Some(fault) = slug_fault(section) {
        let message = format!("`{section}` cannot be a section: {fault}");
        let help = slug_or_fault(section, "folder").and_then(|fault| fault.help);
        return (Place::Elsewhere, Some(Fault { code: Code::BadSlug, message, help }));
    }
    let (slug, bundle) = if stem == "index" {
        match folders {
            [.., folder, _] => (*folder, whole.rfind('/').map(|i| whole[..=i].to_owned())),
            _ => {
                let fault = Fault::new(
                    Code::BadPath,
                    "`index.md` stands in a section's own folder",
                    "a bundle is a folder of its own: `content/articles/news/the-article/index.md`",
                );
                return (Place::Elsewhere, Some(fault));
            }
        }
    } else {
        (stem, None)
    };
    let thing = if bundle.is_some() { "folder" } else { "file" };
    let place = Place::Article { section: (*section).to_owned(), slug: slug.to_owned(), language, bundle };
    (place, slug_or_fault(slug, thing))
}

fn page(rest: &str, config: &Config) -> (Place, Option<Fault>) {
    let (folder, name) = rest.rsplit_once('/').unwrap_or(("", rest));
    if extension(name) != "md" {
        let fault = if extension(name) == "toml" {
            Some(toml_among("pages", name))
        } else {
            is_markdown(extension(name)).then(|| other_ending(name, "md"))
        };
        return (if fault.is_some() { Place::Elsewhere } else { Place::Attachment }, fault);
    }
    let (stem, language) = match stem_and_language(name, config) {
        Ok(both) => both,
        Err(fault) => return (Place::Elsewhere, Some(fault)),
    };
    let path = match (folder, stem) {
        ("", "index") => {
            let fault = Fault::new(
                Code::BadPath,
                "`index.md` would be the home page, which the theme makes",
                "give the page a name of its own",
            );
            return (Place::Elsewhere, Some(fault));
        }
        (folder, "index") => folder.to_owned(),
        ("", stem) => stem.to_owned(),
        (folder, stem) => format!("{folder}/{stem}"),
    };
    let last = path.rsplit('/').next().unwrap_or_default();
    let thing = |part: &str| if part == last && stem != "index" { "file" } else { "folder" };
    let fault = path.split('/').find_map(|part| slug_or_fault(part, thing(part)));
    (Place::Page { path, language }, fault)
}

fn record(folder: &str, rest: &str) -> (Place, Option<Fault>) {
    let kinds = || Kind::ALL.into_iter().filter_map(Kind::folder);
    let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.folder() == Some(folder)) else {
        let known: Vec<&str> = ["articles", "pages", "static"].into_iter().chain(kinds()).collect();
        let help = nearest(folder, known.iter().copied()).map_or_else(
            || format!("the folders below `content/` are: {}", known.join(", ")),
            |near| format!("did you mean `content/{near}/`?"),
        );
        return (
            Place::Elsewhere,
            Some(Fault::new(Code::BadPath, format!("`content/{folder}/` is not a folder of a magazine"), help)),
        );
    };
    let name = rest.rsplit('/').next().unwrap_or(rest);
    match extension(name) {
        "toml" => {}
        "md" => {
            let help = format!("{} is a TOML file; articles lie in `content/articles/`", kind.with_article());
            return (
                Place::Elsewhere,
                Some(Fault::new(Code::BadPath, format!("`{name}` is Markdown among the {folder}"), help)),
            );
        }
        other => {
            // Windows hides what it knows, so that a second ending is easily added.
            let small = name.to_ascii_lowercase();
            let meant = ["toml", "tml", "yml", "yaml", "json"].contains(&other.to_ascii_lowercase().as_str())
                || small.ends_with(".toml.txt");
            return if meant {
                (Place::Elsewhere, Some(other_ending(name, "toml")))
            } else {
                (Place::Attachment, None)
            };
        }
    }
    let stem = name.strip_suffix(".toml").unwrap_or(name);
    match rest.split_once('/') {
        None => (Place::Record { kind, slug: stem.to_owned() }, slug_or_fault(stem, "file")),
        Some((chart, week)) if kind == Kind::Chart && !week.contains('/') => match PartialDate::parse(stem) {
            Some(PartialDate::Day(date)) => (Place::ChartWeek { chart: chart.to_owned(), date }, None),
            _ => {
                let fault = Fault::new(
                    Code::BadDate,
                    format!("`{stem}` is not the date of a chart week"),
                    "the file of a chart week is called by the publisher's date: `2025-08-16.toml`",
                );
                (Place::Elsewhere, Some(fault))
            }
        },
        Some((first, _)) => {
            let help = if kind == Kind::Chart && PartialDate::parse(stem).is_some() {
                format!("the weeks of a chart lie straight in its folder: `content/charts/{first}/{name}`")
            } else {
                format!("records lie straight in their folder: `content/{folder}/{name}`")
            };
            (
                Place::Elsewhere,
                Some(Fault::new(Code::BadPath, format!("`{rest}` lies in a folder below `content/{folder}/`"), help)),
            )
        }
    }
}
