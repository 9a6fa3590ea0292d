//! `banlint identify`: who made an item of which only some marks are known.

use std::io::Write;

use banlint::{
    Asset, Attribution, MarkKind, Verdict,
    audit::{Audited, Auditor, Place, Settings},
    facts::Facts,
    report::{self, JsonLines, Report as _},
    vendors,
};

use super::{
    args::Identify,
    exit::{Exit, Outcome},
    output::Console,
    tried::tried,
};

pub(crate) fn run(args: &Identify, out: &mut dyn Write, console: &Console) -> Outcome {
    let auditor = Auditor::builder().build()?;
    let fields = |text: &String| vendors::fields_for(text).into_iter();
    let given =
        args.texts.iter().flat_map(|text| fields(text).map(move |field| (field, text.as_str())));
    let asset = Asset::from_facts(given);
    let mut attributions = auditor.identify(&asset);
    attributions.iter_mut().for_each(forget_label);
    if args.json {
        let audited = Audited {
            place: Place { file: "(given)".to_owned(), sheet: None, row: 1, line: 1 },
            asset_id: None,
            called: args.texts.join(", "),
            site: None,
            verdict: Verdict::Clear,
            attributions,
            findings: Vec::new(),
            facts: Facts::default(),
            notes: Vec::new(),
            settings: Settings::default(),
        };
        JsonLines::new(true).asset(out, &audited)?;
    } else {
        let tried = tried(&asset, &attributions);
        report::identify(out, console.look(None, true), &args.texts, &attributions, &tried)?;
    }
    Ok(Exit::Clean)
}

/// A text that was given without a column is tried as a label too. Where it turned out to be another mark, it is none.
fn forget_label(attribution: &mut Attribution) {
    let is_mark = |label: &String| {
        let mut marks =
            attribution.evidence.iter().filter(|evidence| evidence.mark != MarkKind::Brand);
        !label.contains(' ') && marks.any(|evidence| label.contains(&evidence.text))
    };
    if attribution.label.as_ref().is_some_and(is_mark) {
        attribution.label = None;
    }
}
