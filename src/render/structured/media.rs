//! Pictures, sound and film: what they are called, whose they are, and what is said in them.

use super::article::source_type;
use super::node::member;
use super::{Graph, Node};
use crate::catalogue::{LinkedBody, LinkedComponent, Media, Recording};
use crate::model::{Article, Cover, Disclosure, Id, PictureNotes};
use crate::render::component::Spoken;
use crate::render::view::{PictureView, address};
use crate::source::SourceId;

/// How many characters of a transcript are told: what is longer is read on the page.
const TRANSCRIPT: usize = 5000;

impl Graph<'_> {
    /// A picture with its credit and licence.
    pub(super) fn picture(&self, cover: Option<&Cover>) -> Option<Node> {
        let cover = cover?;
        self.image(cover.file, &cover.notes)
    }

    fn image(&self, file: SourceId, own: &PictureNotes) -> Option<Node> {
        let PictureView { src, alt, credit, licence, disclosure, .. } = self.views.pictured(file, own)?;
        let picture = Node::new("ImageObject")
            .and("url", src.as_str())
            .and("contentUrl", src)
            .and("caption", alt)
            .and("creditText", credit)
            .and("digitalSourceType", disclosure.and_then(Disclosure::from_word).and_then(source_type).map(member));
        Some(match licence {
            Some(licence) => match address(&licence) {
                Some(url) => picture.and("license", url),
                None => picture.and("license", Node::new("CreativeWork").and("name", licence)),
            },
            None => picture,
        })
    }

    /// What an article shows and plays from files of the site: recordings, and pictures of which the use of AI is
    /// disclosed, each once. What stands in a spoiler is told nowhere else.
    pub(super) fn media(&self, node: &mut Node, id: Id<Article>, spoken: &Spoken) {
        let catalogue = &self.views.magazine.catalogue;
        let article = catalogue.article(id);
        let body: &LinkedBody = catalogue.article_body(id);
        let nothing = PictureNotes::default();
        let images = body.images.iter().zip(&body.outline.images).filter(|(_, matter)| !matter.hidden);
        let typed = images.filter_map(|(file, _)| Some(((*file)?, &nothing)));
        let components = body.components.iter().zip(&body.outline.components).enumerate();
        let told = components.filter_map(|(index, (component, matter))| match component {
            LinkedComponent::Media(media) if !matter.hidden => Some((index, media)),
            _ => None,
        });
        let photos = told.clone().filter_map(|(_, media)| match media {
            Media::Photo(photo) => Some((photo.file, &photo.notes)),
            _ => None,
        });
        let disclosed = |(file, own): (SourceId, &PictureNotes)| {
            self.image(file, own).filter(|image| image.text("digitalSourceType").is_some())
        };
        let mut shown: Vec<Node> = Vec::new();
        for image in typed.chain(photos).filter_map(disclosed) {
            if !shown.contains(&image) {
                shown.push(image);
            }
        }
        node.set("associatedMedia", shown);
        for (index, media) in told {
            let Media::Recording(recording) = media else { continue };
            let words = spoken.heard.iter().find(|(at, _)| *at == index).map(|(_, words)| words.as_str());
            if let Some(it) = self.recording(recording, words) {
                let uploaded = recording.film.then(|| self.views.stamp(article.date));
                node.push(if recording.film { "video" } else { "audio" }, it.and("uploadDate", uploaded));
            }
        }
    }

    fn recording(&self, recording: &Recording, words: Option<&str>) -> Option<Node> {
        let url = self.views.file_url(recording.file)?;
        let kind = if recording.film { "VideoObject" } else { "AudioObject" };
        let short = words.filter(|words| !words.is_empty() && words.chars().count() <= TRANSCRIPT);
        let poster = recording.poster.as_ref().and_then(|it| self.views.file_url(it.value));
        Some(
            Node::new(kind)
                .and("name", recording.title.as_str())
                .and("contentUrl", url)
                .and("thumbnailUrl", poster)
                .and("transcript", short),
        )
    }
}
