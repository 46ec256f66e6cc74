//! `site.toml`: what the magazine is called, where it lives, its languages, sections, tags and menu.

mod base_url;
mod editor;
mod freshness;
mod language;
mod ratings;
mod share;
mod snippets;
mod stated;
mod titles;

pub use base_url::BaseUrl;
pub(crate) use base_url::{encoded_path, joined};
pub use editor::EditorPattern;
pub use freshness::{Freshness, ReviewAfter};
pub use language::{Language, check_language, is_language_code, texts_of, unknown_language, written_small};
pub use snippets::{Snippet, Snippets};
pub use stated::Stated;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::fields::{Fields, Reader, document, extra, fields_of};
use crate::language::Locale;
use crate::language::title::Titles;
use crate::model::{Extra, LanguageId, NameKind, Names, Scale, ShareTo, Texts, fold, slug_fault};
use crate::source::{SourceId, Span, Spanned};
use jiff::tz::TimeZone;
use language::{check_own, locale, locale_of, said_twice};
use std::collections::BTreeMap;

/// The settings of a site.
#[derive(Debug, Clone)]
pub struct Config {
    /// The magazine's name, in the language at the bare root.
    pub title: String,
    /// What it is.
    pub description: Option<String>,
    /// Where it will be deployed.
    pub base_url: BaseUrl,
    /// All languages; the first is the one at the bare root.
    pub languages: Vec<Language>,
    /// The site's time zone: dates without an offset are meant in it.
    pub timezone: TimeZone,
    /// The theme's name.
    pub theme: Spanned<String>,
    /// Whether it is another than the one that `site.toml` names, because the command line says so.
    pub other_theme: bool,
    /// Described sections, in the order of the file.
    pub sections: Vec<Described>,
    /// Described tags, in the order of the file.
    pub tags: Vec<Described>,
    /// Described series of articles.
    pub series: Vec<Described>,
    /// Described labels, networks and genres.
    pub plain_names: BTreeMap<NameKind, Vec<Described>>,
    /// The menu.
    pub menu: Vec<MenuItem>,
    /// How many articles or records a list page shows.
    pub page_size: usize,
    /// How many articles a feed holds.
    pub feed_size: usize,
    /// What reviews are rated on, unless one says otherwise.
    pub ratings: Scale,
    /// What it does about articles that grow old.
    pub freshness: Freshness,
    /// Where a link to an article can be shared, in their order.
    pub share: Vec<ShareTo>,
    /// Whether an article says how to cite it.
    pub citations: bool,
    /// Whether there is an archive by year.
    pub archive: bool,
    /// Whether `/_headers` tells a host with which headers to send pages.
    pub headers: bool,
    /// What the site sets of its theme, in all languages.
    pub theme_settings: Vec<Stated>,
    /// HTML of the operator's own on every page.
    pub snippets: Snippets,
    /// The credit of every picture that has none of its own.
    pub picture_credit: Texts,
    /// The editor that the preview's links open files in.
    pub editor: Option<EditorPattern>,
    /// Free data, handed to templates.
    pub extra: Vec<(String, Extra)>,
    /// Whether all languages are known; if not, what is said of unknown ones follows from that.
    pub sure_of_languages: bool,
}

/// A section, tag, series, label, network or genre that `site.toml` describes.
#[derive(Debug, Clone)]
pub struct Described {
    /// As in addresses.
    pub slug: String,
    /// Where its table is named.
    pub span: Span,
    /// Titles; a plain one that is not stated is made of the slug.
    pub names: Names,
    /// Whether the plain title is stated.
    pub titled: bool,
    /// What it is about.
    pub descriptions: Texts,
}

/// One entry of the menu.
#[derive(Debug, Clone)]
pub struct MenuItem {
    /// A reference or a site path.
    pub to: Spanned<String>,
    /// Another word for it.
    pub label: Texts,
}

impl Config {
    /// The language with a code.
    pub fn language(&self, code: &str) -> Option<LanguageId> {
        self.languages.iter().position(|l| l.code == code).and_then(|i| u8::try_from(i).ok()).map(LanguageId)
    }

    /// The code of a language.
    pub fn code(&self, language: LanguageId) -> &str {
        self.languages.get(usize::from(language.0)).map_or("", |l| &l.code)
    }

    /// How a language writes dates, numbers and lists.
    pub fn locale(&self, language: LanguageId) -> &Locale {
        // There is at least one.
        &self.languages.get(usize::from(language.0)).unwrap_or(&self.languages[0]).locale
    }

