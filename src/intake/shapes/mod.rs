//! The shapes of sheets: how a table stands in its rows. Each is found by what the first rows say, in this order, and then
//! holds for all that follow.
//!
//! `record_cards` name their facts at the left, and are turned into rows; `header` finds the names of columns below titles,
//! perhaps in two rows (`two_row_header`); assets may stand `side_by_side` in one line; and a sheet without a header may be
//! `continued` from another, and a text may hold several tables that are `ruled`, with prose between them. Without a header, a `scan` of a
//! network is known by its addresses, and a `headerless_table` by its form. `names` tells what can be the name of a column. What stands inside other objects is the business
//! of `documents`.

pub(super) mod continued;
pub(super) mod header;
pub(super) mod headerless_table;
pub(super) mod names;
pub(super) mod record_cards;
pub(super) mod ruled;
pub(super) mod scan;
pub(super) mod side_by_side;
mod two_row_header;
