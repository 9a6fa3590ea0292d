use super::*;
use crate::report::fixture;

/// The rule that every format shows.
#[test]
fn rows_are_the_sum_of_the_verdicts() {
    let summary = fixture::summary();
    let files: u64 = summary.files.iter().map(|file| file.tally.rows()).sum();
    assert_eq!(summary.tally.rows(), fixture::assets().len() as u64);
    assert_eq!(files, summary.tally.rows());
    for (country, named) in &summary.by_jurisdiction {
        let unchecked = summary.tally.of(Verdict::Unchecked);
        assert_eq!(
            named.rows() + summary.clear_in(country, named) + unchecked,
            summary.tally.rows()
        );
    }
}

#[test]
fn rows_are_counted_by_country_maker_and_site() {
    let summary = fixture::summary();
    let of = |tally: &Tally| Verdict::ALL.map(|verdict| tally.of(verdict));
    assert_eq!(of(&summary.by_jurisdiction["GB"]), [0, 0, 0, 0, 4, 0, 0]);
    assert_eq!(of(&summary.by_jurisdiction["US"]), [0, 1, 1, 1, 2, 5, 0]);
    let maker = &summary.by_maker["Hikvision"];
    assert_eq!((maker.of(Grade::Confirmed), maker.of(Grade::Likely)), (5, 2));
    assert_eq!(of(&summary.by_maker["Lenovo"].tally), [1, 0, 0, 0, 0, 0, 0]);
    assert_eq!(of(&summary.by_site["Depot"]), [0, 0, 1, 0, 0, 1, 0]);
    assert_eq!((summary.noted, summary.maker_in_doubt), (1, 1));
}

#[test]
fn what_would_decide_rows_in_review_is_counted() {
    let summary = fixture::summary();
    let needs = summary.needs();
    assert_eq!(needs.len(), 1, "rows in violation and advisory rows ask for nothing more");
    assert_eq!((needs[0].fact.key(), needs[0].rows, needs[0].alone), ("purpose", 1, 1));
}

#[test]
fn old_rules_warn_by_the_date_of_the_audit() {
    let old = Summary::new(&fixture::basis()).old_rules;
    assert_eq!(old.len(), 1);
    assert_eq!((old[0].regime.as_str(), old[0].days), ("gb-sensitive-sites", 539));
    let lenient = Basis { max_rule_age: 600, ..fixture::basis() };
    assert!(Summary::new(&lenient).old_rules.is_empty());
}

/// Sites come from cells: their number must not decide how much memory is used.
#[test]
fn sites_are_bounded() {
    let mut summary = Summary::new(&fixture::basis());
    for at in 0..2_000 {
        let mut asset = fixture::unread();
        asset.site = Some(format!("site {at}"));
        summary.add(&asset);
    }
    assert_eq!((summary.by_site.len(), summary.other_sites.rows()), (SITES, 1_000));
}
