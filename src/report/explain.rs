//! `explain`: one asset in full. Every fact with its origin, every mark with its source, every provision test by test,
//! and how the verdict follows.

use std::{collections::HashSet, io, sync::Arc};

use super::{
    PageLook, cell,
    goods::{Spares, spared_by},
    maker,
    reaching::reaches,
    searched::SearchedCell,
    terminal::{Page, Tone, padded},
    verdict_reason, wording,
    words::{self, CELL, SENTENCE},
};
use crate::{
    Attribution, Finding, Truth, Verdict,
    attribution::{Counter, Evidence},
    audit::{Audited, Basis},
    equipment::Context,
    facts::{Fact, Origin, Value},
    finding::Test,
    knowledge::{Confidence, Source},
    rules::OnUnknown,
};

/// Writes one asset in full. `searched` are the cells in which nothing was found.
pub(crate) fn explain(
    out: &mut dyn io::Write,
    look: PageLook,
    basis: &Basis,
    asset: &Audited,
    searched: &[SearchedCell],
) -> io::Result<()> {
    let page = &mut Page::new(out, look);
    let verdict = format!("{}  ", asset.verdict.word().to_uppercase());
    let called = cell(&asset.called, page.width() / 2);
    page.pieces(&[(&verdict, Tone::Of(asset.verdict)), (&called, Tone::Strong)])?;
    page.field("Where", &words::place(&asset.place), Tone::Plain)?;
    if let Some(id) = &asset.asset_id {
        page.field("Asset id", &cell(id, CELL), Tone::Plain)?;
    }
    page.field("As of", &basis.as_of.to_string(), Tone::Plain)?;
    for note in &asset.notes {
        page.field("Note", &cell(note, SENTENCE), Tone::Plain)?;
    }
    if asset.verdict == Verdict::Unchecked {
        return page.field(
            "Verdict",
            "the row could not be read, so nothing is said of it",
            Tone::Plain,
        );
    }
    conclusion(page, asset)?;
    facts(page, asset, basis.on_unknown)?;
    marks(page, asset, searched)?;
    provisions(page, asset, look.details)
}

fn facts(page: &mut Page<'_>, asset: &Audited, on_unknown: OnUnknown) -> io::Result<()> {
    page.heading("FACTS: what is known of it, and from where")?;
    let mut any = false;
    for (field, fact) in asset.facts.iter() {
        any = true;
        let value = fact.value.to_string();
        let value = if value.is_empty() { "not said".to_owned() } else { cell(&value, 200) };
        let text = format!("{value} ({})", origin(fact));
        page.hanging(&padded(&format!("  {field}"), 24), Tone::Quiet, &text, Tone::Plain)?;
    }
    if any {
        let taken = match on_unknown {
            OnUnknown::Review => "never taken for no",
            OnUnknown::Violation => "taken for yes where a law asks, as the settings want",
            OnUnknown::Ignore => "taken for no where a law asks, as the settings want",
        };
        page.text(&format!("  Everything else is unknown, and unknown is {taken}."), Tone::Quiet)
    } else {
        page.text(
            "  Nothing was asked: no maker or kind in this row is named by a law.",
            Tone::Quiet,
        )
    }
}

/// Where a fact came from: the cell's own words where the fact is not the same words.
pub(super) fn origin(fact: &Fact) -> String {
    let words = match &fact.origin {
        Origin::Cell { header, .. } if matches!(&fact.value, Value::Doubtful(text) if text.is_empty()) =>
        {
            format!("column {header}, which says nothing here")
        }
        Origin::Cell { header, .. } if matches!(fact.value, Value::Doubtful(_)) => {
            format!("column {header}, in doubt")
        }
        Origin::Cell { header, text } if *text == fact.value.to_string() => {
            format!("column {header}")
        }
        Origin::Cell { header, text } => format!("column {header}: \"{text}\""),
        Origin::OwnWords { header, text } => {
            format!("column {header}: \"{text}\", as the settings explain it")
        }
        Origin::SiteTable(site) => format!("site table, entry {site}"),
        Origin::Assumed => "assumed for the whole inventory".to_owned(),
        Origin::AssumedOver { header, text } => format!(
            "assumed for the whole inventory, as column {header} says \"{text}\", which cannot be read"
        ),
        Origin::Marks(maker) => format!("inferred: what the marks of {} stand for", maker.short),
        Origin::KnownSeat(name) => format!("known: where {} has its seat", cell(name, CELL)),
        Origin::Context(context) => format!("inferred: {}", suggests(context)),
    };
    cell(&words, SENTENCE)
}

