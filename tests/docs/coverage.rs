//! The table of the law that is known, in `README.md`: written from the law files, and stale when they change.

use std::{collections::BTreeMap, fmt::Write as _, fs};

use banlint::{Date, audit::Knowledge, law::Force};

use super::{WRITING, read, root, writes};

const BEGINS: &str = "<!-- coverage -->\n";
const ENDS: &str = "<!-- end of coverage -->";

/// The laws of one country or part of one, by what they do, and the day on which the first of them was compared with its sources.
#[derive(Default)]
struct Row<'b> {
    forbid: Vec<&'b str>,
    advise: Vec<&'b str>,
    bind_nobody: Vec<&'b str>,
    compared: Option<Date>,
}

#[test]
fn the_table_of_coverage_is_that_of_the_law_files() {
    let knowledge = Knowledge::shipped().unwrap();
    let book = &knowledge.book;
    let mut rows: BTreeMap<&str, Row<'_>> = BTreeMap::new();
    for regime in book.regimes() {
        let row = rows.entry(&book.terms().jurisdictions()[&regime.jurisdiction].name).or_default();
        let laws = match regime.force() {
            Some(Force::Prohibited) => &mut row.forbid,
            Some(_) => &mut row.advise,
            None => &mut row.bind_nobody,
        };
        laws.push(&regime.title);
        row.compared = Some(row.compared.map_or(regime.checked, |day| day.min(regime.checked)));
    }
    let mut table = String::from(
        "| of | forbids | advises or informs | looked at, binds nobody | compared |\n|---|---|---|---|---|\n",
    );
    for (of, row) in &rows {
        let [forbid, advise, nobody] =
            [&row.forbid, &row.advise, &row.bind_nobody].map(|laws| laws.join("; "));
        let compared = row.compared.unwrap();
        writeln!(table, "| {of} | {forbid} | {advise} | {nobody} | {compared} |").unwrap();
    }
    let _writing = WRITING.lock().unwrap();
    let text = read("README.md");
    let (head, rest) = text.split_once(BEGINS).unwrap();
    let (written, tail) = rest.split_once(ENDS).unwrap();
    if writes() {
        let text = format!("{head}{BEGINS}{table}{ENDS}{tail}");
        return fs::write(root("README.md"), text).unwrap();
    }
    assert!(written == table, "README.md is stale: BANLINT_WRITE_DOCS=1 cargo test --test docs");
}
