//! Pictures, sound and film: `<Photo>`, `<AudioFile>`, `<VideoFile>`, and what they share with players of elsewhere.

use super::LinkedComponent;
use super::arguments::Args;
use super::embed::Embed;
use super::moment::Moment;
use crate::catalogue::body::{LinkTarget, Shown, SitePath};
use crate::catalogue::elsewhere::is_elsewhere;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Disclosure, Entity, Kind, PictureNotes, Texts};
use crate::source::{SourceId, Span, Spanned, is_picture};

/// A picture, a recording or a player, or a moment of one.
#[derive(Debug, Clone)]
pub enum Media {
    /// A picture with its caption.
    Photo(Photo),
    /// A player of elsewhere.
    Embed(Embed),
    /// Sound or film from a file of the site.
    Recording(Recording),
    /// A moment of a recording on the same page.
    Moment(Moment),
}

/// A picture with its caption.
#[derive(Debug, Clone)]
pub struct Photo {
    /// The file.
    pub file: SourceId,
    /// What is said of it here.
    pub notes: PictureNotes,
    /// `narrow` or `wide`.
    pub width: Option<&'static str>,
    /// Where the component is named.
    pub name_span: Span,
    /// Where the file is named.
    pub src_span: Span,
}

/// Sound or film from a file of the site.
#[derive(Debug, Clone)]
pub struct Recording {
    /// Whether there is something to be seen.
    pub film: bool,
    /// The file.
    pub file: SourceId,
    /// What it is called.
    pub title: String,
    /// The picture that stands for it before it plays.
    pub poster: Option<Spanned<SourceId>>,
    /// What is said and heard in it, to be read with the picture.
    pub captions: Option<Spanned<SourceId>>,
    /// Where what is said in it can be read.
    pub transcript: Option<Spanned<LinkTarget>>,
    /// Whether its body is the transcript.
    pub written_out: bool,
    /// Where the component is named.
    pub name_span: Span,
}

/// Endings of sound files that browsers play.
const SOUND: [&str; 8] = ["mp3", "m4a", "ogg", "oga", "opus", "wav", "flac", "aac"];

/// Endings of films that browsers play.
const FILM: [&str; 5] = ["mp4", "webm", "m4v", "ogv", "mov"];

impl Media {
    pub(super) fn mentions(&self) -> Vec<Entity> {
        match self {
            Media::Embed(embed) => embed.of.into_iter().collect(),
            Media::Photo(_) | Media::Recording(_) | Media::Moment(_) => Vec::new(),
        }
    }

    /// The files of the site that it shows or leads to.
    pub fn files(&self) -> Vec<SourceId> {
        match self {
            Media::Photo(photo) => vec![photo.file],
            Media::Embed(embed) => embed.poster.iter().map(|it| it.value).collect(),
            Media::Recording(it) => {
                let named =
                    [Some(it.file), it.poster.as_ref().map(|it| it.value), it.captions.as_ref().map(|it| it.value)];
                let transcript = it.transcript.as_ref().and_then(|it| match it.value {
                    LinkTarget::File(id, _) => Some(id),
                    _ => None,
                });
                named.into_iter().flatten().chain(transcript).collect()
            }
            Media::Moment(_) => Vec::new(),
        }
    }

    /// Where what is said in it can be read, if that stands elsewhere.
    pub fn transcript(&self) -> Option<&Spanned<LinkTarget>> {
        match self {
            Media::Recording(it) => it.transcript.as_ref(),
            _ => None,
        }
    }
}

