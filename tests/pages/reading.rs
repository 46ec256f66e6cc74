//! The text is there and can be read: spread out, on paper, and without scripts.

use crate::seen::{View, WIDTHS};
use crate::{Faults, Part};
use serde_json::json;

pub const PARTS: &[Part] = &[
    Part { name: "spacing", look: spaced, at: |page| page.first, every_theme: false },
    Part { name: "print", look: printed, at: |page| page.first, every_theme: false },
    Part { name: "without script", look: without_script, at: |page| page.first, every_theme: false },
];

/// Nothing overlaps and nothing is cut off, as it is and with the spacing of WCAG 1.4.12.
fn spaced(view: &View) -> Faults {
    let mut faults = Faults::new();
    view.wishes(&[]);
    for width in [WIDTHS[0], WIDTHS[2]] {
        view.wide(width);
        view.load();
        view.browser.run("gate.unfold(true)");
        faults.extend(view.faults(&format!("{width} px"), "gate.unreadable()"));
        view.browser.run("gate.spread()");
        let at = format!("{width} px, spread out");
        faults.extend(view.faults(&at, "gate.unreadable()"));
        faults.extend(view.faults(&at, "gate.sideways()"));
    }
    faults
}

/// On paper everything is dark on light, unfolded, and without what only a screen can do.
fn printed(view: &View) -> Faults {
    view.wide(WIDTHS[2]);
    view.medium("print", &[("prefers-color-scheme", "dark")]);
    view.load();
    let faults = view.faults("print", "gate.printed()");
    view.wishes(&[]);
    faults
}

/// Without scripts all content is there, and nothing that would need one.
fn without_script(view: &View) -> Faults {
    view.wishes(&[]);
    view.wide(WIDTHS[2]);
    view.load();
    let with = view.browser.value("gate.content()");
    view.browser.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    view.reload();
    let faults = view.faults("without script", &format!("gate.missing({with})"));
    view.browser.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": false }));
    faults
}
