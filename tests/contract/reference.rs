//! The handbook's page of values, in English and Korean, is what the program tells: `LEITMOTIF_BLESS=1` writes it anew.
//!
//! What the program says of a value, and how it names templates and values, is English; on the Korean page each name and
//! each sentence is marked as such. What is left is Korean, and a reader of it need not guess.

use leitmotif::render::contract::{Contract, Field, Shape};
use leitmotif::theme::embedded;
use leitmotif::theme::sentence::{Declared, blocks, declared};
use std::fmt::Write;
use std::path::Path;

/// What one language says around the sentences, which are English in all.
struct Words {
    ending: &'static str,
    head: &'static str,
    every_page: &'static str,
    templates: &'static str,
    components: &'static str,
    parts: &'static str,
    records: &'static str,
    /// Headings of tables: of fields, blocks, components and parts.
    fields: &'static str,
    blocks: &'static str,
    drawn: &'static str,
    shared: &'static str,
    /// What a value is: text, number, flag, table, anything.
    kinds: [&'static str; 5],
    /// Before and after what a list holds.
    list: [&'static str; 2],
    missing: &'static str,
    /// What is put around what the program says.
    open: &'static str,
    close: &'static str,
}

const ENGLISH: Words = Words {
    ending: ".md",
    head: r#"+++
title = "Handbook: what templates are given"
summary = "Every template and component of a theme with its values: name, type, whether it may be missing, and what it is. Made from the program itself."
+++
This page is for people who write [[page:handbook/themes|themes]]. It is made from the types in the program, so it says what is so. On the command line `leitmotif explain article.html` tells the same of one template, as a tree.

## How to read it {#reading}

| Type | Meaning |
|---|---|
| text, number, true or false | what it says. Texts are escaped when they are printed, except those that say otherwise: print them with `safe` |
| list of … | any number of them, perhaps none. An empty list counts as false |
| table | values by names that the magazine chose: `article.extra.mood` |
| [Card](#card), [Date](#date), … | a value with fields, which are told [below](#records) |
| …, or nothing | it may be missing, and is `none` then: ask first, `{% if article.cover %}`. All else is always there |

Addresses have the base path in them and are ready for `href`. Where a text can be in another language than the page, its language stands beside it, in `lang` or a name that ends with it: `<span lang="{{ lang }}">`.
"#,
    every_page: "## Every page {#every-page}\n\n`base.html` is the frame that the other templates extend. What it is given, all of them are given.\n",
    templates: "## The templates {#templates}\n\nEach has the values of [every page](#every-page) and these. A block is a part that a [[page:handbook/themes#blocks|child theme]] can put something else in the place of; those of `base.html` are in all.\n",
    components: "## Components of articles {#components}\n\nWhat writers use in [[page:handbook/components|articles]], a theme draws in `components/<Name>.html`. Each is given `value`, the texts `t`, and perhaps a `body`.\n",
    parts: "## Parts that templates share {#shared-parts}\n\nComponents of *overture* that no writer sees: `{{ <CardItem card={lead} t={t}/> }}`. A child theme may use them and may draw them in its own way.\n",
    records: "## Values with fields {#records}\n\nIn the order of their names.\n",
    fields: "| Name | Type | What it is |",
    blocks: "| Block | What it is |",
    drawn: "| Component | Its `value` | What it draws |",
    shared: "| Part | Arguments | What it draws |",
    kinds: ["text", "number", "true or false", "table", "anything"],
    list: ["list of ", ""],
    missing: ", or nothing",
    open: "",
    close: "",
};

const KOREAN: Words = Words {
    ending: ".ko.md",
    head: r#"+++
title = "편집 안내: 템플릿이 받는 값"
summary = "테마의 모든 템플릿과 컴포넌트가 받는 값. 이름과 종류, 없을 수 있는지, 무엇인지를 프로그램에서 그대로 뽑았다."
+++
[[page:handbook/themes|테마]]를 쓰는 사람을 위한 페이지다. 프로그램 안의 타입에서 그대로 뽑아 만들므로 실제와 어긋나지 않는다. 그래서 표의 설명은 영어로 남아 있다. 명령줄에서 `leitmotif explain article.html`을 치면 템플릿 하나의 값을 나무 모양으로 볼 수 있다.

## 읽는 법 {#reading}

| 종류 | 뜻 |
|---|---|
| 글, 숫자, 참·거짓 | 적힌 그대로다. 글은 출력할 때 이스케이프된다. 설명에 따로 적힌 것만 `safe`로 출력한다 |
| … 목록 | 여럿. 하나도 없을 수 있고, 빈 목록은 거짓으로 친다 |
| 표 | 이름을 잡지가 정한 값들: `article.extra.mood` |
| [Card](#card), [Date](#date), … | 항목이 있는 값. [아래](#records)에 적었다 |
| … (없을 수 있음) | 없을 수 있다. 없으면 `none`이므로 먼저 물어본다: `{% if article.cover %}`. 나머지는 늘 있다 |

주소에는 기본 경로가 들어 있어 `href`에 그대로 쓰면 된다. 글이 페이지와 다른 언어일 수 있으면 그 언어가 곁의 `lang`이나 `lang`으로 끝나는 이름에 있다: `<span lang="{{ lang }}">`.
"#,
    every_page: "## 모든 페이지 {#every-page}\n\n`base.html`은 다른 템플릿이 모두 물려받는 틀이다. 여기서 받는 값은 모든 템플릿이 받는다.\n",
    templates: "## 템플릿 {#templates}\n\n저마다 [모든 페이지](#every-page)의 값에 더해 아래 값을 받는다. 블록은 [[page:handbook/themes#blocks|자식 테마]]가 갈아 끼울 수 있는 부분이다. `base.html`의 블록은 모든 템플릿에 있다.\n",
    components: "## 기사의 컴포넌트 {#components}\n\n필자가 [[page:handbook/components|기사]]에 쓰는 컴포넌트는 테마가 `components/<Name>.html`에서 그린다. 저마다 `value`와 글 모음 `t`를 받고, 때로는 `body`도 받는다.\n",
    parts: "## 템플릿이 함께 쓰는 부품 {#shared-parts}\n\n*overture*의 컴포넌트 가운데 필자에게 보이지 않는 것들이다: `{{ <CardItem card={lead} t={t}/> }}`. 자식 테마에서 써도 되고 제 방식으로 다시 그려도 된다.\n",
    records: "## 항목이 있는 값 {#records}\n\n이름순이다.\n",
    fields: "| 이름 | 종류 | 무엇인가 |",
    blocks: "| 블록 | 무엇인가 |",
    drawn: "| 컴포넌트 | `value` | 무엇을 그리나 |",
    shared: "| 부품 | 인수 | 무엇을 그리나 |",
    kinds: ["글", "숫자", "참·거짓", "표", "무엇이든"],
    list: ["", " 목록"],
    missing: " (없을 수 있음)",
    open: "<span lang=\"en\">",
    close: "</span>",
};

/// `article.html` and `TrackRow` as ids of headings.
fn id(name: &str) -> String {
    let mut id = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !id.is_empty() {
            id.push('-');
        }
        id.push(if c == '.' { '-' } else { c.to_ascii_lowercase() });
    }
    id
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

impl Words {
    /// A sentence or a name of the program, marked as English where all else is not.
    fn said(&self, text: &str) -> String {
        if text.is_empty() { String::new() } else { format!("{}{text}{}", self.open, self.close) }
    }

    fn kind(&self, shape: &Shape) -> String {
        let [text, number, flag, table, any] = self.kinds;
        match shape {
            Shape::List(inner) => format!("{}{}{}", self.list[0], self.kind(inner), self.list[1]),
            Shape::Record(name) => format!("[{name}](#{})", id(name)),
            Shape::Text => text.to_owned(),
            Shape::Number => number.to_owned(),
            Shape::Flag => flag.to_owned(),
            Shape::Table => table.to_owned(),
            Shape::Any => any.to_owned(),
        }
    }
}

fn table(words: &Words, fields: &[Field]) -> String {
    let mut text = format!("{}\n|---|---|---|\n", words.fields);
    for it in fields {
        let (kind, missing) = (words.kind(&it.shape), if it.optional { words.missing } else { "" });
        let _ = writeln!(text, "| `{}` | {kind}{missing} | {} |", it.name, words.said(&cell(&it.about)));
    }
    text + "\n"
}

fn own_blocks(words: &Words, template: &str) -> String {
    let files = embedded();
    let ending = format!("/templates/{template}");
    let text = files.iter().find(|it| it.path.ends_with(&ending)).and_then(|it| it.text()).unwrap_or_default();
    let mut table = String::new();
    for block in blocks(text) {
        let Some(about) = block.about else { continue };
        if table.is_empty() {
            let _ = write!(table, "{}\n|---|---|\n", words.blocks);
        }
        let _ = writeln!(table, "| `{}` | {} |", block.name, words.said(&cell(&about)));
    }
    if !table.is_empty() {
        table.push('\n');
    }
    table
}

fn parts(contract: &Contract) -> Vec<Declared> {
    let files = embedded();
    let files = files.iter().filter(|file| file.path.contains("/components/"));
    let mut parts: Vec<Declared> = files.filter_map(|file| file.text()).flat_map(declared).collect();
    parts.retain(|it| it.internal && contract.component(&it.name).is_none());
    parts.sort_by(|a, b| a.name.cmp(&b.name));
    parts
}

/// The page in a language.
fn page(words: &Words) -> String {
    let contract = Contract::new();
    let mut text = words.head.to_owned();
    let mut section = |head: &str, tables: &str| {
        let _ = write!(text, "\n{head}\n{tables}");
        text.truncate(text.trim_end().len());
        text.push('\n');
    };
    let (frame, others) = contract.templates.split_first().expect("the frame");
    section(words.every_page, &(table(words, &frame.values) + &own_blocks(words, frame.name)));
    let mut tables = String::new();
    for it in others {
        let _ = write!(
            tables,
            "### {} {{#{}}}\n\n{}\n\n",
            words.said(&format!("`{}`", it.name)),
            id(it.name),
            words.said(it.about)
        );
        if !it.values.is_empty() {
            tables.push_str(&table(words, &it.values));
        }
        tables.push_str(&own_blocks(words, it.name));
    }
    section(words.templates, &tables);
    let mut tables = format!("{}\n|---|---|---|\n", words.drawn);
    for it in &contract.components {
        let _ =
            writeln!(tables, "| `{}` | {} | {} |", it.name, words.kind(&it.value.shape), words.said(&cell(it.about)));
    }
    section(words.components, &(tables + "\n"));
    let mut tables = format!("{}\n|---|---|---|\n", words.shared);
    for it in parts(&contract) {
        let _ = writeln!(
            tables,
            "| `{}` | `{}` | {} |",
            it.name,
            cell(&it.arguments),
            words.said(&cell(&plain(&it.about)))
        );
    }
    section(words.parts, &(tables + "\n"));
    let mut tables = String::new();
    for (name, record) in &contract.records {
        let _ = write!(
            tables,
            "### {} {{#{}}}\n\n{}\n\n{}",
            words.said(name),
            id(name),
            words.said(&record.about),
            table(words, &record.fields)
        );
    }
    section(words.records, &tables);
    text
}

/// A comment as text: braces and angle brackets in it are no Markdown of ours.
fn plain(comment: &str) -> String {
    let mut out = String::new();
    for (n, piece) in comment.split('`').enumerate() {
        match n % 2 {
            0 => out.push_str(&piece.replace('<', "&lt;")),
            _ => out.push_str(&format!("`{piece}`")),
        }
    }
    out
}

#[test]
fn the_handbook_tells_what_templates_are_given() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/pages/handbook");
    for words in [&ENGLISH, &KOREAN] {
        let file = folder.join(format!("theme-values{}", words.ending));
        let (is, should) = (std::fs::read_to_string(&file).unwrap_or_default(), page(words));
        if std::env::var_os("LEITMOTIF_BLESS").is_some() {
            std::fs::write(&file, &should).expect("the page can be written");
        } else {
            let line = is.lines().zip(should.lines()).position(|(is, should)| is != should).unwrap_or_default();
            let said = should.lines().nth(line).unwrap_or_default();
            assert!(
                is == should,
                "{} is not what the program tells, from line {}: `{said}`. LEITMOTIF_BLESS=1 cargo test --test contract handbook writes it anew",
                file.display(),
                line + 1
            );
        }
    }
}
