//! What a drawing keeps to, whatever ran.

#![allow(clippy::unwrap_used, clippy::panic)]

use super::{ACROSS, Plot, Series, Slot, Texts};
use proptest::prelude::*;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;

fn slots(n: usize) -> Vec<Slot> {
    let slot = |n: usize| Slot {
        iso: format!("{}-{:02}-{:02}", 2020 + n / 48, n / 4 % 12 + 1, n % 4 * 7 + 1),
        text: format!("week {n}"),
        short: format!("{}/{}", n / 4 % 12 + 1, 20 + n / 48),
        known: true,
    };
    (0..n).map(slot).collect()
}

fn series(name: &str, places: &[Option<u32>]) -> Series {
    let peak = places.iter().flatten().min().copied();
    Series { name: name.to_owned(), lang: None, places: places.to_vec(), peak }
}

fn plot(slots: Vec<Slot>, series: Vec<Series>) -> Plot {
    let texts = Texts {
        title: "Run".to_owned(),
        description: "What ran".to_owned(),
        axis: "Place".to_owned(),
        peak: "Peak {n}".to_owned(),
        no_data: "Not stored".to_owned(),
    };
    Plot { id: "run".to_owned(), size: 100, slots, series, texts }
}

/// One element of a drawing.
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    /// How many frames are around it.
    depth: usize,
}

impl Element {
    fn of(element: &BytesStart, depth: usize) -> Self {
        let attributes = element.attributes().map(|a| a.unwrap());
        let attributes = attributes.map(|a| (a.key.as_ref().to_owned(), a.value.to_string())).collect();
        Self { name: element.name().as_ref().to_owned(), attributes, depth }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

fn elements(svg: &str) -> Vec<Element> {
    let mut reader = quick_xml::Reader::from_str(svg);
    let (mut elements, mut depth) = (Vec::new(), 0);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) => {
                elements.push(Element::of(&element, depth));
                depth += usize::from(element.name().as_ref() == "svg");
            }
            Event::End(element) => depth -= usize::from(element.name().as_ref() == "svg"),
            Event::Empty(element) => elements.push(Element::of(&element, depth)),
            Event::Eof => break,
            _ => {}
        }
    }
    elements
}

/// Path data of all paths of a class.
fn paths(svg: &str, class: &str) -> String {
    let elements = elements(svg);
    elements
        .iter()
        .filter(|element| element.get("class") == Some(class))
        .filter_map(|element| element.get("d"))
        .collect()
}

/// How often a run begins anew: weeks in a row, and weeks alone.
fn stretches(places: &[Option<u32>]) -> (usize, usize) {
    let mut lengths = vec![0];
    for place in places {
        match place {
            Some(_) => *lengths.last_mut().unwrap() += 1,
            None => lengths.push(0),
        }
    }
    (lengths.iter().filter(|n| **n > 1).count(), lengths.iter().filter(|n| **n == 1).count())
}

/// All numbers in path data are inside the frame.
fn inside(data: &str, height: f64) {
    let numbers = data.split(|c: char| !c.is_ascii_digit() && c != '.' && c != '-').filter(|n| !n.is_empty());
    for number in numbers {
        let n: f64 = number.parse().unwrap();
        assert!((0.0..=f64::from(u32::try_from(ACROSS).unwrap()).max(height)).contains(&n), "{number} in {data}");
        assert!(number.split_once('.').is_none_or(|(_, decimals)| decimals.len() <= 1), "{number} in {data}");
    }
}

#[test]
fn the_line_is_broken_where_a_song_is_off_the_chart() {
    let svg = plot(slots(6), vec![series("Golden", &[Some(10), Some(1), None, Some(5), Some(5), Some(5)])]).svg();
    // Ten is the bottom line. The week between two at the same place needs no point of its own.
    assert_eq!(paths(&svg, "plot-line"), "M83.3 168L250 0M583.3 74.7L916.6 74.7");
    assert_eq!(paths(&svg, "plot-lone"), "");
}

#[test]
fn a_week_alone_is_a_dot() {
    let svg = plot(slots(4), vec![series("Golden", &[Some(3), None, Some(4), None])]).svg();
    assert_eq!(paths(&svg, "plot-line"), "");
    assert_eq!(paths(&svg, "plot-lone"), "M125 60h0M625 90h0");
}

