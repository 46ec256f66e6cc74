//! `leitmotif serve`: the magazine in a browser, as it will be, while it is being written.

use super::{CLEAN, ENVIRONMENT, Serve, build, report};
use crate::diagnostic::show;
use crate::discover::Disk;
use crate::preview::{self, Clock, Said, Settings, Studio, Work};
use crate::theme::embedded;
use std::sync::Arc;

/// Serves the site until Ctrl-C.
pub(super) fn serve(serve: &Serve) -> u8 {
    let site = &serve.site;
    let disk = Disk::open(&site.root, embedded());
    let options = match build::options(site, disk.sources()) {
        Ok(options) => options,
        Err(wrong) => return report::report(wrong, disk.sources(), site.format, site.quiet, "nothing is served"),
    };
    let clock = if site.now.is_some() { Clock::Stopped } else { Clock::Running };
    let sources = disk.sources().clone();
    let settings = Settings {
        root: site.root.clone(),
        host: serve.host.clone(),
        port: serve.port,
        strict_port: serve.strict_port,
        allowed_hosts: serve.allow_host.clone(),
        poll: serve.poll,
        editor: serve.editor.clone(),
    };
    let format = site.format.show();
    let verbose = site.verbose;
    let voice = Arc::new(move |said: Said<'_>| match said {
        Said::Listening { url, .. } => report::out(&format!("{url}\n")),
        Said::Worked(work) if verbose => report::err(&worked(work)),
        Said::Worked(_) => {}
        Said::Round { diagnostics: [], .. } => report::err("all is well again\n"),
        Said::Round { diagnostics, sources } | Said::Trouble { diagnostics, sources } => {
            report::err(&show::show(diagnostics, sources, format));
        }
    });
    match preview::serve(settings, Studio::new(disk, options, clock), voice) {
        Ok(()) => CLEAN,
        Err(wrong) => {
            report::report(wrong, &sources, site.format, site.quiet, "nothing is served");
            ENVIRONMENT
        }
    }
}

/// What a round took, in a line.
fn worked(work: Work) -> String {
    let files = if work.files == 1 { "1 file".to_owned() } else { format!("{} files", work.files) };
    let whole = (work.look + work.assemble + work.hold).as_millis();
    let [look, assemble, hold] = [work.look, work.assemble, work.hold].map(|it| it.as_millis());
    format!("round {}: {files} changed; {whole} ms (look {look}, assemble {assemble}, hold back {hold})\n", work.round)
}
