//! Names and labels: finding them in cells, and judging each by the cell it stands in.

use std::{collections::BTreeSet, ops::Range};

use super::{
    catalogue::Catalogue,
    clue::Clue,
    fact::{BrandRelation, MatchClass, Proof},
    grade::{self, Dated, Row},
    index::{Index, Meaning, Owner, Target},
    letters::fold,
    misspelt::Slip,
    name::NameKey,
    names::Named,
    prose::Said,
    reading::{Place, Reading},
    recogniser::Searched,
    screen::Hit,
    wording,
};
use crate::{
    Grade, MarkKind, Truth, attribution::Counter, fold::is_unspaced, knowledge::Confidence,
};

/// What the names of a row tell.
#[derive(Debug, Default)]
pub(super) struct NamesFound {
    pub(super) clues: Vec<Clue>,
    /// The label owners named in maker cells.
    pub(super) labels: BTreeSet<usize>,
    /// The makers whose own name stands in a cell: vendor and cell.
    pub(super) own: BTreeSet<(usize, usize)>,
    /// The makers that a maker cell names in any way.
    pub(super) named: BTreeSet<usize>,
    /// No maker and no brand is given.
    pub(super) maker_cells_empty: bool,
    /// Innocent companies that were named, by the vendor that they stand beside.
    pub(super) neighbours: Vec<(usize, Counter)>,
}

/// A name in a cell.
struct Found {
    span: Range<usize>,
    name: usize,
}

/// Finds the names of one cell and adds what they tell.
pub(super) fn gather(
    catalogue: &Catalogue,
    index: &Index,
    cell: &Searched<'_>,
    row: &Row<'_>,
    into: &mut NamesFound,
) {
    let Searched { reading, hits, slip } = cell;
    let mut found = match slip {
        Some(slip) => vec![Found { span: slip.span.clone(), name: slip.name }],
        None => choose(catalogue, index, reading, hits),
    };
    let idle = is_idle_beside(catalogue, reading, &found);
    let alone = reading.place != Place::Maker || idle;
    found.retain(|found| alone || !index.names[found.name].plain);
    if found.is_empty() {
        return;
    }
    let meanings = |found: &Found| index.names[found.name].meanings.clone();
    let innocent: BTreeSet<usize> = found
        .iter()
        .flat_map(meanings)
        .filter_map(|(meaning, _)| match meaning {
            Meaning::Neighbour(Owner::Vendor(vendor), _) => Some(vendor),
            _ => None,
        })
        .collect();
    for found in &found {
        let said = match reading.place {
            Place::Prose | Place::Model => {
                catalogue.words.said(&reading.words, found.span.start, found.span.end)
            }
            _ => Said::Plainly,
        };
        if said == Said::Denied {
            continue;
        }
        let slip = slip.as_ref();
        let opens = opens(reading, &found.span).then_some(if idle {
            Grade::Confirmed
        } else {
            Grade::Likely
        });
        let judge = Judge { catalogue, reading, row, alone, opens, said, slip, span: &found.span };
        for (meaning, class) in meanings(found) {
            judge.add(meaning, class, &innocent, into);
        }
    }
}

/// Of overlapping names the longest that is whole words and may stand here; a longer name that may not stand here hides
/// nothing.
fn choose(catalogue: &Catalogue, index: &Index, reading: &Reading<'_>, hits: &[Hit]) -> Vec<Found> {
    let mut found: Vec<_> = hits
        .iter()
        .filter_map(|hit| {
            let Target::Name(name) = index.targets[hit.target as usize] else { return None };
            let named = &index.names[name];
            let placed = matches!(reading.place, Place::Maker | Place::Supplier)
                || opens(reading, &(hit.start..hit.end));
            let written = reading.words.get(hit.start..hit.end)?;
            let fits = (placed || named.is_distinctive())
                && reading.is_whole(hit.start, hit.end)
                && named.is_spelled(written);
            fits.then_some(Found { span: hit.start..hit.end, name })
        })
        .collect();
    found.sort_by_key(|found| (found.span.start, std::cmp::Reverse(found.span.end)));
    let mut covered = 0;
    let mut last: Option<usize> = None;
    found.retain(|found| {
        let free = found.span.start >= covered;
        if free {
            covered = found.span.end;
            last = Some(found.name);
        }
        // A name that somebody remembers hides no maker's own name in it.
        free || last
            .is_some_and(|last| is_surer(catalogue, &index.names[found.name], &index.names[last]))
    });
    found
}

