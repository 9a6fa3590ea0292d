//! What the form of a file does not tell of the pages that it names: whether their days have come and are in order, whether their
//! addresses are such, and whether anything cites them.

use std::{borrow::Cow, collections::BTreeSet, sync::Arc};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Fault, File, placeholders::PLACEHOLDER};
use crate::Date;

/// The key of the day on which a file was compared with its pages.
const CHECKED: &str = "checked";

/// The ids of pages that files cite, and those that files of pages define.
#[derive(Debug, Default)]
pub(crate) struct Cited {
    cited: BTreeSet<String>,
    shared: BTreeSet<String>,
}

impl Cited {
    /// Adds what a file cites, or defines for others.
    pub(crate) fn add(&mut self, file: &File) {
        let (table, _) = DeTable::parse_recoverable(&file.text);
        if file.is_of_sources() {
            self.shared.extend(pages(table.get_ref()).map(|(id, _)| id.get_ref().to_string()));
        } else {
            cited(table.get_ref(), &mut self.cited);
        }
    }
}

/// Faults days on which something was read or compared that are still to come, pages that were read after the file was compared, and
/// addresses of pages that lead nowhere.
pub(crate) fn faults_of_sources(file: &Arc<File>, today: Date) -> Vec<Fault> {
    let (table, _) = DeTable::parse_recoverable(&file.text);
    let mut faults = Vec::new();
    let root = table.get_ref();
    let of_sources: Vec<_> =
        pages(root).filter_map(|(_, source)| source.get_ref().as_table()).collect();
    faults.extend(of_sources.iter().filter_map(|source| read_later(file, source, root)));
    for table in of_sources.into_iter().chain([root]) {
        for key in ["read", "dated", CHECKED] {
            faults.extend(table.get(key).and_then(|value| to_come(file, value, today)));
        }
        faults.extend(table.get("url").and_then(|value| no_address(file, value)));
    }
    faults
}

/// Faults a day of comparison that is still to come.
pub(crate) fn compared_to_come(file: &Arc<File>, today: Date) -> Option<Fault> {
    let (table, _) = DeTable::parse_recoverable(&file.text);
    let checked = table.get_ref().get(CHECKED)?;
    to_come(file, checked, today)
}

/// Faults pages of a sound file that nothing cites, and those that a file of pages defines as well; `all` is of all files.
pub(crate) fn idle_sources(file: &Arc<File>, all: &Cited) -> Vec<Fault> {
    let (table, _) = DeTable::parse_recoverable(&file.text);
    let (root, is_shared) = (table.get_ref(), file.is_of_sources());
    let mut own = BTreeSet::new();
    cited(root, &mut own);
    let citing = if is_shared { &all.cited } else { &own };
    let fault = |(id, _): (&Spanned<Cow<'_, str>>, _)| {
        let (span, id) = (id.span(), id.get_ref().as_ref());
        if !citing.contains(id) {
            let message = format!("nothing cites the source `{id}`");
            let expected = format!("expected source = \"{id}\" somewhere");
            let hint = "cite it where something was read in it, or take the table out";
            return Some(Fault::at(file, span, message, expected).hint(hint));
        }
        (!is_shared && all.shared.contains(id)).then(|| {
            let message = format!("the source `{id}` is defined in a sources.toml too");
            let hint = "take this table out if it is the same page, or give it an id of its own";
            Fault::at(file, span, message, "expected each id once").hint(hint)
        })
    };
    pages(root).filter_map(fault).collect()
}

/// The `[sources.*]` tables of a file.
fn pages<'t, 's>(
    root: &'t DeTable<'s>,
) -> impl Iterator<Item = (&'t Spanned<Cow<'s, str>>, &'t Spanned<DeValue<'s>>)> {
    root.get("sources").and_then(|sources| sources.get_ref().as_table()).into_iter().flatten()
}

/// Every id under a key `source`.
fn cited(table: &DeTable<'_>, into: &mut BTreeSet<String>) {
    fn below(value: &DeValue<'_>, into: &mut BTreeSet<String>) {
        match value {
            DeValue::Array(all) => all.iter().for_each(|value| below(value.get_ref(), into)),
            DeValue::Table(table) => cited(table, into),
            _ => {}
        }
    }
    for (key, value) in table {
        if key.get_ref() == "source" {
            let value = value.get_ref();
            let all = value.as_array().into_iter().flatten().map(Spanned::get_ref);
            into.extend(all.chain([value]).filter_map(DeValue::as_str).map(str::to_owned));
        } else {
            below(value.get_ref(), into);
        }
    }
}

/// A page that was read after the file was last compared with its pages.
fn read_later(file: &Arc<File>, source: &DeTable<'_>, root: &DeTable<'_>) -> Option<Fault> {
    let (value, checked) = (source.get("read")?, day(root.get(CHECKED)?)?);
    let read = day(value).filter(|read| read.first() > checked.last())?;
    let message = format!(
        "the page was read on {read}, after the file was compared with its pages ({checked})"
    );
    let expected = format!("expected a day up to {checked}");
    let hint = "compare the file with this page, and write the day into `checked`";
    Some(Fault::at(file, value.span(), message, expected).hint(hint))
}

fn day(value: &Spanned<DeValue<'_>>) -> Option<Date> {
    match value.get_ref() {
        DeValue::Datetime(day) => day.to_string().parse().ok(),
        DeValue::String(text) => text.parse().ok(),
        _ => None,
    }
}

fn to_come(file: &Arc<File>, value: &Spanned<DeValue<'_>>, today: Date) -> Option<Fault> {
    let day = day(value)?;
    (day.first() > today.last()).then(|| {
        let message = format!("{day} is still to come");
        Fault::at(file, value.span(), message, format!("expected a day up to {today}"))
            .hint("nobody has read a page of days to come; was the year mistyped?")
    })
}

/// Whether an address has a host behind the name of a protocol.
fn no_address(file: &Arc<File>, value: &Spanned<DeValue<'_>>) -> Option<Fault> {
    let text = value.get_ref().as_str().filter(|text| *text != PLACEHOLDER)?;
    let rest = ["https://", "http://"].iter().find_map(|protocol| text.strip_prefix(protocol));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    let sound = host.contains('.') && !host.starts_with('.') && !text.contains(char::is_whitespace);
    (!sound).then(|| {
        let message = "this is no address of a page";
        Fault::at(
            file,
            value.span(),
            message,
            "expected https:// and a host, such as https://example.org/page",
        )
    })
}
