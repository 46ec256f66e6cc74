//! The text of a scenario to its steps. `tests/scenarios/README.md` says how it is written.

use crate::site::Outcome;
use std::ops::Range;

/// A scenario as it was written.
pub struct Script {
    /// Folders of `given/` that lie in the magazine from the beginning.
    pub given: Vec<String>,
    /// What happens, one after the other.
    pub steps: Vec<Step>,
}

/// One thing that happens, and where the file says so.
pub struct Step {
    /// The line, from 1.
    pub line: usize,
    /// What.
    pub what: What,
}

/// What can happen in a scenario.
pub enum What {
    /// A file is written, or written anew.
    Write { path: String, bytes: Vec<u8> },
    /// `$ leitmotif …` with what must come of it.
    Run { environment: Vec<(String, String)>, arguments: Vec<String>, expected: Expected },
    /// `$ rm …` and the like.
    Shell(Vec<String>),
    /// `expect …`
    Expect(Expectation),
}

/// What a run of the program must say.
pub struct Expected {
    /// The exit code.
    pub exit: i32,
    /// Everything on standard output.
    pub stdout: String,
    /// Everything on standard error.
    pub stderr: String,
    /// The lines (from 0) that say so.
    pub lines: Range<usize>,
}

/// What must be so.
pub struct Expectation {
    /// The file or folder that it is about.
    pub path: String,
    /// What must be so with it.
    pub must: Must,
}

/// What must be so with a file or folder.
pub enum Must {
    /// `exists`
    Exist,
    /// `is absent`
    BeAbsent,
    /// `is untouched`: the same bytes and times as before the last run.
    BeUntouched,
    /// `is the same as PATH`, byte for byte.
    Equal(String),
    /// `contains "…"`, or `contains "…" 2 times`.
    Contain(String, Option<usize>),
    /// `lacks "…"`
    Lack(String),
    /// `shows "…"`: what a reader sees, without the tags.
    Show(String),
    /// `hides "…"`: what a reader does not see.
    Hide(String),
    /// `links "WORDS" to "ADDRESS"`
    Link(String, String),
    /// `holds:` and a list of all files below the folder, in the lines (from 0) given.
    Hold(Vec<String>, Range<usize>),
}

/// Reads a scenario.
pub fn parse(text: &str) -> Outcome<Script> {
    let lines: Vec<&str> = text.lines().collect();
    if !lines.first().is_some_and(|line| line.starts_with("# ") && line.len() > 10) {
        return Err("line 1: a scenario begins with a line `# …` that says what it shows".into());
    }
    let mut reader = Reader { lines, at: 0 };
    let mut script = Script { given: Vec::new(), steps: Vec::new() };
    while let Some(line) = reader.next() {
        let number = reader.at;
        let said = |e: String| format!("line {number}: {e}");
        if line.trim().is_empty() || line.starts_with('#') {
        } else if let Some(given) = line.strip_prefix("given ") {
            if !script.steps.is_empty() {
                return Err(said("`given` stands before the first file and step".into()));
            }
            script.given.extend(given.split(',').map(|name| name.trim().to_owned()));
        } else {
            let what = reader.step(line).map_err(said)?;
            script.steps.push(Step { line: number, what });
        }
    }
    Ok(script)
}

impl Script {
    /// Whether any step says what must be so, beyond "no error".
    pub fn asserts(&self) -> bool {
        self.steps.iter().any(|step| match &step.what {
            What::Run { expected: it, .. } => it.exit != 0 || !it.stdout.is_empty() || !it.stderr.is_empty(),
            What::Expect(_) => true,
            What::Write { .. } | What::Shell(_) => false,
        })
    }
}

