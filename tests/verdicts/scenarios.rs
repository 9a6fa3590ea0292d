//! Scenarios of law: facts of one item, and what a specialist says of each provision, with the reason and where it stands.
//!
//! Each file of `scenarios/` holds the scenarios of one regime. They were written from the words of the law before the program was run on
//! them. Where it disagrees, the law is read again, and the rule or the program is mended; a scenario is not.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    io::Cursor,
    path::Path,
    sync::LazyLock,
};

use banlint::{
    Date, Finding, Verdict,
    audit::{Audited, Auditor},
    rules::Regime,
};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Scenarios {
    pub(super) regime: String,
    jurisdiction: String,
    /// What the owner is, and the day, where a scenario does not say otherwise.
    #[serde(default)]
    owner: Vec<String>,
    as_of: Date,
    pub(super) scenario: Vec<Scenario>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Scenario {
    /// The cells of its row, by header.
    pub(super) item: BTreeMap<String, String>,
    owner: Option<Vec<String>>,
    as_of: Option<Date>,
    /// By provision: the verdict, and for a question the facts that are asked after (`review: purpose, acquired`). `note` is a provision
    /// that is told beside the verdict, `exempt` one that does not reach the item or says nothing of it.
    pub(super) expect: BTreeMap<String, String>,
    why: String,
    cite: String,
}

pub(super) fn all() -> Vec<(String, Scenarios)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verdicts/scenarios");
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let read = |path: std::path::PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let scenarios = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, scenarios)
    };
    files.into_iter().map(read).collect()
}

#[test]
fn scenarios_come_out_as_specialists_say() {
    let mut failed = String::new();
    for (name, scenarios, audited) in &*AUDITED {
        let mut agree = 0;
        for (scenario, audited) in scenarios.scenario.iter().zip(audited) {
            let (owner, as_of) = scenarios.owner_and_day(scenario);
            let faults = scenario.faults(&scenarios.regime, audited);
            if faults.is_empty() {
                agree += 1;
            } else {
                let Scenario { item, why, cite, .. } = scenario;
                write!(
                    failed,
                    "{name}: {item:?}, {owner:?}, {as_of}\n  because: {why} ({cite})\n{faults}"
                )
                .unwrap();
            }
        }
        println!("{name}: {agree} of {} scenarios agree", scenarios.scenario.len());
    }
    assert!(failed.is_empty(), "\n{failed}");
}

/// What the items of each file come to, for every test that asks.
pub(super) static AUDITED: LazyLock<Vec<(String, Scenarios, Vec<Audited>)>> = LazyLock::new(|| {
    let any = Auditor::builder().build().unwrap();
    let of_file = |(name, scenarios): (String, Scenarios)| {
        let mut auditors = Auditors::new();
        let run = |one| scenarios.run(one, &mut auditors, &any);
        let audited = scenarios.scenario.iter().map(run);
        let audited = audited.collect();
        (name, scenarios, audited)
    };
    all().into_iter().map(of_file).collect()
});

/// Those of a file of scenarios, by owner; hardly one serves another file.
type Auditors = BTreeMap<Vec<String>, Auditor>;

impl Scenarios {
    fn owner_and_day<'a>(&'a self, scenario: &'a Scenario) -> (&'a [String], Date) {
        let owner = scenario.owner.as_ref().unwrap_or(&self.owner);
        (owner, scenario.as_of.unwrap_or(self.as_of))
    }

    /// What the item of a scenario comes to.
    fn run(&self, scenario: &Scenario, auditors: &mut Auditors, any: &Auditor) -> Audited {
        let (owner, as_of) = self.owner_and_day(scenario);
        let auditor = auditors.entry(owner.to_vec()).or_insert_with(|| {
            let builder = Auditor::builder().jurisdictions([self.jurisdiction.as_str()]);
            let builder = builder.organisation(owner.iter().map(String::as_str)).as_of(as_of);
            builder.knowledge_of(any).build().unwrap()
        });
        if auditor.basis().as_of != as_of {
            *auditor = auditor.on(as_of).unwrap();
        }
        audited(auditor, &scenario.item)
    }
}

