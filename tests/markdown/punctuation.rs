//! Straight quotes, dashes and ellipses become those of the language, the right way round.

use crate::differential::without_additions;
use crate::stand_in::{StandIn, shapes, spaced};
use leitmotif::language::quotes::of;
use leitmotif::parse::markdown::{Outline, read};
use leitmotif::render::markdown::html;
use leitmotif::source::SourceId;
use proptest::prelude::*;

fn written(code: &str, text: &str) -> (String, Outline) {
    let (body, outline, said) = read(text, 0..text.len(), SourceId(0), &shapes(), Some(of(code)));
    assert!(said.is_empty(), "{text}: {said:?}");
    (html(&body, &outline, &mut StandIn(&outline, "und")).html, outline)
}

/// Each line is a paragraph; what is to come of it stands beside it.
fn check(code: &str, lines: &[(&str, &str)]) {
    let mut faults = String::new();
    for (typed, wanted) in lines {
        let (html, _) = written(code, typed);
        let html = html.trim_end().trim_start_matches("<p>").trim_end_matches("</p>");
        if html != *wanted {
            faults += &format!("{typed}\n  is     {html}\n  should {wanted}\n");
        }
    }
    assert!(faults.is_empty(), "in {code}:\n{faults}");
}

#[test]
fn korean() {
    check(
        "ko",
        &[
            // A particle follows the quotation.
            (r#""눈물의 여왕"의"#, "“눈물의 여왕”의"),
            ("'하나'가", "‘하나’가"),
            (r#"그는 "안녕"이라고 했다."#, "그는 “안녕”이라고 했다."),
            (r#"그는"안녕"이라고"#, "그는“안녕”이라고"),
            (r#""가"와 "나""#, "“가”와 “나”"),
            ("'가'와 '나'를, '다'도", "‘가’와 ‘나’를, ‘다’도"),
            (r#""왜?"라고 "와!"라는"#, "“왜?”라고 “와!”라는"),
            (r#""…그래서"라는"#, "“…그래서”라는"),
            (r#""...그래서"라는"#, "“…그래서”라는"),
            (r#""그건--"이라며"#, "“그건–”이라며"),
            (r#"노래"골든"은"#, "노래“골든”은"),
            ("노래'골든'은", "노래‘골든’은"),
            (r#""가","나""#, "“가”,“나”"),
            ("'가'·'나'", "‘가’·‘나’"),
            (r#""가"("나")"#, "“가”(“나”)"),
            (r#"("가")는 ['나']를"#, "(“가”)는 [‘나’]를"),
            (r#"「"가"」는"#, "「“가”」는"),
            // Digits and Latin letters beside the marks.
            (r#""Golden"은"#, "“Golden”은"),
            ("'Golden'은", "‘Golden’은"),
            ("OST'골든'은", "OST‘골든’은"),
            (r#"OST"골든"은"#, "OST“골든”은"),
            (r#""2024"년 "1위"를"#, "“2024”년 “1위”를"),
            ("'2'는 '1'과", "‘2’는 ‘1’과"),
            (r#"1위"골든"2위"소다 팝"은"#, "1위“골든”2위“소다 팝”은"),
            // One quotation in the other.
            (r#""그는 '안녕'이라고 했다"고"#, "“그는 ‘안녕’이라고 했다”고"),
            (r#""'안녕'이라고""#, "“‘안녕’이라고”"),
            (r#""그가 '안녕'"이라고"#, "“그가 ‘안녕’”이라고"),
            (r#"'"안녕"이'라고"#, "‘“안녕”이’라고"),
            // Apostrophes.
            ("It's", "It’s"),
            ("'90년대 노래", "’90년대 노래"),
            ("'90년대 노래 '골든'은", "’90년대 노래 ‘골든’은"),
            ("'88년과 '92년", "’88년과 ’92년"),
            (r#""'90년대 노래"는"#, "“’90년대 노래”는"),
            ("How It's Done은", "How It’s Done은"),
            ("'How It's Done'은", "‘How It’s Done’은"),
            (r#""How It's Done"과 "Free""#, "“How It’s Done”과 “Free”"),
            ("Don't Cry와 It's You를", "Don’t Cry와 It’s You를"),
            ("Saja Boys'의 노래", "Saja Boys’의 노래"),
            ("the boys' song과 '나'", "the boys’ song과 ‘나’"),
            ("Rock 'n' Roll과 R'n'B", "Rock ’n’ Roll과 R’n’B"),
            ("'N'이라는 글자", "‘N’이라는 글자"),
            ("O'Neill은 '나'를", "O’Neill은 ‘나’를"),
            // What finds no partner.
            (r#"7" 싱글"#, r#"7" 싱글"#),
            (r#"5'3"의 키"#, r#"5’3"의 키"#),
            (r#"7"과 12"은"#, r#"7"과 12"은"#),
            (r#"7"짜리 "골든"은"#, r#"7"짜리 “골든”은"#),
            (r#"Part 2"골든"은"#, "Part 2“골든”은"),
            (r#""가 나"#, "“가 나"),
            (r#"가 나""#, "가 나”"),
            ("가 나'", "가 나’"),
            // Over the borders of elements.
            (r#"**"눈물의 여왕"**의"#, "<strong>“눈물의 여왕”</strong>의"),
            (r#""**눈물의 여왕**"의"#, "“<strong>눈물의 여왕</strong>”의"),
            ("*'하나'*가", "<em>‘하나’</em>가"),
            (r#""[가](/x/)"의 ["나"](/y/)의"#, r#"“<a href="/x/">가</a>”의 <a href="/y/">“나”</a>의"#),
            (r#""[[golden]]"은"#, "“<a href=\"/golden/\">«golden»</a>”은"),
            (r#""[[golden|골든]]"은"#, "“<a href=\"/golden/\">골든</a>”은"),
            (r#""`code`"는 `"가"`"#, r#"“<code>code</code>”는 <code>"가"</code>"#),
            (r#""<Peak/>"위"#, "“<x-peak></x-peak>”위"),
            ("'<Fact is=\"3\">셋</Fact>'은", "‘<x-fact is=[3]>셋</x-fact>’은"),
            ("\"<Fact is=\"3\">'셋'은 \"넷\"</Fact>\"은", "“<x-fact is=[3]>‘셋’은 “넷”</x-fact>”은"),
            ("<Fact is=\"3\">Three</Fact>'s", "<x-fact is=[3]>Three</x-fact>’s"),
            ("\"가\n나\"는", "“가\n나”는"),
            // What is typed otherwise stays.
            (r#"(‘가’) “나”는 "다"는"#, "(‘가’) “나”는 “다”는"),
            (r#"\"가\"는 \'나\'는 "다"는"#, r#""가"는 '나'는 “다”는"#),
            (r#"&quot;가&quot;는 "나"는"#, r#""가"는 “나”는"#),
            (r#"[가](/x/ "'나'")"#, "<a href=\"/x/\" title=\"&#39;나&#39;\">가</a>"),
            ("가 -- 나 --- 다... 라", "가 – 나 — 다… 라"),
            ("가 – 나 — 다…", "가 – 나 — 다…"),
        ],
    );
}

#[test]
fn chinese_and_japanese() {
    check(
        "zh",
        &[
            (r#"他说"你好"了"#, "他说“你好”了"),
            (r#""他说'你好'了"。"#, "“他说‘你好’了”。"),
            ("他---她...", "他——她……"),
            ("It's K-Pop", "It’s K-Pop"),
            ("他------她......", "他——她……"),
        ],
    );
    check("zh-TW", &[(r#"他說"你好'嗎'"了---是..."#, "他說「你好『嗎』」了——是……"), ("It's", "It’s")]);
    check(
        "ja",
        &[
            (r#"彼は"題"と'名'を"#, "彼は「題」と『名』を"),
            ("How It's Done と '90年代", "How It’s Done と ’90年代"),
            ("\"彼は'名'\"と", "「彼は『名』」と"),
            (r#"“名”は"題""#, "“名”は「題」"),
        ],
    );
}

#[test]
fn latin_and_cyrillic() {
    let typed = r#"He "said 'it's' -- so" --- and..."#;
    for (code, wanted) in [
        ("en", "He “said ‘it’s’ – so” — and…"),
        ("de", "He „said ‚it’s‘ – so“ — and…"),
        ("fr", "He «\u{202f}said «\u{202f}it’s\u{202f}» – so\u{202f}» — and…"),
        ("es", "He “said ‘it’s’ – so” — and…"),
        ("it", "He «said “it’s” – so» — and…"),
        ("pt", "He “said ‘it’s’ – so” — and…"),
        ("nl", "He “said ‘it’s’ – so” — and…"),
        ("pl", "He „said «it’s» – so” — and…"),
        ("sv", "He ”said ’it’s’ – so” — and…"),
        ("da", "He “said ‘it’s’ – so” — and…"),
        ("nb", "He «said ‘it’s’ – so» — and…"),
        ("fi", "He ”said ’it’s’ – so” — and…"),
        ("cs", "He „said ‚it’s‘ – so“ — and…"),
        ("ru", "He «said „it’s“ – so» — and…"),
        ("tlh", "He “said ‘it’s’ – so” — and…"),
    ] {
        check(code, &[(typed, wanted)]);
    }
    // What is quoted in them is written as it is there.
    check("en", &[(r#"He said "사랑"이라고 and 'it's'"#, "He said “사랑”이라고 and ‘it’s’")]);
    check("de", &[(r#"Das "사랑"이라고 'x'"#, "Das „사랑“이라고 ‚x‘")]);
    check(
        "fr",
        &[
            ("L'été d'\"Amélie\" qu'il", "L’été d’«\u{202f}Amélie\u{202f}» qu’il"),
            ("« l'été » “x”", "« l’été » “x”"),
            ("'a l'b' c's", "«\u{202f}a l’b\u{202f}» c’s"),
        ],
    );
    check("de", &[("'90er und \"Lied\"", "’90er und „Lied“"), ("Hans' *\"Lied\"*", "Hans’ <em>„Lied“</em>")]);
}

#[test]
fn behind_letters_digits_and_elements() {
    check(
        "en",
        &[
            // Inches.
            (r#"The 7" single"#, r#"The 7" single"#),
            (r#"A 7" and a 12" single"#, r#"A 7" and a 12" single"#),
            (r#"5'10" tall"#, r#"5’10" tall"#),
            (r#""Golden" on 7" and "Free" on 12""#, r#"“Golden” on 7" and “Free” on 12""#),
            (r#""The 7" is out"#, "“The 7” is out"),
            (r#"in "2017" and "a "b"""#, "in “2017” and “a “b””"),
            // A quotation that is open ends where letters follow, too.
            (r#""[link](/x/)"s"#, r#"“<a href="/x/">link</a>”s"#),
            (r#""`code`"s"#, "“<code>code</code>”s"),
            (r#""*word*"s and "**word!**"s"#, "“<em>word</em>”s and “<strong>word!</strong>”s"),
            (r#""word"s and "word""#, "“word”s and “word”"),
            (r#""<Fact is="3">Three!</Fact>"s"#, "“<x-fact is=[3]>Three!</x-fact>”s"),
            (r#""<Peak/>"s"#, "“<x-peak></x-peak>”s"),
            (r#"*so* "[link](/x/)""#, r#"<em>so</em> “<a href="/x/">link</a>”"#),
            (r#"d"Amélie""#, "d“Amélie”"),
            // Apostrophes on both sides of a letter.
            ("rock 'n' roll", "rock ’n’ roll"),
            ("'rock 'n' roll' it's", "‘rock ’n’ roll’ it’s"),
            ("'n' is a letter", "‘n’ is a letter"),
        ],
    );
    check("de", &[("'Rock 'n' Roll'", "‚Rock ’n’ Roll‘"), (r#"Die 7" und "7""#, r#"Die 7" und „7“"#)]);
    check("fr", &[("Rock 'n' roll", "Rock ’n’ roll"), (r#"Un 45 t. de 7" ici"#, r#"Un 45 t. de 7" ici"#)]);
}

#[test]
fn code_and_attributes_stay() {
    let typed = "```\n\"가\" -- '나'\n```\n\n    \"다\"...\n\n<b title=\"'라'\">마</b> <Peak a=\"'바'--\"/>\n\n<!-- \"사\" -->\n";
    let (html, _) = written("ko", typed);
    for kept in ["\"가\" -- '나'", "\"다\"...", "title=\"'라'\"", "a=['바'--]", "<!-- \"사\" -->"] {
        assert!(html.contains(kept), "{kept} in {html}");
    }
}

#[test]
fn texts_of_the_outline_have_the_marks() {
    let (html, outline) = written("ja", "## \"題\" --- x\n\nx ![\"絵\"](a.png) [\"名\"](/y/)");
    assert_eq!(outline.images[0].alt.as_ref(), "「絵」");
    for made in ["「題」 —— x", "alt=\"「絵」\"", "「名」"] {
        assert!(html.contains(made), "{made} in {html}");
    }
}

#[test]
fn ids_stay_what_they_were() {
    let id = |code: &str, text: &str| written(code, &format!("# {text}\n")).1.headings[0].id.to_string();
    for code in ["en", "fr", "de", "ru"] {
        assert_eq!(id(code, "It's \"a\" -- b... c"), "its-a-b-c", "{code}");
        assert_eq!(id(code, "1990--2000"), "19902000", "{code}");
        assert_eq!(id(code, "a\"b\"c"), "abc", "{code}");
    }
    for code in ["ko", "ja", "zh"] {
        assert_eq!(id(code, "It's \"가\" -- 나... 다"), "its-가-나-다", "{code}");
        assert_eq!(id(code, "1990--2000"), "1990-2000", "{code}");
        assert_eq!(id(code, "가---나"), "가-나", "{code}");
    }
}

/// What a writer may type around quotes.
fn bit() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "\"", "\"", "'", "'", "가", "나다", "a", "n", "2", " ", " ", "\n", "\n\n", "(", ")", ",", "**", "*", "`",
        "[x](/y)", "[[z]]", "--", "---", "...", "- ", "| ", "\\", "&quot;", "カ", "<b>", "<Peak/>", "[^1]", "![",
        "](/p)",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::laws::cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_but_marks_changes(bits in prop::collection::vec(bit(), 0..30), code in prop::sample::select(vec!["ko", "ja", "zh", "fr", "de"])) {
        let text = bits.concat();
        let straight = |html: &str| {
            let html = html.replace("&#39;", "'").replace("&quot;", "\"");
            let (double, single) = (of(code).double, of(code).single);
            // One mark is two signs in Chinese and Japanese, and two marks may follow each other in any language.
            let mut html = html;
            while html.contains("——") || html.contains("……") {
                html = html.replace("——", "—").replace("……", "…");
            }
            for (mark, wanted) in [(double.0, "\""), (double.1, "\""), (single.0, "'"), (single.1, "'"), ("“", "\""), ("”", "\""), ("’", "'"), ("‘", "'")] {
                html = html.replace(mark, wanted);
            }
            // Where both quotations have the same marks.
            if code == "fr" { html.replace('\'', "\"") } else { html }
        };
        let with = |marks: Option<&_>| {
            let (body, outline, _) = read(&text, 0..text.len(), SourceId(0), &shapes(), marks);
            let ids: Vec<_> = outline.headings.iter().map(|heading| heading.id.clone()).collect();
            (straight(&without_additions(&html(&body, &outline, &mut StandIn(&outline, "und")).html)), ids)
        };
        let (plain, typed) = with(None);
        let marks = [spaced("en"), spaced(code)];
        let (english, made) = with(Some(&marks[0]));
        let (own, ids) = with(Some(&marks[1]));
        prop_assert_eq!(own, english, "{:?}", text);
        prop_assert_eq!(ids, if of(code).attached { typed } else { made }, "{:?} {:?}", text, plain);
    }
}
