//! A magazine in a temporary folder, the program run in it, and what lies in its folders afterwards.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::os::unix::fs::{PermissionsExt, lchown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

/// What every step can end with: words for whoever reads the failing test.
pub type Outcome<T = ()> = Result<T, String>;

/// A user without rights, to whom `chmod 000` means something even when the tests run as root.
const NOBODY: u32 = 65534;

/// A folder that goes away with the test, and in it the folder of a magazine.
pub struct Site {
    /// The outer folder, gone when this is dropped.
    _temporary: tempfile::TempDir,
    /// The magazine's folder.
    pub root: PathBuf,
    /// Where commands run.
    pub cwd: PathBuf,
    /// Whether the program runs as a user without rights.
    pub unprivileged: bool,
}

/// What a command left behind.
pub struct Ran {
    /// Its exit code.
    pub exit: i32,
    /// Its standard output, with the magazine's folder as `[here]`.
    pub stdout: String,
    /// Its standard error, likewise.
    pub stderr: String,
}

/// A file or folder at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The bytes; none for a folder.
    pub bytes: Option<Vec<u8>>,
    /// When it was changed last; none for a folder.
    pub modified: Option<SystemTime>,
}

/// Everything below a folder, by path; names of folders end with `/`.
pub type Tree = BTreeMap<String, Entry>;

impl Site {
    /// An empty magazine folder.
    pub fn new() -> Outcome<Self> {
        let temporary = tempfile::tempdir().map_err(|e| format!("no temporary folder: {e}"))?;
        let outer = temporary.path().canonicalize().map_err(|e| e.to_string())?;
        let root = outer.join("magazine");
        std::fs::create_dir(&root).map_err(|e| e.to_string())?;
        Ok(Self { _temporary: temporary, cwd: root.clone(), root, unprivileged: false })
    }

    /// Writes a file of the magazine, with its folders.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Outcome {
        let path = self.root.join(path);
        let said = |e: std::io::Error| format!("cannot write {}: {e}", path.display());
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(said)?;
        }
        std::fs::write(&path, bytes).map_err(said)
    }

    /// Runs the program in the current folder with an environment that the test alone decides.
    pub fn leitmotif<A: AsRef<OsStr>>(&self, environment: &[(String, String)], arguments: &[A]) -> Outcome<Ran> {
        let program = if self.unprivileged { runnable_by_nobody()? } else { PathBuf::from(PROGRAM) };
        let mut command = Command::new(&program);
        command.args(arguments).current_dir(&self.cwd).stdin(Stdio::null()).env_clear();
        command.envs([("PATH", "/usr/bin:/bin"), ("LANG", "C.UTF-8"), ("TZ", "UTC"), ("COLUMNS", "100")]);
        command.envs(environment.iter().map(|(k, v)| (k, v)));
        if self.unprivileged {
            give_away(&self.root).map_err(|e| e.to_string())?;
            command.uid(NOBODY).gid(NOBODY);
        }
        let output = command.output().map_err(|e| format!("cannot run {}: {e}", program.display()))?;
        let text = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).map_err(|_| "the program printed something that is not UTF-8")?;
            Ok::<_, String>(text.replace(&*self.root.to_string_lossy(), "[here]"))
        };
        let exit = output.status.code().ok_or("the program was killed by a signal")?;
        Ok(Ran { exit, stdout: text(output.stdout)?, stderr: text(output.stderr)? })
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // Folders without rights could not be emptied.
        let mut folders = vec![self.root.clone()];
        while let Some(folder) = folders.pop() {
            let _ = std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o755));
            let inside = std::fs::read_dir(&folder).into_iter().flatten().flatten();
            folders.extend(inside.filter(|e| e.file_type().is_ok_and(|t| t.is_dir())).map(|e| e.path()));
        }
    }
}

const PROGRAM: &str = env!("CARGO_BIN_EXE_leitmotif");

/// The program where a user without rights can start it: where it was built, or a copy.
fn runnable_by_nobody() -> Outcome<PathBuf> {
    let starts = Command::new(PROGRAM).arg("--version").uid(NOBODY).gid(NOBODY).current_dir("/").output();
    if starts.is_ok_and(|o| o.status.success()) {
        return Ok(PROGRAM.into());
    }
    let said = |e: std::io::Error| format!("cannot copy the program to where every user may run it: {e}");
    let folder = std::env::temp_dir().join(format!("leitmotif-tests-{}", std::process::id()));
    let copy = folder.join("leitmotif");
    if !copy.exists() {
        std::fs::create_dir_all(&folder).map_err(said)?;
        std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o755)).map_err(said)?;
        let fresh = folder.join(format!("fresh-{:?}", std::thread::current().id()));
        std::fs::copy(PROGRAM, &fresh).map_err(said)?;
        std::fs::rename(&fresh, &copy).map_err(said)?;
    }
    Ok(copy)
}

/// Gives everything in a folder to the user without rights.
pub fn give_away(folder: &Path) -> std::io::Result<()> {
    for entry in walkdir::WalkDir::new(folder) {
        // What cannot be read was given away before its rights were taken.
        let Ok(entry) = entry else { continue };
        lchown(entry.path(), Some(NOBODY), Some(NOBODY))?;
    }
    Ok(())
}

/// Everything below a folder, without the program's own bookkeeping.
pub fn tree(folder: &Path) -> Outcome<Tree> {
    let mut tree = Tree::new();
    let entries = walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(|e| e.file_name() != ".leitmotif") {
        let entry = entry.map_err(|e| e.to_string())?;
        let path = entry.path().strip_prefix(folder).map_err(|e| e.to_string())?.to_string_lossy().into_owned();
        if entry.file_type().is_dir() {
            tree.insert(format!("{path}/"), Entry { bytes: None, modified: None });
        } else {
            let said = |e: std::io::Error| format!("{path}: {e}");
            let bytes = if entry.path_is_symlink() {
                // Where a link leads is what it holds: it may lead nowhere.
                std::fs::read_link(entry.path()).map_err(said)?.into_os_string().into_encoded_bytes()
            } else {
                std::fs::read(entry.path()).map_err(said)?
            };
            let modified = entry.metadata().ok().and_then(|m| m.modified().ok());
            tree.insert(path, Entry { bytes: Some(bytes), modified });
        }
    }
    Ok(tree)
}

/// The bytes of all files, without their times.
pub fn bytes(tree: &Tree) -> BTreeMap<&str, &[u8]> {
    tree.iter().filter_map(|(path, entry)| Some((path.as_str(), entry.bytes.as_deref()?))).collect()
}

/// In what two trees differ, in words; nothing when their files are the same.
pub fn difference(left: &Tree, right: &Tree) -> Option<String> {
    let (left, right) = (bytes(left), bytes(right));
    let mut said = Vec::new();
    for (path, bytes) in &left {
        match right.get(path) {
            None => said.push(format!("only in the first: {path}")),
            Some(other) if other != bytes => said.push(format!("not the same bytes: {path}")),
            Some(_) => {}
        }
    }
    said.extend(
        right.keys().filter(|path| !left.contains_key(*path)).map(|path| format!("only in the second: {path}")),
    );
    (!said.is_empty()).then(|| said.join("\n"))
}
