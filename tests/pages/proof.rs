//! That the looks at pages see: each fault that they are there for, made on purpose, is found; a sound page has none.

use crate::built::{Built, Page};
use crate::seen::View;
use crate::{Faults, PARTS, markup};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Who has to find what in which page: a part's name, words of the fault, and what stands in `<main>`.
const FAULTS: &[(&str, &str, &str)] = &[
    ("access", "image-alt", "<img src=\"/ok.svg\">"),
    ("access", "is not there", "<img src=\"/gone.svg\" alt=\"\">"),
    ("access", "320 px, light: the page scrolls sideways", "<div style=\"width: 340px\">wide</div>"),
    ("access", "the console says", "<script>console.debug('a word')</script>"),
    ("access", "asks another host", "<img src=\"http://elsewhere.example/a.png\" alt=\"\">"),
    ("access", "2 style sheets", "<style>p { color: black }</style>"),
    ("access", "bytes of JavaScript", "<script>/* LONG */</script>"),
    (
        "access",
        "1280 px, dark: color-contrast",
        "<style>@media (prefers-color-scheme: dark) { p { color: #999; background: #fff } }</style><p>pale</p>",
    ),
    (
        "access",
        "390 px, light: color-contrast",
        "<style>@media (width: 390px) { p { color: #999; background: #fff } }</style><p>pale</p>",
    ),
    (
        "access",
        "320 px, light: color-contrast",
        "<details><summary>More</summary><p style=\"color: #aaa\">pale</p></details>",
    ),
    ("access", "is Korean and stands under lang=\"en\"", "<p>The word 노래 means song</p>"),
    ("access", "alt “노래” is Korean", "<img src=\"/ok.svg\" alt=\"노래\">"),
    ("access", "is no Korean", "<p lang=\"ko\">A song that goes to the top.</p>"),
    ("still", "the layout shifts", "<img src=\"/ok.svg\" alt=\"\"><p>pushed down</p>"),
    ("keyboard walk", "looks with the focus as it does without", "<a href=\"/\" style=\"outline: none\">dull</a>"),
    (
        "keyboard walk",
        "the outline of the focus has a contrast of",
        "<style>a:focus { outline: 2px solid #eee !important }</style><a href=\"/\">pale</a>",
    ),
    (
        "keyboard walk",
        "the outline of the focus is cut off",
        "<div style=\"overflow: hidden; width: 3rem\"><a href=\"/\" style=\"display: block; outline-offset: 3px\">cut</a></div>",
    ),
    ("keyboard walk", "has an order of its own", "<a href=\"/\">one</a> <a href=\"/\" tabindex=\"2\">two</a>"),
    ("keyboard walk", "Tab jumps back", "<a href=\"/\">one</a> <a href=\"/\" tabindex=\"2\">two</a>"),
    (
        "keyboard walk",
        "is covered by",
        "<p style=\"position: relative\"><a href=\"/\">under</a><b style=\"position: absolute; inset: 0; background: white\">it</b></p>",
    ),
    ("keyboard walk", "is not on the screen", "<a href=\"/\" style=\"position: absolute; left: -900px\">away</a>"),
    (
        "keyboard walk",
        "Tab does not reach",
        "<a href=\"/\" onfocus=\"this.nextElementSibling.nextElementSibling.focus()\">one</a> <a href=\"/\">two</a> <a href=\"/\">three</a>",
    ),
    (
        "keyboard walk",
        "Shift+Tab leads",
        "<a href=\"/\">one</a> <a href=\"/\">two</a><script>addEventListener('keydown', (it) => { if (it.shiftKey) it.preventDefault() })</script>",
    ),
    ("keyboard walk", "Tab does not come to an end", "<a href=\"/\" onkeydown=\"event.preventDefault()\">trap</a>"),
    ("keyboard keys", "leads to no place", "<script>document.querySelector('a').hash = '#elsewhere'</script>"),
    (
        "keyboard keys",
        "the focus is not in main",
        "<script>addEventListener('click', (it) => it.preventDefault())</script>",
    ),
    ("keyboard keys", "is closed", "<details><summary onclick=\"return false\">stuck</summary>it</details>"),
    (
        "keyboard keys",
        "scrolls and cannot have the focus",
        "<div style=\"overflow: auto\"><p style=\"width: 60rem\"><a href=\"/\">wide</a></p></div>",
    ),
    (
        "keyboard keys",
        "scrolls and has no name",
        "<div style=\"overflow: auto\" tabindex=\"0\"><p style=\"width: 60rem\">wide</p></div>",
    ),
    (
        "keyboard keys",
        "does not scroll",
        "<div style=\"overflow: auto\" tabindex=\"0\" onkeydown=\"return false\"><p style=\"width: 60rem\">wide</p></div>",
    ),
    (
        "preferences",
        "forced-colors: active, light: <a",
        "<style>@media (forced-colors: active) { a:focus { outline: none } }</style><a href=\"/\">dull</a>",
    ),
    (
        "preferences",
        "by its colour alone",
        "<nav><a href=\"/\">one</a> <a href=\"/\" aria-current=\"page\" style=\"color: red\">two</a></nav>",
    ),
    ("preferences", "has no border", "<button style=\"border: 0\">bare</button>"),
    (
        "preferences",
        "prefers-contrast: more, dark: <p>",
        "<style>@media (prefers-contrast: more) { p { color: #888 } }</style><p>pale</p>",
    ),
    ("preferences", "goes from one state to the other", "<p style=\"transition: color 1s\">slow</p>"),
    ("preferences", "scrolls smoothly", "<style>html { scroll-behavior: smooth }</style>"),
    (
        "preferences",
        "moves: turn",
        "<style>@keyframes turn { to { rotate: 1turn } } p::after { content: ''; animation: turn 2s infinite }</style><p>it</p>",
    ),
    (
        "spacing",
        "320 px, spread out: “Words that fit",
        "<p style=\"height: 1.2em; line-height: 1.2; overflow: hidden; width: 18rem; font: 14px/1.2 monospace\">Words that fit into one line</p>",
    ),
    ("spacing", "stands over", "<p style=\"height: 0; margin: 0\">one</p><p style=\"margin: 0\">two</p>"),
    ("spacing", "letter by letter", "<p style=\"width: 1rem; overflow-wrap: anywhere\">narrower than any word</p>"),
    ("print", "is a dark box", "<p style=\"background: black; color: white\">dark</p>"),
    ("print", "is too light to be printed", "<p style=\"color: white\">light</p>"),
    ("print", "<nav> “Menu” is printed", "<nav>Menu</nav>"),
    ("print", "stays folded", "<details><summary>More</summary><p>it</p></details>"),
    ("without script", "is missing", "<script>document.querySelector('main').append('made by a script')</script>"),
    ("without script", "does nothing", "<button>Play</button>"),
];

