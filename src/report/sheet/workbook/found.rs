//! What was found in all rows, as the first sheet sums it up.

use crate::{
    audit::Basis,
    report::{Summary, goods::Actions, sheet::laws::Laws},
};

/// What was found in all rows.
pub(in crate::report::sheet) struct Found<'f> {
    pub(in crate::report::sheet) summary: &'f Summary,
    pub(in crate::report::sheet) basis: &'f Basis,
    pub(in crate::report::sheet) laws: &'f Laws,
    pub(in crate::report::sheet) actions: &'f Actions,
}
