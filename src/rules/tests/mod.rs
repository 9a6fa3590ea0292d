//! Tests of the law engine over a small law book of its own, and the load of the shipped one.

mod acts;
mod faults;
mod groups;
mod kinds;
pub(super) mod schemas;

use std::sync::Arc;

use super::*;
use crate::{
    Date, EquipmentTree, Field, Finding, Grade, KindId, Truth, Verdict,
    asset::FieldTrait,
    attribution::{Attribution, Company, KnownBy, Maker, Meets, Membership, Relation},
    facts::{Facts, LifeCycle, Origin, Value},
    knowledge::{Confidence, Faults, File, Files, Sources},
};

const TREE: &str = "
[[kind]]\nid = 'video'\ntitle = 'video equipment'
[[kind]]\nid = 'camera'\nparent = 'video'\ntitle = 'camera'
[[kind]]\nid = 'telecom'\ntitle = 'telecom equipment'
[[kind]]\nid = 'flying'\ntitle = 'flying thing'
[[kind]]\nid = 'aircraft'\nparent = 'flying'\ntitle = 'aircraft'
[[kind]]\nid = 'drone'\nparent = 'aircraft'\ntitle = 'drone'";

const TERMS: &str = "
[[jurisdiction]]\nid = 'XX'\nname = 'Exland'
[[organisation]]\nid = 'agency'\ntitle = 'agency'\nsays = 's'\nimplies = ['state']
[[organisation]]\nid = 'state'\ntitle = 'state body'\nsays = 's'
[[organisation]]\nid = 'company'\ntitle = 'company'\nsays = 's'
[[criterion]]\nid = 'under-law'\ntitle = 'subject to that law'\nsays = 's'
[[term]]\nfact = 'site-class'\nid = 'sensitive'\ntitle = 'sensitive site'\nwords = ['secret']\nsays = 's'
[[term]]\nfact = 'site-class'\nid = 'plain'\ntitle = 'plain site'\nsays = 's'
[[term]]\nfact = 'site-class'\nid = 'public'\ntitle = 'public site'\nleaves-open = ['sensitive']\nsays = 's'
[[term]]\nfact = 'approval'\nid = 'waiver'\ntitle = 'waiver'\nsays = 's'
[[term]]\nfact = 'funding'\nid = 'award'\ntitle = 'award money'\nsays = 's'
[[term]]\nfact = 'funding'\nid = 'own'\ntitle = 'own money'\nsays = 's'";

const REGIME: &str = r#"
id = "xx-law"
jurisdiction = "XX"
title = "The law"
authority = "The state"
citation = "Law 1"
instrument = "policy"
checked = 2026-11-22
summary = "No."
[sources.s]
title = "s"
url = "https://example.org/s"
read = 2026-11-22
[[designation]]
id = "acme"
vendor = "acme"
basis = "named"
equipment = ["video"]
unsettled = ["telecom"]
unsettled-why = "not settled"
scope = "s"
source = "s"
[[designation]]
id = "test"
criterion = "under-law"
basis = "criterion"
equipment = ["video"]
scope = "s"
source = "s"
[[designation]]
id = "drones"
basis = "kind"
equipment = ["drone"]
when = { country-of-production = { not = ["XX"] } }
scope = "s"
source = "s"
"#;

fn file(path: &str, text: &str) -> Arc<File> {
    Arc::new(File::new(path, text))
}

fn tree() -> Arc<EquipmentTree> {
    Arc::new(EquipmentTree::load(&file("equipment.toml", TREE)).unwrap())
}

fn load(provisions: &str) -> Result<LawBook, Faults> {
    let regime = format!("{REGIME}{provisions}");
    let files = Files(vec![file("rules/terms.toml", TERMS), file("rules/xx/law.toml", &regime)]);
    LawBook::load(&files, &Sources::new(), tree(), Some(&["acme"]))
}

fn provision(rest: &str) -> String {
    format!(
        "[[provision]]\nid = 'p'\ntitle = 't'\nsummary = 's'\nremedy = 'r'\nsource = 's'\nfrom = 2020-01-01\n{rest}\n"
    )
}

fn acme(grade: Grade) -> Attribution {
    let meets = Meets {
        criterion: "under-law".into(),
        confidence: Confidence::Reported,
        sources: Vec::new(),
    };
    let maker = Maker {
        id: "acme".into(),
        name: "Acme Ltd".into(),
        short: "Acme".into(),
        country: "XX".into(),
        meets: vec![meets],
        makes: Vec::new(),
    };
    Attribution {
        maker: Arc::new(maker),
        known_by: KnownBy::Catalogue,
        company: None,
        grade,
        label: None,
        evidence: Vec::new(),
        against: Vec::new(),
        equipment: Vec::new(),
        if_of_kind: None,
        range: None,
        is_hosted: false,
        listings: Vec::new(),
    }
}

