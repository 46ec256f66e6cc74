//! That a theme can be quite another: the whole demonstration magazine builds with liner-notes as it does with overture.

#[path = "harness/site.rs"]
#[allow(dead_code)]
mod site;

use site::{Outcome, Site, Tree, tree};
use std::collections::BTreeSet;
use std::path::Path;

const NOW: &str = "2026-11-20";

/// The demonstration magazine in a theme. Nothing must be said of it.
fn built(theme: &str) -> Outcome<Tree> {
    let site = Site::new()?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    copy(&site, root, "content")?;
    copy(&site, root, "themes")?;
    let settings = std::fs::read_to_string(root.join("site.toml")).map_err(|e| e.to_string())?;
    let other = settings.replace("\ntheme = \"overture\"\n", &format!("\ntheme = \"{theme}\"\n"));
    assert!(other.contains(&format!("theme = \"{theme}\"")), "site.toml names no theme that can be replaced");
    site.write("site.toml", other.as_bytes())?;
    let ran = site.leitmotif(&[], &["build", "--format", "short", "--now", NOW])?;
    let said: Vec<&str> =
        ran.stderr.lines().filter(|line| line.contains(": warning[") || line.contains(": error[")).collect();
    assert_eq!((ran.exit, said), (0, Vec::new()), "with {theme} the build says:\n{}", ran.stderr);
    tree(&site.root.join("output"))
}

/// Copies a file or folder of the repository into the magazine.
fn copy(site: &Site, root: &Path, path: &str) -> Outcome {
    let from = root.join(path);
    let said = |error: std::io::Error| format!("{path}: {error}");
    if from.is_dir() {
        for entry in std::fs::read_dir(&from).map_err(said)? {
            let name = entry.map_err(said)?.file_name();
            copy(site, root, &format!("{path}/{}", name.to_string_lossy()))?;
        }
        return Ok(());
    }
    site.write(path, &std::fs::read(&from).map_err(said)?)
}

/// The addresses of all that is not an asset of the theme.
fn addresses(built: &Tree) -> BTreeSet<&str> {
    built.keys().map(String::as_str).filter(|path| !path.starts_with("assets/")).collect()
}

#[test]
fn liner_notes_draws_every_page_of_the_demonstration_magazine() -> Outcome {
    let overture = built("overture")?;
    let liner_notes = built("liner-notes")?;
    assert_eq!(addresses(&overture), addresses(&liner_notes));
    let mut pages = 0;
    for (path, entry) in &liner_notes {
        let Some(bytes) = entry.bytes.as_ref().filter(|_| path.ends_with(".html")) else { continue };
        let text = String::from_utf8_lossy(bytes);
        // What an address that was given up leads on with is no page of a theme.
        if text.contains("http-equiv=\"refresh\"") {
            continue;
        }
        pages += 1;
        assert!(text.contains("class=\"spine\""), "{path} has no spine");
        let own_colour = "<meta name=\"theme-color\" content=\"#a3270f\">";
        assert!(text.contains(own_colour), "{path} is not of the colour that the theme declares for itself");
        assert!(!text.contains("class=\"sleeve-face\""), "{path} shows a sleeve of overture's");
    }
    assert!(pages > 500, "only {pages} pages were drawn");
    let (small, large) = (sheet(&liner_notes), sheet(&overture));
    assert!(small < 24 * 1024 && small < large, "its style sheet has {small} bytes, overture's {large}");
    Ok(())
}

/// How many bytes the style sheet has, as it is written.
fn sheet(built: &Tree) -> usize {
    built
        .iter()
        .filter(|(path, _)| path.starts_with("assets/") && path.ends_with(".css"))
        .filter_map(|(_, entry)| entry.bytes.as_ref())
        .map(Vec::len)
        .sum()
}
