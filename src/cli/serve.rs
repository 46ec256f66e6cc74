//! `leitmotif serve`: the magazine in a browser, as it will be, while it is being written.

use super::timing::{Form, Timings};
use super::{CLEAN, ENVIRONMENT, Serve, build, report};
use crate::config::EditorPattern;
use crate::diagnostic::{Code, Diagnostic, Severity, show};
use crate::discover::Disk;
use crate::preview::{self, Clock, Said, Settings, Studio, Work};
use crate::source::Sources;
use crate::theme::embedded;
use std::sync::{Arc, Mutex, PoisonError};

/// Serves the site until Ctrl-C.
pub(super) fn serve(serve: &Serve) -> u8 {
    let site = &serve.site;
    if let Some(wrong) = serve.editor.as_deref().and_then(no_editor) {
        return report::report(vec![wrong], &Sources::default(), site.format, site.quiet, "nothing is served");
    }
    let mut timings = Timings::start();
    if let Err(error) = rayon::ThreadPoolBuilder::new().num_threads(site.threads()).build_global() {
        report::err(&format!("error: no threads could be started: {error}\n"));
        return ENVIRONMENT;
    }
    let disk = Disk::open(&site.root, embedded());
    let sources = disk.sources().clone();
    timings.stage("discover");
    timings.on("discover", sources.len(), "files", Some(build::read(&sources)));
    let nothing = |wrong| report::report(wrong, &sources, site.format, site.quiet, "nothing is served");
    let options = match build::options(site, &sources) {
        Ok(options) => options,
        Err(mut wrong) => {
            wrong.extend_from_slice(disk.diagnostics());
            return nothing(wrong);
        }
    };
    if sources.find("site.toml").is_none() && sources.under("content/").next().is_none() {
        // Not a magazine at all: nothing will come of waiting.
        nothing(disk.diagnostics().to_vec());
        return ENVIRONMENT;
    }
    let clock = if site.now.is_some() { Clock::Stopped } else { Clock::Running };
    let settings = Settings {
        root: site.root.clone(),
        host: serve.host.clone(),
        port: serve.port,
        strict_port: serve.strict_port,
        allowed_hosts: serve.allow_host.clone(),
        poll: serve.poll,
        editor: serve.editor.clone(),
    };
    let terminal = Terminal {
        format: site.format,
        quiet: site.quiet,
        verbose: site.verbose,
        open: serve.open,
        timings: site.timings.map(|form| (form, Mutex::new(timings))),
    };
    match preview::serve(settings, Studio::new(disk, options, clock), Arc::new(move |said| terminal.print(said))) {
        Ok(()) => CLEAN,
        Err(wrong) => {
            nothing(wrong);
            ENVIRONMENT
        }
    }
}

/// Prints what the preview says.
struct Terminal {
    format: super::Format,
    quiet: bool,
    verbose: bool,
    open: bool,
    timings: Option<(Form, Mutex<Timings>)>,
}

impl Terminal {
    fn print(&self, said: Said<'_>) {
        match said {
            Said::Listening { url, network, taken } => self.listening(&url, &network, taken),
            Said::Fault(what) => report::err(&format!("error: {what}\n")),
            Said::Worked(work) if self.verbose => report::err(&worked(work)),
            Said::Round { diagnostics: [], .. } if !self.quiet && !self.format.is_data() => {
                report::err("all is well again\n");
            }
            Said::Round { diagnostics, sources } | Said::Trouble { diagnostics, sources } => {
                self.show(diagnostics, sources);
            }
            // What a page of the magazine asks for in vain is a fault of it; what somebody types is not.
            Said::Missing { address, from } if self.verbose || from.is_some() && !self.quiet && !is_probe(address) => {
                let from = from.map(|from| format!(", asked for by {from}")).unwrap_or_default();
                report::err(&format!("404 {address}{from}\n"));
            }
            Said::Worked(_) | Said::Missing { .. } => {}
        }
    }

    fn listening(&self, url: &str, network: &[String], taken: Option<u16>) {
        if let Some((form, timings)) = &self.timings {
            let mut timings = timings.lock().unwrap_or_else(PoisonError::into_inner);
            timings.stage("assemble");
            report::err(&timings.told(*form));
        }
        if let Some(taken) = taken.filter(|_| !self.quiet) {
            report::err(&format!("port {taken} is taken; the next one that is free is used\n"));
        }
        let addresses: String =
            std::iter::once(url).chain(network.iter().map(String::as_str)).fold(String::new(), |mut text, address| {
                text.push_str(address);
                text.push('\n');
                text
            });
        // Standard output is for data, when data were asked for.
        if self.format.is_data() {
            report::err(&addresses);
        } else {
            report::out(&addresses);
        }
        if !network.is_empty() && !self.quiet {
            report::err("everyone in this network can read the magazine, and the drafts on its desk\n");
        }
        if self.open {
            let url = url.to_owned();
            // Some openers do not return before the browser is closed.
            std::thread::spawn(move || {
                if let Err(error) = open::that(&url) {
                    report::err(&format!("the browser could not be opened: {error}\n"));
                }
            });
        }
    }

    fn show(&self, diagnostics: &[Diagnostic], sources: &Sources) {
        let errors: Vec<Diagnostic>;
        let diagnostics = if self.quiet {
            errors = diagnostics.iter().filter(|it| it.severity == Severity::Error).cloned().collect();
            &errors
        } else {
            diagnostics
        };
        let text = show::show(diagnostics, sources, self.format.show());
        if self.format.is_data() {
            report::out(&text);
        } else {
            report::err(&text);
        }
    }
}

/// Whether browsers ask for this on their own.
fn is_probe(address: &str) -> bool {
    let name = address.rsplit('/').next().unwrap_or(address);
    name == "favicon.ico" || name.starts_with("apple-touch-icon") || address.starts_with("/.well-known/")
}

/// What a round took, in a line.
fn worked(work: Work) -> String {
    let files = if work.files == 1 { "1 file".to_owned() } else { format!("{} files", work.files) };
    let whole = (work.look + work.assemble + work.hold).as_millis();
    let [look, assemble, hold] = [work.look, work.assemble, work.hold].map(|it| it.as_millis());
    let (read, parsed) = (work.read, work.parsed);
    format!(
        "round {}: {files} changed, {read} read, {parsed} parsed; {whole} ms (look {look}, assemble {assemble}, hold back {hold})\n",
        work.round
    )
}

/// What is wrong with the editor that the command line or the environment names. `none` means that none is opened,
/// whatever `site.toml` says; an empty text says nothing.
fn no_editor(named: &str) -> Option<Diagnostic> {
    if matches!(named.trim(), "" | "none") {
        return None;
    }
    let (cause, help) = EditorPattern::parse(named).err()?;
    let is_typed = std::env::args_os().any(|word| word.to_string_lossy().starts_with("--editor"));
    let said = if is_typed { format!("--editor {named}") } else { format!("LEITMOTIF_EDITOR={named}") };
    Some(Diagnostic::environment(Code::BadOption, format!("`{said}`: {cause}")).help(help))
}
