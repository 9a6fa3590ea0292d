//! A provision in a line, as several parts of the page name it.

use super::links::long;
use crate::{
    law::Law,
    report::{
        cell,
        words::{self, SENTENCE},
    },
};

/// The country, the regime and the citation of a provision.
pub(super) fn provision(law: &Law) -> String {
    let (country, regime) = (cell(&law.jurisdiction, 8), cell(&law.regime_title, SENTENCE));
    format!("{country} · {regime} · {}", words::citation(law))
}

pub(super) fn in_force(law: &Law) -> String {
    let until = law.until.map_or(String::new(), |until| format!(" until {}", long(until)));
    format!("{} {}{until}", words::since(law), long(law.from))
}
