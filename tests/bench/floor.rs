//! The floor of a build: reads all files of a folder, or writes the files of a folder into another, and says how long
//! it took. No generator that reads those files and writes these is faster on one thread.
//!
//! ```sh
//! rustc -O --edition 2024 -o floor tests/bench/floor.rs
//! floor read FOLDER          # walks the folder and reads every file into memory
//! floor write MODEL FOLDER   # makes the folders of MODEL anew and writes its files, which were read before the clock ran
//! ```
//!
//! Printed are seconds, files, bytes and folders.

use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{env, fs, io, process};

/// All folders, each after the one that holds it, and all files; below a root.
#[derive(Default)]
struct Tree {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Tree {
    fn of(root: &Path) -> io::Result<Self> {
        let mut tree = Self::default();
        tree.walk(root, Path::new(""))?;
        Ok(tree)
    }

    fn walk(&mut self, root: &Path, below: &Path) -> io::Result<()> {
        for entry in fs::read_dir(root.join(below))? {
            let entry = entry?;
            let path = below.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                self.folders.push(path.clone());
                self.walk(root, &path)?;
            } else {
                self.files.push(path);
            }
        }
        Ok(())
    }
}

fn read(root: &Path, files: &[PathBuf]) -> io::Result<Vec<Vec<u8>>> {
    files.iter().map(|file| fs::read(root.join(file))).collect()
}

fn run(words: &[String]) -> io::Result<String> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (seconds, tree, held) = match words[..] {
        ["read", folder] => {
            let begun = Instant::now();
            let tree = Tree::of(Path::new(folder))?;
            let held = read(Path::new(folder), &tree.files)?;
            (begun.elapsed(), tree, held)
        }
        ["write", model, folder] => {
            let tree = Tree::of(Path::new(model))?;
            let held = read(Path::new(model), &tree.files)?;
            let target = Path::new(folder);
            let folders: Vec<PathBuf> = tree.folders.iter().map(|it| target.join(it)).collect();
            let files: Vec<PathBuf> = tree.files.iter().map(|it| target.join(it)).collect();
            let begun = Instant::now();
            fs::create_dir(target)?;
            for folder in &folders {
                fs::create_dir(folder)?;
            }
            for (file, bytes) in files.iter().zip(&held) {
                fs::write(file, bytes)?;
            }
            (begun.elapsed(), tree, held)
        }
        _ => return Err(io::Error::other("usage: floor read FOLDER | floor write MODEL FOLDER")),
    };
    let bytes: usize = held.iter().map(Vec::len).sum();
    Ok(format!("{:.6} {} {bytes} {}", seconds.as_secs_f64(), tree.files.len(), tree.folders.len()))
}

fn main() {
    let words: Vec<String> = env::args().skip(1).collect();
    match run(&words) {
        Ok(said) => println!("{said}"),
        Err(error) => {
            eprintln!("floor: {error}");
            process::exit(2);
        }
    }
}
