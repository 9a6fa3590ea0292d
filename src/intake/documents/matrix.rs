//! Tables whose rows are lists without keys. The header is the first of them, as in `[["make", "model"], ["Axis", "P3245"]]`, or it
//! stands beside them, as in `{"columns": ["make", "model"], "rows": [["Axis", "P3245"]]}`.

use super::{
    json,
    node::{Node, Object},
    table::MORE,
};
use crate::intake::{
    formats::{Formats, Pair},
    shapes::names,
};

/// A table of fewer columns is a list of texts.
const COLUMNS: usize = 2;
/// The longest header, in bytes.
const HEADER: usize = 1 << 20;

/// The lists of an object that are a table: the header, and the rows.
pub(super) fn header_and_rows<'t>(text: &'t str, formats: &Formats) -> Option<(&'t str, &'t str)> {
    let mut lists = Vec::new();
    let read = json::each_member(text, |_, raw| {
        lists.extend(raw.starts_with('[').then_some(raw));
        true
    });
    let rows = *lists.iter().find(|list| first(list).is_some_and(|row| row.starts_with('[')))?;
    let width = cells(first(rows)?)?.len();
    let header = lists.into_iter().find(|list| {
        let names = header_of(list, formats);
        names.is_some_and(|names| names.len() == width)
    });
    read.is_ok().then_some(())?;
    header.map(|header| (header, rows))
}

/// The names of columns that a list holds, if it does.
pub(super) fn header_of(list: &str, formats: &Formats) -> Option<Vec<String>> {
    let short = Some(list).filter(|list| list.len() <= HEADER)?;
    let Ok(Node::List(list)) = json::value(short, 0) else { return None };
    names(&list, formats)
}

/// The names of columns that a list holds, as texts or as objects that name them; `None` if it is no header, such as a row of objects
/// that say what stands under the name as well.
pub(super) fn names(list: &[Node<'_>], formats: &Formats) -> Option<Vec<String>> {
    let name = |node: &Node<'_>| match node {
        Node::Object(object) => {
            let has = |test: &dyn Fn(&Pair, &str) -> bool| {
                let keyed = |key: &str| formats.pairs.iter().any(|pair| test(pair, key));
                object.members.iter().find(|(key, _)| keyed(key))
            };
            let name = has(&Pair::names).filter(|_| has(&Pair::says).is_none());
            name.and_then(|(_, value)| value.text()).map(str::to_owned)
        }
        other => other.text().map(str::to_owned),
    };
    let names: Vec<_> = list.iter().map(name).collect::<Option<_>>()?;
    let known = names::known(names.iter().map(String::as_str), formats);
    (names.len() >= COLUMNS && known * 2 >= names.len()).then_some(names)
}

/// Whether a list may be a row of a table, of whose columns nobody knows the names: it holds several texts.
pub(super) fn is_row(list: &[Node<'_>]) -> bool {
    list.iter().filter(|node| node.text().is_some()).nth(COLUMNS - 1).is_some()
}

/// The first item of a list.
pub(super) fn first(list: &str) -> Option<&str> {
    let mut first = None;
    // That the list is whole has been seen before, or will be.
    let _ = json::each_item(list, |item| {
        first = Some(item);
        false
    });
    first
}

fn cells(row: &str) -> Option<Vec<Node<'_>>> {
    match json::value(row, 0) {
        Ok(Node::List(cells)) => Some(cells),
        _ => None,
    }
}

/// A row under its header. Cells beyond it are kept.
pub(super) fn row<'t>(header: &[String], cells: Vec<Node<'t>>, line: u64) -> Object<'t> {
    let names = header.iter().map(String::as_str).chain(std::iter::repeat(MORE));
    let members = names.zip(cells).map(|(name, cell)| (name.to_owned().into(), cell));
    Object { line, members: members.collect() }
}
