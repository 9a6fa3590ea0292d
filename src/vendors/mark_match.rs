//! A match: one mark found in one cell, judged by itself. Attributions are made of matches in `weigh`.

use std::{ops::Range, sync::Arc};

use super::{
    catalogue::Mark,
    fact::Proof,
    grade::{self, Dated, Row},
    mentions::Said,
    name_key::NameKey,
    reading::Reading,
    references::VendorIndex,
};
use crate::{
    Grade, KindId, MarkKind, Truth,
    asset::ColumnOrigin,
    attribution::{
        Claim, Collision, Company, Counter, DatedFact, Evidence, Misspelling, Objection,
    },
    knowledge::{Confidence, ReadIn},
};

/// Of what the words of a match speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// Of the goods of the row.
    Goods,
    /// Perhaps of something else: they stand in a remark on goods that another is said to have made, and add up with nothing.
    Unclear,
    /// Of goods that a text names by maker and number before anything else, in a row whose goods another is said to have made. They count
    /// as those do: a column may be called by its goods (`Dash cam`), of which no header word is known.
    NamedGoods,
    /// Of the circumstances of the goods: they add up with nothing, and count where no known maker is stated.
    Circumstances,
    /// Of somebody or something else by the header of their column: they count where no maker is stated at all.
    Others,
    /// Of other goods that are there, as a model number in such a column shows, or a name where no company's can stand: they count whoever
    /// made the goods of the row.
    OtherGoods,
    /// Of something else, which they only mention.
    Another,
}

/// One mark that was found in one cell.
#[derive(Clone, Debug)]
pub(super) struct Match {
    /// The maker that it points to.
    pub(super) vendor: VendorIndex,
    pub(super) mark: MarkKind,
    /// The cell by number, and the stretch of it that matched.
    pub(super) cell: usize,
    pub(super) span: Range<usize>,
    pub(super) column: String,
    pub(super) origin: ColumnOrigin,
    pub(super) text: String,
    pub(super) claim: Claim,
    /// The family of models that it follows, by its place in the maker's file.
    pub(super) family: Option<usize>,
    /// The intended name, where the words misspell one.
    pub(super) misspelt: Option<Misspelling>,
    /// The grade it gives alone.
    pub(super) grade: Grade,
    pub(super) proof: Proof,
    pub(super) company: Option<Arc<Company>>,
    /// The label that the match goes by, if it is not the maker's own.
    pub(super) label: Option<NameKey>,
    pub(super) equipment: Option<KindId>,
    /// Worth nothing alone, but it supports other matches.
    pub(super) support: bool,
    /// Of what its words speak.
    pub(super) of: Of,
    /// A list of users names this very model: with a second mark it counts for more.
    pub(super) listed: bool,
    /// It speaks of other series of the label, and only guesses at this one.
    pub(super) open: bool,
    /// What speaks against this match.
    pub(super) against: Vec<Counter>,
}

impl Match {
    /// Notes what the words around the match make of it; those that only mention the thing, or doubt it, are shown.
    pub(super) fn noted(&mut self, said: Said<'_>) {
        let (phrase, objection) = match said {
            Said::Mentioned(phrase) => (phrase, Objection::Mention(phrase.to_owned())),
            Said::Doubted(phrase) => (phrase, Objection::Doubt(phrase.to_owned())),
            Said::PerhapsDenied(phrase) => (phrase, Objection::Denial(phrase.to_owned())),
            Said::Inside => {
                self.grade = Grade::Component;
                return;
            }
            Said::Plainly | Said::Denied => return,
        };
        if matches!(said, Said::Mentioned(_)) {
            self.of = Of::Another;
        }
        self.against.push(Counter {
            column: Some(self.column.clone()),
            text: phrase.to_owned(),
            objection,
            lowers: false,
            confidence: Confidence::Documented,
            sources: Vec::new(),
        });
    }

    /// Notes what the date of purchase says against the fact behind it: that it lies outside, or that it would have to be known.
    pub(super) fn timed(&mut self, dated: Dated, fact: DatedFact, proof: &Proof, row: &Row<'_>) {
        if dated.held == Truth::True {
            return;
        }
        self.against.push(Counter {
            column: None,
            text: row.acquired.map(|day| day.to_string()).unwrap_or_default(),
            objection: Objection::Outside { fact, period: dated.period, bought: row.acquired },
            lowers: dated.grade < dated.undated,
            confidence: proof.confidence,
            sources: proof.sources.to_vec(),
        });
    }

    /// Notes whose in the group a mark is; the grade of a mark that was the maker's own becomes what that leaves of it.
    pub(super) fn of_company(&mut self, mark: &Mark, grade: Grade, row: &Row<'_>) -> Grade {
        let Some(company) = &mark.company else { return grade };
        let dated = grade::of_company(company, grade, row);
        self.timed(dated, DatedFact::Membership(company.clone()), &mark.proof, row);
        self.company = Some(company.clone());
        dated.grade
    }

