//! Asks the disk again and again, where the system does not tell of changes.

use super::Notice;
use crate::discover::Glance;
use std::path::Path;
use std::sync::mpsc::SyncSender;
use std::time::{Duration, Instant};

/// The least time between two glances.
const PAUSE: Duration = Duration::from_millis(300);

/// A glance at a large site or a slow disk is followed by a pause so many times as long.
const SHARE: u32 = 10;

/// Polls until nobody listens.
pub(super) fn poll(root: &Path, sender: &SyncSender<Notice>) {
    let mut last = Glance::at(root);
    // What changed before the first glance.
    let mut news = true;
    let mut took = Duration::ZERO;
    loop {
        if news && sender.send(Notice::Everything).is_err() {
            return;
        }
        std::thread::sleep((took * SHARE).max(PAUSE));
        let begun = Instant::now();
        let glance = Glance::at(root);
        took = begun.elapsed();
        news = glance.is_news(last);
        last = glance;
    }
}
