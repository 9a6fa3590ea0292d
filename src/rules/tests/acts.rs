//! What the acts that law forbids ask of the days and the money of an item.

use super::*;

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
