//! Pages with what rests on each: `docs/schemas/sources-1.schema.json`.

use std::io;

use serde::Serialize;

use super::super::document::put_document;
use crate::{Date, audit::CitedPage, knowledge::SourceKind};

#[derive(Serialize)]
struct All<'a> {
    as_of: Date,
    pages: Vec<PageRecord<'a>>,
}

#[derive(Serialize)]
struct PageRecord<'a> {
    id: Option<&'a str>,
    kind: Option<&'static str>,
    title: &'a str,
    url: &'a str,
    dated: Option<Date>,
    read: Date,
    days_since_read: i64,
    laws: usize,
    provisions: usize,
    designations: usize,
    makers: usize,
    names: usize,
    families: usize,
    marks: usize,
    others: usize,
}

impl<'a> PageRecord<'a> {
    fn of(page: &'a CitedPage, as_of: Date) -> Self {
        let CitedPage { id, source, resting } = page;
        Self {
            id: id.as_deref(),
            kind: source.kind.map(SourceKind::word),
            title: &source.title,
            url: &source.url,
            dated: source.dated,
            read: source.read,
            days_since_read: page.days_since_read(as_of),
            laws: resting.laws,
            provisions: resting.provisions,
            designations: resting.designations,
            makers: resting.makers,
            names: resting.names,
            families: resting.families,
            marks: resting.marks,
            others: resting.others,
        }
    }
}

/// Writes pages with what rests on each as a JSON document.
pub(crate) fn sources_json(
    out: &mut dyn io::Write,
    pages: &[CitedPage],
    as_of: Date,
) -> io::Result<()> {
    let content =
        All { as_of, pages: pages.iter().map(|page| PageRecord::of(page, as_of)).collect() };
    put_document(out, "banlint/sources/1", content, None)
}
