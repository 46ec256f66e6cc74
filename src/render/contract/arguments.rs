//! What the arguments of the built-in components mean, a sentence each.

/// What a component's argument means. Most mean the same wherever they stand.
pub fn meaning(component: &str, argument: &str) -> &'static str {
    match (component, argument) {
        ("Tracks" | "Songs", "drama" | "soundtrack" | "artist" | "chart") => "Only the songs of it: a slug.",
        ("Tracks" | "Songs", "kind") => {
            "Only songs of this kind: opening-theme, ending-theme, insert-song, score-cue, instrumental."
        }
        ("Tracks" | "Songs", "tracks") => "Single songs instead, in this order: `soundtrack/track`, with commas.",
        ("Discography", "kind") => "Only releases of this kind: single, part, ep, full-album, score.",
        ("Events", "kind") => {
            "Only events of this kind: streaming-party, concert, screening, broadcast, release, fan-meeting, exhibition, talk."
        }
        ("Callout", "kind") => "Which box: note, tip, important, warning, caution.",
        ("PullQuote", "from") => "Where it was said.",
        ("PullQuote", "by") => "Who said it.",
        ("Spoiler", "drama") => "The drama that it gives away; else the one among the article's subjects.",
        ("Debut", "date") => "Tells the day instead of the position.",
        ("AudioFile" | "VideoFile", "src") => "The file, beside the article.",
        ("Photo", "caption") => "The words below it.",
        ("Comparison", "caption") => "What the table is about.",
        ("WhereToListen" | "YouTube" | "Spotify" | "AppleMusic", "title") => "What is shown as its title.",
        _ => anywhere(argument),
    }
}

/// What an argument means in most components.
fn anywhere(argument: &str) -> &'static str {
    match argument {
        "track" => "A track: `soundtrack/track`.",
        "soundtrack" => "A soundtrack, by its slug.",
        "drama" => "A drama, by its slug.",
        "artist" => "An artist, by its slug.",
        "chart" => "A chart, by its slug.",
        "playlist" => "A playlist, by its slug.",
        "event" => "An event, by its slug.",
        "issue" => "An issue, by its slug.",
        "instrument" => "An instrument, by its slug.",
        "award" => "An award, by its slug.",
        "contributor" => "A contributor, by its slug.",
        "article" => "An article, by its slug.",
        "subject" => "What it is about: `kind:slug`.",
        "tracks" => "Several tracks: `soundtrack/track`, with commas.",
        "soundtracks" => "Several soundtracks, by their slugs, with commas.",
        "leitmotif" => "Only these themes, by their slugs, with commas.",
        "caption" => "The words above it.",
        "title" => "Its title.",
        "limit" => "How many rows it has at most.",
        "as_of" => "The day that counts instead of the article's: `2025-08-16`, or `latest`.",
        "week" => "A stored week, by the publisher's date.",
        "year" => "Only what is of this year.",
        "genre" => "Only what is of this genre.",
        "label" => "Only what came out on this label.",
        "body" => "Only awards that this body gives.",
        "result" => "Only what was `won`, or only what was `nominated`.",
        "columns" => "Which columns it has, with commas.",
        "sort" => "What it is sorted by; a `-` before it turns it round.",
        "from" => "Only from this day on.",
        "josa" => "The Korean particles of which the fitting one follows: `이/가`.",
        "what" => "Which fact.",
        "is" => "What the sentence says; the catalogue must say the same.",
        "src" => "The picture's file, beside the article.",
        "alt" => "What is to be seen.",
        "decorative" => "Says that the picture tells nothing.",
        "credit" => "Whose it is.",
        "licence" => "Under which terms it is shown.",
        "disclosure" => "How it was made: ai-assisted, ai-generated, none.",
        "width" => "`narrow` or `wide`.",
        "id" => "The service's own id, or the whole address.",
        "poster" => "A picture that stands in its place, beside the article.",
        "start" => "Where it begins: `1:30`.",
        "transcript" => "Where its words are to be read: an article, page or file.",
        "captions" => "The file with its words in time (WebVTT), beside the article.",
        "at" => "The moment: `1:30`.",
        "in" => "Which recording, where a page has several.",
        "episode" => "Up to which episode it tells.",
        "q" => "Who asks, with commas: names, contributors, or `artist:slug`.",
        "a" => "Who answers, in the same way.",
        "original" => "Adds its name in another language.",
        "reading" => "How the words are read.",
        "lang" => "The language of the words, where their script does not tell it.",
        _ => "",
    }
}
