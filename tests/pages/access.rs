//! What axe-core finds, what does not fit into the width, what the console says, what is asked of whom, and which words
//! are in another language than they say.

use crate::seen::{View, WIDTHS, tool};
use crate::{Faults, Part};
use serde_json::{Value, json};
use std::sync::LazyLock;

pub const PARTS: &[Part] = &[Part { name: "access", look, at: |_| true, every_theme: true }];

/// Rules of axe that colours can break; in the dark the others would only say the same again.
const OF_COLOURS: &str = "{ type: 'rule', values: ['color-contrast', 'link-in-text-block'] }";

/// All rules of WCAG 2.2 AA, and good custom.
const ALL: &str = "{ type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }";

/// JavaScript in bytes that a page may have altogether.
const SCRIPT: u64 = 10 * 1024;

/// Where axe lies in `node_modules`.
pub const AXE_FILE: &str = "axe-core/axe.min.js";

static AXE: LazyLock<String> = LazyLock::new(|| std::fs::read_to_string(tool(AXE_FILE).unwrap()).unwrap());

fn look(view: &View) -> Faults {
    view.wishes(&[]);
    view.wide(WIDTHS[0]);
    view.load();
    let mut faults = asked(view);
    faults.extend(said(view));
    faults.extend(view.faults("language", "gate.unmarked()"));
    view.browser.run(&AXE);
    for width in WIDTHS {
        view.wide(width);
        // What is folded is looked at, too: as it is on a phone, unfolded elsewhere.
        view.browser.run(&format!("gate.unfold({})", width != 390));
        for scheme in ["light", "dark"] {
            view.wishes(&[("prefers-color-scheme", scheme)]);
            let at = format!("{width} px, {scheme}");
            let rules = if scheme == "dark" { OF_COLOURS } else { ALL };
            faults.extend(view.faults(&at, &format!("gate.axe({rules})")));
            if scheme == "light" {
                faults.extend(view.faults(&at, "gate.sideways()"));
            }
        }
    }
    faults.extend(said(view));
    faults
}

/// What the console said: it has to be silent.
fn said(view: &View) -> Faults {
    let own = format!("{}{}", view.built.host.url, view.page.path);
    let is_answer = |entry: &Value| {
        view.page.missing
            && entry["source"] == "network"
            && entry["message"].as_str().is_some_and(|it| it.starts_with(&own))
    };
    let said = view.browser.console().into_iter().filter(|entry| !is_answer(entry));
    said.map(|entry| format!("the console says: {}: {}", entry["level"], entry["message"])).collect()
}

/// Whom the page asks, and how much it weighs.
fn asked(view: &View) -> Faults {
    let mut faults = view.faults("requests", "gate.asked()");
    let missed = view.built.host.missed().into_iter().filter(|path| !path.ends_with("/nothing/is/here/"));
    faults.extend(missed.map(|path| format!("asked for {path}, which is not there")));
    let sheets = view.browser.value("document.querySelectorAll('link[rel~=stylesheet], style').length");
    if sheets.as_u64() > Some(1) {
        faults.push(format!("{sheets} style sheets instead of one"));
    }
    let script = view.browser.value("gate.script()");
    if script.as_u64().is_none_or(|bytes| bytes > SCRIPT) {
        faults.push(format!("{script} bytes of JavaScript instead of at most {}", json!(SCRIPT)));
    }
    faults
}
