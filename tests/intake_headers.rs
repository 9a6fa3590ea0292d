//! How well headers are understood, measured: the documented headers of known exports.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy's allowance for tests stops at the helpers of an integration test"
)]

use std::{
    collections::BTreeMap,
    fmt::Write,
    io::Cursor,
    path::Path,
    sync::{Arc, LazyLock},
};

use banlint::{
    Field,
    asset::Role,
    intake::{ColumnUnderstanding, Formats, Inventory, Options},
    knowledge::Files,
};

static FORMATS: LazyLock<Arc<Formats>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/formats");
    let files = Files::read(&folder).unwrap();
    Arc::new(Formats::load(&files).unwrap_or_else(|faults| panic!("{faults}")))
});

fn open(text: Vec<u8>) -> Inventory {
    let mut options = Options::new(Arc::clone(&FORMATS));
    options.header_line = Some(1);
    options.delimiter = Some(b',');
    Inventory::from_reader("a.csv", Cursor::new(text), &options).unwrap()
}

/// A sheet of these headers with nothing below; a column of remarks keeps it from being refused.
fn sheet(headers: &[&str]) -> Inventory {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(headers.iter().chain(&["Remarks"])).unwrap();
    open(writer.into_inner().unwrap())
}

fn word(role: Role) -> &'static str {
    match role {
        Role::Field(field) => field.key(),
        Role::Text => "text",
        Role::Ignored => "ignored",
        Role::Secret => "secret",
    }
}

/// One documented header.
struct Fact {
    column: String,
    meaning: String,
    note: String,
}

/// The documented headers by export.
fn facts() -> BTreeMap<(String, String), Vec<Fact>> {
    let mut facts: BTreeMap<_, Vec<Fact>> = BTreeMap::new();
    let mut reader = csv::Reader::from_path("tests/fixtures/intake/headers/facts.csv").unwrap();
    for row in reader.records() {
        let row = row.unwrap();
        let cell = |at: usize| row[at].to_owned();
        let fact = Fact { column: cell(2), meaning: cell(3), note: cell(4) };
        facts.entry((cell(0), cell(1))).or_default().push(fact);
    }
    facts
}

/// Whether a role is what the facts say. What is `other` there must be no evidence of a maker; a credential must be a secret.
fn agrees(fact: &Fact, role: Role) -> bool {
    let fields: &[Field] = match fact.meaning.as_str() {
        "other" if fact.note.starts_with("credential") => return role == Role::Secret,
        "other" => {
            return matches!(
                role,
                Role::Ignored
                    | Role::Text
                    | Role::Secret
                    | Role::Field(Field::Owner | Field::Firmware | Field::Purpose | Field::Funding)
            );
        }
        "asset_id" => &[Field::AssetId],
        "brand" => &[Field::Brand],
        "category" => &[Field::Equipment],
        "country" => &[Field::Country],
        "description" => &[Field::Description],
        "fcc_id" => &[Field::FccId],
        "firmware" => &[Field::Firmware],
        "hostname" => &[Field::Hostname],
        "install_date" => &[Field::Installed],
        "ip" => &[Field::Ip],
        "mac" => &[Field::Mac],
        "manufacturer" => &[Field::Manufacturer],
        "model" => &[Field::Model, Field::PartNumber],
        "network" => &[Field::Network],
        "purchase_date" => &[Field::Acquired],
        "quantity" => &[Field::Quantity],
        "serial" => &[Field::Serial],
        "site" => &[Field::Site],
        "site_class" => &[Field::SiteClass],
        "status" => &[Field::Status],
        "supplier" => &[Field::Supplier],
        meaning => panic!("{meaning}"),
    };
    matches!(role, Role::Field(field) if fields.contains(&field))
}

