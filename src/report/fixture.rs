//! One inventory for the tests of every format: each verdict, white labels, several countries, hostile cells.

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
};

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn source(title: &str) -> Arc<Source> {
    let url = format!("https://example.org/{}", title.to_lowercase().replace(' ', "-"));
    Arc::new(Source { title: title.into(), url, dated: None, read: date("2026-09-04"), kind: None })
}

/// What the audit of the fixture was made with.
pub(super) fn basis() -> Basis {
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
        jurisdictions: vec![pair("GB", "United Kingdom"), pair("US", "United States")],
        parts_left_out: Vec::new(),
        organisation: vec![pair("us-federal-contractor", "federal contractor")],
        site_owners: vec![("Annexe".into(), vec!["central government department".into()])],
        assumed: vec![("status".into(), "in-service".into())],
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
pub(super) fn installed(day: &str) -> Test {
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
pub(super) fn clear(called: &str) -> Audited {
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

/// A camera under its maker's own brand, forbidden in one country and undecided in another.
fn own_brand(at: u64, site: &str) -> Audited {
    let marks = vec![
        evidence(MarkKind::Brand, "Brand", "HIKVISION", label("Hikvision", BrandRelation::Own)),
        evidence(MarkKind::Model, "Model", "DS-2CD2032-I", family()),
    ];
    let tests = vec![holds().remove(0), site_open()];
    let mut deploy = finding(gb_deploy(), hikvision(), Verdict::Review, tests);
    deploy.could_apply = vec![0];
    let ban = finding(use_ban(), hikvision(), Verdict::Violation, holds());
    let by = attribution(hikvision(), Grade::Confirmed, marks);
    row(at, "Hikvision DS-2CD2032-I", site, by, vec![ban, deploy, note()])
}

/// A camera under another's label.
pub(super) fn white_label() -> Audited {
    let block = registered(MarkKind::Oui, "44:19:B6", &hikvision().name);
    let northwind = label("Northwind", BrandRelation::WhiteLabel);
    let mut by = attribution(
        hikvision(),
        Grade::Confirmed,
        vec![
            evidence(MarkKind::Oui, "MAC", "44:19:B6:01:02:03", block),
            evidence(MarkKind::Model, "Model", "DS-2CD2143G2-I", family()),
            evidence(MarkKind::Brand, "Brand", "Northwind", northwind),
        ],
    );
    by.label = Some("Northwind".into());
    by.against.push(Counter {
        column: Some("Notes".into()),
        text: "own design".into(),
        objection: Objection::Declared {
            says: "the label's owner declares the series its own".into(),
            models: None,
        },
        lowers: false,
        confidence: Confidence::Reported,
        sources: vec![source("Catalogue")],
    });
    let mut ban = finding(use_ban(), hikvision(), Verdict::Violation, holds());
    let (who, why) = ("J. Doe".into(), "replaced in spring".into());
    let (until, would_be) = (date("2027-03-31"), ban.verdict);
    ban.accepted = Some(Accepted { by: who, reason: why, until, would_be });
    ban.verdict = Verdict::Waived;
    let mut asset = row(9, "Northwind DS-2CD2143G2-I", "Depot", by, vec![ban]);
    asset.settings.waivers = vec!["banlint.toml:6".into(), "banlint.toml:12".into()];
    asset.settings.left_out = vec![("us-fcc-covered-list".into(), Verdict::Review)];
    asset
}

/// A camera of which one fact would decide.
pub(super) fn missing_purpose() -> Audited {
    let marks = vec![evidence(
        MarkKind::Brand,
        "Brand",
        "Annke",
        label("Annke", BrandRelation::WhiteLabel),
    )];
    let mut by = attribution(hikvision(), Grade::Likely, marks);
    by.label = Some("Annke".into());
    let purpose = open(TestKind::Condition, Field::Purpose, "public safety");
    let tests = vec![holds().remove(0), purpose];
    row(10, "Annke C800", "HQ", by, vec![finding(use_ban(), hikvision(), Verdict::Review, tests)])
}

fn weak_lead() -> Audited {
    let text = "like Dahua, in free text";
    let marks = vec![evidence(MarkKind::Name, "Description", "Dahua", Claim::Name("Dahua".into()))];
    let dahua = maker("dahua", "Dahua", "Zhejiang Dahua");
    let by = attribution(Arc::clone(&dahua), Grade::Possible, marks);
    let mut asset =
        row(11, text, "HQ", by, vec![finding(use_ban(), dahua, Verdict::Review, holds())]);
    supplied(&mut asset, "Northwind Supply");
    asset
}

/// Says who sold a row's asset.
fn supplied(asset: &mut Audited, by: &str) {
    let origin = Origin::Cell { header: "Supplier".into(), text: by.into() };
    asset.facts.add(Field::Supplier, Value::Text(by.into()), origin);
}

fn component() -> Audited {
    let huawei = maker("huawei", "Huawei", "Huawei Technologies");
    let claim = Claim::Found { label: None };
    let marks = vec![evidence(MarkKind::UsbVendor, "Modem", "12d1", claim)];
    let by = attribution(Arc::clone(&huawei), Grade::Component, marks);
    let tests = vec![holds().remove(0), open(TestKind::Act, Field::Status, "in service")];
    row(
        12,
        "Rugged laptop",
        "Van 3",
        by,
        vec![finding(use_ban(), huawei, Verdict::Advisory, tests)],
    )
}

fn exempt() -> Audited {
    let marks = vec![evidence(MarkKind::Name, "Maker", "ZTE", Claim::Name("ZTE".into()))];
    let zte = maker("zte", "ZTE", "ZTE Corporation");
    let by = attribution(Arc::clone(&zte), Grade::Confirmed, marks);
    let gone = Reason::InService(Some(LifeCycle::Disposed));
    let not = vec![holds().remove(0), test(TestKind::Act, Truth::False, gone)];
    row(13, "ZTE MF79", "HQ", by, vec![finding(use_ban(), zte, Verdict::Exempt, not)])
}

/// A row whose every cell is hostile.
fn hostile() -> Audited {
    let nasty = "\u{1b}[2J\u{1b}]0;x\u{7}\u{202e}cam\r\n::error::x <b>";
    let marks = vec![evidence(MarkKind::Model, "Mo\u{9b}del", nasty, family())];
    let mut by = attribution(hikvision(), Grade::Likely, marks);
    by.label = Some(nasty.into());
    let ban = finding(use_ban(), hikvision(), Verdict::Violation, holds());
    let mut asset = row(14, nasty, nasty, by, vec![ban]);
    asset.asset_id = Some("=HYPERLINK(\"x\")\u{8}".into());
    asset.place = Place { sheet: Some("She\u{1b}et".into()), in_book: true, ..asset.place };
    asset.notes = vec!["the cell \u{1b}[31m is cut".into()];
    supplied(&mut asset, "../<w:p>*b*|`c`](http://x)\u{202e}@all\u{1b}[2J\u{0}");
    asset
}

/// A row that could not be read.
pub(super) fn unread() -> Audited {
    let mut asset = clear("");
    (asset.place.row, asset.place.line) = (15, 16);
    asset.verdict = Verdict::Unchecked;
    asset.notes = vec!["the record has 3 cells and the header has 7".into()];
    asset
}

/// Every row of the fixture.
pub(super) fn assets() -> Vec<Audited> {
    let maker_only = attribution(
        maker("lenovo", "Lenovo", "Lenovo Group"),
        Grade::Confirmed,
        vec![evidence(MarkKind::Name, "Maker", "Lenovo", Claim::Name("Lenovo".into()))],
    );
    let mut keyboard = clear("Keyboard");
    keyboard.place.row = 7;
    let mut assets = vec![
        own_brand(1, "HQ"),
        own_brand(2, "HQ"),
        own_brand(3, "Depot"),
        own_brand(5, "HQ"),
        keyboard,
        row(8, "Lenovo T14", "HQ", maker_only, Vec::new()),
        white_label(),
        missing_purpose(),
        weak_lead(),
        component(),
        exempt(),
        hostile(),
        unread(),
    ];
    let fingerprints = Fingerprints::default();
    for asset in &mut assets {
        fingerprints.give(asset);
    }
    assets
}

/// The fixture in a format.
pub(super) fn written(report: &mut dyn Report) -> String {
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

/// The summary of the fixture.
pub(super) fn summary() -> Summary {
    let mut summary = Summary::new(&basis());
    for asset in assets() {
        summary.add(&asset);
    }
    summary
}
