//! Tests of the law engine over a small law book of its own, and the load of the shipped one.

mod faults;
mod groups;
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
fn use_asks_for_equipment_in_service_and_owner() {
    let mut judged = Judged::of(
        "force = 'prohibited'\nact = 'use'\nbinds = ['agency']\ndesignations = ['acme']",
    );
    assert_eq!(judged.one(&[CAMERA, IN_SERVICE]), (Verdict::Violation, vec![]));
    assert_eq!(judged.one(&[CAMERA]), (Verdict::Review, vec!["status".into()]));
    assert_eq!(judged.one(&[CAMERA, (Field::Status, "retired")]), (Verdict::Exempt, vec![]));
    assert_eq!(judged.one(&[IN_SERVICE]), (Verdict::Review, vec!["equipment".into()]));
    assert_eq!(judged.one(&[(Field::Equipment, "drone"), IN_SERVICE]).0, Verdict::Exempt);
    assert_eq!(
        judged.one(&[(Field::Equipment, "telecom"), IN_SERVICE]),
        (Verdict::Review, vec!["law".into()])
    );
    judged.owner = &["company"];
    assert_eq!(judged.one(&[CAMERA, IN_SERVICE]).0, Verdict::Exempt);
    judged.owner = &[];
    assert_eq!(judged.one(&[CAMERA]), (Verdict::Review, vec!["owner".into(), "status".into()]));
}

