//! The recogniser: who made an asset.
//!
//! First every cell is screened, which for a row without a mark is all that happens. Only then are the marks judged, each by its
//! cell and its fact, and weighed together.

use std::{cell::OnceCell, sync::Arc};

use super::{
    catalogue::Catalogue,
    cell_parts::{LONGEST, Repeats, parts},
    grade::{self, Row},
    index::{Index, Target},
    letters::fold,
    mark_match::{Match, Of},
    name_matches,
    number_matches::{NumberFinder, Sighting},
    pattern_matches::{self, number_of},
    reading::{CellPlace, PLACES, Reading, Search},
    references::{MarkRef, VendorIndex},
    row_cells::{
        BETWEEN_WORDS, DESCRIBED, described, kinds_in_short_cells, kinds_of_segment, like_model,
        models_of, told,
    },
    row_names::{NamesFound, Searched},
    screen::Hit,
    stated_makers::{OwnNames, StatedMakers, maker_cells, says_something, settle},
    text_forms::has_word,
    weigh,
};
use crate::{
    Asset, Attribution, Cell, Country, Date, EquipmentTree, Field, Grade, MarkKind, Truth,
    asset::Column,
    attribution::{Counter, Objection},
    fold::is_unspaced,
    glance::Glance,
    strings::start_of,
};

/// Fewest characters of an address with separators.
const SHORTEST_MAC: usize = 11;
/// Cells of a row are numbered; further parts of one are so far above all cells.
const PART: usize = 1 << 20;

/// Recognises makers by the marks of a catalogue.
#[derive(Debug)]
pub struct Recogniser {
    catalogue: Arc<Catalogue>,
    tree: Arc<EquipmentTree>,
    index: Index,
}

/// What the screen let through.
#[derive(Default)]
pub(super) struct Seen<'a> {
    cells: Vec<Searched<'a>>,
    sightings: Vec<Sighting<'a>>,
    /// Some hit may point to a maker.
    pointed: bool,
    /// A maker or a brand is given.
    owned: bool,
    /// How many cells were read.
    read: usize,
    /// Nothing of what is read from now on may be shown.
    secret: bool,
}

impl Seen<'_> {
    /// What is seen of a cell that stands beside a maker's name, or beside none.
    pub(super) fn in_row(maker_given: bool) -> Self {
        Self { owned: maker_given, ..Self::default() }
    }

    /// Whether something may point to a maker.
    pub(super) fn may_claim(&self) -> bool {
        self.pointed || !self.sightings.is_empty()
    }

    /// Whether nothing is kept to be judged.
    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.sightings.is_empty()
    }
}

impl Recogniser {
    /// A recogniser that knows this catalogue.
    pub fn new(catalogue: Arc<Catalogue>, tree: Arc<EquipmentTree>) -> Self {
        let index = Index::of(&catalogue);
        Self { catalogue, tree, index }
    }

    pub(super) fn index(&self) -> &Index {
        &self.index
    }

    /// Whether a maker's cell says who made the item.
    pub(crate) fn names_maker(&self, column: &Column, text: &str) -> bool {
        let cell = Cell { column, field: None, about: column.about, text };
        says_something(&self.catalogue.words, cell)
    }

    /// Where a maker has its seat of whom no law speaks, as far as that is known.
    pub(crate) fn seat_of_stranger(&self, name: &str) -> Option<Country> {
        self.catalogue.words.seat_of(name)
    }

    /// The catalogue that it knows.
    pub fn catalogue(&self) -> &Arc<Catalogue> {
        &self.catalogue
    }

