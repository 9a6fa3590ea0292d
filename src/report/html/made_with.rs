//! How the report was made: inputs, settings, law, and what became of every record.

use crate::{
    audit::{AppliedRegime, Basis},
    intake::{ColumnUnderstanding, Digest, Understanding},
    report::{
        BaselineSummary, Summary,
        applied::{self, AppliedPart, applied, other_warnings},
        cell,
        summary::rows_new,
        words::{self, CELL, SENTENCE},
    },
};

use super::links::long;

/// Entries of one list, sheets, and columns of a sheet.
const LISTED: usize = 50;
const COLUMNS: usize = 100;

part! {
    pub(super) struct MadeWith of(summary: &Summary, basis: &Basis) with {
        let aside = summary.account.all_set_aside();
    } {
        warnings: Vec<String> = warnings(summary),
        inputs: Vec<InputEntry> = summary.inputs.iter().take(LISTED).map(InputEntry::of).collect(),
        more_inputs: usize = summary.inputs.len().saturating_sub(LISTED),
        applied: Vec<(AppliedPart, String)> =
            applied(&AppliedPart::MADE_WITH, summary, basis, true),
        reservations: Vec<(AppliedPart, String)> =
            applied(&AppliedPart::RESERVATIONS, summary, basis, true),
        regimes: Vec<RegimeEntry> = basis.regimes.iter().map(RegimeEntry::of).collect(),
        sheets: Vec<SheetEntry> = summary.sheets.iter().map(SheetEntry::of).collect(),
        more_sheets: usize = summary.files.len().saturating_sub(summary.sheets.len()),
        account: String = summary.account.to_string(),
        set_aside: Vec<LineEntry> = set_aside(summary),
        more_set_aside: u64 = aside.saturating_sub(summary.first_set_aside.len() as u64),
        unread: u64 = summary.tally.of(crate::Verdict::Unchecked),
        noted: u64 = summary.noted,
        first_noted: Vec<LineEntry> = noted(summary),
        more_noted: u64 = summary.noted.saturating_sub(summary.first_noted.len() as u64),
    }
}

/// What the baseline of the run knows, what is new, and what has gone, each in words.
#[derive(Clone, Debug)]
pub(super) struct BaselineRows {
    pub(super) known: Vec<String>,
    pub(super) new: String,
    pub(super) gone: Vec<String>,
}

/// The same of an audit; `None` where the run has no baseline.
pub(super) fn baseline(summary: &Summary) -> Option<BaselineRows> {
    let all = &summary.baselines;
    summary.new.as_ref().map(|new| BaselineRows {
        known: all.iter().map(BaselineSummary::names).collect(),
        new: rows_new(new),
        gone: all.iter().filter_map(BaselineSummary::hint).collect(),
    })
}

part! {
    pub(super) struct InputEntry of((file, digest): &(String, Option<Digest>)) {
        file: String = words::file(file, None),
        says: String = applied::input(digest.as_ref()),
        sha256: Option<String> = digest.as_ref().map(|digest| digest.sha256.clone()),
    }
}

part! {
    pub(super) struct RegimeEntry of(regime: &AppliedRegime) {
        country: String = cell(&regime.jurisdiction, 8),
        title: String = cell(&regime.title, SENTENCE),
        authority: String = cell(&regime.authority, SENTENCE),
        checked: String = long(regime.checked),
        file: Option<String> = regime.file.as_ref().map(|file| words::file(file, None)),
    }
}

part! {
    /// How one sheet was understood.
    pub(super) struct SheetEntry of(seen: &Understanding) {
        name: String = words::file(&seen.file, seen.sheet.as_deref()),
        columns: Vec<ColumnEntry> =
            seen.columns.iter().take(COLUMNS).map(ColumnEntry::of).collect(),
        more: usize = seen.columns.len().saturating_sub(COLUMNS),
    }
}

part! {
    /// How one column was understood.
    pub(super) struct ColumnEntry of(column: &ColumnUnderstanding) {
        header: String = cell(&column.header, CELL),
        role: &'static str = column.role.says(),
        sureness: &'static str = column.confidence.word(),
    }
}

/// A line of a file of which something is to be said.
#[derive(Clone, Debug)]
pub(super) struct LineEntry {
    pub(super) place: String,
    pub(super) why: String,
    pub(super) text: String,
}

fn warnings(summary: &Summary) -> Vec<String> {
    other_warnings(summary).into_iter().take(LISTED).collect()
}

fn set_aside(summary: &Summary) -> Vec<LineEntry> {
    let line = |aside: &crate::report::SetAsideRow| LineEntry {
        place: words::place(&aside.place),
        why: cell(&aside.row.why, SENTENCE),
        text: cell(&aside.row.text, 2 * CELL),
    };
    summary.first_set_aside.iter().map(line).collect()
}

fn noted(summary: &Summary) -> Vec<LineEntry> {
    let line = |noted: &crate::report::Noted| LineEntry {
        place: words::place(&noted.place),
        why: cell(&noted.note, SENTENCE),
        text: String::new(),
    };
    summary.first_noted.iter().map(line).collect()
}
