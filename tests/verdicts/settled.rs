//! What must hold of all law: giving an unknown fact a value may settle an open question, but never turns one settled answer into the other.

use std::{fmt::Write as _, io::Cursor};

use banlint::{
    Date, Finding, Truth,
    audit::{Audited, Auditor},
};

/// The facts that an item may have, by header, each with cells from both sides of what law asks for.
const FACTS: [(&str, &[&str]); 13] = [
    (
        "Category",
        &[
            "IP camera",
            "Thermal camera",
            "Switch",
            "Home router",
            "Router",
            "Base station",
            "5G core",
            "Drone",
            "Laptop",
            "Door station",
            "Antivirus software",
            "Mobile app",
            "Solar inverter",
            "Quadruped robot",
            "Car",
            "Two-way radio",
            "Radio module",
        ],
    ),
    (
        "Purchase Date",
        &[
            "2018-01-05",
            "2020-09-01",
            "2022-10-01",
            "2024-02-01",
            "2026-02-01",
            "2026-07-08",
            "2026-10-10",
            "2023",
        ],
    ),
    (
        "FCC Grant Date",
        &["2018-01-05", "2022-12-01", "2023-05-01", "2026-01-05", "2026-08-05", "2026"],
    ),
    ("Installation Date", &["2021-03-05", "2025-06-01"]),
    ("Status", &["in service", "in stock", "retired", "ordered"]),
    ("Site Class", &["sensitive", "Defence", "ordinary", "government office", "electorate office"]),
    (
        "Purpose",
        &[
            "public safety",
            "national security",
            "nuclear deterrence",
            "quality control",
            "federal contract work",
        ],
    ),
    (
        "Network",
        &["5G", "LTE", "corporate", "departmental core", "SCI", "no user data", "isolated"],
    ),
    ("Funding Source", &["federal award", "E-Rate", "FCC programme", "own money", "EU funds"]),
    ("Country of Origin", &["CN", "US", "FR", "IN"]),
    (
        "Approval",
        &["Blue UAS", "Conditional Approval", "STQC", "not approved", "exception granted"],
    ),
    ("Remote Access", &["manufacturer", "VPN only"]),
    ("Plant Power (kW)", &["90", "100", "250"]),
];
const MAKERS: [&str; 19] = [
    "Hikvision",
    "Dahua",
    "Huawei",
    "ZTE",
    "Hytera",
    "Uniview",
    "DJI",
    "Autel Robotics",
    "Kaspersky",
    "ByteDance",
    "DeepSeek",
    "TP-Link",
    "Sungrow",
    "Acronis",
    "YMTC",
    "Quectel",
    "EZVIZ",
    "Unitree",
    "Axis",
];
/// How often each maker is put together with each category, the other facts being others each time.
const ROUNDS: usize = 3;

/// Items about which one fact after another becomes known: each chain begins with a maker alone, and each maker meets each category.
fn chains() -> Vec<Vec<Vec<String>>> {
    let mut random = fastrand::Rng::with_seed(7);
    let mut chain = |at: usize| {
        let mut order: Vec<usize> = (0..FACTS.len()).collect();
        random.shuffle(&mut order);
        let mut row = vec![MAKERS[at % MAKERS.len()].to_owned()];
        row.resize(FACTS.len() + 1, String::new());
        let mut rows = vec![row.clone()];
        for fact in order {
            let cells = FACTS[fact].1;
            let chosen = if fact == 0 { at / MAKERS.len() } else { random.usize(..cells.len()) };
            cells[chosen % cells.len()].clone_into(&mut row[fact + 1]);
            rows.push(row.clone());
        }
        rows
    };
    (0..MAKERS.len() * FACTS[0].1.len() * ROUNDS).map(&mut chain).collect()
}

fn audited(chains: &[Vec<Vec<String>>], owner: &[String], as_of: &str) -> Vec<Audited> {
    let headers: Vec<_> = FACTS.iter().map(|(header, _)| *header).collect();
    let mut sheet = format!("Tag,Manufacturer,{}\n", headers.join(","));
    for (at, row) in chains.iter().flatten().enumerate() {
        writeln!(sheet, "A-{at},{}", row.join(",")).unwrap();
    }
    let as_of: Date = as_of.parse().unwrap();
    let auditor = Auditor::builder().organisation(owner.iter().map(String::as_str)).as_of(as_of);
    let rows = auditor.build().unwrap().audit("items.csv", Cursor::new(sheet)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

/// All that an owner can be at once.
fn everything() -> Vec<String> {
    let auditor = Auditor::builder().build().unwrap();
    let all = auditor.book().terms().organisations().values();
    let may_be_public = all.filter(|one| one.excludes.is_empty());
    may_be_public.map(|one| one.id.clone()).collect()
}

/// What a finding has settled: an exception that the owner could still show leaves the answer open, and a note is no answer.
fn settled(finding: &Finding) -> Option<bool> {
    match finding.truth {
        _ if finding.note => None,
        Truth::True if finding.could_apply.is_empty() => Some(true),
        Truth::False => Some(false),
        _ => None,
    }
}

/// The provisions that come out one way of an item and the other way of the same item, of which more is known.
fn turned(before: &Audited, after: &Audited) -> Vec<String> {
    let same = |one: &Finding, other: &&Finding| {
        one.law.id == other.law.id && one.vendor() == other.vendor()
    };
    let turned = before.findings.iter().filter(|one| {
        let later = after.findings.iter().find(|other| same(one, other));
        settled(one).is_some_and(|was| later.and_then(settled).is_some_and(|is| is != was))
    });
    turned.map(|one| format!("{} {:?}", one.law.id, one.vendor())).collect()
}

#[test]
fn what_becomes_known_turns_no_settled_answer() {
    let chains = chains();
    let steps = FACTS.len() + 1;
    let everything = everything();
    for as_of in ["2026-11-26", "2028-02-01"] {
        let rows = [audited(&chains, &[], as_of), audited(&chains, &everything, as_of)];
        let decided = rows[1].iter().flat_map(|row| &row.findings).filter_map(settled);
        let (hold, fail): (Vec<_>, Vec<_>) = decided.partition(|holds| *holds);
        assert!(hold.len() > 500 && fail.len() > 5_000, "{} {}", hold.len(), fail.len());
        for (at, cells) in chains.iter().flatten().enumerate() {
            let says = |what: &str, turned: Vec<String>| {
                assert!(turned.is_empty(), "{as_of}: {what} turns {turned:?} of {cells:?}");
            };
            says("to know the owner", turned(&rows[0][at], &rows[1][at]));
            if at % steps > 0 {
                says("one more fact", turned(&rows[1][at - 1], &rows[1][at]));
                says("one more fact, of no known owner,", turned(&rows[0][at - 1], &rows[0][at]));
            }
        }
    }
}
