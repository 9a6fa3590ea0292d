//! One inventory for the tests of every format: each verdict, white labels, several countries, hostile cells.

mod cases;

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    Attribution, Date, Field, Grade, KindId, MarkKind, Truth, Verdict,
    asset::ColumnOrigin,
    attribution::{
        BrandRelation, Claim, Collision, Counter, Coverage, Evidence, KnownBy, LabelFact, Maker,
        Meets, Objection, Registration,
    },
    audit::{
        AnswerWord, AppliedRegime, Audited, Basis, Fingerprints, LeftOut, LeftOutRegime, Place,
        SetAsideLine, Settings, WaiverTerms,
    },
    date::Period,
    facts::{Facts, LifeCycle, Origin, Value},
    finding::{Accepted, AppliedLaw, Finding, OpenTest, Test, TestKind},
    intake::{self, Account, Digest},
    knowledge::{Confidence, Source},
    law::{Act, Exception, Force, Instrument, Law},
    reason::{Answer, Missing, Reason, Titles},
    report::{Report, Summary},
    reporting_duty::{CountsFrom, ItemOf, ReportItem, ReportStage, ReportingDuty, Within},
    rules::OnUnknown,
};
pub(in crate::report) use cases::{assets, missing_purpose, unread, white_label};

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn source(title: &str) -> Arc<Source> {
    let url = format!("https://example.org/{}", title.to_lowercase().replace(' ', "-"));
    Arc::new(Source { title: title.into(), url, dated: None, read: date("2026-09-04"), kind: None })
}

/// What the audit of the fixture was made with.
pub(in crate::report) fn basis() -> Basis {
    let pair = |id: &str, title: &str| (id.to_owned(), title.to_owned());
    let regime = |id: &str, title: &str, checked| AppliedRegime {
        id: id.to_owned(),
        jurisdiction: id.split('-').next().unwrap().to_uppercase(),
        title: title.to_owned(),
        authority: if id.starts_with("gb") { "Cabinet Office" } else { "Congress" }.to_owned(),
        checked: date(checked),
        file: None,
        nothing_binding: None,
        reaches_unknown: id.starts_with("gb"),
        known_in_part: id.starts_with("us").then(|| "The first order alone was read.".to_owned()),
    };
    let skipped = LeftOutRegime {
        id: "us-fcc-covered-list".into(),
        title: "FCC Covered List".into(),
        why: LeftOut::Skipped("[rules] skip in banlint.toml".into()),
    };
    let waiver = |place: &str, until: &str| WaiverTerms {
        place: place.into(),
        by: "J. Doe".into(),
        until: date(until),
        has_ended: until < "2026-11-22",
    };
    Basis {
        as_of: date("2026-11-22"),
        max_rule_age: 180,
        jurisdictions: vec![pair("GB", "United Kingdom"), pair("US", "United States")],
        parts_left_out: Vec::new(),
        organisation: vec![pair("us-federal-contractor", "federal contractor")],
        site_owners: vec![("Annexe".into(), vec!["central government department".into()])],
        assumed: vec![("status".into(), "in-service".into())],
        on_unknown: OnUnknown::Review,
        regimes: vec![
            regime("gb-sensitive-sites", "Visual surveillance on sensitive sites", "2025-06-01"),
            regime("us-ndaa-889", "NDAA section 889", "2026-11-20"),
        ],
        own_files: Vec::new(),
        laws: vec![
            applied(gb_deploy(), vec![site_open()]),
            applied(law("us-ndaa-889", "import", Force::Prohibited, Act::Import), Vec::new()),
            applied(use_ban(), Vec::new()),
        ],
        duties: vec![Arc::new(duty())],
        config: vec!["banlint.toml".into()],
        left_out: vec![skipped],
        sites: vec!["HQ".into(), "Head Quarters".into()],
        waivers: vec![
            waiver("banlint.toml:6", "2027-03-31"),
            waiver("banlint.toml:12", "2026-09-30"),
            waiver("banlint.toml:18", "2027-03-31"),
        ],
        binds: BTreeMap::new(),
        words: BTreeMap::from([(Field::Purpose, vec![word("public-safety"), word("office")])]),
    }
}

