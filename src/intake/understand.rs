//! From a source to its understanding: the header is found, and every column gets its role.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    ColumnUnderstanding, ColumnUse, Error, ErrorKind, Formats, Options, SetAside, Understanding,
    Warning, Why,
    cells::without_secrets,
    columns::{self, LateColumns, overrides},
    mojibake::mended,
    non_assets::NonAssets,
    shapes::{
        header::{self, Header},
        headerless_table, record_cards, ruled, scan,
        side_by_side::{self, Group},
    },
    source::Source,
};
use crate::{
    Field,
    asset::{Column, DateOrder, FieldTrait, Layout, Role},
    tables::{Form, limits::COLUMNS, mojibake::Mend},
};

/// How many rows below the header the columns are judged by.
pub(super) const BELOW: usize = 200;
/// Fewer rows than this prove nothing.
const FEW: usize = 6;

/// A sheet that is understood, and what reading its rows takes.
pub(super) struct Understood {
    pub(super) understanding: Understanding,
    pub(super) header: Header,
    /// How its text went astray, if it did.
    pub(super) mend: Option<Mend>,
    /// The columns whose empty cells mean the one above.
    pub(super) filled_down: Vec<usize>,
    /// The groups of columns that each tell of an asset of its own, where a line tells of several.
    pub(super) groups: Vec<Group>,
    /// How columns are understood that come up only on the way; `None` where none can.
    pub(super) late: Option<LateColumns>,
}

/// Understands a file or a sheet, and reads it up to the last row of its header. `alone` says that it is all of its file.
pub(super) fn understand(
    source: &mut Source,
    options: &Options,
    alone: bool,
) -> Result<Understood, Error> {
    hide_secret_names(source, &options.formats);
    bound(source)?;
    let (mend, damage) = mended(&mut source.sample, source.lossy);
    source.taken.mend = mend;
    hide_secrets(&mut source.sample, &options.formats);
    let (header, named_at_the_left) = header(source, options)?;
    let known = source.known.clone();
    let label = source.label();
    let (headers, line) = (&header.names, header.lines.map(|(first, _)| first));
    let rows = rows_below(source, &header, &options.formats);
    if known.is_some() && headers.is_empty() {
        return Err(ErrorKind::NoAssets { below_header: line.is_some() }.at(&label, line));
    }
    // Columns that the user names may be in another file, or still come up in a document that goes on.
    let all = alone && options.all_columns;
    let alone = alone && known.as_ref().is_none_or(|known| known.whole);
    let given = overrides::apply(&options.columns, headers, &label, line, all && alone)?;
    let formats = &options.formats;
    let export = known.as_ref().and_then(|known| known.export);
    let export = export.or_else(|| formats.headers.export(headers));
    let sheet = columns::HeadedSheet { headers, rows: &rows, export, formats, certain: Vec::new() };
    let mut columns = columns_of(&sheet, &given);
    // Who says that there is no header, or that a column is text, wants it searched as it is.
    let is_wanted = options.header_line == Some(header::NONE) || header.is_scan;
    let is_headless = is_wanted || header.is_headerless;
    let searched = is_wanted || given.values().any(|role| *role == Role::Text);
    let groups = match &known {
        Some(known) if !known.whole => Vec::new(),
        Some(_) => side_by_side::by_kind(&mut columns, &rows, &given, formats),
        None => side_by_side::find(&mut columns, &rows, &header.over, &given, formats),
    };
    let told = columns.iter().any(|column| tells(column.role));
    describe(&mut columns, &given, is_headless);
    let example = if told { None } else { columns::likeliest(&columns, &rows, formats) };
    // In a folder any table may lie, and not everything that has rows is an inventory.
    let is_known = || !options.known_columns || is_of_goods(source, &rows, formats);
    if !told && !searched && (!alone || example.is_none() || !is_known()) {
        return Err(no_known_column(headers, example).at(&label, line));
    }
    if !told {
        columns::search_all(&mut columns, &rows);
    }
    let mut warnings = damage.warnings(header.preamble.len(), &columns, mend);
    let filled_down = filled_down(options, headers, &label, line, all && alone)?;
    if known.is_none() && groups.is_empty() {
        warnings.extend(filled_in_part(&columns, &rows, &filled_down));
    }
    let taken_away = taken_away(&columns, formats);
    let alone = !told && taken_away.is_none();
    warnings.extend(alone.then_some(Warning::TextAlone { column: example }));
    warnings.extend(taken_away);
    warnings.extend(no_separator(source, options));
    warnings.extend(of_shape(&header, named_at_the_left, &groups, options));
    let open = |column| rows.iter().any(|row| is_open(row.get(column), formats));
    warnings.extend(columns::warnings(&columns, open));
    let export_title = export.map(|export| formats.headers.title(export));
    let understanding = understanding(source, &header, export_title, columns, warnings);
    let late = known.filter(|known| !known.whole).map(|_| {
        let columns = options.columns.clone();
        LateColumns::new(Arc::clone(formats), export, columns, headers, all)
    });
    Ok(Understood { understanding, header, mend, filled_down, groups, late })
}

