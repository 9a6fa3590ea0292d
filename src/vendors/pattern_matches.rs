//! Model families, banners, firmware and other marks that are texts or patterns of texts.

use super::{
    bus_ids,
    catalogue::{Catalogue, Mark, ModelFamily, Vendor},
    grade::{self, Row},
    index::{Index, Target},
    letters::fold,
    mark_match::{Match, Of},
    mentions::{Said, Setting},
    reading::{CellPlace, Reading},
    references::{MarkRef, Owner, VendorIndex},
    row_names::NamesFound,
    screen::Hit,
};
use crate::{
    Field, Grade, MarkKind, Truth,
    attribution::{Claim, Collision, Counter, Objection},
    strings::end_of,
};

/// A number of fewer letters and digits proves nobody.
pub(super) const SHORTEST: usize = 5;
/// Fewest letters of a brand; fewer are the beginning of a number.
const SHORTEST_BRAND: usize = 4;
/// The letters of a label in the cell of a serial number, at most: before a colon, and without one.
const LONGEST_LABEL: usize = 16;
const SHORT_LABEL: usize = 3;
/// How far before a mark, in bytes, a name may begin that stands right before it.
pub(super) const NEAR: usize = 160;

/// How far a model family that others use as well may be relied on in its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reliance {
    /// Not at all by itself; it supports other marks.
    Support,
    /// As a lead.
    Lead,
    /// As far as its collision says.
    Sure,
}

/// Judges the text marks of one cell.
pub(super) struct MarkJudge<'j> {
    pub(super) catalogue: &'j Catalogue,
    pub(super) index: &'j Index,
    pub(super) reading: &'j Reading<'j>,
    pub(super) row: &'j Row<'j>,
    pub(super) names: &'j NamesFound,
}

