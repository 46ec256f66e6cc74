//! A scenario's steps, one after the other, in a folder of their own.

use crate::page;
use crate::script::{Expectation, Expected, Must, Script, What, parse};
use crate::site::{Entry, Outcome, Ran, Site, Tree, difference, give_away, tree};
use std::fs::Permissions;
use std::ops::Range;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Component, Path, PathBuf};

/// Lines (from 0) of a scenario's file, and what they should say.
type Corrections = Vec<(Range<usize>, String)>;

/// Plays the scenario in `text`; `file` is where it stands, so that it can be blessed.
pub fn play(text: &str, given: &Path, file: Option<&Path>) -> Outcome {
    let script = parse(text)?;
    let mut stage = Stage { site: Site::new()?, before: Tree::new(), corrections: Vec::new() };
    stage.given(&script, given)?;
    let bless = std::env::var_os("LEITMOTIF_BLESS").is_some_and(|v| v == "1");
    let mut wrong = Vec::new();
    for step in &script.steps {
        if let Err(said) = stage.step(&step.what) {
            wrong.push(format!("line {}: {said}", step.line));
            let goes_on = matches!(step.what, What::Run { .. } | What::Expect(_));
            if !goes_on {
                break;
            }
        }
    }
    if !script.asserts() {
        wrong.push("this scenario asserts nothing: no output, no exit code, no `expect`".into());
    }
    if let Some(file) = file.filter(|_| bless && !stage.corrections.is_empty()) {
        bless_file(file, text, &stage.corrections)?;
        wrong.push("blessed: read the difference, then run again".into());
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n\n")) }
}

fn bless_file(file: &Path, text: &str, corrections: &Corrections) -> Outcome {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (range, correct) in corrections.iter().rev() {
        lines.splice(range.clone(), correct.lines().map(str::to_owned));
    }
    std::fs::write(file, lines.join("\n") + "\n").map_err(|e| format!("cannot bless {}: {e}", file.display()))
}

struct Stage {
    site: Site,
    /// The magazine's folder before the last run.
    before: Tree,
    corrections: Corrections,
}

impl Stage {
    fn given(&mut self, script: &Script, given: &Path) -> Outcome {
        for name in &script.given {
            let folder = given.join(name);
            let files = tree(&folder)?;
            if files.is_empty() {
                return Err(format!("there is no `given/{name}`"));
            }
            for (path, entry) in files {
                if let Some(bytes) = entry.bytes {
                    self.site.write(&path, &bytes)?;
                }
            }
        }
        Ok(())
    }

    fn step(&mut self, what: &What) -> Outcome {
        match what {
            What::Write { path, bytes } => self.site.write(path, bytes),
            What::Run { environment, arguments, expected } => self.run(environment, arguments, expected),
            What::Shell(words) => self.shell(words),
            What::Expect(expectation) => self.expect(expectation),
        }
    }

    fn run(&mut self, environment: &[(String, String)], arguments: &[String], expected: &Expected) -> Outcome {
        self.before = tree(&self.site.root).unwrap_or_default();
        let at_home = |value: &String| value.replace("[here]", &self.site.root.to_string_lossy());
        let arguments: Vec<String> = arguments.iter().map(at_home).collect();
        let ran = self.site.leitmotif(environment, &arguments)?;
        let mut wrong = Vec::new();
        if ran.exit != expected.exit {
            wrong.push(format!("exit code {} instead of {}", ran.exit, expected.exit));
        }
        for (name, must, is) in [("stdout", &expected.stdout, &ran.stdout), ("stderr", &expected.stderr, &ran.stderr)] {
            if !matches(must, is) {
                wrong.push(format!("{name} is not as expected:\n{}", compared(must, is)));
            }
        }
        if wrong.is_empty() {
            return Ok(());
        }
        self.corrections.push((expected.lines.clone(), as_written(&ran)));
        Err(wrong.join("\n"))
    }

    fn shell(&mut self, words: &[String]) -> Outcome {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let said = |e: std::io::Error| format!("`{}`: {e}", words.join(" "));
        let path = |name: &str| self.path(name);
        match words.as_slice() {
            ["rm", name] => {
                let path = path(name)?;
                let is_folder = path.symlink_metadata().map_err(said)?.is_dir();
                if is_folder { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) }.map_err(said)
            }
            ["mv", from, to] => std::fs::rename(path(from)?, path(to)?).map_err(said),
            ["cp", from, to] => std::fs::copy(path(from)?, path(to)?).map(|_| ()).map_err(said),
            ["mkdir", name] => std::fs::create_dir_all(path(name)?).map_err(said),
            ["ln", "-s", target, name] => std::os::unix::fs::symlink(target, path(name)?).map_err(said),
            ["chmod", mode, name] => {
                let mode = u32::from_str_radix(mode, 8).map_err(|_| format!("`{mode}` is no mode"))?;
                let path = path(name)?;
                self.take_rights(mode, &path).map_err(said)
            }
            ["cd", name] => {
                self.site.cwd = path(name)?;
                Ok(())
            }
            _ => Err(format!("`{}`: the commands are leitmotif, rm, mv, cp, mkdir, ln -s, chmod, cd", words.join(" "))),
        }
    }

    /// Takes rights from a file or folder; from now on the program runs as a user to whom that means something.
    fn take_rights(&mut self, mode: u32, path: &Path) -> std::io::Result<()> {
        // Only root may give files away, and only root reads what nobody may read.
        if std::fs::metadata(&self.site.root)?.uid() == 0 {
            self.site.unprivileged = true;
            give_away(&self.site.root)?;
            if let Some(outer) = self.site.root.parent() {
                std::fs::set_permissions(outer, Permissions::from_mode(0o755))?;
            }
        }
        std::fs::set_permissions(path, Permissions::from_mode(mode))
    }

    /// A path seen from the magazine's folder; it may lead beside it (`../other`), but no further.
    fn path(&self, name: &str) -> Outcome<PathBuf> {
        let above =
            Path::new(name).components().filter(|c| !matches!(c, Component::Normal(_) | Component::CurDir)).count();
        if above > 1 || Path::new(name).is_absolute() {
            return Err(format!("`{name}` leads out of the test's folder"));
        }
        Ok(self.site.root.join(name))
    }

    fn expect(&mut self, expectation: &Expectation) -> Outcome {
        let name = &expectation.path;
        let path = self.path(name)?;
        let is_folder = path.is_dir();
        if !matches!(expectation.must, Must::BeAbsent | Must::BeUntouched) && path.symlink_metadata().is_err() {
            let near: Vec<String> = tree(&self.site.root)?.into_keys().filter(|p| !p.ends_with('/')).collect();
            return Err(format!("`{name}` does not exist; these files do:\n  {}", near.join("\n  ")));
        }
        let read = || std::fs::read(&path).map_err(|e| format!("{name}: {e}"));
        let text = || String::from_utf8(read()?).map_err(|_| format!("{name} is not UTF-8"));
        match &expectation.must {
            Must::BeAbsent if path.symlink_metadata().is_ok() => Err(format!("`{name}` exists")),
            Must::Exist | Must::BeAbsent => Ok(()),
            Must::BeUntouched => self.untouched(name),
            Must::Equal(other) => {
                let other = self.path(other)?;
                if is_folder {
                    return difference(&tree(&path)?, &tree(&other)?).map_or(Ok(()), Err);
                }
                let same = read()? == std::fs::read(&other).map_err(|e| format!("{}: {e}", other.display()))?;
                if same { Ok(()) } else { Err(format!("`{name}` has not the same bytes")) }
            }
            Must::Contain(part, times) => {
                let text = text()?;
                let found = text.matches(part).count();
                if times.map_or(found > 0, |times| times == found) {
                    return Ok(());
                }
                Err(format!("`{name}` contains it {found} times; it is:\n{text}"))
            }
            Must::Lack(part) => {
                let holding: Vec<String> = if is_folder {
                    tree(&path)?
                        .into_iter()
                        .filter(|(p, e)| p.contains(part.as_str()) || holds(e, part))
                        .map(|(p, _)| p)
                        .collect()
                } else {
                    text()?.contains(part.as_str()).then(|| name.clone()).into_iter().collect()
                };
                if holding.is_empty() { Ok(()) } else { Err(format!("{part:?} is in {}", holding.join(", "))) }
            }
            Must::Show(words) | Must::Hide(words) => {
                let wanted = matches!(expectation.must, Must::Show(_));
                let seen = page::words(&text()?);
                if seen.contains(words.as_str()) == wanted {
                    return Ok(());
                }
                Err(format!("`{name}` {} {words:?}; it shows:\n{seen}", if wanted { "does not show" } else { "shows" }))
            }
            Must::Link(words, address) => {
                let links = page::links(&text()?);
                if links.iter().any(|(w, a)| w == words && a == address) {
                    return Ok(());
                }
                let all: Vec<String> = links.iter().map(|(w, a)| format!("  {w:?} to {a:?}")).collect();
                Err(format!("`{name}` has no such link; it has:\n{}", all.join("\n")))
            }
            Must::Hold(list, lines) => {
                let files: Vec<String> =
                    tree(&path)?.into_iter().filter(|(_, e)| e.bytes.is_some()).map(|(p, _)| p).collect();
                if files == *list {
                    return Ok(());
                }
                let correct = files.iter().fold(String::new(), |all, f| all + "  " + f + "\n");
                self.corrections.push((lines.clone(), correct.clone()));
                Err(format!("`{name}` holds:\n{correct}"))
            }
        }
    }

    /// Whether a file or a whole folder is as it was before the last run, times included.
    fn untouched(&self, name: &str) -> Outcome {
        let inside = format!("{name}/");
        let chosen = |tree: &Tree| -> Tree {
            let of = tree.iter().filter(|(path, _)| *path == name || path.starts_with(&inside));
            of.map(|(path, entry)| (path.clone(), entry.clone())).collect()
        };
        let (before, after) = (chosen(&self.before), chosen(&tree(&self.site.root)?));
        if before.is_empty() {
            return Err(format!("there was no `{name}` before"));
        }
        let names = before.keys().chain(after.keys());
        let changed: Vec<&str> =
            names.filter(|path| before.get(*path) != after.get(*path)).map(String::as_str).collect();
        if changed.is_empty() { Ok(()) } else { Err(format!("touched: {}", changed.join(", "))) }
    }
}