    /// How the house marks titles in a language.
    pub fn titles(&self, language: LanguageId) -> &Titles {
        &self.languages.get(usize::from(language.0)).unwrap_or(&self.languages[0]).titles
    }

    /// All languages.
    pub fn language_ids(&self) -> impl Iterator<Item = LanguageId> + use<> {
        (0..u8::try_from(self.languages.len()).unwrap_or(u8::MAX)).map(LanguageId)
    }

    /// What stands in for a `site.toml` that is missing or cannot be read, so that everything else is still checked.
    pub fn fallback(span: Span) -> Self {
        Self {
            title: "Untitled".into(),
            description: None,
            base_url: BaseUrl { origin: "https://site.example".into(), path: "/".into() },
            languages: vec![Language {
                code: "en".into(),
                title: "Untitled".into(),
                description: None,
                locale: locale("en"),
                titles: Titles::of("en"),
                theme_settings: Vec::new(),
                span,
            }],
            timezone: TimeZone::UTC,
            theme: Spanned::new("overture".into(), span),
            other_theme: false,
            sections: Vec::new(),
            tags: Vec::new(),
            series: Vec::new(),
            plain_names: BTreeMap::new(),
            menu: Vec::new(),
            page_size: 20,
            feed_size: 20,
            ratings: Scale::USUAL,
            freshness: Freshness::default(),
            share: ShareTo::USUAL.to_vec(),
            citations: true,
            archive: true,
            headers: true,
            theme_settings: Vec::new(),
            snippets: Snippets::default(),
            picture_credit: Texts::default(),
            editor: None,
            extra: Vec::new(),
            sure_of_languages: false,
        }
    }
}

const KEYS: &[&str] = &[
    "title",
    "description",
    "base_url",
    "language",
    "locale",
    "timezone",
    "theme",
    "page_size",
    "feed_size",
    "share",
    "picture_credit",
    "picture_credits",
    "editor",
];

const LANGUAGE_KEYS: &[&str] = &["title", "description", "locale"];

