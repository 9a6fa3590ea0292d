//! What evidence says, in words that are specific and fair: what was seen, whose it is, and no more.

use super::{
    catalogue::{Brand, Vendor},
    fact::{BrandRelation, Collision, Coverage},
};
use crate::{MarkKind, attribution::Company, date::Period};

/// A maker's own name.
pub(super) fn own_name(vendor: &Vendor, name: &str) -> String {
    if name == vendor.maker.name {
        format!("{name} is the maker itself")
    } else {
        format!("{name} is a name of {}", vendor.maker.name)
    }
}

/// The name of a company of the group.
pub(super) fn company_name(vendor: &Vendor, company: &Company, period: Period) -> String {
    let short = &vendor.maker.short;
    let name = &company.name;
    if period.is_dated() {
        format!("{name} is a company of the group of {short} ({})", period.says())
    } else {
        format!("{name} is a company of the group of {short}")
    }
}

/// A label.
pub(super) fn brand(vendor: &Vendor, brand: &Brand) -> String {
    let (label, short) = (&brand.label, &vendor.maker.short);
    let mut says = match (brand.relation, brand.coverage) {
        (BrandRelation::Own, _) => format!("{label} is a brand of {short}"),
        (BrandRelation::SubsidiaryBrand, _) => match &brand.company {
            Some(company) => {
                format!("{label} is a brand of {}, a company of the group of {short}", company.name)
            }
            None => format!("{label} is a brand of the group of {short}"),
        },
        (BrandRelation::WhiteLabel, Coverage::Past) => {
            format!("{label} is a label for which {short} built models in the past")
        }
        (BrandRelation::WhiteLabel, coverage) => {
            let share = match coverage {
                Coverage::All => "all",
                Coverage::Most => "most",
                Coverage::Some | Coverage::Past => "some",
            };
            format!("{label} is a label for which {short} builds {share} models")
        }
        (BrandRelation::Reseller, _) => {
            format!(
                "{label} sells equipment of {short}: ask it for the model number or the MAC address"
            )
        }
        (BrandRelation::Component, _) => format!("{label} uses parts made by {short}"),
    };
    if let Some(lines) = &brand.lines {
        says = format!("{says}, {lines}");
    }
    if brand.period.is_dated() {
        says = format!("{says} ({})", brand.period.says());
    }
    says
}

/// A model family; `seen` is the part of the cell that matched.
pub(super) fn model(
    vendor: &Vendor,
    label: Option<&str>,
    seen: &str,
    collision: Collision,
) -> String {
    let short = &vendor.maker.short;
    let family = match label {
        Some(label) => format!("the {label} numbering of goods made by {short}"),
        None => format!("a model family of {short}"),
    };
    let risk = match collision {
        Collision::Low => "",
        Collision::Medium => ", though a few others use such numbers",
        Collision::High => ", though others use such numbers too",
    };
    format!("{seen} follows {family}{risk}")
}

/// A registered number; `number` is how the registry writes it.
pub(super) fn registered(kind: MarkKind, number: &str, owner: &str) -> String {
    match kind {
        MarkKind::Oui => format!("MAC block {number} is registered to {owner}"),
        MarkKind::FccGrantee => format!("FCC grantee code {number} belongs to {owner}"),
        MarkKind::CpeVendor => format!("CPE vendor {number} stands for {owner}"),
        MarkKind::IanaEnterprise => {
            format!("SNMP enterprise number {number} is registered to {owner}")
        }
        kind => format!("{} {number} belongs to {owner}", kind.says()),
    }
}

/// Any other mark.
pub(super) fn other(kind: MarkKind, owner: &str, label: Option<&str>) -> String {
    match label {
        Some(label) => format!("{} as on {label} goods made by {owner}", kind.says()),
        None => format!("{} of {owner} equipment", kind.says()),
    }
}

/// The label owner's own mark: it proves the label and no more.
pub(super) fn label_mark(says: &str) -> String {
    format!("{says}, the owner of the label: it proves the label, not the maker")
}

/// Words that mention a thing without saying that it is there.
pub(super) fn mention(phrase: &str) -> String {
    format!(
        "the words \"{phrase}\" speak of it without saying that it is there, so it is possible at most"
    )
}

/// Words that doubt what they say.
pub(super) fn doubt(phrase: &str) -> String {
    format!("\"{phrase}\" says that whoever wrote it was not sure, so it is possible at most")
}

/// A date of purchase outside a period, or an unknown one.
pub(super) fn outside(what: &str, period: Period, bought: Option<crate::Date>) -> String {
    match bought {
        Some(bought) => {
            format!("{what} holds {}, and this was bought {bought}", period.says())
        }
        None => format!("{what} holds {}, and nothing says when this was bought", period.says()),
    }
}

/// An innocent company in the maker's cell.
pub(super) fn neighbour(name: &str, vendor: &Vendor) -> String {
    format!("{name} is another company than {}", vendor.maker.short)
}
