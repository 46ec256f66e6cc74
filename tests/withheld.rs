//! What is withheld leaves no trace: in whatever state an article is, the site is, byte for byte, the one that would be
//! made without its file; and the proof that every build makes finds it in every encoding that outputs use.

#[path = "harness/site.rs"]
#[allow(dead_code)]
mod site;

use leitmotif::catalogue::Showing;
use leitmotif::discover::discover;
use leitmotif::edition::{Options, assemble};
use leitmotif::render::proof::Proof;
use leitmotif::theme::embedded;
use site::{Outcome, Site, Tree, tree};

const NOW: &str = "2025-09-01T12:00:00+09:00";
const SENTENCE: &str =
    "The lighthouse keeper’s daughter hums it & nobody else “knows” the 7 words: 등대지기의 딸만 아는 노래.";
const STANDFIRST: &str = "Snow fell on the harbour while the orchestra <em>waited</em> for its conductor.";

/// A magazine in which everything lists articles: sections, tags, contributors, records, feeds, a series, corrections.
fn magazine(site: &Site) -> Outcome {
    let write = |path: &str, text: &str| site.write(path, text.as_bytes());
    write(
        "site.toml",
        "title = \"Mag\"\nbase_url = \"https://mag.example/m/\"\ntimezone = \"Asia/Seoul\"\npage_size = 2\n\
         [languages.ko]\ntitle = \"매거진\"\n[tags.snow]\ntitle = \"Snow\"\n",
    )?;
    write("content/contributors/dana-lim.toml", "name = \"Dana Lim\"\nnames.ko = \"임다나\"\n")?;
    write(
        "content/dramas/goblin.toml",
        "title = \"Goblin\"\nnames.ko = \"도깨비\"\nkind = \"series\"\nepisodes = 16\n",
    )?;
    write(
        "content/soundtracks/goblin-ost.toml",
        "title = \"Goblin OST\"\ndrama = \"goblin\"\nreleased = 2017-01-01\n[[tracks]]\ntitle = \"Snowfall\"\nlength = \"3:00\"\n",
    )?;
    write("content/pages/about.md", "+++\ntitle = \"About\"\n+++\nAbout us.\n")?;
    for n in 0..5 {
        let text = format!(
            "+++\ntitle = \"Shown {n}\"\ndate = 2025-08-{:02}\nbylines = [\"dana-lim\"]\ntags = [\"snow\"]\n\
             subjects = [\"drama:goblin\"]\nseries = \"Harbour songs\"\n\n[[corrections]]\ndate = 2025-08-20\ntext = \"The year of {n}.\"\n+++\n\
             About [[Goblin]], shown number {n}.\n",
            n + 1
        );
        write(&format!("content/articles/news/shown-{n}.md"), &text)?;
        write(
            &format!("content/articles/news/shown-{n}.ko.md"),
            &format!("+++\ntitle = \"보이는 글 {n}\"\n+++\n글.\n"),
        )?;
    }
    Ok(())
}

/// The files of one article that touches everything, in both languages; `state` is a line of its front matter.
fn article(site: &Site, state: &str) -> Outcome {
    let front = format!(
        "+++\ntitle = \"The harbour that nobody may know of yet\"\nstandfirst = '''{STANDFIRST}'''\n{state}\n\
         bylines = [\"dana-lim\", {{ name = \"Zeno Guest\", role = \"photographer\" }}]\ntags = [\"snow\", \"lighthouse\"]\n\
         subjects = [\"drama:goblin\", \"track:goblin-ost/snowfall\"]\nseries = \"Harbour songs\"\n\
         cover = {{ src = \"cover.jpg\", alt = \"A lighthouse in the snow, seen from the harbour\", credit = \"Zeno\" }}\n\
         redirect_from = [\"/harbour-of-old/\"]\nsummary = \"What the lighthouse keeper heard in the harbour.\"\nrating = 4\n\n\
         [[corrections]]\ndate = 2025-12-24\ntext = \"The lighthouse had another colour.\"\n+++\n"
    );
    let body = format!(
        "## Heard in the harbour\n\n{SENTENCE} It is about [[Snowfall]].[^a]\n\n[^a]: A note about the harbour.\n\n\
         <Faq>\nWho hums in the lighthouse?\n: The keeper’s daughter does, every evening.\n</Faq>\n\n\
         <Fact drama=\"goblin\" what=\"episodes\" is=\"16\">sixteen evenings</Fact>\n"
    );
    site.write("content/articles/harbour/secret/index.md", format!("{front}{body}").as_bytes())?;
    let korean = "+++\ntitle = \"아무도 몰라야 하는 항구\"\nstandfirst = \"항구에 눈이 내렸고 악단은 기다렸다.\"\n+++\n등대지기의 딸만 그 노래를 안다고 했다.\n";
    site.write("content/articles/harbour/secret/index.ko.md", korean.as_bytes())?;
    site.write("content/articles/harbour/secret/cover.jpg", b"\xff\xd8\xff\xd9")
}