/// What suggests a kind of equipment.
fn suggests(context: &Context) -> String {
    match context {
        Context::Name { header, text } => format!("the name {text} in column {header}"),
        Context::Range(label) => format!("{label} is known for nothing else"),
        Context::Header(header) => format!("column {header} is filled in"),
        Context::Sheet(sheet) => format!("the sheet is called {sheet}"),
        Context::Title(title) => format!("the title above the table is {title}"),
        Context::File(file) => format!("the file is called {file}"),
    }
}

fn marks(page: &mut Page<'_>, asset: &Audited, searched: &[SearchedCell]) -> io::Result<()> {
    page.heading("MAKER: the marks that were found")?;
    for attribution in &asset.attributions {
        made(page, attribution)?;
    }
    for attribution in &asset.unreached {
        made(page, attribution)?;
        let says = "No law names this maker, and none that goes by the seat of makers is known to bind the owner.";
        page.field("Law", says, Tone::Plain)?;
    }
    if asset.attributions.is_empty() && asset.unreached.is_empty() {
        let says = if asset.maker_unstated {
            "  The row states no maker, model or mark from which somebody could find out who made it."
        } else {
            "  No mark of a known maker was found."
        };
        page.text(says, Tone::Plain)?;
    }
    in_vain(page, searched)
}

/// The cells in which nothing was found.
pub(super) fn in_vain(page: &mut Page<'_>, cells: &[SearchedCell]) -> io::Result<()> {
    for SearchedCell { column, text, looked_for } in cells {
        let (column, text) = (cell(column, CELL), cell(text, CELL));
        let text = format!(
            "{column} {text}: searched for {looked_for}; nothing in it tells who made the item"
        );
        page.hanging("  . ", Tone::Quiet, &text, Tone::Quiet)?;
    }
    Ok(())
}

/// One maker with all that speaks for and against it.
fn made(page: &mut Page<'_>, attribution: &Attribution) -> io::Result<()> {
    made_by(page, attribution)?;
    evidence(page, attribution)?;
    for meets in &attribution.maker.meets {
        page.field("Meets", &cell(&meets.criterion, CELL), Tone::Plain)?;
        sources(page, meets.confidence, &meets.sources)?;
    }
    Ok(())
}

/// Who made it, and how sure that is.
pub(super) fn made_by(page: &mut Page<'_>, attribution: &Attribution) -> io::Result<()> {
    let by = &attribution.maker;
    page.hanging("  ", Tone::Plain, &maker::made_by(attribution), Tone::Strong)?;
    let (name, country) = (cell(&by.name, 120), cell(&by.country, 8));
    let seat = if country.is_empty() { country } else { format!(", seat in {country}") };
    page.field("Maker", &format!("{name}{seat}"), Tone::Plain)?;
    let grade = attribution.grade.word();
    let grade = attribution.if_of_kind.map_or_else(
        || grade.to_owned(),
        |other| {
            format!("{grade}; {other} if it is the kind of equipment that the marks are known for")
        },
    );
    page.field("Grade", &grade, Tone::Plain)
}

/// What speaks for a maker and against it.
pub(super) fn evidence(page: &mut Page<'_>, attribution: &Attribution) -> io::Result<()> {
    attribution.evidence.iter().try_for_each(|evidence| found(page, attribution, evidence))?;
    attribution.against.iter().try_for_each(|counter| against(page, attribution, counter))
}

