//! Numbers beside a name: what is called by a maker and a model number is its maker's, whatever else is known of it.

use std::ops::Range;

use super::{
    catalogue::{Catalogue, Vendor},
    letters::fold,
    name_context::{AFTER, LONGEST, NameContext, SHORTEST_MODEL, is_numbered, is_short_number},
    name_entry::Named,
    reading::{Numbers, Reading},
};
use crate::{
    Field, KindId, Truth,
    attribution::Collision,
    strings::{end_of, start_of},
};

/// Fewest letters of a name that a number may run on from.
const SHORTEST_NAME: usize = 3;

impl Named {
    /// Whether a number of its maker's follows the name without a gap: "acmeAB-2CD21".
    pub(super) fn runs_into_number(
        &self,
        catalogue: &Catalogue,
        reading: &Reading<'_>,
        span: &Range<usize>,
    ) -> bool {
        let mut makers = self.meanings.iter().filter_map(|(meaning, _)| meaning.vendor());
        makers.any(|maker| runs_into_number(&catalogue[maker], reading, span))
    }
}

/// Letters and digits by which it shows that a number is of no family.
const BEGINNING: usize = 16;

/// Whether a number of this maker's follows a name without a gap.
fn runs_into_number(vendor: &Vendor, reading: &Reading<'_>, span: &Range<usize>) -> bool {
    let rest = start_of(reading.words.get(span.end..).unwrap_or_default(), AFTER);
    let word = rest.split(|sign: char| !sign.is_alphanumeric() && sign != '-').next();
    let plain = || rest.bytes().filter(u8::is_ascii_alphanumeric);
    let plain: Vec<_> = plain().take(BEGINNING).map(|byte| byte.to_ascii_lowercase()).collect();
    reading.words.is_ascii()
        && span.len() >= SHORTEST_NAME
        && rest.starts_with(|sign: char| sign.is_ascii_alphanumeric())
        && word.is_some_and(|word| word.len() >= SHORTEST_MODEL && is_numbered(word))
        && reading.begins_word(span.start)
        && vendor.models.iter().filter(|family| family.pattern.may_begin(&plain)).any(|family| {
            let found = family.pattern.find(rest).or_else(|| family.pattern.find_gapped(rest));
            found.is_some_and(|found| found.start == 0 && found.len() >= SHORTEST_MODEL)
        })
}

impl NameContext<'_> {
    /// Whether a number of the maker's follows the name without a gap.
    pub(super) fn runs_into_number(&self, vendor: &Vendor) -> bool {
        runs_into_number(vendor, self.reading, self.span)
    }

    /// Whether a model number follows letters of another script, with a gap between: what is called so is its maker's.
    pub(super) fn is_few_before_model(&self) -> bool {
        self.is_few_letters() && self.after().starts_with(' ') && self.is_before_model()
    }

    /// Whether it is the maker's main name with a number right behind it: "ABC A54".
    pub(super) fn is_main_before_number(&self, vendor: &Vendor) -> bool {
        let next = self.after().strip_prefix(' ').and_then(|rest| rest.split(' ').next());
        self.is_main(vendor, self.written()) && next.is_some_and(is_numbered)
    }

    pub(super) fn has_number(&self, vendor: &Vendor, which: Numbers) -> bool {
        let families = vendor.models.iter().filter(|family| match which {
            Numbers::Own => family.label.is_none(),
            Numbers::OfNobodyElse => family.collision == Collision::Low,
        });
        let patterns = families.map(|family| &family.pattern);
        self.reading.has_number(&vendor.maker.id, which, patterns)
    }

    pub(super) fn has_own_model(&self, vendor: &Vendor) -> bool {
        self.has_number(vendor, Numbers::Own)
    }

    /// Whether a description, or a name in words, begins with the name and a number behind it, ends with a number and the name, or says nothing else:
    /// what the goods are need not be known then, as long as they are not known to be others.
    pub(super) fn adjoins_number(&self, vendor: &Vendor) -> bool {
        let described = match self.reading.field() {
            Some(Field::Description) => !self.row.tree.is_remark(&self.reading.cell.column.header),
            Some(Field::Hostname) => self.reading.is_free_text(),
            // What a device says of itself it begins with its name.
            Some(Field::Banner) => true,
            // A column that is called by the maker's goods holds what they are called.
            Some(Field::Equipment) | None => {
                self.reading.is_about_asset()
                    && self.reading.is_headed_by(&vendor.makes, self.row.tree)
            }
            _ => false,
        };
        let other = |kinds: &[KindId]| self.row.tree.reaches(kinds, &vendor.makes) == Truth::False;
        let told = || self.has_number(vendor, Numbers::OfNobodyElse);
        // A number that nobody else uses speaks for itself.
        if !described
            || told()
            || self.row.is_kind(&vendor.makes) == Truth::False
            || other(self.reading.goods(self.row.tree))
        {
            return false;
        }
        let before = fold(end_of(self.before(), LONGEST));
        let mut after = fold(start_of(self.after(), AFTER));
        // The legal form is part of the name.
        if self.catalogue.words.is_idle(&after) && !after.bytes().any(|b| b.is_ascii_digit()) {
            after.clear();
        }
        let property = |word: &str| word.is_empty() || self.catalogue.words.is_property(word);
        let circumstance =
            |word: &str| word.is_empty() || self.catalogue.words.is_circumstance(word);
        let begins = self.before().len() <= LONGEST && before.split(' ').all(circumstance);
        let mut behind = after.split(' ').filter(|word| !word.is_empty());
        match (begins, behind.next(), behind.next()) {
            // An item of a list that is a name alone may stand in a list of names.
            (true, None, _) => !self.before().trim_start().starts_with(['-', '*', '•']),
            (true, Some(first), second) => {
                let model = |word: &str| is_numbered(word) || is_short_number(word);
                (is_numbered(first) && !self.is_colour(first))
                    || (!property(first) && second.is_some_and(model))
            }
            (false, None, _) => {
                let mut last = before.rsplit(' ').filter(|word| !word.is_empty());
                let (last, letters) = (last.next().unwrap_or_default(), last.next());
                let spaced = |letters: &str| letters.bytes().all(|byte| byte.is_ascii_alphabetic());
                (last.len() >= SHORTEST_MODEL && is_numbered(last))
                    || (is_short_number(last) && letters.is_some_and(spaced))
            }
            (false, ..) => false,
        }
    }
}
