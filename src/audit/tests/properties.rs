//! What must hold of every audit whatever its rows: a waiver accepts what it names and nothing else, one table cut into several files comes
//! to the same, every text that is reported stands where the report says, and what is decided stays so when more is known.

use std::{collections::BTreeMap, sync::LazyLock};

use proptest::{collection::vec, option, prelude::*, sample::select};

use crate::{
    Field, Finding, Truth, Verdict,
    audit::{Audited, Auditor, AuditorBuilder},
    config::{Config, Waiver},
    fold::fold,
};

const HEADER: &str =
    "Asset ID,Serial,Manufacturer,Model,Category,Description,Site,Status,Purchase Date,Recorder";
const ASSETS: [&str; 4] = ["A-1", "A-2", "B-1", ""];
const SITES: [&str; 4] = ["HQ", "HQ north", "Dépôt", ""];

fn builder() -> AuditorBuilder {
    let as_of = "2026-11-26".parse().unwrap();
    Auditor::builder().jurisdictions(["US"]).organisation(["us-federal-contractor"]).as_of(as_of)
}

static PLAIN: LazyLock<Auditor> = LazyLock::new(|| builder().build().unwrap());

/// The same with one more fact known of every row that leaves it open.
static KNOWING: LazyLock<Vec<Auditor>> = LazyLock::new(|| {
    let facts = [
        (Field::Status, "in-service"),
        (Field::Status, "disposed"),
        (Field::Purpose, "public-safety"),
        (Field::Acquired, "2018-01-01"),
        (Field::Acquired, "2024-01-01"),
        (Field::Contracted, "2024-01-01"),
        (Field::Funding, "us-federal-award"),
    ];
    let known =
        facts.into_iter().filter_map(|(field, value)| builder().assume(field, value).build().ok());
    known.collect()
});

fn row() -> impl Strategy<Value = String> {
    let makers = [
        "Hikvision,DS-2CD2143G2-I,IP camera,",
        "Dahua,IPC-HDW2431T,,dome at the gate",
        "Annke,C800,IP camera,",
        ",,IP camera,Hikvision dome camera DS-2CD2143G2-I",
        "Axis,P3245-LV,IP camera,replaced Hikvision dome",
        "Huawei,S5735-L24T4X,Switch,",
        "Cisco,C9200,Switch,uplink to ZTE",
        ",,,\"pwd: hunter2secret, Dahua NVR4216\"",
    ];
    let recorder = select(&["", "", "", "Dahua NVR4216", "DS-7616NI-K2"][..]);
    let status = select(&["", "in service", "retired", "removed 2023?"][..]);
    let bought = select(&["", "2019-09-01", "2023-05-02"][..]);
    let named = (select(&ASSETS[..]), select(&["", "S1", "S2"][..]), select(&SITES[..]));
    (named, select(makers.to_vec()), status, bought, recorder).prop_map(
        |((asset, serial, site), made, status, bought, recorder)| {
            format!("{asset},{serial},{made},{site},{status},{bought},{recorder}")
        },
    )
}

