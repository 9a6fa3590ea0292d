//! How long the records of an old Excel workbook may be. One that is longer than its kind swallows the cells behind it, and its
//! reader would miss none of them.

use super::xls_records::{self as records, u16_at};

/// Records of one length alone that stand among or before the cells of a sheet.
const FIXED: [(u16, usize); 18] = [
    (0x0c, 2),
    (0x0d, 2),
    (0x0f, 2),
    (0x10, 8),
    (0x11, 2),
    (0x2a, 2),
    (0x2b, 2),
    (0x5f, 2),
    (0x82, 2),
    (0x83, 2),
    (0x84, 2),
    (0x201, 6),
    (0x203, 14),
    (0x205, 8),
    (0x208, 16),
    (0x225, 4),
    (0x27e, 10),
    (records::SHARED_STRING, 10),
];
/// Cells without content, many at once.
const BLANKS: u16 = 0xbe;
const RICH_TEXT: u16 = 0xd6;
const TEXT: u16 = 0x204;
/// The head of a formula, with the length of what stands behind it.
const FORMULA: usize = 22;
/// What in a formula may say that something stands behind it: lists, and areas kept with it.
const WITH_MORE: [u8; 7] = [0x18, 0x20, 0x26, 0x40, 0x46, 0x60, 0x66];

/// Whether a record is as long as its kind says. `is_new` is the form of 1997, in which texts have flags.
pub(super) fn fits(kind: u16, data: &[u8], is_new: bool) -> bool {
    let length = data.len();
    match kind {
        records::NUMBERS => many(data, 6),
        BLANKS => many(data, 2),
        records::FORMULA => {
            let end = FORMULA + usize::from(u16_at(data, 20));
            let Some(formula) = data.get(FORMULA..end) else { return length < FORMULA };
            length == end || formula.iter().any(|token| WITH_MORE.contains(token))
        }
        TEXT | RICH_TEXT => text(data, 6, is_new).contains(&length),
        records::RESULT => length == 2 || text(data, 0, is_new).contains(&length),
        records::SHEET => {
            let letters = data.get(6).map_or(0, |&letters| usize::from(letters));
            let wide = usize::from(is_new && data.get(7).is_some_and(|flags| flags & 1 != 0));
            length == 7 + usize::from(is_new) + letters * (1 + wide)
        }
        _ => FIXED.iter().find(|(fixed, _)| *fixed == kind).is_none_or(|(_, own)| *own == length),
    }
}

/// Cells of one row, from a first column to a last, `each` bytes long.
fn many(data: &[u8], each: usize) -> bool {
    let last = data.len().checked_sub(2).map_or(0, |at| u16_at(data, at));
    let columns = usize::from(last).checked_sub(usize::from(u16_at(data, 2)));
    columns.is_some_and(|columns| data.len() == 6 + (columns + 1) * each)
}

/// The lengths of a record with a text at a place. What says how its letters look may stand behind it.
fn text(data: &[u8], at: usize, is_new: bool) -> std::ops::RangeInclusive<usize> {
    let letters = usize::from(u16_at(data, at));
    let flags = if is_new { data.get(at + 2).copied().unwrap_or(0) } else { 0 };
    let end = at + 2 + usize::from(is_new) + letters * (1 + usize::from(flags & 1));
    let looks = match data.get(end..) {
        // As many as are counted, each with its place and its font.
        Some(rest) if is_new && rest.len() >= 2 => 2 + 4 * usize::from(u16_at(rest, 0)),
        Some([count, ..]) if !is_new => 1 + 2 * usize::from(*count),
        _ => 0,
    };
    let has_looks = data.len() == end + looks;
    if has_looks { end..=end + looks } else { end..=end }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_as_long_as_their_kind() {
        let of = |head: &[u8], length: usize| {
            let mut data = head.to_vec();
            data.resize(length, 0);
            data
        };
        let two = [0, 0, 3, 0];
        for (kind, data, is_new, expected) in [
            (records::SHARED_STRING, of(&[], 10), true, true),
            (records::SHARED_STRING, of(&[], 0x4a), true, false),
            (0x201, of(&[], 6), true, true),
            (0x201, of(&[], 7), true, false),
            (records::NUMBERS, [of(&two, 16), vec![4, 0]].concat(), true, true),
            (records::NUMBERS, [of(&two, 22), vec![4, 0]].concat(), true, false),
            (records::NUMBERS, [of(&two, 16), vec![2, 0]].concat(), true, false),
            (TEXT, of(&[0, 0, 0, 0, 0, 0, 3, 0], 12), true, true),
            (TEXT, of(&[0, 0, 0, 0, 0, 0, 3, 0], 11), false, true),
            (TEXT, of(&[0, 0, 0, 0, 0, 0, 3, 0, 1], 15), true, true),
            (TEXT, of(&[0, 0, 0, 0, 0, 0, 3, 0], 40), true, false),
            (RICH_TEXT, of(&[0, 0, 0, 0, 0, 0, 1, 0, 0, 65, 2, 0], 20), true, true),
            (RICH_TEXT, of(&[0, 0, 0, 0, 0, 0, 1, 0, 0, 65, 2, 0], 24), true, false),
            (records::FORMULA, of(&[], 22), true, true),
            (records::FORMULA, of(&[], 40), true, false),
            (records::SHEET, of(&[0, 0, 0, 0, 0, 0, 2, 0], 10), true, true),
            (records::SHEET, of(&[0, 0, 0, 0, 0, 0, 2, 0], 24), true, false),
            (0x999, of(&[], 77), true, true),
        ] {
            assert_eq!(fits(kind, &data, is_new), expected, "{kind:x} {data:?}");
        }
    }
}