fn word(id: &str) -> AnswerWord {
    AnswerWord { id: id.into(), title: id.replace('-', " ") }
}

fn duty() -> ReportingDuty {
    let item =
        |asks: &str, of, facts: &[Field]| ReportItem { asks: asks.into(), of, facts: facts.into() };
    let first = vec![
        item("Contract number", ItemOf::Report, &[]),
        item("Supplier name", ItemOf::Supplier, &[Field::Supplier]),
        item("CAGE code, if known", ItemOf::Supplier, &[]),
        item("Brand", ItemOf::Goods, &[Field::Brand]),
        item("Model", ItemOf::Goods, &[Field::Model]),
    ];
    let stage = |title: &str, within, counts_from, items| ReportStage {
        title: title.into(),
        within,
        counts_from,
        items,
    };
    let further = vec![item("Efforts to prevent it", ItemOf::Report, &[])];
    ReportingDuty {
        id: "contracting-officer".into(),
        regime: "us-ndaa-889".into(),
        regime_title: "NDAA section 889".into(),
        title: "Report of covered equipment".into(),
        to: "the contracting officer".into(),
        citation: "FAR 52.204-25(d)".into(),
        laws: vec![use_ban().id.clone()],
        summary: "A contractor that finds covered equipment in use reports it.".into(),
        notes: vec!["Procedures of the contract come first.".into()],
        stages: vec![
            stage("First report", Within::BusinessDays(1), CountsFrom::Identification, first),
            stage("Further report", Within::BusinessDays(10), CountsFrom::PreviousStage, further),
        ],
        sources: vec![source("Clause")],
    }
}

fn applied(law: Arc<Law>, open: Vec<Test>) -> AppliedLaw {
    let open = open.into_iter().map(|test| OpenTest { vendor: None, test });
    AppliedLaw { law, open: open.collect() }
}

fn law(regime: &str, provision: &str, force: Force, act: Act) -> Arc<Law> {
    let gb = regime.starts_with("gb");
    let pick = |british: &str, american: &str| if gb { british } else { american }.to_owned();
    Arc::new(Law {
        id: format!("{regime}/{provision}"),
        regime: regime.into(),
        regime_title: pick("Visual surveillance on sensitive sites", "NDAA section 889"),
        jurisdiction: pick("GB", "US"),
        provision: provision.into(),
        title: match act {
            Act::Import => "no import of new models",
            Act::Fund => "no federal money",
            Act::Deploy => "no new deployment on sensitive sites",
            _ => "no use by contractors",
        }
        .into(),
        citation: pick("HCWS386, written statement of 24 November 2022", "FAR 52.204-25(b)(2)"),
        instrument: Some(if gb { Instrument::Policy } else { Instrument::Statute }),
        force,
        act,
        from: date(if gb { "2022-11-24" } else { "2020-08-13" }),
        until: None,
        days_after_listing: None,
        summary: pick(
            "Departments stop installing such cameras on sensitive sites.",
            "A contractor may not use covered equipment as a substantial component of any system.",
        ),
        remedy: pick(
            "Plan the removal, and first disconnect it from the core network.",
            "Stop using it, and report it to the contracting officer within one business day.",
        ),
        exceptions: vec![Arc::new(Exception {
            id: "street".into(),
            reason: "equipment that watches nothing but a public street".into(),
            sources: vec![source("Statement")],
        })],
        sources: vec![source("Statement")],
    })
}

fn use_ban() -> Arc<Law> {
    law("us-ndaa-889", "use", Force::Prohibited, Act::Use)
}

