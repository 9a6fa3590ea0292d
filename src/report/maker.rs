//! Who made it and how we know, in words: the one place where marks, and what speaks against a maker, become sentences.
//!
//! Fair words: an asset "appears to be made by" somebody; nobody is accused of anything, a reseller least of all.

use super::{
    cell,
    words::{CELL, SENTENCE, sentence},
};
use crate::{
    Attribution, Grade, MarkKind,
    attribution::{
        BrandRelation, Claim, Collision, Counter, Coverage, DatedFact, Evidence, LabelFact, Maker,
        Misspelling, Objection, Registration, Slip,
    },
    date::Period,
    fold::fold,
};

/// Who made it, how we know and how sure that is, in one sentence without a full stop.
pub(super) fn made_by(attribution: &Attribution) -> String {
    format!("{} [{}]", made(attribution), attribution.grade)
}

/// The same without the grade.
pub(super) fn made(attribution: &Attribution) -> String {
    let maker = &attribution.maker;
    let company = attribution.company.as_ref().filter(|company| company.name != maker.short);
    let who = company.map_or_else(
        || cell(&maker.short, CELL),
        |company| format!("{} through {}", cell(&maker.short, CELL), cell(&company.name, CELL)),
    );
    let aside = attribution.against.iter().any(|one| one.objection == Objection::OtherThing);
    let label = attribution.label.as_deref().map(|label| cell(label, CELL)).filter(|_| !aside);
    let claim = match (attribution.grade, &label) {
        (Grade::Component, _) => {
            format!("appears to hold a part made by {who}, inside another's product")
        }
        (Grade::Possible, Some(_)) if attribution.is_hosted => {
            format!("possibly has software of {who} on it")
        }
        (_, Some(_)) if attribution.is_hosted => format!("appears to have software of {who} on it"),
        (Grade::Possible, None) if aside => {
            format!("another thing in its row is possibly made by {who}")
        }
        (_, None) if aside => format!("another thing in its row appears to be made by {who}"),
        (Grade::Possible, None) => format!("possibly made by {who}"),
        (Grade::Possible, Some(_)) => format!("possibly built by {who}"),
        (Grade::Likely, Some(_)) => format!("appears to be built by {who}"),
        (Grade::Confirmed, Some(_)) => format!("built by {who}"),
        (_, None) => format!("appears to be made by {who}"),
    };
    let claim = label.map_or(claim.clone(), |label| format!("labelled {label}, {claim}"));
    let (proof, but) = (proof(attribution), other_goods(attribution));
    sentence(&format!("{claim}{proof}{but}"))
}

/// That the row says of the goods that they are what the maker does not make: who reads no more than this must know.
fn other_goods(attribution: &Attribution) -> String {
    let stated = attribution.against.iter().find_map(|one| match &one.objection {
        Objection::OtherGoods { stated, .. } => Some(stated),
        _ => None,
    });
    stated.map_or(String::new(), |stated| format!(", though the row says {stated}"))
}

/// The marks that an attribution rests on, in brackets; a label that only repeats itself is left out.
fn proof(attribution: &Attribution) -> String {
    let repeats = |evidence: &&Evidence| {
        evidence.mark == MarkKind::Brand
            && attribution.label.as_deref().is_some_and(|label| label == evidence.text)
    };
    let kinds = kinds_of(attribution).into_iter().filter(|evidence| !repeats(evidence)).take(3);
    let shown = |evidence: &Evidence| match evidence.mark {
        // The sentence has just given the name.
        MarkKind::Name
            if evidence.text == attribution.maker.short && attribution.label.is_none() =>
        {
            "name".to_owned()
        }
        mark => {
            let slip = evidence.misspelt.as_ref().map(misspelling);
            let slip = slip.map_or(String::new(), |slip| format!(", {}", cell(&slip, CELL)));
            format!("{} {}{slip}", mark_word(mark), mark_text(evidence))
        }
    };
    let marks: Vec<_> = kinds.map(shown).collect();
    if marks.is_empty() {
        " (known for this label)".into()
    } else {
        format!(" ({})", marks.join(", "))
    }
}

