//! Recognition measured: labelled rows, the names of a registry, and known makers' goods under innocent labels.
//!
//! The rows stand in `tests/recognition/`, one file a class. Each says where its spelling comes from, whom a specialist would name,
//! and how surely: `likely` (or better), `possible` (no more and no less), `at-least-possible`, `at-most` (possible, or nobody),
//! `component`, `none`. `docs/recognition.md` says how to read the figures.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test reports by panicking and printing"
)]

mod labelled;
mod slips;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use banlint::{
    Asset, Attribution, Date, Field, Grade, MarkKind,
    attribution::Evidence,
    audit::Knowledge,
    vendors::{Recogniser, VendorRole},
};

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

static RECOGNISER: LazyLock<Recogniser> =
    LazyLock::new(|| Knowledge::shipped().unwrap().recogniser());

/// A labelled row.
struct Row {
    class: String,
    facts: Vec<(Field, String)>,
    acquired: Option<Date>,
    expect: String,
    grade: String,
}

/// All labelled rows, class by class.
static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let mut files: Vec<_> = std::fs::read_dir(root("tests/recognition"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "csv"))
        .filter(|path| !path.ends_with("registry-own.csv"))
        .collect();
    files.sort();
    files.iter().flat_map(|path| rows_of(path)).collect()
});

fn rows_of(path: &Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let header = reader.headers().unwrap().clone();
    let class = path.file_stem().unwrap().to_str().unwrap().to_owned();
    let records = reader.records().map(Result::unwrap);
    let rows = records.map(|record| {
        let mut row = Row {
            class: class.clone(),
            facts: Vec::new(),
            acquired: None,
            expect: String::new(),
            grade: String::new(),
        };
        for (name, value) in header.iter().zip(&record).filter(|(_, value)| !value.is_empty()) {
            match name {
                "source" => {}
                "expect" => value.clone_into(&mut row.expect),
                "grade" => value.clone_into(&mut row.grade),
                "acquired" => row.acquired = Some(value.parse().unwrap()),
                field => {
                    let field = Field::ALL.iter().find(|known| known.key() == field).unwrap();
                    row.facts.push((*field, value.to_owned()));
                }
            }
        }
        row
    });
    rows.collect()
}

fn recognise(facts: &[(Field, String)], acquired: Option<Date>) -> Vec<Attribution> {
    let facts = facts.iter().map(|(field, text)| (*field, text.as_str()));
    RECOGNISER.recognise(&Asset::from_facts(facts), || acquired)
}

/// The makers found, each with the surest grade that some kinds of mark give.
fn grades(found: &[Attribution], kinds: Option<&[MarkKind]>) -> BTreeMap<String, Grade> {
    let mut all = BTreeMap::new();
    for attribution in found {
        let of_kind =
            |evidence: &&Evidence| kinds.is_some_and(|kinds| kinds.contains(&evidence.mark));
        let grade = match kinds {
            None => Some(attribution.grade),
            Some(_) => {
                attribution.evidence.iter().filter(of_kind).map(|evidence| evidence.grade).max()
            }
        };
        if let Some(grade) = grade {
            let known = all.entry(attribution.maker.id.clone()).or_insert(grade);
            *known = grade.max(*known);
        }
    }
    all
}

/// A cell may be an export of its own: what stands far down in it counts as what stands first.
#[test]
fn nothing_of_a_long_cell_goes_unread() {
    let padding = "camera list of the site, as exported; ".repeat(2_000);
    for field in [Field::Description, Field::Mac] {
        let told =
            if field == Field::Mac { "44:19:B6:12:34:56" } else { "Hikvision DS-2CD2143G2-I" };
        let cell = format!("{padding}{told}, {padding}");
        let found = grades(&recognise(&[(field, cell)], None), None);
        assert!(found.contains_key("hikvision"), "{field}: {found:?}");
    }
}

/// How many are right, wrong and missed at grade likely or above.
#[derive(Clone, Copy, Default)]
struct Score {
    right: u32,
    wrong: u32,
    missed: u32,
}

impl Score {
    fn count(&mut self, row: &Row, grades: &BTreeMap<String, Grade>) {
        let wanted = row.grade == "likely";
        let sure = grades.iter().filter(|(_, grade)| **grade >= Grade::Likely);
        let mut found = false;
        for (maker, _) in sure {
            let may = *maker == row.expect
                && matches!(row.grade.as_str(), "likely" | "at-least-possible");
            found |= may;
            if may {
                self.right += 1;
            } else {
                self.wrong += 1;
            }
        }
        self.missed += u32::from(wanted && !found);
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }

