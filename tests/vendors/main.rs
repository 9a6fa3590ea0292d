//! Who made it: labelled cases over the shipped vendor files, and what must hold for any text.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a panic is how a test reports"
)]

mod collisions;

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path, sync::LazyLock};

use banlint::{
    Asset, Attribution, Date, Field, Grade, audit::Knowledge, report, vendors::Recogniser,
};
use proptest::prelude::*;
use serde::Deserialize;

static RECOGNISER: LazyLock<Recogniser> =
    LazyLock::new(|| Knowledge::shipped().unwrap().recogniser());

/// One labelled row: what it says, and what must come out, no more and no less.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    #[serde(default)]
    why: String,
    facts: BTreeMap<Field, String>,
    acquired: Option<Date>,
    /// The makers with their grades.
    expect: BTreeMap<String, String>,
    /// The label of the first attribution.
    label: Option<String>,
    /// Words that must stand in what speaks against.
    #[serde(default)]
    against: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

fn recognise(case: &Case) -> Vec<Attribution> {
    let facts = case.facts.iter().map(|(field, text)| (*field, text.as_str()));
    RECOGNISER.recognise(&Asset::from_facts(facts), || case.acquired)
}

/// What is wrong with the answer to a case.
fn fault(case: &Case) -> Option<String> {
    let found = recognise(case);
    // A part is a finding of its own behind the maker's; the surest comes first and stands.
    let grades: BTreeMap<_, _> = found
        .iter()
        .rev()
        .map(|attribution| (attribution.maker.id.clone(), attribution.grade.word().to_owned()))
        .collect();
    let label = found.first().and_then(|first| first.label.clone());
    let against = found.iter().flat_map(|by| {
        by.against.iter().map(|counter| report::objection(&by.maker, &counter.objection))
    });
    let against: Vec<_> = against.collect();
    let missing = case.against.iter().any(|words| !against.iter().any(|says| says.contains(words)));
    let wrong_label = case.label.is_some() && case.label != label;
    if grades == case.expect && !missing && !wrong_label {
        return None;
    }
    let mut shown = format!("{:?} ({})\n  got {grades:?} label {label:?}\n", case.facts, case.why);
    let _ = writeln!(shown, "  expected {:?}", case.expect);
    for attribution in &found {
        for e in &attribution.evidence {
            let id = &attribution.maker.id;
            let says = report::claim(&attribution.maker, e);
            let _ = writeln!(shown, "    {id} {} {:?} {:?}: {says}", e.grade, e.mark, e.text);
        }
        for counter in &attribution.against {
            let says = report::objection(&attribution.maker, &counter.objection);
            let _ = writeln!(shown, "    against: {says} ({})", counter.lowers);
        }
    }
    Some(shown)
}

#[test]
fn labelled_cases_come_out_as_labelled() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/vendors");
    let cases = fs::read_dir(folder).unwrap().flat_map(|file| {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        toml::from_str::<Cases>(&text).unwrap_or_else(|error| panic!("{error}")).case
    });
    let cases: Vec<_> = cases.collect();
    assert!(cases.len() > 40);
    let faults: Vec<_> = cases.iter().filter_map(fault).collect();
    assert!(faults.is_empty(), "{} of {}\n{}", faults.len(), cases.len(), faults.join("\n"));
}

#[test]
fn every_shipped_pattern_compiles() {
    for pattern in RECOGNISER.catalogue().patterns() {
        assert!(pattern.compiles(), "{}", pattern.as_str());
    }
}

#[test]
fn a_huge_cell_is_read_in_bounded_time() {
    let long = "Hikvision DS-2CD2143G2-I 44:19:B6:12:34:56 ".repeat(50_000);
    let facts = [Field::Manufacturer, Field::Model, Field::Description, Field::Mac, Field::Banner];
    let asset = Asset::from_facts(facts.map(|field| (field, long.as_str())));
    let found = RECOGNISER.recognise(&asset, || None);
    assert_eq!(found.len(), 1);
    let evidence = &found[0].evidence;
    assert!(evidence.len() < 2_000 && evidence.iter().all(|e| e.text.len() <= 80));
}

