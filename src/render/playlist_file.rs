//! Playlists as files that players open: XSPF version 1 (xspf.org/spec) and its JSON, JSPF (xspf.org/jspf).

use super::uri::uri;
use super::xml::{Xml, allowed};
use jiff::Timestamp;
use serde::Serialize;

/// A playlist. What is empty is left out; so are addresses that are no absolute URIs, which players refuse.
#[derive(Debug, Clone, Default)]
pub struct PlaylistFile {
    /// What it is called.
    pub title: String,
    /// Who made it.
    pub creator: Option<String>,
    /// What it is, plain text.
    pub annotation: Option<String>,
    /// Its page, absolute.
    pub info: Option<String>,
    /// A URI that names it wherever it is copied to.
    pub identifier: Option<String>,
    /// The address of its picture, absolute.
    pub image: Option<String>,
    /// When it was made. The caller gives it, so that the same playlist is the same bytes.
    pub date: Option<Timestamp>,
    /// What is played, in order.
    pub tracks: Vec<PlaylistTrack>,
}

/// A track of a playlist.
#[derive(Debug, Clone, Default)]
pub struct PlaylistTrack {
    /// What it is called.
    pub title: String,
    /// Its artist credit.
    pub creator: Option<String>,
    /// The release that it is on.
    pub album: Option<String>,
    /// Its place on the release, from 1; 0 is left out.
    pub track_number: Option<u32>,
    /// How long it lasts, in milliseconds.
    pub duration_ms: Option<u64>,
    /// Its page, absolute.
    pub info: Option<String>,
    /// URIs that name the recording, by which players find it: `urn:isrc:KRA301600125`.
    pub identifiers: Vec<String>,
    /// Addresses where it can be heard.
    pub locations: Vec<String>,
    /// What it is, plain text.
    pub annotation: Option<String>,
}

impl PlaylistFile {
    /// As XSPF: UTF-8, `application/xspf+xml`.
    pub fn xspf(&self) -> Vec<u8> {
        let list = Jspf::of(self).playlist;
        let mut xml = Xml::new();
        xml.open("playlist", &[("version", "1"), ("xmlns", "http://xspf.org/ns/0/")]);
        let texts = [
            ("title", &list.title),
            ("creator", &list.creator),
            ("annotation", &list.annotation),
            ("info", &list.info),
            ("identifier", &list.identifier),
            ("image", &list.image),
            ("date", &list.date),
        ];
        write(&mut xml, &texts);
        xml.open("trackList", &[]);
        for track in &list.track {
            xml.open("track", &[]);
            for location in &track.location {
                xml.text("location", &[], location);
            }
            for identifier in &track.identifier {
                xml.text("identifier", &[], identifier);
            }
            let texts = [
                ("title", &track.title),
                ("creator", &track.creator),
                ("annotation", &track.annotation),
                ("info", &track.info),
                ("album", &track.album),
                ("trackNum", &track.number.map(|number| number.to_string())),
                ("duration", &track.duration.map(|duration| duration.to_string())),
            ];
            write(&mut xml, &texts);
            xml.close("track");
        }
        xml.close("trackList");
        xml.close("playlist");
        xml.into_bytes()
    }

