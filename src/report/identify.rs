//! `identify`: who made an item of which only some marks are given.

use std::io;

use super::{
    Look, cell, explain,
    explain::Tried,
    page::{Page, Tone},
    words::CELL,
};
use crate::Attribution;

/// Writes who made what was given. `tried` are the given texts in which nothing was found.
pub fn identify(
    out: &mut dyn io::Write,
    look: Look,
    given: &[String],
    attributions: &[Attribution],
    tried: &[Tried],
) -> io::Result<()> {
    let page = &mut Page::new(out, look);
    let given: Vec<_> = given.iter().map(|text| cell(text, CELL)).collect();
    page.text(&given.join(", "), Tone::Strong)?;
    for attribution in attributions {
        explain::maker(page, attribution)?;
    }
    if attributions.is_empty() {
        page.text(
            "  No mark of a known maker was found. That proves nothing: labels change.",
            Tone::Plain,
        )?;
    }
    explain::searched(page, tried)
}
