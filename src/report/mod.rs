//! Report: findings to people and machines.
//!
//! It knows nothing of how any of it was decided; it only shows. Each format is one [`Report`] in a file of its own: the
//! audit hands it asset by asset, so that no format ever holds all rows. [`Summary`] counts along for all of them.

#[macro_use]
mod record;

mod applied;
mod baseline;
#[cfg(feature = "cli")]
mod difference;
mod escape;
#[cfg(feature = "cli")]
mod explain;
mod fact_words;
#[cfg(feature = "cli")]
pub mod findings;
mod format;
#[cfg(feature = "cli")]
mod formula;
#[cfg(feature = "cli")]
mod goods;
#[cfg(feature = "cli")]
mod html;
#[cfg(feature = "cli")]
mod identify;
mod json;
mod jsonl;
#[cfg(feature = "cli")]
mod law_example;
#[cfg(feature = "cli")]
mod letter;
mod maker;
#[cfg(feature = "cli")]
mod markdown_text;
#[cfg(feature = "cli")]
mod outlook;
#[cfg(feature = "cli")]
mod questions;
#[cfg(feature = "cli")]
mod reaching;
#[cfg(feature = "cli")]
mod searched;
#[cfg(feature = "cli")]
pub(crate) mod sheet;
#[cfg(feature = "cli")]
pub(crate) mod spool;
mod summary;
#[cfg(feature = "cli")]
mod terminal;
#[cfg(test)]
mod tests;
#[cfg(feature = "cli")]
mod text;
#[cfg(test)]
use tests::fixture;
mod verdict_reason;
mod wording;
mod words;
mod worst_kept;

#[cfg(feature = "cli")]
pub(crate) use applied::unreached_makers;
pub use baseline::BaselineFile;
#[cfg(feature = "cli")]
pub(crate) use difference::{AuditSide, Difference, difference_json, difference_text};
#[cfg(feature = "cli")]
pub(crate) use escape::acts;
pub(crate) use escape::{cell, in_toml, line};
#[cfg(feature = "cli")]
pub(crate) use explain::explain;
pub use format::Report;
use format::is_listed;
#[cfg(feature = "cli")]
pub use html::Html;
#[cfg(feature = "cli")]
pub(crate) use identify::{Identified, identify, identify_line, named_by};
use json::JSON_FORM;
pub use json::Json;
#[cfg(feature = "cli")]
pub(crate) use json::{
    ReadSheet, columns_json, explain_json, identify_json, label_json, maker_json, makers_json,
    organisations_json, regime_json, regimes_json, sources_json, terms_json,
};
pub use jsonl::JsonLines;
#[cfg(feature = "cli")]
pub(crate) use law_example::came_of;
#[cfg(feature = "cli")]
pub(crate) use letter::{
    Gathered, Letter, LetterForm, not_due_yet, record, time_of, to_authorities, to_suppliers,
};
pub(crate) use maker::time;
pub use maker::{claim, objection};
#[cfg(feature = "cli")]
pub(crate) use outlook::{Horizon, Outlook, outlook_json, outlook_text, turns_json, turns_text};
#[cfg(feature = "cli")]
pub(crate) use searched::SearchedCell;
pub use summary::{
    BaselineSummary, FileSummary, MakerSummary, Need, NewRow, Noted, OldRule, SetAsideRow, Summary,
    Used,
};
#[cfg(feature = "cli")]
pub use terminal::PageLook;
#[cfg(feature = "cli")]
pub use text::Text;
#[cfg(feature = "cli")]
pub(crate) use wording::a_noun;
pub use wording::condition;
#[cfg(feature = "cli")]
pub(crate) use words::{are, bracketed_kind, count, force, kind_of_regime, sentence, sums};

/// At most this much of the end of a file is looked at.
#[cfg(feature = "cli")]
const TAIL: u64 = 1 << 10;

/// Whether a file that begins so is a baseline: what people have accepted, which no other run can make again.
#[cfg(feature = "cli")]
pub(crate) fn is_baseline(head: &[u8]) -> bool {
    let rest = head.strip_prefix(b"{\"schema\":\"");
    rest.is_some_and(|rest| rest.starts_with(crate::baseline::FORM.as_bytes()))
}

/// Whether a file that begins so was written by this program and is no inventory, as a sheet that came back is.
#[cfg(feature = "cli")]
pub(crate) fn begins_report(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head);
    head.starts_with(concat!("{\"schema\":\"", env!("CARGO_PKG_NAME"), "/"))
        || text::begins(&head)
        || findings::begins(&head)
        || html::begins(&head)
}

/// Whether a file, which begins so, is a report of this program, in whatever form.
#[cfg(feature = "cli")]
pub(crate) fn is_report(head: &[u8], file: impl std::io::Read + std::io::Seek) -> bool {
    begins_report(head) || sheet::is_ours(&String::from_utf8_lossy(head), file)
}

/// Whether a file, which begins so, is such a report to its end, so that nothing of anybody else is lost with it.
#[cfg(feature = "cli")]
pub(crate) fn is_whole_report(head: &[u8], mut file: impl std::io::Read + std::io::Seek) -> bool {
    const ENDS: [&str; 3] = ["</html>", "</sub>", "</testsuites>"];
    if !is_report(head, &mut file) {
        return false;
    }
    let mut tail = Vec::new();
    let length = file.seek(std::io::SeekFrom::End(0)).unwrap_or_default();
    let start = std::io::SeekFrom::Start(length.saturating_sub(TAIL));
    let read = file.seek(start).and_then(|_| file.read_to_end(&mut tail));
    let (head, tail) = (String::from_utf8_lossy(head), String::from_utf8_lossy(&tail));
    let tail = tail.trim_end();
    let ends = match head.chars().next() {
        Some('{') => tail.ends_with('}'),
        Some('[') => tail.ends_with(']'),
        Some('<') => ENDS.iter().any(|end| tail.ends_with(end)),
        _ => !text::begins(&head) || text::ends(tail),
    };
    ends && read.is_ok()
}
