//! `banlint explain`: one row in full.

use std::io::Write;

use banlint::{
    Asset, Field,
    audit::{Audited, Auditor},
    intake::{Entry, Inventory},
    report,
};

use super::{
    args::Explain,
    exit::{Exit, Failure, Outcome},
    output::Console,
    settings,
    tried::tried,
};

pub(crate) fn run(args: &Explain, out: &mut dyn Write, console: &Console) -> Outcome {
    let settings = settings::settings(&args.law, Some(&args.file), Some(&args.input))?;
    let auditor = &settings.auditor;
    let inventories = Inventory::open_all(&args.file, &settings.reading)?;
    let (asset, notes) = find(inventories, &args.row).map_err(|failure| Failure {
        message: format!("{}: {}", args.file.display(), failure.message),
        ..failure
    })?;
    let audited = audited(auditor, &asset, notes);
    let look = console.look(None, true);
    let tried = tried(&asset, &audited.attributions);
    report::explain(out, look, auditor.basis(), &audited, &tried)?;
    Ok(Exit::Clean)
}

/// The asset, judged, with all its facts even where no law asks for them.
fn audited(auditor: &Auditor, asset: &Asset, notes: Vec<String>) -> Audited {
    let mut audited = auditor.judge(asset, notes);
    if audited.findings.is_empty() {
        audited.facts = auditor.findings(asset, &audited.attributions).0;
    }
    audited
}

/// The row of this number, or else the first asset with this number of the owner's.
fn find(inventories: Vec<Inventory>, wanted: &str) -> Result<(Asset, Vec<String>), Failure> {
    let number = wanted.parse::<u64>().ok();
    let (mut by_row, mut rows) = (Vec::new(), 0);
    for mut inventory in inventories {
        let mut asset = inventory.asset();
        loop {
            match inventory.read(&mut asset)? {
                Entry::End => break,
                Entry::SetAside { .. } => {}
                Entry::Unread { row, why, .. } => {
                    rows = rows.max(row);
                    if number == Some(row) {
                        return Err(Failure::new(format!("row {row} could not be read: {why}")));
                    }
                }
                Entry::Asset { notes } => {
                    let notes: Vec<_> = notes.iter().map(ToString::to_string).collect();
                    rows = rows.max(asset.row);
                    if asset.cells(Field::AssetId).any(|cell| cell.text == wanted) {
                        return Ok((asset, notes));
                    }
                    if number == Some(asset.row) {
                        by_row.push((asset.clone(), notes));
                    }
                }
            }
        }
    }
    if by_row.len() > 1 {
        let sheets = by_row.iter().filter_map(|(asset, _)| asset.layout.sheet.as_ref());
        let sheets: Vec<_> = sheets.map(|sheet| format!("`{sheet}`")).collect();
        return Err(Failure::new(format!(
            "row {wanted} stands on several sheets; expected one of {}: name it with --sheet",
            sheets.join(", ")
        )));
    }
    by_row.pop().ok_or_else(|| {
        Failure::new(format!(
            "there is no row or asset `{wanted}`; expected a row number from 1 to {rows}, or an asset number as the sheet has it"
        ))
    })
}
