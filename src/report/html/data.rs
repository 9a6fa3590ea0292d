//! The findings as JSON inside the page, which its script reads.

use std::io;

use serde::Serialize;

use super::{
    findings::{PageFinding, PageRow},
    shared_texts::SharedTexts,
};
use crate::{Verdict, report::json::put_value};

/// All that the script knows.
#[derive(Serialize)]
struct PageData<'a> {
    verdicts: [&'static str; Verdict::ALL.len()],
    /// The same in the order in which the page shows them.
    order: [&'static str; Verdict::ALL.len()],
    #[serde(flatten)]
    said: &'a SharedTexts,
    findings: Vec<PageRow<'a>>,
}

/// The findings in JSON that ends no script element, whatever a cell holds.
pub(super) fn json(
    findings: &[&PageFinding],
    said: &SharedTexts,
    order: [Verdict; Verdict::ALL.len()],
    files: bool,
) -> io::Result<String> {
    let (verdicts, order) = (Verdict::ALL.map(Verdict::word), order.map(Verdict::word));
    let findings = findings.iter().map(|finding| PageRow::of(finding, files)).collect();
    let mut json = Vec::new();
    put_value(&mut json, &PageData { verdicts, order, said, findings })?;
    let json = String::from_utf8(json).map_err(io::Error::other)?;
    Ok(inert(&json))
}

/// The same JSON without a character that means something in HTML: `</script>` and `<!--` would.
fn inert(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_element_and_all_come_back() {
        let nasty = "</script><!--<script>&lt;\u{2028}]]>\u{202e}\"\\";
        let mut json = Vec::new();
        put_value(&mut json, nasty).unwrap();
        let shown = inert(&String::from_utf8(json).unwrap());
        assert!(!shown.contains(['<', '>', '&', '\u{202e}']), "{shown}");
        assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), nasty);
    }
}