/// The strongest mark of each kind. A brand that is only the name once more, read from the same words, is left out.
pub(super) fn kinds_of(attribution: &Attribution) -> Vec<&Evidence> {
    let mut kinds: Vec<&Evidence> = Vec::new();
    for evidence in &attribution.evidence {
        let repeats = |known: &&Evidence| {
            known.mark == evidence.mark
                || evidence.mark == MarkKind::Brand
                    && known.text == evidence.text
                    && known.column == evidence.column
        };
        if !kinds.iter().any(repeats) {
            kinds.push(evidence);
        }
    }
    kinds
}

/// What to call a mark where there is little room.
fn mark_word(mark: MarkKind) -> &'static str {
    match mark {
        MarkKind::Model => "model",
        MarkKind::Oui => "MAC",
        MarkKind::Serial => "serial",
        mark => mark.says(),
    }
}

/// What a mark tells of its maker, in one sentence without a full stop.
pub fn claim(maker: &Maker, evidence: &Evidence) -> String {
    claim_of(maker, &maker.name, evidence)
}

/// The same with `full` in place of the maker's full name.
fn claim_of(maker: &Maker, full: &str, evidence: &Evidence) -> String {
    let short = &maker.short;
    let says = match &evidence.claim {
        Claim::Name(name) if *name == maker.name => format!("{name} is the maker itself"),
        Claim::Name(name) => format!("{name} is a name of {full}"),
        Claim::Company { company, period } => {
            format!("{} is a company of the group of {short}{}", company.name, dated(*period))
        }
        Claim::Label(fact) => label(short, fact),
        Claim::Model { label, collision } => {
            let family = match label {
                Some(label) => format!("the {label} numbering of goods made by {short}"),
                None => format!("a model family of {short}"),
            };
            let risk = match collision {
                Collision::Low => "",
                Collision::Medium => ", though a few others use such numbers",
                Collision::High => ", though others use such numbers too",
            };
            format!("{} follows {family}{risk}", evidence.text)
        }
        Claim::Registered(number) if number.owner == maker.name => registered(number, full),
        Claim::Registered(number) => registered(number, &number.owner),
        Claim::LabelRegistered(number, fact) => {
            format!("{}; {}", registered(number, &number.owner), label(short, fact))
        }
        Claim::Found { label: Some(label) } => {
            format!("{} as on {label} goods made by {short}", evidence.mark.says())
        }
        Claim::Found { label: None } => format!("{} of {short} equipment", evidence.mark.says()),
    };
    match &evidence.misspelt {
        Some(slip) => format!("{} is {}; {says}", evidence.text, misspelling(slip)),
        None => says,
    }
}

/// How words misspell a name.
fn misspelling(slip: &Misspelling) -> String {
    let of = &slip.of;
    match slip.slip {
        Slip::Known => format!("a known misspelling of {of}"),
        Slip::Letters(1) => format!("one letter from {of}"),
        Slip::Letters(letters) => format!("{letters} letters from {of}"),
        Slip::Sound => format!("another spelling of what {of} sounds like"),
        Slip::Close => format!("close to {of}"),
        Slip::CutOff => format!("the beginning of {of}"),
    }
}

