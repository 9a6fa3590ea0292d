//! Whether a cell names an owner in the words of any country: what tells a column of owners from one of departments.

use std::collections::BTreeSet;

use super::{OwnerWords, Terms, part_names::spelt};

/// The words for owners of all countries, and those for parts that any body has.
#[derive(Debug)]
pub(crate) struct OwnersAnywhere {
    words: OwnerWords,
    departments: BTreeSet<String>,
}

impl OwnersAnywhere {
    pub(crate) fn new(terms: &Terms) -> Self {
        let everywhere = terms.jurisdictions().keys().cloned().collect();
        let cells = terms.owner_cells();
        let of_form = |form: &String| {
            let named = cells.departments.iter().map(|name| spelt(&form.replace('*', name)));
            named.collect::<Vec<_>>()
        };
        let bare = cells.departments.iter().map(|name| spelt(name));
        let departments = cells.department_forms.iter().flat_map(of_form).chain(bare).collect();
        Self { words: OwnerWords::new(terms, &everywhere), departments }
    }

    /// Whether a cell names an owner that is no department of another; `None` where it has a form of name that any owner may have.
    pub(crate) fn names(&self, cell: &str, terms: &Terms) -> Option<bool> {
        if self.departments.contains(&spelt(cell)) {
            return Some(false);
        }
        let named = self.words.named_in(cell);
        let is_owner = named.iter().any(|id| !terms.is_form(id));
        (is_owner || named.is_empty()).then_some(is_owner)
    }
}