#[test]
fn an_unsettled_kind_below_a_settled_one_stays_open() {
    let text =
        provision("force = 'prohibited'\nact = 'use'\nbinds = ['agency']\ndesignations = ['acme']");
    let files = |regime: &str| {
        Files(vec![file("rules/terms.toml", TERMS), file("rules/xx/law.toml", regime)])
    };
    let regime = format!("{REGIME}{text}").replace(r#"["telecom"]"#, r#"["telecom", "camera"]"#);
    let judged = Judged {
        book: LawBook::load(&files(&regime), &Sources::new(), tree(), None).unwrap(),
        ..Judged::of("force = 'advised'\nact = 'use'\nbinds = ['agency']")
    };
    assert_eq!(judged.one(&[CAMERA, IN_SERVICE]).0, Verdict::Review);
    assert_eq!(judged.one(&[(Field::Equipment, "video"), IN_SERVICE]).0, Verdict::Violation);
}

#[test]
fn what_was_bought_before_the_listing_was_not_forbidden() {
    let text = provision(
        "force = 'prohibited'\nact = 'acquire'\nbinds = ['agency']\ndesignations = ['acme']",
    );
    let regime = format!("{REGIME}{text}").replace(
        "unsettled-why = \"not settled\"",
        "unsettled-why = \"not settled\"\nlisted = 2022-03-01",
    );
    let files = Files(vec![file("rules/terms.toml", TERMS), file("rules/xx/law.toml", &regime)]);
    let judged = Judged {
        book: LawBook::load(&files, &Sources::new(), tree(), None).unwrap(),
        ..Judged::of("force = 'advised'\nact = 'use'\nbinds = ['agency']")
    };
    assert_eq!(judged.one(&[CAMERA, (Field::Acquired, "2021-05-01")]).0, Verdict::Exempt);
    assert_eq!(judged.one(&[CAMERA, (Field::Acquired, "2022-05-01")]).0, Verdict::Violation);
}

#[test]
fn a_renewal_in_the_time_of_a_ban_is_a_question() {
    let law = |renewals: &str| {
        Judged::of(&format!(
            "force = 'prohibited'\nact = 'acquire'\nbinds = ['agency']\ndesignations = ['acme']\n{renewals}"
        ))
    };
    let (with, without) = (law("renewals = true"), law(""));
    let bought = (Field::Acquired, "2018-02-01");
    let renewed = |day| [CAMERA, bought, (Field::Renewed, day)];
    let asked = vec!["renewed".to_owned()];
    assert_eq!(with.one(&renewed("2021-06-01")), (Verdict::Review, asked.clone()));
    assert_eq!(with.one(&renewed("2030-06-01")), (Verdict::Review, asked), "it is to come");
    assert_eq!(with.one(&renewed("2019-06-01")).0, Verdict::Exempt);
    assert_eq!(with.one(&[CAMERA, bought]).0, Verdict::Exempt);
    assert_eq!(without.one(&renewed("2021-06-01")).0, Verdict::Exempt);
    assert_eq!(with.one(&[CAMERA, (Field::Acquired, "2021-02-01")]).0, Verdict::Violation);
}

#[test]
fn what_was_installed_before_a_ban_was_bought_before_it() {
    let law = Judged::of(
        "force = 'prohibited'\nact = 'acquire'\nbinds = ['agency']\ndesignations = ['acme']",
    );
    assert_eq!(law.one(&[CAMERA, (Field::Installed, "2015-01-01")]).0, Verdict::Exempt);
    assert_eq!(law.one(&[CAMERA, (Field::Installed, "2021-01-01")]).0, Verdict::Review);
}

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
fn acquire_asks_for_the_day_of_purchase() {
    let mut judged = Judged::of(
        "force = 'prohibited'\nact = 'acquire'\nbinds = ['agency']\ndesignations = ['acme']",
    );
    let mut bought = |day: &str, as_of: &str| {
        judged.as_of = as_of.parse().unwrap();
        judged.one(&[CAMERA, (Field::Acquired, day)])
    };
    assert_eq!(bought("2021-05-01", "2026-11-22").0, Verdict::Violation);
    assert_eq!(bought("2019-05-01", "2026-11-22").0, Verdict::Exempt);
    let planned = bought("2021-05-01", "2020-06-01");
    assert_eq!(planned, (Verdict::Review, vec!["acquired".into()]), "a plan or a slip");
    assert_eq!(bought("2019-05-01", "2019-06-01").0, Verdict::Exempt, "not yet in force");
    judged.as_of = "2026-11-22".parse().unwrap();
    assert_eq!(judged.one(&[CAMERA]), (Verdict::Review, vec!["acquired".into()]));
}

#[test]
fn a_law_whose_first_day_is_uncertain_is_undecided_inside_it() {
    let text =
        provision("force = 'prohibited'\nact = 'use'\nbinds = ['agency']\ndesignations = ['acme']")
            .replace("2020-01-01", "'2026-07'");
    let mut judged = Judged {
        book: load(&text).unwrap(),
        ..Judged::of("force = 'advised'\nact = 'use'\nbinds = ['agency']")
    };
    for (as_of, verdict) in [
        ("2026-06-30", Verdict::Exempt),
        ("2026-07-10", Verdict::Review),
        ("2026-07-31", Verdict::Violation),
    ] {
        judged.as_of = as_of.parse().unwrap();
        assert_eq!(judged.one(&[CAMERA, IN_SERVICE]).0, verdict, "{as_of}");
    }
}

#[test]
fn deploy_asks_when_it_was_installed_and_never_before_it_was_bought() {
    let judged = Judged::of(
        "force = 'prohibited'\nact = 'deploy'\nbinds = ['agency']\nwhen = { site-class = 'sensitive' }\ndesignations = ['test']",
    );
    let site = (Field::SiteClass, "sensitive");
    let with = |extra: &[(Field, &str)]| {
        let given: Vec<_> = [CAMERA, IN_SERVICE, site].iter().chain(extra).copied().collect();
        judged.one(&given)
    };
    assert_eq!(with(&[(Field::Installed, "2021-01-01")]).0, Verdict::Violation);
    assert_eq!(with(&[(Field::Installed, "2019-01-01")]).0, Verdict::Exempt);
    assert_eq!(with(&[(Field::Acquired, "2021-01-01")]).0, Verdict::Violation);
    assert_eq!(
        with(&[(Field::Acquired, "2019-01-01")]),
        (Verdict::Review, vec!["installed".into()])
    );
    let before_it_was_bought = [(Field::Acquired, "2021-01-01"), (Field::Installed, "2019-01-01")];
    assert_eq!(with(&before_it_was_bought), (Verdict::Review, vec!["installed".into()]));
    assert_eq!(
        judged.one(&[CAMERA, IN_SERVICE, (Field::Installed, "2021-01-01")]),
        (Verdict::Review, vec!["site-class".into()])
    );
}

#[test]
fn fund_asks_whose_money_it_was() {
    let judged = Judged::of(
        "force = 'prohibited'\nact = 'fund'\nmoney = ['award']\nbinds = ['agency']\ndesignations = ['acme']",
    );
    let bought = (Field::Acquired, "2021-01-01");
    assert_eq!(judged.one(&[CAMERA, bought, (Field::Funding, "award")]).0, Verdict::Violation);
    assert_eq!(judged.one(&[CAMERA, bought, (Field::Funding, "own")]).0, Verdict::Exempt);
    assert_eq!(judged.one(&[CAMERA, bought]), (Verdict::Review, vec!["funding".into()]));
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
fn law_on_a_kind_needs_no_maker_but_a_known_kind() {
    let mut judged = Judged::of(
        "force = 'prohibited'\nact = 'use'\nbinds = ['agency']\ndesignations = ['drones']",
    );
    judged.attributions.clear();
    let drone = (Field::Equipment, "drone");
    let from = |country| (Field::CountryOfProduction, country);
    assert_eq!(judged.one(&[drone, IN_SERVICE, from("YY")]).0, Verdict::Violation);
    assert_eq!(judged.one(&[drone, IN_SERVICE, from("XX")]).0, Verdict::Exempt);
    assert_eq!(
        judged.one(&[drone, IN_SERVICE]),
        (Verdict::Review, vec!["country-of-production".into()])
    );
    assert!(judged.findings(&[CAMERA, IN_SERVICE]).is_empty());
    assert!(judged.findings(&[IN_SERVICE]).is_empty());
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

#[test]
fn law_on_a_kind_asks_where_a_row_names_a_kind_above_it() {
    let mut judged = Judged::of(
        "force = 'prohibited'\nact = 'use'\nbinds = ['agency']\ndesignations = ['drones']",
    );
    judged.attributions.clear();
    let kind = |kind| (Field::Equipment, kind);
    let questions = vec!["equipment".to_owned(), "country-of-production".to_owned()];
    let ask = |verdict| (verdict, questions.clone());
    assert_eq!(judged.one(&[kind("aircraft"), IN_SERVICE]), ask(Verdict::Review));
    assert_eq!(judged.one(&[kind("flying"), IN_SERVICE]), ask(Verdict::Advisory), "a weak lead");
    let settled = [kind("aircraft"), (Field::Status, "retired")];
    assert!(judged.findings(&settled).is_empty(), "nothing that could bite is left");
    judged.owner = &["company"];
    assert!(judged.findings(&[kind("aircraft"), IN_SERVICE]).is_empty());
}

#[test]
fn law_on_a_kind_concerns_what_it_names_and_asks_about_what_lies_above() {
    let judged = Judged::of(
        "force = 'prohibited'\nact = 'use'\nbinds = ['agency']\ndesignations = ['drones']",
    );
    let owner = Owner::new(judged.owner.iter().copied(), judged.book.terms()).unwrap();
    let law = judged.book.put_to(&owner, judged.as_of);
    let concerned = |kind: &str| {
        let mut all = law.concerned_kinds(false);
        all.find(|(one, _)| one.as_str() == kind).map(|(_, truth)| truth)
    };
    assert_eq!(concerned("drone"), Some(Truth::True));
    assert_eq!(concerned("aircraft"), Some(Truth::Unknown), "a question");
    assert_eq!(concerned("camera"), None);
}

#[test]
fn law_for_the_trade_is_a_note_for_every_other_owner() {
    for owner in [&[][..], &["agency"]] {
        let judged = Judged {
            owner,
            ..Judged::of(
                "force = 'prohibited'\nact = 'import'\nbinds = ['company']\ndesignations = ['acme']",
            )
        };
        let findings = judged.findings(&[CAMERA]);
        assert!(findings[0].note);
        assert_eq!((findings[0].verdict, findings[0].truth), (Verdict::Exempt, Truth::True));
    }
}

#[test]
fn law_for_the_trade_binds_an_owner_that_is_the_trade() {
    let judged = |act: &str| Judged {
        owner: &["company"],
        ..Judged::of(&format!(
            "force = 'prohibited'\nact = {act}\nbinds = ['company']\ndesignations = ['acme']"
        ))
    };
    for act in ["'import'\noffers = 'too'", "'provide'\noffers = 'too'"] {
        let one = |given: &[(Field, &str)]| judged(act).one(&[&[CAMERA], given].concat());
        let bought = |day| (Field::Acquired, day);
        assert_eq!(one(&[bought("2021-05-01")]), (Verdict::Violation, vec![]));
        assert_eq!(one(&[bought("2019-05-01"), IN_SERVICE]).0, Verdict::Exempt);
        let in_stock = (Field::Status, "in-stock");
        assert_eq!(
            one(&[bought("2019-05-01"), in_stock]),
            (Verdict::Review, vec!["status".to_owned()])
        );
        assert_eq!(one(&[]), (Verdict::Review, vec!["acquired".to_owned(), "status".to_owned()]));
    }
    let one = |given: &[(Field, &str)]| judged("'import'").one(&[&[CAMERA], given].concat());
    let in_stock = (Field::Status, "in-stock");
    assert_eq!(one(&[(Field::Acquired, "2019-05-01"), in_stock]).0, Verdict::Exempt);
    let one = |given: &[(Field, &str)]| judged("'authorise'").one(&[&[CAMERA], given].concat());
    assert_eq!(one(&[(Field::Authorised, "2021-05-01")]).0, Verdict::Violation);
    assert_eq!(one(&[(Field::Authorised, "2019-05-01")]).0, Verdict::Exempt);
    assert_eq!(one(&[]), (Verdict::Review, vec!["authorised".to_owned()]));
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
