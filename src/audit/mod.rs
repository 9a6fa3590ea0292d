//! Audit: the one place that joins the stations.

mod audited;

pub use audited::{Audited, Basis, Place, SetAside, Tally};
