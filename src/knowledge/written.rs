//! What the form of a file does not tell: whether its days have come, and whether its addresses are such.

use std::sync::Arc;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Fault, File, placeholders::PLACEHOLDER};
use crate::Date;

/// Faults days on which something was read or compared that are still to come, and addresses of pages that lead nowhere.
pub(crate) fn faults_of_sources(file: &Arc<File>, today: Date) -> Vec<Fault> {
    let (table, _) = DeTable::parse_recoverable(&file.text);
    let mut faults = Vec::new();
    let root = table.get_ref();
    let sources = root.get("sources").and_then(|sources| sources.get_ref().as_table());
    let of_sources = sources.into_iter().flat_map(|sources| sources.values());
    let of_sources = of_sources.filter_map(|source| source.get_ref().as_table());
    for table in of_sources.chain([root]) {
        for key in ["read", "dated", "checked"] {
            faults.extend(table.get(key).and_then(|value| to_come(file, value, today)));
        }
        faults.extend(table.get("url").and_then(|value| no_address(file, value)));
    }
    faults
}

fn to_come(file: &Arc<File>, value: &Spanned<DeValue<'_>>, today: Date) -> Option<Fault> {
    let text = match value.get_ref() {
        DeValue::Datetime(day) => day.to_string(),
        DeValue::String(text) => text.to_string(),
        _ => return None,
    };
    let day: Date = text.parse().ok()?;
    (day.first() > today.last()).then(|| {
        let message = format!("{day} is still to come");
        Fault::at(file, value.span(), message, format!("expected a day up to today, {today}"))
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
