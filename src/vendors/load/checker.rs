//! The checks that facts of all kinds share: sources, kinds of equipment, companies, periods, patterns.

use std::{ops::Range, sync::Arc};

use super::super::{
    catalogue::GroupCompany,
    fact::Proof,
    pattern::{Pattern, PatternError},
};
use crate::{
    Date, EquipmentTree, KindId, Truth,
    attribution::Company,
    date::Period,
    knowledge::{Fault, File, Pages, Placed, Source, SourceRefs, Stated, known_as},
};

/// Checks one file and gathers its faults.
pub(super) struct Checker<'f> {
    pub(super) file: &'f Arc<File>,
    pub(super) faults: Vec<Fault>,
    pages: Pages<'f>,
    tree: &'f EquipmentTree,
}

impl<'f> Checker<'f> {
    pub(super) fn new(file: &'f Arc<File>, pages: Pages<'f>, tree: &'f EquipmentTree) -> Self {
        Self { file, faults: Vec::new(), pages, tree }
    }

    pub(super) fn fault(
        &mut self,
        span: Range<usize>,
        message: impl Into<String>,
        expected: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.faults.push(Fault::at(self.file, span, message, expected).hint(hint));
    }

    /// What stands behind a fact.
    pub(super) fn proof(&mut self, entry: &impl Stated) -> Proof {
        let sources = entry.sources(self.pages, self.file, &mut self.faults);
        Proof { confidence: *entry.confidence().as_ref(), sources: sources.into() }
    }

    /// The pages of a reference, whose faults are found where its fact is checked.
    pub(super) fn sources(&self, refs: &SourceRefs) -> Vec<Arc<Source>> {
        refs.resolve(self.pages, self.file, &mut Vec::new())
    }

    /// A text that must say something.
    pub(super) fn filled(&mut self, text: &Placed<String>) -> String {
        if text.as_ref().trim().is_empty() {
            let hint = "remove the entry if there is nothing to say";
            self.fault(text.span(), "the text is empty", "expected at least one letter", hint);
        }
        text.as_ref().clone()
    }

    pub(super) fn filled_all(&mut self, texts: &[Placed<String>]) -> Vec<String> {
        texts.iter().map(|text| self.filled(text)).collect()
    }

    /// The seat of a company.
    pub(super) fn country(&mut self, country: &Placed<String>) -> String {
        let code = country.as_ref();
        if code.len() != 2 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
            self.fault(
                country.span(),
                format!("`{code}` is no country code"),
                "expected two capital letters",
                "ISO 3166-1 alpha-2, as in \"NL\"",
            );
        }
        code.clone()
    }

    pub(super) fn kind(&mut self, kind: &Placed<KindId>) -> KindId {
        let id = kind.as_ref();
        if self.tree.get(id).is_none() {
            let message = format!("there is no kind of equipment `{id}`");
            let expected = "expected an id of the equipment tree";
            let fault = Fault::at(self.file, kind.span(), message, expected)
                .hint("the kinds stand in data/equipment.toml");
            let known =
                self.tree.kinds().flat_map(|kind| known_as(kind.id.as_str(), [&kind.title]));
            self.faults.push(fault.near(id.as_str(), known));
        }
        id.clone()
    }

    pub(super) fn kinds(&mut self, kinds: &[Placed<KindId>]) -> Vec<KindId> {
        kinds.iter().map(|kind| self.kind(kind)).collect()
    }

    /// The company of the group that a fact names.
    pub(super) fn company(
        &mut self,
        id: Option<&Placed<String>>,
        companies: &[GroupCompany],
    ) -> Option<Arc<Company>> {
        let id = id?;
        let found = companies.iter().find(|company| company.company.id == *id.as_ref());
        if found.is_none() {
            let message = format!("there is no company `{}` in this file", id.as_ref());
            let expected = "expected the id of a [[company]]";
            let fault = Fault::at(self.file, id.span(), message, expected)
                .hint("the maker itself needs no `company`");
            let known = companies.iter().map(|company| company.company.id.as_str());
            self.faults.push(fault.near(id.as_ref(), known));
        }
        found.map(|company| Arc::clone(&company.company))
    }

    /// A period that does not end before it begins.
    pub(super) fn period(&mut self, from: Option<Date>, until: Option<&Placed<Date>>) -> Period {
        let period = Period { from, until: until.map(|until| *until.as_ref()) };
        if let (Some(from), Some(until)) = (from, until)
            && until.as_ref().on_or_after(from) == Truth::False
        {
            self.fault(
                until.span(),
                format!("the period ends on {} but begins on {from}", until.as_ref()),
                "expected a date that is not before `from`",
                "`from` is the first day and `until` the last day on which the fact holds",
            );
        }
        period
    }

    /// A pattern that compiles and cannot run away.
    pub(super) fn pattern(&mut self, text: &Placed<String>) -> Option<Pattern> {
        match Pattern::new(text.as_ref()) {
            Ok(pattern) => Some(pattern),
            Err(error) => {
                let (expected, hint) = match &error {
                    PatternError::Syntax(_) => (
                        "expected a Rust regular expression over ASCII",
                        "there is no look-around and no backreference; see docs.rs/regex",
                    ),
                    PatternError::TooLarge => (
                        "expected a smaller pattern",
                        "a large {n,m} is written out n to m times; use + where the count does not matter",
                    ),
                    PatternError::Empty => (
                        "expected a pattern that needs at least one character",
                        "begin with the letters that every match has",
                    ),
                };
                self.fault(text.span(), error.to_string(), expected, hint);
                None
            }
        }
    }
}
