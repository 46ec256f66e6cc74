//! Chromium, driven over `WebDriver`: a window of its own for each test.

#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::wd::{WebDriverCompatibleCommand, WindowHandle};
use fantoccini::{Client, ClientBuilder};
use serde_json::{Value, json};
use std::fmt::Debug;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tokio::runtime::{Builder, Runtime};

/// What to do when there is no browser.
const WANTING: &str = "`tests/run` installs what is missing (Debian: chromium, chromium-driver)";

/// How long a test waits for what must happen, before it fails. Far above what it takes.
const PATIENCE: Duration = Duration::from_mins(1);

/// A running browser; ended with this value.
pub struct Browser {
    runtime: Runtime,
    client: Option<Client>,
    driver: Child,
    _profile: tempfile::TempDir,
    /// The window that is never used, so that the browser stays while others close.
    first: WindowHandle,
}

impl Browser {
    /// Starts one with a fresh profile.
    pub fn start() -> Self {
        Self::start_with(&[])
    }

    /// The same, with more arguments on its command line.
    pub fn start_with(more: &[&str]) -> Self {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("chromedriver cannot be started ({error}): {WANTING}"));
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            port.trim_end_matches('.').parse::<u16>().ok()
        });
        let port = port.unwrap_or_else(|| panic!("chromedriver names no port: {WANTING}"));
        std::thread::spawn(move || lines.for_each(drop));
        let profile = tempfile::tempdir().unwrap();
        let folder = format!("--user-data-dir={}", profile.path().display());
        let own = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--autoplay-policy=no-user-gesture-required",
            "--mute-audio",
            &folder,
        ];
        let arguments = [&own[..], more].concat();
        let capabilities = json!({
            // A very long page on a busy machine takes axe more than the half minute that is usual.
            "timeouts": { "script": 600_000 },
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": { "args": arguments },
        });
        let Value::Object(capabilities) = capabilities else { unreachable!() };
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let (client, first) = runtime.block_on(async {
            let client = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
                .capabilities(capabilities)
                .connect(&format!("http://127.0.0.1:{port}"))
                .await;
            let client = client.unwrap_or_else(|error| panic!("chromium cannot be started ({error}): {WANTING}"));
            let first = client.window().await.unwrap();
            (client, first)
        });
        Self { runtime, client: Some(client), driver, _profile: profile, first }
    }

    fn client(&self) -> &Client {
        self.client.as_ref().unwrap()
    }

    /// A new window in front of the others, which shows an address.
    pub fn open(&self, url: &str) -> WindowHandle {
        let window = self.runtime.block_on(self.client().new_window(true)).unwrap().handle;
        self.turn_to(&window);
        self.go(url);
        window
    }

    /// Brings a window to the front; what follows is done in it.
    pub fn turn_to(&self, window: &WindowHandle) {
        self.runtime.block_on(self.client().switch_to_window(window.clone())).unwrap();
        self.devtools("Page.bringToFront", &json!({}));
    }

    /// Loads an address.
    pub fn go(&self, url: &str) {
        self.runtime.block_on(self.client().goto(url)).unwrap();
    }

    /// The value of an expression in the page.
    pub fn value(&self, expression: &str) -> Value {
        let script = format!("return ({expression});");
        let value = self.runtime.block_on(self.client().execute(&script, Vec::new()));
        value.unwrap_or_else(|error| panic!("{expression}\n{error}"))
    }

    /// Does something in the page.
    pub fn run(&self, script: &str) {
        let done = self.runtime.block_on(self.client().execute(script, Vec::new()));
        done.unwrap_or_else(|error| panic!("{script}\n{error}"));
    }

    /// Waits until an expression is true in the page.
    pub fn until(&self, expression: &str) {
        let begun = Instant::now();
        while self.value(&format!("!!({expression})")) != json!(true) {
            if begun.elapsed() > PATIENCE {
                let page = self.value("document.documentElement.outerHTML");
                panic!("never true: {expression}\noverlay: {}\npage: {page}", self.value(OVERLAY_TEXT));
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until the page's body shows words.
    pub fn until_shows(&self, words: &str) {
        self.until(&format!("document.body.innerText.includes({})", json!(words)));
    }

    /// Presses keys in what has the focus.
    pub fn press(&self, keys: &str) {
        self.runtime.block_on(async {
            let element = self.client().active_element().await.unwrap();
            element.send_keys(keys).await.unwrap();
        });
    }

    /// Presses one key again and again, whatever has the focus, with another one held down.
    pub fn press_often(&self, key: char, held: Option<char>, times: usize) {
        let presses = (0..times).flat_map(|_| [KeyAction::Down { value: key }, KeyAction::Up { value: key }]);
        let down = held.map(|value| KeyAction::Down { value });
        let up = held.map(|value| KeyAction::Up { value });
        let all = down.into_iter().chain(presses).chain(up);
        let actions = all.fold(KeyActions::new("keys".to_owned()), |so_far, action| so_far.then(action));
        self.runtime.block_on(self.client().perform_actions(actions)).unwrap();
    }

    /// A command of the browser's own protocol.
    pub fn devtools(&self, name: &str, parameters: &Value) -> Value {
        let command = Own { path: "goog/cdp/execute", body: json!({ "cmd": name, "params": parameters }).to_string() };
        self.runtime.block_on(self.client().issue_cmd(command)).unwrap()
    }

    /// What the consoles said since they were asked last, of every level: `level`, `source`, `message`.
    pub fn console(&self) -> Vec<Value> {
        let command = Own { path: "se/log", body: json!({ "type": "browser" }).to_string() };
        let log = self.runtime.block_on(self.client().issue_cmd(command)).unwrap();
        log.as_array().cloned().unwrap_or_default()
    }

    /// What the consoles complained of since they were asked last, but for connections that were refused.
    pub fn complaints(&self) -> Vec<String> {
        let entries = self.console().into_iter();
        let grave = entries.filter(|entry| entry["level"] == "SEVERE" && entry["source"] != "network");
        grave.map(|entry| entry["message"].to_string()).collect()
    }

    /// Closes all windows but the first.
    pub fn clear(&self) {
        self.runtime.block_on(async {
            let client = self.client();
            for window in client.windows().await.unwrap() {
                if window != self.first {
                    client.switch_to_window(window).await.unwrap();
                    client.close_window().await.unwrap();
                }
            }
            client.switch_to_window(self.first.clone()).await.unwrap();
        });
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            let _ = self.runtime.block_on(client.close());
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// An expression: the text that is shown over the page.
pub const OVERLAY_TEXT: &str = "[...(document.querySelector('leitmotif-preview')?.shadowRoot.children ?? [])]\
    .filter((it) => it.localName !== 'style' && it.checkVisibility()).map((it) => it.innerText).join('\\n')";

/// A command that is not in the standard.
#[derive(Debug)]
struct Own {
    path: &'static str,
    body: String,
}

impl WebDriverCompatibleCommand for Own {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (hyper::Method, Option<String>) {
        (hyper::Method::POST, Some(self.body.clone()))
    }
}
