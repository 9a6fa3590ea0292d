//! A listing: an entry of a list of the user's own under whose name a company stands.
//!
//! A list is no law. It has the form of one ([`Law`]), so that every report says of it who publishes it, of which day it is and what to
//! do; what follows from it is a question at most.

use std::sync::Arc;

use crate::law::Law;

/// An entry of a list that names a company.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Listing {
    /// The list, as reports show it.
    pub law: Arc<Law>,
    /// The entry's id in the list.
    pub entry: String,
    /// The name in the list that was found.
    pub name: String,
    /// Why it is on the list, as the list says it.
    pub programs: String,
    /// Whether the name is hardly another's; else it is a lead.
    pub is_sure: bool,
}