/// Whether a name stands at the beginning of a model cell, as where one column holds maker and model.
fn opens(reading: &Reading<'_>, span: &Range<usize>) -> bool {
    let before = reading.words.get(..span.start).unwrap_or_default();
    reading.place == Place::Model && !before.contains(char::is_alphanumeric)
}

/// Whether a name is a maker's own, and a longer one around it is known by hearsay alone and of the same maker.
fn is_surer(catalogue: &Catalogue, inner: &Named, outer: &Named) -> bool {
    let own = |vendor| {
        inner
            .meanings
            .iter()
            .any(|(meaning, _)| matches!(meaning, Meaning::Maker(v, _) if *v == vendor))
    };
    outer.meanings.iter().all(|(meaning, _)| match *meaning {
        Meaning::Maker(vendor, Some(alias)) => {
            own(vendor)
                && catalogue.vendors[vendor].aliases[alias].proof.confidence
                    == Confidence::Unverified
        }
        Meaning::Company(vendor, company, name) => {
            let names = &catalogue.vendors[vendor].companies[company].names;
            own(vendor) && names[name].proof.confidence == Confidence::Unverified
        }
        _ => false,
    })
}

/// Whether all other words of the cell are legal forms, places, trades and model numbers.
fn is_idle_beside(catalogue: &Catalogue, reading: &Reading<'_>, found: &[Found]) -> bool {
    let mut at = 0;
    let ends = found.iter().map(|found| found.span.clone());
    // A word with a digit is a model number, whatever else is in it.
    let numbered = |word: &&str| word.bytes().any(|b| b.is_ascii_digit());
    let last = reading.words.len()..reading.words.len();
    ends.chain([last]).all(|span| {
        let between = reading.words.get(at..span.start).unwrap_or_default();
        at = at.max(span.end);
        between.split_whitespace().filter(|word| !numbered(word)).all(|word| {
            let folded = fold(word);
            folded.is_empty() || catalogue.words.is_idle(&folded)
        })
    })
}

/// Judges what one name means.
struct Judge<'j> {
    catalogue: &'j Catalogue,
    reading: &'j Reading<'j>,
    row: &'j Row<'j>,
    /// Nothing else of weight stands in the cell.
    alone: bool,
    /// How sure it can be if it opens a model cell: less where words stand beside it that are neither trades nor numbers.
    opens: Option<Grade>,
    said: Said<'j>,
    /// The name is misspelt.
    slip: Option<&'j Slip>,
    span: &'j Range<usize>,
}

