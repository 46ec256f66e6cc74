//! What readers ask of their system is followed: strong or chosen colours, and no motion.

use crate::keyboard::STILL;
use crate::seen::{View, WIDTHS};
use crate::{Faults, Part};

pub const PARTS: &[Part] =
    &[Part { name: "preferences", look, at: |page| page.first && !page.lang.starts_with("ko"), every_theme: false }];

/// The wishes, and the colours in which they are looked at.
const COLOURS: [(&str, &str, &str); 4] = [
    ("forced-colors", "active", "light"),
    ("forced-colors", "active", "dark"),
    ("prefers-contrast", "more", "light"),
    ("prefers-contrast", "more", "dark"),
];

fn look(view: &View) -> Faults {
    let mut faults = Faults::new();
    view.wishes(&[]);
    view.wide(WIDTHS[2]);
    view.load();
    for (name, value, scheme) in COLOURS {
        view.wishes(&[STILL, (name, value), ("prefers-color-scheme", scheme)]);
        let at = format!("{name}: {value}, {scheme}");
        faults.extend(view.faults(&at, "gate.focus_seen()"));
        faults.extend(view.faults(&at, "gate.current_told()"));
        faults.extend(view.faults(&at, "gate.buttons_bound()"));
        if name == "prefers-contrast" {
            faults.extend(view.faults(&at, "gate.contrasts(4.5)"));
        }
    }
    view.wishes(&[STILL]);
    faults.extend(view.faults("reduced motion", "gate.moving_parts()"));
    faults
}
