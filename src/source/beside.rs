//! Files that describe the picture beside them, told from their names alone: `x.jpg.toml` describes `x.jpg`.

/// Endings of pictures.
const PICTURES: [&str; 8] = ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "apng"];

/// Whether a file of this name is a picture.
pub fn is_picture(name: &str) -> bool {
    let ending = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map(|(_, ending)| ending);
    ending.is_some_and(|ending| PICTURES.contains(&ending.to_ascii_lowercase().as_str()))
}

/// The path of the picture that a file describes, if its name says so.
pub fn described_by(path: &str) -> Option<&str> {
    path.strip_suffix(".toml").filter(|picture| is_picture(picture.rsplit('/').next().unwrap_or(picture)))
}
