//! Answers requests: pages of the published edition, files, and events for open pages.
//!
//! ```text
//!  listening ─▶ connections ─▶ answering ─┬─ guard       may this be asked at all?
//!  (ports)      (how many, how long)      ├─ address     which route is meant
//!                                         ├─ file        what lies on disk
//!                                         └─ conditional all of it, a part, or nothing new
//! ```
//!
//! The principal type is [`Answers`](answering::Answers).

mod address;
mod answering;
mod body;
mod conditional;
mod connections;
mod content_type;
mod failed;
mod file;
mod guard;
mod listening;

use super::rounds;
use super::studio::Studio;
use super::watch::watch;
use super::{Said, Settings, Voice};
use crate::diagnostic::{Code, Diagnostic};
use answering::Answers;
use connections::Connections;
use std::sync::Arc;

/// Serves until it is told to end (Ctrl-C, SIGTERM).
pub(super) fn serve(settings: Settings, studio: Studio, voice: Voice) -> Result<(), Vec<Diagnostic>> {
    let trouble = |error: std::io::Error| {
        vec![Diagnostic::environment(Code::ListenFailed, format!("the preview cannot be served: {error}"))]
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        // Pages are drawn on these threads, so that many requests at once do not mean many threads.
        .max_blocking_threads(32)
        .enable_all()
        .build()
        .map_err(trouble)?;
    // The port is taken before the work begins: that it cannot be had is told at once, and a browser that asks
    // meanwhile waits instead of being turned away.
    let listening = runtime.block_on(listening::listen(&settings)).map_err(|it| vec![it])?;
    let published = rounds::begin(studio, watch(&settings.root, settings.poll), Arc::clone(&voice));
    let base = published.borrow().edition.magazine().routes.base().path.clone();
    let said = Said::Listening {
        url: listening.url(&base),
        network: listening.network_urls(&base),
        taken: listening.moved().then_some(settings.port),
    };
    let mut gone = published.clone();
    let answers = Arc::new(Answers::new(published, &settings, Arc::clone(&voice)));
    let connections = Arc::new(Connections::default());
    let ended: std::io::Result<bool> = runtime.block_on(async {
        let end = end()?;
        for listener in listening.listeners {
            tokio::spawn(Arc::clone(&connections).accept(listener, Arc::clone(&answers)));
        }
        voice(said);
        let gone = async { while gone.changed().await.is_ok() {} };
        Ok(tokio::select! {
            () = end => true,
            () = gone => false,
        })
    });
    // Nobody is waited for: neither open event streams nor slow clients nor a page that is being drawn.
    runtime.shutdown_background();
    if ended.map_err(trouble)? {
        return Ok(());
    }
    voice(Said::Fault("the program failed while it read this magazine; nothing is served"));
    Err(Vec::new())
}

/// Ends when the process is asked to.
#[cfg(unix)]
fn end() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ends when the process is asked to.
#[cfg(not(unix))]
fn end() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