fn gb_deploy() -> Arc<Law> {
    law("gb-sensitive-sites", "deploy", Force::Prohibited, Act::Deploy)
}

fn site_open() -> Test {
    open(TestKind::Condition, Field::SiteClass, "sensitive site")
}

fn maker(id: &str, short: &str, name: &str) -> Arc<Maker> {
    let meets = Meets {
        criterion: "prc-national-intelligence-law".into(),
        confidence: Confidence::Official,
        sources: vec![source("Registry")],
    };
    let (id, short, name) = (id.into(), short.into(), name.into());
    Arc::new(Maker { id, name, short, country: "CN".into(), meets: vec![meets], makes: Vec::new() })
}

fn hikvision() -> Arc<Maker> {
    maker("hikvision", "Hikvision", "Hangzhou Hikvision Digital Technology Co., Ltd.")
}

fn evidence(mark: MarkKind, column: &str, text: &str, claim: Claim) -> Evidence {
    Evidence {
        mark,
        column: column.into(),
        origin: ColumnOrigin::File,
        text: text.into(),
        claim,
        misspelt: None,
        grade: if mark == MarkKind::Brand { Grade::Likely } else { Grade::Confirmed },
        confidence: Confidence::Documented,
        sources: vec![source("Product list")],
    }
}

fn label(label: &str, relation: BrandRelation) -> Claim {
    let (label, coverage) = (label.into(), Coverage::All);
    let (company, lines, period) = (None, None, Period::default());
    Claim::Label(LabelFact { label, relation, company, coverage, lines, period })
}

fn family() -> Claim {
    Claim::Model { label: None, collision: Collision::Low }
}

fn registered(mark: MarkKind, number: &str, owner: &str) -> Claim {
    let (number, owner) = (number.into(), owner.into());
    Claim::Registered(Registration { mark, number, owner })
}

fn attribution(maker: Arc<Maker>, grade: Grade, evidence: Vec<Evidence>) -> Attribution {
    Attribution {
        maker,
        known_by: KnownBy::Catalogue,
        company: None,
        grade,
        label: None,
        evidence,
        against: Vec::new(),
        equipment: vec![KindId::new("ip-camera")],
        if_of_kind: None,
        range: None,
        is_hosted: false,
        listings: Vec::new(),
    }
}

fn test(kind: TestKind, truth: Truth, why: Reason) -> Test {
    Test::new(kind, Answer { truth, why: vec![why], missing: Vec::new() })
}

fn titles(titles: &[&str]) -> Titles {
    titles.iter().map(ToString::to_string).collect()
}

fn since(from: &str) -> Period {
    Period { from: Some(date(from)), until: None }
}

/// An item that was installed on a day on which that was forbidden.
pub(in crate::report) fn installed(day: &str) -> Test {
    let (field, day, period) = (Field::Installed, Some(date(day)), since("2020-08-13"));
    test(TestKind::Act, Truth::True, Reason::Dated { field, date: day, period })
}

fn holds() -> Vec<Test> {
    let (known, wanted) = (titles(&["IP camera"]), titles(&["video surveillance equipment"]));
    let kind = Reason::Kind { known, suggested: false, wanted, fits: Truth::True };
    let (period, as_of) = (since("2020-08-13"), date("2026-11-22"));
    let owner = Reason::OwnerIs(titles(&["federal contractor"]));
    let status = Reason::InService(Some(LifeCycle::InService));
    vec![
        test(TestKind::Maker, Truth::True, Reason::Names(hikvision())),
        test(TestKind::Equipment, Truth::True, kind),
        test(TestKind::InForce, Truth::True, Reason::Time { listing: false, period, as_of }),
        test(TestKind::Owner, Truth::True, owner),
        test(TestKind::Act, Truth::True, status),
    ]
}

