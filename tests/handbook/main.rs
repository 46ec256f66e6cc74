//! The handbook of the demonstration magazine is whole: every field, component, command and message that the program
//! knows has its place in it. What there is to document is asked of the program, so no list here can go stale.

mod fields;
mod pages;
#[path = "../harness/site.rs"]
#[allow(dead_code)]
mod site;

use leitmotif::catalogue::{What, built_in_arguments, built_in_shapes, facts_of};
use leitmotif::model::Kind;
use pages::{Page, pages, pages_in};
use site::{Outcome, Site};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Components for which the demonstration magazine has nothing to show: no record says where it can be heard, nothing on
/// Apple Music is sure to stay at its address, and there is no film that a script could make.
const UNSHOWN: [&str; 3] = ["WhereToListen", "AppleMusic", "VideoFile"];

/// What a test says, shown as the lines that it is.
struct Told(String);

impl From<String> for Told {
    fn from(said: String) -> Self {
        Self(said)
    }
}

impl fmt::Debug for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a test ends with.
type Law = Result<(), Told>;

/// Fails with everything that is missing, a line each.
fn none(missing: &[String]) -> Law {
    if missing.is_empty() { Ok(()) } else { Err(Told(format!("the handbook lacks:\n{}", missing.join("\n")))) }
}

/// What the program prints for a request.
fn printed(arguments: &[&str]) -> Outcome<String> {
    let ran = Site::new()?.leitmotif(&[], arguments)?;
    if ran.exit == 0 { Ok(ran.stdout) } else { Err(format!("{arguments:?} ended with {}", ran.exit)) }
}

/// The page of the handbook with this name.
fn page<'a>(all: &'a [Page], name: &str) -> Outcome<&'a Page> {
    all.iter().find(|page| page.name == name).ok_or_else(|| format!("the handbook has no page `{name}`"))
}

/// The fields in the table of a section: page, and id of its heading.
fn rows(all: &[Page], (name, id): (&str, &str)) -> Outcome<Vec<String>> {
    let section = page(all, name)?.under(id).ok_or_else(|| format!("`{name}` has no heading {{#{id}}}"))?;
    Ok(section.rows())
}

#[test]
fn every_field_that_is_read_stands_in_the_table_of_its_section() -> Law {
    let all = pages()?;
    let mut missing = Vec::new();
    // Fields by the section that documents them, to find those that are gone.
    let mut read: BTreeMap<(&str, &str), BTreeSet<String>> = BTreeMap::new();
    for (what, keys) in fields::known()? {
        let sections = fields::sections(&what).ok_or_else(|| format!("{what} has no section in tests/handbook"))?;
        let mut documented = Vec::new();
        for section in sections {
            documented.extend(rows(&all, *section)?);
            read.entry(*section).or_default().extend(keys.iter().cloned());
        }
        let unsaid = keys.iter().filter(|key| !documented.contains(key));
        missing.extend(unsaid.map(|key| format!("{what}: `{key}` ({sections:?})")));
    }
    for (section, keys) in read {
        let gone = rows(&all, section)?.into_iter().filter(|row| !keys.contains(row));
        missing.extend(gone.map(|row| format!("{section:?} tells of `{row}`, which nothing reads")));
    }
    none(&missing)
}

#[test]
fn every_table_that_the_program_reads_is_asked_for_its_fields() -> Law {
    let known = fields::known()?;
    let missing: Vec<String> = fields::read_in_the_sources()?
        .into_iter()
        .filter(|(what, _)| !known.contains_key(what) && !fields::FREE.contains(&what.as_str()))
        .map(|(what, file)| format!("{file} reads {what}: provoke it in tests/handbook/fields.rs"))
        .collect();
    none(&missing)
}

#[test]
fn every_component_has_a_section_with_its_arguments_and_is_shown_live() -> Law {
    let all = pages()?;
    let mut missing = Vec::new();
    for name in built_in_shapes().keys() {
        let heads = [format!("`<{name}/>`"), format!("`<{name}>`")];
        let section = all.iter().find_map(|page| page.section(|title| heads.iter().any(|it| title.contains(it))));
        let Some(section) = section else {
            missing.push(format!("a section with `<{name}/>` in its heading"));
            continue;
        };
        let arguments = built_in_arguments(name).unwrap_or_default();
        let unsaid = arguments.iter().filter(|argument| !section.spans().contains(&argument.to_string()));
        missing.extend(unsaid.map(|argument| format!("<{name}>: `{argument}`")));
        let shown = |text: &str| {
            text.match_indices(&format!("<{name}"))
                .any(|(at, tag)| text[at + tag.len()..].chars().next().is_none_or(|next| !next.is_ascii_alphanumeric()))
        };
        let is_shown = all.iter().any(|page| shown(&page.without_code()));
        if is_shown == UNSHOWN.contains(&name.as_str()) {
            missing.push(format!("<{name}>: a live example outside code (or it has one, and `UNSHOWN` is wrong)"));
        }
    }
    none(&missing)
}