fn label(short: &str, fact: &LabelFact) -> String {
    let label = &fact.label;
    let says = match (fact.relation, fact.coverage) {
        (BrandRelation::Own, _) => format!("{label} is a brand of {short}"),
        (BrandRelation::SubsidiaryBrand, _) => match &fact.company {
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
    let lines = fact.lines.as_ref().map_or(String::new(), |lines| format!(", {lines}"));
    format!("{says}{lines}{}", dated(fact.period))
}

fn registered(Registration { mark, number, .. }: &Registration, owner: &str) -> String {
    match mark {
        MarkKind::Oui => format!("MAC block {number} is registered to {owner}"),
        MarkKind::FccGrantee => format!("FCC grantee code {number} belongs to {owner}"),
        MarkKind::CpeVendor => format!("CPE vendor {number} stands for {owner}"),
        MarkKind::IanaEnterprise => {
            format!("SNMP enterprise number {number} is registered to {owner}")
        }
        mark => format!("{} {number} belongs to {owner}", mark.says()),
    }
}

/// What speaks against a maker, in one sentence without a full stop.
pub fn objection(maker: &Maker, objection: &Objection) -> String {
    let short = &maker.short;
    match objection {
        Objection::Mention(phrase) => format!(
            "the words \"{phrase}\" speak of it without saying that it is there, so it is possible at most"
        ),
        Objection::Doubt(phrase) => {
            format!(
                "\"{phrase}\" says that whoever wrote it was not sure, so it is possible at most"
            )
        }
        Objection::Denial(phrase) => format!(
            "\"{phrase}\" before it denies something, perhaps this, so it is possible at most"
        ),
        Objection::Outside { fact, period, bought } => {
            let fact = match fact {
                DatedFact::Membership(company) => {
                    format!("that {} belongs to the group of {short}", company.name)
                }
                DatedFact::Label(label) => format!("what is known of {label} and {short}"),
            };
            let bought = match bought {
                Some(day) => format!("this was bought {day}"),
                None => "nothing says when this was bought".to_owned(),
            };
            format!("{fact} holds {}, and {bought}", time(*period))
        }
        Objection::Declared { says, models: Some(count) } => {
            format!("{says} ({count} models, not named)")
        }
        Objection::Declared { says, models: None } => says.clone(),
        Objection::LabelOwner(number) => format!(
            "{}, the owner of the label: it proves the label, not the maker",
            registered(number, &number.owner)
        ),
        Objection::OtherThing => {
            "it is another thing than the one that the row is about".to_owned()
        }
        Objection::OtherCompany(name) => format!("{name} is another company than {short}"),
        Objection::OtherMaker(name) => format!(
            "the row says {name}, which is another maker than {short}: look which of the two is right"
        ),
        Objection::OtherGoods { stated, known } => format!(
            "the row says {stated}, which {short} does not make, while the number is one of {known}: look which of the two is right"
        ),
    }
}

/// When a fact holds: "from 2018-02 until 2022-11".
pub(crate) fn time(period: Period) -> String {
    match (period.from, period.until) {
        (Some(from), Some(until)) => format!("from {from} until {until}"),
        (Some(from), None) => format!("since {from}"),
        (None, Some(until)) => format!("until {until}"),
        (None, None) => "at any time".to_owned(),
    }
}

/// The same in brackets; nothing, if the fact holds at any time.
fn dated(period: Period) -> String {
    if period.is_dated() { format!(" ({})", time(period)) } else { String::new() }
}

/// A mark in few words: the column, its text, and what it tells.
pub(super) fn seen(by: &Attribution, evidence: &Evidence) -> String {
    let maker = &by.maker;
    let (column, text) = (cell(&evidence.column, CELL / 2), cell(&evidence.text, CELL));
    // The headline gives the name; a legal form on every line only makes it long.
    let says = match (&evidence.claim, &evidence.misspelt) {
        (Claim::Name(name), Some(slip)) if *name != maker.name => {
            format!("{text} is {}", cell(&misspelling(slip), CELL))
        }
        (Claim::Name(name), None) if *name != maker.name => {
            format!("{text} is the maker's own name")
        }
        _ => cell(&claim_of(maker, &maker.short, evidence), SENTENCE),
    };
    if evidence.mark == MarkKind::Oui || fold(&says).contains(&fold(&text)) {
        format!("{column}: {says}")
    } else {
        format!("{column}: {text}, {says}")
    }
}

/// What speaks against a maker, in few words.
pub(super) fn counter(by: &Attribution, counter: &Counter) -> String {
    let column = counter.column.as_deref();
    let column = column.map_or(String::new(), |column| format!("{}: ", cell(column, CELL / 2)));
    let says = cell(&objection(&by.maker, &counter.objection), SENTENCE);
    let text = cell(&counter.text, CELL);
    // Of an address its block is named already, and the rest of it says nothing.
    let block = |number: &Registration| number.mark == MarkKind::Oui;
    let is_block = matches!(&counter.objection, Objection::LabelOwner(number) if block(number));
    let text = if text.is_empty() || is_block || says.contains(&text) {
        String::new()
    } else {
        format!("{text}: ")
    };
    sentence(&format!("{column}{text}{says}"))
}

/// The words of a mark; of a MAC address only the block that is registered, for the rest says nothing of the maker.
pub(super) fn mark_text(evidence: &Evidence) -> String {
    let text = cell(&evidence.text, CELL);
    if evidence.mark != MarkKind::Oui {
        return text;
    }
    let mut digits = 0;
    let end = text.char_indices().find(|(_, c)| {
        digits += usize::from(c.is_ascii_hexdigit());
        digits > 6
    });
    end.map_or(text.clone(), |(at, _)| {
        format!("{}…", text[..at].trim_end_matches([':', '-', '.', ' ']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn makers_are_named_in_fair_words() {
        let mut by = fixture::white_label().attributions.remove(0);
        let mut said = |grade, label: Option<&str>| {
            (by.grade, by.label) = (grade, label.map(str::to_owned));
            made_by(&by).split(" (").next().unwrap_or_default().to_owned()
        };
        assert_eq!(said(Grade::Confirmed, Some("NW")), "Labelled NW, built by Hikvision");
        assert_eq!(
            said(Grade::Likely, Some("NW")),
            "Labelled NW, appears to be built by Hikvision"
        );
        assert_eq!(said(Grade::Possible, Some("NW")), "Labelled NW, possibly built by Hikvision");
        assert_eq!(said(Grade::Confirmed, None), "Appears to be made by Hikvision");
        assert_eq!(said(Grade::Possible, None), "Possibly made by Hikvision");
        let part = "Appears to hold a part made by Hikvision, inside another's product";
        assert_eq!(said(Grade::Component, None), part);
    }

    /// A number of as many characters as an address has is none.
    #[test]
    fn an_objection_names_what_it_was_seen_in_unless_that_is_a_block() {
        let by = fixture::white_label().attributions.remove(0);
        let says = "its owner declares the series its own";
        let declared = Objection::Declared { says: says.into(), models: None };
        let (number, owner) = ("70:EF:8D".into(), "Northwind".into());
        let block = Registration { mark: MarkKind::Oui, number, owner };
        for (text, objection, shown) in [
            ("NW-2CD2143G2-I-28", declared, format!("Notes: NW-2CD2143G2-I-28: {says}")),
            (
                "70:EF:8D:01:02:03",
                Objection::LabelOwner(block),
                "Notes: MAC block 70:EF:8D is registered to Northwind, the owner of the label: \
                 it proves the label, not the maker"
                    .to_owned(),
            ),
        ] {
            let known = by.against[0].clone();
            let seen = Counter { text: text.into(), objection, ..known };
            assert_eq!(counter(&by, &seen), shown);
        }
    }

    #[test]
    fn of_a_mac_address_only_the_block_is_shown() {
        let mut evidence = fixture::white_label().attributions[0].evidence[0].clone();
        for (text, shown) in [
            ("44:19:B6:01:02:03", "44:19:B6…"),
            ("44-19-b6-01-02-03", "44-19-b6…"),
            ("4419.b601.0203", "4419.b6…"),
            ("4419B6", "4419B6"),
        ] {
            evidence.text = text.into();
            assert_eq!(mark_text(&evidence), shown);
        }
    }
}
