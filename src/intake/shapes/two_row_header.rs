//! A header of two rows: names that are wrapped over both, the same names in a second language, or groups of columns above
//! their names.

use std::collections::HashMap;

use super::names::{cleaned, is_name, known};
use crate::intake::{
    companies::Trade,
    formats::{Fit, Formats, Reading, key},
    records::filled,
};

/// How two rows are one header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    /// Each name begins in the upper row and goes on in the lower one.
    Wrapped,
    /// The lower row says the same in other words.
    Twice,
    /// The upper row names groups of columns, without which some names of the lower row would stand more than once.
    Groups,
}

/// How the row above the one with the most known headers belongs to it.
pub(super) fn above(sample: &[csv::StringRecord], at: usize, formats: &Formats) -> Option<Join> {
    let (upper, lower) = (sample.get(at.checked_sub(1)?)?, sample.get(at)?);
    if filled(upper).count() < 2 || !filled(upper).all(is_name) {
        return None;
    }
    join(upper, lower, formats)
}

/// How the upper row goes on in the lower one, or names groups of its columns.
fn join(upper: &csv::StringRecord, lower: &csv::StringRecord, formats: &Formats) -> Option<Join> {
    let are_groups = are_groups(upper, lower);
    if are_groups && are_spread(upper, lower) || !is_wrapped(upper, lower, formats) {
        return are_groups.then_some(Join::Groups);
    }
    Some(Join::Wrapped)
}

/// Whether a name of the upper row stands over a column and over others behind it, as one cell that is merged across them: what
/// begins in it goes on in the first alone.
fn are_spread(upper: &csv::StringRecord, lower: &csv::StringRecord) -> bool {
    let lower = cleaned(lower);
    let is_spread = |at: usize| upper.get(at).is_none_or(|cell| cell.trim().is_empty());
    let stands_again = |at: usize| {
        let own = key(&lower[at]);
        !own.is_empty() && lower.iter().filter(|name| key(name) == own).count() > 1
    };
    (1..lower.len()).filter(|&at| is_spread(at)).any(stands_again)
}

/// Whether what stands below a header is a row of data, though its words may be names of columns: a cell stands in its column
/// again, or names a maker.
fn is_row(sample: &[csv::StringRecord], at: usize, formats: &Formats) -> bool {
    let Some(lower) = sample.get(at + 1) else { return false };
    let rows = || sample.iter().skip(at + 2).filter(|row| *row != lower);
    lower.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()).any(|(at, cell)| {
        rows().any(|row| row.get(at).is_some_and(|other| other.trim() == cell.trim()))
            || formats.trade_of(&[cell]) == Some(Trade::Makes)
    })
}

/// Whether the upper row tells names of the lower one apart.
fn are_groups(upper: &csv::StringRecord, lower: &csv::StringRecord) -> bool {
    let without = repeated(&cleaned(lower));
    without > 0 && repeated(&names(&cleaned(upper), &cleaned(lower), Join::Groups)) < without
}

/// Whether two rows name other things in most of the columns that both name: then the upper one is no header of the lower.
pub(super) fn contradict(
    upper: &csv::StringRecord,
    lower: &csv::StringRecord,
    formats: &Formats,
) -> bool {
    let role = |cell| match formats.headers.read(cell, None) {
        Reading::Known(meaning, Fit::Whole) => Some(meaning.role),
        _ => None,
    };
    let pairs = upper.iter().zip(lower).filter_map(|(a, b)| Some(role(a)? == role(b)?));
    let (same, other): (Vec<_>, Vec<_>) = pairs.partition(|same| *same);
    other.len() > same.len()
}

/// How the row below the one with the most known headers belongs to it.
pub(super) fn below(sample: &[csv::StringRecord], at: usize, formats: &Formats) -> Option<Join> {
    let (upper, lower) = (sample.get(at)?, sample.get(at + 1)?);
    if !filled(lower).all(is_name) || filled(lower).next().is_none() {
        return None;
    }
    let named = known(lower, formats);
    let same = cleaned(upper) == cleaned(lower);
    if is_row(sample, at, formats) {
        return None;
    }
    if named >= 2 && named * 2 >= filled(lower).count() && !same {
        let twice = || (!contradict(upper, lower, formats)).then_some(Join::Twice);
        return join(upper, lower, formats).or_else(twice);
    }
    is_wrapped(upper, lower, formats).then_some(Join::Wrapped)
}

/// Whether both rows read as one hold more known headers than either alone.
fn is_wrapped(upper: &csv::StringRecord, lower: &csv::StringRecord, formats: &Formats) -> bool {
    let both = names(&cleaned(upper), &cleaned(lower), Join::Wrapped);
    let both = known(both.iter().map(String::as_str), formats);
    both > known(upper, formats).max(known(lower, formats))
}

/// A name for each column out of both rows.
pub(super) fn names(upper: &[String], lower: &[String], join: Join) -> Vec<String> {
    let groups = if join == Join::Groups { spread(upper, lower.len()) } else { Vec::new() };
    let mut times = HashMap::new();
    for name in lower {
        *times.entry(key(name)).or_insert(0) += 1;
    }
    let name = |at: usize| {
        let cell = |row: &[String]| row.get(at).filter(|cell| !cell.is_empty()).cloned();
        match (cell(upper), cell(lower)) {
            (_, Some(name)) if join == Join::Groups => match groups.get(at) {
                Some(group) if times[&key(&name)] > 1 && !group.is_empty() => {
                    format!("{name} ({group})")
                }
                _ => name,
            },
            // A name that is merged over both rows stands in each.
            (Some(upper), Some(lower)) if key(&upper) == key(&lower) => upper,
            (Some(upper), Some(lower)) if join == Join::Wrapped => format!("{upper} {lower}"),
            (Some(upper), Some(lower)) => format!("{upper} ({lower})"),
            (upper, lower) => upper.or(lower).unwrap_or_default(),
        }
    };
    (0..upper.len().max(lower.len())).map(name).collect()
}

