//! The difference for people.

use std::io;

use super::{
    compare::{Change, ChangeKind, ChangedPart, Difference},
    side::SideItem,
};
use crate::{
    Date,
    report::{
        cell,
        words::{CELL, SENTENCE, count, joined, list, sentence},
    },
};

/// Writes the difference, each line as one text that a page wraps at its indent.
pub(crate) fn write(
    difference: &Difference,
    mut line: impl FnMut(usize, &str) -> io::Result<()>,
) -> io::Result<()> {
    let Difference { old, new, findings, same, .. } = difference;
    let (was, is) = (cell(&old.name, CELL), cell(&new.name, CELL));
    line(
        0,
        &format!("From {was} ({}) to {is} ({})", count(old.rows, "row"), count(new.rows, "row")),
    )?;
    let counted =
        ChangeKind::ALL.map(|kind| format!("{} {}", difference.of(kind).count(), said(kind)));
    let counted = counted.into_iter().filter(|text| !text.starts_with("0 ")).collect::<Vec<_>>();
    let counted = if counted.is_empty() { "no finding differs".to_owned() } else { list(&counted) };
    line(0, &format!("{}; {} the same", sentence(&counted), count(*same, "finding")))?;
    for what in of_both(difference) {
        line(2, &what)?;
    }
    for kind in ChangeKind::ALL {
        let mut rows: Vec<(&SideItem, Vec<&Change>)> = Vec::new();
        for change in findings.iter().filter(|change| change.kind == kind) {
            let Some(found) = change.found() else { continue };
            match rows.last_mut() {
                Some((item, changes)) if *item == &found.item => changes.push(change),
                _ => rows.push((&found.item, vec![change])),
            }
        }
        if !rows.is_empty() {
            line(0, "")?;
            line(0, &said(kind).to_uppercase())?;
        }
        for (item, changes) in rows {
            line(2, &item_line(item))?;
            changes.into_iter().try_for_each(|change| line(6, &change_line(change)))?;
        }
    }
    Ok(())
}

fn said(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::New => "new",
        ChangeKind::Worse => "worse",
        ChangeKind::Other => "differently sure of the maker",
        ChangeKind::Milder => "milder",
        ChangeKind::Gone => "gone",
    }
}

/// What is another beyond the findings.
fn of_both(difference: &Difference) -> Vec<String> {
    let Difference { old, new, changed, .. } = difference;
    let mut sentences: Vec<_> = changed
        .iter()
        .map(|what| match what {
            ChangedPart::Sheet => {
                "The sheet changed: its files do not hold the same bytes.".to_owned()
            }
            ChangedPart::Law { regime, old, new } => of_law(regime, *old, *new),
            ChangedPart::Day => {
                format!("The day whose law is applied changed: {} to {}.", old.as_of, new.as_of)
            }
            ChangedPart::Owner => format!(
                "What is said of the owner changed: {} to {}.",
                owner(&old.owner),
                owner(&new.owner)
            ),
            ChangedPart::Knowledge => format!(
                "The knowledge changed: banlint {} to {}.",
                cell(&old.version, CELL),
                cell(&new.version, CELL)
            ),
        })
        .collect();
    if !changed.contains(&ChangedPart::Sheet) {
        sentences.insert(0, "The sheet is the same, byte for byte.".to_owned());
    }
    if new.unread > 0 || old.unread > 0 {
        sentences.push(format!(
            "Rows that could not be read: {} before, {} now.",
            old.unread, new.unread
        ));
    }
    sentences
}

fn of_law(regime: &str, old: Option<Date>, new: Option<Date>) -> String {
    let regime = cell(regime, CELL);
    match (old, new) {
        (Some(old), Some(new)) => {
            format!(
                "The law changed: {regime} was compared with its sources on {old}, and now on {new}."
            )
        }
        (None, Some(_)) => format!("The law changed: {regime} was not applied before."),
        _ => format!("The law changed: {regime} is not applied any more."),
    }
}

fn owner(said: &[String]) -> String {
    if said.is_empty() { "nothing".to_owned() } else { cell(&list(said), SENTENCE) }
}

fn item_line(item: &SideItem) -> String {
    let number = item.asset_id.as_deref().map(|id| format!(" ({})", cell(id, CELL)));
    let site = item.site.as_deref().map(|site| format!(", {}", cell(site, CELL)));
    format!(
        "{} {}: {}{}{}",
        cell(&item.file, CELL),
        cell(&item.place, CELL),
        cell(&item.called, CELL),
        number.unwrap_or_default(),
        site.unwrap_or_default()
    )
}

fn change_line(change: &Change) -> String {
    let Some(found) = change.found() else { return String::new() };
    let verdict = match (&change.old, &change.new) {
        (Some(was), Some(is)) if was.verdict != is.verdict => {
            format!("{}, was {}", is.verdict, was.verdict)
        }
        (Some(was), None) => format!("was {}", was.verdict),
        _ => found.verdict.to_string(),
    };
    let maker = found.vendor.as_deref().map(|vendor| {
        let grade = found.grade.as_deref().map(|grade| format!(" ({})", cell(grade, CELL)));
        format!(", {}{}", cell(vendor, CELL), grade.unwrap_or_default())
    });
    let because: Vec<_> = change.because.iter().map(ToString::to_string).collect();
    let because = if because.is_empty() {
        "settings or own files of knowledge".to_owned()
    } else {
        joined(&because, "or")
    };
    format!(
        "{verdict}: {}{}; because of the {because}",
        cell(&found.law, CELL),
        maker.unwrap_or_default()
    )
}
