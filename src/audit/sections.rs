//! Sections: rows below a lone name. Many sheets name a maker once, on a line of its own, and leave it out of the rows below, so that
//! these would be cleared by what they do not say. The name is a lead for them, up to the next line that stands alone.

use std::{ffi::OsStr, path::Path, sync::Arc};

use super::{judge::Judge, named_columns::MakerColumns};
use crate::{
    Asset, Attribution, Field,
    asset::{About, Heading, HeadingKind, Layout, Role},
    fold::fold,
    intake::{Entry, SetAside, Understanding},
};

/// Most rows of a section. A line above more of them is rather a row that nobody has finished.
const LONGEST: u32 = 1_000;

/// A title of more words speaks of other things than who made the rows.
const TITLE: usize = 3;
/// A title of more bytes is no full name of a company.
const COMPANY: usize = 120;

/// The section that is being read of a sheet.
#[derive(Debug)]
pub(crate) struct Sections {
    judge: Arc<Judge>,
    /// Only a table has sections; all else has at most a name.
    is_table: bool,
    heading: Option<Arc<Heading>>,
    rows: u32,
    /// What all rows stand under that are in no section.
    name: Option<Arc<Heading>>,
    is_document: bool,
    columns: MakerColumns,
}

impl Sections {
    /// The sections of a sheet of which nothing has been read.
    pub(super) fn of(judge: &Arc<Judge>, seen: &Understanding) -> Self {
        let is_table = seen.header_line().is_some();
        let mut sections = Self {
            judge: Arc::clone(judge),
            is_table,
            heading: None,
            rows: 0,
            name: None,
            is_document: seen.form.is_document(),
            columns: MakerColumns::default(),
        };
        sections.name = sections.named(seen);
        sections.heading = sections.title(seen).or_else(|| sections.name.clone());
        sections
    }

    /// The line right above the header, if it names a maker: "# Acme".
    fn title(&self, seen: &Understanding) -> Option<Arc<Heading>> {
        let (_, line) = seen.preamble.iter().rfind(|(_, line)| !line.trim().is_empty())?;
        let title = line.trim().trim_start_matches('#').trim().trim_matches('*').trim();
        let heading = Heading::new(HeadingKind::Title, title);
        let is_short = (1..=TITLE).contains(&title.split_whitespace().count());
        let may_name = is_short || title.len() <= COMPANY && self.is_company(&heading);
        (may_name && names_maker(&self.judge, &heading)).then(|| Arc::new(heading))
    }

    /// Whether a title is nothing but the full name of a maker: "Acme Digital Technology Co., Ltd."
    fn is_company(&self, heading: &Heading) -> bool {
        let title = fold(heading.text());
        makers(&self.judge, heading).iter().any(|one| fold(&one.maker.name) == title)
    }

    /// The name of the sheet or of the file, if it names a maker: "Acme", "Acme cameras.csv".
    fn named(&self, seen: &Understanding) -> Option<Arc<Heading>> {
        let sheet = seen.sheet.as_deref().map(|name| {
            // Lists of documents are called by all the keys that lead to them.
            let own = name.rsplit('.').next().filter(|_| seen.form.is_document());
            Heading::new(HeadingKind::Sheet, own.unwrap_or(name))
        });
        let file = Path::new(&seen.file).file_stem().and_then(OsStr::to_str);
        // Names of files stand for spaces with other signs.
        let file =
            file.map(|name| Heading::new(HeadingKind::File, &name.replace(['_', '-', '.'], " ")));
        let mut names = sheet.into_iter().chain(file);
        names.find(|name| names_maker(&self.judge, name)).map(Arc::new)
    }

