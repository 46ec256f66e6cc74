//! `/_headers`: what a host of static sites sends with each file, in the form that Netlify, Cloudflare Pages and others
//! read.

use super::Magazine;
use super::policy::policy;

/// What nothing on a page needs. Players get the rest from their frames.
const UNUSED: [&str; 7] = ["camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb"];

/// The file.
pub fn headers(magazine: &Magazine) -> Vec<u8> {
    let base = &magazine.routes.base().path;
    let unused: Vec<String> = UNUSED.iter().map(|feature| format!("{feature}=()")).collect();
    let mut text = format!(
        "{base}*\n  Content-Security-Policy: {}\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: strict-origin-when-cross-origin\n  Permissions-Policy: {}\n",
        policy(magazine),
        unused.join(", ")
    );
    // Their names change with their content. Files of the magazine's own in a folder of that name keep theirs.
    let mixed = magazine.catalogue.statics.iter().any(|(_, path)| path.starts_with("assets/"));
    let addresses: Vec<String> = if mixed {
        magazine.theme.assets.iter().map(|asset| asset.url.clone()).collect()
    } else {
        vec![format!("{base}assets/*")]
    };
    for address in addresses {
        text.push_str(&format!("\n{address}\n  Cache-Control: public, max-age=31536000, immutable\n"));
    }
    text.into_bytes()
}
