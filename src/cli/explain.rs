//! `banlint explain`: one row in full.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use crate::{
    Asset, Field,
    audit::{Audited, Auditor},
    intake::{Entry, Inventories, Inventory},
    report::{self, PageLook},
    strings::{and_more, in_shell},
};

use super::{
    args::ExplainArgs,
    exit::{Exit, Failure, Outcome},
    output::Console,
    settings, streams,
};

/// Maximum rows named where several fit.
const NAMED: usize = 8;

pub(crate) fn run(args: &ExplainArgs, out: &mut dyn Write, console: &Console) -> Outcome {
    let (file, wanted) = wanted(&args.file, args.row.as_deref())?;
    streams::refuse_as_input(&file)?;
    let settings = settings::settings(&args.law, Some(&file), Some(&args.input))?;
    let auditor = &settings.auditor;
    auditor.basis().replaced().for_each(|said| console.warn(&said));
    let (wanted, found, last) = (&wanted, Vec::new(), 0);
    let mut search = RowSearch { auditor, wanted, found, last, no_asset: None };
    let (inventories, lack) = Inventories::open(&file, &settings.reading)?.into_parts();
    for inventory in inventories {
        search.read(inventory)?;
    }
    if search.found.is_empty() && file.as_os_str() != "-" {
        for inventory in Inventories::open(&file, &settings.reading)?.into_parts().0 {
            search.read_line(inventory)?;
        }
    }
    if let Some(lack) = lack.filter(|_| search.found.is_empty()) {
        return Err(lack.into());
    }
    let found = search.end().map_err(|failure| Failure {
        message: format!("{}: {}", file.display(), failure.message),
        ..failure
    })?;
    let look = PageLook { details: args.details, ..console.look(None, true) };
    let audited = with_facts(auditor, &found.asset, found.audited);
    let made: Vec<_> = audited.attributions.iter().chain(&audited.unreached).cloned().collect();
    let searched = report::SearchedCell::in_vain(&found.asset, &made);
    if args.form.is_json() {
        report::explain_json(out, auditor.basis(), &audited, &searched)?;
    } else {
        report::explain(out, look, auditor.basis(), &audited, &searched)?;
    }
    Ok(Exit::Clean)
}

/// What the user asks for, in every way in which it can be read.
struct Wanted {
    /// What was typed.
    text: String,
    /// Whether it may be an asset number too; not after the name of the file.
    may_be_number: bool,
    sheet: Option<String>,
    /// A line, or a row of a sheet.
    line: Option<u64>,
    /// Which of several assets on that line, from 1.
    nth: Option<usize>,
}

impl Wanted {
    /// `404`, `404#2`, `Cameras!404`, `'My Sheet'!A404`, or an asset number.
    fn new(text: &str) -> Self {
        let (sheet, rest) = match text.rsplit_once('!') {
            Some((sheet, row)) => (Some(unquoted(sheet)), row),
            None => (None, text),
        };
        let (line, nth) = match rest.split_once('#') {
            Some((line, nth)) => (line, nth.parse().ok()),
            None => (rest, None),
        };
        // A cell of a sheet is as good as its row.
        let cell = line.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let line = if sheet.is_some() { cell } else { line };
        Self { text: text.to_owned(), may_be_number: true, sheet, line: line.parse().ok(), nth }
    }

    /// Whether it may be in this sheet.
    fn names(&self, inventory: &Inventory) -> bool {
        self.sheet.is_none() || self.sheet == inventory.understanding().sheet
    }

    /// The same after the name of the file and a colon: a number is a line there.
    fn in_file(text: &str) -> Self {
        let wanted = Self::new(text);
        Self { may_be_number: wanted.line.is_none(), ..wanted }
    }
}

/// The name of a sheet without the quotes that formulas put around it.
fn unquoted(sheet: &str) -> String {
    let inner = sheet.strip_prefix('\'').and_then(|sheet| sheet.strip_suffix('\''));
    inner.map_or_else(|| sheet.to_owned(), |inner| inner.replace("''", "'"))
}

/// The file and what is asked of it: `FILE ROW`, or `FILE:LINE` in one.
fn wanted(file: &Path, row: Option<&str>) -> Result<(PathBuf, Wanted), Failure> {
    if let Some(row) = row {
        // What a report or an editor prints may be typed as it is.
        let line = row.strip_prefix(&*file.to_string_lossy()).and_then(|row| row.strip_prefix(':'));
        return Ok((file.to_owned(), line.map_or_else(|| Wanted::new(row), Wanted::in_file)));
    }
    let text = file.to_string_lossy();
    let parts = text.rsplit_once(':').filter(|(path, line)| !path.is_empty() && !line.is_empty());
    let Some((path, line)) = parts.filter(|_| !file.exists()) else {
        return Err(Failure::new(format!(
            "{text}: which row? Expected a line or an asset number after the file, or {text}:LINE"
        )));
    };
    Ok((PathBuf::from(path), Wanted::in_file(line)))
}

