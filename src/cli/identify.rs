//! `banlint identify`: who made an item of which only some marks are known.

use banlint::{
    Asset, Verdict,
    audit::{Audited, Auditor, Place},
    facts::Facts,
    report::{self, JsonLines, Report as _},
    vendors,
};

use super::{
    args::Identify,
    exit::{Exit, Outcome},
    output::{Console, stdout},
    tried::tried,
};

pub(crate) fn run(args: &Identify, console: &Console) -> Outcome {
    let auditor = Auditor::builder().build()?;
    let fields = |text: &String| vendors::fields_for(text).into_iter();
    let given =
        args.texts.iter().flat_map(|text| fields(text).map(move |field| (field, text.as_str())));
    let asset = Asset::from_facts(given);
    let attributions = auditor.identify(&asset);
    let mut out = stdout();
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
        };
        JsonLines::new(true).asset(&mut out, &audited)?;
    } else {
        let tried = tried(&asset, &attributions);
        report::identify(&mut out, console.look(None, true), &args.texts, &attributions, &tried)?;
    }
    Ok(Exit::Clean)
}
