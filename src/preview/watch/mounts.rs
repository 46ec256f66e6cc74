//! Folders on whose changes the system keeps silent, because others change them: of another machine, or of the
//! machine around this one.

use super::trouble;
use crate::diagnostic::Diagnostic;
use crate::discover::FOLDERS;
use std::path::{Path, PathBuf};

/// Says so when the site, or a folder of it, lies on such a file system.
pub(super) fn trouble(root: &Path) -> Option<Diagnostic> {
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
    let folders = std::iter::once(root.to_owned()).chain(FOLDERS.map(|folder| root.join(folder)));
    folders.filter_map(|folder| folder.canonicalize().ok()).find_map(|folder| {
        let kind = file_system(&mounts, &folder)?;
        is_deaf(kind).then(|| trouble::deaf(kind))
    })
}

/// The kind of file system that a folder lies on, as proc(5) lists them:
/// `36 35 98:0 /mnt1 /mnt/parent rw,noatime master:1 - ext3 /dev/root rw`.
fn file_system<'a>(mounts: &'a str, folder: &Path) -> Option<&'a str> {
    let mut best: Option<(PathBuf, &str)> = None;
    for line in mounts.lines() {
        let Some((place, kind)) = line.split_once(" - ") else { continue };
        let Some(point) = place.split(' ').nth(4).map(unescaped) else { continue };
        let kind = kind.split(' ').next().unwrap_or_default();
        // Of two on one point, the later hides the earlier.
        let is_nearer = best.as_ref().is_none_or(|(known, _)| point.iter().count() >= known.iter().count());
        if folder.starts_with(&point) && is_nearer {
            best = Some((point, kind));
        }
    }
    best.map(|(_, kind)| kind)
}

/// Spaces and the like stand as `\040` in the list.
fn unescaped(point: &str) -> PathBuf {
    let plain = [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")];
    plain.iter().fold(point.to_owned(), |text, (sign, plain)| text.replace(sign, plain)).into()
}

fn is_deaf(kind: &str) -> bool {
    const KINDS: [&str; 17] = [
        "9p",
        "drvfs",
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "vboxsf",
        "virtiofs",
        "prl_fs",
        "afs",
        "ceph",
        "ncpfs",
        "acfs",
        "glusterfs",
        "lustre",
        "davfs",
    ];
    // What is mounted by a user's program is mostly another machine (`sshfs`) or a container's host.
    KINDS.contains(&kind) || kind.starts_with("fuse.")
}

#[cfg(test)]
mod tests {
    use super::{file_system, is_deaf};
    use std::path::Path;

    const MOUNTS: &str = "\
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
40 22 0:35 / /mnt/c rw,noatime - 9p drvfs rw
41 22 0:36 / /home/dana/my\\040disk rw shared:1 - fuse.sshfs dana@host: rw
42 22 0:37 / /home/dana/my\\040disk/here rw - tmpfs tmpfs rw
";

    #[test]
    fn shared_folders_are_known() {
        let of = |path: &str| file_system(MOUNTS, Path::new(path));
        assert_eq!(of("/home/dana/magazine"), Some("ext4"));
        assert_eq!(of("/mnt/c/magazine"), Some("9p"));
        assert_eq!(of("/mnt/cd"), Some("ext4"));
        assert_eq!(of("/home/dana/my disk/magazine"), Some("fuse.sshfs"));
        assert_eq!(of("/home/dana/my disk/here"), Some("tmpfs"));
        assert!(is_deaf("9p") && is_deaf("fuse.sshfs") && !is_deaf("ext4") && !is_deaf("fuseblk"));
    }
}
