//! Comments on cells, by the rows on which they stand. They are searched as text of their rows.

use std::{collections::BTreeMap, io::Read};

use quick_xml::events::Event;

use super::{
    Fault,
    limits::UNPACKED,
    markup::{self, Pieces},
};
use crate::strings::end_of;

/// The most text in all comments of a workbook.
const TEXT: usize = 64 << 20;
/// How the words of a text are spoken, which stands over them and is no part of it.
const RUBY: &str = "rPh";
/// At most this much of what is said of a row is looked through, so that many comments on one cost no more than on several.
const NEAR: usize = 16 << 10;

/// The comments on the cells of a sheet, by the numbers of their rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Comments {
    rows: BTreeMap<u64, String>,
}

impl Comments {
    /// Adds a comment to a row, unless it stands there already, not far back: threads are kept a second time in the legacy form.
    pub(super) fn add(&mut self, row: u64, comment: &str) {
        let words = comment.split_whitespace().collect::<Vec<_>>().join(" ");
        let known = self.rows.entry(row).or_default();
        if end_of(known, NEAR).contains(&words) {
            return;
        }
        if !known.is_empty() {
            known.push_str("; ");
        }
        known.push_str(&words);
    }

    /// The rows of which something is said.
    pub(super) fn rows(&self) -> impl Iterator<Item = u64> {
        self.rows.iter().filter(|(_, text)| !text.is_empty()).map(|(row, _)| *row)
    }

    /// What is said of a row.
    pub(crate) fn on(&self, row: u64) -> Option<&str> {
        self.rows.get(&row).map(String::as_str).filter(|text| !text.is_empty())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.values().all(String::is_empty)
    }
}

/// Refuses more text than any inventory has in its comments.
pub(super) fn bound(text: usize) -> Result<(), Fault> {
    if text > TEXT {
        return Err(Fault::TooLarge(format!("its comments hold more than {} MiB", TEXT >> 20)));
    }
    Ok(())
}

/// Reads the comments of a part of an Excel workbook, and gives how much text they hold.
pub(super) fn read(part: impl Read, comments: &mut Comments) -> Result<usize, Fault> {
    let mut pieces = Pieces::new(part, UNPACKED);
    let (mut row, mut said, mut inside, mut all) = (None, String::new(), false, 0);
    let mut spoken = false;
    while let Some(piece) = pieces.next()? {
        match piece {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "comment" | "threadedComment" => {
                    row = markup::attribute(&tag, "ref").and_then(|place| row_of(&place));
                    said.clear();
                }
                RUBY => spoken = true,
                "t" | "text" => inside = !spoken,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "comment" | "threadedComment" => {
                    if let Some(row) = row.take() {
                        comments.add(row, &said);
                    }
                    all += said.len();
                    bound(all)?;
                }
                RUBY => spoken = false,
                "t" | "text" => inside = false,
                _ => {}
            },
            Event::Text(text) if inside && row.is_some() => said.push_str(&text),
            Event::CData(text) if inside && row.is_some() => said.push_str(&text),
            Event::GeneralRef(name) if inside && row.is_some() => {
                said.push_str(&markup::sign(&name));
            }
            _ => {}
        }
    }
    Ok(all)
}

/// The number of the row in the name of a cell: `B12`.
fn row_of(cell: &str) -> Option<u64> {
    cell.trim_start_matches(|letter: char| letter.is_ascii_alphabetic() || letter == '$')
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_read_with_their_rows() {
        let part = "<comments><authors><author>JS</author></authors><commentList>\
            <comment ref='A2'><text><r><t>Really a\n </t></r><r><t>Hikvision &amp; co</t></r></text></comment>\
            <comment ref='C2'><text><t>spare</t><rPh sb='0' eb='1'><t>SPEAR</t></rPh></text></comment></commentList></comments>";
        let mut comments = Comments::default();
        assert!(read(part.as_bytes(), &mut comments).unwrap() > 20);
        let thread = "<ThreadedComments><threadedComment ref='C2'><text>spare</text></threadedComment></ThreadedComments>";
        read(thread.as_bytes(), &mut comments).unwrap();
        assert_eq!(comments.on(2), Some("Really a Hikvision & co; spare"));
        assert_eq!(comments.on(1), None);
        // Each costs as little as the first: a search through all that were read before would take minutes.
        for number in 0..200_000 {
            comments.add(3, &format!("comment {number} of one cell"));
        }
        assert_eq!(comments.on(3).map(|all| all.matches(';').count()), Some(199_999));
    }
}
