//! Nothing moves by itself when pictures and scripts come.

use crate::seen::{View, WIDTHS};
use crate::{Faults, Part};

pub const PARTS: &[Part] = &[Part { name: "still", look, at: |_| true, every_theme: true }];

fn look(view: &View) -> Faults {
    view.wishes(&[]);
    let mut faults = Faults::new();
    for width in [WIDTHS[0], WIDTHS[2]] {
        view.wide(width);
        view.load_from(&view.built.late);
        faults.extend(view.faults(&format!("{width} px"), "gate.shifts()"));
    }
    faults
}
