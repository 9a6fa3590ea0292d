//! How the report was made: inputs, settings, law, and what became of every record.

use crate::{
    asset::Role,
    audit::{Basis, LeftOut},
    intake::Understanding,
    report::{
        BaselineSummary, Summary,
        applied::{
            self, assumed, of_lists_in_part, of_nothing_binding, of_unknown_makers,
            of_unreached_makers, of_unstated_makers, own_files, owner, parts_left_out, settings,
        },
        cell,
        summary::{because, reached, rows_new},
        words::{self, CELL, SENTENCE},
    },
};

use super::links::long;

/// Entries of one list, sheets, and columns of a sheet.
const LISTED: usize = 50;
const COLUMNS: usize = 100;

/// The whole record.
#[derive(Clone, Debug)]
pub(super) struct MadeWith {
    pub(super) warnings: Vec<String>,
    pub(super) inputs: Vec<InputEntry>,
    pub(super) more_inputs: usize,
    pub(super) settings: String,
    pub(super) assumed: Option<String>,
    pub(super) own_files: Option<String>,
    pub(super) owner: String,
    pub(super) parts_left_out: Option<String>,
    pub(super) left_out: Vec<String>,
    pub(super) in_vain: Vec<String>,
    /// How far the law reaches, each with its label.
    pub(super) of_law: Vec<(&'static str, String)>,
    pub(super) regimes: Vec<RegimeEntry>,
    pub(super) sheets: Vec<SheetEntry>,
    pub(super) more_sheets: usize,
    pub(super) account: String,
    pub(super) set_aside: Vec<LineEntry>,
    pub(super) more_set_aside: u64,
    pub(super) unread: u64,
    pub(super) noted: u64,
    pub(super) first_noted: Vec<LineEntry>,
    pub(super) more_noted: u64,
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

/// One input.
#[derive(Clone, Debug)]
pub(super) struct InputEntry {
    pub(super) file: String,
    pub(super) says: String,
    pub(super) sha256: Option<String>,
}

/// One regime that was applied.
#[derive(Clone, Debug)]
pub(super) struct RegimeEntry {
    pub(super) country: String,
    pub(super) title: String,
    pub(super) authority: String,
    pub(super) checked: String,
    pub(super) file: Option<String>,
}

/// How one sheet was understood.
#[derive(Clone, Debug)]
pub(super) struct SheetEntry {
    pub(super) name: String,
    pub(super) columns: Vec<ColumnEntry>,
    pub(super) more: usize,
}

/// How one column was understood.
#[derive(Clone, Debug)]
pub(super) struct ColumnEntry {
    pub(super) header: String,
    pub(super) role: String,
    pub(super) sureness: &'static str,
}

/// A line of a file of which something is to be said.
#[derive(Clone, Debug)]
pub(super) struct LineEntry {
    pub(super) place: String,
    pub(super) why: String,
    pub(super) text: String,
}

/// The record of an audit.
pub(super) fn record(summary: &Summary, basis: &Basis) -> MadeWith {
    let aside = summary.account.all_set_aside();
    MadeWith {
        warnings: warnings(summary),
        inputs: inputs(summary),
        more_inputs: summary.inputs.len().saturating_sub(LISTED),
        settings: settings(basis),
        assumed: assumed(basis),
        own_files: own_files(basis),
        owner: owner(basis, false),
        parts_left_out: parts_left_out(basis),
        left_out: left_out(summary),
        in_vain: summary
            .used
            .in_vain(&summary.by_site)
            .iter()
            .take(LISTED)
            .map(|text| sentence(text))
            .collect(),
        of_law: of_law(summary, basis),
        regimes: regimes(basis),
        sheets: summary.sheets.iter().map(sheet).collect(),
        more_sheets: summary.files.len().saturating_sub(summary.sheets.len()),
        account: summary.account.to_string(),
        set_aside: set_aside(summary),
        more_set_aside: aside.saturating_sub(summary.first_set_aside.len() as u64),
        unread: summary.tally.of(crate::Verdict::Unchecked),
        noted: summary.noted,
        first_noted: noted(summary),
        more_noted: summary.noted.saturating_sub(summary.first_noted.len() as u64),
    }
}

fn of_law(summary: &Summary, basis: &Basis) -> Vec<(&'static str, String)> {
    let all = [
        ("Clear rows", of_unstated_makers(summary)),
        ("Clear rows", of_unreached_makers(summary, basis)),
        ("No names", of_unknown_makers(basis, true)),
        ("In part", of_lists_in_part(basis, true)),
        ("Not binding", of_nothing_binding(basis, true)),
    ];
    all.into_iter().filter_map(|(label, says)| Some((label, says?))).collect()
}

fn sentence(text: &str) -> String {
    words::stopped(&cell(text, SENTENCE))
}

fn warnings(summary: &Summary) -> Vec<String> {
    let old = summary.old_rules.iter().map(|rule| {
        format!(
            "{} was last compared with its sources on {}, {} before the date of this audit: the law may have changed.",
            cell(&rule.title, SENTENCE),
            long(rule.checked),
            words::count(u64::from(rule.days), "day"),
        )
    });
    old.chain(summary.warnings.iter().map(|text| sentence(text))).take(LISTED).collect()
}

fn inputs(summary: &Summary) -> Vec<InputEntry> {
    let input = |(file, digest): &(String, Option<crate::intake::Digest>)| InputEntry {
        file: words::file(file, None),
        says: applied::input(digest.as_ref()),
        sha256: digest.as_ref().map(|digest| digest.sha256.clone()),
    };
    summary.inputs.iter().take(LISTED).map(input).collect()
}

fn left_out(summary: &Summary) -> Vec<String> {
    let regime = |(regime, rows): &(crate::audit::LeftOutRegime, crate::audit::Tally)| {
        let why: &LeftOut = &regime.why;
        let title = cell(&regime.title, SENTENCE);
        format!("{title}: {}; it {}.", cell(&because(why), SENTENCE), reached(rows))
    };
    summary.used.left_out.iter().take(LISTED).map(regime).collect()
}

fn regimes(basis: &Basis) -> Vec<RegimeEntry> {
    let entry = |regime: &crate::audit::AppliedRegime| RegimeEntry {
        country: cell(&regime.jurisdiction, 8),
        title: cell(&regime.title, SENTENCE),
        authority: cell(&regime.authority, SENTENCE),
        checked: long(regime.checked),
        file: regime.file.as_ref().map(|file| words::file(file, None)),
    };
    basis.regimes.iter().map(entry).collect()
}

fn sheet(understanding: &Understanding) -> SheetEntry {
    let columns = understanding.columns.iter().take(COLUMNS).map(|column| ColumnEntry {
        header: cell(&column.header, CELL),
        role: role(column.role),
        sureness: column.confidence.word(),
    });
    SheetEntry {
        name: words::file(&understanding.file, understanding.sheet.as_deref()),
        columns: columns.collect(),
        more: understanding.columns.len().saturating_sub(COLUMNS),
    }
}

fn role(role: Role) -> String {
    match role {
        Role::Field(field) => field.says(),
        Role::Text => "text, which is searched",
        Role::Detail => "a detail",
        Role::Other => "somebody or something else",
        Role::Absent => "something that need not be there",
        Role::Ignored => "nothing",
        Role::Secret => "a secret, never read",
    }
    .to_owned()
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