    /// Takes down what was read. A row begins a section if it stands alone; if not, it is put under the heading that it stands under.
    pub(crate) fn saw(&mut self, entry: &Entry, asset: &mut Asset) {
        match entry {
            Entry::Asset { .. } => {
                if self.is_table {
                    self.row(asset);
                } else {
                    asset.heading.clone_from(&self.name);
                }
                if asset.heading.is_none() && self.see_columns(&asset.layout) {
                    let formats = &self.judge.knowledge.formats;
                    asset.heading = self.columns.heading(asset, formats);
                }
            }
            Entry::SetAside { why: SetAside::Heading, text, .. } => {
                self.begin(text);
            }
            // A heading may stand above the header of its rows.
            Entry::SetAside { why: SetAside::OtherHeader, .. } if self.rows == 0 => {}
            Entry::SetAside { why: SetAside::Total | SetAside::OtherHeader, .. } => {
                self.heading.clone_from(&self.name);
                self.rows = 0;
            }
            _ => {}
        }
    }

    fn row(&mut self, asset: &mut Asset) {
        asset.heading = None;
        match lone_cell(asset) {
            Some((_, role)) if !may_head(role) => self.heading = None,
            // What is longer, or numbered, is a thing whose other cells are empty, and says nothing of the rows below it.
            Some((text, _)) if !reads_as_heading(text) => self.heading.clone_from(&self.name),
            Some((text, _)) => {
                let text = text.to_owned();
                self.begin(&text);
            }
            None => {
                self.rows = self.rows.saturating_add(1);
                if self.rows > LONGEST {
                    self.heading.clone_from(&self.name);
                }
                asset.heading.clone_from(&self.heading);
            }
        }
    }

    /// Begins a section under a line that stands alone. Only a maker's name says something of the rows below it.
    fn begin(&mut self, text: &str) {
        let heading = Heading::new(HeadingKind::Line, text);
        let names = names_maker(&self.judge, &heading);
        (self.heading, self.rows) = (names.then(|| Arc::new(heading)), 0);
    }

    /// Whether some columns of a layout are called after makers.
    fn see_columns(&mut self, layout: &Arc<Layout>) -> bool {
        let judge = &self.judge;
        let tree = &judge.knowledge.tree;
        self.columns.see(layout, self.is_document, tree, |name| names_maker(judge, name));
        self.columns.any()
    }

    /// Whether rows of this layout that come may stand under a heading.
    pub(super) fn is_open(&mut self, layout: &Arc<Layout>) -> bool {
        self.heading.is_some() || self.see_columns(layout)
    }
}

/// Whether a cell that stands alone may be a heading: a few words without a number.
fn reads_as_heading(text: &str) -> bool {
    let is_short = text.split_whitespace().nth(TITLE).is_none();
    (is_short || text.len() <= COMPANY && text.contains(['(', '（', ',', '.', '，']))
        && !text.contains(|sign: char| sign.is_ascii_digit())
}

/// The makers that a heading names.
fn makers(judge: &Judge, heading: &Heading) -> Vec<Attribution> {
    let mut alone = Asset::new(Arc::new(Layout::new(String::new(), None, Vec::new())));
    alone.heading = Some(Arc::new(heading.clone()));
    judge.identify(&alone)
}

/// Whether a heading names a maker, and nothing that is one thing alone.
fn names_maker(judge: &Judge, heading: &Heading) -> bool {
    let makers = makers(judge, heading);
    // A model number tells of one thing.
    !makers.is_empty() && makers.iter().all(Attribution::is_by_name_alone)
}

/// The one filled cell of a row, with the role of its column; `None` where there are more or none.
fn lone_cell(asset: &Asset) -> Option<(&str, Role)> {
    let mut filled = asset.all_cells().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
    let (at, text) = filled.next()?;
    let role = asset.layout.columns.get(at)?.role;
    let is_alone = filled.next().is_none() && asset.hidden.is_empty();
    is_alone.then_some((text.trim(), role))
}

/// Whether a lone cell may be a heading. In a column of makers it is that of a row with nothing else, and what speaks of other things, or is
/// not to be searched, says nothing of the rows.
fn may_head(role: Role) -> bool {
    let names_maker =
        matches!(role, Role::Field(Field::Manufacturer | Field::Brand | Field::Supplier));
    !names_maker && matches!(role.about(), Some(About::Asset | About::Circumstances))
}
