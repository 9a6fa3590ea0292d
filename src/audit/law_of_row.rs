//! Whose law is put to a row: that of whoever it names, where its place tells which, else of the owner of its site or of the inventory.

use std::collections::BTreeSet;

use super::{judge::Judge, owner_laws::OwnerLaws};
use crate::{
    Asset, Cell, Field,
    facts::LifeCycle,
    rules::{OwnerClue, OwnerHeader, RowPlace},
};

impl Judge {
    /// The law as it is put to who owns an asset: whoever its row names, else the owner of its site where that is another, else the owner
    /// of the inventory, as the law of the place where the row lies calls that. Of whom nothing is known, the law of the part of a country asks
    /// that the row states. A further cell on its owner, or a remark, may put that in question.
    pub(super) fn law_of(&self, asset: &Asset) -> &OwnerLaws {
        let law = self.law_at(asset);
        let owners = asset.cells(Field::Owner).filter(|cell| !self.names_buyer(cell, asset));
        let mut owners = owners.peekable();
        let hangs_on_place = owners.peek().is_some() || law.owner.known_alone().next().is_some();
        let place = if hangs_on_place { self.place_of(asset) } else { RowPlace::default() };
        let named = owners.find_map(|cell| self.law_of_named(law, cell.text, place, |_| true));
        let named = named.or_else(|| self.law_by_site(law, asset));
        let named = named.or_else(|| self.law_in(law, place));
        let named = named.or_else(|| self.law_by_name(law, asset.first(Field::Owner)?));
        let law = named.unwrap_or(law);
        // A further cell counts where it puts the owner in question: `BYOD` beside the name of a body.
        let doubted =
            owners.find_map(|cell| self.law_of_named(law, cell.text, place, OwnerClue::is_doubt));
        let law = doubted.unwrap_or(law);
        let law = self.law_by_users(law, asset).unwrap_or(law);
        self.law_by_remarks(law, asset).unwrap_or(law)
    }

    /// Whether a cell names who bought what was sold, which is the owner no more.
    fn names_buyer(&self, cell: &Cell<'_>, asset: &Asset) -> bool {
        let is_sold = |cell| self.reader().stage(cell) == Some(LifeCycle::Sold);
        cell.column.touches.contains(&Field::Customer) && asset.cells(Field::Status).any(is_sold)
    }

