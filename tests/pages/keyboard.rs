//! The keyboard alone reaches everything, in order, and one sees where one is.

use crate::seen::{View, WIDTHS};
use crate::{Faults, Part};
use serde_json::json;

pub const PARTS: &[Part] = &[
    Part {
        name: "keyboard walk",
        look: walk,
        at: |page| page.first && !page.lang.starts_with("ko"),
        every_theme: true,
    },
    Part { name: "keyboard keys", look: keys, at: |page| page.first, every_theme: true },
];

const TAB: char = '\u{e004}';
const SHIFT: char = '\u{e008}';
const ENTER: char = '\u{e007}';
const RIGHT: char = '\u{e014}';

/// Keys come faster than a page that scrolls smoothly: where they lead is looked at without motion.
pub const STILL: (&str, &str) = ("prefers-reduced-motion", "reduce");

/// Tab from the top to the end, and back.
fn walk(view: &View) -> Faults {
    let mut faults = Faults::new();
    for (width, scheme) in [(WIDTHS[0], "light"), (WIDTHS[2], "dark")] {
        view.wishes(&[STILL, ("prefers-color-scheme", scheme)]);
        view.wide(width);
        view.load();
        view.browser.run("gate.walk()");
        let stops = view.browser.value("gate.path.stops.length").as_u64().unwrap_or_default();
        let mut steps = usize::try_from(stops).unwrap() + 1;
        // Players have stops of their own inside, and what scrolls is one without saying so.
        for _ in 0..6 {
            view.browser.press_often(TAB, None, steps);
            if view.browser.value("gate.path.ended") == json!(true) {
                break;
            }
            steps = 12;
        }
        let at = format!("{width} px, {scheme}");
        faults.extend(view.faults(&at, "gate.walked()"));
        view.browser.run("gate.turn()");
        let back = view.browser.value("gate.path.there.length").as_u64().unwrap_or_default();
        view.browser.press_often(TAB, Some(SHIFT), usize::try_from(back).unwrap() + 1);
        faults.extend(view.faults(&at, "gate.walked_back()"));
    }
    faults
}

/// The link past the masthead, what unfolds, and what scrolls.
fn keys(view: &View) -> Faults {
    view.wishes(&[STILL]);
    view.wide(WIDTHS[0]);
    view.load();
    view.browser.press_often(TAB, None, 1);
    let mut faults = view.faults("skip link", "gate.skip()");
    view.browser.press_often(ENTER, None, 1);
    faults.extend(view.faults("skip link", "gate.skipped()"));
    view.browser.press_often(TAB, None, 1);
    faults.extend(view.faults("skip link", "gate.past()"));
    for at in 0..3 {
        if view.browser.value(&format!("gate.fold({at})")) == json!(true) {
            view.browser.press_often(ENTER, None, 1);
            faults.extend(view.faults("Enter", "gate.folded(true)"));
            view.browser.press_often(ENTER, None, 1);
            faults.extend(view.faults("Enter again", "gate.folded(false)"));
        }
    }
    view.browser.run("gate.unfold(true)");
    faults.extend(view.faults("scrolling", "gate.scrollers()"));
    for at in 0..3 {
        if view.browser.value(&format!("gate.scroller({at})")) == json!(true) {
            view.browser.press_often(RIGHT, None, 2);
            faults.extend(view.faults("arrow to the right", "gate.scrolled()"));
        }
    }
    faults
}
