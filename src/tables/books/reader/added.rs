//! The sheets that this program has added to a workbook: a summary and what was set aside, which are no inventories.

use std::io::Read;

use quick_xml::events::Event;

use super::{
    Fault, archive,
    book::Book,
    markup::{self, Pieces},
};
use crate::tables::books::{ADDED_SHEETS, BETWEEN_SHEETS};

/// The part with the properties that programs give a workbook, of which this much is read.
const PART: &str = "docProps/custom.xml";
const LOOKED_AT: u64 = 64 << 10;

/// Their names; none where the workbook is not one of ours, or its properties cannot be read.
pub(super) fn sheets(book: &Book) -> Vec<String> {
    let Ok(mut archive) = archive::open(book) else { return Vec::new() };
    let Ok(part) = archive.by_name(PART) else { return Vec::new() };
    let named = named(part).ok().flatten().unwrap_or_default();
    named.split(BETWEEN_SHEETS).map(str::to_owned).collect()
}

/// The value of the property.
fn named(part: impl Read) -> Result<Option<String>, Fault> {
    let (mut pieces, mut value) = (Pieces::new(part, LOOKED_AT), None);
    while let Some(piece) = pieces.next()? {
        match piece {
            Event::Start(tag) if tag.local_name().as_ref() == "property" => {
                let name = markup::attribute(&tag, "name");
                value = name.filter(|name| name == ADDED_SHEETS).map(|_| String::new());
            }
            Event::End(tag) if tag.local_name().as_ref() == "property" && value.is_some() => break,
            Event::Text(text) => value.iter_mut().for_each(|value| value.push_str(&text)),
            _ => {}
        }
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_property_names_the_added_sheets() {
        let property = |name: &str, value: &str| {
            format!(
                "<property fmtid='{{D5}}' pid='2' name='{name}'><vt:lpwstr>{value}</vt:lpwstr></property>"
            )
        };
        let named = |inside: &str| {
            let part = format!("<?xml version='1.0'?><Properties>{inside}</Properties>");
            named(part.as_bytes()).ok().flatten()
        };
        let ours = property("banlint", "1.0") + &property(ADDED_SHEETS, "Summary/Set aside (2)");
        assert_eq!(named(&ours).as_deref(), Some("Summary/Set aside (2)"));
        assert_eq!(named(&property("banlint", "Cameras")), None);
        assert_eq!(named("<property name="), None);
    }
}