fn sheet(rows: &[String]) -> String {
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

fn audited(auditor: &Auditor, text: String) -> Vec<Audited> {
    let rows = auditor.audit("a.csv", std::io::Cursor::new(text.into_bytes())).unwrap();
    rows.map(Result::unwrap).collect()
}

/// What the law says of a row, whoever accepts it.
fn of_law(row: &Audited) -> Vec<(String, Option<String>, Verdict)> {
    let said = |finding: &Finding| {
        (finding.law.id.clone(), finding.vendor().map(str::to_owned), finding.of_law())
    };
    row.findings.iter().map(said).collect()
}

/// A waiver of some kinds of names, as a settings file writes it.
fn waiver() -> impl Strategy<Value = String> {
    let asset = option::of(select(&["A-1", "A-*", "*-1", "C-9"][..]));
    let site = option::of(select(&["hq", "HQ*", "depot", "* north"][..]));
    let maker = option::of(select(&["hikvision", "Dahua", "huawei"][..]));
    let regime = option::of(select(&["us-ndaa-889", "us-fcc-covered-list"][..]));
    let until = select(&["2026-01-01", "2027-12-31"][..]);
    (asset, site, maker, regime, until).prop_filter_map("names nothing", |named| {
        let (asset, site, maker, regime, until) = named;
        let names = [("asset", asset), ("site", site), ("maker", maker), ("regime", regime)];
        let lines: String = names
            .iter()
            .filter_map(|(key, name)| Some(format!("{key} = \"{}\"\n", (*name)?)))
            .collect();
        let rest = format!("by = \"J. Doe\"\nreason = \"tried\"\nuntil = {until}\n");
        (!lines.is_empty()).then(|| format!("[[waiver]]\n{lines}{rest}"))
    })
}

fn with_waivers(text: &str) -> (Auditor, Vec<Waiver>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("banlint.toml");
    let organisation =
        "[organisation]\nis = [\"us-federal-contractor\"]\n\n[rules]\njurisdictions = [\"US\"]\n";
    std::fs::write(&path, format!("{organisation}{text}")).unwrap();
    let config = Config::load(&path).unwrap();
    let waivers = config.waivers.clone();
    let as_of = "2026-11-26".parse().unwrap();
    (Auditor::from_config(config).as_of(as_of).build().unwrap(), waivers)
}

/// Whether a waiver as written names this finding; makers by what people call them.
fn names(waiver: &Waiver, finding: &Finding, row: &Audited) -> bool {
    let maker = finding.maker.as_ref();
    let called = maker.map(|maker| [&maker.id, &maker.short, &maker.name].map(|name| fold(name)));
    let maker = waiver.maker.is_empty()
        || called.is_some_and(|called| called.iter().any(|name| waiver.maker.fit(Some(name))));
    maker
        && waiver.regime.fit(Some(&finding.law.regime))
        && waiver.asset.fit(row.asset_id.as_deref())
        && waiver.site.fit(row.site.as_deref().map(fold).as_deref())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_waiver_accepts_what_it_names_and_nothing_else(
        rows in vec(row(), 1..12), waivers in vec(waiver(), 1..5)
    ) {
        let (auditor, waivers) = with_waivers(&waivers.concat());
        let as_of = "2026-11-26".parse().unwrap();
        let (plain, waived) = (audited(&PLAIN, sheet(&rows)), audited(&auditor, sheet(&rows)));
        prop_assert_eq!(plain.len(), waived.len());
        for (plain, waived) in plain.iter().zip(&waived) {
            prop_assert_eq!(of_law(plain), of_law(waived));
            for finding in &waived.findings {
                let named = finding.can_be_waived() && waivers.iter().any(|waiver| {
                    !waiver.has_ended(as_of) && names(waiver, finding, waived)
                });
                prop_assert_eq!(finding.accepted.is_some(), named, "{}", finding.law.id);
                prop_assert_eq!(finding.verdict == Verdict::Waived, named);
            }
            let worst = waived.findings.iter().map(|finding| finding.verdict).max();
            prop_assert_eq!(waived.verdict, worst.unwrap_or(Verdict::Clear));
        }
    }

    #[test]
    fn a_table_cut_into_files_comes_to_the_same(
        rows in vec(row(), 2..14), cut in 1..13_usize
    ) {
        let cut = cut.min(rows.len() - 1);
        let verdicts = |rows: &[Audited]| -> Vec<_> {
            rows.iter().map(|row| (row.verdict, of_law(row), row.called.clone())).collect()
        };
        let whole = verdicts(&audited(&PLAIN, sheet(&rows)));
        let (first, second) = rows.split_at(cut);
        let mut parts = verdicts(&audited(&PLAIN, sheet(first)));
        parts.extend(verdicts(&audited(&PLAIN, sheet(second))));
        prop_assert_eq!(whole, parts);
    }

    /// Every text stands in the cell that is named with it, but for secrets, of which none is shown.
    #[test]
    fn what_is_reported_stands_where_it_is_said_to(rows in vec(row(), 1..14)) {
        let text = sheet(&rows);
        let mut reader = csv::ReaderBuilder::new();
        let mut reader = reader.has_headers(false).from_reader(text.as_bytes());
        let records: Vec<_> = reader.records().map(Result::unwrap).collect();
        let by_line: BTreeMap<u64, &csv::StringRecord> = records
            .iter()
            .filter_map(|record| Some((record.position()?.line(), record)))
            .collect();
        for row in audited(&PLAIN, text.clone()) {
            let record = by_line[&row.place.line];
            let cell = |header: &str| {
                let at = HEADER.split(',').position(|own| own == header);
                at.and_then(|at| record.get(at)).unwrap_or_default()
            };
            let shown = row.attributions.iter().flat_map(|one| {
                let marks = one.evidence.iter().map(|mark| (&mark.column, &mark.text));
                let against = one.against.iter();
                marks.chain(against.filter_map(|one| Some((one.column.as_ref()?, &one.text))))
            });
            for (column, said) in shown {
                prop_assert!(!said.contains("hunter2"), "{}", said);
                let written = fold(cell(column));
                let stands = said.split('…').all(|piece| written.contains(fold(piece).trim()));
                prop_assert!(stands, "`{}` in {}: {}", said, column, cell(column));
            }
        }
    }

    /// "Unknown" becomes anything once the fact is known; what was decided without it stays.
    #[test]
    fn what_is_decided_stays_so_when_more_is_known(rows in vec(row(), 1..10)) {
        prop_assert_eq!(KNOWING.len(), 7);
        let before = audited(&PLAIN, sheet(&rows));
        for knowing in KNOWING.iter() {
            let after = audited(knowing, sheet(&rows));
            for (before, after) in before.iter().zip(&after) {
                for decided in before.findings.iter().filter(|one| one.truth != Truth::Unknown) {
                    let same = |one: &&Finding| {
                        one.law.id == decided.law.id && one.vendor() == decided.vendor()
                    };
                    let now = after.findings.iter().find(same).map(|one| (one.truth, one.verdict));
                    prop_assert_eq!(now, Some((decided.truth, decided.verdict)), "{}", decided.law.id);
                }
            }
        }
    }
}
