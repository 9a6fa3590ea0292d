//! `text`: the report for people, on a terminal.
//!
//! Rows that are the same goods are one entry with their places. The first screen says everything in short: what came out, what to do
//! first, what to answer first (`first`). Then come the goods, case by case (`cases`), or maker by maker where nothing is known of the
//! owner (`makers`), what is only named (`named`), what could not be read, the sums (`closing`), the law (`laws`) and what was applied.
//! With all details each kind of goods has a card with all evidence instead (`cards`). `content` holds what all sections show, and
//! the lines that there are for each.

mod applied;
mod baseline;
mod cards;
mod cases;
mod closing;
mod content;
mod first;
mod laws;
mod makers;
mod matrix;
mod named;

use std::{collections::BTreeMap, io};

use content::TextContent;
pub(super) use {closing::ends, first::begins};

use super::{
    PageLook, Report, Summary, cell,
    goods::{Actions, GoodsList, Places},
    terminal::{Page, Tone},
    words::SENTENCE,
};
use crate::{
    Verdict,
    audit::{Audited, Basis},
};

/// Kinds of goods kept at most, the worst; the others are counted.
const GOODS: usize = 2_000;
/// Reasons kept for which rows could not be read.
const REASONS: usize = 50;

/// The `text` format. It writes nothing before the end, for it must sort, and it holds kinds of goods, never rows.
#[derive(Clone, Debug)]
pub struct Text {
    look: PageLook,
    basis: Option<Basis>,
    goods: GoodsList,
    actions: Actions,
    unchecked: BTreeMap<String, Places>,
    other_unchecked: u64,
}

impl Text {
    /// The format in this look.
    pub fn new(look: PageLook) -> Self {
        Self {
            look,
            basis: None,
            goods: GoodsList::new(GOODS, if look.details { usize::MAX } else { 1 }),
            actions: Actions::default(),
            unchecked: BTreeMap::new(),
            other_unchecked: 0,
        }
    }

    fn add_unchecked(&mut self, asset: &Audited) {
        let why = asset.notes.first().map_or("no reason given", String::as_str);
        let why = cell(why, SENTENCE);
        if self.unchecked.len() < REASONS || self.unchecked.contains_key(&why) {
            self.unchecked.entry(why).or_default().add(asset);
        } else {
            self.other_unchecked += 1;
        }
    }

    fn unread(&self, page: &mut Page<'_>, content: &TextContent<'_>) -> io::Result<()> {
        if self.unchecked.is_empty() {
            return Ok(());
        }
        page.heading("NOT CHECKED: these rows could not be read, so nothing is said of them")?;
        let unread: Vec<_> = self.unchecked.iter().collect();
        let files = content.has_several_files();
        let shown = page.fitting(content.limits.unread, &unread, |page, (why, places)| {
            let text = format!("{}: {why}", places.shown(12, files));
            page.hanging("  ", Tone::Of(Verdict::Unchecked), &text, Tone::Plain)
        })?;
        let left: u64 = unread[shown..].iter().map(|(_, places)| places.rows()).sum();
        page.more_of(left + self.other_unchecked, "row", "-o out.json")
    }
}

impl Report for Text {
    fn begin(&mut self, _out: &mut dyn io::Write, basis: &Basis) -> io::Result<()> {
        *self = Self { basis: Some(basis.clone()), ..Self::new(self.look) };
        Ok(())
    }

    fn asset(&mut self, _out: &mut dyn io::Write, asset: &Audited) -> io::Result<()> {
        match asset.verdict {
            Verdict::Unchecked => self.add_unchecked(asset),
            Verdict::Clear if !self.look.all => {}
            _ => {
                self.goods.add(asset);
                self.actions.add(asset);
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()> {
        let page = &mut Page::new(out, self.look);
        let Some(basis) = &self.basis else { return Ok(()) };
        let gathered = (&self.goods, &self.actions);
        let content = &TextContent::new(summary, basis, gathered, self.look);
        first::write(page, content)?;
        baseline::write(page, summary)?;
        if content.details {
            cards::write(page, content)?;
        } else {
            if content.knows_owner() {
                cases::write(page, content, |verdict| verdict > Verdict::Waived)?;
            } else {
                cases::write(page, content, |verdict| verdict == Verdict::Violation)?;
                makers::write(page, content)?;
            }
            named::waived(page, content)?;
            named::exempt(page, content)?;
        }
        named::clear(page, content)?;
        self.unread(page, content)?;
        closing::odd_rows(page, content)?;
        if content.details {
            matrix::write(page, content)?;
        }
        closing::sums(page, content)?;
        laws::write(page, content)?;
        applied::write(page, content)?;
        closing::last_line(page, summary)
    }
}

#[cfg(test)]
mod tests;
