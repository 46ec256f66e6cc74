//! How many connections there are, how long each may take, and which one goes when another comes.
//!
//! Whoever comes last is let in: when there are too many, the connection goes that has waited longest without asking
//! for anything. So neither thousands of idle connections nor slow ones keep the writer from the page, and no more
//! files are open than [`MOST`] connections need.

use super::answering::Answers;
use super::body::{Body, holding};
use hyper::Response;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio_io_timeout::TimeoutStream;

/// At most so many connections at once. A browser has six, and a process on macOS 256 files.
const MOST: usize = 160;
/// At most so many of them are streams of events, which stay; the others can always be let go.
pub(super) const MOST_STREAMS: usize = 96;
/// A request's head must be here after this time, and a connection without a request is closed after it.
const PATIENCE_FOR_HEAD: Duration = Duration::from_secs(10);
/// Somebody who takes nothing of an answer for so long has gone.
const PATIENCE_FOR_READER: Duration = Duration::from_secs(30);
/// At most so many bytes of a request's head; more is answered with 431. (hyper may read twice as many before it sees.)
pub(super) const MOST_HEAD: usize = 32 * 1024;
/// Before another connection is accepted after one could not be (no more files may be opened).
const PAUSE: Duration = Duration::from_millis(20);

/// All open connections.
#[derive(Default)]
pub(super) struct Connections {
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    seats: BTreeMap<u64, Seat>,
    /// Counts what happens, to tell what was before what.
    moment: u64,
}

struct Seat {
    /// The connection ends when this is dropped.
    _leave: oneshot::Sender<()>,
    state: State,
    /// Since when it is in this state.
    since: u64,
}

/// In the order in which connections are let go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Idle,
    Answered,
    Stream,
}

impl Connections {
    /// Accepts connections, for ever.
    pub async fn accept(self: Arc<Self>, listener: TcpListener, answers: Arc<Answers>) {
        loop {
            match listener.accept().await {
                Ok((stream, _)) => Arc::clone(&self).welcome(stream, Arc::clone(&answers)),
                Err(_) => {
                    self.open().let_go();
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    }

    fn welcome(self: Arc<Self>, stream: TcpStream, answers: Arc<Answers>) {
        let (leave, left) = oneshot::channel();
        let id = self.open().sit(leave);
        tokio::spawn(async move {
            let place = Place { id, connections: Arc::clone(&self) };
            // Small pieces (events) are sent at once.
            let _ = stream.set_nodelay(true);
            let mut stream = TimeoutStream::new(stream);
            stream.set_write_timeout(Some(PATIENCE_FOR_READER));
            let service = service_fn(|request| {
                let (answers, asked) = (Arc::clone(&answers), place.asked());
                async move {
                    let (response, streams) = answers.answer(request).await;
                    if streams {
                        asked.streams();
                    }
                    Ok::<Response<Body>, Infallible>(response.map(|body| holding(body, asked)))
                }
            });
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(PATIENCE_FOR_HEAD)
                .max_buf_size(MOST_HEAD)
                .serve_connection(TokioIo::new(Box::pin(stream)), service);
            // A browser that went away is no fault, and what is no HTTP needs no answer.
            tokio::select! {
                _ = connection => {}
                _ = left => {}
            }
        });
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    fn sit(&mut self, leave: oneshot::Sender<()>) -> u64 {
        if self.seats.len() >= MOST {
            self.let_go();
        }
        self.moment += 1;
        self.seats.insert(self.moment, Seat { _leave: leave, state: State::Idle, since: self.moment });
        self.moment
    }

    /// Closes the connection that is needed least.
    fn let_go(&mut self) {
        let least = self.seats.iter().min_by_key(|(_, seat)| (seat.state, seat.since)).map(|(id, _)| *id);
        if let Some(id) = least {
            self.seats.remove(&id);
        }
    }

    fn change(&mut self, id: u64, state: State) {
        self.moment += 1;
        if let Some(seat) = self.seats.get_mut(&id) {
            (seat.state, seat.since) = (state, self.moment);
        }
    }
}

/// A connection's place among all; free when dropped.
struct Place {
    id: u64,
    connections: Arc<Connections>,
}

impl Place {
    /// From now on until this is dropped, something is being answered.
    fn asked(&self) -> Asked {
        self.connections.open().change(self.id, State::Answered);
        Asked { id: self.id, connections: Arc::clone(&self.connections) }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.connections.open().seats.remove(&self.id);
    }
}

struct Asked {
    id: u64,
    connections: Arc<Connections>,
}

impl Asked {
    fn streams(&self) {
        self.connections.open().change(self.id, State::Stream);
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        self.connections.open().change(self.id, State::Idle);
    }
}
