//! Columns of a document that give one thing in several forms, such as `status.value` and `status.label`: only the best states
//! the fact, the others are searched.

use super::{
    Why,
    sheet::{Draft, HeadedSheet},
};
use crate::asset::Role;

impl HeadedSheet<'_> {
    pub(super) fn prefer_best_variant(&self, drafts: &mut [Draft<'_>]) {
        let form_of = |at: usize| self.formats.headers.form_of(&self.headers[at]);
        let forms: Vec<_> = (0..drafts.len())
            .filter(|&at| matches!(drafts[at].why, Why::Header { .. }))
            .filter_map(|at| form_of(at).map(|(thing, place)| (thing, place, at)))
            .collect();
        for &(thing, place, at) in &forms {
            // A form that no row fills is no better than one that some fill.
            let rank = |place: usize, at: usize| (drafts[at].cells.is_empty(), place, at);
            let better = |&(other, form, by): &(&str, usize, usize)| {
                other == thing && rank(form, by) < rank(place, at)
            };
            if forms.iter().any(better) {
                drafts[at].role = Some(Role::Text);
            }
        }
    }
}
