//! A cell by itself: whether it may tell of a maker, whatever else its row says. Most cells of most registers do not, and a row of
//! such cells need not be weighed.

use super::{
    Recogniser,
    reading::{CellPlace, Search},
    recogniser::Seen,
    text_forms::is_sentence,
};
use crate::{
    Cell,
    asset::{Column, Role},
    glance::Glance,
    marks::Mac,
};

impl Recogniser {
    /// Whether a filled cell may tell of a maker by itself, in a row that names one or in one that names none.
    pub(crate) fn may_claim(
        &self,
        search: Search,
        column: &Column,
        text: &str,
        maker_given: bool,
    ) -> bool {
        self.seen_in(search, column, text, maker_given).may_claim()
    }

    fn seen_in<'a>(
        &self,
        search: Search,
        column: &'a Column,
        text: &'a str,
        maker_given: bool,
    ) -> Seen<'a> {
        let field = match column.role {
            Role::Field(field) => Some(field),
            _ => None,
        };
        let cell = Cell { column, field, about: column.about, text };
        let mut seen = Seen::in_row(maker_given);
        self.screen_cell(cell, search, &mut seen);
        seen
    }

    /// Whether nothing of a cell is kept to be judged with its row, if that names a maker.
    #[cfg(test)]
    pub(crate) fn keeps_nothing(&self, search: Search, column: &Column, text: &str) -> bool {
        self.seen_in(search, column, text, true).is_empty()
    }

    /// Whether it is plain at a glance that a cell of a row that names a maker tells of none, since no mark begins anywhere in it: nothing of it
    /// need be judged with the row.
    pub(crate) fn surely_claims_nothing(
        &self,
        search: Search,
        text: &str,
        glance: &Glance,
    ) -> bool {
        let place = match search {
            Search::Mac => {
                return self.is_of_free_block(text.as_bytes());
            }
            Search::FccId
            | Search::Cpe
            | Search::Words(CellPlace::Maker | CellPlace::Technical) => {
                return false;
            }
            Search::Words(place) => place,
        };
        let index = self.index();
        let holds_mac =
            || glance.may_hold_groups_of(Mac::DIGITS) && Mac::in_prose(text).next().is_some();
        let first_word = || text.bytes().take_while(u8::is_ascii_alphanumeric);
        let may_hold_more = match place {
            // Its first word may be a misspelt name.
            CellPlace::Model => first_word().all(|byte| byte.is_ascii_alphabetic()),
            CellPlace::Serial => !glance.is_one_word() && is_sentence(text),
            _ => false,
        };
        !may_hold_more
            && !index.screen.begins_in(glance)
            && !index.may_be_loose(self.catalogue(), place, text.len())
            && !holds_mac()
    }

    /// Whether a cell is one address written in pairs, in no block that is registered to anybody known.
    fn is_of_free_block(&self, text: &[u8]) -> bool {
        let is_free =
            |bits| Mac::burnt_in(bits).is_none_or(|mac| self.index().blocks.get(mac).is_none());
        Mac::bits_of_pairs(text).is_some_and(is_free)
    }
}
