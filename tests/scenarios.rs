//! Runs every `tests/scenarios/<topic>/<what-it-shows>.txt` as a test of its own name.
//!
//! `cargo test --test scenarios NAME` runs those whose name holds NAME; `tests/scenarios/README.md` says how one
//! is written.

#[path = "harness/page.rs"]
mod page;
#[path = "harness/play.rs"]
mod play;
#[path = "harness/script.rs"]
mod script;
#[path = "harness/site.rs"]
mod site;

use leitmotif::diagnostic::Code;
use libtest_mimic::{Arguments, Failed, Trial};
use site::Outcome;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    match trials(&folder) {
        Ok(trials) => libtest_mimic::run(&arguments, trials).exit_code(),
        Err(said) => {
            eprintln!("{said}");
            ExitCode::FAILURE
        }
    }
}

fn trials(folder: &Path) -> Outcome<Vec<Trial>> {
    let given = folder.join("given");
    let mut trials = Vec::new();
    for file in scenarios(folder)? {
        let name = file.strip_prefix(folder).unwrap_or(&file).with_extension("").to_string_lossy().into_owned();
        let given = given.clone();
        trials.push(test(name, move || play::play(&read(&file)?, &given, Some(&file))));
    }
    if trials.is_empty() {
        return Err(format!("no scenarios in {}", folder.display()));
    }
    let readme = folder.join("README.md");
    trials.push(test("the example of the README plays".into(), move || {
        play::play(&example(&read(&readme)?)?, &given, None)
    }));
    let (shown, explained) = (folder.to_owned(), folder.to_owned());
    trials.push(test("every diagnostic is shown by a scenario".into(), move || every_code_is_shown(&shown)));
    trials.push(test("every diagnostic is explained".into(), move || every_code_is_explained(&explained)));
    Ok(trials)
}

fn test(name: String, run: impl FnOnce() -> Outcome + Send + 'static) -> Trial {
    Trial::test(name, move || run().map_err(Failed::from))
}

/// All scenario files, below the folders of their topics.
fn scenarios(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|e| e.to_string())?;
        let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let is_scenario = inside.extension().is_some_and(|e| e == "txt") && !inside.starts_with("given");
        if is_scenario {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

fn read(file: &Path) -> Outcome<String> {
    std::fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))
}

/// The first block of the README that is a scenario.
fn example(readme: &str) -> Outcome<String> {
    let block = readme.split("```text\n").skip(1).filter_map(|b| b.split("\n```").next()).find(|b| b.starts_with("# "));
    block.map(str::to_owned).ok_or_else(|| "the README shows no scenario".into())
}

/// What all scenarios expect on standard error, and what a preview says that no scenario can bring about.
fn expected_messages(folder: &Path) -> Outcome<String> {
    let mut expected = read(&folder.with_file_name("preview").join("watching.rs"))?;
    for file in scenarios(folder)? {
        let script = script::parse(&read(&file)?).map_err(|e| format!("{}: {e}", file.display()))?;
        for step in script.steps {
            if let script::What::Run { expected: it, .. } = step.what {
                expected.push_str(&it.stderr);
            }
        }
    }
    Ok(expected)
}

fn every_code_is_shown(folder: &Path) -> Outcome {
    let expected = expected_messages(folder)?;
    let is_missing =
        |code: &&Code| !["error", "warning"].iter().any(|kind| expected.contains(&format!("{kind}[{code}]: ")));
    let missing: Vec<&str> = Code::ALL.iter().filter(is_missing).map(|c| c.name()).collect();
    if missing.is_empty() { Ok(()) } else { Err(format!("no scenario shows the words of: {}", missing.join(", "))) }
}

/// Each page has the substance to help, and the messages and helps that it quotes are those of a scenario.
fn every_code_is_explained(folder: &Path) -> Outcome {
    let expected = expected_messages(folder)?;
    let real: Vec<&str> = expected.lines().map(str::trim).collect();
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let page = code.explanation();
        let lines = page.lines().filter(|l| !l.trim().is_empty()).count();
        if !(8..=32).contains(&lines) {
            wrong.push(format!("{code}: {lines} lines; eight to thirty-two explain a mistake"));
        }
        if page.matches("```").count() < 4 {
            wrong.push(format!("{code}: shows no example and its message"));
        }
        let shows = ["error", "warning"].iter().any(|kind| page.contains(&format!("\n{kind}[{code}]: ")));
        if !shows {
            wrong.push(format!("{code}: does not show its message"));
        }
        let quoted = page
            .lines()
            .map(str::trim)
            .filter(|l| l.starts_with("error[") || l.starts_with("warning[") || l.starts_with("= help: "));
        for line in quoted {
            let begin = line.split("[..]").next().unwrap_or(line);
            let is_real = real.iter().any(|r| *r == line || (begin != line && r.starts_with(begin)));
            if !is_real {
                wrong.push(format!("{code}: no scenario says: {line}"));
            }
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}