fn holds(entry: &Entry, part: &str) -> bool {
    let needle = part.as_bytes();
    entry.bytes.as_ref().is_some_and(|bytes| bytes.windows(needle.len()).any(|window| window == needle))
}

/// Whether a text is as expected; `[..]` in the expectation stands for anything within a line.
fn matches(must: &str, is: &str) -> bool {
    must.lines().count() == is.lines().count()
        && ends_well(is)
        && must.lines().zip(is.lines()).all(|(m, i)| line_matches(m, i))
}

/// Output is nothing, or whole lines without a blank one at the end.
fn ends_well(text: &str) -> bool {
    text.is_empty() || (text.ends_with('\n') && !text.ends_with("\n\n") && text != "\n")
}

/// White space at a line's end does not count: editors remove it from the scenario.
fn line_matches(must: &str, is: &str) -> bool {
    let (must, is) = (must.trim_end(), is.trim_end());
    let mut parts = must.split("[..]");
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = is.strip_prefix(first) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    true
}

/// Both texts where they differ, line by line.
fn compared(must: &str, is: &str) -> String {
    let (must, lines): (Vec<&str>, Vec<&str>) = (must.lines().collect(), is.lines().collect());
    let same = |(m, i): &(&&str, &&str)| line_matches(m, i);
    let head = must.iter().zip(&lines).take_while(same).count();
    let (must_rest, is_rest) = (&must[head..], &lines[head..]);
    let tail = must_rest.iter().rev().zip(is_rest.iter().rev()).take_while(same).count();
    let mut said = Vec::new();
    said.extend(must[..head].iter().map(|l| format!("   {l}")));
    said.extend(must_rest[..must_rest.len() - tail].iter().map(|l| format!(" - {l}")));
    said.extend(is_rest[..is_rest.len() - tail].iter().map(|l| format!(" + {l}")));
    said.extend(is_rest[is_rest.len() - tail..].iter().map(|l| format!("   {l}")));
    if !ends_well(is) {
        said.push(" + (the output does not end with one line end)".into());
    }
    said.join("\n")
}

/// What a run said, as a scenario writes it.
fn as_written(ran: &Ran) -> String {
    let mut text = String::new();
    if ran.exit != 0 {
        text.push_str(&format!("exit {}\n", ran.exit));
    }
    for (name, said) in [("stdout:\n", &ran.stdout), ("stderr:\n", &ran.stderr)] {
        if !said.is_empty() {
            text.push_str(name);
            text.extend(said.lines().map(|line| format!("  {line}").trim_end().to_owned() + "\n"));
        }
    }
    text
}
