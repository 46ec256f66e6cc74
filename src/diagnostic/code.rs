//! The stable name of each kind of mistake, and where its explanation stands.

/// Declares the codes once: variant, name as typed by people, one-line summary. The page that
/// `leitmotif explain` prints is `explain/<name>.md` beside this file.
macro_rules! codes {
    ($($variant:ident $name:literal $summary:literal;)*) => {
        /// The stable name of one kind of mistake.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $summary] $variant,)* }

        impl Code {
            /// Every code, in the order of the names.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The name as people type it: `unknown-reference`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// What it means, with an example and how to mend it: Markdown.
            pub fn explanation(self) -> &'static str {
                match self { $(Code::$variant => include_str!(concat!("explain/", $name, ".md")),)* }
            }

            /// What it is, in one line.
            pub fn summary(self) -> &'static str {
                match self { $(Code::$variant => $summary,)* }
            }
        }
    };
}

codes! {
    AddressTaken "address-taken" "Two things would have the same address.";
    AwardBeforeWork "award-before-work" "An award of a year in which the work did not exist.";
    BadOption "bad-option" "An option of the command line that cannot be read.";
    AmbiguousReference "ambiguous-reference" "A name that fits more than one record.";
    ArticleWithoutSection "article-without-section" "An article lies straight under `content/articles/`.";
    BadComponent "bad-component" "A tag looks like a component but could not be read as one.";
    BadDate "bad-date" "A date that cannot be read or does not exist.";
    BadLength "bad-length" "A duration that is not minutes and seconds.";
    BadPath "bad-path" "A file's name or place means nothing to a magazine.";
    BadSlug "bad-slug" "A slug has other characters than letters, digits and hyphens.";
    BadUtf8 "bad-utf8" "A text file is not UTF-8.";
    BadValue "bad-value" "A value that its field does not take.";
    BrokenFragment "broken-fragment" "A link leads to a heading that is not there.";
    BrokenLink "broken-link" "A link leads to a page or file that is not there.";
    ByHand "by-hand" "A place that a rename cannot change by itself.";
    ChartContradiction "chart-contradiction" "A stated chart fact differs from the stored weeks.";
    Circle "circle" "Records lead back to themselves.";
    ComponentArgument "component-argument" "A component's argument is missing, unknown or of another type.";
    ComponentBody "component-body" "A component has a body where none is taken, none where one is needed, or does not show the one that it takes.";
    ComponentPlace "component-place" "A component stands where it cannot stand.";
    DuplicateEntry "duplicate-entry" "The same thing stands twice in a list.";
    DuplicateId "duplicate-id" "Two elements of one page have the same id.";
    DuplicateNumber "duplicate-number" "Two issues have the same number.";
    DuplicatePart "duplicate-part" "Two articles are the same part of a series.";
    DuplicatePosition "duplicate-position" "Two tracks stand on one position, or one track twice in a chart week.";
    DuplicateSlug "duplicate-slug" "Two records of one kind have the same slug.";
    EmptyFile "empty-file" "A file that must hold something is empty.";
    EmptyIssue "empty-issue" "An issue without contents.";
    EmptyPlaylist "empty-playlist" "A playlist without songs.";
    EmptyText "empty-text" "A heading or a link without words.";
    EventOrder "event-order" "An event ends before it begins.";
    FactContradicted "fact-contradicted" "The catalogue says something else than the article.";
    FactUnknown "fact-unknown" "The catalogue does not know the fact that is asked for.";
    ForeignLoad "foreign-load" "A page would load something from another host as soon as it is opened.";
    FrontMatter "front-matter" "The front matter of an article is missing or not closed.";
    HeadingSkipped "heading-skipped" "A heading that is more than one level below the one above it.";
    HtmlCase "html-case" "HTML tags are written small.";
    InvalidToml "invalid-toml" "A TOML file breaks the rules of TOML.";
    ListenFailed "listen-failed" "The preview cannot be served at that host and port.";
    LoneJamo "lone-jamo" "A Hangul jamo that belongs to no syllable.";
    LowContrast "low-contrast" "A colour that cannot be read beside another.";
    LyricsLines "lyrics-lines" "The lines of a translation do not fit those of the original.";
    LyricsRights "lyrics-rights" "Lyrics without the right to print them.";
    MissingAlt "missing-alt" "A picture has no text alternative.";
    MissingCredit "missing-credit" "A picture says nowhere whose it is.";
    MissingPicture "missing-picture" "A file describes a picture that is not there.";
    MissingComponent "unknown-component" "A component that neither the program nor the theme knows.";
    MissingContent "missing-content" "There is no folder `content/` here.";
    MissingKey "missing-key" "A field that must be there is not.";
    MissingSite "missing-site" "There is no `site.toml` here.";
    MissingText "missing-text" "Texts of the interface that a language lacks.";
    MissingTranscript "missing-transcript" "A recording whose words nobody can read.";
    MissingTheme "missing-theme" "The theme that `site.toml` names is not there.";
    MisplacedKey "misplaced-key" "A top-level key stands after a table, so it belongs to that table.";
    NotWatched "not-watched" "The system does not tell the preview of changes.";
    OldProgram "old-program" "A theme needs a later version of the program.";
    OutputRefused "output-refused" "The output folder is not one that may be written to.";
    RefusedByPolicy "refused-by-policy" "Browsers will not run or load this under the magazine's own policy.";
    ReservedComponent "reserved-component" "A theme declares a component with the name of an HTML element.";
    SnippetPlace "snippet-place" "A snippet holds what cannot stand in its place, or the theme has no place for it.";
    SymlinkLoop "symlink-loop" "A symbolic link leads back to a folder above it.";
    TableCells "table-cells" "A table row has more cells than the head of its table.";
    TemplateError "template-error" "A template could not be rendered.";
    TemplateSyntax "template-syntax" "A template could not be compiled.";
    UnclosedCode "unclosed-code" "Code without its closing fence.";
    UnclosedComponent "unclosed-component" "A component is not closed where it was opened.";
    UnclosedHtml "unclosed-html" "Raw HTML that is not closed, or closed where it is not open.";
    UndefinedFootnote "undefined-footnote" "A footnote's mark without the footnote.";
    UnknownKey "unknown-key" "A field that this kind of record does not have.";
    UnknownLanguage "unknown-language" "A language that `site.toml` does not name.";
    UnknownReference "unknown-reference" "No record has this name.";
    UnknownSetting "unknown-setting" "A setting that the theme does not have.";
    UnreadLink "unread-link" "Text that looks like a link but did not become one.";
    UnreadableFile "unreadable-file" "A file could not be read.";
    UnusedDefinition "unused-definition" "A footnote or a link definition that nothing uses.";
    UnusedSetting "unused-setting" "A setting that nothing in the theme shows.";
    UnusedTable "unused-table" "A table of `site.toml` describes what nothing has.";
    UnusedTemplate "unused-template" "A template that nothing draws.";
    UnusedText "unused-text" "A text of the interface that nothing says.";
    WithheldReference "withheld-reference" "The article meant is a draft, or not yet or no longer published.";
    WithheldShown "withheld-shown" "Something of an article that is withheld stands where readers can see it.";
    WriteFailed "write-failed" "The site could not be written.";
    WrongKind "wrong-kind" "A record of another kind than the field takes.";
    WrongType "wrong-type" "A value of another type than the field takes.";
    YamlFrontMatter "yaml-front-matter" "Front matter is written in TOML here.";
    ChartRhythm "chart-rhythm" "A chart week stands out of its chart's rhythm.";
    DateOrder "date-order" "Two dates are in the wrong order.";
    DuplicateIdentifier "duplicate-identifier" "Two records have the same identifier.";
    IdentifierForm "identifier-form" "An identifier of a wrong form or with a wrong check digit.";
    LeitmotifAfterEnd "leitmotif-after-end" "A leitmotif returns after its track has ended.";
    PerformedBy "performed-by" "A singer is not on the list of those who perform as an act.";
    RecordingContradiction "recording-contradiction" "Two tracks of one recording say different things of it.";
    ReleaseBeforeDrama "release-before-drama" "A soundtrack came out more than a year before its drama.";
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl std::str::FromStr for Code {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.iter().copied().find(|code| code.name() == name).ok_or(())
    }
}