/// What is wrong with a sheet of these headers; the example is the likeliest column, or the first that is named.
fn no_known_column(headers: &[String], example: Option<String>) -> ErrorKind {
    let named = headers.iter().find(|header| !header.is_empty()).cloned();
    let example = example.or(named).unwrap_or_default();
    ErrorKind::NoKnownColumn { headers: overrides::listed(headers), example }
}

/// Whether a text is surely one table, and of goods, though no column is known.
fn is_of_goods(source: &Source, rows: &[csv::StringRecord], formats: &Formats) -> bool {
    source.text.is_some()
        && headerless_table::is_table(&source.sample, formats)
        && headerless_table::tells_of_goods(rows, formats)
}

/// The columns of a sheet, with codes told from names.
fn columns_of(
    sheet: &columns::HeadedSheet<'_>,
    given: &BTreeMap<usize, Role>,
) -> Vec<ColumnUnderstanding> {
    let mut columns = sheet.columns(given);
    columns::set_codes_apart(&mut columns, sheet.rows, given);
    set_passwords_apart(&mut columns, sheet, given);
    columns
}

/// Columns of passwords that no header calls so: before each stands a login, as a pair of both is known to be one in a text.
fn set_passwords_apart(
    columns: &mut [ColumnUnderstanding],
    sheet: &columns::HeadedSheet<'_>,
    given: &BTreeMap<usize, Role>,
) {
    let are = |at: usize| {
        let pair = |row: &&csv::StringRecord| {
            let cells = row.get(at.wrapping_sub(1)).zip(row.get(at));
            cells.is_some_and(|(login, password)| {
                without_secrets(&format!("'{login}' '{password}'"), sheet.formats).is_some()
                    && without_secrets(password, sheet.formats).is_none()
            })
        };
        sheet.rows.iter().filter(pair).count() * 2 > sheet.rows.len()
    };
    for column in columns {
        let at = column.number - 1;
        let is_unknown = column.role == Role::Text && column.why == Why::Unknown;
        if is_unknown && !given.contains_key(&at) && are(at) {
            (column.role, column.why) = (Role::Secret, Why::SecretWord);
            column.about = column.role.about();
            column.samples.clear();
        }
    }
}

/// The header of a source, and whether the sheet named its facts at the left before it was turned.
fn header(source: &mut Source, options: &Options) -> Result<(Header, bool), Error> {
    let turned = source.known.is_none()
        && options.header_line.is_none()
        && record_cards::turn(source, &options.formats)?;
    let header = match &source.known {
        Some(known) => Header::known(known.headers.clone(), known.above.clone()),
        None => Header::take(source, options)?,
    };
    Ok((header, turned))
}

/// What to know where the separator that the user names divides no line of a text.
pub(super) fn no_separator(source: &Source, options: &Options) -> Option<Warning> {
    let separator = char::from(options.delimiter?);
    let is_undivided = source.sample.iter().all(|record| record.len() < 2);
    (source.form == Form::Text && is_undivided).then_some(Warning::NoSeparator { separator })
}

