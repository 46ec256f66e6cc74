//! Names and texts in several languages, with a plain one in the site's own language.

/// Names a language of `site.toml`; 0 is the one at the bare root.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct LanguageId(pub u8);

impl LanguageId {
    /// The language at the bare root.
    pub const ROOT: LanguageId = LanguageId(0);
}

/// What a thing is called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// In the site's own language, or in the one of the article that states it.
    pub plain: String,
    /// The language of the plain name.
    pub stated_in: LanguageId,
    /// In other languages.
    pub others: Vec<(LanguageId, String)>,
    /// Romanised; data, never generated.
    pub romanised: Option<String>,
    /// Other names, found by links and search.
    pub aliases: Vec<String>,
    /// How it is sorted, when not as it is written.
    pub sort: Texts,
}

impl Names {
    /// Just a plain name.
    pub fn plain(name: impl Into<String>) -> Self {
        Self { plain: name.into(), ..Self::default() }
    }

    /// A plain name and what it is in other languages. A name that is also stated for the site's own language is
    /// called as it says there; the plain one still finds it.
    pub fn told(plain: String, texts: Texts) -> Self {
        let mut names = Self { plain, others: texts.others, ..Self::default() };
        if let Some(own) = texts.plain.filter(|own| *own != names.plain) {
            names.aliases.push(std::mem::replace(&mut names.plain, own));
        }
        names
    }

    /// The name in a language, or the plain one; with the language that it is in.
    pub fn in_language(&self, language: LanguageId) -> (&str, LanguageId) {
        let stated = self.others.iter().find(|(other, _)| *other == language && language != self.stated_in);
        stated.map_or((self.plain.as_str(), self.stated_in), |(other, name)| (name.as_str(), *other))
    }

    /// Every name by which it can be called.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.plain.as_str())
            .chain(self.others.iter().map(|(_, name)| name.as_str()))
            .chain(self.romanised.as_deref())
            .chain(self.aliases.iter().map(String::as_str))
    }

    /// The text by which it is sorted in a language: what is stated for it, else the name that is shown there, or what
    /// that is sorted by.
    pub fn sorted_by(&self, language: LanguageId) -> &str {
        let stated = |language| match self.sort.in_language(language) {
            Some((text, found)) if found == language => Some(text),
            _ => None,
        };
        let (name, found) = self.in_language(language);
        stated(language).or_else(|| stated(found)).unwrap_or(name)
    }
}

/// A text in several languages; may be absent in all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    /// In the site's own language.
    pub plain: Option<String>,
    /// In other languages.
    pub others: Vec<(LanguageId, String)>,
}

impl Texts {
    /// The text in a language, or the plain one; with the language that it is in.
    pub fn in_language(&self, language: LanguageId) -> Option<(&str, LanguageId)> {
        self.others
            .iter()
            .find(|(l, _)| *l == language)
            .map(|(l, text)| (text.as_str(), *l))
            .or_else(|| self.plain.as_deref().map(|text| (text, LanguageId::ROOT)))
    }

    /// One text in one language.
    pub fn one(language: LanguageId, text: Option<String>) -> Self {
        let (plain, other) = if language == LanguageId::ROOT { (text, None) } else { (None, text) };
        Self { plain, others: other.map(|text| (language, text)).into_iter().collect() }
    }

    /// Whether there is none in any language.
    pub fn is_empty(&self) -> bool {
        self.plain.is_none() && self.others.is_empty()
    }

    /// The same, with another's in the languages in which this one says nothing.
    #[must_use]
    pub fn filled(&self, other: &Self) -> Self {
        let mut all = self.clone();
        all.plain = all.plain.or_else(|| other.plain.clone());
        for (language, text) in &other.others {
            if !all.others.iter().any(|(known, _)| known == language) {
                all.others.push((*language, text.clone()));
            }
        }
        all
    }

    /// The same, or whichever there is: an article's picture may be described in the article's language alone.
    pub fn nearest(&self, language: LanguageId) -> Option<(&str, LanguageId)> {
        self.in_language(language).or_else(|| self.others.first().map(|(l, text)| (text.as_str(), *l)))
    }
}
