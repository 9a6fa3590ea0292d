//! What each column of a sheet is taken for: by the user's word, by its header, by its cells, in this order.
//!
//! `overrides` are the user's words. `sheet` reads the headers, with `device_columns` of several kinds of device, and the cells: their
//! `content`, how they `looks`, whether they are `running` numbers, and where they are in `contradiction` with their header. `late_columns`
//! come up only on the way. `understanding` and `warning` are what people are told.

pub(super) mod content;
mod contradiction;
mod device_columns;
mod late_columns;
mod likeliest;
mod looks;
pub(super) mod overrides;
mod running;
mod sheet;
mod understanding;
mod warning;

pub(super) use self::{
    content::{is_ip, is_macs},
    late_columns::LateColumns,
    likeliest::{CODES, are_codes, likeliest, search_all, set_codes_apart},
    sheet::{HeadedSheet, warnings},
};
pub use self::{
    overrides::{ColumnUse, UnknownUse},
    understanding::{ColumnUnderstanding, Content, Sureness, Understanding, Why},
    warning::Warning,
};