#[test]
fn hostile_cells_are_answered() {
    let macs: String = (0..1_000).fold(String::new(), |mut all, n| {
        let _ = write!(all, "44:19:B6:00:{:02X}:{:02X} ", n / 256, n % 256);
        all
    });
    let marks = format!("Hik{}vision", "\u{301}".repeat(500));
    let bidi = "\u{202e}Hik\u{2066}vi\u{0}sion\u{2069}\u{202c}";
    for (field, text) in
        [(Field::Mac, &*macs), (Field::Manufacturer, &*marks), (Field::Manufacturer, bidi)]
    {
        let found = RECOGNISER.recognise(&Asset::from_facts([(field, text)]), || None);
        assert_eq!(found.len(), 1, "{field:?}");
        assert_eq!(found[0].maker.id, "hikvision");
        assert!(
            found[0].evidence.len() <= 4 && found[0].evidence.iter().all(|e| e.text.len() <= 80)
        );
    }
    let long = "Hikvison ".repeat(200_000);
    let nested = "(".repeat(100_000);
    for text in ["2ADTD", "(.*)*$", "\u{0}", &*long, &*nested, &"\u{fdfa}".repeat(10_000)] {
        for field in [Field::Manufacturer, Field::FccId, Field::Mac, Field::Cpe, Field::Description]
        {
            let found = RECOGNISER.recognise(&Asset::from_facts([(field, text)]), || None);
            // A misspelt name in a text is a question at most; where numbers belong, many words are a text.
            let asked = found
                .iter()
                .all(|one| field != Field::Manufacturer && one.grade <= Grade::Possible);
            assert!(asked && found.len() <= 1, "{field:?} {text:.40}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn recognising_is_total(texts in proptest::collection::vec(any::<String>(), Field::ALL.len())) {
        let facts = Field::ALL.iter().copied().zip(texts.iter().map(String::as_str));
        RECOGNISER.recognise(&Asset::from_facts(facts), || None);
    }

    #[test]
    fn a_mark_is_found_between_words_that_say_nothing(before in "[jqx]{2,8} ", after in " [jqx]{2,8}") {
        let cell = format!("{before}Hikvision{after}");
        let found = RECOGNISER.recognise(&Asset::from_facts([(Field::Manufacturer, cell.as_str())]), || None);
        prop_assert_eq!(found.first().map(|first| first.maker.id.as_str()), Some("hikvision"));
    }
}

/// The surest grade that a description gives any maker.
fn grade_of(description: &str) -> Option<Grade> {
    let facts = [(Field::Description, description)];
    let found = RECOGNISER.recognise(&Asset::from_facts(facts), || None);
    found.iter().map(|attribution| attribution.grade).max()
}

/// Words that agree with a name take nothing from it: its maker's seat, where the goods stand, how they are.
#[test]
fn what_agrees_never_weakens() {
    let spaced = [
        ("Hikvision", "camera"),
        ("Dahua", "NVR"),
        ("Huawei", "switch"),
        ("TP-Link", "router"),
        ("Uniview", "camera"),
    ];
    let before = ["Hangzhou", "Zhejiang", "Shenzhen", "China", "2", "new", "indoor"];
    let spaced = spaced.iter().flat_map(|(name, goods)| {
        before
            .iter()
            .map(move |before| (format!("{name} {goods}"), format!("{before} {name} {goods}")))
    });
    let unspaced = [
        ("海康威视", "摄像机"),
        ("海康威视", "球机"),
        ("海康", "人脸识别一体机"),
        ("大华", "摄像头"),
        ("大华", "录像机"),
    ];
    let before = ["旧", "一楼", "二楼走廊", "会议室", "学校"];
    let unspaced = unspaced.iter().flat_map(|(name, goods)| {
        before
            .iter()
            .map(move |before| (format!("{name}{goods}"), format!("{before}{name}{goods}")))
    });
    let seats = [("海康", "杭州"), ("海康威视", "杭州"), ("大华", "浙江")];
    let seats =
        seats.iter().map(|(name, seat)| (format!("{name}摄像机"), format!("{seat}{name}摄像机")));
    let other = [
        ("海康摄像机", "海康 攝影機"),
        ("大华录像机", "大华NVR"),
        ("Hytera VM685", "Body camera Hytera VM685"),
    ];
    let other = other.iter().map(|(less, more)| ((*less).to_owned(), (*more).to_owned()));
    for (less, more) in spaced.chain(unspaced).chain(seats).chain(other) {
        assert!(grade_of(&less).is_some(), "{less}");
        assert!(
            grade_of(&more) >= grade_of(&less),
            "{more}: {:?}, {less}: {:?}",
            grade_of(&more),
            grade_of(&less)
        );
    }
}
