//! The difference for machines, `docs/schemas/difference-1.schema.json`.

use std::io;

use super::{
    compare::{Change, ChangedPart, Difference},
    side::{AuditSide, SideFinding},
};
use crate::{Date, Fingerprint, report::json::put_line};

record! {
    struct DifferenceRecord<'a> of(difference: &'a Difference) {
        schema: &'static str = "banlint/difference/1",
        old: SideRecord<'a> = SideRecord::of(&difference.old),
        new: SideRecord<'a> = SideRecord::of(&difference.new),
        changed: Vec<ChangedRecord<'a>> =
            difference.changed.iter().map(ChangedRecord::of).collect(),
        same: u64 = difference.same,
        findings: Vec<ChangeRecord<'a>> =
            difference.findings.iter().map(ChangeRecord::of).collect(),
    }
}

record! {
    struct SideRecord<'a> of(side: &'a AuditSide) {
        name: &'a str = &side.name,
        banlint: &'a str = &side.version,
        as_of: Date = side.as_of,
        owner: &'a [String] = &side.owner,
        rows: u64 = side.rows,
        unread: u64 = side.unread,
        sha256: &'a [Option<String>] = &side.digests,
    }
}

record! {
    struct ChangedRecord<'a> of(what: &'a ChangedPart) with {
        let regime = match what {
            ChangedPart::Law { regime, .. } => Some(regime.as_str()),
            _ => None,
        };
    } {
        what: &'static str = what.word(),
        regime?: Option<&'a str> = regime,
    }
}

record! {
    struct ChangeRecord<'a> of(change: &'a Change) {
        change: &'static str = change.kind.word(),
        fingerprint: Fingerprint = change.fingerprint,
        old: Option<FoundRecord<'a>> = change.old.as_ref().map(FoundRecord::of),
        new: Option<FoundRecord<'a>> = change.new.as_ref().map(FoundRecord::of),
        because: &'a [&'static str] = &change.because,
    }
}

record! {
    struct FoundRecord<'a> of(SideFinding { verdict, law, vendor, grade, item }: &'a SideFinding) {
        verdict: &'static str = verdict.word(),
        law: &'a str = law,
        vendor: Option<&'a str> = vendor.as_deref(),
        grade: Option<&'a str> = grade.as_deref(),
        file: &'a str = &item.file,
        line: u64 = item.line,
        place: &'a str = &item.place,
        asset_id: Option<&'a str> = item.asset_id.as_deref(),
        called: &'a str = &item.called,
        site: Option<&'a str> = item.site.as_deref(),
    }
}

pub(crate) fn write(difference: &Difference, out: &mut dyn io::Write) -> io::Result<()> {
    put_line(out, &DifferenceRecord::of(difference))
}
