//! What rows refer to by id, so that it is written once for a whole audit: provisions and sources.

use std::{
    collections::HashMap,
    hash::{Hash, Hasher},
    mem,
    sync::Arc,
};

use serde::Serialize;

use crate::{Date, audit::Basis, finding::OpenTest, knowledge::Source, law::Law, reason::Missing};

/// The provisions that were applied, and the sources that rows have referred to.
#[derive(Clone, Debug, Default)]
pub(in crate::report) struct References {
    laws: HashMap<String, OpenTests>,
    /// The number of each source, counted from 1.
    sources: HashMap<SharedSource, usize>,
    /// Sources that have not been written yet.
    new: Vec<SourceRecord>,
}

/// A source, with the number by which rows refer to it if they do.
#[derive(Clone, Debug, Serialize)]
pub(in crate::report) struct SourceRecord {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    title: String,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    dated: Option<Date>,
    read: Date,
}

impl SourceRecord {
    pub(super) fn of(id: Option<usize>, source: &Source) -> Self {
        let Source { title, url, dated, read, .. } = source;
        Self { id, title: title.clone(), url: url.clone(), dated: *dated, read: *read }
    }
}

/// What a provision leaves open where nothing is known of an asset.
type OpenTests = Vec<OpenTest>;

/// A source, equal to another that says the same. The same facts share one, so that its address tells in most cases.
#[derive(Clone, Debug, PartialEq, Eq)]
struct SharedSource(Arc<Source>);

impl Hash for SharedSource {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.url.hash(state);
    }
}

impl References {
    /// No source is referred to yet.
    pub(in crate::report) fn new(basis: &Basis) -> Self {
        let laws = basis.laws.iter();
        let laws = laws.map(|applied| (applied.law.id.clone(), applied.open.clone())).collect();
        Self { laws, ..Self::default() }
    }

    pub(super) fn sources(&mut self, all: &[Arc<Source>]) -> Vec<usize> {
        all.iter().map(|source| self.source(source)).collect()
    }

    fn source(&mut self, source: &Arc<Source>) -> usize {
        let shared = SharedSource(Arc::clone(source));
        if let Some(&known) = self.sources.get(&shared) {
            return known;
        }
        let number = self.sources.len() + 1;
        self.sources.insert(shared, number);
        self.new.push(SourceRecord::of(Some(number), source));
        number
    }

    /// The sources that were referred to since this was asked last.
    pub(in crate::report) fn new_sources(&mut self) -> Vec<SourceRecord> {
        mem::take(&mut self.new)
    }

    /// Whether a question about a maker is the only one that the provision asks of it for that fact.
    pub(super) fn is_known_question(
        &self,
        law: &Law,
        vendor: Option<&str>,
        missing: &Missing,
    ) -> bool {
        let of_maker =
            |open: &&OpenTest| open.vendor.as_deref().is_none_or(|id| Some(id) == vendor);
        let open = self.laws.get(&law.id).into_iter().flatten().filter(of_maker);
        let known = open.flat_map(|open| open.test.missing());
        let mut known = known.filter(|known| known.fact() == missing.fact()).peekable();
        known.peek().is_some() && known.all(|known| known == missing)
    }
}