struct Reader<'a> {
    lines: Vec<&'a str>,
    at: usize,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<&'a str> {
        let line = self.lines.get(self.at).copied()?;
        self.at += 1;
        Some(line)
    }

    fn step(&mut self, line: &str) -> Outcome<What> {
        if let Some(header) = header(line) {
            return self.file(header);
        }
        if let Some(command) = line.strip_prefix("$ ") {
            return self.command(command);
        }
        if let Some(words) = line.strip_prefix("expect ") {
            return self.expectation(words).map(What::Expect);
        }
        Err(format!("`{line}` is no step: write `-- file --`, `$ command` or `expect …`"))
    }

    /// A file ends at the next header or command; blank lines at its end do not count.
    fn file(&mut self, header: &str) -> Outcome<What> {
        let begin = self.at;
        while self.lines.get(self.at).is_some_and(|l| crate::script::header(l).is_none() && !l.starts_with("$ ")) {
            self.at += 1;
        }
        let mut text = self.lines[begin..self.at].join("\n").trim_end_matches('\n').to_owned();
        if !text.is_empty() {
            text.push('\n');
        }
        match header.strip_suffix(" (escaped)") {
            Some(path) => Ok(What::Write { path: path.to_owned(), bytes: unescape(&text)? }),
            None => Ok(What::Write { path: header.to_owned(), bytes: text.into_bytes() }),
        }
    }

    fn command(&mut self, command: &str) -> Outcome<What> {
        let mut words = words(command)?;
        let is_setting = |word: &String| {
            word.split_once('=')
                .is_some_and(|(k, _)| !k.is_empty() && k.chars().all(|c| c.is_ascii_uppercase() || c == '_'))
        };
        let settings = words.iter().take_while(|w| is_setting(w)).count();
        let environment: Vec<(String, String)> = words
            .drain(..settings)
            .filter_map(|w| w.split_once('=').map(|(k, v)| (k.to_owned(), v.to_owned())))
            .collect();
        match words.first().map(String::as_str) {
            Some("leitmotif") => {
                words.remove(0);
                Ok(What::Run { environment, arguments: words, expected: self.expected()? })
            }
            Some(_) if environment.is_empty() => Ok(What::Shell(words)),
            _ => Err("only `leitmotif` takes settings before it".into()),
        }
    }

    /// `exit`, `stdout:` and `stderr:` below a command, in this order, each at most once.
    fn expected(&mut self) -> Outcome<Expected> {
        let begin = self.at;
        let mut expected = Expected { exit: 0, stdout: String::new(), stderr: String::new(), lines: begin..begin };
        if let Some(code) = self.lines.get(self.at).and_then(|l| l.strip_prefix("exit ")) {
            expected.exit = code.trim().parse().map_err(|_| format!("`exit {code}` is no exit code"))?;
            self.at += 1;
            expected.lines.end = self.at;
        }
        for (name, text) in [("stdout:", &mut expected.stdout), ("stderr:", &mut expected.stderr)] {
            if self.lines.get(self.at).is_some_and(|l| *l == name) {
                self.at += 1;
                *text = self.block().iter().fold(String::new(), |all, line| all + line + "\n");
                expected.lines.end = self.at;
            }
        }
        Ok(expected)
    }

    /// Lines that are indented by two spaces; blank lines count between them.
    fn block(&mut self) -> Vec<&'a str> {
        let begin = self.at;
        let mut end = begin;
        for (number, line) in self.lines.iter().enumerate().skip(begin) {
            if line.starts_with("  ") {
                end = number + 1;
            } else if !line.is_empty() {
                break;
            }
        }
        self.at = end;
        self.lines[begin..end].iter().map(|line| line.strip_prefix("  ").unwrap_or("")).collect()
    }

    fn expectation(&mut self, text: &str) -> Outcome<Expectation> {
        let words = words(text)?;
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let [path, rest @ ..] = words.as_slice() else { return Err("`expect` what?".into()) };
        let must = match rest {
            ["exists"] => Must::Exist,
            ["is", "absent"] => Must::BeAbsent,
            ["is", "untouched"] => Must::BeUntouched,
            ["is", "the", "same", "as", other] => Must::Equal((*other).to_owned()),
            ["contains", text] => Must::Contain((*text).to_owned(), None),
            ["contains", text, times, "times"] => {
                Must::Contain((*text).to_owned(), Some(times.parse().map_err(|_| format!("how often is `{times}`?"))?))
            }
            ["lacks", text] => Must::Lack((*text).to_owned()),
            ["shows", text] => Must::Show((*text).to_owned()),
            ["hides", text] => Must::Hide((*text).to_owned()),
            ["links", words, "to", address] => Must::Link((*words).to_owned(), (*address).to_owned()),
            ["holds:"] => {
                let begin = self.at;
                let list = self.block().iter().map(|line| (*line).to_owned()).collect();
                Must::Hold(list, begin..self.at)
            }
            _ => return Err(format!("`expect {text}` is none of the things that can be expected")),
        };
        if let Must::Contain(text, _) | Must::Lack(text) | Must::Show(text) | Must::Hide(text) = &must
            && text.is_empty()
        {
            return Err("every file contains an empty text".into());
        }
        Ok(Expectation { path: (*path).to_owned(), must })
    }
}

/// `-- path --`
fn header(line: &str) -> Option<&str> {
    line.strip_prefix("-- ")?.strip_suffix(" --").map(str::trim)
}

/// Words of a command: split at spaces, `"…"` keeps them and takes escapes.
fn words(text: &str) -> Outcome<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = false;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            '\\' if quoted => {
                let next = chars.next().ok_or("a backslash at the end of the line")?;
                let into = word.get_or_insert_default();
                match next {
                    '"' | '\\' => into.push(next),
                    'n' => into.push('\n'),
                    't' => into.push('\t'),
                    'u' => into.push(code_point(&mut chars)?),
                    other => {
                        return Err(format!("`\\{other}` is no escape in quotes: write \\\" \\\\ \\n \\t \\u{{…}}"));
                    }
                }
            }
            c if c.is_whitespace() && !quoted => words.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    if quoted {
        return Err("this quote is not closed".into());
    }
    words.extend(word);
    Ok(words)
}

/// The bytes of an escaped file: `\xNN`, `\u{…}`, `\r`, `\n`, `\t`, `\0`, `\\`; a backslash at a line's end joins it to the
/// next.
fn unescape(text: &str) -> Outcome<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let c = match c {
            '\\' => match chars.next() {
                Some('x') => {
                    let digits: String = chars.by_ref().take(2).collect();
                    bytes.push(u8::from_str_radix(&digits, 16).map_err(|_| format!("`\\x{digits}` is no byte"))?);
                    continue;
                }
                Some('r') => '\r',
                Some('n') => '\n',
                Some('t') => '\t',
                Some('0') => '\0',
                Some('\\') => '\\',
                Some('\n') => continue,
                Some('u') => code_point(&mut chars)?,
                other => return Err(format!("`\\{}` is no escape", other.unwrap_or(' '))),
            },
            c => c,
        };
        bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }
    Ok(bytes)
}

/// What follows `\u`: a number in braces.
fn code_point(chars: &mut impl Iterator<Item = char>) -> Outcome<char> {
    let digits: String = chars.take_while(|c| *c != '}').skip(1).collect();
    u32::from_str_radix(&digits, 16)
        .ok()
        .and_then(char::from_u32)
        .ok_or_else(|| format!("`\\u{{{digits}}}` is no character"))
}