    /// As JSPF: UTF-8, `application/json`.
    pub fn jspf(&self) -> Vec<u8> {
        // Texts and numbers always are JSON, so nothing can fail here.
        let mut bytes = serde_json::to_vec_pretty(&Jspf::of(self)).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

fn write(xml: &mut Xml, texts: &[(&str, &Option<String>)]) {
    for (name, text) in texts {
        if let Some(text) = text {
            xml.text(name, &[], text);
        }
    }
}

/// The playlist as both formats have it, in the names of JSPF.
#[derive(Serialize)]
struct Jspf {
    playlist: List,
}

#[derive(Serialize)]
struct List {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    annotation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    info: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    /// An `xsd:dateTime`.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    track: Vec<Track>,
}

#[derive(Serialize)]
struct Track {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    location: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    identifier: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    annotation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    info: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    album: Option<String>,
    #[serde(rename = "trackNum", skip_serializing_if = "Option::is_none")]
    number: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<u64>,
}

impl Jspf {
    fn of(list: &PlaylistFile) -> Self {
        let playlist = List {
            title: text(&list.title),
            creator: list.creator.as_deref().and_then(text),
            annotation: list.annotation.as_deref().and_then(text),
            info: list.info.as_deref().and_then(uri),
            identifier: list.identifier.as_deref().and_then(uri),
            image: list.image.as_deref().and_then(uri),
            date: list.date.map(|date| date.to_string()),
            track: list.tracks.iter().map(Track::of).collect(),
        };
        Self { playlist }
    }
}

impl Track {
    fn of(track: &PlaylistTrack) -> Self {
        Self {
            location: track.locations.iter().filter_map(|location| uri(location)).collect(),
            identifier: track.identifiers.iter().filter_map(|identifier| uri(identifier)).collect(),
            title: text(&track.title),
            creator: track.creator.as_deref().and_then(text),
            annotation: track.annotation.as_deref().and_then(text),
            info: track.info.as_deref().and_then(uri),
            album: track.album.as_deref().and_then(text),
            number: track.track_number.filter(|number| *number > 0),
            duration: track.duration_ms,
        }
    }
}

/// A text that both formats can hold: without control characters, line breaks and tabs apart.
fn text(text: &str) -> Option<String> {
    // XML readers make a line feed of a carriage return, so JSON has the same.
    let plain = allowed(text).replace("\r\n", "\n").replace('\r', "\n");
    let plain: String = plain.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    Some(plain).filter(|plain| !plain.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use quick_xml::Reader;
    use quick_xml::events::Event;

    fn playlist() -> PlaylistFile {
        PlaylistFile {
            title: "Snow & <rain>\u{1}".into(),
            creator: Some("Insert Song".into()),
            annotation: Some(String::new()),
            info: Some("https://magazine.example/플레이리스트/".into()),
            identifier: Some("https://magazine.example/playlists/snow/".into()),
            image: Some("/not/absolute.png".into()),
            date: Some("2026-11-20T18:00:00+09:00".parse().unwrap()),
            tracks: vec![
                PlaylistTrack {
                    title: "첫눈처럼 너에게 가겠다".into(),
                    creator: Some("Ailee".into()),
                    album: Some("Goblin OST Part 9".into()),
                    track_number: Some(1),
                    duration_ms: Some(236_000),
                    info: Some("https://magazine.example/soundtracks/goblin-part-9/first-snow/".into()),
                    identifiers: vec!["urn:isrc:KRA301600125".into(), "KRA301600125".into()],
                    locations: vec!["https://www.youtube.com/watch?v=M7lc1UVf-VE".into()],
                    annotation: Some("One\r\ntwo".into()),
                },
                PlaylistTrack { title: "Untold".into(), track_number: Some(0), ..PlaylistTrack::default() },
            ],
        }
    }

    /// The texts of an XML file by the path of their element.
    fn texts(bytes: &[u8]) -> Vec<(String, String)> {
        let mut reader = Reader::from_reader(bytes);
        reader.config_mut().check_end_names = true;
        let (mut path, mut found, mut text) = (Vec::new(), Vec::new(), String::new());
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => {
                    path.push(start.name().as_ref().to_owned());
                    text.clear();
                }
                Event::Text(part) => text.push_str(&part.xml10_content()),
                Event::GeneralRef(name) => text.push_str(match &*name.xml10_content() {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "apos" => "'",
                    other => panic!("&{other};"),
                }),
                Event::End(_) => {
                    let leaf = path.join("/");
                    path.pop();
                    let branch = ["playlist", "playlist/trackList", "playlist/trackList/track"];
                    if !branch.contains(&leaf.as_str()) {
                        found.push((leaf, std::mem::take(&mut text)));
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert!(path.is_empty());
        found
    }

    #[test]
    fn xspf_can_be_read() {
        let bytes = playlist().xspf();
        let start =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<playlist version=\"1\" xmlns=\"http://xspf.org/ns/0/\">\n";
        assert!(String::from_utf8(bytes.clone()).unwrap().starts_with(start));
        let found = texts(&bytes);
        let found: Vec<(&str, &str)> = found.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let expected = [
            ("playlist/title", "Snow & <rain>"),
            ("playlist/creator", "Insert Song"),
            ("playlist/info", "https://magazine.example/%ED%94%8C%EB%A0%88%EC%9D%B4%EB%A6%AC%EC%8A%A4%ED%8A%B8/"),
            ("playlist/identifier", "https://magazine.example/playlists/snow/"),
            ("playlist/date", "2026-11-20T09:00:00Z"),
            ("playlist/trackList/track/location", "https://www.youtube.com/watch?v=M7lc1UVf-VE"),
            ("playlist/trackList/track/identifier", "urn:isrc:KRA301600125"),
            ("playlist/trackList/track/title", "첫눈처럼 너에게 가겠다"),
            ("playlist/trackList/track/creator", "Ailee"),
            ("playlist/trackList/track/annotation", "One\ntwo"),
            ("playlist/trackList/track/info", "https://magazine.example/soundtracks/goblin-part-9/first-snow/"),
            ("playlist/trackList/track/album", "Goblin OST Part 9"),
            ("playlist/trackList/track/trackNum", "1"),
            ("playlist/trackList/track/duration", "236000"),
            ("playlist/trackList/track/title", "Untold"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn jspf_says_the_same() {
        let read: serde_json::Value = serde_json::from_slice(&playlist().jspf()).unwrap();
        let expected = serde_json::json!({ "playlist": {
            "title": "Snow & <rain>",
            "creator": "Insert Song",
            "info": "https://magazine.example/%ED%94%8C%EB%A0%88%EC%9D%B4%EB%A6%AC%EC%8A%A4%ED%8A%B8/",
            "identifier": "https://magazine.example/playlists/snow/",
            "date": "2026-11-20T09:00:00Z",
            "track": [
                {
                    "location": ["https://www.youtube.com/watch?v=M7lc1UVf-VE"],
                    "identifier": ["urn:isrc:KRA301600125"],
                    "title": "첫눈처럼 너에게 가겠다",
                    "creator": "Ailee",
                    "annotation": "One\ntwo",
                    "info": "https://magazine.example/soundtracks/goblin-part-9/first-snow/",
                    "album": "Goblin OST Part 9",
                    "trackNum": 1,
                    "duration": 236_000,
                },
                { "title": "Untold" },
            ],
        }});
        assert_eq!(read, expected);
    }

    #[test]
    fn a_list_without_tracks_is_one() {
        let empty = PlaylistFile { tracks: Vec::new(), ..playlist() };
        assert!(String::from_utf8(empty.xspf()).unwrap().contains("<trackList>"));
        let read: serde_json::Value = serde_json::from_slice(&empty.jspf()).unwrap();
        assert_eq!(read["playlist"]["track"], serde_json::json!([]));
    }

    proptest! {
        /// Whatever is typed, both files can be read, and say the same.
        #[test]
        fn any_text_can_be_read_again(typed in "\\PC*|(\\PC|[<>&\"'\\]\\n\\r\\t]){0,60}|(.|\\p{Cc}){0,30}") {
            let track = PlaylistTrack {
                title: typed.clone(),
                identifiers: vec![format!("urn:isrc:{typed}")],
                ..PlaylistTrack::default()
            };
            let list = PlaylistFile { title: typed, tracks: vec![track], ..PlaylistFile::default() };
            let xml = texts(&list.xspf());
            let json: serde_json::Value = serde_json::from_slice(&list.jspf()).unwrap();
            let of = |path: &str| xml.iter().find(|(p, _)| p == path).map(|(_, text)| text.as_str());
            prop_assert_eq!(of("playlist/title"), json["playlist"]["title"].as_str());
            let track = &json["playlist"]["track"][0];
            prop_assert_eq!(of("playlist/trackList/track/title"), track["title"].as_str());
            prop_assert_eq!(of("playlist/trackList/track/identifier"), track["identifier"][0].as_str());
        }
    }
}
