//! What is said of pictures beside their files, and which pictures nobody says enough of.
//!
//! Where a picture is drawn, its notes are asked for then ([`Catalogue::picture_notes`]); what is missing is looked for
//! in every run, because it follows from all files together and is soon found. So nothing of it is kept from run to run.

use super::Catalogue;
use super::component::{Media, Photo, kind_of};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::{Cover, Kind, PictureNotes, Texts};
use crate::parse::{ArticleFile, FromFile, SidecarMatter};
use crate::source::{Source, SourceId, Sources, Span, is_picture};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is said of pictures in the files beside them, by picture.
#[derive(Debug, Default)]
pub struct Sidecars(BTreeMap<SourceId, Arc<SidecarMatter>>);

impl Sidecars {
    /// Finds the picture of each; one that is not there is told.
    pub(super) fn of(files: &[FromFile<SidecarMatter>], sources: &Sources) -> (Self, Vec<Diagnostic>) {
        let mut found = BTreeMap::new();
        let mut diagnostics = Vec::new();
        for file in files {
            match sources.find(&file.matter.picture) {
                Some(picture) => {
                    found.insert(picture, Arc::clone(&file.matter));
                }
                None => diagnostics.push(without_picture(file, sources)),
            }
        }
        (Self(found), diagnostics)
    }

    fn notes(&self, picture: SourceId) -> Option<&PictureNotes> {
        self.0.get(&picture).map(|it| &it.notes)
    }

    /// Whether nothing can be held against what is said of a picture, because it could not be read.
    fn is_faulty(&self, picture: SourceId) -> bool {
        self.0.get(&picture).is_some_and(|it| !it.sound)
    }
}

/// Says that a file which is shown as a picture is none, told from its name.
pub(super) fn not_a_picture(file: &Source, span: Span) -> Option<Box<Diagnostic>> {
    let name = file.name();
    (!is_picture(name)).then(|| {
        let help =
            kind_of(name).map(|component| format!("write `<{component} src=\"{name}\" title=\"…\"/>` in a text"));
        let help =
            help.unwrap_or_else(|| "name a JPEG, PNG, WebP, AVIF, GIF or SVG file; link to any other".to_owned());
        Box::new(Diagnostic::error(Code::BadValue, span, format!("`{name}` is not a picture")).help(help))
    })
}

fn without_picture(file: &FromFile<SidecarMatter>, sources: &Sources) -> Diagnostic {
    let source = sources.get(file.source);
    let name = source.name().trim_end_matches(".toml");
    let folder = source.folder();
    let beside = sources.under(folder).map(|(_, it)| it).filter(|it| it.folder() == folder);
    let pictures: Vec<&str> =
        beside.filter(|it| !it.path.ends_with(".toml")).map(Source::name).filter(|it| is_picture(it)).collect();
    let message = format!("this describes the picture `{name}`, which is not in `{folder}/`");
    let help = nearest(name, pictures.iter().copied())
        .map(|near| format!("did you mean `{near}`? then call this file `{near}.toml`"));
    Diagnostic::about_file(Code::MissingPicture, source.path.to_string(), message)
        .help(help.unwrap_or_else(|| format!("put `{name}` beside it, or remove the file")))
}

impl Catalogue {
    /// All that is said of a picture: where it is shown, beside its file, and, of the credit, for the whole site.
    pub fn picture_notes(&self, file: SourceId, own: &PictureNotes, config: &Config) -> PictureNotes {
        let mut notes = match self.sidecars.notes(file) {
            Some(beside) => own.filled(beside),
            None => own.clone(),
        };
        if notes.credit.is_empty() && !notes.decorative {
            notes.credit.clone_from(&config.picture_credit);
        }
        notes
    }

    /// What is to be seen on a picture.
    pub(super) fn alt_of(&self, cover: &Cover) -> Texts {
        self.sidecars.notes(cover.file).map_or_else(|| cover.notes.clone(), |beside| cover.notes.filled(beside)).alt
    }

    /// Tells which pictures lack a text alternative, at each place, and a credit, once for each file.
    pub(super) fn pictures_told(
        &self,
        files: &[Arc<ArticleFile>],
        config: &Config,
        sources: &Sources,
    ) -> Vec<Diagnostic> {
        let mut told = Told {
            catalogue: self,
            config,
            sources,
            diagnostics: Vec::new(),
            uncredited: BTreeMap::new(),
            withheld: false,
        };
        for (article, file) in self.articles.iter().zip(files) {
            // A translation shows its original's cover, of which is told there.
            if let Some(cover) = article.cover.as_ref().filter(|it| file.sound && it.span.source == article.source) {
                told.withheld = article.withheld.is_some();
                told.cover(cover, "cover");
            }
            if let Some(image) =
                article.shared().image.as_ref().filter(|it| file.sound && it.span.source == article.source)
            {
                told.withheld = article.withheld.is_some();
                told.cover(image, "image");
            }
        }
        told.withheld = false;
        for entity in self.all_records().filter(|entity| self.is_sound(*entity)) {
            if let Some(cover) = self.picture(entity) {
                let named = matches!(entity.kind(), Kind::Artist | Kind::Instrument);
                told.cover(cover, if named { "picture" } else { "cover" });
            }
        }
        let withheld = self.articles.iter().map(|article| article.withheld.is_some());
        let bodies = self.article_bodies().iter().zip(withheld);
        let bodies = bodies.chain(self.page_bodies().iter().map(|body| (body, false)));
        for (body, withheld) in bodies.filter(|(body, _)| body.shows) {
            told.withheld = withheld;
            for (matter, file) in body.outline.images.iter().zip(&body.images) {
                let beside = file.and_then(|file| self.sidecars.notes(file));
                let described = !matter.alt.is_empty()
                    || matter.decorative
                    || beside.is_some_and(|it| it.decorative || !it.alt.is_empty())
                    || file.is_some_and(|file| self.sidecars.is_faulty(file));
                if !described {
                    told.diagnostics.push(
                        Diagnostic::error(Code::MissingAlt, matter.whole, "this picture has no text alternative")
                            .help(format!("say what is to be seen: `![…]({})`", matter.target))
                            .help(format!("if it is mere decoration, write `![]({} \"decorative\")`", matter.target)),
                    );
                }
                let decorative = matter.decorative || (matter.alt.is_empty() && beside.is_some_and(|it| it.decorative));
                if let Some(file) = file.filter(|_| !decorative) {
                    told.credit(file, &PictureNotes::default(), matter.span);
                }
            }
            for media in body.media() {
                told.media(media);
            }
        }
        told.finish()
    }
}

