//! Pictures, sound, film and players of elsewhere: `<Photo>`, `<AudioFile>`, `<VideoFile>`, `<YouTube>`, `<Spotify>`,
//! `<AppleMusic>`, `<Moment>`.

use super::{Page, given};
use crate::catalogue::{Embed, LinkTarget, LinkedComponent, Media, Moment, Photo, Recording};
use crate::model::{Cover, Drama, Entity, Id, LanguageId, Length, PictureNotes, Platform, Texts};
use crate::parse::markdown::ImageMatter;
use crate::render::contract::values::Given;
use crate::render::markdown::Picture;
use crate::render::plain::words;
use crate::render::view::{LinkView, PictureView};
use crate::source::SourceId;
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt::Write as _;
use tera::Context;

/// A picture in an article.
#[derive(Serialize, JsonSchema)]
pub(super) struct PhotoView {
    /// The picture.
    picture: PictureView,
    /// `narrow` or `wide`.
    width: Option<&'static str>,
}

/// A player of elsewhere before it is asked for.
#[derive(Serialize, JsonSchema)]
pub(super) struct EmbedView {
    /// For links to its moments.
    id: String,
    /// `youtube`.
    service: &'static str,
    /// `YouTube`.
    service_label: String,
    /// What is played.
    title: String,
    /// The title's language, when it is not the page's.
    lang: Option<String>,
    /// A picture that stands in its place.
    poster: Option<PictureView>,
    /// The service's own page.
    url: String,
    /// What is loaded when a reader asks.
    player: String,
    /// Says that nothing is loaded before a reader asks.
    note: String,
    /// What the link to the service says: "Listen on Spotify".
    label: String,
    /// Whether this is for a feed, in which nothing can be played.
    feed: bool,
}

/// Sound or film from a file of the site.
#[derive(Serialize, JsonSchema)]
pub(super) struct RecordingView {
    /// An id, for links to its moments.
    id: String,
    /// What is heard or seen.
    title: String,
    /// The title's language, when it is not the page's.
    lang: Option<String>,
    /// The address of the file.
    src: String,
    /// A picture that stands in its place.
    poster: Option<PictureView>,
    /// Its words in time, as `WebVTT`.
    captions: Option<CaptionsView>,
    /// Where its words are to be read, when they are not the body.
    transcript: Option<LinkView>,
    /// Whether this is for a feed.
    feed: bool,
}

/// The words of a film in time.
#[derive(Serialize, JsonSchema)]
pub(super) struct CaptionsView {
    /// The address of the file.
    src: String,
    /// Their language.
    lang: String,
    /// What they are called.
    label: String,
}

/// A moment of a recording.
#[derive(Serialize, JsonSchema)]
pub(super) struct MomentView {
    /// Where one listens from it on.
    url: String,
    /// The time: `1:30`.
    text: String,
    /// The same in seconds.
    seconds: u32,
    /// The id of the player on this page.
    player: String,
    /// Whether the link leads elsewhere.
    external: bool,
}

/// The id of the player that a component draws.
fn id_of(index: usize) -> String {
    // Ids that begin with `_` are no heading's.
    format!("_player-{index}")
}

