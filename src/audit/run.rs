//! One file's audit: rows in, audited assets out, one at a time and in order.

use std::collections::{BTreeMap, VecDeque};

use super::{
    Audited, Auditor, Place, SetAsideLine, Settings, Tally,
    auditor::OwnerLaws,
    called::called,
    lines::{Line, Lines},
    memo::Memo,
    unread::{Unread, UnreadCell},
};
use crate::{
    Asset, Attribution, Field, Finding, KindId, Truth, Verdict,
    facts::Facts,
    intake::{self, Account, Digest, Entry, Inventory, Note, Understanding},
    rules::LawBook,
};

/// The audit of one file: an iterator over its rows. Rows that cannot be read come out as unchecked; an error ends it.
pub struct Audit<'a> {
    auditor: &'a Auditor,
    inventory: Inventory,
    in_book: bool,
    asset: Asset,
    named: Memo,
    /// The header with its line, until it has been searched.
    header: Option<(u64, String)>,
    lines: Lines,
    /// Lines that are rows since no row names their makers.
    from_context: VecDeque<(intake::SetAside, Audited)>,
    tally: Tally,
    set_aside: Vec<SetAsideLine>,
    unread: Unread,
    finished: bool,
}

/// So many lines set aside are kept with their reason; the rest is counted.
const SET_ASIDE_KEPT: usize = 1000;

impl<'a> Audit<'a> {
    pub(super) fn new(auditor: &'a Auditor, inventory: Inventory) -> Self {
        let asset = inventory.asset();
        let in_book = inventory.understanding().form.is_workbook();
        Self {
            auditor,
            in_book,
            asset,
            named: Memo::default(),
            header: header(inventory.understanding()),
            lines: Lines::new(inventory.understanding()),
            from_context: VecDeque::new(),
            inventory,
            tally: Tally::default(),
            set_aside: Vec::new(),
            unread: Unread::default(),
            finished: false,
        }
    }

    /// How the file is understood.
    #[must_use]
    pub fn understanding(&self) -> &Understanding {
        self.inventory.understanding()
    }

    /// The rows so far, by verdict.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.tally
    }

    /// The lines so far that are no assets, the first thousand of them.
    #[must_use]
    pub fn set_aside(&self) -> &[SetAsideLine] {
        &self.set_aside
    }

    /// The cells so far that should have told something and could not be read.
    #[must_use]
    pub fn unread_cells(&self) -> &[UnreadCell] {
        self.unread.cells()
    }

    /// The digest of the file, once it was read to its end.
    #[must_use]
    pub fn digest(&self) -> Option<Digest> {
        self.inventory.digest()
    }

    /// What became of all records so far.
    #[must_use]
    pub fn account(&self) -> &Account {
        self.inventory.account()
    }

    fn step(&mut self) -> Result<Option<Audited>, intake::Error> {
        let mut audited = self.next_row()?;
        if let Some(audited) = &mut audited {
            audited.place.in_book = self.in_book;
            self.tally.add(audited.verdict);
            self.unread.note(audited);
        }
        Ok(audited)
    }

    fn next_row(&mut self) -> Result<Option<Audited>, intake::Error> {
        if let Some((line, text)) = self.header.take()
            && let Some(audited) = self.line(line, intake::SetAside::Header, &text)
        {
            return Ok(Some(audited));
        }
        loop {
            if let Some((why, audited)) = self.from_context.pop_front() {
                return Ok(Some(self.as_row(why, audited)));
            }
            let entry = match self.inventory.read(&mut self.asset) {
                // What names a maker alone, though no row does, is no table without assets.
                Err(intake::Error::NoAssets { .. }) if self.lines.wait() => Entry::End,
                entry => entry?,
            };
            match entry {
                Entry::End if self.lines.wait() => self.end_context(),
                Entry::End => return Ok(None),
                Entry::SetAside { line, why, text } => {
                    if let Some(audited) = self.line(line, why, &text) {
                        return Ok(Some(audited));
                    }
                }
                Entry::Unread { row, line, why } => {
                    let layout = &self.asset.layout;
                    let (file, sheet) = (layout.file.clone(), layout.sheet.clone());
                    return Ok(Some(unchecked(
                        Place { file, sheet, row, line, in_book: self.in_book },
                        why.to_string(),
                    )));
                }
                Entry::Asset { notes } => {
                    let audited = self.row(&notes);
                    self.lines.saw(&audited.attributions);
                    return Ok(Some(audited));
                }
            }
        }
    }

    fn row(&mut self, notes: &[Note]) -> Audited {
        let notes = notes.iter().map(ToString::to_string).collect();
        let (auditor, asset) = (self.auditor, &self.asset);
        let named = asset.first(Field::Equipment).and_then(|category| {
            self.named.answer(category, || auditor.category_is_named(category))
        });
        let named = match named {
            Some(named) if asset.layout.columns_of(Field::Equipment).len() == 1 => named,
            _ => auditor.kind_is_named(asset),
        };
        auditor.judge_where(asset, notes, named)
    }

    /// Searches a line that is no row of the inventory; gives it as one if it tells of an asset all the same.
    fn line(&mut self, line: u64, why: intake::SetAside, text: &str) -> Option<Audited> {
        let unread = self.inventory.understanding().unread.as_ref();
        let note = unread.map_or_else(|| why.as_row().to_owned(), ToString::to_string);
        match self.lines.line(self.auditor, line, why, text, note) {
            Line::Row(audited) => Some(self.as_row(why, *audited)),
            Line::Aside(aside) => {
                self.keep(aside);
                None
            }
            Line::Context => None,
        }
    }

    /// All rows are read: what spoke of them is an asset, or was set aside.
    fn end_context(&mut self) {
        for (aside, why, audited) in self.lines.context() {
            match audited {
                Some(audited) => self.from_context.push_back((why, audited)),
                None => self.keep(aside),
            }
        }
        self.set_aside.sort_by_key(|aside| aside.line);
    }

    /// Counts a line as a row, and numbers it.
    fn as_row(&mut self, why: intake::SetAside, mut audited: Audited) -> Audited {
        let is_header = self.understanding().header_line() == Some(audited.place.line);
        audited.place.row = self.inventory.count_as_row((!is_header).then_some(why));
        audited
    }

    fn keep(&mut self, aside: SetAsideLine) {
        let is_header = self.understanding().header_line() == Some(aside.line);
        if self.set_aside.len() < SET_ASIDE_KEPT && !(is_header && aside.makers.is_empty()) {
            self.set_aside.push(aside);
        }
    }
}

