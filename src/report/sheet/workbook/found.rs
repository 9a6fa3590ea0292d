//! What was found in all rows, as the first sheet sums it up.

use crate::{
    audit::Basis,
    report::{Summary, goods::Actions, reaching::ReachingLaw},
};

/// What was found in all rows.
pub(in crate::report::sheet) struct Overall<'f> {
    pub(in crate::report::sheet) summary: &'f Summary,
    pub(in crate::report::sheet) basis: &'f Basis,
    pub(in crate::report::sheet) laws: &'f ReachingLaw,
    pub(in crate::report::sheet) actions: &'f Actions,
}