    /// Which part of a country the cells of a row beside that of its owner tell, such as the province in which that is: one in a column for
    /// such, else the one that stands behind a place.
    fn place_of(&self, asset: &Asset) -> RowPlace<'_> {
        let words = self.owner_cells.words(self.source.book.terms());
        let countries = &self.knowledge.countries;
        let in_a_part = asset.texts().any(|cell| words.names_part(cell.text));
        let places = || [Field::Site, Field::Country].into_iter().flat_map(|one| asset.cells(one));
        let all = asset.texts().chain(asset.details()).chain(places());
        let under = all.filter(|cell| self.says_of_owner(&cell.column.header).part);
        let named = under.filter_map(|cell| words.part_of_state(cell.text));
        let mut told: BTreeSet<_> = named.collect();
        let is_stated = !told.is_empty();
        if !is_stated {
            told.extend(places().filter_map(|cell| words.part_of_place(cell.text, countries)));
        }
        // Several tell none of them.
        let part = told.first().copied().filter(|_| told.len() == 1);
        RowPlace { in_a_part, part, is_stated }
    }

    /// The law as it is put to the owner of other rows, as the law of a part of its country calls it, or to somebody there.
    fn law_in<'l>(&'l self, law: &'l OwnerLaws, place: RowPlace<'_>) -> Option<&'l OwnerLaws> {
        let part = place.part?;
        let words = self.owner_cells.words(self.source.book.terms());
        match words.called_in(part, law.owner.known_alone()) {
            Some(clue) => law.of_rows.law(&clue, &law.owner, &self.source),
            None if place.is_stated => law.of_rows.law_in(part, &law.owner, &self.source),
            None => None,
        }
    }

    /// The law as it is put to an owner of whom nothing is known but the part of a country after which that is called.
    fn law_by_name<'l>(&'l self, law: &'l OwnerLaws, name: &str) -> Option<&'l OwnerLaws> {
        if !law.owner.is_unsaid() {
            return None;
        }
        let part = self.owner_cells.words(self.source.book.terms()).part_after(name)?;
        law.of_rows.law_in(part, &law.owner, &self.source)
    }

    /// The law as it is put to somebody who uses what another owns.
    fn law_by_users<'l>(&'l self, law: &'l OwnerLaws, asset: &Asset) -> Option<&'l OwnerLaws> {
        let others = asset.texts().chain(asset.details());
        let mut users = others.filter(|cell| self.says_of_owner(&cell.column.header).user);
        users.find_map(|cell| self.law_of_user(law, cell.text))
    }

    fn law_of_user<'l>(&'l self, law: &'l OwnerLaws, cell: &str) -> Option<&'l OwnerLaws> {
        let (terms, place) = (self.source.book.terms(), RowPlace::default());
        let clue = self.owner_cells.read(cell, place, terms, &self.knowledge.countries)?;
        law.of_rows.law(&clue.of_user()?, &law.owner, &self.source)
    }

    /// Whether a cell that names who uses the thing may put other law to its row than to others.
    pub(super) fn names_user(&self, cell: &str) -> bool {
        let mut laws = self.site_laws.values().chain([&self.law]);
        laws.any(|law| self.law_of_user(law, cell).is_some())
    }

    /// Whether a cell that names a part of a country may put the law of a part of a country to a row that names an owner of whom nothing is known.
    pub(super) fn names_part_with_law(&self, cell: &str) -> bool {
        let words = self.owner_cells.words(self.source.book.terms());
        let Some(part) = words.part_of_state(cell) else { return false };
        let mut laws = self.site_laws.values().chain([&self.law]);
        laws.any(|law| law.of_rows.law_in(part, &law.owner, &self.source).is_some())
    }

    /// The law as it is put to a body that has the thing, as another column than that of owners says, or after which its place is called,
    /// where nothing says who the owner is: it may be that body.
    fn law_by_site<'l>(&'l self, law: &'l OwnerLaws, asset: &Asset) -> Option<&'l OwnerLaws> {
        if !law.owner.organisations().is_empty() || asset.cells(Field::Owner).next().is_some() {
            return None;
        }
        let others = asset.texts().chain(asset.details());
        let holders = others.filter(|cell| self.says_of_owner(&cell.column.header).holder);
        let mut named = holders.chain(asset.cells(Field::Site));
        named.find_map(|cell| self.law_of_site(law, cell.text))
    }

    fn law_of_site<'l>(&'l self, law: &'l OwnerLaws, cell: &str) -> Option<&'l OwnerLaws> {
        if !law.owner.organisations().is_empty() {
            return None;
        }
        let (terms, place) = (self.source.book.terms(), RowPlace::default());
        let clue = self.owner_cells.read(cell, place, terms, &self.knowledge.countries)?;
        law.of_rows.law(&clue.of_place()?, &law.owner, &self.source)
    }

    /// What a column with this header says of the owner, though it is none of owners.
    pub(super) fn says_of_owner(&self, header: &str) -> OwnerHeader {
        self.owner_cells.headers(self.source.book.terms()).says(header)
    }

    /// Whether a cell that names a place, or who has the thing, may put other law to its row than to others.
    pub(super) fn site_names_owner(&self, cell: &str) -> bool {
        self.law_of_site(&self.law, cell).is_some()
    }

    /// The law as it is put to an owner whom a remark, or a word for the goods, puts in question.
    fn law_by_remarks<'l>(&'l self, law: &'l OwnerLaws, asset: &Asset) -> Option<&'l OwnerLaws> {
        let terms = self.source.book.terms();
        let named = [Field::Owner, Field::Equipment, Field::Description, Field::Status];
        let named = named.into_iter().flat_map(|field| asset.cells(field));
        let mut said = named.chain(asset.texts()).chain(asset.details());
        let clue = said.find_map(|cell| self.owner_cells.remarked(cell.text, terms))?;
        law.of_rows.law(&clue, &law.owner, &self.source)
    }

    /// The law as it is put to an owner whom a cell names, where that is not the owner of the rows of one of these laws.
    fn law_of_named<'l>(
        &'l self,
        law: &'l OwnerLaws,
        cell: &str,
        place: RowPlace<'_>,
        counts: fn(&OwnerClue) -> bool,
    ) -> Option<&'l OwnerLaws> {
        let terms = self.source.book.terms();
        let clue = self.owner_cells.read(cell, place, terms, &self.knowledge.countries)?;
        let clue = Some(clue).filter(counts)?;
        // Which public body it is, the part of the country tells that the row states.
        let part = place.part.filter(|_| place.is_stated && clue.is_any_public_body(terms));
        let in_part = part.and_then(|part| law.of_rows.law_in(part, &law.owner, &self.source));
        in_part.or_else(|| law.of_rows.law(&clue, &law.owner, &self.source))
    }

    /// Whether a cell that names an owner may put other law to its row than to others.
    pub(super) fn names_other_owner(&self, cell: &str) -> bool {
        let terms = self.source.book.terms();
        let place = RowPlace::default();
        let clue = self.owner_cells.read(cell, place, terms, &self.knowledge.countries);
        let mut laws = self.site_laws.values().chain([&self.law]);
        let Some(clue) = clue else { return laws.any(|law| self.law_by_name(law, cell).is_some()) };
        self.owner_cells.words(terms).hangs_on_place(&clue)
            || laws.any(|law| law.of_rows.law(&clue, &law.owner, &self.source).is_some())
    }

    pub(super) fn law_at(&self, asset: &Asset) -> &OwnerLaws {
        let of_site = || {
            let mut entries =
                asset.cells(Field::Site).filter_map(|cell| self.sites.entry(cell.text));
            entries.find_map(|(name, _)| self.site_laws.get(name))
        };
        if self.site_laws.is_empty() { &self.law } else { of_site().unwrap_or(&self.law) }
    }
}
