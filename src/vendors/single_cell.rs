//! A cell by itself: whether it may tell of a maker, whatever else its row says. Most cells of most registers do not, and a row of
//! such cells need not be weighed.

use super::{
    Recogniser,
    marks::Mac,
    reading::{Place, Search, is_sentence},
    recogniser::Seen,
};
use crate::{
    Cell,
    asset::{Column, Role},
    glance::Glance,
};

/// What a cell tells by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CellClaim {
    /// Nothing of any maker that is known.
    Nothing,
    /// Perhaps something, unless another cell of the row names a maker.
    UnlessMakerGiven,
    /// Perhaps something.
    Perhaps,
}

impl Recogniser {
    /// What a filled cell tells by itself.
    pub(crate) fn claim(&self, search: Search, column: &Column, text: &str) -> CellClaim {
        let field = match column.role {
            Role::Field(field) => Some(field),
            _ => None,
        };
        let cell = Cell { column, field, about: column.about, text };
        let tells = |maker_given: bool| {
            let mut seen = Seen::beside(maker_given);
            self.screen_cell(cell, search, &mut seen);
            seen.tells()
        };
        if tells(true) {
            CellClaim::Perhaps
        } else if tells(false) {
            CellClaim::UnlessMakerGiven
        } else {
            CellClaim::Nothing
        }
    }

    /// The same where it can be told at a glance: that no mark begins anywhere in the cell. `None` is no answer.
    pub(crate) fn claim_at_a_glance(
        &self,
        search: Search,
        text: &str,
        glance: &Glance,
    ) -> Option<CellClaim> {
        let place = match search {
            Search::Mac => {
                return self.is_of_free_block(text.as_bytes()).then_some(CellClaim::Nothing);
            }
            Search::FccId | Search::Cpe | Search::Words(Place::Maker | Place::Technical) => {
                return None;
            }
            Search::Words(place) => place,
        };
        let index = self.index();
        let holds_mac =
            || glance.hex_digits() >= Mac::DIGITS && Mac::in_prose(text).next().is_some();
        if index.screen.begins_in(glance)
            || index.may_be_loose(self.catalogue(), place, text.len())
            || holds_mac()
        {
            return None;
        }
        let first_word = || text.bytes().take_while(u8::is_ascii_alphanumeric);
        match place {
            // Its first word may be a misspelt name.
            Place::Model if first_word().all(|byte| byte.is_ascii_alphabetic()) => None,
            Place::Serial if is_sentence(text) => None,
            Place::Prose if glance.has_letter() => Some(CellClaim::UnlessMakerGiven),
            _ => Some(CellClaim::Nothing),
        }
    }

    /// Whether a cell is one address written in pairs, in no block that is registered to anybody known.
    fn is_of_free_block(&self, text: &[u8]) -> bool {
        let is_free =
            |bits| Mac::burnt_in(bits).is_none_or(|mac| self.index().blocks.get(mac).is_none());
        Mac::bits_of_pairs(text).is_some_and(is_free)
    }
}