/// What is found missing.
struct Told<'a> {
    catalogue: &'a Catalogue,
    config: &'a Config,
    sources: &'a Sources,
    diagnostics: Vec<Diagnostic>,
    /// By path of the picture: the path and place of the first that shows it without a credit.
    uncredited: BTreeMap<&'a str, (&'a str, Span)>,
    /// Whether what is looked at is not to be seen yet. It may lack what a reader does not miss.
    withheld: bool,
}

impl Told<'_> {
    fn cover(&mut self, cover: &Cover, key: &str) {
        if self.catalogue.sidecars.is_faulty(cover.file) {
            return;
        }
        let notes = self.catalogue.picture_notes(cover.file, &cover.notes, self.config);
        if notes.alt.is_empty() && !notes.decorative {
            let name = self.sources.get(cover.file).name();
            let message = format!("the {key} has no text alternative");
            let text = self.sources.get(cover.span.source).lent();
            let typed = text.as_deref().and_then(|text| text.get(cover.span.range()));
            let say = match typed.filter(|typed| typed.starts_with(['"', '\''])) {
                Some(src) => format!("say what is to be seen: `{key} = {{ src = {src}, alt = \"…\" }}`"),
                None => "say what is to be seen: `alt = \"…\"`".to_owned(),
            };
            self.diagnostics.push(
                Diagnostic::error(Code::MissingAlt, cover.span, message).help(say).help(format!(
                    "or say it in a file `{name}.toml` beside the picture, for every place that shows it"
                )),
            );
        }
        if !notes.decorative {
            self.credit(cover.file, &cover.notes, cover.span);
        }
    }

    fn media(&mut self, media: &Media) {
        match media {
            Media::Photo(photo) => self.photo(photo),
            Media::Embed(embed) => {
                if let Some(poster) = &embed.poster {
                    self.credit(poster.value, &PictureNotes::default(), poster.span);
                }
            }
            Media::Recording(it) => {
                self.diagnostics.extend(it.unwritten().filter(|_| !self.withheld));
                if let Some(poster) = &it.poster {
                    self.credit(poster.value, &PictureNotes::default(), poster.span);
                }
                if let Some(captions) = &it.captions {
                    self.captions(captions.value, captions.span);
                }
            }
            Media::Moment(_) => {}
        }
    }

    /// Captions that are none. (Those below `static/` are not read.)
    fn captions(&mut self, file: SourceId, span: Span) {
        let source = self.sources.get(file);
        if source.text().is_some_and(|text| !text.trim_start_matches('\u{feff}').starts_with("WEBVTT")) {
            let message = format!("`{}` does not begin with `WEBVTT`, so no browser reads it", source.name());
            self.diagnostics.push(
                Diagnostic::error(Code::BadValue, span, message)
                    .help("write `WEBVTT` and a blank line at its beginning, and times as `00:01.000 --> 00:04.000`"),
            );
        }
    }

    fn photo(&mut self, photo: &Photo) {
        if self.catalogue.sidecars.is_faulty(photo.file) || photo.notes.decorative {
            return;
        }
        let notes = self.catalogue.picture_notes(photo.file, &photo.notes, self.config);
        if notes.decorative {
            return;
        }
        if notes.alt.is_empty() {
            let name = self.sources.get(photo.file).name();
            self.diagnostics.push(
                Diagnostic::error(Code::MissingAlt, photo.name_span, "this picture has no text alternative")
                    .help("say what is to be seen: `alt=\"…\"`; if it is mere decoration, write `decorative`")
                    .help(format!(
                        "or say it in a file `{name}.toml` beside the picture, for every place that shows it"
                    )),
            );
        }
        self.credit(photo.file, &photo.notes, photo.src_span);
    }

    fn credit(&mut self, file: SourceId, own: &PictureNotes, span: Span) {
        let silent = self.withheld || self.catalogue.sidecars.is_faulty(file);
        if silent || !self.catalogue.picture_notes(file, own, self.config).credit.is_empty() {
            return;
        }
        let place = (&*self.sources.get(span.source).path, span);
        let first = self.uncredited.entry(&self.sources.get(file).path).or_insert(place);
        if (place.0, place.1.start) < (first.0, first.1.start) {
            *first = place;
        }
    }

    fn finish(mut self) -> Vec<Diagnostic> {
        for (path, (_, span)) in &self.uncredited {
            let name = path.rsplit('/').next().unwrap_or(path);
            self.diagnostics.push(
                Diagnostic::warning(Code::MissingCredit, *span, format!("nobody is credited for the picture `{name}`"))
                    .help(format!("write `credit = \"…\"` into a file `{name}.toml` beside the picture"))
                    .help("if most pictures are from one hand, say it once, in `site.toml`: `picture_credit = \"…\"`"),
            );
        }
        self.diagnostics
    }
}