    /// Who made an asset, the surest first; several makers are possible. `acquired` tells when it was bought, and is asked only
    /// for rows that hold a mark.
    pub fn recognise(
        &self,
        asset: &Asset,
        acquired: impl FnOnce() -> Option<Date>,
    ) -> Vec<Attribution> {
        let seen = self.screen(asset);
        if !seen.may_claim() {
            return Vec::new();
        }
        let row = self.row(asset, acquired());
        let mut attributions = self.judge(asset, &seen, &row);
        if attributions.iter().any(|one| one.grade == Grade::Possible) {
            let supposed = Row { supposed: true, ..row };
            for other in self.judge(asset, &seen, &supposed) {
                let same = |one: &&mut Attribution| {
                    one.maker.id == other.maker.id && Grade::Component < one.grade
                };
                if let Some(one) =
                    attributions.iter_mut().find(same).filter(|one| one.grade < other.grade)
                {
                    one.if_of_kind = Some(other.grade);
                }
            }
        }
        attributions
    }

    /// What an asset tells that marks are judged by.
    fn row<'a>(&'a self, asset: &'a Asset, acquired: Option<Date>) -> Row<'a> {
        let mut kinds: Vec<_> =
            self.tree.stated_by(asset).into_iter().map(|stated| stated.kind).collect();
        if kinds.is_empty() {
            kinds = kinds_of_segment(&self.tree, asset);
        }
        let suggested = self.tree.suggested_by(asset, &kinds);
        let silent = kinds.is_empty() && suggested.is_empty();
        let in_short_cells =
            if silent { kinds_in_short_cells(&self.tree, asset) } else { Vec::new() };
        Row {
            tree: &self.tree,
            kinds,
            suggested: suggested.into_iter().map(|suggested| suggested.kind).collect(),
            supposed: false,
            strange: self.is_strange(asset),
            told: told(&self.tree, asset),
            described: described(&self.tree, asset)
                .map(|(field, cell)| (field, cell.text))
                .collect(),
            hints: OnceCell::new(),
            in_short_cells,
            address: [Field::Mac, Field::Ip]
                .into_iter()
                .find(|field| asset.first(*field).is_some()),
            acquired,
            models: models_of(asset),
        }
    }

    /// Whether words say what the thing is, and neither a model number nor an address in a network does. The name of a model may
    /// be any word.
    fn is_strange(&self, asset: &Asset) -> bool {
        if [Field::Mac, Field::Ip].iter().any(|field| asset.first(*field).is_some()) {
            return false;
        }
        let described: Vec<_> = described(&self.tree, asset).collect();
        let texts = described.iter().map(|(_, cell)| start_of(cell.text, DESCRIBED));
        let numbered = texts.flat_map(|text| text.split(BETWEEN_WORDS)).any(like_model);
        let words = &self.catalogue.words;
        let makers: Vec<_> = maker_cells(asset).map(|(_, cell)| fold(cell.text)).collect();
        let of_maker =
            |word: &str| makers.iter().any(|maker| maker.split(' ').any(|own| own == word));
        let mut said = described
            .iter()
            .filter(|(field, _)| matches!(field, Field::Equipment | Field::Description));
        let says_kind = |word: &str| {
            let long = word.chars().nth(2).is_some() || word.starts_with(is_unspaced);
            long && !words.is_idle(word) && !words.is_property(word) && !of_maker(word)
        };
        !numbered
            && said.any(|(_, cell)| fold(start_of(cell.text, DESCRIBED)).split(' ').any(says_kind))
    }

