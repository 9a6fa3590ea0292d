//! `banlint columns`: how a sheet is understood, for a person to check and correct.

use std::{
    collections::HashSet,
    io::{self, Write},
};

use crate::{
    asset::{About, Role},
    intake::{ColumnUnderstanding, Entry, Form, Inventory, SetAside, Understanding, Why},
    report::{self, ReadSheet, in_toml, line},
};

use super::{
    args::ColumnsArgs,
    audit_run::length_left,
    destination::Destination,
    exit::{Exit, Failure, Outcome},
    output::Console,
    settings, streams,
};

/// At most this many lines that are no assets are shown, each with what it says.
const ASIDE: usize = 20;

pub(crate) fn run(args: &ColumnsArgs, console: &Console) -> Outcome {
    let (_, options) = settings::reading(args.config.as_ref(), &args.file, &args.input)?;
    streams::refuse_as_input(&args.file)?;
    let inventories = Inventory::open_all(&args.file, &options)?;
    let columns = columns_of(&inventories);
    let sheets = inventories.into_iter().map(|inventory| read(inventory, console));
    let sheets: Vec<_> = sheets.collect::<Result<_, _>>()?;
    let mut out = Destination::stdout(false);
    if args.form.is_json() {
        report::columns_json(&mut out, &sheets)?;
    } else {
        shown(&mut out, &sheets, &columns)?;
    }
    Destination::finish(vec![out])?;
    Ok(Exit::Clean)
}

fn shown(
    out: &mut dyn Write,
    sheets: &[ReadSheet],
    columns: &[ColumnUnderstanding],
) -> io::Result<()> {
    for (at, sheet) in sheets.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        self::sheet(out, sheet)?;
    }
    writeln!(
        out,
        "\n# Keep this in banlint.toml, and correct what is wrong: a field, \"text\" or \"ignore\"."
    )?;
    writeln!(out, "[columns]")?;
    table(out, "", columns)
}

/// Reads a sheet to its end, for what becomes of its records.
fn read(mut inventory: Inventory, console: &Console) -> Result<ReadSheet, Failure> {
    let progress = console.progress(&inventory.understanding().label(), length_left(&inventory));
    let (mut asset, mut set_aside, mut more) = (inventory.asset(), Vec::new(), 0);
    loop {
        match inventory.read(&mut asset)? {
            Entry::End => break,
            Entry::SetAside { why: SetAside::Above | SetAside::Empty, .. } => {}
            Entry::SetAside { .. } if set_aside.len() == ASIDE => more += 1,
            Entry::SetAside { line, why, text } => set_aside.push((line, why, text)),
            _ => progress.at(inventory.account().rows(), inventory.bytes_read()),
        }
    }
    progress.end();
    let account = inventory.account().clone();
    let understanding = inventory.understanding().clone();
    Ok(ReadSheet { understanding, set_aside, more, account })
}

/// A sheet as it is understood, and what became of its records.
fn sheet(out: &mut dyn Write, sheet: &ReadSheet) -> io::Result<()> {
    let ReadSheet { understanding, set_aside, more, account } = sheet;
    head(out, understanding)?;
    for (at, why, text) in set_aside {
        writeln!(out, "  no asset   line {at}: {why}: {}", line(text))?;
    }
    if *more > 0 {
        writeln!(out, "  no asset   … and {more} more lines")?;
    }
    writeln!(out, "  records    {account}")?;
    let is_remark = |why: &SetAside| matches!(why, SetAside::Remark | SetAside::Footer);
    if set_aside.iter().any(|(_, why, _)| is_remark(why)) {
        writeln!(
            out,
            "             a remark that names a maker is judged by `banlint check`, and counted as a row"
        )?;
    }
    writeln!(out)?;
    for column in &understanding.columns {
        show(out, column)?;
    }
    searched(out, &understanding.columns)?;
    for warning in &understanding.warnings {
        writeln!(out, "note: {}", line(&warning.to_string()))?;
    }
    Ok(())
}

/// The columns of all sheets; what several of them have is named once.
pub(super) fn columns_of(inventories: &[Inventory]) -> Vec<ColumnUnderstanding> {
    let mut columns: Vec<ColumnUnderstanding> = Vec::new();
    for inventory in inventories {
        let sheet = &inventory.understanding().columns;
        let known: HashSet<_> = columns.iter().map(|column| column.header.clone()).collect();
        columns.extend(sheet.iter().filter(|column| !known.contains(&column.header)).cloned());
    }
    columns
}

