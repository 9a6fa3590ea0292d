//! Checking marks: each kind has literal values of one shape, or a pattern.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    super::{
        catalogue::{GroupCompany, Mark, Neighbour},
        schema::{MarkEntry, NeighbourEntry},
    },
    checker::Checker,
};
use crate::{
    MarkKind,
    knowledge::Placed,
    marks::{FccId, Oui, OuiError},
};

/// The MAC blocks seen so far, each with the file that claims it.
#[derive(Default)]
pub(super) struct Blocks(BTreeMap<Oui, Arc<str>>);

impl Blocks {
    /// A block belongs to one owner.
    pub(super) fn claim(
        &mut self,
        text: &Placed<String>,
        checker: &mut Checker<'_>,
    ) -> Option<Oui> {
        let oui = match text.as_ref().parse::<Oui>() {
            Ok(oui) => oui,
            Err(error) => {
                let (expected, hint) = match error {
                    OuiError::Digits => (
                        "expected 6, 7 or 9 hexadecimal digits",
                        "write the digits without separators, as in \"0050C2A12\"",
                    ),
                    OuiError::Group => (
                        "expected a block that the IEEE has registered to a maker",
                        "the second digit of such a block is even",
                    ),
                };
                let message = match error {
                    OuiError::Digits => format!("`{}` is no MAC block", text.as_ref()),
                    _ => format!("`{}` is no maker's MAC block: {error}", text.as_ref()),
                };
                checker.fault(text.span(), message, expected, hint);
                return None;
            }
        };
        if let Some(first) = self.0.get(&oui) {
            checker.fault(
                text.span(),
                format!("the MAC block {oui} stands in {first} already"),
                "expected each block once",
                "a registry gives a block to one owner; keep the entry of that owner",
            );
        } else {
            let (path, _) = checker.file.part(text.span().start);
            self.0.insert(oui, Arc::from(path));
        }
        Some(oui)
    }
}

/// How the facts of a mark are written.
enum Shape {
    /// Literal values, each of which must pass a test, with what is expected of it.
    Values(fn(&str) -> bool, &'static str),
    /// MAC blocks.
    Blocks,
    /// A regular expression.
    Pattern,
    /// A regular expression, or such values.
    Either(fn(&str) -> bool, &'static str),
    /// Not in a `[[mark]]` at all.
    Elsewhere,
}

fn hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|b| b.is_ascii_hexdigit())
}

fn shape(kind: MarkKind) -> Shape {
    match kind {
        MarkKind::Name | MarkKind::Brand | MarkKind::Model => Shape::Elsewhere,
        MarkKind::Oui => Shape::Blocks,
        MarkKind::FccGrantee => Shape::Values(
            FccId::is_grantee,
            "expected 3 capital letters or digits, or 5 that begin with a digit",
        ),
        MarkKind::CpeVendor => Shape::Values(
            |text| !text.is_empty() && !text.contains(|c: char| c.is_uppercase() || c == ':'),
            "expected a vendor field in lower case, without escapes",
        ),
        MarkKind::UsbVendor | MarkKind::PciVendor | MarkKind::BluetoothCompany => {
            Shape::Values(|text| hex(text, 4), "expected 4 hexadecimal digits")
        }
        MarkKind::IanaEnterprise => {
            Shape::Values(|text| text.parse::<u32>().is_ok(), "expected a decimal number")
        }
        MarkKind::Domain => Shape::Values(
            |text| text.contains('.') && !text.contains(['/', ' ', ':']),
            "expected a domain name and nothing else",
        ),
        MarkKind::FaviconMd5 => {
            Shape::Values(|text| hex(text, 32), "expected 32 hexadecimal digits")
        }
        MarkKind::FaviconMmh3 => {
            Shape::Values(|text| text.parse::<i32>().is_ok(), "expected a signed decimal number")
        }
        MarkKind::OnvifManufacturer => {
            Shape::Values(|text| !text.trim().is_empty(), "expected a text")
        }
        MarkKind::HttpBanner
        | MarkKind::RtspBanner
        | MarkKind::SshBanner
        | MarkKind::TelnetBanner
        | MarkKind::TlsSubject
        | MarkKind::Firmware
        | MarkKind::StreamPath
        | MarkKind::Service => Shape::Pattern,
        MarkKind::Serial => Shape::Either(|text| !text.trim().is_empty(), "expected a text"),
    }
}

