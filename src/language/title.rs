//! How the title of a work is marked within a sentence: 〈도깨비〉, *Goblin*, “Golden”.
//!
//! The principal type is [`Titles`], a house's style: a mark for each sort of work. What a house does not say follows
//! the custom of the language: for Korean the marks of 한글 맞춤법, 부록 (홑화살괄호, 겹화살괄호, 홑낫표), as magazines
//! share them out; for English the Chicago Manual of Style, 14.86: works italic, their parts in quotation marks.

use super::quotes;

/// How a title is marked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Mark {
    /// Between two marks.
    Between(String, String),
    /// In italics.
    Italic,
    /// Not at all.
    #[default]
    Plain,
}

/// The sorts of works whose titles are marked, as `[titles]` names them.
pub const WORKS: [&str; 7] = ["drama", "film", "soundtrack", "track", "article", "playlist", "issue"];

/// The words that stand for a mark.
pub const WORDS: [&str; 2] = ["italic", "plain"];

/// A style: a mark for each of [`WORKS`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Titles([Mark; WORKS.len()]);

impl Titles {
    /// The custom of a language.
    pub fn of(code: &str) -> Self {
        let between = |open: &str, close: &str| Mark::Between(open.to_owned(), close.to_owned());
        // As in `WORKS`: drama, film, soundtrack, track, article, playlist, issue.
        match code.split('-').next().unwrap_or_default() {
            "ko" => {
                let (single, double, corner) = (between("〈", "〉"), between("《", "》"), between("「", "」"));
                Self([single.clone(), single, double.clone(), corner.clone(), corner.clone(), corner, double])
            }
            "ja" => {
                let (single, double) = (between("「", "」"), between("『", "』"));
                let work = || double.clone();
                Self([work(), work(), work(), single.clone(), single.clone(), single, work()])
            }
            "zh" | "yue" => {
                let (single, double) = (between("〈", "〉"), between("《", "》"));
                let work = || double.clone();
                Self([work(), work(), work(), single.clone(), single.clone(), single, work()])
            }
            _ => {
                let (open, close) = quotes::of(code).double;
                let part = between(open, close);
                let work = || Mark::Italic;
                Self([work(), work(), work(), part.clone(), part.clone(), part, work()])
            }
        }
    }

    /// The mark of a sort of work; what is none of [`WORKS`] has none.
    pub fn mark(&self, work: &str) -> &Mark {
        WORKS.iter().zip(&self.0).find_map(|(known, mark)| (*known == work).then_some(mark)).unwrap_or(&Mark::Plain)
    }

    /// States the mark of a sort of work.
    pub fn set(&mut self, work: &str, mark: Mark) {
        if let Some((_, own)) = WORKS.iter().zip(&mut self.0).find(|(known, _)| **known == work) {
            *own = mark;
        }
    }
}

impl Mark {
    /// Reads a mark as it is typed in one piece: two characters, `italic` or `plain`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "italic" => return Some(Mark::Italic),
            "plain" => return Some(Mark::Plain),
            _ => {}
        }
        let mut chars = text.chars();
        match (chars.next(), chars.next(), chars.next()) {
            (Some(open), Some(close), None) if !open.is_alphanumeric() && !close.is_alphanumeric() => {
                Some(Mark::Between(open.to_string(), close.to_string()))
            }
            _ => None,
        }
    }

    /// A title with its marks, where there are only letters: italics are lost.
    pub fn around(&self, title: &str) -> String {
        match self {
            Mark::Between(open, close) => format!("{open}{title}{close}"),
            Mark::Italic | Mark::Plain => title.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Mark, Titles};

    #[test]
    fn every_language_has_a_custom() {
        let shown = |code: &str| {
            let titles = Titles::of(code);
            let show = |(work, title)| match titles.mark(work) {
                Mark::Italic => format!("*{title}*"),
                mark => mark.around(title),
            };
            [("drama", "도깨비"), ("soundtrack", "OST"), ("track", "Golden"), ("artist", "IU")].map(show).join(" ")
        };
        assert_eq!(shown("ko"), "〈도깨비〉 《OST》 「Golden」 IU");
        assert_eq!(shown("ja"), "『도깨비』 『OST』 「Golden」 IU");
        assert_eq!(shown("zh-Hans"), "《도깨비》 《OST》 〈Golden〉 IU");
        assert_eq!(shown("en-GB"), "*도깨비* *OST* “Golden” IU");
        assert_eq!(shown("de"), "*도깨비* *OST* „Golden“ IU");
    }

    #[test]
    fn a_mark_is_two_characters_or_a_word() {
        assert_eq!(Mark::parse("〈〉"), Some(Mark::Between("〈".into(), "〉".into())));
        assert_eq!(Mark::parse("plain"), Some(Mark::Plain));
        for text in ["", "〈", "〈〉〉", "ab", "Italic"] {
            assert_eq!(Mark::parse(text), None, "{text}");
        }
    }
}
