//! Who may ask. A page of a stranger can make a browser send requests here, under a name that the stranger owns (DNS
//! rebinding); such requests are told by their Host, and readers of events by their origin.

use super::body::{Body, TEXT, respond};
use hyper::header::{HOST, HeaderMap, ORIGIN};
use hyper::http::uri::Authority;
use hyper::{Request, Response, StatusCode};
use std::net::{Ipv4Addr, Ipv6Addr};

/// The names under which the preview may be asked for, beside `localhost` and IP addresses: no stranger can make
/// those lead here.
#[derive(Debug)]
pub(super) struct Hosts {
    names: Vec<String>,
}

impl Hosts {
    /// These names, and those that are always ours.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self { names: names.into_iter().map(bare).collect() }
    }

    /// Refuses a request that was not meant for us.
    pub fn judge<B>(&self, request: &Request<B>) -> Result<(), Response<Body>> {
        let mut hosts = request.headers().get_all(HOST).iter();
        let (host, second) = (hosts.next(), hosts.next());
        let bad = |what: &str| Err(respond(StatusCode::BAD_REQUEST, TEXT, format!("{what}\n")));
        // RFC 9112 3.2: a request without a Host, or with two, is answered with 400.
        let Some(host) = host else { return bad("the request has no Host") };
        if second.is_some() {
            return bad("the request has two Hosts");
        }
        let Some(host) = host.to_str().ok().and_then(|it| it.parse::<Authority>().ok()).filter(without_user) else {
            return bad("the Host of the request cannot be read");
        };
        // `GET http://name/ HTTP/1.1` names its host in the target, too.
        for authority in [Some(&host), request.uri().authority()].into_iter().flatten() {
            if !without_user(authority) || !self.has(authority.host()) {
                let name = authority.host();
                let text = format!(
                    "This preview is not asked for as `{name}`.\n\n\
                     If that name is yours, start it with `leitmotif serve --allow-host {name}`.\n"
                );
                return Err(respond(StatusCode::FORBIDDEN, TEXT, text));
            }
        }
        Ok(())
    }

    fn has(&self, host: &str) -> bool {
        let v6 = host.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
        let host = bare(host);
        v6.is_some_and(|it| it.parse::<Ipv6Addr>().is_ok())
            || host.parse::<Ipv4Addr>().is_ok()
            || host == "localhost"
            || self.names.contains(&host)
    }
}

/// A name without what does not tell names apart: case, and the dot at the end.
fn bare(name: &str) -> String {
    name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase()
}

fn without_user(authority: &Authority) -> bool {
    !authority.as_str().contains('@')
}

/// Whether a request comes from a page of ours, or from no page at all. To be asked after [`Hosts::judge`].
pub(super) fn is_ours(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).map(|value: &hyper::header::HeaderValue| value.to_str().unwrap_or("?"));
    let from_here = |origin: &str| {
        let host = text(HOST).unwrap_or_default();
        let origin = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
        origin.is_some_and(|origin| origin.eq_ignore_ascii_case(host))
    };
    let single = headers.get_all(ORIGIN).iter().count() < 2;
    // `same-site` is another port of this machine, which is somebody else.
    let fetched = text(hyper::header::HeaderName::from_static("sec-fetch-site"));
    single && text(ORIGIN).is_none_or(from_here) && fetched.is_none_or(|site| matches!(site, "same-origin" | "none"))
}
