//! `leitmotif serve`: the magazine in a browser, as it will be, while it is being written.

use super::{CLEAN, ENVIRONMENT, Serve, build, report};
use crate::diagnostic::show;
use crate::discover::Disk;
use crate::preview::{self, Clock, Said, Settings, Studio};
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
    let voice = Arc::new(move |said: Said<'_>| match said {
        Said::Listening { url, .. } => report::out(&format!("{url}\n")),
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
