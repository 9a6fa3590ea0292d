//! Judging what one name means in the cell where it stands.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    ambiguous_names::Adjacent,
    catalogue::{Brand, Vendor},
    fact::{MatchClass, Proof},
    grade::{self, Reach, Told},
    mark_match::{Match, Of},
    mentions::Said,
    misspellings::MisspeltName,
    name_context::{NameContext, Sure},
    name_entry::Named,
    reading::CellPlace,
    references::{Meaning, Owner, VendorIndex},
    row_names::NamesFound,
};
use crate::{
    Field, Grade, MarkKind, Truth,
    asset::FieldTrait,
    attribution::{BrandRelation, Claim, Counter, Coverage, DatedFact, Misspelling, Objection},
    fold::fold,
    knowledge::Confidence,
};

/// Judges what one name means.
pub(super) struct NameJudge<'j> {
    pub(super) text: NameContext<'j>,
    /// All names of the cell.
    pub(super) names: &'j [&'j Named],
    /// The makers beside which an innocent company is named.
    pub(super) innocent: &'j BTreeSet<VendorIndex>,
    /// The name is misspelt.
    pub(super) misspelt: Option<&'j MisspeltName>,
}

/// In what sense a name stands where it does.
struct Sense<'j> {
    vendor: VendorIndex,
    class: MatchClass,
    said: Said<'j>,
    adjacent: Adjacent,
    /// The row has no cell that tells the maker.
    open: bool,
    /// The row names another maker.
    foreign: bool,
}