fn finding(law: Arc<Law>, maker: Arc<Maker>, verdict: Verdict, tests: Vec<Test>) -> Finding {
    let missing: Vec<_> = tests.iter().flat_map(|test| test.missing().to_vec()).collect();
    Finding {
        law,
        maker: Some(maker),
        verdict,
        truth: Truth::all(tests.iter().map(Test::truth)),
        tests,
        missing,
        could_apply: Vec::new(),
        note: false,
        accepted: None,
        fingerprint: None,
        baseline: None,
    }
}

/// A fact that nothing says.
fn open(kind: TestKind, field: Field, wanted: &str) -> Test {
    let wanted = titles(&[wanted]);
    let (seen, holds) = (titles(&[]), Truth::Unknown);
    let missing = vec![Missing::OneOf(field, wanted.clone())];
    let why = vec![Reason::OneOf { field, seen, wanted, holds }];
    Test::new(kind, Answer { truth: Truth::Unknown, why, missing })
}

fn note() -> Finding {
    let law = law("us-ndaa-889", "import", Force::Prohibited, Act::Import);
    Finding { note: true, ..finding(law, hikvision(), Verdict::Exempt, holds()) }
}

/// A row without anything to say, in row 1 of `cams.csv`.
pub(in crate::report) fn clear(called: &str) -> Audited {
    Audited {
        place: Place { file: "cams.csv".into(), sheet: None, row: 1, line: 2, in_book: false },
        asset_id: None,
        called: called.into(),
        site: None,
        verdict: Verdict::Clear,
        attributions: Vec::new(),
        unreached: Vec::new(),
        maker_unstated: false,
        findings: Vec::new(),
        facts: Facts::default(),
        notes: Vec::new(),
        settings: Settings::default(),
    }
}

fn row(row: u64, called: &str, site: &str, by: Attribution, findings: Vec<Finding>) -> Audited {
    let decides = findings.iter().filter(|finding| !finding.note);
    let verdict = decides.map(|finding| finding.verdict).max().unwrap_or(Verdict::Clear);
    let mut facts = Facts::default();
    facts.add(
        Field::Model,
        Value::Text(called.into()),
        Origin::Cell { header: "Model".into(), text: called.into() },
    );
    facts.add(Field::Status, Value::Status(LifeCycle::InService), Origin::Assumed);
    let family = Origin::Marks(hikvision());
    facts.add(Field::Equipment, Value::Kind(KindId::new("ip-camera")), family);
    Audited {
        place: Place { row, line: row + 1, ..clear("").place },
        asset_id: Some(format!("EX-{}", 10_000 + row)),
        site: Some(site.into()),
        settings: Settings { sites: vec![site.into()], ..Settings::default() },
        verdict,
        attributions: vec![by],
        findings,
        facts,
        ..clear(called)
    }
}

pub(in crate::report) fn written(report: &mut dyn Report) -> String {
    let mut out = Vec::new();
    let mut summary = Summary::new(&basis());
    report.begin(&mut out, &basis()).unwrap();
    for asset in assets() {
        summary.add(&asset);
        report.asset(&mut out, &asset).unwrap();
    }
    let why = "a total".to_owned();
    for file in summary.files.clone() {
        let mut account = Account::default();
        (0..file.tally.rows()).for_each(|_| account.add_row());
        let aside = file.sheet.is_none().then(|| SetAsideLine {
            line: 17,
            why: why.clone(),
            text: "Total 12".to_owned(),
            makers: Vec::new(),
        });
        if aside.is_some() {
            account.add_set_aside(intake::SetAside::Total);
        }
        summary.account(&file.file, file.sheet.as_deref(), &account, aside.as_slice());
    }
    summary.input("cams.csv", Some(Digest { sha256: "0123456789abcdef".repeat(4), bytes: 4711 }));
    report.end(&mut out, &summary).unwrap();
    String::from_utf8(out).unwrap()
}

pub(in crate::report) fn summary() -> Summary {
    let mut summary = Summary::new(&basis());
    for asset in assets() {
        summary.add(&asset);
    }
    summary
}
