//! Columns that a document brings up only after the rows that were looked at.

use std::{collections::BTreeMap, sync::Arc};

use super::{ColumnUnderstanding, ColumnUse, HeadedSheet, Why, overrides};
use crate::{
    asset::Role,
    intake::{
        Error,
        formats::{ExportId, Formats, key},
    },
};

/// What is needed to understand them.
pub(in crate::intake) struct LateColumns {
    formats: Arc<Formats>,
    export: Option<ExportId>,
    /// What the user says of columns that have not come up.
    open: BTreeMap<String, ColumnUse>,
    /// All columns that the user names must come up.
    all: bool,
}

impl LateColumns {
    /// Of the columns that the user names, those are still to come that are not among the first.
    pub(in crate::intake) fn new(
        formats: Arc<Formats>,
        export: Option<ExportId>,
        mut open: BTreeMap<String, ColumnUse>,
        first: &[String],
        all: bool,
    ) -> Self {
        open.retain(|name, _| overrides::column(name, first, "", None).is_err());
        Self { formats, export, open, all }
    }

    /// Understands new columns to the right of the known ones: by the user's word and by their headers, as their cells are not
    /// looked at.
    pub(in crate::intake) fn columns(
        &mut self,
        headers: &[String],
        known: &[ColumnUnderstanding],
    ) -> Vec<ColumnUnderstanding> {
        let mut given = BTreeMap::new();
        self.open.retain(|name, usage| {
            let exact = headers.iter().position(|header| header == name.trim());
            let found =
                exact.or_else(|| headers.iter().position(|header| key(header) == key(name)));
            given.extend(found.map(|at| (at, usage.role())));
            found.is_none()
        });
        let fields = known.iter().filter_map(|column| match (column.role, &column.why) {
            (Role::Field(field), Why::Header { in_context: false, .. } | Why::Override) => {
                Some(field)
            }
            _ => None,
        });
        let certain = fields.collect();
        let (rows, export, formats) = ([].as_slice(), self.export, &*self.formats);
        let mut late = HeadedSheet { headers, rows, export, formats, certain }.columns(&given);
        let thing = |header: &str| {
            let form = self.formats.headers.form_of(header);
            form.map(|(thing, _)| thing.to_owned())
        };
        for (column, number) in late.iter_mut().zip(known.len() + 1..) {
            column.number = number;
            // Of a thing that is known in another form already, this one is searched.
            let other = thing(&column.header).filter(|_| column.why != Why::Override);
            let is_known = |other: &String| {
                known.iter().any(|column| thing(&column.header).as_ref() == Some(other))
            };
            if other.is_some_and(|other| is_known(&other)) && column.role != Role::Secret {
                (column.role, column.about) = (Role::Text, Role::Text.about());
            }
        }
        late
    }

    /// The error for a column that the user names and that has never come up.
    pub(in crate::intake) fn missing(
        &self,
        columns: &[ColumnUnderstanding],
        file: &str,
    ) -> Option<Error> {
        let (name, _) = self.open.first_key_value().filter(|_| self.all)?;
        let headers: Vec<_> = columns.iter().map(|column| column.header.clone()).collect();
        overrides::column(name, &headers, file, None).err()
    }
}
