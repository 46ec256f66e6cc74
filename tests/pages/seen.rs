//! A page in a browser: how wide, in which colours, with which wishes of the reader; and what the page answers.

use crate::Faults;
use crate::browser::Browser;
use crate::built::{Built, Page};
use crate::host::Host;
use serde_json::{Value, json};
use std::path::Path;

/// The widths at which pages are looked at.
pub const WIDTHS: [u32; 3] = [320, 390, 1280];

/// Functions for the page: first those that several parts need.
const SCRIPTS: &str = concat!(
    include_str!("scripts/words.js"),
    include_str!("scripts/access.js"),
    include_str!("scripts/still.js"),
    include_str!("scripts/keyboard.js"),
    include_str!("scripts/preferences.js"),
    include_str!("scripts/reading.js"),
);

/// A page that is looked at in a browser.
pub struct View<'a> {
    /// The browser, with no other page in front.
    pub browser: &'a Browser,
    /// The magazine.
    pub built: &'a Built,
    /// The page.
    pub page: &'a Page,
}

/// A browser that finds nobody but this computer.
pub fn browser() -> Browser {
    let browser =
        Browser::start_with(&["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--hide-scrollbars"]);
    browser.open("about:blank");
    // Whether its window is the one in front of all others is no matter of a test.
    browser.devtools("Emulation.setFocusEmulationEnabled", &json!({ "enabled": true }));
    browser
}

/// A file of a tool from npm.
pub fn tool(path: &str) -> Result<std::path::PathBuf, String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/node_modules").join(path);
    let name = path.split('/').next().unwrap_or_default();
    if file.is_file() { Ok(file) } else { Err(format!("{name} is not here: `tests/run` installs what is missing")) }
}

impl View<'_> {
    /// Shows the page, from its top and as if for the first time.
    pub fn load(&self) {
        self.load_from(&self.built.host);
    }

    /// The same, from another host.
    pub fn load_from(&self, host: &Host) {
        self.browser.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": false }));
        self.browser.go("about:blank");
        self.browser.console();
        self.browser.go(&format!("{}{}", host.url, self.page.path));
        self.browser.run(SCRIPTS);
    }

    /// Shows the page once more, with everything else as it is.
    pub fn reload(&self) {
        self.browser.go(&format!("{}{}", self.built.host.url, self.page.path));
        self.browser.run(SCRIPTS);
    }

    /// Makes the window as wide as this.
    pub fn wide(&self, width: u32) {
        let size = json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
        self.browser.devtools("Emulation.setDeviceMetricsOverride", &size);
    }

    /// What the reader wishes, as media features; what is not named is as usual, in light colours.
    pub fn wishes(&self, wishes: &[(&str, &str)]) {
        self.medium("", wishes);
    }

    /// The same, on another medium.
    pub fn medium(&self, medium: &str, wishes: &[(&str, &str)]) {
        let light = [("prefers-color-scheme", "light"), ("prefers-reduced-motion", "no-preference")];
        let usual = light.iter().filter(|(name, _)| !wishes.iter().any(|(wished, _)| wished == name));
        let features = usual.chain(wishes).map(|(name, value)| json!({ "name": name, "value": value }));
        let features: Vec<Value> = features.collect();
        self.browser.devtools("Emulation.setEmulatedMedia", &json!({ "media": medium, "features": features }));
    }

    /// Faults that a function of the page finds, with where they were found.
    pub fn faults(&self, at: &str, expression: &str) -> Faults {
        let found = self.browser.value(expression);
        let found = found.as_array().unwrap_or_else(|| panic!("{expression} finds no list but {found}"));
        found.iter().map(|fault| format!("{at}: {}", fault.as_str().unwrap_or_default())).collect()
    }
}