/// The names of groups, each over all its columns.
pub(super) fn spread(upper: &[String], columns: usize) -> Vec<String> {
    let mut current = "";
    let names = (0..columns).map(|at| {
        current = upper.get(at).filter(|name| !name.is_empty()).map_or(current, String::as_str);
        current.to_owned()
    });
    names.collect()
}

/// How many names stand more than once.
fn repeated(names: &[String]) -> usize {
    let mut keys: Vec<_> =
        names.iter().map(|name| key(name)).filter(|key| !key.is_empty()).collect();
    let all = keys.len();
    keys.sort();
    keys.dedup();
    all - keys.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::testing;

    fn joined(text: &str, best: usize) -> Option<(Join, Vec<String>)> {
        let formats = testing::formats();
        let sample: Vec<_> = testing::records(text).collect();
        let found = above(&sample, best, &formats).map(|join| (best - 1, join));
        let found = found.or_else(|| Some((best, below(&sample, best, &formats)?)));
        let (at, join) = found?;
        Some((join, names(&cleaned(&sample[at]), &cleaned(&sample[at + 1]), join)))
    }

    #[test]
    fn two_rows_may_be_one_header() {
        for (text, best, join, names) in [
            (
                "Serial,Asset,Purchase,\nNumber,Tag,Date,Model\nS1,A1,2021-03-05,X1\n",
                1,
                Join::Wrapped,
                vec!["Serial Number", "Asset Tag", "Purchase Date", "Model"],
            ),
            (
                "Hersteller,Modell,Standort\nManufacturer,Model,Location\nAxis,P32,HQ\n",
                0,
                Join::Twice,
                vec!["Hersteller (Manufacturer)", "Modell (Model)", "Standort (Location)"],
            ),
            (
                ",Camera,,Recorder,\nSite,Make,Model,Make,Model\nHQ,Axis,P32,Axis,S30\n",
                1,
                Join::Groups,
                vec![
                    "Site",
                    "Make (Camera)",
                    "Model (Camera)",
                    "Make (Recorder)",
                    "Model (Recorder)",
                ],
            ),
            // A group stands over the first of its columns, and goes on over the next.
            (
                "Site,Camera,,,Recorder,,Status\n,Make,Model,Serial,Make,Model,\nHQ,Axis,P32,1,Axis,S30,ok\n",
                1,
                Join::Groups,
                vec![
                    "Site",
                    "Make (Camera)",
                    "Model (Camera)",
                    "Serial",
                    "Make (Recorder)",
                    "Model (Recorder)",
                    "Status",
                ],
            ),
            (
                "Serial,Asset,Purchase,Warranty,\nNumber,Number,Date,Date,Model\nS1,A1,2021-03-05,2024-03-05,X1\n",
                0,
                Join::Wrapped,
                vec!["Serial Number", "Asset Number", "Purchase Date", "Warranty Date", "Model"],
            ),
        ] {
            let names = names.into_iter().map(str::to_owned).collect();
            assert_eq!(joined(text, best), Some((join, names)), "{text}");
        }
    }

    #[test]
    fn names_that_are_merged_over_both_rows_are_said_once() {
        // As merged cells read once they are filled down.
        let text =
            "Site,Serial,Camera,,Recorder,\nSite,Serial,Make,Model,Make,Model\nHQ,1,A,B,C,D\n";
        let names = ["Site", "Serial", "Make (Camera)", "Model (Camera)", "Make (Recorder)"];
        let (join, found) = joined(text, 0).unwrap();
        assert_eq!((join, &found[..5]), (Join::Groups, &names.map(str::to_owned)[..]));
        let row = |cells: [&str; 2]| cells.map(str::to_owned);
        let wrapped =
            super::names(&row(["Serial", "Site"]), &row(["Number", "Site"]), Join::Wrapped);
        assert_eq!(wrapped, ["Serial Number", "Site"]);
    }

    #[test]
    fn rows_that_name_other_things_contradict_each_other() {
        let formats = testing::formats();
        for (text, other) in [
            ("Site,Depot,Owner,Estates\nManufacturer,Model,Location\n", true),
            ("Hersteller,Modell,Standort\nManufacturer,Model,Location\n", false),
            ("Model,Manufacturer\nX1,Axis\n", false),
        ] {
            let sample: Vec<_> = testing::records(text).collect();
            assert_eq!(contradict(&sample[0], &sample[1], &formats), other, "{text}");
        }
    }

    #[test]
    fn titles_and_rows_of_data_are_no_header() {
        for (text, best) in [
            ("Inventory,2026,\nModel,Serial Number,Site\nX1,1,HQ\n", 1),
            ("Inventory,,\nModel,Serial Number,Site\nX1,1,HQ\n", 1),
            ("Device,,Network\nModel,Serial Number,Site\nX1,1,HQ\n", 1),
            ("Model,Manufacturer,Category\nAcme,Camera,North gate\n", 0),
            ("Model,Manufacturer\nModel,Manufacturer\nX1,Axis\n", 0),
            ("Make,Type,Site\nAcme,Camera,Building\nBolt,Camera,Lobby\n", 0),
            // Cells that happen to be names of other columns.
            ("Asset Tag,Manufacturer,Model,Serial Number\nEX-0,ak,id\n", 0),
        ] {
            assert_eq!(joined(text, best), None, "{text}");
        }
    }
}
