//! Why an example of a law file came out as it did.

use super::{maker, wording};
use crate::{Finding, audit::ExampleOutcome};

/// By which provisions, or for want of what, in a sentence without a full stop.
pub(crate) fn came_of(outcome: &ExampleOutcome) -> String {
    let decide = outcome.findings.iter().filter(|finding| finding.verdict == outcome.verdict);
    let decide: Vec<_> = decide.map(by).collect();
    match (decide.as_slice(), outcome.attributions.as_slice()) {
        ([], []) => "no mark of a known maker was found in the row".to_owned(),
        ([], made) => {
            let made: Vec<_> = made.iter().map(maker::made_by).collect();
            format!("{}, and nothing of this law names that", made.join(", "))
        }
        (decide, _) => decide.join("; "),
    }
}

fn by(finding: &Finding) -> String {
    let because: Vec<_> = finding.because().map(wording::why).collect();
    format!("{}: {}", finding.law.provision, because.join("; "))
}
