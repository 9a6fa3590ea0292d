//! What must hold of all law: giving an unknown fact a value may settle an open question, but never turns one settled answer into the other.

use std::{collections::BTreeMap, io::Cursor, iter};

use banlint::{
    Date, Finding, Truth,
    audit::{Audited, Auditor},
};

use crate::scenarios;

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
    ("Remote Access", &["manufacturer", "owner only"]),
    ("Plant Power", &["90 kW", "100 kW", "250 kW"]),
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
/// What says who made an item; all else becomes known after it.
const IDENTITY: [&str; 3] = ["Manufacturer", "Brand", "Model"];

/// What is known of an item, by header.
type Known = BTreeMap<String, String>;

/// Items about which one fact after another becomes known, each from its maker alone to all that there is to know: the items of the
/// scenarios, of which every provision reaches some, and made-up ones, in which each maker meets each category.
fn chains() -> Vec<Vec<Known>> {
    let mut random = fastrand::Rng::with_seed(7);
    let scenarios = scenarios::all().into_iter().flat_map(|(_, of_regime)| of_regime.scenario);
    let mut items: Vec<Known> = scenarios.map(|scenario| scenario.item).collect();
    for maker in MAKERS {
        for category in FACTS[0].1 {
            let facts =
                FACTS.iter().map(|(header, cells)| (*header, *random.choice(*cells).unwrap()));
            let mut item: Known =
                facts.map(|(header, cell)| (header.into(), cell.into())).collect();
            item.insert("Category".into(), (*category).into());
            item.insert("Manufacturer".into(), maker.into());
            items.push(item);
        }
    }
    items.into_iter().map(|item| chain(item, &mut random)).collect()
}

fn chain(item: Known, random: &mut fastrand::Rng) -> Vec<Known> {
    let (known, facts): (Known, Known) =
        item.into_iter().partition(|(header, _)| IDENTITY.contains(&header.as_str()));
    let mut facts: Vec<_> = facts.into_iter().collect();
    random.shuffle(&mut facts);
    let mut steps = vec![known];
    for (header, cell) in facts {
        let mut more = steps.last().unwrap().clone();
        more.insert(header, cell);
        steps.push(more);
    }
    steps
}

/// The chains in the order of their items, audited.
fn audited(chains: &[Vec<Known>], owner: &[String], as_of: &str) -> Vec<Vec<Audited>> {
    let mut headers: Vec<&String> = chains.iter().flatten().flat_map(Known::keys).collect();
    headers.sort_unstable();
    headers.dedup();
    // With a number each is an item; two cells that name one maker would be the heading of those below.
    let mut sheet = csv::Writer::from_writer(Vec::new());
    sheet
        .write_record(iter::once("Asset Tag").chain(headers.iter().map(|header| header.as_str())))
        .unwrap();
    for (known, number) in chains.iter().flatten().zip(1..) {
        let tag = format!("T{number}");
        let cells = headers.iter().map(|header| known.get(*header).map_or("", String::as_str));
        sheet.write_record(iter::once(tag.as_str()).chain(cells)).unwrap();
    }
    let as_of: Date = as_of.parse().unwrap();
    let auditor = Auditor::builder().organisation(owner.iter().map(String::as_str)).as_of(as_of);
    let sheet = Cursor::new(sheet.into_inner().unwrap());
    let mut rows = auditor.build().unwrap().audit("items.csv", sheet).unwrap().map(Result::unwrap);
    let audited: Vec<Vec<_>> =
        chains.iter().map(|chain| rows.by_ref().take(chain.len()).collect()).collect();
    let are_all = audited.iter().zip(chains).all(|(rows, chain)| rows.len() == chain.len());
    assert!(are_all && rows.next().is_none(), "each item is a row");
    audited
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
    let everything = everything();
    for as_of in ["2026-11-26", "2028-02-01"] {
        let of_nobody = audited(&chains, &[], as_of);
        let of_everybody = audited(&chains, &everything, as_of);
        let decided = of_everybody.iter().flatten().flat_map(|row| &row.findings);
        let (hold, fail): (Vec<_>, Vec<_>) = decided.filter_map(settled).partition(|holds| *holds);
        println!("{as_of}: {} hold, {} do not", hold.len(), fail.len());
        assert!(hold.len() > 1_000 && fail.len() > 5_000, "{} {}", hold.len(), fail.len());
        for ((chain, of_nobody), of_everybody) in chains.iter().zip(&of_nobody).zip(&of_everybody) {
            let says = |what: &str, at: usize, turned: Vec<String>| {
                let known = &chain[at];
                assert!(turned.is_empty(), "{as_of}: {what} turns {turned:?} of {known:?}");
            };
            for (at, (nobody, everybody)) in of_nobody.iter().zip(of_everybody).enumerate() {
                says("to know the owner", at, turned(nobody, everybody));
                // Not the step after it alone: an answer that is given up before it is turned is turned all the same.
                for later in at + 1..chain.len() {
                    says("to know more", at, turned(everybody, &of_everybody[later]));
                    says("to know more, but no owner,", at, turned(nobody, &of_nobody[later]));
                }
            }
        }
    }
}
