//! Grading one fact for one row: the rules of the design's section 4, and nothing of where the mark was found.

use std::cell::OnceCell;

use super::{
    catalogue::{Brand, Vendor},
    fact::{MatchClass, VendorRole},
};
use crate::{
    Date, EquipmentTree, Field, Grade, KindId, MarkKind, Truth,
    attribution::{BrandRelation, Collision, Company, Coverage, Relation},
    date::Period,
    knowledge::Confidence,
};

/// What a table can tell of the kind of goods, and what it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// It has no column that could: it is a list of names, of makers or of suppliers.
    Never,
    /// The category is not filled in.
    Blank,
    /// The category is filled in, whether or not it names a kind.
    Category,
}

/// What the row tells that facts are judged by.
#[derive(Clone, Debug)]
pub(super) struct Row<'a> {
    pub(super) tree: &'a EquipmentTree,
    /// The kinds of equipment that it states.
    pub(super) kinds: Vec<KindId>,
    /// The kinds that its context suggests.
    pub(super) suggested: Vec<KindId>,
    /// An unknown kind is supposed to be the wanted one: to find out what it would make of the marks.
    pub(super) supposed: bool,
    /// Its words say what the thing is, though of no kind that is known; no model number stands among them, and no address in a
    /// network beside them.
    pub(super) strange: bool,
    /// What its table can tell of the kind of goods.
    pub(super) told: Told,
    /// The cells that say what the thing is, with their facts.
    pub(super) described: Vec<(Field, &'a str)>,
    /// What their words may mean in other columns: "desk" may be where a thing stands.
    pub(super) hints: OnceCell<Vec<KindId>>,
    /// The kinds that short cells beside name, where nothing else of the row does: what it is there for, what it is called.
    pub(super) in_short_cells: Vec<KindId>,
    /// The address in a network that is given, the registered one first.
    pub(super) address: Option<Field>,
    /// When the asset was bought.
    pub(super) acquired: Option<Date>,
    /// Its model and part numbers.
    pub(super) models: Vec<&'a str>,
}

impl Row<'_> {
    /// Whether the row is of one of these kinds; unknown where either side says nothing.
    pub(super) fn is_kind(&self, wanted: &[KindId]) -> Truth {
        match self.is_known_kind(wanted) {
            Truth::Unknown
                if self.supposed && !wanted.is_empty() && !self.is_other_kind(wanted) =>
            {
                Truth::True
            }
            known => known,
        }
    }

    /// The same without what is only supposed, for marks that many things bear: that a number is of a camera proves no maker.
    pub(super) fn is_known_kind(&self, wanted: &[KindId]) -> Truth {
        if wanted.is_empty() {
            return Truth::Unknown;
        }
        self.tree.fits(&self.kinds, &self.suggested, wanted)
    }

    /// Whether the row itself says that the goods are of one of these kinds.
    pub(super) fn is_stated(&self, wanted: &[KindId]) -> bool {
        self.tree.reaches(&self.kinds, wanted) == Truth::True
    }

    /// Whether short cells beside name goods of these kinds, and of no others.
    pub(super) fn is_named_in_short_cells(&self, wanted: &[KindId]) -> bool {
        let reaches = |kind| self.tree.reaches([kind], wanted) == Truth::True;
        !wanted.is_empty()
            && !self.in_short_cells.is_empty()
            && self.in_short_cells.iter().all(reaches)
    }

    /// Whether it is called by words for some other thing, and nothing speaks for one of these kinds: a pen, an award.
    pub(super) fn is_strange(&self, wanted: &[KindId]) -> bool {
        self.strange && self.is_known_kind(wanted) == Truth::Unknown
    }

    /// Whether all that is known or hinted speaks of other kinds than these.
    pub(super) fn is_other_kind(&self, wanted: &[KindId]) -> bool {
        let hints = |&(field, text): &(Field, &str)| match field {
            Field::Description => self.tree.hinted_by(text),
            _ => self.tree.named_in(text),
        };
        let hints = || self.described.iter().flat_map(hints).collect();
        !wanted.is_empty()
            && self.tree.reaches(self.hints.get_or_init(hints), wanted) == Truth::False
    }

    /// Whether a model number begins with one of these; `None` where the row has no model.
    pub(super) fn is_series(&self, series: &[String]) -> Option<bool> {
        let hit = |model: &&str| is_in_series(model, series);
        (!self.models.is_empty()).then(|| self.models.iter().any(hit))
    }
}