/// Reads `site.toml`; what is missing or wrong is reported and a stand-in used for it.
pub fn parse(text: &str, source: SourceId) -> (Config, Vec<Diagnostic>) {
    let mut whole_reader = Reader::new(source, 0);
    let reader = &mut whole_reader;
    let whole = reader.span(0..0);
    let mut config = Config::fallback(whole);
    let doc = document(text, reader);
    let mut top = doc.fields("`site.toml`").with_keys(KEYS);

    if let Some(title) = top.required_text("title", "title = \"The magazine's name\"", reader) {
        config.title = title.value;
    }
    config.description = top.plain("description", reader);
    if let Some(url) = top.required_text("base_url", "base_url = \"https://example.org/\"", reader) {
        match BaseUrl::parse(&url.value) {
            Ok(base) => config.base_url = base,
            Err(cause) => {
                let help = "write the address of the deployed site: `base_url = \"https://example.org/\"`".to_owned();
                reader
                    .error(Code::BadValue, url.span, format!("`base_url` is not an address: {cause}"))
                    .help
                    .push(help);
            }
        }
    }
    let root = top.text("language", reader).unwrap_or_else(|| Spanned::new("en".into(), whole));
    let root = Spanned::new(check_own(&root, reader), root.span);
    if let Some(zone) = timezone_of(&mut top, reader) {
        config.timezone = zone;
    }
    if let Some(theme) = top.text("theme", reader) {
        config.theme = theme;
    }
    for (key, target) in [("page_size", &mut config.page_size), ("feed_size", &mut config.feed_size)] {
        if let Some(size) = top.number(key, 1, reader) {
            *target = size.value as usize;
        }
    }

    if let Some(share) = share::share(&mut top, reader) {
        config.share = share;
    }
    if let Some(outputs) = top.table("outputs", "`[outputs]`", reader) {
        let mut outputs = outputs.below("[outputs]", KEYS);
        for (key, target) in
            [("citations", &mut config.citations), ("archive", &mut config.archive), ("headers", &mut config.headers)]
        {
            *target = outputs.flag(key, reader).unwrap_or(*target);
        }
        outputs.finish(reader);
    }

    if let Some(editor) = top.text("editor", reader) {
        match EditorPattern::parse(&editor.value) {
            Ok(pattern) => config.editor = Some(pattern),
            Err((message, help)) => reader.error(Code::BadValue, editor.span, message).help.push(help),
        }
    }

    config.languages = vec![Language {
        code: root.value.clone(),
        title: config.title.clone(),
        description: config.description.clone(),
        locale: locale_of(&mut top, &root.value, reader).unwrap_or_else(|| locale(&root.value)),
        titles: Titles::of(&root.value),
        theme_settings: Vec::new(),
        span: root.span,
    }];
    titles::titles_of(&mut top, "[titles]", KEYS, &mut config.languages[0].titles, reader);
    let before = reader.diagnostics.len();
    let languages = top.table("languages", "`[languages]`", reader);
    let languages = languages.map(|l| l.entries(reader)).unwrap_or_default();
    let has_english = languages.iter().any(|(code, _)| code.value.eq_ignore_ascii_case("en"));
    for (mut code, item) in languages {
        if top.is_misplaced(&code.value) && fields_of(item, "").is_none() {
            top.misplaced(&code, "languages", reader);
            continue;
        }
        let is_same = |it: &&Language| it.code.eq_ignore_ascii_case(&code.value);
        if let Some(other) = config.languages.iter().skip(1).find(is_same) {
            said_twice(&code, other, None, reader);
            continue;
        }
        let Some(fields) = fields_of(item, "a language") else {
            reader
                .error(Code::WrongType, code.span, "a language is a table")
                .help
                .push(format!("write `[languages.{}]`", code.value));
            continue;
        };
        let mut fields = fields.below(&format!("[languages.{}]", code.value), KEYS);
        let title = fields.plain("title", reader);
        let description = fields.plain("description", reader);
        let mut is_root = code.value.eq_ignore_ascii_case(&root.value);
        if is_root && (title.is_some() || description.is_some() && config.description.is_some()) {
            let what = if title.is_some() { "title" } else { "description" };
            said_twice(&code, &config.languages[0], Some(what), reader);
            if !has_english {
                // `language` is wrong, then: what is written in both languages is not.
                "en".clone_into(&mut config.languages[0].code);
                is_root = false;
            }
        } else {
            let small = check_own(&code, reader);
            code.value = small;
        }
        let stated = locale_of(&mut fields, &code.value, reader);
        let mut titles = if is_root { config.languages[0].titles.clone() } else { Titles::of(&code.value) };
        titles::titles_of(
            &mut fields,
            &format!("[languages.{}.titles]", code.value),
            LANGUAGE_KEYS,
            &mut titles,
            reader,
        );
        let theme_settings = stated::stated(&mut fields, reader);
        fields.finish(reader);
        if is_root {
            let it = &mut config.languages[0];
            it.title = title.unwrap_or_else(|| it.title.clone());
            it.description = description.or_else(|| it.description.clone());
            it.titles = titles;
            it.theme_settings = theme_settings;
            // Of two that are stated, the one in the language's own table is nearer.
            if let Some(locale) = stated {
                it.locale = locale;
            }
        } else {
            config.languages.push(Language {
                locale: stated.unwrap_or_else(|| locale(&code.value)),
                code: code.value,
                title: title.unwrap_or_else(|| config.title.clone()),
                description,
                titles,
                theme_settings,
                span: code.span,
            });
        }
    }
    let found = reader.diagnostics.iter().skip(before);
    config.sure_of_languages = !doc.syntax_errors && !found.into_iter().any(|it| it.severity == Severity::Error);
    config.theme_settings = stated::stated(&mut top, reader);
    config.snippets = snippets::snippets(&mut top, text, KEYS, reader);
    let codes: Vec<String> = config.languages.iter().map(|l| l.code.clone()).collect();
    config.picture_credit = texts_of(&mut top, "picture_credits", &codes, reader);
    config.picture_credit.plain = top.plain("picture_credit", reader).or(config.picture_credit.plain);
    config.sections = described("sections", "a section", &mut top, &codes, reader);
    config.tags = described("tags", "a tag", &mut top, &codes, reader);
    config.series = described("series", "a series", &mut top, &codes, reader);
    for (kind, what) in [(NameKind::Label, "a label"), (NameKind::Network, "a network"), (NameKind::Genre, "a genre")] {
        config.plain_names.insert(kind, described(kind.folder(), what, &mut top, &codes, reader));
    }
    config.ratings = ratings::ratings(&mut top, KEYS, reader);
    for mut item in top.tables("menu", "a menu entry", "[[menu]]", KEYS, reader) {
        let to = item.required_text("to", "to = \"section:news\"", reader);
        let mut label = texts_of(&mut item, "labels", &codes, reader);
        label.plain = item.plain("label", reader).or(label.plain);
        item.finish(reader);
        if let Some(to) = to {
            config.menu.push(MenuItem { to, label });
        }
    }
    config.freshness = freshness::freshness(&mut top, KEYS, reader);
    config.extra = extra_of(&mut top, reader);
    top.finish(reader);
    (config, whole_reader.finish())
}

