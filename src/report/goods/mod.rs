//! The goods: rows, those that say the same joined into one, for every report that people read.
//!
//! Goods are one kind of goods: one maker and model with one verdict under the same law, wherever the rows are and whatever hosts,
//! serial numbers and owner's numbers they name (`group`). They are kept in bounded memory, the worst first, and the rest is counted
//! (`list`). What is to be done about them, with its urgency, is counted over all rows (`action`).

mod action;
mod clause;
mod exempt;
mod group;
mod list;
mod made;
mod names;
mod places;
mod spanned;

pub(super) use action::{Action, Actions, Audience, Event, Urgency};
pub(super) use clause::{Clause, Spares};
pub(super) use exempt::{Exempt, spared_by};
pub(super) use group::Goods;
pub(super) use list::GoodsList;
pub(super) use made::{Made, Point};
pub(super) use places::Places;
pub(super) use spanned::Spanned;
