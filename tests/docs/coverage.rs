//! The table of the law that is known, in `README.md`: written from the law files, and stale when they change.

use std::{fmt::Write as _, fs};

use banlint::{audit::Knowledge, law::Force};

use super::{read, root, writes};

const BEGINS: &str = "<!-- coverage -->\n";
const ENDS: &str = "<!-- end of coverage -->";

#[test]
fn the_table_of_coverage_is_that_of_the_law_files() {
    let knowledge = Knowledge::shipped().unwrap();
    let book = &knowledge.book;
    let mut table = String::from("| of | law | by | it | compared |\n|---|---|---|---|---|\n");
    for regime in book.regimes() {
        let of = &book.terms().jurisdictions()[&regime.jurisdiction].name;
        let force = match regime.force().map(Force::word) {
            Some("prohibited") => "forbids",
            Some("advised") => "advises",
            Some(_) => "informs",
            None => "binds nobody",
        };
        let (title, id, by, checked) =
            (&regime.title, &regime.id, &regime.authority, regime.checked);
        writeln!(table, "| {of} | {title} (`{id}`) | {by} | {force} | {checked} |").unwrap();
    }
    let text = read("README.md");
    let (head, rest) = text.split_once(BEGINS).unwrap();
    let (written, tail) = rest.split_once(ENDS).unwrap();
    if writes() {
        let text = format!("{head}{BEGINS}{table}{ENDS}{tail}");
        return fs::write(root("README.md"), text).unwrap();
    }
    assert!(written == table, "README.md is stale: BANLINT_WRITE_DOCS=1 cargo test --test docs");
}
