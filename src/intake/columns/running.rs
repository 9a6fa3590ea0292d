//! Numbers, and tags with a number at their end, that count up from row to row.

/// Fewer numbers than this do not count up by chance alone.
const ENOUGH: usize = 5;
/// Fewer tags than this do not.
const ENOUGH_TAGS: usize = 3;
/// A tag has at least this many digits.
const TAG_DIGITS: usize = 3;
/// The steps in which running numbers may rise.
const RUNNING_STEP: u64 = 3;
/// Of ten steps of running numbers this many are by one.
const MOST: usize = 8;
/// A longer text, in bytes, is no beginning of a running number.
const START: usize = 12;
/// What is called a running number has no more digits than this.
const DIGITS: usize = 6;

/// What stands before the digits at the end of a cell, and their number.
fn numbered(cell: &str) -> Option<(&str, u64)> {
    let digits = cell.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (start, number) = cell.split_at(cell.len() - digits);
    Some((start, number.parse().ok()?))
}

/// What all cells begin with, and the steps in which the numbers behind it rise; `None` if they do not.
fn rising<'c>(cells: &[&'c str]) -> Option<(&'c str, Vec<u64>)> {
    let tags = cells.iter().map(|cell| numbered(cell)).collect::<Option<Vec<_>>>()?;
    let (start, _) = *tags.first()?;
    let step = |pair: &[(&str, u64)]| {
        let step = pair[1].1.checked_sub(pair[0].1)?;
        (pair[1].0 == start && step > 0).then_some(step)
    };
    Some((start, tags.windows(2).map(step).collect::<Option<_>>()?))
}

/// Whether numbers, or tags of one beginning, count up, nearly all of them by one.
pub(super) fn are_running(cells: &[&str]) -> bool {
    cells.len() >= ENOUGH
        && rising(cells).is_some_and(|(start, steps)| {
            start.len() <= START
                && steps.iter().all(|step| *step <= RUNNING_STEP)
                && steps.iter().filter(|step| **step == 1).count() * 10 >= steps.len() * MOST
        })
}

/// Whether they are plain numbers of few digits that count up so.
pub(super) fn are_small_running(cells: &[&str]) -> bool {
    let small =
        |cell: &&str| cell.len() <= DIGITS && cell.bytes().all(|byte| byte.is_ascii_digit());
    cells.iter().all(small) && are_running(cells)
}

/// Whether they are 1, 2, 3 and so on, at least two of them.
pub(super) fn are_row_numbers(cells: &[&str]) -> bool {
    let number = |cell: &str| cell.trim_end_matches('.').parse::<usize>().ok();
    cells.len() > 1 && cells.iter().zip(1..).all(|(cell, at)| number(cell) == Some(at))
}

/// Tags of one beginning with a mark after it, whose numbers rise: `K-0017`, `K-0018`, `K-0021`.
pub(super) fn are_rising_tags(cells: &[&str]) -> bool {
    cells.len() >= ENOUGH_TAGS
        && rising(cells).is_some_and(|(start, _)| {
            start.ends_with(|c: char| !c.is_alphanumeric())
                && cells.iter().all(|cell| cell.len() - start.len() >= TAG_DIGITS)
        })
}
