//! The HTML of every page, as the Nu Html Checker sees it.

use crate::Faults;
use crate::built::{build, root};
use crate::seen::tool;
use serde_json::Value;
use std::path::PathBuf;
use std::process::Command;

/// Magazines of other tests: with every field, with none, and below a base path.
const OTHERS: [&str; 3] = ["tests/structured/magazine", "tests/scenarios/given/magazine", "tests/scenarios/given/site"];

/// Where the checker lies in `node_modules`.
pub const CHECKER_FILE: &str = "vnu-jar/build/dist/vnu.jar";

/// Messages that are let pass, with what must be in them.
const LET_PASS: [&str; 0] = [];

/// Checks all built magazines at once, those of other tests, too: to start the checker takes longer than to check a
/// hundred pages.
pub fn faults_of_all(outputs: &[PathBuf]) -> Faults {
    let temporary = tempfile::tempdir().unwrap();
    let others = OTHERS.iter().enumerate().map(|(at, site)| {
        let output = temporary.path().join(at.to_string());
        build(&root().join(site), &output);
        output
    });
    let folders: Vec<PathBuf> = outputs.iter().cloned().chain(others).collect();
    faults(&folders)
}

/// What the checker says of all pages in folders.
pub fn faults(folders: &[PathBuf]) -> Faults {
    let jar = tool(CHECKER_FILE).unwrap();
    let mut command = Command::new("java");
    command.args(["-Xss4m", "-jar"]).arg(jar).args(["--skip-non-html", "--format", "json", "--exit-zero-always"]);
    let Ok(ran) = command.args(folders).output() else {
        return vec!["java is not here: `tests/run` installs what is missing".to_owned()];
    };
    let said = String::from_utf8_lossy(&ran.stderr);
    let Ok(said) = serde_json::from_str::<Value>(&said) else {
        return vec![format!("the checker does not answer: {said}")];
    };
    let messages = said["messages"].as_array().cloned().unwrap_or_default();
    let mut faults: Faults = messages.iter().filter(|it| !is_let_pass(it)).map(told).collect();
    faults.sort();
    faults.truncate(40);
    faults
}

fn is_let_pass(message: &Value) -> bool {
    LET_PASS.iter().any(|words| message["message"].as_str().is_some_and(|it| it.contains(words)))
}

fn told(message: &Value) -> String {
    let text = |key: &str| message[key].as_str().unwrap_or_default();
    format!("{}:{}: {}: {}", text("url"), message["lastLine"], text("message"), text("extract").replace('\n', " "))
}