#[test]
fn documented_headers_mean_what_their_documentation_says() {
    let mut by_system: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut disagreements = String::new();
    for ((system, export), facts) in facts() {
        let headers: Vec<_> = facts.iter().map(|fact| fact.column.as_str()).collect();
        let inventory = sheet(&headers);
        let (agreed, all) = by_system.entry(system.clone()).or_default();
        for (fact, column) in facts.iter().zip(&inventory.understanding().columns) {
            *all += 1;
            if agrees(fact, column.role) {
                *agreed += 1;
            } else {
                let Fact { column: header, meaning, note } = fact;
                let taken = word(column.role);
                writeln!(
                    disagreements,
                    "{system}, {export}: `{header}` is {meaning}, taken for {taken} {note}"
                )
                .unwrap();
            }
        }
    }
    let mut report = String::new();
    for (system, (agreed, all)) in &by_system {
        writeln!(report, "{agreed} of {all}  {system}").unwrap();
    }
    let sum = |f: fn(&(usize, usize)) -> usize| by_system.values().map(f).sum::<usize>();
    write!(report, "{} of {} in all\n\n{disagreements}", sum(|c| c.0), sum(|c| c.1)).unwrap();
    println!("{report}");
}

/// Whether a role is one of those that a person would give: fields, `secret`, or `-` for a column that says nothing that matters.
fn is_one_of(expected: &str, role: Role) -> bool {
    expected.split('|').any(|expected| match expected {
        "-" => matches!(role, Role::Ignored | Role::Text),
        expected => expected == word(role),
    })
}

/// Agreement by set, and what disagrees.
fn unseen(folder: &str) -> (usize, usize, String) {
    let folder = Path::new("tests/fixtures/intake/headers").join(folder);
    let mut by_set: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for row in csv::Reader::from_path(folder.join("expected.csv")).unwrap().records() {
        let row = row.unwrap();
        by_set.entry(row[0].to_owned()).or_default().push((row[2].to_owned(), row[3].to_owned()));
    }
    let (mut agreed, mut all, mut report) = (0, 0, String::new());
    for (set, expected) in by_set {
        let mut options = Options::new(Arc::clone(&FORMATS));
        options.header_line = Some(1);
        let inventory = match Inventory::open(&folder.join(format!("{set}.csv")), &options) {
            Ok(inventory) => inventory,
            Err(error) => {
                all += expected.len();
                writeln!(report, "{set}: not opened: {error}").unwrap();
                continue;
            }
        };
        let seen = inventory.understanding();
        let columns: &[ColumnUnderstanding] = &seen.columns;
        let mut here = 0;
        let mut odd = String::new();
        for ((header, expected), column) in expected.iter().zip(columns) {
            if is_one_of(expected, column.role) {
                here += 1;
            } else {
                let taken = word(column.role);
                writeln!(odd, "    `{header}` is {expected}, taken for {taken} ({})", column.why)
                    .unwrap();
            }
        }
        agreed += here;
        all += expected.len();
        let export = seen.export.as_deref().map_or(String::new(), |name| format!(" as {name}"));
        write!(report, "{here} of {} {set}{export}\n{odd}", expected.len()).unwrap();
    }
    (agreed, all, report)
}

#[test]
fn unseen_headers_are_understood_as_a_person_would() {
    let (agreed, all, report) = unseen("unseen");
    println!("{agreed} of {all}\n{report}");
}

#[test]
fn known_exports_are_recognised() {
    for ((system, export), facts) in facts() {
        let headers: Vec<_> = facts.iter().map(|fact| fact.column.as_str()).collect();
        let inventory = sheet(&headers);
        let seen = inventory.understanding().export.clone();
        println!("{system}, {export}: {} {}", seen.as_deref().unwrap_or("-"), headers.len());
    }
}

#[test]
fn every_language_has_words_for_what_inventories_have() {
    let mut by_language: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut odd = String::new();
    for row in csv::Reader::from_path("tests/fixtures/intake/headers/languages.csv").unwrap().records()
    {
        let row = row.unwrap();
        let (language, field, header) = (&row[0], &row[1], &row[2]);
        let inventory = sheet(&[header]);
        let column = &inventory.understanding().columns[0];
        let (known, all) = by_language.entry(language.to_owned()).or_default();
        *all += 1;
        if word(column.role) == field {
            *known += 1;
        } else {
            let taken = word(column.role);
            writeln!(odd, "{language}: `{header}` is {field}, taken for {taken} ({})", column.why)
                .unwrap();
        }
    }
    println!("{by_language:?}\n{odd}");
}
