//! The sums of an audit as tables show them.

use super::{MakerSummary, Summary};
use crate::{
    Verdict,
    audit::{Basis, Tally},
};

/// The verdicts of a table, the worst first. Clear rows are left out.
pub(in crate::report) const VERDICTS: [Verdict; 6] = [
    Verdict::Violation,
    Verdict::Review,
    Verdict::Advisory,
    Verdict::Waived,
    Verdict::Exempt,
    Verdict::Unchecked,
];

impl Summary {
    /// Rows by the name of each country.
    pub(in crate::report) fn countries<'s>(
        &'s self,
        basis: &'s Basis,
    ) -> impl Iterator<Item = (&'s str, Tally)> {
        self.by_jurisdiction.iter().map(|(code, tally)| {
            let known = basis.jurisdictions.iter().find(|(known, _)| known == code);
            (known.map_or(code, |(_, name)| name).as_str(), *tally)
        })
    }

    /// Rows by site, then those that name none and those of further sites.
    pub(in crate::report) fn sites(&self) -> impl Iterator<Item = (&str, Tally)> {
        let named = self.by_site.iter().map(|(site, tally)| (site.as_str(), *tally));
        let rest = [("(not stated)", self.no_site), ("(all further sites)", self.other_sites)];
        named.chain(rest.into_iter().filter(|(_, tally)| tally.rows() > 0))
    }
}

impl MakerSummary {
    /// Rows by grade: `3 confirmed, 1 possible`.
    pub(in crate::report) fn counted(&self) -> String {
        let counted = self.grades().into_iter().filter(|&(_, rows)| rows > 0);
        counted.map(|(grade, rows)| format!("{rows} {grade}")).collect::<Vec<_>>().join(", ")
    }
}
