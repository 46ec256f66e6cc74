//! `leitmotif explain`: what a diagnostic means and how to mend it.

use super::{CLEAN, ENVIRONMENT, report};
use crate::diagnostic::{Code, did_you_mean};
use std::fmt::Write;

/// Prints the page of a code, or all codes.
pub(super) fn explain(code: Option<&str>) -> u8 {
    let Some(name) = code else {
        let mut text = String::new();
        for code in Code::ALL {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{:<24} {}", code.name(), code.summary());
        }
        report::out(&text);
        return CLEAN;
    };
    match name.parse::<Code>() {
        Ok(code) => {
            report::out(&format!(
                "{}\n{}\n\n{}\n",
                code.name(),
                "=".repeat(code.name().len()),
                code.explanation().trim()
            ));
            CLEAN
        }
        Err(()) => {
            let near = did_you_mean(name, Code::ALL.iter().map(|c| c.name()));
            let help = near.unwrap_or_else(|| "`leitmotif explain` lists all codes".to_owned());
            report::err(&format!("error: there is no diagnostic `{name}`\n  = help: {help}\n"));
            ENVIRONMENT
        }
    }
}