fn facts(given: &[(Field, &str)]) -> Facts {
    let mut facts = Facts::default();
    for &(field, text) in given {
        let value = match field {
            field if field.is(FieldTrait::Dated) => Value::Date(text.parse().unwrap()),
            Field::Status => Value::Status(text.parse::<LifeCycle>().unwrap()),
            Field::Equipment => Value::Kind(KindId::new(text)),
            Field::CountryOfProduction => Value::Country(text.parse().unwrap()),
            Field::SiteClass | Field::Funding => Value::Term(text.to_owned()),
            Field::Approval if text == "waiver" => Value::Term(text.to_owned()),
            _ => Value::Text(text.to_owned()),
        };
        facts.add(field, value, Origin::Assumed);
    }
    facts
}

struct Judged {
    book: LawBook,
    attributions: Vec<Attribution>,
    owner: &'static [&'static str],
    as_of: Date,
    on_unknown: OnUnknown,
}

impl Judged {
    fn of(rest: &str) -> Self {
        Self {
            book: load(&provision(rest)).unwrap(),
            attributions: vec![acme(Grade::Confirmed)],
            owner: &["agency"],
            as_of: "2026-11-22".parse().unwrap(),
            on_unknown: OnUnknown::Review,
        }
    }

    fn findings(&self, given: &[(Field, &str)]) -> Vec<Finding> {
        let owner = Owner::new(self.owner.iter().copied(), self.book.terms()).unwrap();
        let facts = facts(given);
        let law = self.book.put_to(&owner, self.as_of);
        law.judge(&facts, &self.attributions, self.on_unknown)
    }

    /// The verdict and the facts that are missing.
    fn one(&self, given: &[(Field, &str)]) -> (Verdict, Vec<String>) {
        let findings = self.findings(given);
        assert_eq!(findings.len(), 1, "{findings:#?}");
        let missing = findings[0].missing.iter().map(|missing| missing.fact().to_string());
        (findings[0].verdict, missing.collect())
    }
}

const CAMERA: (Field, &str) = (Field::Equipment, "camera");
const IN_SERVICE: (Field, &str) = (Field::Status, "in-service");

#[test]
fn a_term_may_leave_another_open() {
    let law = Judged::of(
        "force = 'prohibited'\nact = 'use'\nbinds = ['agency']\ndesignations = ['acme']\nwhen = { site-class = 'sensitive' }",
    );
    let at = |class| law.one(&[CAMERA, IN_SERVICE, (Field::SiteClass, class)]).0;
    assert_eq!(at("sensitive"), Verdict::Violation);
    assert_eq!(at("public"), Verdict::Review);
    assert_eq!(at("plain"), Verdict::Exempt);
}

#[test]
fn words_that_may_claim_an_exception_are_no_silence() {
    let law = Judged::of(
        "force = 'prohibited'\nact = 'acquire'\nbinds = ['agency']\ndesignations = ['acme']
        [[provision.exception]]\nid = 'waiver'\nwhen = { approval = 'waiver' }\nuntil = 2022-01-01\nreason = 'r'\nsource = 's'",
    );
    let on = |day| (Field::Acquired, day);
    assert_eq!(law.one(&[CAMERA, on("2021-01-01")]).0, Verdict::Violation);
    let claimed = [CAMERA, on("2021-01-01"), (Field::Approval, "see letter")];
    assert_eq!(law.one(&claimed), (Verdict::Review, vec!["approval".into()]));
    let waived = |day| law.one(&[CAMERA, on(day), (Field::Approval, "waiver")]).0;
    assert_eq!(waived("2021-01-01"), Verdict::Exempt, "it held on the day of the act");
    assert_eq!(waived("2023-01-01"), Verdict::Violation);
}

#[test]
fn grades_and_force_shape_the_verdict() {
    let weak = |force: &str, given: &[(Field, &str)]| {
        let mut judged = Judged::of(&format!(
            "force = '{force}'\nact = 'use'\nbinds = ['state']\ndesignations = ['acme']"
        ));
        let strong = judged.one(given).0;
        judged.attributions = vec![acme(Grade::Possible)];
        (strong, judged.one(given).0)
    };
    assert_eq!(weak("prohibited", &[CAMERA, IN_SERVICE]), (Verdict::Violation, Verdict::Review));
    assert_eq!(weak("prohibited", &[CAMERA]), (Verdict::Review, Verdict::Advisory));
    assert_eq!(weak("advised", &[CAMERA, IN_SERVICE]), (Verdict::Advisory, Verdict::Advisory));
    assert_eq!(weak("context", &[CAMERA, IN_SERVICE]), (Verdict::Exempt, Verdict::Exempt));
}

