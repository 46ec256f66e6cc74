//! The program: words to an action, result to an exit code.

fn main() -> std::process::ExitCode {
    leitmotif::cli::run()
}
