//! The report that a law wants of what was found: what the rows say is filled in, and the rest is blank.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    document::{LetterDocument, TextSpan, blank, text},
    gathered::{GoodsLines, Reported, ToReport},
    parts::{asset_list, footer, sender, time_of},
};
use crate::{
    Date,
    audit::Basis,
    report::{
        applied::assumed,
        cell,
        words::{SENTENCE, are, count, list, sentence},
    },
    reporting_duty::{CountsFrom, ItemOf, ReportItem, ReportStage},
};

/// The report with the name of its file, if there is something to report, which was found on this day.
pub(super) fn document(
    basis: &Basis,
    to_report: &ToReport,
    found: Date,
) -> Option<(String, LetterDocument)> {
    let is_due = !to_report.goods.is_empty() || to_report.beyond > 0;
    let name = format!("{}-{}", to_report.duty.regime, to_report.duty.id);
    is_due.then(|| (name, report(basis, to_report, found)))
}

/// Why there is no report yet, where something is open that may have to be reported.
pub(super) fn not_due_yet(to_report: &ToReport) -> Option<String> {
    let ToReport { duty, goods, open, beyond, .. } = to_report;
    let is_open = goods.is_empty() && *beyond == 0 && *open > 0;
    is_open.then(|| {
        let (title, to) = (cell(&duty.title, SENTENCE), cell(&duty.to, SENTENCE));
        format!(
            "no report is due yet, “{title}” to {to}: {} left open under {}; answer the questions that `banlint check` asks",
            are(*open, "row"),
            cell(&duty.citation, SENTENCE)
        )
    })
}

fn report(basis: &Basis, to_report: &ToReport, found: Date) -> LetterDocument {
    let duty = &*to_report.duty;
    let mut letter = LetterDocument::titled("Note to the sender", footer(basis));
    cover(&mut letter, basis, to_report, found);
    letter.new_page(duty.title.clone());
    letter.facts(vec![
        ("Under".into(), text(duty.citation.clone())),
        (
            "To".into(),
            vec![
                TextSpan::Text(format!("{}, ", duty.to)),
                TextSpan::Blank("name and office".into()),
            ],
        ),
        ("From".into(), blank("your organisation, address and contact")),
        ("Date of this report".into(), blank("date of sending")),
        ("Date of identification".into(), text(found.to_string())),
    ]);
    letter.text(format!(
        "Under {}, or the clause of our contract that stands in its place, we report that the goods listed below were identified in our \
         inventory. By the marks that our records hold they appear to be made by the companies named.",
        duty.citation
    ));
    for (at, stage) in duty.stages.iter().enumerate() {
        letter.heading(format!("{}. {}", at + 1, stage.title));
        of_report(&mut letter, stage);
        if stage.items.iter().any(|item| item.of != ItemOf::Report) {
            suppliers(&mut letter, to_report, stage);
            goods(&mut letter, to_report, stage);
        }
    }
    letter.spans(sender());
    letter
}

/// What the sender must know and the reader need not.
fn cover(letter: &mut LetterDocument, basis: &Basis, to_report: &ToReport, found: Date) {
    let duty = &*to_report.duty;
    letter.spans(vec![TextSpan::Strong(format!(
        "Remove this page before you send the report, “{}”, which begins on the next one.",
        duty.title
    ))]);
    letter.heading("When it is due");
    let due = duty.due_days(found);
    let stages = duty.stages.iter().zip(&due).map(|(stage, due)| {
        let day = due.map_or_else(|| "no day of the calendar".to_owned(), weekday);
        let latest = match stage.counts_from {
            CountsFrom::Identification => "",
            CountsFrom::PreviousStage => {
                ", if the part before is sent on its last day, and sooner if it is sent sooner"
            }
        };
        vec![
            vec![TextSpan::Strong(stage.title.clone())],
            text(sentence(&time_of(stage))),
            vec![TextSpan::Strong(format!("by {day}")), TextSpan::Text(latest.to_owned())],
        ]
    });
    letter.table(
        ["Part", "Time", "Due"].map(str::to_owned).into(),
        vec![24, 34, 42],
        stages.collect(),
    );
    letter.text(format!(
        "The days count from {found}, the day of identification. Weekends are left out of business days; public holidays are not known here, and \
         only make a day later."
    ));
    letter.heading("Why it is due");
    letter.text(format!("{} ({}, {})", duty.summary, duty.regime_title, duty.citation));
    letter.bullets(duty.notes.clone());
    letter.heading("What to look at before you send it");
    letter.bullets(
        look_at(to_report).into_iter().chain(
            assumed(basis).map(|says| {
                format!("It was assumed: {says}. Check that this is true of each line.")
            }),
        ),
    );
}

