//! The letter to a supplier: what is open about its goods, in fair words. It says of nobody that something forbidden was sold.

use std::collections::BTreeSet;

use super::{
    document::{LetterDocument, TextSpan, blank, text},
    gathered::{AskedGoods, Gathered, GoodsLines, Supplier},
    parts::{asset_list, days, file_name, footer, sender},
    questions::{LetterQuestion, question},
};
use crate::{
    Field,
    audit::Basis,
    report::words::{count, joined, list},
};

/// The letters with the names of their files, one to each supplier of whose goods something is open.
pub(super) fn documents(basis: &Basis, gathered: &Gathered) -> Vec<(String, LetterDocument)> {
    let mut taken = BTreeSet::new();
    let mut name = |supplier: &Supplier| match &supplier.name {
        Some(name) => file_name(&format!("supplier-{name}"), &mut taken),
        None => file_name("supplier-not-named", &mut taken),
    };
    let suppliers = gathered.suppliers.values();
    suppliers.map(|supplier| (name(supplier), document(basis, supplier))).collect()
}

fn document(basis: &Basis, supplier: &Supplier) -> LetterDocument {
    let asked = asked(supplier);
    let mut letter =
        LetterDocument::titled("Questions about goods that you supplied", footer(basis));
    let to = supplier.name.as_deref().map_or_else(|| blank("supplier"), text);
    letter.facts(vec![
        ("From".into(), blank("your organisation, address and contact")),
        ("To".into(), to),
        ("Date".into(), blank("date of sending")),
    ]);
    letter.text("To whom it may concern,");
    letter.text(opening(supplier));
    letter.text(
        "We do not say that any of these goods is forbidden, or that you sold anything that you should not have sold: many companies sell \
         goods that others build, and that is ordinary trade. We ask because a label alone does not tell who built an item.",
    );
    letter.heading("What we ask");
    for (named, _, LetterQuestion { asks, says, proofs, .. }) in &asked {
        letter.spans(vec![
            TextSpan::Strong(format!("{named}. {asks}")),
            TextSpan::Text(format!(" {says}")),
        ]);
        let any_of = if proofs.len() > 1 {
            "Please send one of these as proof:"
        } else {
            "Please send as proof:"
        };
        letter.text(any_of);
        letter.bullets(proofs.iter().map(ToString::to_string));
    }
    letter.heading("The goods");
    goods(&mut letter, supplier, &asked);
    letter.heading("Your answer");
    letter.spans(vec![
        TextSpan::Text("Please answer by ".into()),
        TextSpan::Blank("day".into()),
        TextSpan::Text(" to ".into()),
        TextSpan::Blank("name, e-mail and postal address".into()),
        TextSpan::Text(", with the number of the line in the list. If you do not know an answer, please say so, and who supplied the goods to you.".into()),
    ]);
    letter.text(format!(
        "The questions come from the law that we check our own goods against: {}.",
        list(&supplier.regimes.iter().cloned().collect::<Vec<_>>())
    ));
    letter.text("With kind regards,");
    letter.spans(sender());
    letter
}

/// What is asked of some of the goods, each question with its letter.
fn asked(supplier: &Supplier) -> Vec<(char, Field, &'static LetterQuestion)> {
    let facts: BTreeSet<Field> =
        supplier.goods.keys().flat_map(|goods| &goods.facts).copied().collect();
    let asked = facts.into_iter().filter_map(|fact| Some((fact, question(fact)?)));
    ('A'..='Z').zip(asked).map(|(letter, (fact, question))| (letter, fact, question)).collect()
}

fn opening(supplier: &Supplier) -> String {
    let goods = count(supplier.goods.values().map(|lines| lines.items).sum(), "item");
    let named = match supplier.name {
        Some(_) => format!(
            "Our records name you as the supplier of the goods listed below ({goods}). They do"
        ),
        None => format!(
            "We believe that you supplied the goods listed below ({goods}). Our records do not name their supplier, and do"
        ),
    };
    format!(
        "We are checking the equipment in our inventory against the law that binds us. {named} not say all that is needed to settle whether \
         that law concerns the goods. Please help us to complete our records."
    )
}

fn goods(
    letter: &mut LetterDocument,
    supplier: &Supplier,
    asked: &[(char, Field, &LetterQuestion)],
) {
    let line = |(at, (goods, lines)): (usize, (&AskedGoods, &GoodsLines))| {
        vec![
            text((at + 1).to_string()),
            asset_list(lines),
            text(goods.called.clone()),
            text(goods.site.clone().unwrap_or_default()),
            text(lines.bought.map(days).unwrap_or_default()),
            text(letters_of(goods, asked)),
        ]
    };
    let rows = supplier.goods.iter().enumerate().map(line).collect();
    let header = ["Line", "Our asset number", "Goods", "Place", "Bought", "Questions"];
    letter.table(header.map(str::to_owned).into(), vec![7, 18, 24, 19, 14, 18], rows);
}

/// The letters of the questions about goods, with the makers that are asked after.
fn letters_of(goods: &AskedGoods, asked: &[(char, Field, &LetterQuestion)]) -> String {
    let of_goods = asked.iter().filter(|(_, fact, _)| goods.facts.contains(fact));
    let shown = of_goods.map(|(letter, fact, _)| {
        if *fact != Field::Manufacturer || goods.makers.is_empty() {
            return letter.to_string();
        }
        let makers: Vec<_> = goods.makers.iter().cloned().collect();
        format!("{letter} (built by {}?)", joined(&makers, "or"))
    });
    shown.collect::<Vec<_>>().join(", ")
}
