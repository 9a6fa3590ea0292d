//! banlint audits an inventory of equipment against procurement bans: it works out who really made each item, whatever the label
//! says, and which laws forbid it, for this owner, at this site, on this date.
//!
//! The way of a row: [`intake`] makes an [`Asset`] of it, [`vendors`] say who made it ([`Attribution`]), [`rules`] say what the
//! law makes of that ([`Finding`]), and [`report`] shows it. [`audit`] joins them. Each station knows nothing of the others; what
//! they know of the world stands in TOML files (see `docs/knowledge.md`), which are built into the library.
//!
//! # Example: audit a sheet
//!
//! ```
//! use banlint::{Field, Verdict, audit::Auditor};
//!
//! let auditor = Auditor::builder()
//!     .jurisdictions(["US"])
//!     .organisation(["us-federal-contractor"])
//!     .assume(Field::Status, "in-service")
//!     .as_of("2026-11-22".parse()?)
//!     .build()?;
//! let sheet = "Tag;Label;Model;MAC;Category;Purpose\n\
//!              A-1;Northwind;NW-100;44:19:B6:12:34:56;IP camera;public safety\n\
//!              A-2;Axis;P3245-V;AC:CC:8E:01:02:03;IP camera;public safety\n";
//!
//! let audit = auditor.audit("cameras.csv", sheet.as_bytes())?;
//! let rows = audit.collect::<Result<Vec<_>, _>>()?;
//!
//! let found = &rows[0];
//! assert_eq!(found.verdict, Verdict::Violation);
//! assert_eq!(found.attributions[0].maker.id, "hikvision");
//! assert_eq!(found.attributions[0].label.as_deref(), Some("Northwind"));
//! assert_eq!(found.findings[0].law.regime, "us-ndaa-889");
//! assert_eq!(rows[1].verdict, Verdict::Clear);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![deny(missing_docs)]
// Some of what all features share is used by the command or the readers of workbooks alone.
#![cfg_attr(
    not(all(feature = "cli", feature = "documents", feature = "xlsx")),
    allow(dead_code, irrefutable_let_patterns, unreachable_code, unused_imports)
)]

#[macro_use]
mod worded;

pub mod asset;
pub mod attribution;
pub mod audit;
pub mod baseline;
#[cfg(feature = "cli")]
mod cli;
pub mod config;
pub mod countries;
pub mod date;
pub mod equipment;
pub mod facts;
pub mod finding;
pub mod fingerprint;
mod fold;
mod glance;
pub mod intake;
mod json_error;
pub mod knowledge;
pub mod law;
pub mod listing;
pub mod lists;
mod marks;
pub mod measure;
mod phrases;
pub mod reason;
pub mod report;
pub mod reporting_duty;
pub mod rules;
mod strings;
mod tables;
#[cfg(test)]
mod tests;
mod text_map;
pub mod truth;
pub mod vendors;

pub use asset::{Asset, Cell, Field};
pub use attribution::{Attribution, Grade, MarkKind};
#[cfg(feature = "cli")]
pub use cli::run;
pub use countries::{Countries, Country};
pub use date::Date;
pub use equipment::{EquipmentTree, KindId};
pub use finding::{Finding, Verdict};
pub use fingerprint::Fingerprint;
#[cfg(test)]
use tests::cases;
pub use truth::Truth;