impl Iterator for Audit<'_> {
    type Item = Result<Audited, intake::Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.finished {
            return None;
        }
        let step = self.step().transpose();
        self.finished = !matches!(step, Some(Ok(_)));
        step
    }
}

impl Auditor {
    /// One asset before the law.
    #[must_use]
    pub fn judge(&self, asset: &Asset, notes: Vec<String>) -> Audited {
        self.judge_where(asset, notes, self.kind_is_named(asset))
    }

    /// The same, where it is known whether some law names the kind of equipment.
    pub(super) fn judge_where(
        &self,
        asset: &Asset,
        notes: Vec<String>,
        kind_is_named: bool,
    ) -> Audited {
        let attributions = self.identify(asset);
        let (facts, mut findings) = if attributions.is_empty() && !kind_is_named {
            (Facts::default(), Vec::new())
        } else {
            self.findings(asset, &attributions)
        };
        let asset_id = asset.first(Field::AssetId).map(str::to_owned);
        let site = asset.first(Field::Site).map(str::to_owned);
        let waivers = self.waive(&mut findings, asset_id.as_deref(), site.as_deref());
        let settings = Settings {
            sites: self.site_entries(asset),
            waivers,
            left_out: self.left_out(asset, &attributions, &facts),
        };
        let verdict = findings.iter().map(|f| f.verdict).max().unwrap_or(Verdict::Clear);
        Audited {
            place: place(asset),
            asset_id,
            called: called(asset, &self.knowledge.tree),
            site,
            verdict,
            attributions,
            findings,
            facts,
            notes,
            settings,
        }
    }

    /// What is known of an asset and what every provision says of it.
    #[must_use]
    pub fn findings(&self, asset: &Asset, attributions: &[Attribution]) -> (Facts, Vec<Finding>) {
        let facts = self.reader().establish(asset, attributions, &self.sites, &self.assume);
        let findings = self.law_of(asset).applied.judge(&facts, attributions, self.on_unknown);
        (facts, findings)
    }

    /// The regimes left out that would have reached an asset, each with its worst verdict.
    fn left_out(
        &self,
        asset: &Asset,
        attributions: &[Attribution],
        facts: &Facts,
    ) -> Vec<(String, Verdict)> {
        let mut reached: BTreeMap<String, Verdict> = BTreeMap::new();
        for law in &self.law_of(asset).left_out {
            let findings = law.judge(facts, attributions, self.on_unknown);
            for finding in findings.iter().filter(|finding| finding.can_be_waived()) {
                let worst = reached.entry(finding.law.regime.clone()).or_insert(finding.verdict);
                *worst = finding.verdict.max(*worst);
            }
        }
        reached.into_iter().collect()
    }