impl Page<'_> {
    /// A picture of the text, with what is said beside its file.
    pub(super) fn pictured(&mut self, matter: &ImageMatter, file: SourceId) -> Picture {
        let own = PictureNotes {
            alt: Texts::one(self.written_in(), Some(matter.alt.to_string()).filter(|alt| !alt.is_empty())),
            decorative: matter.decorative,
            ..PictureNotes::default()
        };
        let Some(mut view) = self.views.pictured(file, &own) else { return Picture::default() };
        let said = Picture {
            src: std::mem::take(&mut view.src),
            size: view.width.zip(view.height),
            alt: std::mem::take(&mut view.alt),
            lang: view.alt_lang.take(),
            ..Picture::default()
        };
        if matter.decorative || !(view.caption.is_some() || view.is_credited()) {
            return said;
        }
        let credit =
            Some(self.part(&given::PICTURE_CREDIT, &view)).filter(|html| view.is_credited() && !html.is_empty());
        let caption = Some(self.part(&given::PICTURE_CAPTION, &view)).filter(|_| view.caption.is_some());
        Picture { caption, credit, disclosure: view.disclosure, ..said }
    }

    /// A part of the theme that many components share.
    fn part(&mut self, part: &'static Given<PictureView>, picture: &PictureView) -> String {
        let mut context = Context::new();
        context.insert("picture", picture);
        if part.name == given::PICTURE_CREDIT.name {
            context.insert_value("t", self.views.magazine.interface(self.views.language).value.clone());
        }
        // It is drawn for no component of the text.
        self.render(usize::MAX, part.name, &context, None)
    }

    /// The language of a text that is typed in a tag, when its script tells that it is not the page's.
    pub(super) fn typed_lang(&self, text: &str) -> Option<String> {
        self.views.lang_of(text, self.written_in())
    }

    /// The language of the body.
    fn written_in(&self) -> LanguageId {
        self.views.magazine.config.language(self.language).unwrap_or(LanguageId::ROOT)
    }

    pub(super) fn media(&mut self, index: usize, media: &Media, body: Option<&str>) -> String {
        match media {
            Media::Photo(photo) => self.photo(index, photo),
            Media::Embed(embed) => self.embed(index, embed, body),
            Media::Recording(recording) => self.recording(index, recording, body),
            Media::Moment(moment) => self.moment(index, moment, body),
        }
    }

    fn photo(&mut self, index: usize, photo: &Photo) -> String {
        let Some(picture) = self.views.pictured(photo.file, &photo.notes) else { return String::new() };
        self.draw(index, &given::PHOTO, &PhotoView { picture, width: photo.width }, None)
    }

    /// The picture that stands for a player: its own, else the record's, else the record's release's or drama's.
    fn poster(&self, own: Option<SourceId>, of: Option<Entity>) -> Option<PictureView> {
        let views = self.views;
        let catalogue = &views.magazine.catalogue;
        let (file, notes) = match own {
            Some(file) => (file, PictureNotes::default()),
            None => {
                let drama = |dramas: &[Id<Drama>]| dramas.iter().find_map(|id| catalogue.picture(Entity::Drama(*id)));
                let cover: &Cover = match of? {
                    Entity::Track(id) => {
                        let release = catalogue.track(id).soundtrack;
                        catalogue
                            .picture(Entity::Soundtrack(release))
                            .or_else(|| drama(&catalogue.soundtrack(release).dramas))?
                    }
                    Entity::Soundtrack(id) => {
                        catalogue.picture(Entity::Soundtrack(id)).or_else(|| drama(&catalogue.soundtrack(id).dramas))?
                    }
                    other => catalogue.picture(other)?,
                };
                (cover.file, cover.notes.clone())
            }
        };
        let mut view = views.pictured(file, &notes)?;
        // The title beside it says what it is, so it has nothing to add.
        (view.alt, view.alt_lang) = (String::new(), None);
        Some(view)
    }

    fn embed(&mut self, index: usize, embed: &Embed, body: Option<&str>) -> String {
        let views = self.views;
        let platform = embed.id.platform();
        let service_label = views.say(&format!("platform.{}", platform.word()));
        let (title, lang) = match (&embed.title, embed.of) {
            (Some(title), _) => (title.clone(), self.typed_lang(title)),
            (None, Some(of)) => views.name_of(of),
            (None, None) => (service_label.clone(), None),
        };
        let interface = views.magazine.interface(views.language);
        let filled = |key: &str| interface.filled(key, &[("service", &service_label)]);
        let watched = platform == Platform::Youtube;
        let start = embed.start.filter(|start| start.0 > 0);
        let view = EmbedView {
            id: id_of(index),
            service: platform.word(),
            title,
            lang,
            poster: self.poster(embed.poster.as_ref().map(|it| it.value), embed.of),
            url: start.and_then(|start| embed.id.url_at(start)).unwrap_or_else(|| embed.id.url()),
            player: embed.id.player(start).unwrap_or_default(),
            note: filled("player.note"),
            label: filled(if watched { "player.watch_on" } else { "player.listen_on" }),
            feed: views.whole,
            service_label,
        };
        let player = match platform {
            Platform::Youtube => &given::YOUTUBE,
            Platform::Spotify => &given::SPOTIFY,
            _ => &given::APPLE_MUSIC,
        };
        let body = body.map(|body| self.timed(body, index));
        self.draw(index, player, &view, body.as_deref())
    }

    fn recording(&mut self, index: usize, recording: &Recording, body: Option<&str>) -> String {
        let views = self.views;
        let Some(src) = views.file_url(recording.file) else { return String::new() };
        let captions = recording.captions.as_ref().and_then(|it| views.file_url(it.value));
        let captions = captions.map(|src| {
            let label = views.say("player.captions");
            CaptionsView { src, lang: self.language.to_owned(), label }
        });
        let transcript = recording.transcript.as_ref().and_then(|target| {
            let anchor = self.anchor(&target.value, None);
            let title = match target.value {
                LinkTarget::Entity { .. } => anchor.text.unwrap_or_default(),
                _ => views.say("player.transcript"),
            };
            Some(LinkView { title, lang: anchor.lang, url: anchor.href? })
        });
        let view = RecordingView {
            id: id_of(index),
            title: recording.title.clone(),
            lang: self.typed_lang(&recording.title),
            src,
            poster: self.poster(recording.poster.as_ref().map(|it| it.value), None),
            captions,
            transcript,
            feed: views.whole,
        };
        if let Some(body) = body {
            self.spoken.heard.push((index, words(body)));
        }
        let player = if recording.film { &given::VIDEO_FILE } else { &given::AUDIO_FILE };
        let body = body.map(|body| self.timed(body, index));
        self.draw(index, player, &view, body.as_deref())
    }

    /// Where one listens from a moment on, and whether that is elsewhere.
    fn moment_url(&self, player: usize, at: Length) -> Option<(String, bool)> {
        match self.linked.components.get(player)? {
            LinkedComponent::Media(Media::Embed(embed)) => {
                let late = embed.lasts.is_some_and(|lasts| at > lasts);
                embed.id.url_at(at).filter(|_| !late).map(|url| (url, true))
            }
            LinkedComponent::Media(Media::Recording(it)) => {
                Some((format!("{}#t={}", self.views.file_url(it.file)?, at.0), false))
            }
            _ => None,
        }
    }

    fn moment(&mut self, index: usize, moment: &Moment, body: Option<&str>) -> String {
        let Some((url, external)) = self.moment_url(moment.of, moment.at) else {
            return body.map_or_else(|| moment.at.text(), str::to_owned);
        };
        let (text, seconds, player) = (moment.at.text(), moment.at.0, id_of(moment.of));
        self.draw(index, &given::MOMENT, &MomentView { url, text, seconds, player, external }, body)
    }

    /// The notes beside a player, in which a time at the beginning of a paragraph or of an entry of a list is a link.
    fn timed(&self, body: &str, player: usize) -> String {
        let mut out = String::with_capacity(body.len());
        let mut rest = body;
        while let Some(open) = rest.find('<') {
            // From tag to tag: to look for one kind that is rare, again and again, would take long.
            let tag = ["<p>", "<li>"].into_iter().find(|tag| rest[open..].starts_with(tag));
            let (before, after) = rest.split_at(open + tag.map_or(1, str::len));
            out.push_str(before);
            rest = after;
            if tag.is_none() {
                continue;
            }
            let length = after.find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(after.len());
            let (time, following) = after.split_at(length);
            let alone = !following.starts_with(char::is_alphanumeric) && time.contains(':');
            let moment = Length::moment(time.trim_end_matches(':')).ok().filter(|_| alone);
            if let Some((moment, (url, external))) = moment.and_then(|it| Some((it, self.moment_url(player, it)?))) {
                let time = time.trim_end_matches(':');
                let rel = if external { " rel=\"external\"" } else { "" };
                let url = url.replace('&', "&amp;").replace('"', "&quot;");
                let (seconds, id) = (moment.0, id_of(player));
                let _ = write!(
                    out,
                    "<a class=\"moment\" href=\"{url}\"{rel} data-moment=\"{seconds}\" data-player=\"{id}\">{time}</a>"
                );
                rest = &after[time.len()..];
            }
        }
        out.push_str(rest);
        out
    }
}