impl MarkJudge<'_> {
    /// The matches of a cell; `hits` says which patterns are worth trying.
    pub(super) fn matches(&self, hits: &[Hit]) -> Vec<Match> {
        let loose = self.index.loose.iter().filter(|(_, home)| *home == self.reading.place);
        let mut patterns: Vec<_> = loose.map(|(pattern, _)| *pattern).collect();
        let mut matches = Vec::new();
        for hit in hits {
            match self.index.targets[hit.target as usize] {
                Target::Pattern(pattern) if !patterns.contains(&pattern) => patterns.push(pattern),
                Target::Value(mark, value) => matches.extend(self.value(mark, value, hit)),
                _ => {}
            }
        }
        matches.extend(patterns.into_iter().filter_map(|pattern| self.pattern(pattern)));
        matches
    }

    fn pattern(&self, pattern: MarkRef) -> Option<Match> {
        match pattern {
            MarkRef::Model(vendor, number) => {
                let family = &self.catalogue[vendor].models[number];
                if self.reading.place == CellPlace::Supplier {
                    return None;
                }
                let (found, collision) = number_of(self.reading, family)?;
                let before = self.reading.plain.get(..found.start)?;
                if self.reading.place == CellPlace::Serial
                    && !before.is_empty()
                    && !is_label(before)
                {
                    return None;
                }
                // Without a number it is a word, which other companies may be called by.
                let numbered =
                    self.reading.plain.get(found.clone())?.bytes().any(|b| b.is_ascii_digit());
                if self.reading.place == CellPlace::Maker && !numbered {
                    return None;
                }
                let mut matched = self.model(vendor, family, found, collision)?;
                matched.family = Some(number);
                Some(matched)
            }
            MarkRef::Mark(Owner::Vendor(vendor), number) => {
                let mark = &self.catalogue[vendor].marks[number];
                if !self.may_stand(mark) {
                    return None;
                }
                let found = mark.pattern.as_ref()?.find(&self.reading.plain)?;
                self.mark(vendor, mark, found)
            }
            MarkRef::Mark(Owner::Label(_), _) => None,
        }
    }

    fn model(
        &self,
        vendor: VendorIndex,
        family: &ModelFamily,
        found: std::ops::Range<usize>,
        collision: Collision,
    ) -> Option<Match> {
        let known = &self.catalogue[vendor];
        let key = family.label.as_ref().map(|label| self.catalogue.words.key(label));
        let others = key.filter(|key| !self.index.is_own_label(self.catalogue, vendor, key));
        let said = self.said(&found, vendor);
        if said == Said::Denied {
            return None;
        }
        // What an owner numbers, and what stands in other columns than those of goods, looks like many a model.
        let numbered = self.reading.field() == Some(Field::AssetId)
            && !self.reading.is_free_text()
            && !self.is_called(family, &found);
        if collision > Collision::Low && (numbered || !self.reading.is_about_asset()) {
            return None;
        }
        let mut grade = grade::of_model(collision, self.right_kind(known, family));
        // Who names another maker together with its number speaks of another device; a number alone may be the goods' own.
        let foreign = self.names.is_foreign(vendor);
        let name =
            self.name_before(&found).filter(|_| self.reading.place == CellPlace::Prose && foreign);
        let aside = name.is_some();
        let opens = name.is_some_and(|start| self.is_first(start));
        let headed = foreign && self.is_headed(known, found.start);
        let unsure = said.is_unsure();
        let part = others
            .as_ref()
            .is_some_and(|key| self.index.is_part_label(self.catalogue, vendor, key));
        let reliance = self.reliance(vendor, family, &found, collision, part);
        let contradiction = if part { None } else { self.other_goods(vendor, family, &found) };
        let text = matches!(self.reading.place, CellPlace::Prose | CellPlace::Technical);
        // A number that proves a label which the maker builds for says no more than the label would.
        if others.is_some() || text || contradiction.is_some() {
            grade = grade.min(Grade::Likely);
        }
        if unsure || aside || reliance < Reliance::Sure {
            grade = Grade::Possible;
        }
        let claim = Claim::Model { label: family.label.clone(), collision };
        let mut matched = Match::new(vendor, MarkKind::Model, claim, self.reading);
        matched.text = self.reading.shown_plain(found.start, found.end);
        let grade = grade::capped(grade, family.proof.confidence);
        matched.grade =
            if part { Grade::Component } else { grade::by_role(grade, known, self.row) };
        matched.proof = family.proof.clone();
        matched.span = found;
        matched.company.clone_from(&family.company);
        matched.label = others;
        matched.equipment.clone_from(&family.equipment);
        matched.support = reliance == Reliance::Support;
        if matched.of == Of::Goods && foreign && !self.reading.is_about_asset() {
            matched.of = Of::Circumstances;
        } else if aside && matched.of == Of::Goods {
            matched.of = if opens { Of::NamedGoods } else { Of::Unclear };
        } else if headed && matched.of == Of::Goods {
            matched.of = Of::NamedGoods;
            matched.aside();
        }
        matched.against.extend(contradiction);
        if matched.is_apart() && said == Said::Plainly && self.reading.is_about_surroundings() {
            matched.of = Of::OtherGoods;
        }
        matched.noted(said);
        Some(matched)
    }

    /// Whether a number comes first below a header that is called by goods of its maker: the column holds them, whatever the row is
    /// about.
    fn is_headed(&self, known: &Vendor, start: usize) -> bool {
        self.reading.place == CellPlace::Prose
            && self.is_first(start)
            && self.reading.is_headed_by(&known.makes, self.row.tree)
    }

    /// What speaks against a number on goods that are said to be of a kind which its maker does not make, where nothing names him.
    fn other_goods(
        &self,
        vendor: VendorIndex,
        family: &ModelFamily,
        found: &std::ops::Range<usize>,
    ) -> Option<Counter> {
        let makes = &self.catalogue[vendor].makes;
        let named = self.names.named.contains(&vendor)
            || self.names.own.iter().any(|(own, _)| *own == vendor);
        let wanted = family.equipment.as_ref().or_else(|| makes.first())?;
        let stated = self.row.kinds.first()?;
        if named || self.row.is_known_kind(makes) != Truth::False {
            return None;
        }
        let title = |kind| self.row.tree.title(kind).to_owned();
        let objection = Objection::OtherGoods { stated: title(stated), known: title(wanted) };
        Some(Counter {
            column: Some(self.reading.cell.column.header.clone()),
            text: self.reading.shown_plain(found.start, found.end),
            objection,
            lowers: false,
            confidence: family.proof.confidence,
            sources: Vec::new(),
        })
    }

    /// Whether the goods are of the kind that a family is of. Where the row only says what is made in more ways than one ("camera"),
    /// the maker's goods will do.
    fn right_kind(&self, vendor: &Vendor, family: &ModelFamily) -> Truth {
        let wanted = family.equipment.as_ref().map_or(&*vendor.makes, std::slice::from_ref);
        let known = self.row.is_known_kind(wanted);
        let is_headed = || {
            self.reading.place == CellPlace::Prose
                && self.reading.is_headed_by(wanted, self.row.tree)
        };
        match known {
            Truth::Unknown | Truth::False if is_headed() => Truth::True,
            Truth::Unknown if self.row.is_known_kind(&vendor.makes) == Truth::True => Truth::True,
            Truth::Unknown if self.row.is_named_in_short_cells(wanted) => Truth::True,
            Truth::Unknown if self.row.is_other_kind(wanted) => Truth::False,
            right => right,
        }
    }

    /// How a family that others use as well stands in its row: its own kind of goods and the maker's name speak for it, another
    /// kind and another maker against.
    fn reliance(
        &self,
        vendor: VendorIndex,
        family: &ModelFamily,
        found: &std::ops::Range<usize>,
        collision: Collision,
        part: bool,
    ) -> Reliance {
        if collision == Collision::Low && !family.needs_kind {
            return Reliance::Sure;
        }
        let right = self.right_kind(&self.catalogue[vendor], family);
        let written = self.reading.plain.get(found.clone()).unwrap_or_default();
        let named = self.names.own.contains(&(vendor, self.reading.at));
        let another = || self.reading.names_another(&self.catalogue.words);
        let foreign = self.names.is_foreign(vendor) || (!named && another());
        // What a text about goods of its own kind begins with is what they are called, not what they are beside.
        let called = !foreign && self.is_called_in_its_kind(vendor, family, found.start);
        let prose = self.reading.place == CellPlace::Prose && !called;
        let high = collision == Collision::High;
        // What a serial number begins with by chance is no model, nor is what stands inside another's number.
        let chance =
            self.reading.place == CellPlace::Serial || self.is_inside_number(vendor, found.start);
        // A word without a number is any maker's who likes it.
        let word = !written.bytes().any(|byte| byte.is_ascii_digit());
        let nameless = family.needs_kind && right != Truth::True;
        // A part is inside goods of any kind.
        let other = right == Truth::False && !part;
        // Against the kind of goods alone, which is typed by hand, a number is a question still.
        let strange = other && foreign;
        if chance
            || nameless
            || strange
            || (high && (other || foreign || prose))
            || (word && (other || foreign))
        {
            return Reliance::Support;
        }
        // In its own kind of goods and beside the maker's name a number is no accident, and three or four signs are one elsewhere.
        let named = named && right == Truth::True;
        let signs = written.bytes().filter(u8::is_ascii_alphanumeric).count();
        let short = signs < SHORTEST && !self.names.named.contains(&vendor);
        let strangers = !named && self.is_behind_brand(found.start);
        let lead = foreign || other || (prose && (high || !named)) || short || strangers;
        if lead { Reliance::Lead } else { Reliance::Sure }
    }

    /// Whether a model cell begins with a word right before the number that is nobody's known name and says nothing of goods: a
    /// brand that no file knows, and whose number it is then.
    fn is_behind_brand(&self, start: usize) -> bool {
        let words = &self.catalogue.words;
        let before = self.reading.plain.get(..start).unwrap_or_default();
        let Some(word) = before.strip_suffix(' ').map(str::trim) else { return false };
        let capital = word.starts_with(char::is_uppercase);
        let letters = word.chars().all(char::is_alphabetic);
        let known = self.names.spans.iter().any(|(cell, _)| *cell == self.reading.at);
        let folded = fold(word);
        self.reading.place == CellPlace::Model
            && capital
            && letters
            && word.len() >= SHORTEST_BRAND
            && !known
            && !words.is_property(&folded)
            && !words.names_nobody(self.row.tree, word)
    }

    /// Whether what begins here goes on a number that began before ("GV-SD2322"), and not with a prefix of this maker's.
    fn is_inside_number(&self, vendor: VendorIndex, start: usize) -> bool {
        let plain = &self.reading.plain;
        let before = plain.get(..start).and_then(|before| before.strip_suffix('-'));
        let inside = before
            .is_some_and(|before| before.ends_with(|letter: char| letter.is_ascii_alphanumeric()));
        let mut families = self.catalogue[vendor].models.iter();
        inside
            && !families.any(|family| {
                let found = family.pattern.find(plain);
                found.is_some_and(|found| found.start < start && start <= found.end)
            })
    }

    /// What the words around a mark make of it. What is said of a name right before it is said of both.
    fn said(&self, found: &std::ops::Range<usize>, vendor: VendorIndex) -> Said<'_> {
        if !matches!(self.reading.place, CellPlace::Prose | CellPlace::Technical) {
            return Said::Plainly;
        }
        let foreign = self.names.is_foreign(vendor);
        let setting = if foreign { Setting::Others } else { Setting::Text };
        let start = self.name_before(found).unwrap_or(found.start);
        self.catalogue.words.said(self.row.tree, &self.reading.plain, start..found.end, setting)
    }

    /// Where a name begins that stands right before a mark.
    fn name_before(&self, found: &std::ops::Range<usize>) -> Option<usize> {
        // Of a long text only the end can hold it.
        let near = end_of(self.reading.plain.get(..found.start)?, NEAR);
        let before = near.to_lowercase();
        let from = Some(found.start - near.len()).filter(|_| before.len() == near.len())?;
        let here = self.names.spans.iter().filter(|(cell, _)| *cell == self.reading.at);
        let starts = here.filter_map(|(_, span)| {
            let name = self.reading.words.get(span.clone())?.to_lowercase();
            let start = before.rfind(&name)?;
            is_close(before.get(start + name.len()..)?).then_some(from + start)
        });
        starts.max().filter(|start| self.reading.plain.is_char_boundary(*start))
    }

    /// A literal value of a mark whose letters the screen has seen.
    fn value(&self, place: MarkRef, value: usize, hit: &Hit) -> Option<Match> {
        let MarkRef::Mark(Owner::Vendor(vendor), number) = place else { return None };
        let known = &self.catalogue[vendor];
        let mark = &known.marks[number];
        let value = mark.values.get(value)?;
        let plain = &self.reading.plain;
        if !self.may_stand(mark) || **plain != *self.reading.words {
            return None;
        }
        let whole = self.reading.is_whole(hit.start, hit.end);
        let written = plain.get(hit.start..hit.end)?;
        let fits = match mark.kind {
            MarkKind::Serial => hit.start == 0 && written.eq_ignore_ascii_case(value),
            MarkKind::Domain => {
                whole && written.eq_ignore_ascii_case(value) && !continues(plain, hit)
            }
            MarkKind::UsbVendor if written.len() == value.len() => {
                let header = &self.reading.cell.column.header;
                let is_on_bus = || bus_ids::is_on(plain, header, hit, bus_ids::USB);
                let is_told =
                    || bus_ids::is_listed(plain, hit) || bus_ids::is_hardware_id(plain, hit);
                let is_on_goods = || {
                    bus_ids::is_pair(plain, hit)
                        && self.row.is_known_kind(&known.makes) == Truth::True
                };
                let is_called = || bus_ids::is_vendor_cell(plain, header, hit);
                whole && (is_on_bus() || is_told() || is_on_goods() || is_called())
            }
            MarkKind::PciVendor if written.len() == value.len() => {
                let header = &self.reading.cell.column.header;
                whole && bus_ids::is_on(plain, header, hit, bus_ids::PCI)
            }
            MarkKind::UsbVendor | MarkKind::PciVendor => {
                let header = &self.reading.cell.column.header;
                whole
                    && (written.len() == value.len() + bus_ids::VID.len()
                        || bus_ids::is_field(written)
                        || bus_ids::is_vendor_cell(plain, header, hit))
            }
            MarkKind::BluetoothCompany => whole && fold(plain).contains("bluetooth"),
            MarkKind::FaviconMmh3 => whole && written == value && fold(plain).contains("favicon"),
            MarkKind::OnvifManufacturer => whole && self.is_onvif_manufacturer(hit),
            _ => whole && written.eq_ignore_ascii_case(value),
        };
        if fits { self.mark(vendor, mark, hit.start..hit.end) } else { None }
    }

    /// Whether a banner gives the value as the manufacturer.
    fn is_onvif_manufacturer(&self, hit: &Hit) -> bool {
        let before = self.reading.plain.get(..hit.start).unwrap_or_default();
        fold(before).ends_with("manufacturer")
    }

    /// In which places a mark of this kind may stand.
    fn may_stand(&self, mark: &Mark) -> bool {
        let place = self.reading.place;
        // In prose only what can hardly be anything else. A path is nothing else, whoever copied it.
        let sure = match mark.kind {
            MarkKind::StreamPath => mark.collision <= Collision::Medium,
            _ => mark.collision == Collision::Low,
        };
        let prose = place == CellPlace::Prose && sure;
        match mark.kind {
            MarkKind::Serial => place == CellPlace::Serial || prose,
            MarkKind::Firmware => {
                place == CellPlace::Technical || (prose && self.reading.is_free_text())
            }
            MarkKind::OnvifManufacturer | MarkKind::FaviconMmh3 => {
                self.reading.field() == Some(Field::Banner)
            }
            // What an operating system calls a device may stand where its model should.
            MarkKind::UsbVendor | MarkKind::PciVendor if place == CellPlace::Model => true,
            _ => place == CellPlace::Technical || prose,
        }
    }

    fn mark(
        &self,
        vendor: VendorIndex,
        mark: &Mark,
        found: std::ops::Range<usize>,
    ) -> Option<Match> {
        let known = &self.catalogue[vendor];
        let said = self.said(&found, vendor);
        if said == Said::Denied {
            return None;
        }
        let grade = grade::of_mark(mark.kind, mark.collision, self.row.is_known_kind(&known.makes));
        let claim = Claim::Found { label: mark.label.clone() };
        let mut matched = Match::new(vendor, mark.kind, claim, self.reading);
        let mut grade = matched.of_company(mark, grade, self.row);
        let prose = self.reading.place == CellPlace::Prose;
        let unsure = said.is_unsure();
        if unsure || (prose && mark.kind == MarkKind::Domain) {
            grade = grade::at_most(grade, Grade::Possible);
        } else if prose || self.reading.place == CellPlace::Model {
            grade = grade::at_most(grade, Grade::Likely);
        }
        matched.text = self.reading.shown_plain(found.start, found.end);
        matched.grade =
            grade::by_role(grade::capped(grade, mark.proof.confidence), known, self.row);
        matched.proof = mark.proof.clone();
        matched.span = found;
        matched.noted(said);
        Some(matched)
    }
}

