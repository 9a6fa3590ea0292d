//! Whether a workbook is one of ours, which a later run may replace.

use std::io::{Read, Seek};

use zip::ZipArchive;

use super::PROPERTY;

/// The part with the properties that programs give a workbook.
const PART: &str = "docProps/custom.xml";
/// At most this much of it is looked at.
const LOOKED_AT: u64 = 64 << 10;

/// Whether this is a workbook that bears our property.
pub(in crate::report::sheet) fn is_ours(file: impl Read + Seek) -> bool {
    let property = || -> Option<bool> {
        let mut archive = ZipArchive::new(file).ok()?;
        let mut text = String::new();
        archive.by_name(PART).ok()?.take(LOOKED_AT).read_to_string(&mut text).ok()?;
        Some(text.contains(&format!(" name=\"{PROPERTY}\"")))
    };
    property().unwrap_or(false)
}