/// Whether the model, or a word of its cell, begins with one of these.
fn is_in_series(model: &str, series: &[String]) -> bool {
    let spaces = model.match_indices([' ', ',', '/', '(']).map(|(at, gap)| at + gap.len());
    let starts = std::iter::once(0).chain(spaces).take(8);
    starts.filter_map(|at| model.get(at..)).any(|part| {
        series.iter().any(|series| {
            let head = part.get(..series.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(series))
        })
    })
}

/// How far a fact of this confidence carries.
pub(super) fn capped(grade: Grade, confidence: Confidence) -> Grade {
    match (grade, confidence) {
        (Grade::Component, _) => Grade::Component,
        (grade, Confidence::Official | Confidence::Documented) => grade,
        (grade, Confidence::Reported) => grade.lowered(),
        (grade, Confidence::Crowd | Confidence::Unverified) => grade.min(Grade::Possible),
    }
}

/// The grade under a ceiling; a component stays one.
pub(super) fn at_most(grade: Grade, ceiling: Grade) -> Grade {
    if grade == Grade::Component { grade } else { grade.min(ceiling) }
}

/// A component maker's marks prove a component, unless the row is one: a module that is bought as such.
pub(super) fn by_role(grade: Grade, vendor: &Vendor, row: &Row<'_>) -> Grade {
    match vendor.role {
        VendorRole::ComponentMaker if !row.is_stated(&vendor.makes) => Grade::Component,
        VendorRole::Maker | VendorRole::ComponentMaker => grade,
    }
}

/// How far a name reaches beyond the kinds of equipment that it is known for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// It fills a maker's cell, and is how everybody calls the maker: whatever the thing is, this is who made it.
    Main,
    /// It fills a maker's cell, and is another name of the maker: others may be called so.
    Own,
    /// It is how everybody calls the maker, as it writes it, among other words.
    Part,
    /// It stands among other words, or is not the maker's own.
    Kind,
}

/// What the class of a name makes of a grade; `None` where the name may not count at all. `fits` says whether the equipment is
/// of the kinds that the name is known for.
pub(super) fn by_class(
    grade: Grade,
    class: MatchClass,
    fits: Truth,
    reach: Reach,
) -> Option<Grade> {
    match (class, fits, reach) {
        (MatchClass::Short, Truth::False, Reach::Own | Reach::Part) => {
            Some(at_most(grade, Grade::Possible))
        }
        (MatchClass::Short, Truth::False, Reach::Kind)
        | (MatchClass::Ordinary, Truth::False, _) => None,
        (MatchClass::Distinctive | MatchClass::Short, ..)
        | (MatchClass::Ordinary, Truth::True, _) => Some(grade),
        (MatchClass::Ordinary, Truth::Unknown, _) => Some(grade.lowered()),
    }
}

/// A grade with what the date of purchase says of the fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dated {
    pub(super) grade: Grade,
    /// The grade had it been bought in time.
    pub(super) undated: Grade,
    /// Whether the fact held on the day; true of undated facts.
    pub(super) held: Truth,
    pub(super) period: Period,
    /// The fact names this very series.
    pub(super) named: bool,
    /// It names other series than this one, of a label most of whose models the maker builds.
    pub(super) open: bool,
}

