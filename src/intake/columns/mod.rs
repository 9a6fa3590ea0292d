//! What each column of a sheet is taken for: by the user's word, by its header, by its cells, in this order.
//!
//! `overrides` are the user's words. `sheet` reads the headers, with `variants` of one thing, columns `of_devices`, the `content` of cells
//! and what they `looks` like, numbers that are `running`, and hears where these are in `contradiction`; `late_columns` come up only on the way. `understanding` and
//! `warning` are what people are told.

pub(super) mod content;
mod contradiction;
mod late_columns;
mod likeliest;
mod looks;
mod of_devices;
pub(super) mod overrides;
mod running;
mod sheet;
mod understanding;
mod variants;
mod warning;

pub(super) use self::{
    content::{is_ip, is_macs},
    late_columns::LateColumns,
    likeliest::{likeliest, search_all},
    sheet::{HeadedSheet, warnings},
};
pub use self::{
    overrides::{ColumnUse, UnknownUse},
    understanding::{ColumnUnderstanding, Content, Sureness, Understanding, Why},
    warning::Warning,
};