/// Checks one mark.
pub(super) fn check(
    entry: &MarkEntry,
    checker: &mut Checker<'_>,
    companies: &[GroupCompany],
    blocks: &mut Blocks,
) -> Mark {
    let kind = *entry.kind.as_ref();
    let shape = shape(kind);
    check_form(entry, &shape, checker);
    let written = entry.values.iter().flat_map(Placed::as_ref);
    let values = written.filter_map(|value| {
        match &shape {
            Shape::Blocks => {
                blocks.claim(value, checker)?;
            }
            Shape::Values(fits, expected) | Shape::Either(fits, expected)
                if !fits(value.as_ref()) =>
            {
                let message = format!("`{}` does not fit a mark of this kind", value.as_ref());
                checker.fault(value.span(), message, *expected, "see docs/knowledge.md");
                return None;
            }
            _ => {}
        }
        Some(value.as_ref().clone())
    });
    let values = values.collect();
    Mark {
        kind,
        values,
        pattern: entry.pattern.as_ref().and_then(|pattern| checker.pattern(pattern)),
        company: checker.company(entry.company.as_ref(), companies),
        label: entry.label.clone(),
        collision: entry.collision,
        proof: checker.proof(entry),
        note: entry.note.clone(),
    }
}

/// A mark has `values` or a `pattern`, and never both; most kinds take only one of them.
fn check_form(entry: &MarkEntry, shape: &Shape, checker: &mut Checker<'_>) {
    let hint = "see the kinds of mark in docs/knowledge.md";
    match (shape, &entry.values, &entry.pattern) {
        (Shape::Elsewhere, ..) => checker.fault(
            entry.kind.span(),
            "a name, label or model family is no [[mark]]",
            "expected a kind such as \"oui\"",
            "use [[alias]], [[brand]] or [[model]]",
        ),
        (Shape::Pattern, Some(values), _) => {
            let message = "a mark of this kind has no `values`";
            checker.fault(values.span(), message, "expected `pattern = '…'`", hint);
        }
        (Shape::Pattern, None, None) => {
            let message = "the mark has no `pattern`";
            checker.fault(entry.kind.span(), message, "this kind needs one", hint);
        }
        (Shape::Values(..) | Shape::Blocks, _, Some(pattern)) => {
            let message = "a mark of this kind has no `pattern`";
            checker.fault(pattern.span(), message, "expected `values = […]`", hint);
        }
        (Shape::Values(..) | Shape::Blocks, None, None) => {
            let message = "the mark has no `values`";
            checker.fault(entry.kind.span(), message, "this kind needs them", hint);
        }
        (Shape::Either(..), Some(_), Some(pattern)) => {
            let message = "the mark has `values` and a `pattern`";
            checker.fault(pattern.span(), message, "expected one of them", hint);
        }
        (Shape::Either(..), None, None) => {
            let message = "the mark has neither `values` nor a `pattern`";
            checker.fault(entry.kind.span(), message, "this kind needs one of them", hint);
        }
        (Shape::Values(..) | Shape::Blocks | Shape::Either(..), Some(values), None)
            if values.as_ref().is_empty() =>
        {
            let message = "the list of values is empty";
            checker.fault(values.span(), message, "expected at least one", hint);
        }
        _ => {}
    }
}

/// Checks one innocent company.
pub(super) fn neighbour(
    entry: &NeighbourEntry,
    checker: &mut Checker<'_>,
    blocks: &mut Blocks,
) -> Neighbour {
    Neighbour {
        name: checker.filled(&entry.name),
        names: checker.filled_all(&entry.names),
        oui: entry.oui.iter().filter_map(|oui| blocks.claim(oui, checker)).collect(),
        proof: checker.proof(entry),
        note: entry.note.clone(),
    }
}
