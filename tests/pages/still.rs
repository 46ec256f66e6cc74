//! Nothing moves by itself when pictures and scripts come.

use crate::seen::{View, WIDTHS};
use crate::{Faults, Part};

pub const PARTS: &[Part] = &[Part { name: "still", look, at: |_| true, every_theme: true }];

/// A browser that is short of time paints a page before it has read all of it, and what it reads then (a row that makes
/// a column wider) moves what was painted. That is not what is asked here, so such a look is made again, so often at most.
const LOOKS: usize = 10;

fn look(view: &View) -> Faults {
    view.wishes(&[]);
    let mut faults = Faults::new();
    for width in [WIDTHS[0], WIDTHS[2]] {
        view.wide(width);
        let mut found = shifts(view, width);
        for _ in 1..LOOKS {
            if found.is_empty() || is_painted_whole(view) {
                break;
            }
            found = shifts(view, width);
        }
        faults.extend(found);
    }
    faults
}

fn shifts(view: &View, width: u32) -> Faults {
    view.load_from(&view.built.late);
    view.faults(&format!("{width} px"), "gate.shifts()")
}

/// Whether all of the page was read before anything of it was painted.
fn is_painted_whole(view: &View) -> bool {
    view.browser.value("gate.paintedWhole()") == true
}