fn look_at(to_report: &ToReport) -> Vec<String> {
    let mut points = vec![
        "Fill in what stands in brackets; our records do not hold it.".to_owned(),
        "Check each line against the goods themselves: the report rests on what the inventory says.".to_owned(),
    ];
    if to_report.open > 0 {
        points.push(format!(
            "{} left open under the same provision, for want of a fact or a certain maker. They are not in this report: settle them, and report \
             those that turn out to be covered.",
            are(to_report.open, "row")
        ));
    }
    if to_report.waived > 0 {
        points.push(format!(
            "{} accepted by a waiver in your own settings and reported all the same: such a waiver ends no duty to report.",
            are(to_report.waived, "row")
        ));
    }
    if to_report.beyond > 0 {
        points.push(format!(
            "The list is not whole: there was no room for {}. Make the report from fewer files at a time.",
            count(to_report.beyond, "further row")
        ));
    }
    points
}

/// A day with its name.
fn weekday(day: Date) -> String {
    day.first().strftime("%A %-d %B %Y").to_string()
}

fn of(stage: &ReportStage, of: ItemOf) -> impl Iterator<Item = &ReportItem> {
    stage.items.iter().filter(move |item| item.of == of)
}

/// What is said once.
fn of_report(letter: &mut LetterDocument, stage: &ReportStage) {
    let facts: Vec<_> =
        of(stage, ItemOf::Report).map(|item| (item.asks.clone(), to_fill_in())).collect();
    if !facts.is_empty() {
        letter.facts(facts);
    }
}

/// The suppliers of the goods, each once with its number; goods without one share a line.
fn numbered_suppliers(to_report: &ToReport) -> BTreeMap<Option<&str>, String> {
    let named: BTreeSet<_> =
        to_report.goods.keys().map(|goods| goods.supplier.as_deref()).collect();
    named.into_iter().enumerate().map(|(at, name)| (name, format!("S{}", at + 1))).collect()
}

fn suppliers(letter: &mut LetterDocument, to_report: &ToReport, stage: &ReportStage) {
    let items: Vec<_> = of(stage, ItemOf::Supplier).collect();
    if items.is_empty() {
        return;
    }
    let rows = numbered_suppliers(to_report).into_iter().map(|(name, number)| {
        let said = items.iter().map(|item| match name.filter(|_| !item.facts.is_empty()) {
            Some(name) => text(name),
            None => to_fill_in(),
        });
        std::iter::once(text(number)).chain(said).collect()
    });
    let header =
        std::iter::once("No.".to_owned()).chain(items.iter().map(|item| item.asks.clone()));
    letter.table(header.collect(), widths(&[8], items.len(), &[]), rows.collect());
}

fn goods(letter: &mut LetterDocument, to_report: &ToReport, stage: &ReportStage) {
    let items: Vec<_> = of(stage, ItemOf::Goods).collect();
    if items.is_empty() {
        return;
    }
    let suppliers = numbered_suppliers(to_report);
    let line = |(at, (goods, lines)): (usize, (&Reported, &GoodsLines))| {
        let supplier = suppliers.get(&goods.supplier.as_deref()).cloned().unwrap_or_default();
        let said = items.iter().map(|item| match goods.says.get(&item.asks) {
            Some(says) => text(says),
            None => to_fill_in(),
        });
        let own = [text((at + 1).to_string()), text(supplier), text(lines.items.to_string())];
        own.into_iter().chain(said).chain([text(made_by(goods)), asset_list(lines)]).collect()
    };
    let rows = to_report.goods.iter().enumerate().map(line).collect();
    let own = ["No.", "Supplier", "Items"].map(str::to_owned).into_iter();
    let said = items.iter().map(|item| item.asks.clone());
    let last = ["Appears to be made by", "Our asset numbers"].map(str::to_owned);
    let header = own.chain(said).chain(last);
    letter.table(header.collect(), widths(&[5, 10, 7], items.len(), &[20, 15]), rows);
}

/// The widths of the first columns, of the `others`, which share the rest, and of the last ones.
fn widths(first: &[usize], others: usize, last: &[usize]) -> Vec<usize> {
    let rest = 100 - first.iter().chain(last).sum::<usize>();
    let others = std::iter::repeat_n(rest / others.max(1), others);
    first.iter().copied().chain(others).chain(last.iter().copied()).collect()
}

fn to_fill_in() -> Vec<TextSpan> {
    blank("to be filled in")
}

fn made_by(goods: &Reported) -> String {
    let maker = goods.maker.clone().unwrap_or_default();
    let marks: Vec<_> = goods.marks.iter().map(|&mark| mark.to_owned()).collect();
    let by = if marks.is_empty() { String::new() } else { format!(", by {}", list(&marks)) };
    goods.grade.map_or(maker.clone(), |grade| format!("{maker} ({grade}{by})"))
}