    fn precision(self) -> f64 {
        ratio(self.right, self.wrong)
    }

    fn recall(self) -> f64 {
        ratio(self.right, self.missed)
    }
}

fn ratio(part: u32, rest: u32) -> f64 {
    if part + rest == 0 { 1.0 } else { f64::from(part) / f64::from(part + rest) }
}

/// Whether the answer to a row lies where its label says.
fn fits(row: &Row, grades: &BTreeMap<String, Grade>) -> bool {
    let sure = |maker: &String, grade: &Grade| *maker != row.expect && *grade >= Grade::Likely;
    if grades.iter().any(|(maker, grade)| sure(maker, grade)) {
        return false;
    }
    let grade = grades.get(&row.expect).copied();
    match row.grade.as_str() {
        "likely" => grade >= Some(Grade::Likely),
        "possible" => grade == Some(Grade::Possible),
        "at-least-possible" => grade >= Some(Grade::Possible),
        "at-most" => grade <= Some(Grade::Possible),
        "component" => grade == Some(Grade::Component),
        "none" => grades.is_empty(),
        other => panic!("no such grade: {other}"),
    }
}

#[test]
fn labelled_rows_come_out_right() {
    assert!(ROWS.len() >= 600);
    let mut by_class: BTreeMap<&str, (u32, u32, Score)> = BTreeMap::new();
    let mut off = String::new();
    for row in ROWS.iter() {
        let grades = grades(&recognise(&row.facts, row.acquired), None);
        let (rows, astray, score) = by_class.entry(&row.class).or_default();
        *rows += 1;
        score.count(row, &grades);
        if !fits(row, &grades) {
            *astray += 1;
            let Row { class, facts, expect, grade, .. } = row;
            writeln!(off, "{class}: {facts:.60?} wanted {expect} {grade}, got {grades:?}").unwrap();
        }
    }
    let mut total = Score::default();
    let mut all_astray = 0;
    for (class, (rows, astray, score)) in by_class {
        let (precision, recall) = (score.precision(), score.recall());
        println!(
            "{class:14} {rows:4} rows  precision {precision:.3}  recall {recall:.3}  off {astray}"
        );
        total.add(score);
        all_astray += astray;
    }
    let (precision, recall) = (total.precision(), total.recall());
    println!(
        "{:14} {:4} rows  precision {precision:.4}  recall {recall:.4}  off {all_astray}",
        "all",
        ROWS.len()
    );
    println!("{off}");
    assert!(precision >= 0.99, "precision {precision}\n{off}");
    assert!(recall >= 0.97, "recall {recall}\n{off}");
    // Two are known to be wrong, so that a single row guards what it stands for.
    assert!(all_astray <= 2, "{off}");
}

#[test]
fn nobody_in_the_registry_is_accused_but_the_listed_companies_own() {
    let mut reader = csv::Reader::from_path(root("tests/recognition/registry-own.csv")).unwrap();
    let own: BTreeSet<(String, String)> = reader
        .records()
        .map(Result::unwrap)
        .map(|record| (record[0].to_owned(), record[1].to_owned()))
        .collect();
    let text = std::fs::read_to_string(root("tests/recognition/registry.txt")).unwrap();
    let names = text.lines().filter(|line| !line.starts_with("# "));
    let (mut count, mut accused, mut strangers) = (0, 0, Vec::new());
    for name in names {
        count += 1;
        let found = grades(&recognise(&[(Field::Manufacturer, name.to_owned())], None), None);
        for (maker, grade) in found.into_iter().filter(|(_, grade)| *grade >= Grade::Likely) {
            accused += 1;
            if !own.contains(&(maker.clone(), name.to_owned())) {
                strangers.push(format!("{name}: {maker} {grade}"));
            }
        }
    }
    println!(
        "registry: {count} names, {accused} of listed companies, {} strangers accused",
        strangers.len()
    );
    assert!(count > 5_000);
    assert!(strangers.is_empty(), "{strangers:#?}");
}

