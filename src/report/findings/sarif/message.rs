//! Messages of SARIF.

use serde::Serialize;

/// A text in which nothing is a link or a place for an argument, as SARIF would have it.
pub(super) fn message(text: &str) -> impl Serialize + use<> {
    let text = crate::report::line(text);
    let links = text.contains("](");
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '[' | ']' if links => escaped.extend(['\\', c]),
            '{' | '}' => escaped.extend([c, c]),
            _ => escaped.push(c),
        }
    }
    object! { "text": escaped }
}