fn described(
    key: &'static str,
    what: &'static str,
    top: &mut Fields,
    codes: &[String],
    reader: &mut Reader,
) -> Vec<Described> {
    let mut all = Vec::new();
    let mut seen: BTreeMap<String, Spanned<String>> = BTreeMap::new();
    for (slug, item) in top.table(key, what, reader).map(|t| t.entries(reader)).unwrap_or_default() {
        if top.is_misplaced(&slug.value) && fields_of(item, "").is_none() {
            top.misplaced(&slug, key, reader);
            continue;
        }
        if let Some(before) = seen.insert(fold(&slug.value), slug.clone()) {
            let message =
                format!("`{}` and `{}` are one, because slugs are compared without case", slug.value, before.value);
            let it = reader.error(Code::DuplicateSlug, slug.span, message);
            it.secondary.push(crate::diagnostic::Label { span: before.span, text: "the other one".into() });
            it.help.push("keep one of the two".into());
            continue;
        }
        if let Some(fault) = slug_fault(&slug.value) {
            reader.error(Code::BadSlug, slug.span, fault);
        }
        let Some(fields) = fields_of(item, what) else {
            reader
                .error(Code::WrongType, slug.span, format!("{what} is a table"))
                .help
                .push(format!("write `[{key}.{}]`", slug.value));
            continue;
        };
        let mut fields = fields.below(&format!("[{key}.{}]", slug.value), KEYS);
        let texts = texts_of(&mut fields, "names", codes, reader);
        let title = fields.plain("title", reader);
        let titled = title.is_some() || texts.plain.is_some();
        let mut names = Names::told(title.clone().unwrap_or_else(|| title_from_slug(&slug.value)), texts);
        if title.is_none() {
            // What was made of the slug is no name of its own.
            names.aliases.clear();
        }
        let mut descriptions = texts_of(&mut fields, "descriptions", codes, reader);
        descriptions.plain = fields.plain("description", reader).or(descriptions.plain);
        fields.finish(reader);
        all.push(Described { slug: slug.value, span: slug.span, names, titled, descriptions });
    }
    all
}

/// "drama-news" as a title: "Drama news".
pub fn title_from_slug(slug: &str) -> String {
    let words = slug.replace('-', " ");
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Reads `timezone = "Asia/Seoul"`.
pub fn timezone_of(fields: &mut Fields, reader: &mut Reader) -> Option<TimeZone> {
    let zone = fields.text("timezone", reader)?;
    let found = TimeZone::get(&zone.value).ok();
    if found.is_none() {
        let names: Vec<String> = jiff::tz::db().available().map(|n| n.to_string()).collect();
        // Abbreviations are too short to tell what was meant.
        let near = Some(&zone.value).filter(|typed| typed.len() > 4);
        let near = near.and_then(|typed| crate::diagnostic::did_you_mean(typed, names.iter().map(String::as_str)));
        let help = near.unwrap_or_else(|| "time zones have names like `Asia/Seoul` or `Europe/Berlin`".into());
        reader
            .error(Code::BadValue, zone.span, format!("`{}` is not the name of a time zone", zone.value))
            .help
            .push(help);
    }
    found
}

/// Reads `[extra]`.
pub fn extra_of(fields: &mut Fields, reader: &mut Reader) -> Vec<(String, Extra)> {
    let table = fields.table("extra", "`[extra]`", reader);
    for (key, _) in table.as_ref().map(|t| t.entries(reader)).unwrap_or_default() {
        // Free data may have any name, but a field that the page lacks was probably meant for it.
        if fields.is_misplaced(&key.value) {
            let message = format!("`{}` stands after `[extra]`, so it is free data", key.value);
            let help = format!("if the field is meant, move `{}` up, above `[extra]`", key.value);
            reader.push(Diagnostic::warning(Code::MisplacedKey, key.span, message).help(help));
        }
    }
    table
        .map(|t| t.entries(reader).into_iter().map(|(key, item)| (key.value, extra(item))).collect())
        .unwrap_or_default()
}