    /// Looks at every cell that may hold a mark.
    fn screen<'a>(&self, asset: &'a Asset) -> Seen<'a> {
        let (mut seen, mut glance) = (Seen::default(), Glance::default());
        let mut screen = |cell: Cell<'a>, search, seen: &mut Seen<'a>| {
            // Nothing of such a cell would be kept.
            let is_silent = seen.owned
                && glance.read(cell.text)
                && self.surely_claims_nothing(search, cell.text, &glance);
            if is_silent {
                seen.read += 1;
            } else {
                self.screen_cell(cell, search, seen);
            }
        };
        for (field, place) in PLACES {
            for cell in asset.cells(field) {
                screen(cell, Search::Words(place), &mut seen);
            }
        }
        for cell in asset.texts().chain(asset.details()) {
            screen(cell, Search::Words(CellPlace::Prose), &mut seen);
        }
        for (field, search) in
            [(Field::Mac, Search::Mac), (Field::FccId, Search::FccId), (Field::Cpe, Search::Cpe)]
        {
            for cell in asset.cells(field) {
                screen(cell, search, &mut seen);
            }
        }
        seen.secret = true;
        for cell in asset.secrets() {
            screen(cell, Search::Words(CellPlace::Prose), &mut seen);
        }
        seen
    }

    pub(super) fn screen_cell<'a>(&self, cell: Cell<'a>, search: Search, seen: &mut Seen<'a>) {
        let find: fn(&mut NumberFinder<'_, 'a>) = match search {
            Search::Words(place) => return self.screen_words(cell, place, seen),
            Search::Mac => |finder| finder.in_mac_cell(),
            Search::FccId => |finder| finder.in_fcc_cell(),
            Search::Cpe => |finder| finder.in_cpe_cell(),
        };
        if has_word(cell.text) {
            self.screen_words(cell, CellPlace::Prose, seen);
        }
        for (at, text) in parts_of(cell.text, seen.read) {
            let reading = Reading::new(Cell { text, ..cell }, at, CellPlace::Technical);
            let (index, into) = (&self.index, &mut seen.sightings);
            find(&mut NumberFinder { index, reading: &reading, into });
        }
        seen.read += 1;
    }

    fn screen_words<'a>(&self, cell: Cell<'a>, place: CellPlace, seen: &mut Seen<'a>) {
        let mut repeats = (cell.text.len() > LONGEST).then(Repeats::default);
        for (at, text) in parts_of(cell.text, seen.read) {
            let reading = Reading::new(Cell { text, ..cell }, at, place);
            self.screen_part(reading, repeats.as_mut(), seen);
        }
        seen.read += 1;
    }

    /// Whether a number of its maker's follows a name without a gap.
    fn runs_into_number(&self, reading: &Reading<'_>, name: usize, hit: &Hit) -> bool {
        self.index.names[name].runs_into_number(&self.catalogue, reading, &(hit.start..hit.end))
    }

    fn screen_part<'a>(
        &self,
        mut reading: Reading<'a>,
        mut repeats: Option<&mut Repeats>,
        seen: &mut Seen<'a>,
    ) {
        reading.is_secret = seen.secret;
        let (cell, place) = (reading.cell, reading.place);
        let mut hits = Vec::new();
        let mut named = false;
        let mut missed = Vec::new();
        let idle = |word: &str| self.catalogue.words.names_nobody(&self.tree, word);
        self.index.screen.scan(&reading.words, |hit| {
            let is_new = repeats.as_mut().is_none_or(|repeats| repeats.is_new(hit.target));
            match self.index.targets[hit.target as usize] {
                _ if !is_new => return,
                Target::Name(name)
                    if !reading.may_be_name(hit.start, hit.end, idle)
                        && !self.runs_into_number(&reading, name, &hit) =>
                {
                    return;
                }
                Target::Name(name) => {
                    let written = reading.words.get(hit.start..hit.end).unwrap_or_default();
                    let name = &self.index.names[name];
                    // Where the cell is made for a name, a short one that is spaced otherwise may be a slip, and letters a part of one.
                    named |= place != CellPlace::Maker || !name.brief && name.is_spelled(written);
                    seen.pointed |= !name.is_idle();
                }
                // Most models begin as those of others do: only a match is worth a look at the row.
                Target::Pattern(mark) if missed.contains(&mark) => return,
                Target::Pattern(mark) if !seen.pointed && !self.may_hold(&reading, mark) => {
                    missed.push(mark);
                    return;
                }
                Target::Pattern(_) | Target::Value(..) | Target::Spelled(_) => seen.pointed = true,
            }
            hits.push(hit);
        });
        if reading.plain.len() >= SHORTEST_MAC {
            let (index, into) = (&self.index, &mut seen.sightings);
            NumberFinder { index, reading: &reading, into }.in_prose();
        }
        let loose = self.index.is_loose(&self.catalogue, &reading);
        seen.owned |= place == CellPlace::Maker && says_something(&self.catalogue.words, cell);
        let orphan = !seen.owned;
        let misspelt = if named {
            None
        } else {
            self.index.misspelt(&self.catalogue, &self.tree, &reading, orphan)
        };
        seen.pointed |= loose || misspelt.is_some();
        if loose || misspelt.is_some() || !hits.is_empty() {
            seen.cells.push(Searched { reading, hits, misspelt });
        }
    }

    /// Whether a number of a family may stand in a cell, with whatever gaps, or another mark.
    fn may_hold(&self, reading: &Reading<'_>, mark: MarkRef) -> bool {
        if let MarkRef::Model(vendor, family) = mark {
            return number_of(reading, &self.catalogue[vendor].models[family]).is_some();
        }
        let pattern = self.catalogue.pattern(mark);
        pattern.is_some_and(|pattern| reading.find_number(pattern).is_some())
    }

    fn judge(&self, asset: &Asset, seen: &Seen<'_>, row: &Row<'_>) -> Vec<Attribution> {
        let (catalogue, index) = (&*self.catalogue, &self.index);
        let mut names = NamesFound {
            maker_cells_empty: !maker_cells(asset)
                .any(|(_, cell)| says_something(&catalogue.words, cell)),
            ..NamesFound::default()
        };
        for cell in &seen.cells {
            name_matches::gather(catalogue, index, cell, row, &mut names);
        }
        let mut matches = std::mem::take(&mut names.matches);
        let mut sightings = seen.sightings.clone();
        for Searched { reading, hits, .. } in &seen.cells {
            let judge =
                pattern_matches::MarkJudge { catalogue, index, reading, row, names: &names };
            matches.extend(judge.matches(hits));
            NumberFinder { index, reading, into: &mut sightings }.spelled(hits);
        }
        let mut shown = Vec::new();
        for sighting in &sightings {
            matches.extend(sighting.matched(catalogue, index, row));
            let Some(label) = sighting.label(catalogue) else { continue };
            // A label that the row names itself needs no proof; what the mark tells is then only shown.
            if names.labels.insert(label.label) {
                matches.extend(sighting.matches_by_label(catalogue, index, row));
            } else {
                shown.push(label.counter);
            }
        }
        self.weigh_apart(asset, &mut matches, &names);
        self.attribute(asset, matches, &names, &shown, row)
    }

    /// What is said of other things than the goods tells who made these where nothing else does, and no more than perhaps.
    fn weigh_apart(&self, asset: &Asset, matches: &mut Vec<Match>, names: &NamesFound) {
        if !matches.iter().any(Match::is_apart) {
            return;
        }
        let own = matches.iter().filter(|matched| !matched.is_apart() && !matched.support);
        let stated: Vec<_> =
            own.map(|matched| (matched.vendor, matched.grade >= Grade::Likely)).collect();
        let known = names.is_maker_known() || self.names_another(asset);
        matches.retain(|matched| {
            let is_stated = stated.iter().any(|&(vendor, sure)| sure || vendor == matched.vendor);
            let is_foreign = names.is_foreign(matched.vendor);
            let aside = match matched.of {
                Of::Circumstances => known && !names.named.contains(&matched.vendor),
                Of::Others => is_foreign || known,
                Of::OtherGoods => false,
                Of::Goods | Of::Unclear | Of::NamedGoods | Of::Another => return true,
            };
            !is_stated && !aside
        });
        for matched in matches.iter_mut().filter(|matched| matched.is_apart()) {
            if known || names.is_foreign(matched.vendor) {
                matched.aside();
            }
        }
        for matched in matches.iter_mut().filter(|matched| matched.is_apart()) {
            matched.grade = grade::at_most(matched.grade, Grade::Possible);
        }
    }

    /// Whether the row tells of a maker that nothing is known against.
    fn names_another(&self, asset: &Asset) -> bool {
        let goods = [Field::Manufacturer, Field::Brand, Field::Model, Field::Description];
        let cells = goods.into_iter().flat_map(|field| asset.cells(field));
        cells
            .into_iter()
            .any(|cell| self.catalogue.words.names_another(&fold(start_of(cell.text, DESCRIBED))))
    }

    fn attribute(
        &self,
        asset: &Asset,
        matches: Vec<Match>,
        names: &NamesFound,
        shown: &[Counter],
        row: &Row<'_>,
    ) -> Vec<Attribution> {
        let range = self.range_of(names);
        // What a label that stands on one kind alone is on of another kind is not its owner's.
        let other =
            range.iter().any(|kind| row.is_known_kind(std::slice::from_ref(kind)) == Truth::False);
        let stated = StatedMakers {
            catalogue: &self.catalogue,
            index: &self.index,
            asset,
            names,
            own: OwnNames::of(&matches),
        };
        let all = weigh::by_vendor(matches).into_iter().filter_map(|(vendor, mut matches)| {
            let by_name =
                |matched: &Match| matches!(matched.mark, MarkKind::Name | MarkKind::Brand);
            if other && matches.iter().all(by_name) {
                return None;
            }
            let mut against = self.label_counters(vendor, names, row);
            // What is known of other series carries over to none of which its owner or others say who built it.
            if against.iter().any(|counter| counter.lowers)
                && matches.iter().all(|matched| matched.open)
            {
                return None;
            }
            // Of a label of which the maker builds a few models, a series that is shown to be built by another is none of them.
            if Self::guesses_of_labels(&matches) && self.is_built_by_another(vendor, names, row) {
                return None;
            }
            let neighbours = names.neighbours.iter().filter(|(of, _)| *of == vendor);
            against.extend(neighbours.map(|(_, counter)| counter.clone()));
            against.extend(shown.iter().cloned());
            let label = self.label_of(asset, vendor, names);
            // "Bracket for Acme dome" on an item that says who made it speaks of another item; "ex Acme" for its maker does not.
            let of_another = |matched: &Match| {
                matched.of == Of::Another && Some(matched.cell) != label.map(|(at, _)| at)
            };
            if label.is_some() && matches.iter().all(of_another) {
                return None;
            }
            let label = label.map(|(_, text)| text.to_owned());
            let other = stated.against(vendor).or_else(|| stated.beside(vendor, &matches));
            against.extend(settle(&mut matches, other));
            let matches = weigh::without_mentions(matches);
            let found =
                weigh::attributions(&self.catalogue, vendor, matches, &against, label.as_ref());
            Some(found.into_iter().map(move |one| self.hosted(one, vendor, row)))
        });
        let mut all: Vec<_> = all.flatten().collect();
        for one in &mut all {
            one.range.clone_from(&range);
        }
        all.sort_by(|a, b| b.grade.cmp(&a.grade).then_with(|| a.maker.id.cmp(&b.maker.id)));
        all
    }

    /// The attribution, with the kinds of what the maker makes where that can only run on goods such as those of the row.
    fn hosted(&self, found: Attribution, vendor: VendorIndex, row: &Row<'_>) -> Attribution {
        let makes = &self.catalogue[vendor].makes;
        let is_mentioned = || {
            let objections = found.against.iter().map(|counter| &counter.objection);
            objections.into_iter().any(|objection| matches!(objection, Objection::Mention(_)))
        };
        // Of goods of which nothing says what they are, a lead says no more than that it is there.
        let is_on_some = row.kinds.is_empty()
            && found.grade == Grade::Possible
            && self.tree.always_run_on_others(makes);
        if !(is_on_some || self.tree.runs_on(makes, &row.kinds)) || is_mentioned() {
            return found;
        }
        let equipment = match &*found.equipment {
            [] => self.tree.widest(makes),
            _ => found.equipment,
        };
        Attribution { equipment, is_hosted: true, ..found }
    }
}

/// The parts of a cell, each with its number; the first has that of the cell.
fn parts_of(text: &str, cell: usize) -> impl Iterator<Item = (usize, &str)> {
    parts(text).enumerate().map(move |(part, text)| (cell + part * PART, text))
}
