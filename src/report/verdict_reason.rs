//! Why a verdict is what it is, in words: who made the goods, whether the provision holds, and what follows from the two.

use super::{cell, wording, words::CELL};
use crate::{
    Finding, Grade, Truth, Verdict,
    finding::{Test, TestKind},
    law::{Act, Force},
    reason::Reason,
};

/// Why law reaches goods of which no maker is recognised.
pub(super) fn without_maker(finding: &Finding) -> String {
    let of_maker = finding.tests.iter().filter(|test| test.kind == TestKind::Maker);
    let mut whys = of_maker.flat_map(Test::why);
    let own = whys.find(|why| matches!(why, Reason::SoldBy { .. } | Reason::UnknownMaker(_)));
    own.map_or_else(
        || "the law catches this kind of equipment whoever made it".to_owned(),
        wording::reason,
    )
}

/// How the verdict follows from who made it and whether the provision holds.
pub(super) fn follows(finding: &Finding, grade: Option<Grade>) -> String {
    let weak = matches!(grade, Some(Grade::Possible | Grade::Component));
    let maker = match grade {
        None => without_maker(finding),
        Some(Grade::Component) => "only a part of it is by this maker".to_owned(),
        Some(grade) => format!("the maker is {grade}"),
    };
    let law = match finding.truth {
        Truth::True => "the provision applies",
        Truth::Unknown => "it cannot be decided yet whether the provision applies",
        Truth::False => "the provision does not apply",
    };
    if finding.note {
        let why = match finding.law.force {
            Force::Context => "it is background",
            _ => "it binds the trade and not the owner",
        };
        return format!("{law}; {why}, so it is a note and never decides a verdict");
    }
    let verdict = finding.of_law();
    let because = match (finding.truth, verdict) {
        (Truth::True, Verdict::Review) if finding.law.force == Force::Listed => {
            " because a list is no law and its entry a question"
        }
        (Truth::True, Verdict::Advisory) if finding.law.act == Act::Report && !weak => {
            " because the law bars nothing and wants it reported"
        }
        (Truth::True, Verdict::Advisory) if !weak => " because the law only advises",
        (Truth::Unknown, Verdict::Violation) => " because the unknown was to be read strictly",
        (Truth::Unknown, Verdict::Review) if is_of_line(finding) => {
            " because only you can say whether the line tells of an item"
        }
        (Truth::Unknown, Verdict::Review) if weak => " because the unknown was to be read strictly",
        (Truth::Unknown, Verdict::Exempt | Verdict::Clear) => {
            " because the unknown was to be read leniently"
        }
        (_, Verdict::Review | Verdict::Advisory) if weak => {
            " because the maker is a lead, not a proof"
        }
        _ => "",
    };
    let waived = finding.accepted.as_ref().map_or(String::new(), |accepted| {
        format!("; {} by {}", Verdict::Waived, cell(&accepted.by, CELL))
    });
    format!("{maker} and {law}: {verdict}{because}{waived}")
}

/// Whether it is a finding of a line that was not read as a row.
fn is_of_line(finding: &Finding) -> bool {
    finding.tests.iter().flat_map(Test::why).any(|why| matches!(why, Reason::NotInRow))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    /// The table of verdicts in the design, in words, and what `--unknown` does to it.
    #[test]
    fn the_verdict_is_explained() {
        let mut finding = fixture::missing_purpose().findings.remove(0);
        for (truth, verdict, grade, words) in [
            (
                Truth::True,
                Verdict::Violation,
                Some(Grade::Likely),
                "likely and the provision applies: violation",
            ),
            (
                Truth::True,
                Verdict::Advisory,
                Some(Grade::Confirmed),
                "because the law only advises",
            ),
            (Truth::True, Verdict::Review, Some(Grade::Possible), "a lead, not a proof"),
            (Truth::Unknown, Verdict::Review, Some(Grade::Confirmed), "cannot be decided"),
            (
                Truth::Unknown,
                Verdict::Advisory,
                Some(Grade::Component),
                "only a part of it is by this maker",
            ),
            (Truth::Unknown, Verdict::Violation, Some(Grade::Confirmed), "read strictly"),
            (Truth::Unknown, Verdict::Exempt, Some(Grade::Confirmed), "read leniently"),
            (Truth::False, Verdict::Exempt, Some(Grade::Confirmed), "does not apply: exempt"),
            (Truth::True, Verdict::Violation, None, "whoever made it"),
        ] {
            (finding.truth, finding.verdict) = (truth, verdict);
            let said = follows(&finding, grade);
            assert!(said.contains(words), "{said}");
        }
    }
}
