//! Law on a kind of equipment, and law for a trade.

use super::*;

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