/// Where a number of a family stands, and how much it hits of others' here: with gaps that its maker does not write, more of them may
/// look like it.
pub(super) fn number_of(
    reading: &Reading<'_>,
    family: &ModelFamily,
) -> Option<(std::ops::Range<usize>, Collision)> {
    if let Some(found) = reading.find_number(&family.pattern) {
        return Some((found, family.collision));
    }
    let raised = match family.collision {
        Collision::Low => Collision::Medium,
        Collision::Medium => Collision::High,
        Collision::High => return None,
    };
    Some((reading.find_gapped(&family.pattern)?, raised))
}

/// Whether a few words of one clause stand between a name and a number: "Acme dome AC-1".
fn is_close(between: &str) -> bool {
    !between.contains([',', ';', '.', '(', ')', '\n']) && between.split_whitespace().count() <= 2
}

/// Whether a domain goes on after a hit: `acme.com.example` is not `acme.com`.
fn continues(text: &str, hit: &Hit) -> bool {
    let mut after = text.get(hit.end..).unwrap_or_default().bytes();
    let mut before = text.get(..hit.start).unwrap_or_default().bytes();
    let longer = matches!(after.next(), Some(b'.' | b'-'))
        && after.next().is_some_and(|b| b.is_ascii_alphanumeric());
    longer || before.next_back() == Some(b'-')
}

/// Whether what stands before a serial number only says that it is one: "SN: ", "S/N ".
fn is_label(before: &str) -> bool {
    let letters = before.chars().filter(|letter| letter.is_alphabetic()).count();
    let has_digit = before.chars().any(|letter| letter.is_ascii_digit());
    let longest = if before.contains([':', '：', '#']) { LONGEST_LABEL } else { SHORT_LABEL };
    !has_digit && letters <= longest && !before.ends_with(char::is_alphanumeric)
}
