//! What the writer of a body's HTML asks of the page around it.

/// Answers for one page: the links, pictures and components of its outline by index, and the interface's words.
pub trait Resolve {
    /// The language that the body is written in, as a code (BCP 47); `und` if that is not known.
    fn language(&self) -> &str;
    /// Where link `index` leads.
    fn link(&mut self, index: usize) -> Anchor;
    /// What to show for picture `index`.
    fn image(&mut self, index: usize) -> Picture;
    /// The HTML of component `index`, given the HTML of its body.
    fn component(&mut self, index: usize, body: Option<String>) -> String;
    /// Whether component `index` is left out with all that is in it, and what is written instead.
    fn instead(&mut self, index: usize) -> Option<String> {
        let _ = index;
        None
    }
    /// The caption of the table that is the body of component `index`, whose first column names its rows.
    fn caption(&mut self, index: usize) -> Option<String> {
        let _ = index;
        None
    }
    /// The HTML with which somebody's turn in the interview `index` begins: who it is.
    fn turn(&mut self, index: usize, asks: bool, speaker: usize) -> String {
        let _ = (index, asks, speaker);
        String::new()
    }
    /// Whether headings have links to themselves.
    fn has_anchors(&self) -> bool {
        false
    }
    /// A word or two of the interface, as plain text in the page's language.
    fn say(&mut self, word: Word<'_>) -> String;
}

/// A link as it is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Anchor {
    /// The address; without one only the words are shown.
    pub href: Option<String>,
    /// The words of a link by name without a label, as plain text; without them, the name as typed.
    pub text: Option<String>,
    /// The language of the words of a link by name without a label, where it is known and not the page's.
    pub lang: Option<String>,
    /// The language of the page that it leads to, where it is not this page's.
    pub hreflang: Option<String>,
    /// Whether it leads to another site.
    pub external: bool,
}

/// A picture as it is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picture {
    /// The address.
    pub src: String,
    /// The text alternative.
    pub alt: String,
    /// Width and height in pixels, when known.
    pub size: Option<(u32, u32)>,
    /// The same picture in other widths, as `srcset` has it.
    pub srcset: Option<String>,
    /// How wide it is shown, as `sizes` has it.
    pub sizes: Option<String>,
    /// The same picture in other formats, best first; then a `<picture>` is written.
    pub formats: Vec<Format>,
    /// The language of the text alternative, when it is not the page's.
    pub lang: Option<String>,
    /// What stands below it when it is alone, unless a caption is typed: HTML.
    pub caption: Option<String>,
    /// Whose it is, and what else is to be said of it: HTML that follows the caption.
    pub credit: Option<String>,
    /// `ai-assisted` or `ai-generated`, where that is said of it.
    pub disclosure: Option<&'static str>,
}

/// A picture in another format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Format {
    /// Its media type: `image/avif`.
    pub kind: String,
    /// Its addresses, as `srcset` has them.
    pub srcset: String,
}

/// The words that the HTML of a body needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word<'a> {
    /// The name of the part with the footnotes.
    Footnotes,
    /// The name of a footnote's way back to its mark. `mark` counts from 1, where a note has several.
    BackToText {
        /// The footnote.
        note: usize,
        /// Which of its marks; nothing if there is only one.
        mark: Option<usize>,
    },
    /// The name of a heading's link to itself.
    Anchor {
        /// The words of the heading.
        heading: &'a str,
    },
    /// The name of a table that can be scrolled; must differ from table to table of the page.
    Table {
        /// Counts from 1 in this body.
        number: usize,
        /// The words of the heading above, if there is one.
        heading: Option<&'a str>,
    },
    /// The name of a check box in a list of tasks.
    Task {
        /// Whether it is done.
        done: bool,
    },
    /// The title of an alert.
    Alert(Alert),
}

/// The kinds of alerts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alert {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`
    Tip,
    /// `[!IMPORTANT]`
    Important,
    /// `[!WARNING]`
    Warning,
    /// `[!CAUTION]`
    Caution,
}

impl Alert {
    /// Its class, and the last part of its words' key.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
        }
    }
}