impl NameJudge<'_> {
    pub(super) fn add(&self, meaning: Meaning, class: MatchClass, into: &mut NamesFound) {
        let in_maker = self.text.in_maker();
        let vendor = match meaning {
            Meaning::Label(label) => {
                if in_maker || self.text.is_label() {
                    into.labels.insert(label);
                }
                return;
            }
            Meaning::Neighbour { of: Owner::Vendor(vendor), neighbour } => {
                into.neighbours.push((vendor, self.neighbour(vendor, neighbour)));
                return;
            }
            Meaning::Neighbour { of: Owner::Label(_), .. } => return,
            Meaning::Maker { vendor, .. }
            | Meaning::Company { vendor, .. }
            | Meaning::Brand { vendor, .. } => vendor,
        };
        if self.innocent.contains(&vendor) || !self.may_mean(meaning, class, into) {
            return;
        }
        let known = &self.text.catalogue[vendor];
        let foreign = into.is_foreign(vendor);
        let said = if into.is_denied_with(self.text.reading, self.text.span, self.joining()) {
            Said::Denied
        } else {
            self.said(foreign, known, into)
        };
        let adjacent = self.adjacent(known, class);
        if said == Said::Denied {
            into.denied = Some((self.text.reading.at, self.text.span.clone()));
        }
        if said == Said::Denied || adjacent == Adjacent::Another {
            return;
        }
        if self.misspelt.is_some_and(|misspelt| !self.is_plausible_slip(misspelt, meaning, known)) {
            return;
        }
        let open = into.maker_cells_empty;
        let sense = Sense { vendor, class, said, adjacent, open, foreign };
        let matched = match meaning {
            Meaning::Maker { alias, .. } => self.maker(&sense, alias),
            Meaning::Company { company, name, .. } => self.company(&sense, company, name),
            Meaning::Brand { brand, .. } => self.brand(&sense, brand),
            Meaning::Label(_) | Meaning::Neighbour { .. } => None,
        };
        let Some(mut matched) = matched else { return };
        let own = self.is_own(meaning);
        matched.of = self.of(&matched, &sense, own);
        if matched.of == Of::NamedGoods {
            matched.aside();
        }
        if matched.of != Of::Another && !matched.is_apart() {
            if in_maker {
                into.named.insert(vendor);
            }
            if own {
                into.own.insert((vendor, matched.cell));
            }
        }
        into.matches.push(matched);
    }

    /// What is said of the name, by itself or of one that it is listed with.
    fn said(&self, foreign: bool, known: &Vendor, found: &mut NamesFound) -> Said<'_> {
        let (reading, span) = (self.text.reading, self.text.span);
        let along = &self.text.catalogue.words.phrases.along;
        let said = self.text.said(foreign, known);
        match found.listed_with_denied(reading, span, along) {
            Some(between) if said == Said::Plainly => {
                found.denied = Some((reading.at, span.clone()));
                Said::PerhapsDenied(between)
            }
            _ => said,
        }
    }

    fn joining(&self) -> &[String] {
        &self.text.catalogue.words.phrases.joining
    }

    /// Of what a name speaks.
    fn of(&self, matched: &Match, sense: &Sense<'_>, own: bool) -> Of {
        let reading = self.text.reading;
        let text = matches!(reading.place, CellPlace::Prose | CellPlace::Technical);
        let plainly = sense.class == MatchClass::Distinctive && sense.said == Said::Plainly;
        // A name among the circumstances is the goods' own where the cell describes them.
        let described = reading.is_about_asset() || matched.grade >= Grade::Likely;
        let of = match matched.of {
            Of::Goods if text && !described && plainly && self.is_no_value(matched) => {
                Of::OtherGoods
            }
            Of::Goods if text && !described => Of::Circumstances,
            Of::Goods if text && own && plainly && self.is_beside_other_goods(sense) => {
                Of::NamedGoods
            }
            Of::Goods if text && sense.foreign => {
                let named = own && sense.said == Said::Plainly && self.text.opens_with_model();
                if named { Of::NamedGoods } else { Of::Unclear }
            }
            of => of,
        };
        let apart = matches!(of, Of::Circumstances | Of::Others) && reading.is_about_surroundings();
        let is_there = || {
            // The recorder of a camera hangs on it, and stands in the column of recorders.
            let makes = &self.text.catalogue[sense.vendor].makes;
            self.text.is_before_model()
                || of == Of::Others && reading.is_headed_by(makes, self.text.row.tree)
        };
        if apart && own && plainly && is_there() { Of::OtherGoods } else { of }
    }

    /// Whether a maker's own name is all that stands where no company's can: in place of a date, a country or an amount. The cells of the row
    /// have slipped, or the column is another than its header says.
    fn is_no_value(&self, matched: &Match) -> bool {
        let states = |field: Field| !field.is(FieldTrait::Company);
        self.text.alone
            && matched.label.is_none()
            && self.misspelt.is_none()
            && self.text.reading.field().is_some_and(states)
    }

    /// Whether the name alone fills a column that is called by its goods, in a row about goods of another maker.
    fn is_beside_other_goods(&self, sense: &Sense<'_>) -> bool {
        let text = &self.text;
        let another = |model: &&str| text.catalogue.words.names_another(&fold(model));
        text.is_headed(&text.catalogue[sense.vendor].makes)
            && (sense.foreign || text.row.models.iter().any(another))
    }

    /// What stands right beside the name; legal forms and trades of listed makers say nothing beside a distinctive one.
    fn adjacent(&self, known: &Vendor, class: MatchClass) -> Adjacent {
        match self.text.adjacent(known, class) {
            Adjacent::Unclear if self.text.alone && class == MatchClass::Distinctive => {
                Adjacent::Nothing
            }
            adjacent => adjacent,
        }
    }

    /// Whether the name may mean this in its place.
    fn may_mean(&self, meaning: Meaning, class: MatchClass, found: &NamesFound) -> bool {
        let Some(vendor) = meaning.vendor() else { return false };
        let known = &self.text.catalogue[vendor];
        let brand = match meaning {
            Meaning::Brand { brand, .. } => Some(&known.brands[brand]),
            _ => None,
        };
        let wanted = match brand {
            Some(brand) if !brand.equipment.is_empty() => &brand.equipment,
            _ => &known.makes,
        };
        if self.text.reading.is_over_row() && self.text.fits(wanted) == Truth::False {
            return false;
        }
        let supplied = self.text.reading.place == CellPlace::Supplier;
        // Who sold a thing tells something only where nothing else says who made it.
        if supplied && found.is_foreign(vendor) {
            return false;
        }
        // A label in a supplier's cell does where its owner sells the maker's goods, of the right kind.
        if let (true, Some(brand)) = (supplied, brand) {
            return brand.relation == BrandRelation::Reseller
                && found.maker_cells_empty
                && self.text.row.is_kind(wanted) == Truth::True;
        }
        // A few letters in the model cell of another's goods are a part of the number, unless they stand as a word.
        let number = self.is_bare(known, class)
            && !self.text.is_main_word(known)
            && found.is_foreign(vendor)
            && self.text.fits(wanted) != Truth::True;
        (!number && self.text.may_count(known, class, wanted))
            || (brand.is_none()
                && (self.text.is_item_called(class)
                    || self.text.is_company() && !self.text.is_few_letters()))
    }

    /// Whether a few letters open a model cell with nothing of the maker's behind them.
    fn is_bare(&self, known: &Vendor, class: MatchClass) -> bool {
        let text = &self.text;
        class == MatchClass::Short && text.opens.is_some() && !text.has_own_model(known)
    }

    /// Whether the name is no label that hides the maker: its own name, or one of a company that carries it.
    fn is_own(&self, meaning: Meaning) -> bool {
        match meaning {
            Meaning::Maker { .. } => true,
            Meaning::Company { vendor, company, name } => self.carries(vendor, company, name),
            _ => false,
        }
    }

    /// Whether the name of a company of the group has the maker's own in it.
    fn carries(&self, vendor: VendorIndex, company: usize, name: usize) -> bool {
        let words = &self.text.catalogue.words;
        let known = &self.text.catalogue[vendor];
        let own = words.key(known.maker.short.as_str());
        let name = &known.companies[company].names[name].name;
        words.key(name).as_str().contains(own.as_str())
    }

    fn maker(&self, sense: &Sense<'_>, alias: Option<usize>) -> Option<Match> {
        let known = &self.text.catalogue[sense.vendor];
        let needs_kind = alias.is_some_and(|alias| known.aliases[alias].needs_kind);
        let counts = || {
            let text = &self.text;
            let around = [text.before(), text.after()];
            text.in_maker()
                && around.iter().all(|text| text.trim().is_empty())
                && text.row.is_stated(&known.makes)
        };
        if needs_kind && !counts() {
            return None;
        }
        let (name, proof) = match alias {
            Some(alias) => (&known.aliases[alias].name, &known.aliases[alias].proof),
            None if self.is_full_name(&known.maker.name) => (&known.maker.name, &known.own_proof),
            None => (&known.maker.short, &known.own_proof),
        };
        let grade = grade::capped(Grade::Confirmed, proof.confidence);
        let reach = self.text.reach(known, name);
        let fits = self.text.fits_name(&known.makes, reach);
        let grade = grade::by_class(grade, sense.class, fits, reach)?;
        Some(self.matched(sense, Claim::Name(name.clone()), grade, name, proof, true))
    }

    /// Whether a slip may be followed to what it means: many a stranger is two letters from a maker, or one from a label.
    fn is_plausible_slip(&self, misspelt: &MisspeltName, meaning: Meaning, known: &Vendor) -> bool {
        let fits = self.text.row.is_stated(&known.makes);
        match meaning {
            _ if !misspelt.slip.is_slight() => fits,
            Meaning::Brand { brand, .. } if is_others(known.brands[brand].relation) => fits,
            _ => true,
        }
    }

    /// Whether the name is how everybody calls the maker, or its full one.
    fn is_main_or_full(&self, known: &Vendor) -> bool {
        let key = |name: &str| self.text.catalogue.words.key(name);
        [&known.maker.short, &known.maker.name].iter().any(|own| key(own) == self.text.name.key)
    }

    fn is_full_name(&self, name: &str) -> bool {
        let words = &self.text.catalogue.words;
        words.key(self.text.written()) == words.key(name)
    }

    fn company(&self, sense: &Sense<'_>, at: usize, name: usize) -> Option<Match> {
        let vendor = sense.vendor;
        let known = &self.text.catalogue[vendor];
        let company = &known.companies[at];
        let alias = &company.names[name];
        let carries = self.carries(vendor, at, name);
        let best = if self.text.alone || carries { Grade::Confirmed } else { Grade::Possible };
        let mut dated = grade::of_company(&company.company, best, self.text.row);
        // Goods that bear the maker's own name are taken for its own, whoever owned the company that sold them.
        let bears_name = carries && dated.held != Truth::True;
        if bears_name {
            dated.grade = grade::at_most(best, Grade::Likely);
            dated.undated = dated.grade;
        }
        // That the name in it is the maker's rests on what is known of the maker.
        let known_by = if bears_name { known.own_proof.confidence } else { Confidence::Unverified };
        let grade = grade::capped(dated.grade, alias.proof.confidence.max(known_by));
        let fits = self.text.fits(&known.makes);
        let grade = grade::by_class(grade, sense.class, fits, Reach::Kind)?;
        let company = &company.company;
        let claim = Claim::Company { company: company.clone(), period: dated.period };
        let mut matched = self.matched(sense, claim, grade, &alias.name, &alias.proof, carries);
        matched.company = (!bears_name).then(|| Arc::clone(company));
        let fact = DatedFact::Membership(company.clone());
        matched.timed(dated, fact, &alias.proof, self.text.row);
        Some(matched)
    }

    fn brand(&self, sense: &Sense<'_>, brand: usize) -> Option<Match> {
        let known = &self.text.catalogue[sense.vendor];
        let brand = &known.brands[brand];
        let dated = grade::of_brand(brand, self.text.row)?;
        let wanted = if brand.equipment.is_empty() { &known.makes } else { &brand.equipment };
        let own = matches!(brand.relation, BrandRelation::Own | BrandRelation::SubsidiaryBrand);
        // A name that another company bears as well tells its goods by their kind or their series alone.
        let shared = own && brand.coverage <= Coverage::Some;
        if shared && !dated.named && self.text.row.is_known_kind(wanted) != Truth::True {
            return None;
        }
        let reach = match brand.relation {
            BrandRelation::Own => self.text.reach(known, &brand.label),
            _ => Reach::Kind,
        };
        let fits = self.text.fits_name(wanted, reach);
        if sense.class != MatchClass::Distinctive && reach == Reach::Kind {
            let row = self.text.row;
            // A word that others have in their names as well is no lead by itself for goods that it is not known for.
            let other_name = !self.text.alone;
            let numbered = dated.named || self.is_numbered(known, brand);
            if (other_name || row.is_strange(wanted)) && !numbered {
                return None;
            }
        }
        if brand.needs_kind
            && fits != Truth::True
            && self.has_other_model(known, brand, dated.named)
        {
            return None;
        }
        let mut grade = grade::by_class(dated.grade, sense.class, fits, reach)?;
        let others = is_others(brand.relation);
        if others && sense.class == MatchClass::Short && fits == Truth::Unknown {
            // Three letters are many companies' until it is known what the thing is.
            grade = grade.lowered();
        }
        if others && fits == Truth::Unknown && self.is_other_category(known, brand) {
            // What the row calls by no known word is more likely something else that the label sells than what it is known for.
            grade = grade::at_most(grade, Grade::Possible);
        }
        let claim = Claim::Label(brand.fact());
        let mut matched = self.matched(sense, claim, grade, &brand.label, &brand.proof, own);
        matched.company.clone_from(&brand.company);
        // A label of which the maker builds a few models is no question in a list of names, but where the name itself tells
        // the goods.
        matched.support = others
            && brand.coverage <= Coverage::Some
            && self.text.row.told == Told::Never
            && (self.text.in_maker() || fits != Truth::True);
        matched.listed = dated.named;
        matched.open = dated.open;
        matched.label = (!own).then(|| self.text.catalogue.words.key(&brand.label));
        // A maker's own brand needs no date to be its own.
        if brand.relation != BrandRelation::Own || dated.held == Truth::False {
            let fact = DatedFact::Label(brand.label.clone());
            matched.timed(dated, fact, &brand.proof, self.text.row);
        }
        Some(matched)
    }

    /// Whether the row has a category, which is no word for goods that is known, and no model number of the label's own.
    fn is_other_category(&self, known: &Vendor, brand: &Brand) -> bool {
        self.text.row.told == Told::Category && !self.is_numbered(known, brand)
    }

    /// Whether the row has models, and none that is known to be of the label's series or numbers.
    fn has_other_model(&self, known: &Vendor, brand: &Brand, in_series: bool) -> bool {
        !self.text.row.models.is_empty() && !in_series && !self.is_numbered(known, brand)
    }

    /// Whether the row has a model number of the label's own.
    fn is_numbered(&self, known: &Vendor, brand: &Brand) -> bool {
        let words = &self.text.catalogue.words;
        let key = words.key(&brand.label);
        let own = known
            .models
            .iter()
            .filter(|family| family.label.as_ref().is_some_and(|label| words.key(label) == key));
        own.map(|family| &family.pattern)
            .any(|pattern| self.text.row.models.iter().any(|model| pattern.find(model).is_some()))
    }

    fn matched(
        &self,
        sense: &Sense<'_>,
        claim: Claim,
        grade: Grade,
        name: &str,
        proof: &Proof,
        own: bool,
    ) -> Match {
        let text = &self.text;
        let known = &text.catalogue[sense.vendor];
        // Of several names in one fact it is the one that is nearest.
        let corrected = text.name.written_like(name).to_owned();
        let mark = if let Claim::Label(_) = claim { MarkKind::Brand } else { MarkKind::Name };
        let mut matched = Match::new(sense.vendor, mark, claim, text.reading);
        let grade = match mark {
            _ if text.alone => grade,
            // Another company may have the word in its name.
            MarkKind::Brand => grade::at_most(grade, Grade::Possible),
            _ if text.is_few_letters() && sense.adjacent != Adjacent::Goods => {
                grade::at_most(grade, Grade::Possible)
            }
            _ if text.is_doubtful(known) => grade::at_most(grade, Grade::Possible),
            _ => grade.lowered(),
        };
        let ceiling = self.ceiling(sense, own);
        matched.grade = grade::by_role(grade::at_most(grade, ceiling), known, text.row);
        matched.span = text.span.clone();
        matched.text = text.reading.shown_words(text.span.start, text.span.end);
        matched.misspelt =
            self.misspelt.map(|misspelt| Misspelling { of: corrected, slip: misspelt.slip });
        matched.proof = proof.clone();
        matched.noted(sense.said);
        matched
    }

    /// The most that a name can prove here, by what is said around it and how it is spelt.
    fn ceiling(&self, sense: &Sense<'_>, own: bool) -> Grade {
        let text = &self.text;
        let known = &text.catalogue[sense.vendor];
        let plainly = sense.said == Said::Plainly
            && matches!(sense.adjacent, Adjacent::Nothing | Adjacent::Goods)
            && !(sense.foreign && self.is_bare(known, sense.class));
        match self.misspelt {
            _ if !plainly => Grade::Possible,
            None => {
                // A device says whose it is, whatever label is on it.
                let told = sense.open || text.reading.field() == Some(Field::Banner);
                let sure = if own && told { Sure::Open } else { Sure::Never };
                let headed =
                    own && sense.class != MatchClass::Ordinary && text.is_headed(&known.makes);
                let least = if headed { Grade::Likely } else { Grade::Possible };
                text.ceiling(sense.vendor, sense.class, sure, self.names).max(least)
            }
            Some(misspelt) => {
                let fits = text.fits(&known.makes);
                let opens = (text.opens.is_some() && fits == Truth::True && !sense.foreign)
                    || (own
                        && sense.open
                        && text.is_presence(sense.vendor, sense.class, self.names));
                // On goods of another trade a name that is only near is as likely a stranger's.
                let likely = misspelt.slip.is_slight()
                    && fits != Truth::False
                    && (text.in_maker() || opens)
                    && (self.is_main_or_full(known) || text.is_unmistakable_label(known));
                if likely { Grade::Likely } else { Grade::Possible }
            }
        }
    }

    fn neighbour(&self, vendor: VendorIndex, neighbour: usize) -> Counter {
        let known = &self.text.catalogue[vendor];
        let neighbour = &known.neighbours[neighbour];
        let (reading, span) = (self.text.reading, self.text.span);
        Counter {
            column: Some(reading.cell.column.header.clone()),
            text: reading.shown_words(span.start, span.end),
            objection: Objection::OtherCompany(neighbour.name.clone()),
            lowers: false,
            confidence: neighbour.proof.confidence,
            sources: neighbour.proof.sources.to_vec(),
        }
    }
}

/// Whether a label is that of another company, which sells the maker's goods or goods with its parts in them.
fn is_others(relation: BrandRelation) -> bool {
    matches!(
        relation,
        BrandRelation::WhiteLabel | BrandRelation::Reseller | BrandRelation::Component
    )
}