#[test]
fn everything_that_can_be_asked_of_a_record_or_a_chart_stands_on_the_page_of_facts() -> Law {
    let all = pages()?;
    let table =
        page(&all, "handbook/facts")?.under("value").ok_or_else(|| "the page of facts has no {#value}".to_owned())?;
    let roles = page(&all, "handbook/records")?.under("credit").map(|section| section.spans()).unwrap_or_default();
    let mut missing = Vec::new();
    for kind in Kind::ALL {
        let (of, known) = (kind.with_article(), facts_of(kind));
        let row = table.row(&of).unwrap_or_default();
        // What stands in brackets explains a word; roles are told where credits are.
        let told: Vec<&str> = row.split(", ").map(|it| it.split(" (").next().unwrap_or(it)).collect();
        let is_told =
            |word: &str| told.contains(&word) || told.contains(&"and roles") && roles.iter().any(|it| it == word);
        missing.extend(known.iter().filter(|word| !is_told(word)).map(|word| format!("{of}: `{word}`")));
        let gone = told.iter().filter(|it| !it.is_empty() && **it != "and roles" && !known.contains(it));
        missing.extend(gone.map(|word| format!("{of} tells of `{word}`, which is gone")));
    }
    let text = table.without_code();
    missing.extend(What::words().filter(|word| !text.contains(word)).map(|word| format!("on a chart: `{word}`")));
    none(&missing)
}

#[test]
fn what_is_drawn_is_what_the_example_says() -> Law {
    let mut missing = Vec::new();
    for page in pages()? {
        let (text, code) = (page.without_code(), page.code());
        let tags = text.match_indices('<').filter_map(|(at, _)| {
            let tag = &text[at..=at + text[at..].find('>')?];
            tag[1..].starts_with(|it: char| it.is_ascii_uppercase()).then_some(tag)
        });
        missing
            .extend(tags.filter(|tag| !code.contains(*tag)).map(|tag| format!("{}: the source of {tag}", page.name)));
    }
    none(&missing)
}

/// The commands that a help lists.
fn commands_of(help: &str) -> Vec<&str> {
    let list = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.trim().is_empty());
    list.filter_map(|line| line.split_whitespace().next()).collect()
}

#[test]
fn every_command_and_every_option_stands_on_the_page_of_commands() -> Law {
    let all = pages()?;
    let spans = page(&all, "handbook/commands")?.spans();
    let help = printed(&["--help"])?;
    let commands = commands_of(&help);
    if commands.len() < 5 {
        return Err(Told(format!("`--help` lists no commands any more: {commands:?}")));
    }
    let mut wanted: Vec<String> = commands.iter().map(|command| format!("leitmotif {command}")).collect();
    let mut texts = vec![help.clone()];
    for command in commands.into_iter().filter(|command| *command != "help") {
        let text = printed(&[command, "--help"])?;
        for kind in commands_of(&text).into_iter().filter(|kind| *kind != "help") {
            wanted.push(format!("leitmotif {command} {kind}"));
            texts.push(printed(&[command, kind, "--help"])?);
        }
        texts.push(text);
    }
    for line in texts.iter().flat_map(|text| text.lines()).map(str::trim).filter(|line| line.starts_with('-')) {
        // `--timings[=<FORM>]` may stand without what follows.
        let options = line.split("  ").next().unwrap_or(line).split([',', ' ', '[']);
        wanted.extend(options.filter(|word| word.starts_with('-') && word.len() > 1).map(str::to_owned));
    }
    wanted.sort();
    wanted.dedup();
    let said = |it: &String| spans.iter().any(|span| span == it || span.starts_with(&format!("{it} ")));
    none(&wanted.into_iter().filter(|it| !said(it)).collect::<Vec<_>>())
}

#[test]
fn the_korean_handbook_has_every_part_of_the_english_one() -> Law {
    let (english, korean) = (pages()?, pages_in(".ko")?);
    let mut missing = Vec::new();
    for page in &english {
        match korean.iter().find(|other| other.name == page.name) {
            Some(other) if other.ids() == page.ids() => {}
            Some(other) => missing.push(format!("{}: {:?}, not {:?}", page.name, page.ids(), other.ids())),
            None => missing.push(format!("{}.ko.md", page.name)),
        }
    }
    assert!(english.iter().map(|page| page.ids().len()).sum::<usize>() > 40, "headings have ids");
    none(&missing)
}

#[test]
fn every_message_stands_on_the_page_of_messages() -> Law {
    let all = pages()?;
    let spans = page(&all, "handbook/messages")?.spans();
    let list = printed(&["explain"])?;
    let codes: Vec<String> = list
        .lines()
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect();
    let unsaid = codes.iter().filter(|code| !spans.contains(code)).cloned();
    // A line about a message that is gone would send readers looking for it.
    let page = page(&all, "handbook/messages")?;
    let gone = page.rows().into_iter().filter(|row| !codes.contains(row)).map(|row| format!("`{row}`, which is gone"));
    none(&unsaid.chain(gone).collect::<Vec<_>>())
}