fn found(page: &mut Page<'_>, by: &Attribution, evidence: &Evidence) -> io::Result<()> {
    let text = format!(
        "{} {} in column {}: {} Alone it gives: {}",
        evidence.mark.says(),
        cell(&evidence.text, CELL),
        cell(&evidence.column, CELL),
        words::stopped(&cell(&maker::claim(&by.maker, evidence), SENTENCE)),
        evidence.grade,
    );
    page.field("For", &text, Tone::Plain)?;
    sources(page, evidence.confidence, &evidence.sources)
}

fn against(page: &mut Page<'_>, by: &Attribution, counter: &Counter) -> io::Result<()> {
    let column = counter
        .column
        .as_deref()
        .map_or(String::new(), |column| format!(" in column {}", cell(column, CELL)));
    let effect =
        if counter.lowers { "It lowers the grade" } else { "It does not change the grade" };
    let text = cell(&counter.text, CELL);
    let says = cell(&maker::objection(&by.maker, &counter.objection), SENTENCE);
    let seen = format!("{text}{column}");
    let lead = if seen.is_empty() { seen } else { format!("{seen}: ") };
    let text = words::sentence(&format!("{lead}{} {effect}.", words::stopped(&says)));
    page.field("Against", &text, Tone::Plain)?;
    // What the row's own words say needs no source.
    if counter.sources.is_empty() {
        return Ok(());
    }
    sources(page, counter.confidence, &counter.sources)
}

fn sources(page: &mut Page<'_>, confidence: Confidence, all: &[Arc<Source>]) -> io::Result<()> {
    if all.is_empty() {
        return page.point(" ", &format!("{}: no source", confidence.word()), Tone::Quiet);
    }
    for source in all {
        shown(page, &format!("{}: ", confidence.word()), source)?;
    }
    Ok(())
}

fn shown(page: &mut Page<'_>, lead: &str, source: &Source) -> io::Result<()> {
    let title = cell(&source.title, SENTENCE);
    page.point(" ", &format!("{lead}{title}, read {}", source.read), Tone::Quiet)?;
    page.address(&cell(&source.url, SENTENCE), Tone::Quiet)
}

fn provisions(page: &mut Page<'_>, asset: &Audited, details: bool) -> io::Result<()> {
    page.heading("LAW: the provisions that were tried")?;
    if asset.findings.is_empty() {
        return page.text("  No provision names its maker or its kind.", Tone::Plain);
    }
    // What binds others is settled before the row is looked at.
    let binds_others = |finding: &&Finding| !details && Spares::of(finding) == Spares::Owner;
    let (mut others, own): (Vec<_>, Vec<_>) = asset.findings.iter().partition(binds_others);
    // One provision may name several makers of the row.
    let mut named = HashSet::new();
    others.retain(|finding| named.insert(&finding.law.id));
    for (at, finding) in own.iter().enumerate() {
        if at > 0 {
            page.blank()?;
        }
        provision(page, asset, finding)?;
    }
    if own.is_empty() {
        page.text("  None binds this owner.", Tone::Plain)?;
    }
    if others.is_empty() {
        return Ok(());
    }
    let provisions = words::count(others.len() as u64, "provision");
    page.heading(&format!("LAW FOR OTHER OWNERS: {provisions}; --details shows each in full"))?;
    others.iter().try_for_each(|finding| {
        let text = format!("{} ({})", words::provision_alone(&finding.law), finding.law.id);
        page.hanging("  ", Tone::Plain, &text, Tone::Quiet)
    })
}

fn provision(page: &mut Page<'_>, asset: &Audited, finding: &Finding) -> io::Result<()> {
    let law = &finding.law;
    page.hanging("  ", Tone::Plain, &words::provision(law), Tone::Strong)?;
    let id = format!("{}, provision {}", cell(&law.regime, CELL), cell(&law.provision, CELL));
    page.field("Id", &id, Tone::Quiet)?;
    page.field("Says", &cell(&law.summary, SENTENCE), Tone::Plain)?;
    page.field("Cited as", &words::cited(law), Tone::Plain)?;
    for source in &law.sources {
        shown(page, "", source)?;
    }
    finding.tests.iter().try_for_each(|test| answer(page, test))?;
    for exception in finding.could_apply() {
        page.field("Unless", &cell(&exception.reason, SENTENCE), Tone::Plain)?;
    }
    if let Some(accepted) = &finding.accepted {
        page.field("Waived", &words::sentence(&words::waived(accepted)), Tone::Plain)?;
    }
    let follows = verdict_reason::follows(finding, words::grade(asset, finding));
    let tone = if finding.note { Tone::Quiet } else { Tone::Of(finding.verdict) };
    page.field("So", &words::sentence(&follows), tone)?;
    if reaches(finding) {
        let to_do = words::to_do(finding, words::grade(asset, finding));
        page.field("What to do", &to_do, Tone::Plain)?;
    }
    Ok(())
}

