//! Words whose script tells another language than the page's are marked with it, wherever they are read.

use crate::stand_in::{StandIn, shapes};
use leitmotif::diagnostic::Code;
use leitmotif::language::quotes::of;
use leitmotif::parse::markdown::read;
use leitmotif::render::markdown::{Written, html};
use leitmotif::source::SourceId;

fn written(code: &str, text: &str) -> Written {
    let (body, outline, said) = read(text, 0..text.len(), SourceId(0), &shapes(), Some(of(code)));
    // That raw HTML is not closed is another matter.
    assert!(said.iter().all(|it| it.code == Code::UnclosedHtml), "{text}: {said:?}");
    html(&body, &outline, &mut StandIn(&outline, code))
}

/// `⟨ko:…⟩` stands for the span.
fn check(code: &str, lines: &[(&str, &str)]) {
    let mut faults = String::new();
    for (typed, wanted) in lines {
        let html = written(code, typed).html;
        let wanted =
            wanted.replace("⟨ko:", "<span lang=\"ko\">").replace("⟨ja:", "<span lang=\"ja\">").replace('⟩', "</span>");
        if html.trim_end() != wanted.trim_end() {
            faults += &format!("{typed}\n--- is\n{html}--- should\n{wanted}\n\n");
        }
    }
    assert!(faults.is_empty(), "in {code}:\n{faults}");
}

