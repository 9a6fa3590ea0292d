//! The rules of a run: one for each provision that was applied, and one for rows that could not be read.

use serde::Serialize;

use super::message::message;
use crate::{
    audit::Basis,
    law::{Force, Instrument, Law},
    report::{
        findings::{line::UNCHECKED, text_on_hosts},
        words,
    },
};

const TAG: &str = "procurement";
/// What is said of rows that could not be read, and what to do.
const UNREAD: &str = "A row could not be read, so nothing is known of it";
const MEND: &str = "Mend the row, or say how the file is to be read.";

/// The rules of an audit, in the order of its law.
pub(super) fn rules(basis: &Basis) -> Vec<impl Serialize> {
    basis.laws.iter().map(|applied| Some(&*applied.law)).chain([None]).map(rule).collect()
}

/// The rule of a provision, or the one for rows that could not be read.
fn rule(law: Option<&Law>) -> impl Serialize {
    let (title, says, help) = match law {
        Some(law) => (words::provision_named(law), law.summary.clone(), help(law)),
        None => (UNREAD.to_owned(), words::stopped(UNREAD), [MEND.to_owned(), MEND.to_owned()]),
    };
    let [text, markdown] = help;
    let is_banned = law.is_none_or(|law| law.force == Force::Prohibited);
    let source = law.and_then(|law| law.sources.first());
    object! {
        "id": law.map_or(UNCHECKED, |law| law.id.as_str()),
        "shortDescription": message(&title),
        "fullDescription": message(&says),
        "help": object! { "text": text, "markdown": markdown },
        "helpUri"?: source.map(|source| source.url.as_str()),
        "defaultConfiguration": object! { "level": if is_banned { "error" } else { "note" } },
        "properties": object! {
            "tags": law.map_or(vec![TAG], tags),
            "citation"?: law.map(|law| law.citation.as_str()),
            "inForceSince"?: law.map(|law| law.from),
        },
    }
}

fn tags(law: &Law) -> Vec<&str> {
    let (of, force, act) = (law.jurisdiction.as_str(), law.force.word(), law.act.word());
    let mut tags = vec![of, force, act, law.regime.as_str(), TAG];
    tags.extend(law.instrument.map(Instrument::word));
    tags.dedup();
    tags
}

/// What the provision says, what to do, and where it was read, as text and as Markdown.
fn help(law: &Law) -> [String; 2] {
    let exceptions: Vec<_> =
        law.exceptions.iter().map(|exception| words::sentence(&exception.reason)).collect();
    let parts = [
        ("What it says", vec![law.summary.clone()]),
        ("What to do where it holds", vec![words::remedy(law)]),
        ("Citation", vec![words::sentence(&words::cited(law))]),
        ("Exceptions", exceptions),
    ];
    let parts: Vec<_> = parts.into_iter().filter(|(_, said)| !said.concat().is_empty()).collect();
    let stopped = |said: &[String]| said.iter().map(|one| words::stopped(one)).collect::<Vec<_>>();
    let text: Vec<_> =
        parts.iter().map(|(title, said)| format!("{title}: {}", stopped(said).join(" "))).collect();
    let mut markdown: Vec<_> = parts
        .iter()
        .map(|(title, said)| format!("**{title}.** {}", text_on_hosts(&stopped(said).join(" "))))
        .collect();
    let sources = law.sources.iter().map(|source| {
        let title = text_on_hosts(&source.title);
        format!("- [{title}](<{}>), read on {}", source.url, source.read)
    });
    markdown.push(sources.collect::<Vec<_>>().join("\n"));
    [text.join("\n"), markdown.join("\n\n")]
}