impl Judge<'_> {
    fn add(
        &self,
        meaning: Meaning,
        class: MatchClass,
        innocent: &BTreeSet<usize>,
        into: &mut NamesFound,
    ) {
        let in_maker = self.reading.place == Place::Maker;
        let short = class == MatchClass::Short && self.opens == Some(Grade::Confirmed);
        let placed = in_maker || self.reading.place == Place::Supplier || short;
        if !placed && class != MatchClass::Distinctive {
            return;
        }
        let clue = match meaning {
            Meaning::Label(label) => {
                if in_maker {
                    into.labels.insert(label);
                }
                return;
            }
            Meaning::Neighbour(Owner::Vendor(vendor), neighbour) => {
                into.neighbours.push((vendor, self.neighbour(vendor, neighbour)));
                return;
            }
            Meaning::Maker(vendor, _)
            | Meaning::Company(vendor, ..)
            | Meaning::Brand(vendor, _)
                if innocent.contains(&vendor) =>
            {
                return;
            }
            Meaning::Maker(vendor, alias) => self.maker(vendor, alias, class),
            Meaning::Company(vendor, company, name) => self.company(vendor, company, name, class),
            Meaning::Brand(vendor, brand) if self.may_mean(vendor, brand, into) => {
                self.brand(vendor, brand, class)
            }
            Meaning::Brand(..) | Meaning::Neighbour(Owner::Label(_), _) => return,
        };
        let Some(clue) = clue else { return };
        if in_maker {
            into.named.insert(clue.vendor);
        }
        if matches!(meaning, Meaning::Maker(..)) {
            into.own.insert((clue.vendor, clue.cell));
        }
        into.clues.push(clue);
    }

    fn maker(&self, vendor: usize, alias: Option<usize>, class: MatchClass) -> Option<Clue> {
        let known = &self.catalogue.vendors[vendor];
        let (name, proof) = match alias {
            Some(alias) => (&known.aliases[alias].name, &known.aliases[alias].proof),
            None if self.is_full_name(&known.maker.name) => (&known.maker.name, &known.own_proof),
            None => (&known.maker.short, &known.own_proof),
        };
        let grade = grade::capped(Grade::Confirmed, proof.confidence);
        let grade = grade::by_class(grade, class, known, &[], self.row)?;
        let says = wording::own_name(known, name);
        Some(self.clue(vendor, MarkKind::Name, grade, self.says(name, says), proof))
    }

    /// A label in a supplier's cell tells something where its owner sells the maker's goods, of the right kind and without a
    /// maker's name on the row.
    fn may_mean(&self, vendor: usize, brand: usize, found: &NamesFound) -> bool {
        let known = &self.catalogue.vendors[vendor];
        let brand = &known.brands[brand];
        let wanted = if brand.equipment.is_empty() { &known.makes } else { &brand.equipment };
        self.reading.place != Place::Supplier
            || (brand.relation == BrandRelation::Reseller
                && found.maker_cells_empty
                && self.row.is_kind(wanted) == Truth::True)
    }

    /// Two letters of a script without spaces stand in many a longer word.
    fn is_few_letters(&self) -> bool {
        let written = self.reading.words.get(self.span.clone()).unwrap_or_default();
        written.starts_with(is_unspaced) && written.chars().nth(2).is_none()
    }

    fn is_full_name(&self, name: &str) -> bool {
        let written = self.reading.words.get(self.span.clone()).unwrap_or_default();
        self.catalogue.words.key(written) == self.catalogue.words.key(name)
    }

    fn company(
        &self,
        vendor: usize,
        company: usize,
        name: usize,
        class: MatchClass,
    ) -> Option<Clue> {
        let known = &self.catalogue.vendors[vendor];
        let at = company;
        let company = &known.companies[at];
        let proof = &company.names[name].proof;
        let own = self.catalogue.words.key(known.maker.short.as_str());
        let carries =
            self.catalogue.words.key(&company.names[name].name).as_str().contains(own.as_str());
        let best = if self.alone || carries { Grade::Confirmed } else { Grade::Possible };
        let dated = grade::of_company(&company.company, best, self.row);
        let grade = grade::capped(dated.grade, proof.confidence);
        let grade = grade::by_class(grade, class, known, &[], self.row)?;
        let says = wording::company_name(known, &company.company, dated.period);
        let what =
            format!("that {} belongs to the group of {}", company.company.name, known.maker.short);
        let says = self.says(&known.companies[at].names[name].name, says);
        let mut clue = self.clue(vendor, MarkKind::Name, grade, says, proof);
        clue.company = Some(company.company.clone());
        clue.against.extend(self.timing(dated, &what, proof));
        Some(clue)
    }

    fn brand(&self, vendor: usize, brand: usize, class: MatchClass) -> Option<Clue> {
        let known = &self.catalogue.vendors[vendor];
        let brand = &known.brands[brand];
        let dated = grade::of_brand(brand, self.row)?;
        let mut grade = grade::by_class(dated.grade, class, known, &brand.equipment, self.row)?;
        let others = matches!(brand.relation, BrandRelation::WhiteLabel | BrandRelation::Reseller);
        let wanted = if brand.equipment.is_empty() { &known.makes } else { &brand.equipment };
        if others && class == MatchClass::Short && self.row.is_kind(wanted) == Truth::Unknown {
            // Three letters are many companies' until it is known what the thing is.
            grade = grade.lowered();
        }
        let says = wording::brand(known, brand);
        let what = format!("what is known of {} and {}", brand.label, known.maker.short);
        let says = self.says(&brand.label, says);
        let mut clue = self.clue(vendor, MarkKind::Brand, grade, says, &brand.proof);
        clue.company.clone_from(&brand.company);
        clue.listed = dated.named;
        let own = matches!(brand.relation, BrandRelation::Own | BrandRelation::SubsidiaryBrand);
        clue.label = (!own).then(|| self.catalogue.words.key(&brand.label));
        // A maker's own brand needs no date to be its own.
        if brand.relation != BrandRelation::Own || dated.held == Truth::False {
            clue.against.extend(self.timing(dated, &what, &brand.proof));
        }
        Some(clue)
    }

    fn clue(
        &self,
        vendor: usize,
        mark: MarkKind,
        grade: Grade,
        says: String,
        proof: &Proof,
    ) -> Clue {
        let known = &self.catalogue.vendors[vendor];
        let mut clue = Clue::new(vendor, mark, self.reading);
        let grade = match mark {
            _ if self.alone => grade,
            // Another company may have the word in its name.
            MarkKind::Brand => grade::at_most(grade, Grade::Possible),
            _ if self.is_few_letters() => grade::at_most(grade, Grade::Possible),
            _ => grade.lowered(),
        };
        let in_maker = self.reading.place == Place::Maker;
        let ceiling =
            if in_maker { Grade::Confirmed } else { self.opens.unwrap_or(Grade::Possible) };
        clue.grade = grade::by_role(grade::at_most(grade, ceiling), known);
        clue.span = self.span.clone();
        clue.text = self.reading.shown_words(self.span.start, self.span.end);
        clue.says = says;
        if self.slip.is_some() {
            clue.grade = grade::at_most(clue.grade, Grade::Likely);
        }
        clue.proof = proof.clone();
        clue.mentioned(self.said);
        clue
    }

    /// What a name tells, and how it is misspelt.
    fn says(&self, name: &str, says: String) -> String {
        let Some(slip) = self.slip else { return says };
        let written = self.reading.shown_words(self.span.start, self.span.end);
        wording::misspelt(&written, slip.edits, name, &says)
    }

    /// What the date of purchase says against a dated fact.
    fn timing(&self, dated: Dated, what: &str, proof: &Proof) -> Option<Counter> {
        timing(dated, what, proof, self.row)
    }

    fn neighbour(&self, vendor: usize, neighbour: usize) -> Counter {
        let known = &self.catalogue.vendors[vendor];
        let neighbour = &known.neighbours[neighbour];
        Counter {
            column: Some(self.reading.cell.column.header.clone()),
            text: self.reading.shown_words(self.span.start, self.span.end),
            says: wording::neighbour(&neighbour.name, known),
            lowers: false,
            confidence: neighbour.proof.confidence,
            sources: neighbour.proof.sources.clone(),
        }
    }
}

/// What the date of purchase says against a dated fact: that it lies outside, or that it would have to be known.
pub(super) fn timing(dated: Dated, what: &str, proof: &Proof, row: &Row<'_>) -> Option<Counter> {
    (dated.held != Truth::True).then(|| Counter {
        column: None,
        text: row.acquired.map(|day| day.to_string()).unwrap_or_default(),
        says: wording::outside(what, dated.period, row.acquired),
        lowers: dated.held == Truth::False,
        confidence: proof.confidence,
        sources: proof.sources.clone(),
    })
}

/// Whether a label is a brand of the maker or of its group.
pub(super) fn is_own_label(
    catalogue: &Catalogue,
    index: &Index,
    vendor: usize,
    key: &NameKey,
) -> bool {
    let facts = index.brands.get(key).into_iter().flatten();
    facts.filter(|(v, _)| *v == vendor).any(|&(v, b)| {
        let relation = catalogue.vendors[v].brands[b].relation;
        matches!(relation, BrandRelation::Own | BrandRelation::SubsidiaryBrand)
    })
}
