//! The system tells of changes: which folders it is asked about, and what of its words matters.

use super::Notice;
use super::links::{Link, links};
use super::pending::Pending;
use super::trouble::refused;
use crate::diagnostic::Diagnostic;
use crate::discover::{FOLDERS, is_read};
use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, channel};
use std::time::{Duration, Instant};
use walkdir::WalkDir;

/// So long after the last change the whole site is looked at once, for what the system forgot to tell.
const IDLE: Duration = Duration::from_millis(1_500);

/// So long until it is looked whether a magazine that was taken away is there again.
const ABSENCE: Duration = Duration::from_millis(100);

/// Whether the system tells that a file was closed by who wrote it.
const TELLS_OF_CLOSING: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// Watches until nobody listens, or until the system refuses: then it says why.
pub(super) fn watch(root: &Path, sender: &SyncSender<Notice>) -> Option<Diagnostic> {
    loop {
        match Watching::begin(root).and_then(|mut watching| watching.run(sender)) {
            Ok(End::RootWent) => wait_for(root),
            Ok(End::NobodyListens) => return None,
            Err(error) => return Some(refused(&error)),
        }
    }
}

/// Why the watching of a folder ended.
enum End {
    NobodyListens,
    /// It was removed or renamed: what is at its place from then on is another folder.
    RootWent,
}

fn wait_for(root: &Path) {
    while !root.is_dir() {
        std::thread::sleep(ABSENCE);
    }
}

/// What the system was asked.
struct Watching {
    /// As the user named it.
    root: PathBuf,
    /// As the system names it: absolute, links kept.
    absolute: PathBuf,
    /// The same without links, when it can be told.
    real: PathBuf,
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    links: Vec<Link>,
    /// Folders at the top that came or went, so that they must be asked about again.
    tops: BTreeSet<PathBuf>,
    /// Folders elsewhere that are watched because a link leads there.
    elsewhere: BTreeSet<PathBuf>,
    /// Whether the root itself was removed or renamed.
    root_went: bool,
}

impl Watching {
    fn begin(root: &Path) -> notify::Result<Self> {
        let (sender, events) = channel();
        let watcher = notify::recommended_watcher(sender)?;
        let absolute = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
        let real = absolute.canonicalize().unwrap_or_else(|_| absolute.clone());
        let mut it = Self {
            root: root.to_owned(),
            absolute,
            real,
            watcher,
            events,
            links: Vec::new(),
            tops: BTreeSet::new(),
            elsewhere: BTreeSet::new(),
            root_went: false,
        };
        // Not with all that is in it: there are folders that nobody reads, and which programs write to.
        it.ask(&it.absolute.clone(), RecursiveMode::NonRecursive)?;
        for folder in FOLDERS {
            it.ask_below(&it.absolute.join(folder))?;
        }
        it.follow_links()?;
        Ok(it)
    }

    /// Asks for the changes of a folder and of all in it.
    fn ask_below(&mut self, folder: &Path) -> notify::Result<()> {
        match self.watcher.watch(folder, RecursiveMode::Recursive) {
            // A folder in it that may not be read ends the asking, so each is asked about by itself.
            Err(error) if is_refused(&error) => {
                let folders = WalkDir::new(folder).follow_links(true).into_iter().filter_map(Result::ok);
                for folder in folders.filter(|entry| entry.file_type().is_dir()) {
                    self.ask(folder.path(), RecursiveMode::Recursive)?;
                }
                Ok(())
            }
            Err(error) if is_about_one_folder(&error) => Ok(()),
            other => other,
        }
    }

    /// Asks for the changes of a folder, if it is there.
    fn ask(&mut self, folder: &Path, mode: RecursiveMode) -> notify::Result<()> {
        match self.watcher.watch(folder, mode) {
            Err(error) if is_about_one_folder(&error) => Ok(()),
            other => other,
        }
    }

    fn run(&mut self, sender: &SyncSender<Notice>) -> notify::Result<End> {
        // What changed before the system was asked.
        let mut pending = Pending::everything();
        while let Some(told) = self.deliver(pending, sender)? {
            if self.root_went {
                return Ok(End::RootWent);
            }
            self.follow(&told)?;
            pending = self.next(&told)?;
        }
        Ok(End::NobodyListens)
    }

    /// Waits until something happens, and until that is complete. After a change, everything is looked at once when
    /// nothing more happens.
    fn next(&mut self, given: &Pending) -> notify::Result<Pending> {
        let mut pending = Pending::after(given);
        let after_change = given.is_told();
        let idle = Instant::now() + IDLE;
        loop {
            let now = Instant::now();
            let due = if pending.is_empty() { idle } else { pending.due() };
            let event = if pending.is_empty() && !after_change {
                self.events.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                self.events.recv_timeout(due.saturating_duration_since(now))
            };
            match event {
                Ok(event) => self.take(event, &mut pending)?,
                Err(RecvTimeoutError::Timeout) if pending.is_empty() => return Ok(Pending::everything()),
                Err(RecvTimeoutError::Timeout) => return Ok(pending),
                Err(RecvTimeoutError::Disconnected) => return Err(notify::Error::generic("the system fell silent")),
            }
        }
    }