/// The first rows below the header, by which the columns are judged.
fn rows_below(source: &Source, header: &Header, formats: &Formats) -> Vec<csv::StringRecord> {
    let is_known = source.known.is_some();
    let before = if is_known { 0 } else { header.records() };
    let below = source.sample.get(before..).unwrap_or_default();
    let below = if header.is_ruled { ruled::first_table(below) } else { below };
    let below = &below[..below.len().min(BELOW)];
    if header.is_scan {
        return below.iter().filter(|record| scan::is_host(record)).cloned().collect();
    }
    if is_known { below.to_vec() } else { data(below, header, formats) }
}

/// What the user should know of the shape of the sheet.
fn of_shape(
    header: &Header,
    named_at_the_left: bool,
    groups: &[Group],
    options: &Options,
) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let line = header.lines.map(|(first, _)| first);
    if let (Some(line), None, lines @ 2..) = (line, options.header_line, header.like_rows.len()) {
        warnings.push(Warning::RowsAbove { lines, header: line });
    }
    if header.is_scan {
        warnings.push(Warning::Scan);
    }
    if header.is_headerless {
        warnings.push(Warning::Headerless);
    }
    if named_at_the_left {
        warnings.push(Warning::FactsAtTheLeft);
    }
    if groups.len() > 1 {
        let names = groups.iter().map(|group| group.name.clone()).collect();
        warnings.push(Warning::SeveralInLine { names });
    }
    warnings
}

fn understanding(
    source: &Source,
    header: &Header,
    export: Option<Arc<str>>,
    columns: Vec<columns::ColumnUnderstanding>,
    warnings: Vec<Warning>,
) -> Understanding {
    let preamble = header.preamble.iter().map(|(line, text)| (*line, header::shown(text)));
    Understanding {
        file: source.file.clone(),
        sheet: source.sheet.clone(),
        form: source.form,
        packing: source.packing,
        text: source.text,
        export,
        header_lines: header.lines,
        header_is_ruled: header.is_ruled,
        preamble: preamble.collect(),
        columns,
        warnings,
        unread: None,
    }
}

/// Takes texts that nobody knows for descriptions: who says that there is no header wants each line read for what it is.
fn describe(
    columns: &mut [columns::ColumnUnderstanding],
    given: &BTreeMap<usize, Role>,
    is_headless: bool,
) {
    let unknown = |column: &&mut columns::ColumnUnderstanding| {
        is_headless && column.role == Role::Text && !given.contains_key(&(column.number - 1))
    };
    columns.iter_mut().filter(unknown).for_each(|column| {
        column.role = Role::Field(Field::Description);
    });
}

/// The records of a sample that are rows below this header, as far as that can be told before the columns are known.
fn data(
    sample: &[csv::StringRecord],
    header: &Header,
    formats: &Formats,
) -> Vec<csv::StringRecord> {
    let columns = Layout::new(String::new(), None, Vec::new());
    let non_assets = NonAssets::new(header.rows.clone(), header.titles.clone(), &columns);
    let sorted = sample.iter().map(|record| (record, non_assets.catches(record, formats)));
    let under_it = sorted.take_while(|(_, caught)| *caught != Some(SetAside::OtherHeader));
    under_it.filter(|(_, caught)| caught.is_none()).map(|(record, _)| record.clone()).collect()
}

/// The columns that the user wants filled down; unless `all` of them must be there, those that are not are passed over.
fn filled_down(
    options: &Options,
    headers: &[String],
    label: &str,
    line: Option<u64>,
    all: bool,
) -> Result<Vec<usize>, Error> {
    let mut columns = Vec::new();
    for name in &options.fill_down {
        match overrides::column(name, headers, label, line) {
            Err(Error { kind: ErrorKind::UnknownColumn { .. }, .. }) if !all => {}
            found => columns.push(found?),
        }
    }
    Ok(columns)
}

/// Columns that say where assets stand or what they are, and of which only the first of several rows is filled: perhaps cells were
/// merged there.
fn filled_in_part(
    columns: &[columns::ColumnUnderstanding],
    rows: &[csv::StringRecord],
    filled_down: &[usize],
) -> Vec<Warning> {
    let merged = columns.iter().filter(|column| {
        let at = column.number - 1;
        let wanted = column.role.is(FieldTrait::Shared);
        let filled =
            |row: &csv::StringRecord| row.get(at).is_some_and(|cell| !cell.trim().is_empty());
        let count = rows.iter().filter(|row| filled(row)).count();
        wanted
            && !filled_down.contains(&at)
            && rows.len() >= FEW
            && (2..=rows.len() / 2).contains(&count)
            && rows.first().is_some_and(filled)
    });
    merged
        .map(|column| Warning::FilledInPart {
            header: column.header.clone(),
            column: column.number,
        })
        .collect()
}

