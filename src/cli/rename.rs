//! `leitmotif rename`: another slug for a thing, in every place that says it, or nowhere.

use super::{CLEAN, ENVIRONMENT, Format, files, report};
use crate::catalogue::Showing;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::discover::{cause_of, discover};
use crate::edit::Tried;
use crate::edit::rename::{Move, Plan, plan};
use crate::edition::Options;
use crate::source::{LineIndex, Sources};
use crate::theme::embedded;
use clap::Args;
use files::Step;
use jiff::Timestamp;
use std::path::PathBuf;

/// `leitmotif rename <from> <to>`
#[derive(Debug, Args)]
pub(super) struct Rename {
    /// What is renamed: `drama:goblin`, `track:goblin-ost/first-snow`, `article:first`, `tag:charts` …
    from: String,
    /// Its new slug.
    to: String,
    /// Say what would change, place by place, and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// The magazine's folder, the one with `site.toml`.
    #[arg(short, long, default_value = ".", value_name = "FOLDER")]
    root: PathBuf,
}

const NOTHING: &str = "nothing was changed";

/// Renames a thing.
pub(super) fn rename(rename: &Rename) -> u8 {
    let (sources, mut diagnostics) = discover(&rename.root, embedded());
    diagnostics.retain(|it| it.severity == Severity::Error);
    if sources.find("site.toml").is_none() {
        report::report(diagnostics, &sources, Format::Text, false, NOTHING);
        return ENVIRONMENT;
    }
    // Drafts and what is to come refer to things, too.
    let showing = Showing { now: Timestamp::now(), drafts: true, future: true };
    let options = Options { showing, base_url: None, theme: None };
    let before = Tried::of(sources, &options);
    diagnostics.extend(before.errors.iter().cloned());
    let sources = before.edition.sources();
    if !diagnostics.is_empty() {
        let consequence = "a magazine with errors cannot be renamed in: mend them first";
        return report::report(diagnostics, sources, Format::Text, false, consequence);
    }
    let plan = match plan(&before, &options, &rename.from, &rename.to) {
        Ok(plan) => plan,
        Err(wrong) => return report::report(wrong, sources, Format::Text, false, NOTHING),
    };
    if rename.dry_run {
        report::out(&places(&plan, sources));
        report::out(&done(&plan, true));
        return CLEAN;
    }
    match steps(&plan, sources).and_then(|steps| files::take(&steps)) {
        Ok(()) => {
            report::out(&done(&plan, false));
            CLEAN
        }
        Err(fault) => {
            report::report(vec![fault], sources, Format::Text, false, "nothing was renamed");
            ENVIRONMENT
        }
    }
}

/// Every change, a line each.
fn places(plan: &Plan, sources: &Sources) -> String {
    let mut text = String::new();
    for change in &plan.changes {
        let source = sources.get(change.span.source);
        let Some((whole, range)) = source.shown(change.span.range()) else { continue };
        let place = LineIndex::new(whole).place(whole, range.start);
        let new = change.new.trim();
        let said = if change.old.is_empty() { format!("+ {new}") } else { format!("{} → {new}", change.old) };
        text.push_str(&format!("{}:{}:{}: {said}\n", source.path, place.line, place.column));
    }
    for moved in &plan.moves {
        text.push_str(&format!("{} → {}\n", moved.from, moved.to));
    }
    text
}

/// What was done, or would be.
fn done(plan: &Plan, dry: bool) -> String {
    let number = |n: usize, one: &str, many: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {many}") };
    let is = if dry { "would become" } else { "is now" };
    let references = match plan.references {
        (0, _) => "no reference says its slug".to_owned(),
        (n, files) => format!("{} in {}", number(n, "reference", "references"), number(files, "file", "files")),
    };
    let mut text = format!("`{}` {is} `{}`: {references}", plan.ids.0, plan.ids.1);
    if plan.redirects > 0 {
        let lead = if plan.redirects == 1 { "leads on" } else { "lead on" };
        text.push_str(&format!("; {} {lead}", number(plan.redirects, "old address", "old addresses")));
    }
    text.push('\n');
    if let [first, rest @ ..] = &plan.lost[..] {
        let rest = match rest {
            [] => ", which has no `redirect_from`".to_owned(),
            [one] => format!(" and {one}, which have no `redirect_from`"),
            several => format!(" and {} others, which have no `redirect_from`", several.len()),
        };
        text.push_str(&format!("nothing can lead on from {first}{rest}\n"));
    }
    text
}

/// The plan as steps on the disk: texts first, then names, what lies deepest first.
fn steps(plan: &Plan, sources: &Sources) -> Result<Vec<Step>, Diagnostic> {
    let mut steps = Vec::new();
    for file in &plan.files {
        let disk = sources.find(&file.path).and_then(|id| sources.get(id).disk());
        let Some(disk) = disk else { return Err(gone(&file.path)) };
        // A link stays a link: the file that it leads to is written.
        let disk = disk.canonicalize().map_err(|error| unreadable(&file.path, &error))?;
        let now = std::fs::read(&disk).map_err(|error| unreadable(&file.path, &error))?;
        let mark: &[u8] = if now.starts_with("\u{feff}".as_bytes()) { "\u{feff}".as_bytes() } else { &[] };
        if now[mark.len()..] != *file.old.as_bytes() {
            let it = Diagnostic::environment(Code::WriteFailed, format!("`{}` has just been changed", file.path));
            return Err(it.help("give the command again"));
        }
        let new = [mark, file.new.as_bytes()].concat();
        steps.push(Step::Write { path: file.path.clone(), disk, old: now, new });
    }
    let mut moves: Vec<&Move> = plan.moves.iter().collect();
    moves.sort_by_key(|it| std::cmp::Reverse(it.from.matches('/').count()));
    for moved in moves {
        // What a name looks like on disk is known of files only; a folder's is in the paths of what lies in it.
        let found = sources.under(&moved.from).find(|(_, file)| moved.takes(&file.path) && file.location.is_some());
        let Some((_, file)) = found else { return Err(gone(&moved.from)) };
        let below = file.path[moved.from.len()..].matches('/').count();
        let from = file.disk().and_then(|disk| Some(disk.ancestors().nth(below)?.to_owned()));
        let Some(from) = from else { return Err(gone(&moved.from)) };
        let to = from.with_file_name(moved.to.rsplit('/').next().unwrap_or(&moved.to));
        steps.push(Step::Move { paths: (moved.from.clone(), moved.to.clone()), from, to });
    }
    Ok(steps)
}

fn gone(path: &str) -> Diagnostic {
    Diagnostic::environment(Code::WriteFailed, format!("`{path}` is not on the disk any more"))
        .help("give the command again")
}

fn unreadable(path: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic::environment(Code::WriteFailed, format!("`{path}` cannot be read again: {}", cause_of(error)))
        .help("give the command again")
}