/// Every registered number of every maker, and every labelled model, serial, version and banner, on goods of nobody's label.
#[test]
fn a_new_label_hides_nobody() {
    let mut asked = 0;
    let mut missed = Vec::new();
    let mut check = |maker: &str, field: Field, text: String| {
        asked += 1;
        let facts = [(Field::Brand, "Northwind".to_owned()), (field, text.clone())];
        let found = recognise(&facts, None);
        let seen = found.iter().find(|attribution| attribution.maker.id == maker);
        let labelled = seen.and_then(|seen| seen.label.as_deref()) == Some("Northwind");
        if !(labelled && seen.is_some_and(|seen| seen.grade >= Grade::Likely)) {
            missed.push(format!("{maker} {field:?} {text}"));
        }
    };
    for vendor in RECOGNISER.catalogue().vendors().iter().filter(|v| v.role == VendorRole::Maker) {
        let sound = |mark: &&banlint::vendors::Mark| {
            mark.proof.confidence >= banlint::knowledge::Confidence::Documented
                && mark.company.is_none()
                && mark.collision == banlint::attribution::Collision::Low
        };
        for mark in vendor.marks.iter().filter(sound) {
            for value in &mark.values {
                match mark.kind {
                    MarkKind::Oui => check(&vendor.maker.id, Field::Mac, format!("{value:0<12}")),
                    MarkKind::FccGrantee => {
                        check(&vendor.maker.id, Field::FccId, format!("{value}-X1"));
                    }
                    MarkKind::CpeVendor => {
                        check(
                            &vendor.maker.id,
                            Field::Cpe,
                            format!("cpe:2.3:h:{}:x:-:*", value.replace('-', r"\-")),
                        );
                    }
                    _ => {}
                }
            }
        }
    }
    let fields = [Field::Model, Field::Serial, Field::Firmware, Field::Banner];
    for row in ROWS.iter().filter(|row| row.grade == "likely" && row.facts.len() == 1) {
        let (field, text) = &row.facts[0];
        if fields.contains(field) {
            check(&row.expect, *field, text.clone());
        }
    }
    println!("relabelled: {asked} tried, {} missed", missed.len());
    assert!(asked > 500);
    assert!(missed.is_empty(), "{missed:#?}");
}

/// Prints what each kind of mark gives by itself, class by class.
#[test]
#[ignore = "prints a table to look at"]
fn ablation() {
    use MarkKind as M;
    let registered: &[_] = &[
        M::Oui,
        M::FccGrantee,
        M::CpeVendor,
        M::UsbVendor,
        M::PciVendor,
        M::BluetoothCompany,
        M::IanaEnterprise,
    ];
    let names: &[_] = &[M::Name, M::Brand];
    let groups: [Option<&[M]>; 4] = [None, Some(names), Some(&[M::Model]), Some(registered)];
    let answers: Vec<_> = ROWS.iter().map(|row| recognise(&row.facts, row.acquired)).collect();
    let device: Vec<_> = answers
        .iter()
        .flatten()
        .flat_map(|found| found.evidence.iter().map(|evidence| evidence.mark))
        .filter(|mark| *mark != M::Model && !names.contains(mark) && !registered.contains(mark))
        .collect();
    let groups = groups.into_iter().chain([Some(&*device)]);
    let groups: Vec<_> = groups.collect();
    let mut table: BTreeMap<&str, Vec<Score>> = BTreeMap::new();
    for (row, found) in ROWS.iter().zip(&answers) {
        for class in [row.class.as_str(), "~ all"] {
            let scores = table.entry(class).or_insert_with(|| vec![Score::default(); groups.len()]);
            for (score, kinds) in scores.iter_mut().zip(&groups) {
                score.count(row, &grades(found, *kinds));
            }
        }
    }
    println!(
        "| class | all marks | names | models | registered numbers | the device's own words |"
    );
    println!("|---|---|---|---|---|---|");
    for (class, scores) in table {
        let cells = scores.iter().map(|score| {
            let found = if score.right + score.wrong == 0 {
                "-".to_owned()
            } else {
                format!("{:.3}", score.precision())
            };
            let wanted = if score.right + score.missed == 0 {
                "-".to_owned()
            } else {
                format!("{:.3}", score.recall())
            };
            format!("{found} / {wanted}")
        });
        println!(
            "| {} | {} |",
            class.trim_start_matches("~ "),
            cells.collect::<Vec<_>>().join(" | ")
        );
    }
}
