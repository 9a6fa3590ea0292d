//! Real public lists, labelled without the rules of this program: `tests/recognition/labelled/`, whose NOTICE names their sources.
//!
//! Precision and recall of each set are held at the grade `likely`, and of leads (possible, component) over all sets. The figures of
//! `docs/recognition.md` are written by this test: `BANLINT_WRITE_FIGURES=1 cargo test --test recognition figures`.

use std::{cell::RefCell, collections::BTreeMap, fmt::Write as _, path::PathBuf};

use banlint::{
    Asset, Attribution, Field, Grade,
    attribution::{BrandRelation, Claim, Collision, Evidence, Objection, Slip},
};

use super::{RECOGNISER, ROWS, ratio, root};

/// The makers that are labelled.
const MAKERS: [&str; 5] = ["hikvision", "dahua", "huawei", "zte", "hytera"];

/// A labelled set.
struct Set {
    name: &'static str,
    /// Precision and recall below which it may not fall.
    goal: [f64; 2],
}

const SETS: [Set; 7] = [
    Set { name: "camera_models", goal: [0.995, 0.97] },
    Set { name: "camera_models_nobrand", goal: [0.99, 0.85] },
    Set { name: "camera_user_lists", goal: [0.995, 0.98] },
    Set { name: "name_variants", goal: [0.98, 0.95] },
    Set { name: "vendor_names", goal: [0.97, 0.95] },
    Set { name: "service_banners", goal: [0.98, 0.95] },
    // Nobody set a goal for this one: it is long prose, and three rows of it are of listed makers.
    Set { name: "catalogue_text", goal: [0.98, 0.66] },
];
/// The class of texts that were written for this test, held to the goal of real ones: those that are at hand were read in public files, and
/// may not be passed on.
const WRITTEN: Set = Set { name: "free-text", goal: [0.98, 0.95] };
/// Precision and recall that leads are to have over all sets.
const LEADS: [f64; 2] = [0.95, 0.985];

/// A labelled row with what was made of it.
struct Row {
    text: String,
    /// Whose it is; nobody's that is listed, if empty.
    maker: String,
    found: Vec<Attribution>,
}

/// How many rows of listed makers there are, and how many were found and how many got a wrong maker.
#[derive(Clone, Copy, Default)]
struct Count {
    rows: u32,
    listed: u32,
    found: u32,
    wrong: u32,
}

impl Count {
    /// Counts a row by the grades that its makers are given.
    fn add(&mut self, maker: &str, grades: &BTreeMap<&str, Grade>, least: Grade) {
        let mut given = grades.iter().filter(|(_, grade)| **grade >= least).map(|(id, _)| *id);
        self.rows += 1;
        self.listed += u32::from(!maker.is_empty());
        self.found += u32::from(grades.get(maker).is_some_and(|grade| *grade >= least));
        self.wrong += u32::from(given.any(|id| id != maker));
    }

    fn figures(self) -> [f64; 2] {
        [ratio(self.found, self.wrong), ratio(self.found, self.listed - self.found)]
    }
}

fn path(name: &str) -> PathBuf {
    root("tests/recognition/labelled").join(name).with_extension("csv")
}

/// The rows of a set that are settled.
fn rows(set: &Set) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(path(set.name)).unwrap();
    let header = reader.headers().unwrap().clone();
    let at = |wanted: &str| header.iter().position(|name| name == wanted).unwrap();
    let (label, maker) = (at("label"), at("maker"));
    let fields: Vec<_> =
        header.iter().enumerate().filter_map(|(n, name)| Some((n, field(name)?))).collect();
    let records = reader.records().map(Result::unwrap).filter(|record| &record[label] != "amb");
    let row = |record: csv::StringRecord| {
        let facts: Vec<_> = fields.iter().map(|&(n, field)| (field, &record[n])).collect();
        let found = RECOGNISER.recognise(&Asset::from_facts(facts.iter().copied()), || None);
        let found = found.into_iter().filter(|one| MAKERS.contains(&one.maker.id.as_str()));
        let text: Vec<_> = facts.iter().map(|(_, text)| *text).collect();
        Row { text: text.join(" | "), maker: record[maker].to_owned(), found: found.collect() }
    };
    records.map(row).collect()
}