fn built(site: &Site) -> Outcome<Tree> {
    let ran = site.leitmotif(&[], &["build", "--quiet", "--now", NOW])?;
    if ran.exit != 0 {
        return Err(format!("the magazine cannot be built:\n{}{}", ran.stdout, ran.stderr));
    }
    let mut tree = tree(&site.root.join("output"))?;
    tree.retain(|path, _| !path.starts_with(".leitmotif"));
    for entry in tree.values_mut() {
        entry.modified = None;
    }
    Ok(tree)
}

/// The site with the article in a state, and without it.
fn both(state: &str) -> Outcome<(Tree, Tree)> {
    let (with, without) = (Site::new()?, Site::new()?);
    magazine(&with)?;
    magazine(&without)?;
    article(&with, state)?;
    Ok((built(&with)?, built(&without)?))
}

fn leaves_no_trace(state: &str) -> Outcome {
    let (with, without) = both(state)?;
    let names = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&with), names(&without), "{state}: other files");
    for (path, entry) in &with {
        assert_eq!(Some(entry), without.get(path), "{state}: `{path}` is another");
    }
    Ok(())
}

#[test]
fn a_draft_leaves_no_trace() -> Outcome {
    leaves_no_trace("date = 2025-08-30\ndraft = true")
}

#[test]
fn what_is_scheduled_leaves_no_trace_to_the_last_second() -> Outcome {
    leaves_no_trace("date = 2025-09-01T12:00:01")
}

#[test]
fn what_is_under_embargo_leaves_no_trace_to_the_last_second() -> Outcome {
    leaves_no_trace("date = 2025-08-30\nembargo = 2025-09-01T03:00:01+00:00")
}

#[test]
fn what_expired_leaves_no_trace_from_the_first_second() -> Outcome {
    leaves_no_trace("date = 2025-08-30\nexpires = 2025-09-01T12:00:00")
}

#[test]
fn at_its_second_an_article_is_everywhere() -> Outcome {
    let (with, _) = both("date = 2025-09-01T12:00:00")?;
    let page = "harbour/secret/index.html";
    assert!(with.contains_key(page) && with.contains_key("harbour/secret/cover.jpg"), "its page and picture");
    let holds = |path: &str, word: &str| {
        let bytes = with.get(path).and_then(|entry| entry.bytes.clone()).unwrap_or_default();
        assert!(String::from_utf8_lossy(&bytes).contains(word), "`{path}` holds `{word}`");
    };
    for list in ["index.html", "harbour/index.html", "tags/snow/index.html", "contributors/dana-lim/index.html"] {
        holds(list, "/m/harbour/secret/");
    }
    for list in ["feed.atom", "sitemap.xml", "dramas/goblin/index.html", "corrections/index.html"] {
        holds(list, "harbour/secret/");
    }
    holds("ko/harbour/secret/index.html", "등대지기의 딸만");
    Ok(())
}

#[test]
fn what_was_retracted_stays_on_its_page_and_leaves_all_lists() -> Outcome {
    let (with, without) = both("date = 2025-08-30\nretracted = \"It was invented.\"")?;
    let own = ["harbour/secret/", "ko/harbour/secret/", "harbour-of-old/"];
    // The page stays to be found, and what was withdrawn is told.
    let told = ["sitemap.xml", "ko/sitemap.xml", "corrections/", "ko/corrections/", "_redirects"];
    let mut lists = 0;
    for (path, entry) in &with {
        if own.iter().chain(&told).any(|it| path.starts_with(it)) {
            continue;
        }
        let text = String::from_utf8_lossy(entry.bytes.as_deref().unwrap_or_default()).into_owned();
        assert!(!text.contains("harbour/secret"), "`{path}` leads to it");
        assert!(!text.contains("lighthouse keeper"), "`{path}` tells of it");
        lists += usize::from(without.contains_key(path));
    }
    assert!(lists > 30, "only {lists} files were looked into");
    let page = with["harbour/secret/index.html"].bytes.clone().unwrap_or_default();
    assert!(String::from_utf8_lossy(&page).contains("It was invented."), "the page says so");
    let korean = with["ko/harbour/secret/index.html"].bytes.clone().unwrap_or_default();
    assert!(String::from_utf8_lossy(&korean).contains("철회한 글"), "its translation says so, too");
    Ok(())
}