    /// Hands a notice over as soon as somebody is ready for it; what happens until then goes with it. Gives nothing
    /// when nobody listens any more.
    fn deliver(&mut self, mut pending: Pending, sender: &SyncSender<Notice>) -> notify::Result<Option<Pending>> {
        loop {
            for top in std::mem::take(&mut self.tops) {
                // It may be another one than before; that it was not there is no fault.
                let _ = self.watcher.unwatch(&top);
                self.ask_below(&top)?;
            }
            match sender.try_send(pending.notice()) {
                Ok(()) => return Ok(Some(pending)),
                Err(TrySendError::Disconnected(_)) => return Ok(None),
                Err(TrySendError::Full(_)) => {}
            }
            if let Ok(event) = self.events.recv_timeout(Duration::from_millis(1)) {
                self.take(event, &mut pending)?;
            }
        }
    }

    /// Takes from the system's words what matters.
    fn take(&mut self, event: notify::Result<Event>, pending: &mut Pending) -> notify::Result<()> {
        let event = match event {
            Ok(event) => event,
            Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => return Err(error),
            Err(_) => {
                pending.add_everything();
                return Ok(());
            }
        };
        if event.need_rescan() {
            pending.add_everything();
        }
        let is_closed = event.kind == EventKind::Access(AccessKind::Close(AccessMode::Write));
        if matches!(event.kind, EventKind::Access(_)) && !is_closed {
            // Our own reading, among others.
            return Ok(());
        }
        let comes_or_goes =
            matches!(event.kind, EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)));
        if comes_or_goes && event.paths.iter().any(|path| *path == self.absolute || *path == self.real) {
            self.root_went = true;
            pending.add_everything();
        }
        let meant: Vec<PathBuf> = event.paths.iter().flat_map(|path| self.meant(path)).collect();
        for path in meant {
            if TELLS_OF_CLOSING && matches!(event.kind, EventKind::Modify(ModifyKind::Data(_))) {
                pending.begin(&path);
            } else {
                pending.finish(&path);
            }
            if comes_or_goes && let Some(top) = FOLDERS.iter().find(|top| path == self.root.join(top)) {
                self.tops.insert(self.absolute.join(top));
            }
            pending.add(path);
        }
        Ok(())
    }

    /// The paths of the site, as the user named its root, that a path of the system stands for.
    fn meant(&self, path: &Path) -> Vec<PathBuf> {
        let inside = path.strip_prefix(&self.absolute).or_else(|_| path.strip_prefix(&self.real)).ok();
        if let Some(inside) = inside.filter(|inside| is_read(inside)) {
            return vec![self.root.join(inside)];
        }
        let real = inside.map_or_else(|| path.to_owned(), |inside| self.real.join(inside));
        let meant = self.links.iter().filter_map(|link| {
            let rest = real.strip_prefix(&link.there).ok()?;
            let here = link.here.strip_prefix(&self.absolute).ok()?;
            let inside = if rest.as_os_str().is_empty() { here.to_owned() } else { here.join(rest) };
            is_read(&inside).then(|| self.root.join(inside))
        });
        meant.collect()
    }

    /// Asks about folders and links that came with a change.
    fn follow(&mut self, told: &Pending) -> notify::Result<()> {
        let mut has_links = told.is_everything();
        for path in told.paths() {
            let Ok(meta) = path.symlink_metadata() else { continue };
            has_links |= meta.is_symlink() || meta.is_dir();
            if meta.is_dir()
                && let Ok(inside) = path.strip_prefix(&self.root)
            {
                self.ask_below(&self.absolute.join(inside))?;
            }
        }
        if has_links { self.follow_links() } else { Ok(()) }
    }

    /// Asks about what links lead to. A folder is asked about by the link's name, where that is possible.
    fn follow_links(&mut self) -> notify::Result<()> {
        let before = std::mem::take(&mut self.links);
        let links = links(&self.absolute);
        for link in links.iter().filter(|link| !before.contains(link)) {
            if link.is_folder {
                let asked = if TELLS_OF_CLOSING { &link.here } else { &link.there };
                let _ = self.watcher.unwatch(asked);
                self.ask_below(asked)?;
            } else if let Some(folder) = link.there.parent() {
                let is_ours = folder == self.real || FOLDERS.iter().any(|top| folder.starts_with(self.real.join(top)));
                let is_linked = links.iter().any(|link| link.is_folder && folder.starts_with(&link.there));
                if !is_ours && !is_linked && self.elsewhere.insert(folder.to_owned()) {
                    self.ask(folder, RecursiveMode::NonRecursive)?;
                }
            }
        }
        self.links = links;
        Ok(())
    }
}

/// Whether an error is about rights.
fn is_refused(error: &notify::Error) -> bool {
    matches!(&error.kind, ErrorKind::Io(error) if error.kind() == std::io::ErrorKind::PermissionDenied)
}

/// Whether an error leaves the watching of other folders as it is.
fn is_about_one_folder(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound | ErrorKind::WatchNotFound => true,
        ErrorKind::Io(error) => matches!(
            error.kind(),
            std::io::ErrorKind::NotFound | std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::NotADirectory
        ),
        _ => false,
    }
}
