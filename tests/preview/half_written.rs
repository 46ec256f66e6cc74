//! Files that are seen while they are being written.

use crate::server::Magazine;
use crate::watching::{FIRST, PAGE, article, begin, settle};
use std::fs;
use std::io::Write;
use std::time::{Duration, Instant};

/// Writes a whole text into a file.
type Go<'a> = &'a dyn Fn(&Magazine, &str);

#[test]
fn a_file_that_is_written_in_two_goes_is_not_called_broken_in_between() {
    const HALF: usize = 12;
    let pause = || std::thread::sleep(Duration::from_millis(30));
    let append = |magazine: &Magazine| fs::File::options().append(true).open(magazine.path(FIRST)).unwrap();
    let goes: [Go; 3] = [
        // Emptied first, as `>` does; filled later.
        &|magazine, whole| {
            fs::File::create(magazine.path(FIRST)).unwrap();
            pause();
            magazine.write(FIRST, whole);
        },
        // Kept open meanwhile.
        &|magazine, whole| {
            let mut file = fs::File::create(magazine.path(FIRST)).unwrap();
            file.write_all(&whole.as_bytes()[..HALF]).unwrap();
            pause();
            file.write_all(&whole.as_bytes()[HALF..]).unwrap();
        },
        // Closed, and opened again.
        &|magazine, whole| {
            magazine.write(FIRST, &whole[..HALF]);
            pause();
            append(magazine).write_all(&whole.as_bytes()[HALF..]).unwrap();
        },
    ];
    for (place, write) in goes.into_iter().enumerate() {
        // On a busy computer, the second half may come too late for anybody to wait for it.
        let in_time = (0..200).any(|_| {
            let magazine = Magazine::new();
            let server = begin(&magazine);
            settle(&magazine, &server);
            let begun = Instant::now();
            write(&magazine, &article("The first article", "Written in two halves."));
            let in_time = begun.elapsed() < Duration::from_millis(100);
            server.until_shows(PAGE, "Written in two halves.");
            assert!(!in_time || !server.complained().contains("error"), "{place}: {}", server.complained());
            in_time
        });
        assert!(in_time, "{place}");
    }
}

#[test]
fn a_file_that_is_left_half_written_is_told() {
    let magazine = Magazine::new();
    let server = begin(&magazine);
    magazine.write(FIRST, &article("The first article", "Never ended.")[..12]);
    server.until_complains("error");
    magazine.write(FIRST, &article("The first article", "Whole again."));
    server.until_shows(PAGE, "Whole again.");
    server.until_complains("all is well again");
}
