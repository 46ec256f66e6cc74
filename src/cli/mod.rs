//! Words to an action, one file a command; the only place that prints.

mod build;
mod draw;
mod explain;
mod files;
mod freshness;
mod init;
mod new;
mod progress;
mod rename;
mod report;
mod schedule;
mod serve;
mod timing;
mod translations;
mod unchanged;

use crate::diagnostic::show;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;

/// Everything was well.
const CLEAN: u8 = 0;
/// The magazine has errors.
const CONTENT: u8 = 1;
/// The command or the environment has.
const ENVIRONMENT: u8 = 2;

/// Leitmotif makes a soundtrack magazine out of Markdown articles and TOML records.
#[derive(Debug, Parser)]
#[command(name = "leitmotif", version, about, long_about = LONG, after_help = "Exit codes: 0 all is well, 1 the magazine has errors, 2 the command or the environment has.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const LONG: &str = "Leitmotif makes a soundtrack magazine out of Markdown articles and TOML records \
(dramas, soundtracks, tracks, artists, charts).\n\nA magazine is a folder with `site.toml`, `content/` and perhaps `themes/`. \
`leitmotif build` checks everything and writes the site to `output/`: all of it, or nothing.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Check the magazine and write the site to the output folder.
    ///
    /// Nothing in the output folder changes unless everything was read, checked and drawn without an error.
    /// Files that did not change keep their times; files of others are never touched.
    #[command(
        after_help = "Examples:\n  leitmotif build                         the magazine in this folder, to output/\n  leitmotif build --root mag --output www another folder, another output\n  leitmotif build --drafts --future       with everything that is not published yet\n  leitmotif build --now 2025-08-16        as it was on that day\n  leitmotif build --theme mine            in another theme"
    )]
    Build(Build),
    /// Check the magazine and write nothing.
    ///
    /// The same as `build`, up to the last step: every page is drawn, nothing is written.
    #[command(
        after_help = "Examples:\n  leitmotif check\n  leitmotif check --format github   annotations in a GitHub workflow\n  leitmotif check --format json     for other programs\n  leitmotif check --translations    what is not in every language\n  leitmotif check --freshness       which articles tell facts that have changed since"
    )]
    Check(Check),
    /// Show the magazine in a browser, as it will be, while it is being written.
    ///
    /// Pages are made when they are asked for, and nothing is written. An open page follows every change and says
    /// over itself what is wrong; a file with a mistake is shown as it was before, until the mistake is mended.
    ///
    /// The desk, at `_desk/` below the magazine's address, lists what an editor should see to; `?inspect` behind the
    /// address of a page tells what the page is made of. Drafts and other articles that a build leaves out are shown
    /// at their own addresses.
    #[command(
        after_help = "Examples:\n  leitmotif serve                    the magazine in this folder\n  leitmotif serve --open --drafts    in the browser, with drafts in the lists\n  leitmotif serve --host 0.0.0.0     for a phone in the same network\n  leitmotif serve --port 4000 --strict-port   there or nowhere\n  leitmotif serve --allow-host mag.test   asked for under that name, through a proxy or /etc/hosts\n\nIt ends with Ctrl-C."
    )]
    #[command(mut_arg("base_url", |it| it.help("Serve with the base path of another address than `base_url` of `site.toml`")))]
    #[command(mut_arg("drafts", |it| it.help("Show drafts in lists and feeds, too")))]
    #[command(mut_arg("future", |it| it.help("Show what is scheduled or under embargo in lists and feeds, too")))]
    #[command(mut_arg("now", |it| it.help("The moment to show, instead of the clock: `2025-08-16`, `2025-08-16T09:00:00` (in the site's time zone) or with an offset. It decides only what is withheld")))]
    #[command(mut_arg("timings", |it| it.help("Say what it took until the first page could be asked for")))]
    #[command(mut_arg("quiet", |it| it.help("Say nothing but the address and errors")))]
    #[command(mut_arg("verbose", |it| it.help("Say more: what each change took, and which addresses lead nowhere")))]
    Serve(Serve),
    /// Make a new magazine: its settings, a section, an article, a drama and its soundtrack.
    #[command(
        after_help = "Examples:\n  leitmotif init my-magazine\n  leitmotif init --title \"Insert Song\"   in this folder\n\nNo file is overwritten, and a folder that holds a magazine is left alone."
    )]
    Init(init::Init),
    /// Make the file of a new article, record or chart week, ready to be filled.
    ///
    /// The file says what each of its fields is and can be built as it is: an article is a draft. What the command must
    /// know and was not told, it asks for at a terminal. Nothing is ever overwritten.
    #[command(
        after_help = "Examples:\n  leitmotif new article news \"Golden reaches the top\"\n  leitmotif new review reviews \"A score that waits\" --subject soundtrack:goblin-ost\n  leitmotif new drama \"Goblin\"\n  leitmotif new chart-week billboard-hot-100\n\n`leitmotif new article --help` says more of articles, and so on."
    )]
    New(new::New),
    /// Give something another slug, wherever it is named.
    ///
    /// Its file or `slug`, and every reference to it in articles, records and `site.toml` change, and nothing else does;
    /// its old address leads on (`redirect_from`). It happens as a whole, and only if everything leads afterwards
    /// where it leads now. Links that say a title or another name stay as they are.
    #[command(
        after_help = "Examples:\n  leitmotif rename drama:goblin guardian\n  leitmotif rename track:kpop-demon-hunters/golden golden-hour\n  leitmotif rename section:news reports --dry-run   what would change\n\nThe kinds are: drama, soundtrack, track, artist, chart, article, page, contributor, tag, section, playlist, event, issue, instrument, award."
    )]
    Rename(rename::Rename),
    /// Say what a diagnostic means and how to mend it, or what a theme's template is given.
    ///
    /// Of a template or a component it tells every value with its type, whether it may be missing, and what it is; and
    /// the blocks that a child theme can override.
    #[command(
        after_help = "Examples:\n  leitmotif explain unknown-reference   a message\n  leitmotif explain article.html        what this template is given\n  leitmotif explain ChartRun            what this component takes and draws\n  leitmotif explain                     all of them, a line each"
    )]
    Explain {
        /// A code, as in `error[unknown-reference]`, a template or a component; without it all are listed.
        name: Option<String>,
    },
}