/// The grade of a fact about a label, before its confidence; `None` where it does not speak of this row.
pub(super) fn of_brand(brand: &Brand, row: &Row<'_>) -> Option<Dated> {
    let other_kind = !brand.equipment.is_empty() && row.is_kind(&brand.equipment) == Truth::False;
    if other_kind || row.is_known_kind(&brand.except) == Truth::True {
        return None;
    }
    let series = (!brand.series.is_empty()).then(|| row.is_series(&brand.series)).flatten();
    let partial = brand.coverage <= Coverage::Some;
    // A few models that users typed in say nothing of others, nor does a part in one line, nor a document that names the
    // series; who reports on a label's series leaves the others a question.
    let few = brand.proof.confidence != Confidence::Reported;
    if series == Some(false) && partial && (few || brand.relation == BrandRelation::Component) {
        return None;
    }
    let in_series = series == Some(true);
    // Where most of what a label sells is built by the maker, and it is known which series are, another model is a question, and
    // one that is not told no less.
    let open = brand.coverage == Coverage::Most && !brand.series.is_empty();
    let period = period_of(brand);
    let held = period.held_on(row.acquired);
    let within_past = brand.coverage == Coverage::Past && period.is_dated() && held == Truth::True;
    let most = in_series || (!open && (!partial || within_past));
    let grade = match brand.relation {
        BrandRelation::Own | BrandRelation::SubsidiaryBrand if !partial && most => Grade::Confirmed,
        BrandRelation::Own | BrandRelation::SubsidiaryBrand | BrandRelation::WhiteLabel if most => {
            Grade::Likely
        }
        BrandRelation::Component => Grade::Component,
        _ => Grade::Possible,
    };
    let undated = capped(grade, brand.proof.confidence);
    let dated = if held == Truth::False { grade.lowered() } else { grade };
    let grade = capped(dated, brand.proof.confidence);
    Some(Dated { grade, undated, held, period, named: in_series, open: series == Some(false) })
}

/// A fact about a group company's brand that gives no dates holds while the company belongs to the group.
fn period_of(brand: &Brand) -> Period {
    match &brand.company {
        Some(company) if !brand.period.is_dated() => membership_period(company),
        _ => brand.period,
    }
}

fn membership_period(company: &Company) -> Period {
    match company.periods().as_slice() {
        [one] => Period { from: one.from, until: one.until },
        _ => Period::default(),
    }
}

/// The grade that a company's own name or mark gives, starting from what it would give were it the maker's.
pub(super) fn of_company(company: &Company, grade: Grade, row: &Row<'_>) -> Dated {
    let periods = company.periods().into_iter().map(|membership| {
        let period = Period { from: membership.from, until: membership.until };
        (period.held_on(row.acquired), period, membership.relation)
    });
    // The period that speaks most for the group decides.
    let rank = |held: Truth| match held {
        Truth::True => 0,
        Truth::Unknown => 1,
        Truth::False => 2,
    };
    let best = periods.min_by_key(|(held, ..)| rank(*held));
    let Some((held, period, relation)) = best else {
        return Dated {
            grade,
            undated: grade,
            held: Truth::True,
            period: Period::default(),
            named: false,
            open: false,
        };
    };
    // What belonged to the group once, and nobody can say whether it did then, is a question only.
    let former =
        relation == Relation::FormerSubsidiary && !(period.is_dated() && held == Truth::True);
    let undated = if former { at_most(grade, Grade::Possible) } else { grade };
    let grade = if held == Truth::False { undated.lowered() } else { undated };
    Dated { grade, undated, held, period, named: false, open: false }
}

/// Marks that a registry gives to one owner.
pub(super) fn is_registered(kind: MarkKind) -> bool {
    matches!(
        kind,
        MarkKind::Oui
            | MarkKind::FccGrantee
            | MarkKind::CpeVendor
            | MarkKind::UsbVendor
            | MarkKind::PciVendor
            | MarkKind::BluetoothCompany
            | MarkKind::IanaEnterprise
    )
}

/// The grade of a mark that is neither a name nor a model, before its confidence.
pub(super) fn of_mark(kind: MarkKind, collision: Collision, right_kind: Truth) -> Grade {
    match (kind, collision) {
        // A path is copied between makers, and an ONVIF name is what somebody typed.
        (MarkKind::StreamPath | MarkKind::OnvifManufacturer, _) | (_, Collision::High) => {
            Grade::Possible
        }
        (kind, _) if is_registered(kind) => Grade::Confirmed,
        (_, Collision::Low) => Grade::Likely,
        (_, Collision::Medium) if right_kind == Truth::True => Grade::Likely,
        (_, Collision::Medium) => Grade::Possible,
    }
}

/// The grade of a model family, before its confidence.
pub(super) fn of_model(collision: Collision, right_kind: Truth) -> Grade {
    match collision {
        Collision::Low => Grade::Confirmed,
        Collision::Medium if right_kind == Truth::True => Grade::Likely,
        Collision::Medium | Collision::High => Grade::Possible,
    }
}
