//! The rules of a run: one for each provision that was applied, and one for rows that could not be read.

use super::model::{Configuration, Help, ReportingRule, RuleProperties, SarifMessage};
use crate::{
    audit::Basis,
    law::{Force, Instrument, Law},
    report::{
        findings::{line::UNCHECKED, markdown_text},
        words,
    },
};

/// The rules of an audit, in the order of its law.
pub(super) fn rules(basis: &Basis) -> Vec<ReportingRule<'_>> {
    basis.laws.iter().map(|applied| of_law(&applied.law)).chain([unchecked()]).collect()
}

fn of_law(law: &Law) -> ReportingRule<'_> {
    let mut tags = vec![
        law.jurisdiction.as_str(),
        law.force.word(),
        law.act.word(),
        law.regime.as_str(),
        "procurement",
    ];
    tags.extend(law.instrument.map(Instrument::word));
    tags.dedup();
    ReportingRule {
        id: &law.id,
        short_description: SarifMessage::plain(&words::provision_named(law)),
        full_description: SarifMessage::plain(&law.summary),
        help: help(law),
        help_uri: law.sources.first().map(|source| source.url.as_str()),
        default_configuration: Configuration {
            level: if law.force == Force::Prohibited { "error" } else { "note" },
        },
        properties: RuleProperties {
            tags,
            citation: Some(&law.citation),
            in_force_since: Some(law.from),
        },
    }
}

/// What the provision says, what to do, and where it was read.
fn help(law: &Law) -> Help {
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
        .map(|(title, said)| format!("**{title}.** {}", markdown_text(&stopped(said).join(" "))))
        .collect();
    let sources = law.sources.iter().map(|source| {
        let title = markdown_text(&source.title);
        format!("- [{title}](<{}>), read on {}", source.url, source.read)
    });
    markdown.push(sources.collect::<Vec<_>>().join("\n"));
    Help { text: text.join("\n"), markdown: markdown.join("\n\n") }
}

fn unchecked() -> ReportingRule<'static> {
    let what = "A row could not be read, so nothing is known of it";
    let todo = "Mend the row, or say how the file is to be read.";
    ReportingRule {
        id: UNCHECKED,
        short_description: SarifMessage::plain(what),
        full_description: SarifMessage::plain(&words::stopped(what)),
        help: Help { text: todo.to_owned(), markdown: todo.to_owned() },
        help_uri: None,
        default_configuration: Configuration { level: "error" },
        properties: RuleProperties {
            tags: vec!["procurement"],
            citation: None,
            in_force_since: None,
        },
    }
}
