//! What several letters say alike: who signs, what they were made with, how assets and days are listed, and how files are named.

use std::collections::BTreeSet;

use super::{
    document::{TextSpan, text},
    gathered::GoodsLines,
};
use crate::{
    Date,
    audit::Basis,
    fold::fold,
    report::words::count,
    reporting_duty::{CountsFrom, ReportStage, Within},
};

/// How long there is for a stage, in words.
pub(crate) fn time_of(stage: &ReportStage) -> String {
    let days = match stage.within {
        Within::Days(days) => count(days.into(), "day"),
        Within::BusinessDays(days) => count(days.into(), "business day"),
        Within::EachYear(day) => return format!("each year by {day}"),
    };
    match stage.counts_from {
        CountsFrom::Identification => format!("within {days} of identification"),
        CountsFrom::PreviousStage => format!("within {days} of sending the part before"),
    }
}

/// Maximum letters of a name in the name of a file.
const NAME: usize = 60;

/// The name of a file, without an ending, that is made of letters and digits alone, whatever the name says; one that is taken already gets
/// a number.
pub(super) fn file_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let plain: String = fold(name).chars().take(NAME).collect();
    let plain = plain.trim().replace(' ', "-");
    let mut named = plain.clone();
    for number in 2.. {
        if taken.insert(named.clone()) {
            break;
        }
        named = format!("{plain}-{number}");
    }
    named
}

/// The asset numbers of a line, with how many items they are where that is another number.
pub(super) fn asset_list(lines: &GoodsLines) -> Vec<TextSpan> {
    let numbers = lines.assets.join(", ");
    if lines.items == u64::try_from(lines.assets.len()).unwrap_or(u64::MAX) {
        return text(numbers);
    }
    text(format!("{numbers} ({} items)", lines.items))
}

/// One day, or the first and the last of several.
pub(super) fn days((first, last): (Date, Date)) -> String {
    if first == last { first.to_string() } else { format!("{first} to {last}") }
}

/// Who signs.
pub(super) fn sender() -> Vec<TextSpan> {
    vec![TextSpan::Blank("name, position and signature".to_owned())]
}

/// What a letter was made with.
pub(super) fn footer(basis: &Basis) -> String {
    format!("Prepared with banlint {} on the law as of {}", env!("CARGO_PKG_VERSION"), basis.as_of)
}
