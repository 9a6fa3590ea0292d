//! banlint audits an inventory of equipment against procurement bans.
#![deny(missing_docs)]

pub mod asset;
pub mod attribution;
pub mod audit;
pub mod config;
pub mod date;
pub mod equipment;
pub mod facts;
pub mod finding;
pub mod fold;
pub mod intake;
pub mod knowledge;
pub mod report;
pub mod rules;
pub mod truth;
pub mod vendors;

pub use asset::{Asset, Cell, Field};
pub use attribution::{Attribution, Grade, MarkKind};
pub use date::Date;
pub use equipment::{EquipmentTree, KindId};
pub use finding::{Finding, Verdict};
pub use truth::Truth;
