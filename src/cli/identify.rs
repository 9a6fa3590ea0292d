//! `banlint identify`: who made an item of which only some marks are known, and which law names that maker.

use std::io::{self, BufRead as _, Write};

use crate::{
    Asset, Attribution, Field, MarkKind,
    audit::Auditor,
    report::{self, Identified, SearchedCell},
    vendors,
};

use super::{
    args::IdentifyArgs,
    exit::{Exit, Failure, Outcome},
    output::Console,
    settings,
};

/// The text that stands for standard input.
const STDIN: &str = "-";

pub(crate) fn run(args: &IdentifyArgs, out: &mut dyn Write, console: &Console) -> Outcome {
    let settings = settings::settings(&args.law, None, None)?;
    let auditor = &settings.auditor;
    auditor.basis().replaced().for_each(|said| console.warn(&said));
    if let Some(blank) = args.texts.iter().find(|text| text.trim().is_empty()) {
        return Err(Failure::new(format!(
            "`{blank}` says nothing; expected a mark of an item, such as its model number or its MAC address"
        )));
    }
    if args.texts.iter().all(|text| text != STDIN) {
        let item = identified(auditor, &args.texts);
        if args.form.is_json() {
            report::identify_json(out, &item)?;
        } else {
            report::identify(out, console.look(None, true), &item)?;
        }
        return Ok(Exit::Clean);
    }
    if args.texts.len() > 1 {
        return Err(Failure::new(
            "standard input (`-`) stands beside other texts; expected it alone, with one item a line",
        ));
    }
    for line in io::stdin().lock().split(b'\n') {
        let line = line?;
        let text = String::from_utf8_lossy(&line).trim().to_owned();
        if text.is_empty() {
            continue;
        }
        let item = identified(auditor, &[text]);
        if args.form.is_json() {
            report::identify_json(out, &item)?;
        } else {
            report::identify_line(out, &item)?;
        }
    }
    Ok(Exit::Clean)
}

/// What is known of an item with these marks.
fn identified(auditor: &Auditor, given: &[String]) -> Identified {
    let mut facts: Vec<_> = given.iter().flat_map(|text| facts(auditor, text)).collect();
    let asset_of = |facts: &[(Field, String)]| {
        Asset::from_facts(facts.iter().map(|(field, text)| (*field, text.as_str())))
    };
    let mut asset = asset_of(&facts);
    let mut attributions = auditor.identify(&asset);
    // What is nobody's name may be what goods are called.
    if attributions.is_empty() && given.iter().all(|text| named(text).is_none()) {
        for (field, _) in facts.iter_mut().filter(|(field, _)| *field == Field::Manufacturer) {
            *field = Field::Model;
        }
        let goods = asset_of(&facts);
        let found = auditor.identify(&goods);
        if !found.is_empty() {
            (asset, attributions) = (goods, found);
        }
    }
    let (_, findings) = auditor.findings(&asset, &attributions);
    attributions.iter_mut().for_each(forget_label);
    let catalogue = &auditor.knowledge().catalogue;
    let known = || given.iter().find_map(|text| catalogue.known_name(text));
    Identified {
        given: given.to_vec(),
        as_of: auditor.basis().as_of,
        named_by: auditor.book().naming(&findings),
        known_name: if attributions.is_empty() { known() } else { None },
        searched: SearchedCell::in_vain(&asset, &attributions),
        attributions,
    }
}

/// A fact with its key: `model=DS-2CD2143G2-I`.
fn named(text: &str) -> Option<(Field, &str)> {
    let (key, value) = text.split_once('=')?;
    let field = Field::ALL.iter().find(|field| field.key() == key.trim())?;
    Some((*field, value.trim()))
}

/// What a text may state. A block of MAC addresses counts where all of it belongs to one maker.
fn facts(auditor: &Auditor, text: &str) -> Vec<(Field, String)> {
    let makers = |mac: &String| {
        let attributions = auditor.identify(&Asset::from_facts([(Field::Mac, mac.as_str())]));
        attributions.iter().map(|one| one.maker.id.clone()).collect::<Vec<_>>()
    };
    if let Some((field, value)) = named(text) {
        return vec![(field, value.to_owned())];
    }
    let block = vendors::block(text).filter(|[first, last]| {
        let of_first = makers(first);
        !of_first.is_empty() && of_first == makers(last)
    });
    if let Some([first, _]) = block {
        return vec![(Field::Mac, first)];
    }
    let fields = vendors::fields_for(text).into_iter();
    fields.map(|field| (field, text.to_owned())).collect()
}

/// A text that was given without a column is tried as a label too. Where it turned out to be another mark, it is none.
fn forget_label(attribution: &mut Attribution) {
    let is_mark = |label: &String| {
        let mut marks =
            attribution.evidence.iter().filter(|evidence| evidence.mark != MarkKind::Brand);
        let one_word = !label.contains(' ');
        marks.any(|mark| *label == mark.text || one_word && label.contains(&mark.text))
    };
    if attribution.label.as_ref().is_some_and(is_mark) {
        attribution.label = None;
    }
}
