//! At which level each heading of a body is set, below the page's title.

use super::outline::Outline;
use crate::diagnostic::{Code, Diagnostic};

/// The title is the only heading of the first level; below it, headings go down one level at a time. Where that is
/// another order than the one that was typed, it is told.
pub fn set_levels(text: &str, outline: &mut Outline, diagnostics: &mut Vec<Diagnostic>) {
    // Those around, as typed.
    let mut above: Vec<u8> = Vec::new();
    for heading in &mut outline.headings {
        let typed = heading.level;
        let closed = above.iter().position(|level| *level >= typed);
        // The shallowest heading so far is deeper than this one, and yet they stand side by side.
        let before = closed.and_then(|at| above.get(at)).filter(|first| closed == Some(0) && **first > typed).copied();
        above.truncate(closed.unwrap_or(above.len()));
        let meant = above.last().map(|parent| parent + 1);
        above.push(typed);
        heading.level = u8::try_from(above.len() + 1).unwrap_or(6).min(6);
        let whole = heading.span.range();
        let words = words(text.get(whole.clone()).unwrap_or_default());
        let span = heading.span.within(0..first_line(text.get(whole).unwrap_or_default()));
        if let Some(meant) = meant.filter(|meant| typed > *meant) {
            let (marks, parent) = (marks(meant), marks(meant - 1));
            diagnostics.push(
                Diagnostic::warning(
                    Code::HeadingSkipped,
                    span,
                    format!("this heading skips a level: it stands below one of `{parent}`"),
                )
                .label(format!("shown as if it were `{marks}`"))
                .help(format!("write `{marks} {words}`")),
            );
        } else if let Some(before) = before {
            diagnostics.push(
                Diagnostic::warning(
                    Code::HeadingSkipped,
                    span,
                    format!(
                        "this heading is of a higher level than all before it, which begin with `{}`",
                        marks(before)
                    ),
                )
                .label("shown at the same level as they are")
                .help(format!("write `{} {words}`, or fewer `#` before the others", marks(before))),
            );
        }
    }
}

fn marks(level: u8) -> String {
    "#".repeat(usize::from(level))
}

/// The words of a heading as typed, in one line.
fn words(typed: &str) -> &str {
    let line = typed.get(..first_line(typed)).unwrap_or_default();
    line.trim_start_matches('#').trim().trim_end_matches('#').trim_end()
}

fn first_line(typed: &str) -> usize {
    typed.lines().next().unwrap_or_default().trim_end().len()
}