/// Refuses a sheet whose first records are wider than any sheet, before names are made of their cells.
fn bound(source: &Source) -> Result<(), Error> {
    let widest = source.sample.iter().map(csv::StringRecord::len).max().unwrap_or(0);
    if widest <= COLUMNS {
        return Ok(());
    }
    Err(ErrorKind::TooManyColumns { found: widest, limit: COLUMNS }.of(&source.label()))
}

/// Takes out of the names that a document gives its columns and its lists what is secret by its look.
fn hide_secret_names(source: &mut Source, formats: &Formats) {
    let Some(known) = &mut source.known else { return };
    for name in known.headers.iter_mut().chain(&mut source.sheet) {
        hide_secret(name, formats);
    }
}

/// Takes out of a name what is secret by its look.
pub(super) fn hide_secret(name: &mut String, formats: &Formats) {
    if let Some(cleared) = without_secrets(name, formats) {
        *name = cleared.shown;
    }
}

/// Takes out of a sample, which is shown to people, what is secret by its look.
fn hide_secrets(sample: &mut [csv::StringRecord], formats: &Formats) {
    for record in sample {
        let cleared: Vec<_> = record.iter().map(|cell| without_secrets(cell, formats)).collect();
        if cleared.iter().any(Option::is_some) {
            let shown = record.iter().zip(cleared);
            let shown = shown.map(|(cell, cleared)| {
                cleared.map_or_else(|| cell.to_owned(), |cleared| cleared.shown)
            });
            *record = shown.collect();
        }
    }
}

/// The columns below a header that stands further down than the first one, with the rows below it as far as they are known, and whether
/// any of them could tell a maker.
pub(super) fn columns_below(
    headers: &[String],
    rows: &[csv::StringRecord],
    given: &BTreeMap<String, ColumnUse>,
    formats: &Formats,
) -> (Vec<Column>, bool) {
    let given = overrides::apply(given, headers, "", None, false).unwrap_or_default();
    let export = formats.headers.export(headers);
    let columns = columns::HeadedSheet { headers, rows, export, formats, certain: Vec::new() };
    let mut columns = columns.columns(&given);
    let told = columns.iter().any(|column| tells(column.role));
    if !told {
        columns::search_all(&mut columns, rows);
    }
    (columns.iter().map(|column| column.column(formats)).collect(), told)
}

/// The layout that assets of a sheet carry.
pub(super) fn layout(understanding: &Understanding, formats: &Formats) -> Layout {
    let (file, sheet) = (understanding.file.clone(), understanding.sheet.clone());
    let columns = understanding.columns.iter().map(|column| column.column(formats));
    let titles = understanding.preamble.iter().map(|(_, text)| text.clone());
    Layout::new(file, sheet, columns.collect()).titled(titles.collect())
}

/// Whether a column could tell who made an asset.
pub(super) fn tells(role: Role) -> bool {
    role.is(FieldTrait::TellsMaker)
}

/// The columns that tell makers by their names, and that the user has taken for something that tells none.
fn taken_away(columns: &[ColumnUnderstanding], formats: &Formats) -> Option<Warning> {
    let is_taken = |column: &&ColumnUnderstanding| {
        column.why == Why::Override
            && column.role != Role::Text
            && !tells(column.role)
            && formats.headers.role(&column.header, None).is_some_and(tells)
    };
    let headers: Vec<_> = columns.iter().filter(is_taken).map(|one| one.header.clone()).collect();
    (!headers.is_empty()).then_some(Warning::TakenAway { headers })
}

/// Whether a cell is a date that reads one way with the day first and another with the month first.
fn is_open(cell: Option<&str>, formats: &Formats) -> bool {
    let read = |order| cell.and_then(|cell| formats.read_date(cell, Some(order)));
    read(DateOrder::DayFirst) != read(DateOrder::MonthFirst)
}
