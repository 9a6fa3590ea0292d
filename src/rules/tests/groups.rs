//! Companies of a maker's group: when, and by what share of it, law that names the maker reaches them.

use super::*;

#[test]
fn an_affiliate_counts_above_the_share_that_the_law_asks_for() {
    for (share, above, verdict) in [
        (Some(49.9), "affiliate-above = 10", Verdict::Violation),
        (Some(10.0), "affiliate-above = 10", Verdict::Review),
        (None, "affiliate-above = 10", Verdict::Violation),
        (Some(5.0), "", Verdict::Violation),
    ] {
        let mut judged = Judged::of(&format!(
            "force = 'prohibited'\nact = 'use'\nbinds = ['agency']\ndesignations = ['acme']\n{above}"
        ));
        judged.attributions[0].company = Some(Arc::new(Company {
            id: "half".into(),
            name: "Half Ltd".into(),
            memberships: vec![Membership {
                relation: Relation::Affiliate,
                from: None,
                until: None,
                share: share.map(|percent| percent.try_into().unwrap()),
            }],
        }));
        assert_eq!(judged.one(&[CAMERA, IN_SERVICE]).0, verdict, "{share:?} {above}");
    }
}

#[test]
fn a_group_company_counts_while_it_belonged() {
    let mut judged = Judged::of(
        "force = 'prohibited'\nact = 'use'\nbinds = ['agency']\ndesignations = ['acme']",
    );
    judged.attributions[0].company = Some(Arc::new(Company {
        id: "sub".into(),
        name: "Sub Inc".into(),
        memberships: vec![Membership {
            relation: Relation::FormerSubsidiary,
            from: Some("2018-02".parse().unwrap()),
            until: Some("2022-11".parse().unwrap()),
            share: None,
        }],
    }));
    for (bought, verdict) in [
        (Some("2019-05-01"), Verdict::Violation),
        (Some("2024-01-01"), Verdict::Exempt),
        (Some("2022-11-10"), Verdict::Review),
        (None, Verdict::Review),
    ] {
        let mut given = vec![CAMERA, IN_SERVICE];
        given.extend(bought.map(|day| (Field::Acquired, day)));
        assert_eq!(judged.one(&given).0, verdict, "{bought:?}");
    }
}