#[test]
fn in_english() {
    check(
        "en",
        &[
            ("*Goblin* (도깨비) aired.", "<p><em>Goblin</em> (⟨ko:도깨비⟩) aired.</p>"),
            ("It is 눈물의 여왕, she said", "<p>It is ⟨ko:눈물의 여왕⟩, she said</p>"),
            // Quotes split the text into pieces; the run goes over them.
            (r#"the word 그는 "사랑"이라고 했다."#, "<p>the word ⟨ko:그는 “사랑”이라고 했다⟩.</p>"),
            (r#""눈물의 여왕""#, "<p>“⟨ko:눈물의 여왕⟩”</p>"),
            ("눈물의\n여왕 is", "<p>⟨ko:눈물의\n여왕⟩ is</p>"),
            ("눈물의  \n여왕", "<p>⟨ko:눈물의⟩<br>\n⟨ko:여왕⟩</p>"),
            // A run ends at the border of an element.
            ("눈물의 **여왕** 이다", "<p>⟨ko:눈물의⟩ <strong>⟨ko:여왕⟩</strong> ⟨ko:이다⟩</p>"),
            ("**「가」**는 x", "<p><strong>「⟨ko:가⟩」</strong>⟨ko:는⟩ x</p>"),
            ("가 & 나 < x", "<p>⟨ko:가 &amp; 나⟩ &lt; x</p>"),
            ("君の名は。 and カナ, not 漢字", "<p>⟨ja:君の名は⟩。 and ⟨ja:カナ⟩, not 漢字</p>"),
            ("in 2016년 he", "<p>in ⟨ko:2016년⟩ he</p>"),
            ("café – Дорама", "<p>café – Дорама</p>"),
            // In every block.
            ("## On 도깨비", "<h2 id=\"on-도깨비\">On ⟨ko:도깨비⟩</h2>"),
            ("- 도깨비\n- x", "<ul>\n<li>⟨ko:도깨비⟩</li>\n<li>x</li>\n</ul>"),
            ("> 도깨비", "<blockquote>\n<p>⟨ko:도깨비⟩</p>\n</blockquote>"),
            ("도\n: 깨비", "<dl>\n<dt>⟨ko:도⟩</dt>\n<dd>⟨ko:깨비⟩</dd>\n</dl>"),
            ("<Callout>\n도깨비\n</Callout>", "<x-callout><p>⟨ko:도깨비⟩</p></x-callout>"),
            ("<Fact is=\"셋\">셋</Fact>", "<p><x-fact is=[셋]>⟨ko:셋⟩</x-fact></p>"),
            (
                "![도](p.jpg \"깨비 x\")",
                "<figure><img src=\"p.jpg\" alt=\"도\" width=\"3\" height=\"2\" loading=\"lazy\" decoding=\"async\">\n\
                 <figcaption>⟨ko:깨비⟩ x</figcaption></figure>",
            ),
            // Links.
            ("[도깨비](/x/ \"여왕\")", "<p><a href=\"/x/\" title=\"여왕\">⟨ko:도깨비⟩</a></p>"),
            ("[[golden|골든]]", "<p><a href=\"/golden/\">⟨ko:골든⟩</a></p>"),
            ("[[도깨비]]", "<p><a href=\"/%EB%8F%84%EA%B9%A8%EB%B9%84/\" lang=\"ko\">«도깨비»</a></p>"),
            ("[[골든]]", "<p><a href=\"/%EA%B3%A8%EB%93%A0/\" lang=\"ko\">«골든»</a></p>"),
            ("[[골든 OST]]", "<p><a href=\"/%EA%B3%A8%EB%93%A0%20OST/\">«⟨ko:골든⟩ OST»</a></p>"),
            ("[a](/a.ko)", "<p><a href=\"/a.ko\" hreflang=\"ko\">a</a></p>"),
            // Never where it is no text of the page.
            ("`도깨비` \\`x", "<p><code>도깨비</code> `x</p>"),
            ("    도깨비\n", "<pre tabindex=\"0\"><code>도깨비\n</code></pre>"),
            ("```\n도깨비\n```\n\n도", "<pre tabindex=\"0\"><code>도깨비\n</code></pre>\n<p>⟨ko:도⟩</p>"),
            ("<div>\n도깨비\n</div>\n\n도", "<div>\n도깨비\n</div>\n<p>⟨ko:도⟩</p>"),
            ("x <b title=\"도깨비\">도</b>", "<p>x <b title=\"도깨비\">⟨ko:도⟩</b></p>"),
            // Not where the writer says it.
            ("x <i lang=\"ko\">도 <i>깨</i> 비</i> 가", "<p>x <i lang=\"ko\">도 <i>깨</i> 비</i> ⟨ko:가⟩</p>"),
            ("x <i lang=ko-Latn>do</i> 가", "<p>x <i lang=ko-Latn>do</i> ⟨ko:가⟩</p>"),
            ("x <br lang=\"ko\"> 가", "<p>x <br lang=\"ko\"> ⟨ko:가⟩</p>"),
            (
                "<img lang=\"ko\" src=\"a.png\" alt=\"도\">\n\n가",
                "<img lang=\"ko\" src=\"a.png\" alt=\"도\">\n<p>⟨ko:가⟩</p>",
            ),
            ("x <i lang=ko>도\n\n가", "<p>x <i lang=ko>도</p>\n<p>⟨ko:가⟩</p>"),
            (
                "<div\n lang=\"ko\">\n\n도\n\n깨비\n\n</div>\n\n가",
                "<div\n lang=\"ko\">\n<p>도</p>\n<p>깨비</p>\n</div>\n<p>⟨ko:가⟩</p>",
            ),
        ],
    );
}

#[test]
fn in_other_languages() {
    check(
        "ko",
        &[
            ("도깨비 Goblin 鬼", "<p>도깨비 Goblin 鬼</p>"),
            ("영화 君の名は의", "<p>영화 ⟨ja:君の名は⟩의</p>"),
            ("[[골든]]", "<p><a href=\"/%EA%B3%A8%EB%93%A0/\">«골든»</a></p>"),
        ],
    );
    check("ja", &[("ドラマ「도깨비」は", "<p>ドラマ「⟨ko:도깨비⟩」は</p>"), ("漢字 カナ", "<p>漢字 カナ</p>")]);
    check("zh-TW", &[("電視劇도깨비與スキ", "<p>電視劇⟨ko:도깨비⟩與⟨ja:スキ⟩</p>")]);
    check("und", &[("도깨비 カナ", "<p>도깨비 カナ</p>")]);
}

#[test]
fn in_tables_and_notes() {
    let html = written("en", "| 도 |\n|---|\n| 깨비 |\n\nx[^1]\n\n[^1]: 여왕\n").html;
    for marked in [
        "<th scope=\"col\"><span lang=\"ko\">도</span>",
        "<td><span lang=\"ko\">깨비</span>",
        "<p><span lang=\"ko\">여왕",
    ] {
        assert!(html.contains(marked), "{marked} in {html}");
    }
}

#[test]
fn contents_stay_plain() {
    assert_eq!(written("en", "## On 도깨비 & [[도깨비]]\n").headings, ["On 도깨비 &amp; «도깨비»"]);
}
