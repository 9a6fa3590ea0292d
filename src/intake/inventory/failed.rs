//! Cells that could tell a maker, and hold no value though one was to stand there.

use super::Inventory;
use crate::{
    asset::FieldTrait,
    intake::{Note, understand::tells},
    tables::books::Lack,
};

impl Inventory {
    /// Notes the cells of a row that could tell a maker, and in which a program has written that it has no value, or which mean one
    /// above that is not there. Must come before words for nothing are emptied.
    pub(super) fn note_failed(&self, cells: &csv::StringRecord, notes: &mut Vec<Note>) {
        for ((one, cell), column) in self.layout.columns.iter().zip(cells).zip(1..) {
            if tells(one.role) && self.formats.is_failed(cell) {
                notes.push(Note::NoValue { column, header: one.header.clone() });
            }
            if one.role.is(FieldTrait::Names) && self.formats.is_ditto(cell) {
                notes.push(Note::NothingAbove { column, header: one.header.clone() });
            }
        }
    }

    /// Notes the cells of a row that could tell a maker, if their formulas had left a result. A 0 in place of one is none.
    pub(super) fn note_formulas(&self, cells: &mut csv::StringRecord, notes: &mut Vec<Note>) {
        let Some(marks) = self.row.marks() else { return };
        for &(at, lack) in &marks.lacking {
            let column = self.layout.columns.get(at);
            let Some(column) = column.filter(|column| tells(column.role)) else { continue };
            let header = column.header.clone();
            notes.push(Note::NoResult { column: at + 1, header, lack });
            if lack == Lack::Zero {
                let kept = cells.iter().enumerate();
                *cells = kept.map(|(own, cell)| if own == at { "" } else { cell }).collect();
            }
        }
    }
}
