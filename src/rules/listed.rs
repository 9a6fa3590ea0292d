//! What follows from a list of the user's own. A list is no law: its entries are questions at most, whatever else is known of an asset,
//! and take nothing away from what the law says of it.

use std::sync::Arc;

use crate::{
    Attribution, Finding, Grade, Truth, Verdict,
    finding::{Test, TestKind},
    listing::Listing,
    reason::{Answer, Reason},
};

/// The findings on entries of lists that name who made an asset, one for each list and maker.
pub(crate) fn on_lists(attributions: &[Attribution]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for by in attributions {
        let mut rest: Vec<&Listing> = by.listings.iter().collect();
        while let Some(first) = rest.first().copied() {
            let (of_list, others) = rest.into_iter().partition(|one| one.law.id == first.law.id);
            findings.push(finding(by, first, of_list));
            rest = others;
        }
    }
    findings
}

fn finding(by: &Attribution, first: &Listing, of_list: Vec<&Listing>) -> Finding {
    let is_sure = of_list.iter().any(|listing| listing.is_sure)
        && !matches!(by.grade, Grade::Possible | Grade::Component);
    let why = of_list.into_iter().map(|listing| Reason::Listed(listing.clone())).collect();
    let named = Answer { truth: Truth::True, why, missing: Vec::new() };
    Finding {
        law: Arc::clone(&first.law),
        maker: Some(Arc::clone(&by.maker)),
        verdict: if is_sure { Verdict::Review } else { Verdict::Advisory },
        truth: Truth::True,
        tests: vec![Test::new(TestKind::Maker, named)],
        missing: Vec::new(),
        could_apply: Vec::new(),
        note: false,
        accepted: None,
        fingerprint: None,
        baseline: None,
    }
}