impl Args<'_> {
    /// A text that says something.
    pub(super) fn unless_empty(&mut self, name: &str) -> Option<String> {
        self.text(name).map(|it| it.value).filter(|it| !it.is_empty())
    }

    /// A file of the site: relative to the article's, or from `/` below `static/`. `fits` says whether it is of the
    /// kind that is asked for (`what`), else `help` is given.
    pub(super) fn file(
        &mut self,
        name: &str,
        what: &str,
        fits: impl Fn(&str) -> bool,
        help: impl Fn(&str) -> String,
    ) -> Option<Spanned<SourceId>> {
        let typed = self.text(name)?;
        if is_elsewhere(&typed.value) {
            let message = format!("`{}` lies on another site", typed.value);
            self.fault(typed.span, message, Some(format!("put {what} beside the article: `{name}=\"file\"`")));
            return None;
        }
        if typed.value.is_empty() {
            self.fault(typed.span, format!("`{name}` names no file"), Some(format!("write `{name}=\"…\"`")));
            return None;
        }
        let file = self.context.file(&typed).map_err(|it| self.diagnostics.push(*it)).ok()?;
        if !fits(&typed.value) {
            self.fault(typed.span, format!("`{}` is not {what}", typed.value), Some(help(&typed.value)));
            return None;
        }
        Some(Spanned::new(file, typed.span))
    }

    /// A picture that stands for something until it plays.
    pub(super) fn poster(&mut self) -> Option<Spanned<SourceId>> {
        self.file("poster", "a picture", is_picture, |_| "name a JPEG, PNG, WebP, AVIF, GIF or SVG file".to_owned())
    }

    pub(super) fn photo(&mut self) -> Option<LinkedComponent> {
        let language = self.context.language;
        let decorative = self.flag("decorative");
        if decorative {
            self.idle("alt", "a picture that is mere decoration has nothing to describe".to_owned());
        }
        let mut told = |name: &str| Texts::one(language, self.unless_empty(name));
        let (alt, caption, credit) = (told("alt"), told("caption"), told("credit"));
        let licence = self.unless_empty("licence");
        let disclosure = self.word("disclosure", Disclosure::WORDS).and_then(Disclosure::from_word);
        let width = self.word("width", &["narrow", "wide"]);
        if self.argument("src").is_none() {
            self.needed("`src`", "src=\"picture.jpg\"");
            return None;
        }
        let src = self.file("src", "a picture", is_picture, |name| match kind_of(name) {
            Some(component) => format!("write `<{component} src=\"{name}\" title=\"…\"/>`"),
            None => "name a JPEG, PNG, WebP, AVIF, GIF or SVG file".to_owned(),
        })?;
        let notes = PictureNotes { alt, decorative, caption, credit, licence, source: None, disclosure };
        let (file, src_span, name_span) = (src.value, src.span, self.name_span());
        Some(LinkedComponent::Media(Media::Photo(Photo { file, notes, width, name_span, src_span })))
    }

    pub(super) fn recording(&mut self, film: bool) -> Option<LinkedComponent> {
        let (what, endings): (_, &[&str]) = if film { ("a film", &FILM) } else { ("a sound file", &SOUND) };
        let title = self.unless_empty("title");
        let poster = if film { self.poster() } else { None };
        let captions = if film {
            let help = |_: &str| "captions are a WebVTT file: `captions=\"x.vtt\"`".to_owned();
            self.file("captions", "a file of captions", |name| ending(name) == "vtt", help)
        } else {
            None
        };
        let transcript = self.transcript();
        if title.is_none() {
            self.needed("`title`", "title=\"…\"");
        }
        if self.argument("src").is_none() {
            self.needed("`src`", if film { "src=\"film.mp4\"" } else { "src=\"sound.mp3\"" });
            return None;
        }
        let src = self.file(
            "src",
            what,
            |name| endings.contains(&ending(name).as_str()),
            |name| match kind_of(name) {
                Some(component) => format!("write `<{component} src=\"{name}\" …/>`"),
                None if is_picture(name) => format!("write `<Photo src=\"{name}\" alt=\"…\"/>`"),
                None => format!("browsers play files that end in {}", endings.join(", ")),
            },
        )?;
        let written_out = self.matter.body;
        if written_out && self.argument("transcript").is_some() {
            let message = "the transcript stands in the body, so `transcript` says nothing".to_owned();
            self.idle("transcript", message);
        }
        Some(LinkedComponent::Media(Media::Recording(Recording {
            film,
            file: src.value,
            title: title?,
            poster,
            captions,
            transcript,
            written_out,
            name_span: self.name_span(),
        })))
    }

    /// A file beside the article, a path of the site, or a reference.
    fn transcript(&mut self) -> Option<Spanned<LinkTarget>> {
        let typed = self.text("transcript")?;
        let kind = typed.value.split_once(':').and_then(|(word, _)| Kind::from_word(word));
        if kind.is_some() {
            let entity = self.any_reference(&typed)?;
            self.context.visible(entity, typed.span).map_err(|it| self.diagnostics.push(*it)).ok()?;
            let target = LinkTarget::Entity { entity, fragment: None, shown: Shown::Name };
            return Some(Spanned::new(target, typed.span));
        }
        let (path, fragment) = typed.value.split_once('#').unwrap_or((&typed.value, ""));
        if path.starts_with('/') && !path.rsplit('/').next().is_some_and(|name| name.contains('.')) {
            let fragment = Some(fragment.to_owned()).filter(|it| !it.is_empty());
            let target = SitePath { path: path.to_owned(), query: None, fragment };
            return Some(Spanned::new(LinkTarget::Path(Box::new(target)), typed.span));
        }
        let read = |name: &str| ["txt", "vtt", "srt", "pdf", "html"].contains(&ending(name).as_str());
        let help = |_: &str| {
            "name a .txt or .vtt file, a path of the site (`/about/interview/`) or a reference (`page:interview`); \
             or write the transcript between the tags"
                .to_owned()
        };
        self.file("transcript", "a transcript", read, help)
            .map(|it| Spanned::new(LinkTarget::File(it.value, None), it.span))
    }
}

/// The ending of a file's name, in small letters.
fn ending(name: &str) -> String {
    name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase())
}

/// The component that plays a file of this name.
/// The component that plays a file of this name.
pub(in crate::catalogue) fn kind_of(name: &str) -> Option<&'static str> {
    let ending = ending(name);
    if SOUND.contains(&ending.as_str()) {
        Some("AudioFile")
    } else {
        FILM.contains(&ending.as_str()).then_some("VideoFile")
    }
}

impl Recording {
    /// Nobody can read what is said in it.
    pub(in crate::catalogue) fn unwritten(&self) -> Option<Diagnostic> {
        (!self.written_out && self.transcript.is_none()).then(|| {
            let (component, what) = if self.film { ("VideoFile", "film") } else { ("AudioFile", "recording") };
            let message = format!("nobody who does not hear this {what} can read what is said in it");
            Diagnostic::warning(Code::MissingTranscript, self.name_span, message)
                .help(format!("write the transcript between `<{component} …>` and `</{component}>`"))
                .help("or name it: `transcript=\"transcript.txt\"`")
        })
    }
}