struct AskedAsset {
    asset: Asset,
    audited: Audited,
    by_number: bool,
}

/// The asset judged, with all its facts even where no law asks for them.
fn with_facts(auditor: &Auditor, asset: &Asset, mut audited: Audited) -> Audited {
    if audited.findings.is_empty() {
        audited.facts = auditor.findings(asset, &audited.attributions).0;
    }
    audited
}

/// A search through the inventories of a file for the row asked for.
struct RowSearch<'a> {
    auditor: &'a Auditor,
    wanted: &'a Wanted,
    found: Vec<AskedAsset>,
    /// The last line with an asset.
    last: u64,
    /// Why the line asked for holds no asset.
    no_asset: Option<String>,
}

impl RowSearch<'_> {
    fn read(&mut self, mut inventory: Inventory) -> Result<(), Failure> {
        let wanted = self.wanted;
        let in_book = inventory.understanding().form.is_workbook();
        let is_named = wanted.names(&inventory);
        let is_wanted = |line| is_named && wanted.line == Some(line);
        let mut asset = inventory.asset();
        let mut sections = self.auditor.sections(&inventory);
        loop {
            let entry = inventory.read(&mut asset)?;
            sections.saw(&entry, &mut asset);
            match entry {
                Entry::End => return Ok(()),
                Entry::SetAside { line, why, .. } if is_wanted(line) => {
                    self.no_asset =
                        Some(format!("line {line} is no asset: it was set aside as {why}"));
                }
                Entry::SetAside { .. } => {}
                Entry::Unread { line, why, .. } => {
                    self.last = self.last.max(line);
                    if is_wanted(line) {
                        self.no_asset = Some(format!("line {line} could not be read: {why}"));
                    }
                }
                Entry::Asset { notes } => {
                    self.last = self.last.max(asset.line);
                    let by_number = wanted.may_be_number
                        && asset.cells(Field::AssetId).any(|cell| cell.text == wanted.text);
                    if by_number || is_wanted(asset.line) {
                        let mut audited = self.auditor.judge(&asset, &notes);
                        audited.place.in_book = in_book;
                        let asset = asset.clone();
                        self.found.push(AskedAsset { asset, audited, by_number });
                    }
                }
            }
        }
    }

    /// Looks for the line asked for among those that are no rows of a table, and are judged all the same.
    fn read_line(&mut self, inventory: Inventory) -> Result<(), Failure> {
        let line = self.wanted.line.filter(|_| self.wanted.names(&inventory));
        let Some(line) = line else { return Ok(()) };
        if let Some((asset, audited)) = self.auditor.audit_inventory(inventory).of_line(line)? {
            self.found.push(AskedAsset { asset, audited, by_number: false });
        }
        Ok(())
    }

    fn end(mut self) -> Result<AskedAsset, Failure> {
        if let Some(nth) = self.wanted.nth.filter(|_| self.found.len() > 1) {
            self.found.retain(|one| !one.by_number);
            let from = nth.saturating_sub(1).min(self.found.len());
            self.found = self.found.split_off(from);
            self.found.truncate(1);
        }
        if self.found.len() > 1 {
            return Err(self.several());
        }
        let (wanted, last) = (&self.wanted.text, self.last);
        self.found.pop().ok_or_else(|| {
            Failure::new(self.no_asset.unwrap_or_else(|| {
                format!(
                    "there is no asset `{wanted}`; expected a line as reports print it, of which {last} is the last with a row, a row such as Cameras!404 of a workbook, or an asset number as the sheet has it"
                )
            }))
        })
    }

    /// The rows that may be asked for, each as it can be named.
    fn several(&self) -> Failure {
        let spots: Vec<_> = self.found.iter().map(spot).collect();
        let mut choices = Vec::new();
        for (at, one) in self.found.iter().enumerate().take(NAMED) {
            let same = |spots: &[String]| spots.iter().filter(|spot| **spot == spots[at]).count();
            let nth =
                if same(&spots) == 1 { String::new() } else { format!("#{}", same(&spots[..=at])) };
            let called = report::cell(&one.audited.called, 40);
            choices.push(format!("{} ({called})", in_shell(&format!("{}{nth}", spots[at]))));
        }
        let rest = and_more((self.found.len() - choices.len()) as u64);
        Failure::new(format!(
            "`{}` is more than one asset; name one of {}{rest}",
            self.wanted.text,
            choices.join(", ")
        ))
    }
}

/// Where an asset is, as it can be asked for.
fn spot(one: &AskedAsset) -> String {
    let place = &one.audited.place;
    match &place.sheet {
        Some(sheet) => format!("{sheet}!{}", place.line),
        None => format!("{}:{}", place.file, place.line),
    }
}
