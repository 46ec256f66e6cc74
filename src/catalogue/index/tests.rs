//! An index with names over it answers like one that was made at once.

use super::*;
use crate::model::Id;
use proptest::prelude::*;

/// Names that are alike in parts: by case, by white space, wholly.
const NAMES: [&str; 8] = ["Goblin", "goblin", "Goblin ", "GOBLIN", "도깨비", "Snow  day", "snow day", ""];

/// What each thing is called.
type Called = Vec<Vec<&'static str>>;

fn thing(n: usize) -> Entity {
    if n.is_multiple_of(2) { Entity::Drama(Id::new(n)) } else { Entity::Article(Id::new(n)) }
}

fn index(called: &Called) -> Index {
    let mut index = Index::with_capacity(called.len());
    for (n, names) in called.iter().enumerate() {
        index.add_slug(thing(n), &format!("thing-{n}"));
        for name in names {
            index.add_name(thing(n), name);
        }
    }
    index
}

fn called() -> impl Strategy<Value = Called> {
    prop::collection::vec(prop::collection::vec(prop::sample::select(&NAMES[..]), 0..4), 4)
}

proptest! {
    #[test]
    fn what_is_renamed_is_found_as_if_it_had_always_been_called_so(rounds in prop::collection::vec(called(), 2..6)) {
        let mut renamed = index(&rounds[0]);
        for pair in rounds.windows(2) {
            let [then, now] = pair else { continue };
            let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
            let changes: Vec<Renamed> = (0..then.len())
                .filter(|n| then[*n] != now[*n])
                .map(|n| Renamed { entity: thing(n), then: owned(&then[n]), now: owned(&now[n]) })
                .collect();
            renamed = renamed.renamed(&changes).unwrap();
            let fresh = index(now);
            prop_assert_eq!(renamed.all_names().collect::<Vec<_>>(), fresh.all_names().collect::<Vec<_>>());
            for name in NAMES.iter().chain(&["thing-1", "drama:thing-2"]) {
                let none = |_: &[Entity]| None;
                prop_assert_eq!(renamed.by_name(name, none), fresh.by_name(name, none), "{}", name);
                prop_assert_eq!(renamed.meant(Kind::Drama, name), fresh.meant(Kind::Drama, name), "{}", name);
            }
        }
    }
}

#[test]
fn many_names_are_better_made_anew() {
    let mut renamed = index(&vec![vec!["first"]]);
    let mut name = "first".to_owned();
    let mut rounds = 0;
    while let Some(next) =
        renamed.renamed(&[Renamed { entity: thing(0), then: vec![name], now: vec![format!("{rounds}")] }])
    {
        (renamed, name, rounds) = (next, format!("{rounds}"), rounds + 1);
        assert!(rounds <= MOST_OVER);
    }
    // The first one puts two over: the name that was, and the one that is.
    assert_eq!(rounds, MOST_OVER - 1);
}
