//! What is wrong with a style sheet that cannot be read, all of it, in the words of the person who typed it.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceId, Span, floor_char_boundary};
use lightningcss::error::{Error, ErrorLocation, ParserError};
use lightningcss::stylesheet::{ParserOptions, StyleSheet};
use std::sync::{Arc, RwLock};

/// Reads the sheet once more, past its faults. `first` is where reading ended before, and why.
pub(super) fn faults(text: &str, id: SourceId, first: Option<&ErrorLocation>, kind: &ParserError) -> Vec<Diagnostic> {
    let found: Arc<RwLock<Vec<Error<ParserError>>>> = Arc::default();
    let options =
        ParserOptions { error_recovery: true, warnings: Some(Arc::clone(&found)), ..ParserOptions::default() };
    let _ = StyleSheet::parse(text, options);
    let mut faults = vec![fault(text, id, first, kind)];
    if let Ok(found) = found.read() {
        // What a browser may know and lightningcss does not is no fault; that a rule stands in a block which was not
        // closed follows from that.
        let sure =
            found.iter().filter(|it| !matches!(it.kind, ParserError::SelectorError(_) | ParserError::AtRuleInvalid(_)));
        for it in sure.map(|it| fault(text, id, it.loc.as_ref(), &it.kind)) {
            if !faults.contains(&it) {
                faults.push(it);
            }
        }
    }
    faults
}

fn fault(text: &str, id: SourceId, loc: Option<&ErrorLocation>, kind: &ParserError) -> Diagnostic {
    let at = loc.map_or(0, |loc| {
        let start = text.split_inclusive('\n').take(loc.line as usize).map(str::len).sum::<usize>();
        floor_char_boundary(text, (start + (loc.column as usize).saturating_sub(1)).min(text.len()))
    });
    let rest = text.get(at..).unwrap_or_default();
    let sign = rest.chars().next().filter(|c| !c.is_whitespace());
    let (message, help) = match (kind, sign) {
        (ParserError::EndOfInput, _) | (ParserError::UnexpectedToken(_), None) => {
            ("something ends too early".to_owned(), "is a value, a `}`, a `)` or a quote missing before it?".to_owned())
        }
        (ParserError::UnexpectedToken(_), Some(sign)) => {
            let word: String = rest.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect();
            let what = if word.is_empty() { sign.to_string() } else { word };
            (format!("`{what}` cannot stand here"), "is a value, a `;`, a `}` or a `)` missing before it?".to_owned())
        }
        (ParserError::AtRuleInvalid(name), _) => {
            (format!("there is no rule `@{name}`"), "write its name as CSS has it: `@media`, `@font-face`".to_owned())
        }
        (ParserError::UnexpectedImportRule, _) => {
            ("an `@import` stands behind another rule".to_owned(), "put it at the beginning of the sheet".to_owned())
        }
        (other, _) => {
            (other.to_string().to_lowercase(), "browsers would leave this out: mend it or take it away".to_owned())
        }
    };
    Diagnostic::error(
        Code::TemplateSyntax,
        Span::new(id, at..at),
        format!("this style sheet cannot be read: {message}"),
    )
    .help(help)
}