/// The file as a whole.
fn head(out: &mut dyn Write, sheet: &Understanding) -> io::Result<()> {
    writeln!(out, "{}", line(&sheet.file))?;
    if let Some(name) = &sheet.sheet {
        writeln!(out, "  sheet      {}", line(name))?;
    }
    if sheet.form != Form::Text || sheet.packing.is_some() {
        writeln!(out, "  kind       {}", sheet.kind())?;
    }
    if let Some(text) = &sheet.text {
        let delimiter = match text.delimiter {
            '\t' => "tab".to_owned(),
            other => format!("`{other}`"),
        };
        writeln!(out, "  encoding   {} ({})", text.encoding, text.basis.word())?;
        writeln!(out, "  delimiter  {delimiter}")?;
    }
    match sheet.header_lines {
        Some((first, last)) if first == last => writeln!(out, "  header     line {first}")?,
        Some((first, last)) => writeln!(out, "  header     lines {first} to {last}")?,
        None if sheet.text.is_some() => writeln!(out, "  header     none")?,
        None => {}
    }
    if let Some(export) = &sheet.export {
        writeln!(out, "  export of  {}", line(export))?;
    }
    for (at, text) in sheet.preamble.iter().filter(|(_, text)| !text.is_empty()) {
        writeln!(out, "  not data   line {at}: {}", line(text))?;
    }
    Ok(())
}

fn show(out: &mut dyn Write, column: &ColumnUnderstanding) -> io::Result<()> {
    let header = line(&column.header);
    writeln!(out, "{:>3}  {header}", column.number)?;
    let order = match column.date_order {
        Some(crate::asset::DateOrder::DayFirst) => ", day before month",
        Some(crate::asset::DateOrder::MonthFirst) => ", month before day",
        Some(crate::asset::DateOrder::YearFirst) => ", year before month",
        None => "",
    };
    let role = match column.role {
        Role::Field(field) => field.key(),
        Role::Text => "text",
        role => role.says(),
    };
    let confidence = column.confidence.word();
    writeln!(
        out,
        "     taken for {role} ({confidence}: {}{order})",
        line(&column.why.to_string())
    )?;
    if !column.samples.is_empty() {
        let samples: Vec<_> = column.samples.iter().map(|sample| line(sample)).collect();
        writeln!(out, "     such as {}", samples.join(" | "))?;
    }
    Ok(())
}

fn searched(out: &mut dyn Write, columns: &[ColumnUnderstanding]) -> io::Result<()> {
    let groups = [
        (Some(About::Asset), "searched for makers' names, model families and registered marks"),
        (
            Some(About::Circumstances),
            "searched for the same, but only for names that can hardly mean anything else",
        ),
        (
            Some(About::Other),
            "searched likewise, but what is found is a lead at most, and beside a known maker only with a model number",
        ),
        (
            Some(About::Absent),
            "searched likewise, but what is found is a lead at most, and none beside a known maker",
        ),
        (None, "not searched"),
    ];
    for (about, what) in groups {
        let numbers = columns.iter().filter(|column| column.about == about);
        let numbers: Vec<_> = numbers.map(|column| column.number).collect();
        if !numbers.is_empty() {
            let plural = if numbers.len() > 1 { "s" } else { "" };
            writeln!(out, "  column{plural} {}: {what}", ranges(&numbers))?;
        }
    }
    Ok(())
}

/// Rising numbers in short: `1-3, 5`.
fn ranges(numbers: &[usize]) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for &number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => ranges.push((number, number)),
        }
    }
    let shown = ranges.iter().map(|(first, last)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first}-{last}"),
    });
    shown.collect::<Vec<_>>().join(", ")
}

/// The lines of the table to keep in `banlint.toml`: what was understood, ready to be corrected. Each begins with `lead`.
pub(super) fn table(
    out: &mut dyn Write,
    lead: &str,
    columns: &[ColumnUnderstanding],
) -> io::Result<()> {
    // Comments are no column of the sheet, so nobody can say what it holds.
    for column in columns.iter().filter(|column| column.why != Why::Comments) {
        let twice = columns.iter().filter(|other| other.header == column.header).count() > 1;
        let key = in_toml(&column.header);
        match column.role {
            Role::Secret => {}
            _ if twice || column.header.is_empty() => {
                writeln!(out, "# column {} cannot be named by its header", column.number)?;
            }
            role => writeln!(out, "{lead}{key} = \"{}\"", role.word())?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_a_row_are_shown_as_one_range() {
        assert_eq!(ranges(&[1, 2, 3, 5, 8, 9]), "1-3, 5, 8, 9");
    }
}