fn answer(page: &mut Page<'_>, test: &Test) -> io::Result<()> {
    let said = match test.truth() {
        Truth::True => "yes",
        Truth::False => "no",
        Truth::Unknown => "unknown",
    };
    let why = cell(&wording::why(test), SENTENCE);
    page.field(words::asks(test.kind), &format!("{said}: {why}"), Tone::Plain)?;
    for missing in test.missing() {
        let question = cell(&wording::question(missing), SENTENCE);
        page.point("?", &format!("{question} ({})", missing.fact()), Tone::Strong)?;
    }
    Ok(())
}

/// The asset's verdict is its worst finding.
fn conclusion(page: &mut Page<'_>, asset: &Audited) -> io::Result<()> {
    page.heading("VERDICT")?;
    let decides = |finding: &&Finding| !finding.note && finding.verdict == asset.verdict;
    let deciding: Vec<_> = asset.findings.iter().filter(decides).collect();
    let text = match deciding.first() {
        Some(_) if asset.verdict == Verdict::Exempt => {
            let unsaid = if asset.maker_unstated {
                "; others ask who made such equipment, and nothing in the row says"
            } else {
                ""
            };
            format!("laws name it, and none reaches it: {}{unsaid}", spared_by(asset).shown())
        }
        Some(finding) => {
            let why = verdict_reason::follows(finding, words::grade(asset, finding));
            let more = deciding.len() - 1;
            let others = match more {
                0 => "",
                1 => ", and one more says the same",
                _ => ", and others say the same",
            };
            let id = format!("{}/{}", finding.law.regime, finding.law.provision);
            format!("the worst finding decides: {}{others}; {why}", cell(&id, CELL))
        }
        None if asset.maker_unstated => {
            "law here asks who made such equipment, and nothing in the row says; it is not shown to be free of a listed maker".to_owned()
        }
        None if asset.attributions.is_empty() && asset.unreached.is_empty() => {
            "no known maker, and no law names its kind".to_owned()
        }
        None => {
            "no law in this audit names its maker or kind in a way that binds the owner".to_owned()
        }
    };
    let verdict = format!("  {:<12}", asset.verdict.word());
    page.hanging(&verdict, Tone::Of(asset.verdict), &words::sentence(&text), Tone::Plain)?;
    let Some(finding) = deciding.first().filter(|_| asset.verdict > Verdict::Exempt) else {
        return Ok(());
    };
    page.field("Law", &words::provision(&finding.law), Tone::Plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    fn shown(asset: &Audited, searched: &[SearchedCell]) -> String {
        let mut out = Vec::new();
        explain(&mut out, PageLook::default(), &fixture::basis(), asset, searched).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_white_label_in_full() {
        let searched = [SearchedCell {
            column: "Serial".into(),
            text: "NW-77\u{1b}[2J".into(),
            looked_for: "shapes of serials",
        }];
        insta::assert_snapshot!(shown(&fixture::white_label(), &searched));
    }

    #[test]
    fn what_would_settle_a_review() {
        insta::assert_snapshot!(shown(&fixture::missing_purpose(), &[]));
    }

    #[test]
    fn clear_and_unchecked_rows_say_why() {
        let clear = shown(&fixture::clear("Keyboard"), &[]);
        assert!(clear.contains("No known maker, and no law names its kind"), "{clear}");
        let unread = shown(&fixture::unread(), &[]);
        assert!(unread.contains("could not be read"), "{unread}");
    }
}