    /// The entries of the site table for the sites that an asset names.
    fn site_entries(&self, asset: &Asset) -> Vec<String> {
        if self.sites.is_empty() {
            return Vec::new();
        }
        let entries = asset.cells(Field::Site).filter_map(|cell| self.sites.entry(cell.text));
        entries.map(|(name, _)| name.to_owned()).collect()
    }

    /// The law as it is put to who owns an asset: the owner of its site where that is another, else the owner of the inventory.
    fn law_of(&self, asset: &Asset) -> &OwnerLaws {
        let of_site = || {
            let mut entries =
                asset.cells(Field::Site).filter_map(|cell| self.sites.entry(cell.text));
            entries.find_map(|(name, _)| self.site_laws.get(name))
        };
        if self.site_laws.is_empty() { &self.law } else { of_site().unwrap_or(&self.law) }
    }

    /// Whether some law names the kind of equipment, or one below it, whoever made it.
    fn kind_is_named(&self, asset: &Asset) -> bool {
        let tree = &self.knowledge.tree;
        if self.books().all(|book| book.kinds_named().is_empty()) {
            return false;
        }
        let stated: Vec<_> = tree.stated_by(asset).into_iter().map(|stated| stated.kind).collect();
        let suggested = || tree.suggested_by(asset, &stated);
        stated.iter().any(|kind| self.names(kind))
            || suggested().iter().any(|suggested| self.surely_names(&suggested.kind))
    }

    /// The same of the words of a category alone; `None` if they name no kind, so that the rest of the row must tell.
    fn category_is_named(&self, category: &str) -> Option<bool> {
        let kinds = self.knowledge.tree.named_in(category);
        (!kinds.is_empty()).then(|| kinds.iter().any(|kind| self.names(kind)))
    }

    /// Whether some law names what the context suggests: a sheet of routers is no question about each of them.
    fn surely_names(&self, kind: &KindId) -> bool {
        let tree = &self.knowledge.tree;
        self.books().any(|book| tree.reaches([kind], book.kinds_named()) == Truth::True)
    }

    fn names(&self, kind: &KindId) -> bool {
        let tree = &self.knowledge.tree;
        self.books().any(|book| tree.reaches([kind], book.kinds_named()) != Truth::False)
    }

    /// The law that is applied, and that which is left out.
    fn books(&self) -> impl Iterator<Item = &LawBook> {
        std::iter::once(&self.book).chain(&self.left_out)
    }

    /// Marks the findings that a waiver accepts, and hands back the waivers that cover one of them, ended ones too.
    fn waive(
        &self,
        findings: &mut [Finding],
        asset_id: Option<&str>,
        site: Option<&str>,
    ) -> Vec<String> {
        let mut covering = Vec::new();
        for waiver in &self.waivers {
            let covers = |finding: &&mut Finding| {
                finding.can_be_waived() && waiver.covers(finding, asset_id, site)
            };
            let mut covered = findings.iter_mut().filter(covers).peekable();
            if covered.peek().is_some() {
                covering.push(waiver.place.clone());
            }
            if !waiver.has_ended(self.as_of) {
                let open = covered.filter(|finding| finding.accepted.is_none());
                open.for_each(|finding| waiver.accept(finding));
            }
        }
        covering
    }
}

/// The header of a sheet as one text, with its line.
fn header(seen: &Understanding) -> Option<(u64, String)> {
    let headers = seen.columns.iter().map(|column| column.header.as_str());
    let text = headers.filter(|header| !header.is_empty()).collect::<Vec<_>>().join(" | ");
    Some((seen.header_line()?, text))
}

fn place(asset: &Asset) -> Place {
    let layout = &asset.layout;
    Place {
        file: layout.file.clone(),
        sheet: layout.sheet.clone(),
        row: asset.row,
        line: asset.line,
        in_book: false,
    }
}

fn unchecked(place: Place, why: String) -> Audited {
    Audited {
        place,
        asset_id: None,
        called: String::new(),
        site: None,
        verdict: Verdict::Unchecked,
        attributions: Vec::new(),
        findings: Vec::new(),
        facts: Facts::default(),
        notes: vec![why],
        settings: Settings::default(),
    }
}
