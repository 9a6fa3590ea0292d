//! The findings one by one, for machines: dashboards, pull requests, scripts. Each format is one file that implements
//! [`Report`](super::Report).
//!
//! Which findings are listed, and what is said of each, is decided in one place (`line`), so that all formats say the same:
//! whatever someone could accept, what a waiver accepts as such, and the rows that could not be read. Where a service takes so
//! many lines and no more, they are kept by their severity (`ranked`), and the worst are given.

mod concise;
mod csv_findings;
mod github;
mod gitlab;
mod junit;
mod line;
mod markdown;
mod paths;
mod ranked;
mod sarif;

pub use concise::Concise;
pub use csv_findings::CsvFindings;
pub use github::GitHub;
pub(crate) use github::error_command;
pub use gitlab::GitLab;
pub use junit::JUnit;
pub use markdown::Markdown;
pub use paths::PathRoot;
pub use sarif::Sarif;

use super::markdown_text::text_on_hosts;
use line::{FindingLine, finding_lines};

/// Whether a file that begins so is one of these reports.
pub(super) fn begins(head: &str) -> bool {
    let forms = [
        concise::begins,
        csv_findings::begins,
        github::begins,
        gitlab::begins,
        junit::begins,
        markdown::begins,
        sarif::begins,
    ];
    forms.iter().any(|begins| begins(head))
}

#[cfg(test)]
mod tests;