/// Whether the proof finds something in some bytes.
fn finds(path: &str, bytes: &[u8]) -> Outcome<bool> {
    let site = Site::new()?;
    magazine(&site)?;
    article(&site, "date = 2025-12-24")?;
    let (sources, _) = discover(&site.root, embedded());
    let now = NOW.parse().map_err(|error| format!("{error}"))?;
    let showing = Showing { now, drafts: false, future: false };
    let (edition, said) = assemble(sources, &Options { showing, base_url: None, theme: None });
    if let Some(error) = said.first() {
        return Err(error.message.clone());
    }
    let proof = Proof::of(edition.magazine()).ok_or("nothing is withheld")?;
    Ok(!proof.look(path, bytes).is_empty())
}

#[test]
fn the_proof_finds_it_in_every_encoding() -> Outcome {
    let html = "<p>The <i>lighthouse</i> keeper&#39;s daughter hums it &amp; nobody else &quot;knows&quot; the 7 words: <span lang=\"ko\">등대지기의</span> 딸만 아는 노래.</p>";
    let escaped = html.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let json = serde_json::to_string(SENTENCE).map_err(|error| error.to_string())?;
    let ascii: String = SENTENCE
        .chars()
        .map(|c| if c.is_ascii() { c.to_string() } else { format!("\\u{:04x}", u32::from(c)) })
        .collect();
    let mut percent = String::new();
    for byte in SENTENCE.bytes() {
        if byte.is_ascii_alphanumeric() {
            percent.push(char::from(byte));
        } else {
            percent.push_str(&format!("%{byte:02x}"));
        }
    }
    let folded: String = {
        let line = format!("DESCRIPTION:{SENTENCE}");
        line.chars()
            .collect::<Vec<_>>()
            .chunks(20)
            .map(|part| part.iter().collect::<String>())
            .collect::<Vec<_>>()
            .join("\r\n ")
    };
    let cases: [(&str, &str, &str); 13] = [
        ("HTML with tags within words", "a.html", html),
        ("HTML in a feed", "feed.atom", &escaped),
        ("JSON", "a.json", &json),
        ("JSON of ASCII alone", "a.json", &ascii),
        ("a calendar with folded lines", "events.ics", &folded),
        (
            "an attribute",
            "a.html",
            "<meta content=\"The lighthouse keeper&#x27;s daughter hums it &amp; nobody else “knows” the 7 words: 등대지기의 딸만 아는 노래.\">",
        ),
        ("another case", "a.txt", &SENTENCE.to_uppercase()),
        (
            "the standfirst",
            "a.html",
            "<p>Snow fell on the harbour while the orchestra &lt;em&gt;waited&lt;/em&gt; for its conductor.</p>",
        ),
        ("the title", "a.html", "<h2>The harbour that nobody may know of yet</h2>"),
        (
            "the title of the translation, in an address",
            "a.html",
            "<a href=\"mailto:?subject=%EC%95%84%EB%AC%B4%EB%8F%84%20%EB%AA%B0%EB%9D%BC%EC%95%BC%20%ED%95%98%EB%8A%94%20%ED%95%AD%EA%B5%AC\">",
        ),
        ("its address", "a.html", "<a href=\"/m/harbour/secret/#a\">"),
        ("its whole address", "sitemap.xml", "<loc>https://mag.example/m/ko/harbour/secret/</loc>"),
        ("its old address", "_redirects", "/m/harbour-of-old/ /m/ 301"),
    ];
    for (what, path, text) in cases {
        assert!(finds(path, text.as_bytes())?, "{what}: {text}");
    }
    assert!(finds("a.html", percent.as_bytes())?, "{percent}");
    for other in
        ["<p>The lighthouse keeper’s daughter sleeps.</p>", "<a href=\"/m/old-harbour/secret/\">", "등대지기의 딸"]
    {
        assert!(!finds("a.html", other.as_bytes())?, "{other}");
    }
    Ok(())
}

/// Every text that is published is looked through for what is withheld; one that cannot be read to its end is not.
#[test]
fn a_pipe_is_told_and_not_waited_for() -> Outcome {
    let site = Site::new()?;
    magazine(&site)?;
    article(&site, "date = 2025-12-24\ndraft = true")?;
    site.write("themes/overture/assets/own.css", b"p { color: red }")?;
    site.write("content/static/notes.txt", b"Notes.")?;
    for path in ["content/static/pipe", "content/static/pipe.svg", "themes/overture/assets/pipe.js"] {
        let pipe = site.root.join(path);
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.is_ok_and(|it| it.success()), "{path}");
        for command in ["build", "check"] {
            let ran = site.leitmotif(&[], &[command, "--format", "short", "--now", NOW])?;
            assert_eq!(ran.exit, 1, "{path}:\n{}", ran.stderr);
            assert!(ran.stderr.contains(&format!("{path}: error[unreadable-file]")), "{path}:\n{}", ran.stderr);
        }
        std::fs::remove_file(&pipe).map_err(|it| it.to_string())?;
    }
    Ok(())
}