#[test]
fn what_is_unknown_can_be_taken_strictly_or_leniently() {
    let mut judged = Judged::of(
        "force = 'prohibited'\nact = 'use'\nbinds = ['agency']\ndesignations = ['acme']",
    );
    judged.on_unknown = OnUnknown::Violation;
    assert_eq!(judged.one(&[CAMERA]).0, Verdict::Violation);
    judged.on_unknown = OnUnknown::Ignore;
    assert_eq!(judged.one(&[CAMERA]).0, Verdict::Exempt);
}

#[test]
fn exceptions_must_be_shown_unless_the_law_leaves_them_open() {
    let with = |burden: &str, given: &[(Field, &str)]| {
        let judged = Judged::of(&format!(
            "force = 'prohibited'\nact = 'use'\nbinds = ['agency']\ndesignations = ['acme']\n[[provision.exception]]\nid = 'e'\nburden = '{burden}'\nwhen = {{ site-class = 'plain' }}\nreason = 'plain sites are free'"
        ));
        let findings = judged.findings(given);
        (findings[0].verdict, findings[0].could_apply.len())
    };
    let given = [CAMERA, IN_SERVICE];
    assert_eq!(with("claimant", &given), (Verdict::Violation, 1));
    assert_eq!(with("open", &given), (Verdict::Review, 0));
    let plain = [CAMERA, IN_SERVICE, (Field::SiteClass, "plain")];
    assert_eq!(with("claimant", &plain), (Verdict::Exempt, 0));
    let other = [CAMERA, IN_SERVICE, (Field::SiteClass, "sensitive")];
    assert_eq!(with("open", &other), (Verdict::Violation, 0));
}

#[test]
fn an_exception_for_some_of_what_is_caught_leaves_something() {
    let when = |kinds: &str| {
        load(&provision(&format!(
            "force = 'prohibited'\nact = 'use'\nbinds = ['agency']\ndesignations = ['acme']\n[[provision.exception]]\nid = 'e'\nburden = 'open'\nwhen = {{ equipment = {kinds} }}\nreason = 'r'"
        )))
    };
    assert!(when("['camera', 'telecom']").is_ok());
    assert!(when("['video', 'telecom']").is_err());
}

#[test]
fn countries_that_differ_leave_open_which_one_counts() {
    let mut judged = Judged::of(
        "force = 'prohibited'\nact = 'use'\nbinds = ['agency']\ndesignations = ['drones']",
    );
    judged.attributions.clear();
    let from = |one, other| {
        let country = |code| (Field::CountryOfProduction, code);
        judged.one(&[(Field::Equipment, "drone"), IN_SERVICE, country(one), country(other)])
    };
    assert_eq!(from("YY", "ZZ").0, Verdict::Violation);
    assert_eq!(from("XX", "XX").0, Verdict::Exempt);
    let open = (Verdict::Review, vec!["country-of-production".into()]);
    assert_eq!((from("XX", "YY"), from("YY", "XX")), (open.clone(), open));
}

#[test]
fn of_several_words_for_a_site_one_that_the_law_names_is_enough() {
    let judged = Judged::of(
        "force = 'prohibited'\nact = 'use'\nbinds = ['agency']\ndesignations = ['acme']\nwhen = { site-class = 'sensitive' }",
    );
    let at = |one, other| {
        judged.one(&[CAMERA, IN_SERVICE, (Field::SiteClass, one), (Field::SiteClass, other)]).0
    };
    assert_eq!(
        (at("plain", "sensitive"), at("sensitive", "plain")),
        (Verdict::Violation, Verdict::Violation)
    );
    assert_eq!(at("plain", "plain"), Verdict::Exempt);
}

proptest::proptest! {
    /// Learning a fact may settle an open question, but never opens a settled one.
    #[test]
    fn more_facts_never_make_a_decided_finding_undecided(
        status in 0..4usize, class in 0..3usize, bought in 0..3usize,
    ) {
        let statuses = [None, Some("in-service"), Some("retired"), Some("ordered")];
        let classes = [None, Some("sensitive"), Some("plain")];
        let dates = [None, Some("2019-01-01"), Some("2021-01-01")];
        let judged = Judged::of(
            "force = 'prohibited'\nact = 'deploy'\nbinds = ['agency']\nwhen = { site-class = 'sensitive' }\ndesignations = ['acme']",
        );
        let mut given = vec![CAMERA];
        let steps = [
            (Field::Status, statuses[status]),
            (Field::SiteClass, classes[class]),
            (Field::Acquired, dates[bought]),
        ];
        let mut before = judged.findings(&given)[0].truth;
        for (field, text) in steps {
            given.extend(text.map(|text| (field, text)));
            let after = judged.findings(&given)[0].truth;
            proptest::prop_assert!(before == Truth::Unknown || before == after);
            before = after;
        }
    }
}
