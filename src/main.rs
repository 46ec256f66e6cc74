//! The program: words to an action, result to an exit code.

/// Every page makes and drops many small values on many threads, for which the system's allocator is slow. Without huge
/// pages: they made a small preview three times as large, and nothing faster. The second version gives what is free back
/// to the system after 10 ms, the third after a second, which is most of a build.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    leitmotif::cli::run()
}
