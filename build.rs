//! Builds the program anew when a file of the theme that is compiled into it comes, goes or changes.

fn main() {
    println!("cargo::rerun-if-changed=themes/overture");
}
