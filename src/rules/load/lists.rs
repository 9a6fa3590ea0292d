//! Lists that are known in part.

use super::Check;
use crate::knowledge::Placed;

impl Check<'_> {
    /// Why the list of a regime is known in part.
    pub(super) fn known_in_part(
        &mut self,
        why: Option<Placed<String>>,
        binds_nobody: bool,
    ) -> Option<String> {
        let why = why?;
        if binds_nobody {
            let message = "a list that is known in part, of a regime that binds nobody".to_owned();
            let expected = "expected no `known-in-part` beside `nothing-binding`";
            self.fault(why.span(), message, expected);
        } else if why.as_ref().trim().is_empty() {
            let message = "the list is said to be known in part, and not why".to_owned();
            self.fault(why.span(), message, "expected what of the list is known here");
        }
        Some(why.into_inner())
    }
}