    /// A match with nothing special about it.
    pub(super) fn new(
        vendor: VendorIndex,
        mark: MarkKind,
        claim: Claim,
        reading: &Reading<'_>,
    ) -> Self {
        Self {
            vendor,
            mark,
            cell: reading.at,
            span: 0..0,
            column: reading.cell.column.header.clone(),
            origin: reading.cell.column.origin,
            text: String::new(),
            claim,
            family: None,
            misspelt: None,
            grade: Grade::Possible,
            proof: Proof { confidence: Confidence::Unverified, sources: ReadIn::default() },
            company: None,
            label: None,
            equipment: None,
            support: false,
            of: if reading.is_about_another() { Of::Others } else { Of::Goods },
            listed: false,
            open: false,
            against: Vec::new(),
        }
    }

    /// Notes that it speaks of another thing than the goods, which another is stated to have made.
    pub(super) fn aside(&mut self) {
        self.against.push(Counter {
            column: Some(self.column.clone()),
            text: self.text.clone(),
            objection: Objection::OtherThing,
            lowers: false,
            confidence: Confidence::Documented,
            sources: Vec::new(),
        });
    }

    /// Whether another from the same words says neither more nor less.
    pub(super) fn says_same(&self, other: &Self) -> bool {
        (self.grade, &self.claim, &self.misspelt, &self.text)
            == (other.grade, &other.claim, &other.misspelt, &other.text)
    }

    /// Whether its words are about something else than the goods, as the header of their column says.
    pub(super) fn is_apart(&self) -> bool {
        matches!(self.of, Of::Circumstances | Of::Others | Of::OtherGoods)
    }

    /// Whether it rests on more than memory and lists of users.
    pub(super) fn is_sound(&self) -> bool {
        self.proof.confidence >= Confidence::Reported
            && matches!(self.of, Of::Goods | Of::NamedGoods)
    }

    /// Whether two matches are different kinds of mark from different words, or speak of two numbers, or of two parts of one.
    pub(super) fn is_independent_of(&self, other: &Self) -> bool {
        (family(self.mark) != family(other.mark) && !self.overlaps(other))
            || self.is_other_part_than(other)
            || self.is_other_number_than(other)
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.cell == other.cell
            && self.span.start < other.span.end
            && other.span.start < self.span.end
    }

    /// Whether two families speak of two parts of one number: of the prefix that goods are ordered under, and of what stands
    /// behind it.
    pub(super) fn is_other_part_than(&self, other: &Self) -> bool {
        self.span.start != other.span.start
            && self.label == other.label
            && self.overlaps(other)
            && self.is_rare_number()
            && other.is_rare_number()
    }

    /// Whether two families speak of two numbers in two cells. One number that stands in both, once in full, is no second sign.
    fn is_other_number_than(&self, other: &Self) -> bool {
        let (a, b) = (signs(&self.text), signs(&other.text));
        self.cell != other.cell
            && self.family != other.family
            && self.label == other.label
            && !a.starts_with(&b)
            && !b.starts_with(&a)
            && self.is_rare_number()
            && other.is_rare_number()
    }

    /// Whether it is a number that few makers use: what many use is no second sign, and what nobody else uses needs none.
    fn is_rare_number(&self) -> bool {
        let medium = Collision::Medium;
        !self.support && matches!(self.claim, Claim::Model { collision, .. } if collision == medium)
    }

    /// Whether two matches are of the same words, so that the better one stands for both. Of one number several families may
    /// speak: with and without the prefix that it is ordered under.
    pub(super) fn is_same_words(&self, other: &Self) -> bool {
        let alike = (self.grade == Grade::Component) == (other.grade == Grade::Component);
        let number = || self.mark == MarkKind::Model && self.overlaps(other);
        alike
            && self.mark == other.mark
            && self.cell == other.cell
            && (self.span == other.span || number())
            && !self.is_other_part_than(other)
    }

    pub(super) fn into_evidence(self) -> Evidence {
        Evidence {
            mark: self.mark,
            column: self.column,
            origin: self.origin,
            text: self.text,
            claim: self.claim,
            misspelt: self.misspelt,
            grade: self.grade,
            confidence: self.proof.confidence,
            sources: self.proof.sources.to_vec(),
        }
    }
}

/// The letters and digits of a number.
fn signs(text: &str) -> String {
    let signs = text.chars().filter(|sign| sign.is_alphanumeric());
    signs.flat_map(char::to_lowercase).collect()
}

/// Marks that say the same thing in two ways count as one kind.
fn family(mark: MarkKind) -> MarkKind {
    match mark {
        MarkKind::Brand | MarkKind::OnvifManufacturer => MarkKind::Name,
        MarkKind::FaviconMmh3 => MarkKind::FaviconMd5,
        other => other,
    }
}
