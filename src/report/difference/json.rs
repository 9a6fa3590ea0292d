//! The difference for machines, `docs/schemas/difference-1.schema.json`.

use std::io;

use serde::Serialize;

use super::{
    compare::{Change, ChangedPart, Difference},
    side::{Side, SideFinding},
};
use crate::{Date, Fingerprint, report::json::put_value};

#[derive(Serialize)]
struct DifferenceRecord<'a> {
    schema: &'static str,
    old: SideRecord<'a>,
    new: SideRecord<'a>,
    changed: Vec<ChangedRecord<'a>>,
    same: u64,
    findings: Vec<ChangeRecord<'a>>,
}

#[derive(Serialize)]
struct SideRecord<'a> {
    name: &'a str,
    banlint: &'a str,
    as_of: Date,
    owner: &'a [String],
    rows: u64,
    unread: u64,
    sha256: &'a [Option<String>],
}

#[derive(Serialize)]
struct ChangedRecord<'a> {
    what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    regime: Option<&'a str>,
}

#[derive(Serialize)]
struct ChangeRecord<'a> {
    change: &'static str,
    fingerprint: Fingerprint,
    old: Option<FoundRecord<'a>>,
    new: Option<FoundRecord<'a>>,
    because: Vec<&'static str>,
}

#[derive(Serialize)]
struct FoundRecord<'a> {
    verdict: &'static str,
    law: &'a str,
    vendor: Option<&'a str>,
    grade: Option<&'a str>,
    file: &'a str,
    line: u64,
    place: &'a str,
    asset_id: Option<&'a str>,
    called: &'a str,
    site: Option<&'a str>,
}

/// Writes the difference.
pub(crate) fn write(difference: &Difference, out: &mut dyn io::Write) -> io::Result<()> {
    let record = DifferenceRecord {
        schema: "banlint/difference/1",
        old: side(&difference.old),
        new: side(&difference.new),
        changed: difference.changed.iter().map(changed).collect(),
        same: difference.same,
        findings: difference.findings.iter().map(change).collect(),
    };
    let mut line = Vec::new();
    put_value(&mut line, &record)?;
    line.push(b'\n');
    out.write_all(&line)
}

fn side(side: &Side) -> SideRecord<'_> {
    let Side { name, version, as_of, owner, digests, rows, unread, .. } = side;
    let (as_of, rows, unread) = (*as_of, *rows, *unread);
    SideRecord { name, banlint: version, as_of, owner, rows, unread, sha256: digests }
}

fn changed(what: &ChangedPart) -> ChangedRecord<'_> {
    let (what, regime) = match what {
        ChangedPart::Sheet => ("sheet", None),
        ChangedPart::Law { regime, .. } => ("law", Some(regime.as_str())),
        ChangedPart::Day => ("day", None),
        ChangedPart::Owner => ("owner", None),
        ChangedPart::Knowledge => ("knowledge", None),
    };
    ChangedRecord { what, regime }
}

fn change(change: &Change) -> ChangeRecord<'_> {
    ChangeRecord {
        change: change.kind.word(),
        fingerprint: change.fingerprint,
        old: change.old.as_ref().map(found),
        new: change.new.as_ref().map(found),
        because: change.because.iter().map(|cause| cause.word()).collect(),
    }
}

fn found(found: &SideFinding) -> FoundRecord<'_> {
    let SideFinding { verdict, law, vendor, grade, item } = found;
    FoundRecord {
        verdict: verdict.word(),
        law,
        vendor: vendor.as_deref(),
        grade: grade.as_deref(),
        file: &item.file,
        line: item.line,
        place: &item.place,
        asset_id: item.asset_id.as_deref(),
        called: &item.called,
        site: item.site.as_deref(),
    }
}