#[test]
fn the_peak_is_marked_where_it_was_first_reached() {
    let svg = plot(slots(4), vec![series("Golden", &[Some(3), Some(2), Some(2), None])]).svg();
    assert!(svg.contains(r#"<circle class="plot-peak" cx="37.5%" cy="30" r="6" fill="none" stroke="currentColor"><title>week 1 · 2</title></circle>"#));
    assert!(svg.contains(">Peak 2</text>"));
    assert_eq!(svg.matches("plot-peak").count(), 1);
}

#[test]
fn weeks_at_number_one_are_underlined() {
    let svg = plot(slots(4), vec![series("Golden", &[Some(1), Some(1), Some(2), Some(1)])]).svg();
    assert_eq!(paths(&svg, "plot-tops"), "M125 0H375M875 0H875");
}

#[test]
fn editions_that_are_not_stored_are_hatched() {
    let mut plot = plot(slots(4), vec![series("Golden", &[Some(1), None, None, Some(2)])]);
    plot.slots[1].known = false;
    plot.slots[2].known = false;
    let svg = plot.svg();
    assert!(svg.contains(r#"<rect class="plot-unknown" x="25%" width="50%""#));
    assert!(svg.contains("<title>Not stored: week 1 – week 2</title>"));
    assert!(svg.contains(r#"<pattern id="run-hatch""#));
}

#[test]
fn several_runs_differ_in_mark_and_dashes() {
    let runs: Vec<Series> = (0..9).map(|n| series(&format!("Song {n}"), &[Some(n + 1), Some(n + 2)])).collect();
    let svg = plot(slots(2), runs).svg();
    let elements = elements(&svg);
    let lines = elements.iter().filter(|element| element.name == "path" && element.get("class") == Some("plot-line"));
    let dashes: Vec<Option<&str>> = lines.map(|line| line.get("stroke-dasharray")).collect();
    assert_eq!(dashes.len(), 9);
    assert_eq!(dashes[..6].iter().collect::<BTreeSet<_>>().len(), 6);
    // The seventh has the mark of the first again, and other dashes.
    assert_ne!(dashes[0], dashes[6]);
    assert!(svg.contains(">Song 8</tspan>"));
}

#[test]
fn names_are_escaped() {
    let mut plot = plot(slots(1), vec![series("<b>&\"\u{1}", &[Some(1)]), series("b", &[])]);
    plot.series[0].lang = Some("ko\"".to_owned());
    let svg = plot.svg();
    assert!(svg.contains(r#"lang="ko&quot;">&lt;b&gt;&amp;&quot;</tspan>"#), "{svg}");
}

#[test]
fn nothing_is_drawn_of_nothing() {
    for plot in [plot(Vec::new(), Vec::new()), plot(slots(1), Vec::new()), plot(slots(3), vec![series("a", &[None])])] {
        let svg = plot.svg();
        assert_eq!(paths(&svg, "plot-line"), "");
        assert!(svg.contains("plot-grid"));
    }
}

#[test]
fn a_long_run_is_small() {
    let places: Vec<Option<u32>> = (0..500_u32).map(|n| (n % 50 < 40).then_some(n * 37 % 100 + 1)).collect();
    let svg = plot(slots(500), vec![series("Golden", &places)]).svg();
    assert!(svg.len() < 9_000, "{}", svg.len());
}

#[test]
fn dates_keep_their_distance_and_wide_columns_have_more() {
    let svg = plot(slots(500), vec![series("Golden", &[])]).svg();
    let shown = |class: &str| svg.matches(class).count();
    assert!(shown("plot-s") >= 2);
    assert!(shown("plot-s") <= 7 && shown("plot-m") <= 12 && shown("plot-l") <= 18);
    assert!(shown("plot-s") < shown("plot-l"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_drawing_keeps_to_its_frame(
        size in 0_u32..300,
        editions in prop::collection::vec((any::<bool>(), "\\PC{0,12}"), 0..90),
        runs in prop::collection::vec(
            ("\\PC{0,50}", prop::collection::vec(prop::option::of(1_u32..400), 0..90), prop::option::of(any::<u32>())),
            0..9,
        ),
        id in "\\PC{0,5}",
    ) {
        let slots: Vec<Slot> = slots(editions.len())
            .into_iter()
            .zip(editions)
            .map(|(slot, (known, short))| Slot { short, known, ..slot })
            .collect();
        let known = runs.clone();
        let runs = runs.into_iter().map(|(name, places, peak)| Series { name, lang: None, places, peak }).collect();
        let plot = Plot { id, size, ..plot(slots, runs) };
        let svg = plot.svg();
        prop_assert_eq!(&svg, &plot.svg());

        let elements = elements(&svg);
        let mut height = 0.0;
        let mut ids = BTreeSet::new();
        for element in &elements {
            if let Some(id) = element.get("id") {
                prop_assert!(ids.insert(id.to_owned()), "{} twice", id);
            }
            if element.name == "svg" && element.depth == 0 {
                height = element.get("height").unwrap().parse().unwrap();
            }
            for (key, value) in &element.attributes {
                let value = value.as_str();
                match key.as_str() {
                    "x" | "x1" | "x2" | "cx" | "width" if value.ends_with('%') => {
                        let n: f64 = value.trim_end_matches('%').parse().unwrap();
                        prop_assert!((0.0..=100.0).contains(&n), "{key}={value}");
                    }
                    "x" | "x1" | "x2" | "y" | "y1" | "y2" | "cy" | "height" if !value.ends_with('%') => {
                        let n: f64 = value.parse().unwrap();
                        // A label of the peak stands above the field, in the head of the drawing.
                        prop_assert!((-11.0..=height).contains(&n), "{key}={value}");
                    }
                    "d" if element.depth == 2 => inside(value, height),
                    _ => {}
                }
            }
        }

        let (mut rows, mut alone) = (0, 0);
        for (_, places, _) in &known {
            let (more, dots) = stretches(&places[..places.len().min(plot.slots.len())]);
            rows += more;
            alone += dots;
        }
        prop_assert_eq!(paths(&svg, "plot-line").matches('M').count(), rows);
        prop_assert_eq!(paths(&svg, "plot-lone").matches('M').count(), alone);
    }
}
