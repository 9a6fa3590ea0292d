//! The names of cells in an Excel workbook, and of ranges of them: what they name, and which have no room in any sheet.

use std::borrow::Cow;

use quick_xml::events::BytesStart;

use super::{Fault, fault::shown};

/// Names of no more letters and digits have room in any number.
const SURE: usize = 6;

/// The name of a cell among its attributes.
pub(super) fn name(attributes: &str) -> Result<Option<Cow<'_, str>>, Fault> {
    // It stands in front in all files but odd ones.
    let plain = attributes.trim_start().strip_prefix("r=\"").and_then(|rest| rest.split_once('"'));
    match plain {
        Some((name, rest)) if !rest.contains("r=") && !rest.contains("r ") => {
            return Ok(Some(Cow::Borrowed(name)));
        }
        None if !attributes.contains('r') => return Ok(None),
        _ => {}
    }
    let tag = BytesStart::from_content(format!("c {attributes}"), 1);
    let mut name = None;
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| {
            Fault::Damaged(format!("a cell of it has attributes that make no sense: {error}"))
        })?;
        if attribute.key.as_ref() == "r" {
            name = Some(Cow::Owned(attribute.value.into_owned()));
        }
    }
    Ok(name)
}

/// Whether the reader of workbooks has room for what a cell is called, or each end of a range; an error if not.
pub(super) fn check_name(name: &str) -> Result<(), Fault> {
    let fits = |name: &str| name.len() <= SURE || place(name).is_some();
    if !name.split(':').all(fits) {
        return Err(beyond(name));
    }
    let ends = name.split_once(':').and_then(|(first, last)| place(first).zip(place(last)));
    match ends {
        Some((first, last)) if last.0 < first.0 || last.1 < first.1 => Err(reversed(name)),
        _ => Ok(()),
    }
}

/// Whether a name is one of a cell, or of a range of them.
pub(super) fn is_range(name: &str) -> bool {
    let (first, last) = name.split_once(':').unwrap_or((name, name));
    [first, last].iter().all(|name| place(name).is_some_and(|(_, column)| column > 0))
}

/// The reader of workbooks takes the first corner of a range from the last.
fn reversed(name: &str) -> Fault {
    Fault::Damaged(format!("a range of it is `{}`, which ends before it begins", shown(name)))
}

/// The reader of workbooks counts on where its numbers have no room, and puts the cell elsewhere.
pub(super) fn beyond(name: &str) -> Fault {
    let name = shown(name);
    Fault::Damaged(format!("a cell or row of it says that it is `{name}`, which no sheet has"))
}

/// The row and the column, from 1, in the name of a cell: `C2`.
pub(super) fn place(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|letter: char| letter.is_ascii_digit())?;
    let column = name[..digits].bytes().try_fold(0_u32, |column, letter| {
        let letter = letter.to_ascii_uppercase();
        let value = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
        column.checked_mul(26)?.checked_add(value)
    });
    Some((name[digits..].parse().ok()?, column?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_that_end_before_they_begin_are_refused() {
        for (name, is_refused) in
            [("A1", false), ("A1:C3", false), ("B2:B2", false), ("A3:C1", true), ("C1:A3", true)]
        {
            assert_eq!(check_name(name).is_err(), is_refused, "{name}");
        }
    }

    #[test]
    fn places_are_read() {
        for (name, expected) in [
            ("C2", Some((2, 3))),
            ("XFD1048576", Some((1_048_576, 16_384))),
            ("2", Some((2, 0))),
            ("AAAAAAAAAAAA1", None),
            ("ä1", None),
            ("", None),
        ] {
            assert_eq!(place(name), expected, "{name}");
        }
    }
}