#[derive(Debug, Args)]
struct Build {
    #[command(flatten)]
    site: Site,
    /// Where to write the site [default: `output` in the root].
    #[arg(short, long, value_name = "FOLDER")]
    output: Option<PathBuf>,
    /// Take over an output folder that holds other files; none of them is overwritten.
    #[arg(long)]
    adopt: bool,
    /// List what is not in every language of the site, and translations that are older than their original.
    #[arg(long)]
    translations: bool,
    /// Write what is withheld and when the next build is due as JSON to this file; `-` is standard output.
    #[arg(long, value_name = "FILE")]
    schedule: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Check {
    #[command(flatten)]
    site: Site,
    /// List what is not in every language of the site, and translations that are older than their original.
    #[arg(long)]
    translations: bool,
    /// Write what is withheld and when the next build is due as JSON to this file; `-` is standard output.
    #[arg(long, value_name = "FILE")]
    schedule: Option<PathBuf>,
    /// List articles that tell facts which have changed since, and those that nobody has reviewed for longer than
    /// `[freshness]` of `site.toml` allows.
    #[arg(long)]
    freshness: bool,
}

#[derive(Debug, Args)]
struct Serve {
    #[command(flatten)]
    site: Site,
    /// The port to listen on; if it is taken, the next one that is free. 0 takes any.
    #[arg(short, long, default_value_t = 1111, value_name = "PORT", value_parser = port)]
    port: u16,
    /// Where to listen: a name or an address of this machine. `0.0.0.0` lets everyone in its networks read the
    /// magazine, drafts too.
    #[arg(long, default_value = "127.0.0.1", value_name = "HOST")]
    host: String,
    /// Fail if the port is taken.
    #[arg(long)]
    strict_port: bool,
    /// Another name under which the preview may be asked for; may be repeated. IP addresses, `localhost` and the
    /// name given to `--host` always may; requests under other names are refused, because strangers' pages could
    /// read the magazine under a name of theirs.
    #[arg(long, value_name = "NAME")]
    allow_host: Vec<String>,
    /// Open the magazine in the browser.
    #[arg(long)]
    open: bool,
    /// Ask the disk again and again for changes, where the system does not tell of them (network and container file
    /// systems).
    #[arg(long)]
    poll: bool,
    /// The editor that a click on a message opens, instead of `editor` of `site.toml`: `vscode`, `zed`, … or
    /// `myeditor://{path}:{line}:{column}`; `none` is none.
    #[arg(long, value_name = "EDITOR", env = "LEITMOTIF_EDITOR", hide_env_values = true)]
    editor: Option<String>,
}

#[derive(Debug, Args)]
struct Site {
    /// The magazine's folder, the one with `site.toml`.
    #[arg(short, long, default_value = ".", value_name = "FOLDER")]
    root: PathBuf,
    /// Build for another address than `base_url` of `site.toml`.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Take another theme than `theme` of `site.toml`.
    #[arg(long, value_name = "NAME")]
    theme: Option<String>,
    /// Show drafts.
    #[arg(long)]
    drafts: bool,
    /// Show what is scheduled or under embargo.
    #[arg(long)]
    future: bool,
    /// The moment to build for, instead of the clock: `2025-08-16`, `2025-08-16T09:00:00` (in the site's time zone)
    /// or with an offset. It decides only what is withheld.
    #[arg(long, value_name = "MOMENT")]
    now: Option<String>,
    /// How many threads to use, at most four for each core [default: as many as there are cores].
    #[arg(short, long, value_name = "NUMBER", value_parser = at_least_one)]
    jobs: Option<std::num::NonZeroUsize>,
    /// Say what each stage took, on standard error: time on the clock and of processors, and what it worked on; and the
    /// most memory that was held.
    #[arg(long, value_name = "FORM", value_enum, num_args = 0..=1, require_equals = true, default_missing_value = "table")]
    timings: Option<timing::Form>,
    /// How to show diagnostics.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Say nothing but errors.
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,
    /// Say more: what is withheld, and why.
    #[arg(short, long)]
    verbose: bool,
}

/// More threads than this for each core only wait for each other, and thousands take longer than the work.
const THREADS_PER_CORE: usize = 4;

impl Site {
    /// How many threads to use; 0 is as many as there are cores.
    fn threads(&self) -> usize {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
        self.jobs.map_or(0, |jobs| jobs.get().min(cores.saturating_mul(THREADS_PER_CORE)))
    }
}

fn at_least_one(text: &str) -> Result<std::num::NonZeroUsize, &'static str> {
    text.parse().map_err(|_| "it takes a whole number from 1 up")
}