/// The item of one row, audited.
fn audited(auditor: &Auditor, item: &BTreeMap<String, String>) -> Audited {
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |cells: Vec<String>| cells.join(",");
    let sheet = format!(
        "Tag,{}\nA-1,{}\n",
        line(item.keys().map(quoted).collect()),
        line(item.values().map(quoted).collect())
    );
    let mut rows = auditor.audit("item.csv", Cursor::new(sheet)).unwrap();
    rows.next().unwrap().unwrap()
}

impl Scenario {
    /// What is not as expected, a line each; empty if all is well.
    fn faults(&self, regime: &str, row: &Audited) -> String {
        let mut faults = String::new();
        for (provision, expected) in &self.expect {
            let law = format!("{regime}/{provision}");
            let found = row.findings.iter().filter(|finding| finding.law.id == law);
            // Of several designations the one that leaves least open decides.
            let worst = found.max_by_key(|finding| {
                (!finding.note, finding.verdict, Reverse(finding.missing.len()))
            });
            let said = said(worst, expected.contains(':'));
            if said != *expected {
                let tests = worst.map(|finding| {
                    let tests = finding.tests.iter();
                    tests
                        .map(|test| format!("{:?} {:?}", test.kind, test.truth()))
                        .collect::<Vec<_>>()
                });
                writeln!(faults, "  {law}: {said}, expected {expected}; {tests:?}").unwrap();
            }
        }
        faults
    }
}

/// A finding in the words of an expectation.
fn said(finding: Option<&Finding>, with_facts: bool) -> String {
    let Some(finding) = finding else { return Verdict::Exempt.word().to_owned() };
    if finding.note {
        return if finding.truth == banlint::Truth::False { "exempt" } else { "note" }.to_owned();
    }
    let verdict = finding.verdict.word();
    if !with_facts || finding.missing.is_empty() {
        return verdict.to_owned();
    }
    let facts: BTreeSet<_> = finding.missing.iter().map(|missing| missing.fact().key()).collect();
    format!("{verdict}: {}", facts.into_iter().collect::<Vec<_>>().join(", "))
}

#[test]
fn every_provision_is_tested_from_both_sides() {
    let book = Auditor::builder().build().unwrap();
    let book = book.book();
    let (mut reached, mut spared) = (BTreeSet::new(), BTreeSet::new());
    for (name, scenarios) in all() {
        let regime =
            book.regime(&scenarios.regime).unwrap_or_else(|| panic!("{name}: no such regime"));
        for scenario in &scenarios.scenario {
            for (provision, expected) in &scenario.expect {
                let law = format!("{}/{provision}", regime.id);
                assert!(has(regime, provision), "{name}: there is no provision {law}");
                let is_spared = expected == Verdict::Exempt.word();
                if is_spared { &mut spared } else { &mut reached }.insert(law);
            }
        }
    }
    let all = book.regimes().iter().flat_map(|regime| &regime.provisions);
    let all: BTreeSet<_> = all.map(|provision| provision.law.id.clone()).collect();
    for (side, tried) in [("reached", &reached), ("spared", &spared)] {
        let lacking: Vec<_> = all.difference(tried).collect();
        assert!(lacking.is_empty(), "no scenario in which these are {side}: {lacking:#?}");
    }
}

#[test]
fn every_regime_says_what_kind_of_instrument_it_is() {
    let auditor = Auditor::builder().build().unwrap();
    for regime in auditor.book().regimes() {
        assert!(regime.instrument.is_some() || regime.nothing_binding.is_some(), "{}", regime.id);
    }
}

fn has(regime: &Regime, provision: &str) -> bool {
    regime.provisions.iter().any(|one| one.law.provision == provision)
}
