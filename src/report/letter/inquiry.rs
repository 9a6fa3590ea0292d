//! The record of an inquiry on one page: what was checked, with what, under which law, and what came out.

use super::{
    document::{LetterDocument, TextSpan, blank, text},
    gathered::Gathered,
    parts::{footer, sender},
    unreached_rows::UnreachedRows,
};
use crate::{
    Grade, Verdict,
    audit::{AppliedRegime, Basis},
    intake::Digest,
    report::{
        Summary,
        applied::{AppliedPart, applied, other_warnings},
        cell,
        summary::MakerSummary,
        words::{self, CELL, are, count, list},
    },
};

/// Files, makers and remarks in a list; the rest is counted.
const LISTED: usize = 12;

pub(super) fn document(basis: &Basis, gathered: &Gathered, summary: &Summary) -> LetterDocument {
    let mut record = LetterDocument::titled("Record of a reasonable inquiry", footer(basis));
    let mut facts = vec![
        ("Made by".to_owned(), blank("name, position and organisation")),
        ("Made on".to_owned(), blank("day")),
        ("Program".to_owned(), text(concat!("banlint ", env!("CARGO_PKG_VERSION")))),
        ("Law as of".to_owned(), text(basis.as_of.to_string())),
    ];
    facts.extend(AppliedPart::MADE_WITH.map(|part| {
        let says = part.says(summary, basis, true);
        let says = match (says.as_slice(), part) {
            ([], AppliedPart::Unknown) => "in review until it is answered".to_owned(),
            ([], _) => "nothing".to_owned(),
            (says, _) => says.join(" "),
        };
        (part.word().to_owned(), text(says))
    }));
    record.facts(facts);
    checked(&mut record, summary);
    result(&mut record, summary, basis);
    rests_on(&mut record, &gathered.resting);
    law(&mut record, basis);
    record.heading("What was not checked");
    record.bullets(not_checked(basis, gathered, summary));
    record.spans(sender());
    record
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

fn result(record: &mut LetterDocument, summary: &Summary, basis: &Basis) {
    record.heading("Result");
    let tally = &summary.tally;
    record.spans(vec![
        TextSpan::Strong(count(tally.rows(), "row")),
        TextSpan::Text(format!(": {}. ", words::by_verdict(tally))),
        TextSpan::Text(outcome(summary, basis)),
    ]);
    made_by(record, summary);
}

/// The makers, those that are sure apart from those that are not.
fn made_by(record: &mut LetterDocument, summary: &Summary) {
    for (says, grades) in [
        ("Goods appear to be made by", &[Grade::Confirmed, Grade::Likely][..]),
        ("Goods may be made by, as a lead that proves nothing,", &[Grade::Possible]),
        ("A part of goods appears to be made by", &[Grade::Component]),
    ] {
        let rows = |maker: &MakerSummary| grades.iter().map(|&grade| maker.of(grade)).sum::<u64>();
        let makers = summary.by_maker.iter().filter(|(_, maker)| rows(maker) > 0);
        let makers: Vec<_> = makers
            .map(|(name, maker)| format!("{} ({})", cell(name, CELL), graded(maker, grades)))
            .collect();
        let more = words::and_more(makers.len().saturating_sub(LISTED) as u64);
        if !makers.is_empty() {
            let named = list(&makers[..makers.len().min(LISTED)]);
            record.text(format!("{says} {named}{more}."));
        }
    }
}

/// Rows by these grades, where they are several.
fn graded(maker: &MakerSummary, grades: &[Grade]) -> String {
    let counted = grades.iter().filter(|&&grade| maker.of(grade) > 0);
    let counted = counted.map(|&grade| match grades {
        [_] => count(maker.of(grade), "row"),
        _ => format!("{} {grade}", count(maker.of(grade), "row")),
    });
    counted.collect::<Vec<_>>().join(", ")
}

/// Why no law reaches rows that it names, what the owner answered, and what somebody accepted.
fn rests_on(record: &mut LetterDocument, resting: &UnreachedRows) {
    let mut reasons: Vec<_> = resting
        .reasons
        .values()
        .map(|(why, rows)| (*rows, words::sentence(&why.shown())))
        .collect();
    reasons.sort_by_key(|(rows, why)| (std::cmp::Reverse(*rows), why.clone()));
    if !reasons.is_empty() {
        record.heading("Why rows that a law names are exempt");
        let left: u64 = reasons.iter().skip(LISTED).map(|(rows, _)| *rows).sum();
        let left = left + resting.other_reasons;
        let shown = reasons.iter().take(LISTED);
        let shown =
            shown.map(|(rows, why)| format!("{}: {}", count(*rows, "row"), words::stopped(why)));
        let rest = (left > 0).then(|| format!("{}: for other reasons.", count(left, "row")));
        record.bullets(shown.chain(rest));
    }
    if !resting.answers.is_empty() {
        record.heading("Answers on which exempt rows rest");
        record.text("They stand in the settings of the audit, not in the inventory. Check them: where one is wrong, so are these rows.");
        let of = |site: &Option<String>| {
            site.as_ref().map_or("the whole inventory".to_owned(), |site| format!("site {site}"))
        };
        record.bullets(resting.answers.iter().map(|(answer, rows)| {
            let says = format!("{} = {}", answer.fact, answer.value);
            format!("{}, of {}: {}.", says, of(&answer.site), count(*rows, "exempt row"))
        }));
    }
    if !resting.accepted.is_empty() {
        record.heading("Waivers");
        record.bullets(resting.accepted.iter().map(|(accepted, rows)| {
            let says = words::stopped(&words::accepted(accepted));
            format!("{}: {says}", count(*rows, "row"))
        }));
    }
}

fn outcome(summary: &Summary, basis: &Basis) -> String {
    let of = |verdict| summary.tally.of(verdict);
    let tells = if basis.assumed.is_empty() {
        "the inventory tells"
    } else {
        "the inventory and what was assumed tell"
    };
    let waived = summary.waived_violations;
    let found = match (of(Verdict::Violation), of(Verdict::Review)) {
        (0, 0) if waived > 0 => {
            format!("{} forbidden by law in force, and accepted by a waiver.", are(waived, "row"))
        }
        (0, open) if waived > 0 => format!(
            "{} forbidden by law in force, and accepted by a waiver, and {} in review until a question is answered.",
            are(waived, "row"),
            are(open, "row")
        ),
        (0, 0) => "Nothing was found that the law applied forbids, and nothing is left in review."
            .to_owned(),
        (0, open) => format!(
            "Nothing was found that the law applied surely forbids; {} in review until a question is answered.",
            are(open, "row")
        ),
        (found, 0) => {
            format!("{} forbidden by law in force, as far as {tells}.", are(found, "row"))
        }
        (found, open) => format!(
            "{} forbidden by law in force, as far as {tells}, and {} in review until a question is answered.",
            are(found, "row"),
            are(open, "row")
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
    let binding = basis.regimes.iter().filter(|regime| regime.nothing_binding.is_none());
    record.table(header.into(), vec![8, 45, 25, 22], binding.map(line).collect());
}

/// What a reader must not take for checked.
fn not_checked(basis: &Basis, gathered: &Gathered, summary: &Summary) -> Vec<String> {
    let mut points = vec![
        "The goods themselves: the inquiry rests on what the inventory says of them. It is no legal advice.".to_owned(),
    ];
    let reservations = applied(&AppliedPart::RESERVATIONS, summary, basis, true).into_iter();
    points.extend(reservations.map(|(part, says)| format!("{}: {says}", part.word())));
    let unread = summary.tally.of(Verdict::Unchecked);
    if unread > 0 {
        points.push(format!("{} that could not be read.", count(unread, "row")));
    }
    let clear = summary.tally.of(Verdict::Clear);
    let unknown = clear.saturating_sub(gathered.resting.clear_of_known);
    if unknown > 0 {
        points.push(format!(
            "Who made {unknown} of {}: they show no mark of a maker that is known here, whether they name another maker or none. Look first at cameras, recorders and network equipment that name no maker.",
            count(clear, "clear row")
        ));
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
    points.extend(other_warnings(summary).into_iter().take(LISTED));
    points
}
