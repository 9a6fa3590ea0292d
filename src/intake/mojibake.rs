//! Text of a sample that is not as it was written: it is mended where that can be, and the user is told.

use super::{ColumnUnderstanding, Warning};
use crate::{
    asset::Role,
    tables::{
        garbled::{is_plain, restored},
        mojibake::Mend,
    },
};

/// What stands for a letter that was lost.
const LOST: char = char::REPLACEMENT_CHARACTER;
/// How much of a broken text is shown, in letters.
const SHOWN: usize = 40;

/// The cells of a sample whose text is not as it was written: the number of the record, the column, and the text.
#[derive(Default)]
pub(super) struct Damage {
    /// Those that were mended, as they stood and as they were before.
    broken: Vec<(usize, usize, String, String)>,
    /// Those that have lost letters.
    lost: Vec<(usize, usize, String)>,
    /// Those with signs that no text has: it was written in an encoding that is not known here, such as that of DOS.
    foreign: Vec<(usize, usize, String)>,
}

/// The signs that are left where a byte stands for no letter in the encoding that a text was taken for, which is that of Windows for Western
/// Europe.
fn is_foreign(sign: char) -> bool {
    matches!(sign, '\u{81}' | '\u{8d}' | '\u{8f}' | '\u{90}' | '\u{9d}')
}

/// Mends a sample whose text went astray. Of cells with lost letters none are looked for if reading their rows will report them.
pub(super) fn mended(sample: &mut [csv::StringRecord], lossy: bool) -> (Option<Mend>, Damage) {
    let mend = Mend::of(sample.iter().flatten());
    let mut damage = Damage::default();
    for (index, record) in sample.iter_mut().enumerate() {
        if is_plain(record.as_slice()) {
            continue;
        }
        let mut whole = csv::StringRecord::new();
        for (column, cell) in record.iter().enumerate() {
            let restored = restored(cell, mend);
            if mend.is_some_and(|mend| mend.text(cell).is_some()) {
                let mended = restored.clone().unwrap_or_default();
                damage.broken.push((index, column, cell.to_owned(), mended));
            } else if !lossy && cell.contains(LOST) {
                damage.lost.push((index, column, cell.to_owned()));
            } else if cell.contains(is_foreign) {
                damage.foreign.push((index, column, cell.to_owned()));
            }
            whole.push_field(restored.as_deref().unwrap_or(cell));
        }
        *record = whole;
    }
    (mend, damage)
}

impl Damage {
    /// What the user should know, with an example from the header or below it, where no secret stands.
    pub(super) fn warnings(
        &self,
        header: usize,
        columns: &[ColumnUnderstanding],
        mend: Option<Mend>,
    ) -> Vec<Warning> {
        let open = |index: usize, column: usize| {
            let secret = columns.get(column).is_none_or(|column| column.role == Role::Secret);
            index >= header && !secret
        };
        let clip = |text: &str| text.trim().chars().take(SHOWN).collect::<String>();
        let mut warnings = Vec::new();
        if let Some(mend) = mend {
            let example = self.broken.iter().find(|(index, column, ..)| open(*index, *column));
            warnings.push(Warning::BrokenText {
                taken_for: mend.taken_for(),
                example: example.map(|(_, _, broken, mended)| (clip(broken), clip(mended))),
            });
        }
        let example = |cells: &[(usize, usize, String)]| {
            let example = cells.iter().find(|(index, column, _)| open(*index, *column));
            example.map(|(_, _, cell)| clip(cell))
        };
        if !self.lost.is_empty() {
            warnings.push(Warning::LostLetters { example: example(&self.lost) });
        }
        if !self.foreign.is_empty() {
            warnings.push(Warning::ForeignLetters { example: example(&self.foreign) });
        }
        warnings
    }
}