/// A page around a body: nothing is wrong with it.
fn page(body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>A page</title>\n\
         <link rel=\"icon\" href=\"/ok.svg\">\n\
         <style>:focus-visible {{ outline: 3px solid #0b4bd8 }} main:focus {{ outline: none }} a {{ line-height: 2 }}</style>\n\
         </head>\n<body>\n<header><a href=\"#main\">Skip</a></header>\n\
         <main id=\"main\" tabindex=\"-1\">\n<h1>A page</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )
    .replace("LONG", &"-".repeat(11_000))
}

/// What was not found, or found where nothing is wrong.
pub fn unseen(part: &str) -> Faults {
    let part = PARTS.into_iter().flatten().find(|it| it.name == part).expect("there is a part of that name");
    let mut cases: Vec<(Option<&str>, String)> = vec![(None, page("<p>Nothing is wrong.</p>"))];
    let own = FAULTS.iter().filter(|(of, _, _)| *of == part.name);
    cases.extend(own.map(|(_, words, body)| (Some(*words), page(body))));
    let files = cases.iter().enumerate().map(|(at, (_, text))| (format!("{at}.html"), text.clone()));
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"90\"/>".to_owned();
    let built = Built::by_hand(files.chain([("ok.svg".to_owned(), picture)]).collect());
    crate::with_browser(|browser| {
        let mut faults = Faults::new();
        for (at, (expected, _)) in cases.iter().enumerate() {
            let page = Page { path: format!("/{at}.html"), lang: "en".to_owned(), missing: false, first: true };
            let found = (part.look)(&View { browser, built: &built, page: &page }).join("\n");
            match expected {
                Some(words) if !found.contains(words) => faults.push(format!("not found: {words}; but: {found}")),
                None if !found.is_empty() => faults.push(format!("found in a sound page: {found}")),
                _ => {}
            }
        }
        faults
    })
}

/// The same of the checker of HTML.
pub fn unseen_markup() -> Faults {
    let texts = BTreeMap::from([
        ("sound.html".to_owned(), page("<p>Nothing is wrong.</p>")),
        ("faulty.html".to_owned(), page("<p><h2>In a paragraph</h2></p>")),
        ("warned.html".to_owned(), page("<section><p>Without a heading</p></section>")),
    ]);
    let built: Arc<Built> = Built::by_hand(texts);
    let found = markup::faults(std::slice::from_ref(&built.output));
    let told = |name: &str| found.iter().any(|fault| fault.contains(name));
    let expected = [("sound.html", false), ("faulty.html", true), ("warned.html", true)];
    let wrong = expected.into_iter().filter(|(name, is_told)| told(name) != *is_told);
    wrong.map(|(name, _)| format!("{name}: {found:?}")).collect()
}