fn field(name: &str) -> Option<Field> {
    Some(match name {
        "Manufacturer" => Field::Manufacturer,
        "Brand" => Field::Brand,
        "Model" => Field::Model,
        "Category" => Field::Equipment,
        "Description" | "Item" | "Notes" => Field::Description,
        "Asset Name" => Field::AssetId,
        _ => return None,
    })
}

/// The surest grade of each maker, by the evidence that is let through.
fn grades(found: &[Attribution], keep: impl Fn(&Evidence) -> bool) -> BTreeMap<&str, Grade> {
    let mut all = BTreeMap::new();
    for one in found {
        let whole = one.evidence.iter().all(&keep);
        let best = one
            .evidence
            .iter()
            .filter(|evidence| keep(evidence))
            .map(|evidence| evidence.grade)
            .max();
        let grade = if whole { Some(one.grade) } else { best };
        if let Some(grade) = grade {
            let known = all.entry(one.maker.id.as_str()).or_insert(grade);
            *known = grade.max(*known);
        }
    }
    all
}

/// The mechanisms of recognition, by what the evidence that rests on each looks like.
type Mechanism = (&'static str, fn(&Evidence) -> bool);
const MECHANISMS: [Mechanism; 10] = [
    ("names in the cell of a maker", |e| is_name(e) && is_maker_cell(e) && e.misspelt.is_none()),
    ("names in models and descriptions", |e| {
        is_name(e) && !is_maker_cell(e) && e.misspelt.is_none()
    }),
    ("names in other scripts", |e| is_name(e) && !e.text.is_ascii()),
    ("misspellings", |e| e.misspelt.is_some()),
    ("names that sound alike", |e| {
        e.misspelt.as_ref().is_some_and(|slip| slip.slip == Slip::Sound)
    }),
    ("labels that a maker builds for", |e| is_label(e)),
    ("model families, collision low", |e| is_model(e, Collision::Low)),
    ("model families, collision medium", |e| is_model(e, Collision::Medium)),
    ("model families, collision high", |e| is_model(e, Collision::High)),
    ("numbers with other gaps", |e| is_gapped(e)),
];

fn is_name(evidence: &Evidence) -> bool {
    match &evidence.claim {
        Claim::Name(_) | Claim::Company { .. } => true,
        Claim::Label(fact) => is_own(fact.relation),
        _ => false,
    }
}

fn is_label(evidence: &Evidence) -> bool {
    match &evidence.claim {
        Claim::Label(fact) | Claim::LabelRegistered(_, fact) => !is_own(fact.relation),
        _ => false,
    }
}

fn is_own(relation: BrandRelation) -> bool {
    matches!(relation, BrandRelation::Own | BrandRelation::SubsidiaryBrand)
}

fn is_maker_cell(evidence: &Evidence) -> bool {
    [Field::Manufacturer, Field::Brand].iter().any(|field| evidence.column == field.key())
}

fn is_model(evidence: &Evidence, wanted: Collision) -> bool {
    matches!(evidence.claim, Claim::Model { collision, .. } if collision == wanted)
}

/// Whether a number follows no family as it is written.
fn is_gapped(evidence: &Evidence) -> bool {
    thread_local! {
        static KNOWN: RefCell<BTreeMap<String, bool>> = RefCell::default();
    }
    let text = evidence.text.as_str();
    let follows = || {
        let vendors = RECOGNISER.catalogue().vendors();
        let mut families = vendors.iter().flat_map(|vendor| &vendor.models);
        families.any(|family| family.pattern.find(text).is_some())
    };
    matches!(evidence.claim, Claim::Model { .. })
        && KNOWN
            .with_borrow_mut(|known| *known.entry(text.to_owned()).or_insert_with(|| !follows()))
}

/// Whether the row states another maker, and a number alone is a question for that.
fn is_held_back(attribution: &Attribution) -> bool {
    let mut against = attribution.against.iter();
    against.any(|counter| counter.lowers && matches!(counter.objection, Objection::OtherMaker(_)))
}

/// What is counted over all sets.
#[derive(Default)]
struct Tally {
    leads: Count,
    /// Strict and leads, without each mechanism and, last, without none.
    without: [[Count; 2]; MECHANISMS.len() + 1],
    /// Rows of strangers, and of the maker himself, whose number is a question since they state another maker.
    held_back: [u32; 2],
    /// Rows with a wrong maker.
    accused: String,
    /// What falls short of a gate.
    short: String,
}

impl Tally {
    /// Counts a set, and gives its line of the table.
    fn line(&mut self, set: &Set) -> String {
        let (mut sure, mut any) = (Count::default(), Count::default());
        for row in rows(set) {
            let all = grades(&row.found, |_| true);
            sure.add(&row.maker, &all, Grade::Likely);
            any.add(&row.maker, &all, Grade::Component);
            self.leads.add(&row.maker, &all, Grade::Component);
            for one in row.found.iter().filter(|one| is_held_back(one)) {
                self.held_back[usize::from(one.maker.id == row.maker)] += 1;
            }
            if all.iter().any(|(id, grade)| *id != row.maker && *grade >= Grade::Likely) {
                writeln!(self.accused, "{}: {} is not {all:?}", set.name, row.text).unwrap();
            }
            for (n, counts) in self.without.iter_mut().enumerate() {
                let off = MECHANISMS.get(n).map(|(_, is)| *is);
                let left = grades(&row.found, |evidence| !off.is_some_and(|is| is(evidence)));
                counts[0].add(&row.maker, &left, Grade::Likely);
                counts[1].add(&row.maker, &left, Grade::Component);
            }
        }
        self.line_of(set, sure, any.figures().map(|figure| format!("{figure:.3}")))
    }

    /// The line of a set by its counts, and what falls short of its gates.
    fn line_of(&mut self, set: &Set, sure: Count, [lead, reach]: [String; 2]) -> String {
        let ([precision, recall], [p, r]) = (sure.figures(), set.goal);
        if precision < p || recall < r {
            let Set { name, .. } = set;
            writeln!(self.short, "{name}: precision {precision:.4}, recall {recall:.4}").unwrap();
        }
        format!(
            "| `{}` | {} | {} | {precision:.3} | {recall:.3} | {p}, {r} | {lead} | {reach} |\n",
            set.name, sure.rows, sure.listed
        )
    }

    /// The line of the leads of all sets.
    fn leads(&mut self) -> String {
        let [[precision, recall], [goal, reach]] = [self.leads.figures(), LEADS];
        if precision < goal || recall < reach {
            writeln!(self.short, "leads: precision {precision:.4}, recall {recall:.4}").unwrap();
        }
        let Count { rows, listed, .. } = self.leads;
        format!(
            "| all leads | {rows} | {listed} | | | {goal}, {reach} | {precision:.3} | {recall:.3} |\n"
        )
    }

    /// The line of the texts that were written for this test.
    fn written(&mut self) -> String {
        let mut sure = Count::default();
        let settled = |row: &&super::Row| row.grade != "at-least-possible";
        for row in ROWS.iter().filter(|row| row.class == WRITTEN.name).filter(settled) {
            let found = super::recognise(&row.facts, row.acquired);
            let maker = if row.grade == "likely" { row.expect.as_str() } else { "" };
            sure.add(maker, &grades(&found, |_| true), Grade::Likely);
        }
        self.line_of(&WRITTEN, sure, ["", ""].map(str::to_owned))
    }

    /// What each mechanism is worth.
    fn worth(&self) -> String {
        let [sure, any] = self.without[MECHANISMS.len()];
        let mut table = String::from(
            "| without | likely: found | wrong | leads: found | wrong |\n|---|---|---|---|---|\n",
        );
        let all = [sure.found, sure.wrong, any.found, any.wrong].map(|count| count.to_string());
        writeln!(table, "| nothing | {} |", all.join(" | ")).unwrap();
        for ((name, _), [s, a]) in MECHANISMS.iter().zip(&self.without) {
            let less = |now: u32, then: u32| format!("{:+}", i64::from(now) - i64::from(then));
            let likely = [less(s.found, sure.found), less(s.wrong, sure.wrong)].join(" | ");
            let leads = [less(a.found, any.found), less(a.wrong, any.wrong)].join(" | ");
            writeln!(table, "| {name} | {likely} | {leads} |").unwrap();
        }
        let [strangers, own] = self.held_back;
        write!(
            table,
            "\n| held back as a question | of strangers | of the maker |\n|---|---|---|\n| a number, where another maker is stated | {strangers} | {own} |\n"
        )
        .unwrap();
        table
    }
}

/// Two letters are forgiven beside goods of the maker alone: these are named in turn where a name alone says nothing.
const GOODS: [&str; 5] = ["", "IP camera", "router", "drone", "two-way radio"];

/// The names that are looked at for slips, each with whom it means; nobody, if empty.
fn slips_looked_at() -> BTreeMap<String, String> {
    let registry = std::fs::read_to_string(root("tests/recognition/registry.txt")).unwrap();
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let strangers = registry.lines().filter(|line| !line.starts_with("# "));
    names.extend(strangers.map(|name| (name.to_owned(), String::new())));
    for set in ["name_variants", "vendor_names"] {
        let mut reader = csv::Reader::from_path(path(set)).unwrap();
        for row in reader.deserialize::<BTreeMap<String, String>>().map(Result::unwrap) {
            if row["label"] != "amb" {
                names.insert(row["Manufacturer"].clone(), row["maker"].clone());
            }
        }
    }
    for row in ROWS.iter().filter(|row| row.class == "misspellings") {
        if let [(Field::Manufacturer, name), rest @ ..] = &*row.facts
            && rest.iter().all(|(field, _)| *field == Field::Equipment)
        {
            // The same name on goods that nobody meant by it is no other name.
            let known = names.entry(name.clone()).or_default();
            if row.expect != "none" {
                known.clone_from(&row.expect);
            }
        }
    }
    names
}

/// What a name is taken to misspell: by whose name, how near, and on which goods.
fn slips_of(name: &str) -> BTreeMap<String, (bool, String)> {
    let mut found = BTreeMap::new();
    for goods in GOODS {
        let facts = [(Field::Manufacturer, name), (Field::Equipment, goods)];
        let facts = facts.into_iter().filter(|(_, text)| !text.is_empty());
        for one in RECOGNISER.recognise(&Asset::from_facts(facts), || None) {
            let mut slips = one.evidence.iter().filter_map(|evidence| evidence.misspelt.as_ref());
            let Some(slip) = slips.next() else { continue };
            let lesser = slip.of != one.maker.short && slip.of != one.maker.name;
            let letters = match slip.slip {
                Slip::Known => "0".to_owned(),
                Slip::Letters(letters) => letters.to_string(),
                other => format!("{other:?}"),
            };
            let on = if goods.is_empty() { "" } else { ", beside its goods" };
            let slip = (lesser, format!("{letters}{on}"));
            found.entry(one.maker.id.clone()).or_insert(slip);
        }
    }
    found
}

/// How many of those who are a slip from a name mean it, and how many are strangers.
fn slips() -> String {
    let names = slips_looked_at();
    let mut table: BTreeMap<(bool, String), [u32; 2]> = BTreeMap::new();
    for (name, listed) in &names {
        for (maker, slip) in slips_of(name) {
            table.entry(slip).or_default()[usize::from(maker != *listed)] += 1;
        }
    }
    let mut text = format!(
        "| near, of {} names | letters | misspelt it | strangers |\n|---|---|---|---|\n",
        names.len()
    );
    for ((lesser, letters), [misspelt, strangers]) in table {
        let near = if lesser { "another name" } else { "the maker's own name" };
        writeln!(text, "| {near} | {letters} | {misspelt} | {strangers} |").unwrap();
    }
    text
}

#[test]
fn figures_on_real_lists_hold_and_stand_in_the_docs() {
    let mut tally = Tally::default();
    let mut figures = String::from(
        "| set | rows | of listed makers | precision | recall | goals | leads: precision | recall |\n|---|---|---|---|---|---|---|---|\n",
    );
    figures.extend(SETS.iter().map(|set| tally.line(set)));
    figures.push_str(&tally.written());
    figures.push_str(&tally.leads());
    write!(figures, "\n{}\n{}\n{}", tally.worth(), slips(), super::slips::table()).unwrap();
    println!("{figures}\n{}", tally.accused);
    assert!(tally.short.is_empty(), "{}\n{}", tally.short, tally.accused);
    let page = root("docs/recognition.md");
    let text = std::fs::read_to_string(&page).unwrap();
    let (head, rest) = text.split_once("<!-- figures -->\n").unwrap();
    let (written, tail) = rest.split_once("<!-- end of figures -->").unwrap();
    if std::env::var_os("BANLINT_WRITE_FIGURES").is_some() {
        let text = format!("{head}<!-- figures -->\n{figures}<!-- end of figures -->{tail}");
        std::fs::write(&page, text).unwrap();
    } else {
        assert!(
            written == figures,
            "docs/recognition.md is stale: run this test with BANLINT_WRITE_FIGURES=1"
        );
    }
}