fn port(text: &str) -> Result<u16, &'static str> {
    text.parse().map_err(|_| "it takes a whole number from 0 to 65535")
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// The source line with a caret, on standard error.
    Text,
    /// A line each: `path:line:column: error[code]: message`, on standard error.
    Short,
    /// An array of objects, on standard output.
    Json,
    /// Annotations of a GitHub workflow, on standard output.
    Github,
}

impl Format {
    fn show(self) -> show::Format {
        match self {
            Format::Text => show::Format::Text { colour: report::colour() },
            Format::Short => show::Format::Short,
            Format::Json => show::Format::Json,
            Format::Github => show::Format::Github,
        }
    }

    /// Whether diagnostics are data for another program.
    fn is_data(self) -> bool {
        matches!(self, Format::Json | Format::Github)
    }
}

/// Runs the program with the words of the command line.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are answers, everything else is a mistake; clap knows which stream is meant.
            let code = if error.use_stderr() { ENVIRONMENT } else { CLEAN };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    ExitCode::from(match cli.command {
        Command::Build(build) => build::build(&build),
        Command::Check(check) => build::check(&check),
        Command::Serve(serve) => serve::serve(&serve),
        Command::Init(init) => init::init(&init),
        Command::New(new) => new::new(&new),
        Command::Rename(rename) => rename::rename(&rename),
        Command::Explain { name } => explain::explain(name.as_deref()),
    })
}
