//! Where to listen: a host, a port that is free, and the addresses under which others reach it.

use crate::diagnostic::{Code, Diagnostic};
use crate::preview::Settings;
use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use tokio::net::{TcpListener, lookup_host};

/// So many ports are tried, one after the other.
const TRIED: u16 = 50;

/// Open ears.
pub(super) struct Listening {
    /// More than one when a name has more than one address (`localhost` in IPv4 and IPv6); all on one port.
    pub listeners: Vec<TcpListener>,
    host: String,
    address: SocketAddr,
    asked: u16,
}

/// Takes the port that was asked for, or the next one that is free.
pub(super) async fn listen(settings: &Settings) -> Result<Listening, Diagnostic> {
    let host = settings.host.trim_start_matches('[').trim_end_matches(']');
    let addresses = resolve(host).await?;
    let last =
        if settings.strict_port || settings.port == 0 { settings.port } else { settings.port.saturating_add(TRIED) };
    for port in settings.port..=last {
        match bind(&addresses, port).await {
            Ok((listeners, address)) => {
                return Ok(Listening { listeners, host: host.to_owned(), address, asked: settings.port });
            }
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => return Err(failed(host, port, &error)),
        }
    }
    let it = if settings.strict_port || last == settings.port {
        Diagnostic::environment(Code::ListenFailed, format!("port {last} is taken"))
    } else {
        Diagnostic::environment(Code::ListenFailed, format!("ports {} to {last} are all taken", settings.port))
    };
    Err(it.help("end the program that has it, or name another port: `--port 4000`; `--port 0` takes any that is free"))
}

async fn resolve(host: &str) -> Result<Vec<IpAddr>, Diagnostic> {
    if let Ok(address) = host.parse::<IpAddr>() {
        return Ok(vec![address]);
    }
    let mut addresses: Vec<IpAddr> =
        lookup_host((host, 0)).await.map(|all| all.map(|it| it.ip()).collect()).unwrap_or_default();
    // IPv4 first: its address is the one that is told.
    addresses.sort_by_key(|it| (it.is_ipv6(), *it));
    addresses.dedup();
    if addresses.is_empty() {
        let it = Diagnostic::environment(Code::ListenFailed, format!("no machine is called `{host}`"));
        return Err(it.help(CHOICES));
    }
    Ok(addresses)
}

const CHOICES: &str = "`--host 127.0.0.1` is for this machine alone, `--host 0.0.0.0` for everyone in its networks";

/// Listens on one port of all these addresses. An address after the first may be missing here (no IPv6).
async fn bind(addresses: &[IpAddr], port: u16) -> std::io::Result<(Vec<TcpListener>, SocketAddr)> {
    let mut listeners: Vec<TcpListener> = Vec::new();
    let mut failed = None;
    for address in addresses {
        let port = listeners.first().and_then(|it| it.local_addr().ok()).map_or(port, |it| it.port());
        match TcpListener::bind((*address, port)).await {
            Ok(listener) => listeners.push(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => return Err(error),
            Err(error) => failed = Some(error),
        }
    }
    match (listeners.first(), failed) {
        (Some(first), _) => {
            let address = first.local_addr()?;
            Ok((listeners, address))
        }
        (None, error) => Err(error.unwrap_or_else(|| ErrorKind::AddrNotAvailable.into())),
    }
}

fn failed(host: &str, port: u16, error: &std::io::Error) -> Diagnostic {
    let it = |text: String| Diagnostic::environment(Code::ListenFailed, text);
    match error.kind() {
        ErrorKind::AddrNotAvailable => it(format!("`{host}` is no address of this machine")).help(CHOICES),
        ErrorKind::PermissionDenied => {
            it(format!("port {port} is not for everyone: permission denied")).help("take one above 1023: `--port 1111`")
        }
        _ => it(format!("nothing can listen at `{host}`, port {port}: {error}")).help(CHOICES),
    }
}

impl Listening {
    /// Whether the port that was asked for was taken.
    pub fn moved(&self) -> bool {
        self.asked != 0 && self.asked != self.address.port()
    }

    /// The address to open on this machine.
    pub fn url(&self, base: &str) -> String {
        let port = self.address.port();
        match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => url(Ipv4Addr::LOCALHOST.into(), port, base),
            IpAddr::V6(ip) if ip.is_unspecified() => url(Ipv6Addr::LOCALHOST.into(), port, base),
            _ if self.host.parse::<IpAddr>().is_err() => format!("http://{}:{port}{base}", self.host),
            ip => url(ip, port, base),
        }
    }

    /// The addresses for other machines, when it listens everywhere.
    pub fn network_urls(&self, base: &str) -> Vec<String> {
        let here = self.address.ip();
        if !here.is_unspecified() {
            return Vec::new();
        }
        let reached = |ip: &IpAddr| match ip {
            IpAddr::V4(ip) => !ip.is_loopback() && !ip.is_link_local(),
            IpAddr::V6(ip) => here.is_ipv6() && !ip.is_loopback() && !ip.is_unicast_link_local(),
        };
        let interfaces = if_addrs::get_if_addrs().unwrap_or_default();
        let mut found: Vec<IpAddr> = interfaces.iter().map(|it| it.ip()).filter(reached).collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|ip| url(ip, self.address.port(), base)).collect()
    }
}

fn url(ip: IpAddr, port: u16, base: &str) -> String {
    format!("http://{}{base}", SocketAddr::new(ip, port))
}
