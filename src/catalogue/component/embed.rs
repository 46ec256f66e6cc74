//! Players of elsewhere: `<YouTube>`, `<Spotify>`, `<AppleMusic>`.

use super::LinkedComponent;
use super::arguments::Args;
use super::media::Media;
use crate::catalogue::Catalogue;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Entity, Kind, Length, Listing, Platform, StoreId, moment_in};
use crate::source::{SourceId, Spanned};

/// A player of elsewhere, of which nothing is loaded before a reader asks.
#[derive(Debug, Clone)]
pub struct Embed {
    /// What it plays.
    pub id: StoreId,
    /// The record that it plays, when it is named by one.
    pub of: Option<Entity>,
    /// Its title, unless the record's name is.
    pub title: Option<String>,
    /// The picture that stands for it, unless the record has one.
    pub poster: Option<Spanned<SourceId>>,
    /// Where it begins.
    pub start: Option<Length>,
    /// How long it lasts, where that is known.
    pub lasts: Option<Length>,
}

/// What can be named instead of an id.
const RECORDS: [Kind; 3] = [Kind::Track, Kind::Soundtrack, Kind::Playlist];

impl Args<'_> {
    pub(super) fn embed(&mut self, platform: Platform) -> Option<LinkedComponent> {
        let title = self.unless_empty("title");
        let poster = self.poster();
        let stated = RECORDS.iter().find_map(|kind| self.argument(kind.word()));
        let by_id = self.argument("id");
        let (of, id) = match (by_id, stated) {
            (Some(_), Some(second)) => {
                let message = format!("`<{}>` takes an `id` or a record, not both", self.matter.name);
                self.fault(second.name_span, message, Some("keep one of the two".to_owned()));
                return None;
            }
            (Some(_), None) => (None, self.store_id(platform)),
            (None, Some(_)) => {
                let of = self.one_of(&RECORDS)?;
                (Some(of), self.listed_at(of, platform))
            }
            (None, None) => {
                let example = match platform {
                    Platform::Youtube => "id=\"M7lc1UVf-VE\"",
                    Platform::Spotify => "id=\"11dFghVXANMlKmJXsNCbNl\"",
                    _ => "id=\"1440833098\"",
                };
                self.needed("`id`, `track`, `soundtrack` or `playlist`", example);
                return None;
            }
        };
        if by_id.is_some() && title.is_none() {
            self.needed("`title`", "title=\"…\"");
        }
        let lasts = match of {
            Some(Entity::Track(id)) => self.context.catalogue.track(id).length.as_ref().map(|length| length.value),
            _ => None,
        };
        // That no other service can be told where to begin was told with the argument.
        let start = if platform == Platform::Youtube { self.start(lasts, id.as_ref()) } else { None };
        let id = id?;
        if by_id.is_some() && title.is_none() {
            return None;
        }
        Some(LinkedComponent::Media(Media::Embed(Embed { id, of, title, poster, start, lasts })))
    }

    /// `id`: an id or a whole address of the platform.
    fn store_id(&mut self, platform: Platform) -> Option<StoreId> {
        const LISTINGS: [Listing; 4] = [Listing::Track, Listing::Release, Listing::Playlist, Listing::Artist];
        let typed = self.text("id")?;
        // A bare id is a track's, unless it can only be another's; an address says what it is of.
        let found = LISTINGS.into_iter().filter_map(|listing| platform.read(listing, &typed.value).ok());
        let played = found.filter(|id| id.player(None).is_some()).find(|id| {
            id.listing() == Listing::Track || typed.value.contains([':', '/']) || platform != Platform::Spotify
        });
        if played.is_none() {
            let cause = platform.read(Listing::Track, &typed.value).err().unwrap_or_default();
            let (what, form) = cause.split_once("; ").unwrap_or(("this is no id", &cause));
            let what =
                if what == "this is no id" { format!("this is no id on {}", platform.name()) } else { what.to_owned() };
            self.fault(typed.span, what, Some(form.to_owned()).filter(|it| !it.is_empty()));
        }
        played
    }

    /// Where the catalogue says that a record is listened to.
    fn listed_at(&mut self, of: Entity, platform: Platform) -> Option<StoreId> {
        let catalogue = self.context.catalogue;
        let found = store_id_of(catalogue, of, platform);
        if found.is_none() && catalogue.is_sound(of) {
            let id = catalogue.index.id(of);
            let word = platform.word();
            let span = self.argument(of.kind().word()).map_or_else(|| self.name_span(), |it| it.value_span);
            let message = format!("the catalogue has no address of `{id}` on {}", platform.name());
            let it = Diagnostic::error(Code::FactUnknown, span, message);
            self.diagnostics.push(it.help(format!(
                "write `listen = {{ {word} = \"…\" }}` into its record, or say here what to play: `id=\"…\"`"
            )));
        }
        found
    }

    /// Where it begins: `start`, else the moment that a pasted address names.
    fn start(&mut self, lasts: Option<Length>, id: Option<&StoreId>) -> Option<Length> {
        let Some(argument) = self.argument("start") else {
            return self.argument("id").and_then(|it| it.value.as_deref()).and_then(moment_in);
        };
        let start = self.moment("start")?;
        if id.is_some_and(|id| !id.has_moments()) {
            self.idle("start", "a playlist begins at its beginning".to_owned());
        }
        self.within(&start, lasts, argument.value.as_deref().unwrap_or_default());
        Some(start.value)
    }

    /// A time from the beginning of a recording.
    pub(super) fn moment(&mut self, name: &str) -> Option<Spanned<Length>> {
        let typed = self.text(name)?;
        match Length::moment(&typed.value) {
            Ok(moment) => Some(Spanned::new(moment, typed.span)),
            Err(cause) => {
                let it = Diagnostic::error(Code::BadLength, typed.span, format!("`{}` is not a time", typed.value));
                self.diagnostics.push(it.help(cause));
                None
            }
        }
    }

    fn within(&mut self, moment: &Spanned<Length>, lasts: Option<Length>, typed: &str) {
        self.diagnostics.extend(lasts.and_then(|lasts| too_late(moment.value, moment.span, lasts, typed)));
    }
}

/// A moment after the end of what lasts so long.
pub(super) fn too_late(moment: Length, span: crate::source::Span, lasts: Length, typed: &str) -> Option<Diagnostic> {
    (moment > lasts).then(|| {
        let message = format!("`{typed}` is after the end: the track lasts {}", lasts.text());
        Diagnostic::error(Code::FactContradicted, span, message)
            .help(format!("write a time up to `{}`, or correct the track's `length`", lasts.text()))
    })
}

/// The id of a record on a platform; a track's may stand at another track that is the same recording.
fn store_id_of(catalogue: &Catalogue, of: Entity, platform: Platform) -> Option<StoreId> {
    let (places, listing) = match of {
        Entity::Track(id) => {
            let all = [id].into_iter().chain(catalogue.same_recording(id)).map(Entity::Track);
            (all.collect(), Listing::Track)
        }
        Entity::Soundtrack(_) => (vec![of], Listing::Release),
        _ => (vec![of], Listing::Playlist),
    };
    let listed = places.into_iter().flat_map(|place| catalogue.listen(place));
    listed.filter(|(at, _)| *at == platform).find_map(|(_, url)| platform.read(listing, url).ok())
}
