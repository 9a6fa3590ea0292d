//! The record of an inquiry on one page: what was checked, with what, under which law, and what came out.

use super::{
    document::{LetterDocument, TextSpan, blank, text},
    parts::{footer, sender},
};
use crate::{
    Verdict,
    audit::{AppliedRegime, Basis},
    intake::Digest,
    report::{
        Summary,
        applied::owner,
        cell,
        summary::{because, reached},
        words::{self, SENTENCE, are, count, list},
    },
};

/// Files, makers and remarks in a list; the rest is counted.
const LISTED: usize = 12;

/// The record.
pub(super) fn document(basis: &Basis, summary: &Summary) -> LetterDocument {
    let mut record = LetterDocument::titled("Record of a reasonable inquiry", footer(basis));
    record.facts(vec![
        ("Made by".into(), blank("name, position and organisation")),
        ("Made on".into(), blank("day")),
        ("Law as of".into(), text(basis.as_of.to_string())),
        ("Owner of the goods".into(), text(owner(basis, false))),
        ("Program".into(), text(program(basis))),
    ]);
    checked(&mut record, summary);
    result(&mut record, summary);
    law(&mut record, basis);
    record.heading("What was not checked");
    record.bullets(not_checked(basis, summary));
    record.spans(sender());
    record
}

fn program(basis: &Basis) -> String {
    let settings = if basis.config.is_empty() {
        "without settings".to_owned()
    } else {
        format!("settings {}", basis.config.join(", "))
    };
    format!("banlint {}, {settings}", env!("CARGO_PKG_VERSION"))
}

/// The files with their digests.
fn checked(record: &mut LetterDocument, summary: &Summary) {
    record.heading("What was checked");
    let rows_of = |name: &str| {
        let of_file = summary.files.iter().filter(|file| file.file == name);
        of_file.map(|file| file.tally.rows()).sum::<u64>()
    };
    let line = |(file, digest): &(String, Option<Digest>)| {
        let digest = digest.as_ref().map_or("not read to its end", |digest| digest.sha256.as_str());
        vec![text(words::file(file, None)), text(rows_of(file).to_string()), text(digest)]
    };
    let mut rows: Vec<_> = summary.inputs.iter().take(LISTED).map(line).collect();
    if let Some(more) = summary.inputs.len().checked_sub(LISTED).filter(|&more| more > 0) {
        rows.push(vec![text(count(more as u64, "further file")), text(""), text("")]);
    }
    record.table(["File", "Rows", "SHA-256"].map(str::to_owned).into(), vec![21, 8, 71], rows);
}

fn result(record: &mut LetterDocument, summary: &Summary) {
    record.heading("Result");
    let tally = &summary.tally;
    let counted = Verdict::ALL.into_iter().rev().filter(|&verdict| tally.of(verdict) > 0);
    let counted: Vec<_> =
        counted.map(|verdict| format!("{} {verdict}", tally.of(verdict))).collect();
    record.spans(vec![
        TextSpan::Strong(count(tally.rows(), "row")),
        TextSpan::Text(format!(": {}. ", counted.join(", "))),
        TextSpan::Text(outcome(summary)),
    ]);
    let makers = summary.by_maker.iter().take(LISTED);
    let makers: Vec<_> = makers
        .map(|(name, maker)| format!("{name} ({})", count(maker.tally.rows(), "row")))
        .collect();
    if !makers.is_empty() {
        record.text(format!("Goods appear to be made by {}.", list(&makers)));
    }
}

fn outcome(summary: &Summary) -> String {
    let of = |verdict| summary.tally.of(verdict);
    let found = match (of(Verdict::Violation), of(Verdict::Review)) {
        (0, 0) => "Nothing was found that the law applied forbids, and nothing is left in review."
            .to_owned(),
        (0, open) => format!(
            "Nothing was found that the law applied surely forbids; {} in review until a question is answered.",
            are(open)
        ),
        (found, 0) => {
            format!("{} forbidden by law in force, as far as the inventory tells.", are(found))
        }
        (found, open) => format!(
            "{} forbidden by law in force, as far as the inventory tells, and {} in review until a question is answered.",
            are(found),
            are(open)
        ),
    };
    match of(Verdict::Unchecked) {
        0 => found,
        unread => format!("{found} {} could not be read.", count(unread, "row")),
    }
}

fn law(record: &mut LetterDocument, basis: &Basis) {
    record.heading("Law applied");
    let line = |regime: &AppliedRegime| {
        let own = regime.file.as_ref().map_or(String::new(), |file| format!(" (from {file})"));
        vec![
            text(regime.jurisdiction.clone()),
            text(format!("{}{own}", regime.title)),
            text(regime.id.clone()),
            text(regime.checked.to_string()),
        ]
    };
    let header = ["Of", "Regime", "Id", "Last compared with its sources"].map(str::to_owned);
    record.table(header.into(), vec![8, 45, 25, 22], basis.regimes.iter().map(line).collect());
}

/// What a reader must not take for checked.
fn not_checked(basis: &Basis, summary: &Summary) -> Vec<String> {
    let mut points = vec![
        "The goods themselves: the inquiry rests on what the inventory says of them. It is no legal advice.".to_owned(),
    ];
    points.extend(summary.used.left_out.iter().map(|(regime, rows)| {
        format!("{} ({}): {}.", regime.title, because(&regime.why), reached(rows))
    }));
    if !basis.parts_left_out.is_empty() {
        let parts: Vec<_> = basis.parts_left_out.iter().map(|(_, name)| name.clone()).collect();
        points.push(format!("The law of {}.", list(&parts)));
    }
    let unread = summary.tally.of(Verdict::Unchecked);
    if unread > 0 {
        points.push(format!("{} that could not be read.", count(unread, "row")));
    }
    let aside = summary.account.all_set_aside();
    if aside > 0 {
        points.push(format!(
            "{} set aside as no assets, such as totals and headers.",
            count(aside, "line")
        ));
    }
    if !summary.other_columns.is_empty() {
        points.push(format!("Columns that state no fact the law asks for, and were searched as text or left out: {}.", summary.other_columns.join(", ")));
    }
    let old = summary.old_rules.iter().map(|rule| {
        format!(
            "Changes of {} since {}, when it was last compared with its sources.",
            rule.title, rule.checked
        )
    });
    points.extend(old);
    points.extend(summary.warnings.iter().take(LISTED).map(|warning| cell(warning, SENTENCE)));
    points
}
