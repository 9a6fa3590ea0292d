//! Goods that are only named, with the reason that they share: waived, exempt, and, if all rows are wanted, clear.

use std::io;

use super::content::TextContent;
use crate::{
    Verdict,
    fold::fold,
    report::{
        goods::{Exempt, Goods},
        terminal::{Page, Tone},
        words,
    },
};

/// Goods named for one reason.
const NAMES: usize = 16;
/// The same where there is little room.
const FEW_NAMES: usize = 3;
/// Names of one kind of goods, and runs of its rows.
const CALLED: usize = 3;
const RUNS: usize = 4;

struct SharedReason<'c> {
    words: String,
    goods: Vec<&'c Goods>,
}

/// Writes what a named person has accepted.
pub(super) fn waived(page: &mut Page<'_>, content: &TextContent<'_>) -> io::Result<()> {
    let title = "WAIVED: a law reaches them, which a named person has accepted";
    let accepted =
        |goods: &Goods| goods.accepted.iter().map(words::waived).collect::<Vec<_>>().join("; ");
    write(page, content, Verdict::Waived, title, accepted)
}

/// Writes what no law reaches.
pub(super) fn exempt(page: &mut Page<'_>, content: &TextContent<'_>) -> io::Result<()> {
    let title = "EXEMPT: named by a law that does not reach them";
    let exempt = |goods: &Goods| goods.exempt.as_ref().map_or_else(String::new, Exempt::shown);
    write(page, content, Verdict::Exempt, title, exempt)
}

/// Writes what no law names.
pub(super) fn clear(page: &mut Page<'_>, content: &TextContent<'_>) -> io::Result<()> {
    let made = |goods: &Goods| match goods.makers.first() {
        Some(made) => format!("by {}, whom these laws do not name here", made.short),
        None => "no maker and no kind that these laws name".to_owned(),
    };
    write(page, content, Verdict::Clear, "CLEAR", made)
}

fn write(
    page: &mut Page<'_>,
    content: &TextContent<'_>,
    verdict: Verdict,
    title: &str,
    reason: impl Fn(&Goods) -> String,
) -> io::Result<()> {
    let mut reasons: Vec<SharedReason<'_>> = Vec::new();
    for &goods in content.goods.iter().filter(|goods| goods.verdict == verdict) {
        let words = words::sentence(&reason(goods));
        match reasons.iter_mut().find(|known| known.words == words) {
            Some(known) => known.goods.push(goods),
            None => reasons.push(SharedReason { words, goods: vec![goods] }),
        }
    }
    reasons.sort_by_key(|reason| {
        std::cmp::Reverse(reason.goods.iter().map(|goods| goods.places.rows()).sum::<u64>())
    });
    let counted = content.list.rest().tally().of(verdict);
    if reasons.is_empty() && counted == 0 {
        return Ok(());
    }
    page.heading(title)?;
    let files = content.has_several_files();
    let lines = content.room(page, content.limits.named);
    let names = if content.details || content.all { usize::MAX } else { NAMES };
    let mut shown =
        page.fitting(lines, &reasons, |page, reason| write_reason(page, reason, names, files))?;
    // A heading and a number alone would tell nothing.
    if let (0, Some(first)) = (shown, reasons.first()) {
        write_reason(page, first, FEW_NAMES, files)?;
        shown = 1;
    }
    let left = reasons[shown..].iter().flat_map(|reason| &reason.goods);
    let left = left.map(|goods| goods.places.rows()).sum::<u64>() + counted;
    let option = if verdict == Verdict::Clear { "-o out.json --all" } else { "--details" };
    page.more_of(left, "row", option)
}

/// A reason with the first `names` of its goods.
fn write_reason(
    page: &mut Page<'_>,
    reason: &SharedReason<'_>,
    names: usize,
    files: bool,
) -> io::Result<()> {
    let goods = reason.goods.iter().map(|goods| name(goods, RUNS, files));
    let text = words::stopped(&words::first_of(goods, names, "; "));
    page.hanging("  ", Tone::Plain, &format!("{}:", reason.words), Tone::Plain)?;
    page.hanging("      ", Tone::Plain, &text, Tone::Quiet)
}

/// What goods are called, by whom where the name does not say it, and where they are.
pub(super) fn name(goods: &Goods, runs: usize, files: bool) -> String {
    let called = fold(goods.names.first());
    let makers: Vec<_> = goods.makers.iter().map(|made| made.short.clone()).collect();
    let is_named = makers.iter().any(|maker| called.contains(&fold(maker)));
    let by = match goods.makers.first() {
        Some(made) if !is_named => {
            format!(" (by {}, {})", words::joined(&makers, "or"), made.grade)
        }
        _ => String::new(),
    };
    format!("{}{by}, {}", goods.names.shown(CALLED), goods.places.shown(runs, files))
}
