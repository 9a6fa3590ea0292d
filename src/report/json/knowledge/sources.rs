//! Pages with what rests on each: `docs/schemas/sources-1.schema.json`.

use std::io;

use super::super::document::put_document;
use crate::{Date, audit::CitedPage, knowledge::SourceKind};

record! {
    struct PageRecord<'a> of(page: &'a CitedPage, as_of: Date) with {
        let CitedPage { id, source, resting } = page;
    } {
        id: Option<&'a str> = id.as_deref(),
        kind: Option<&'static str> = source.kind.map(SourceKind::word),
        title: &'a str = &source.title,
        url: &'a str = &source.url,
        dated: Option<Date> = source.dated,
        read: Date = source.read,
        days_since_read: i64 = page.days_since_read(as_of),
        laws: usize = resting.laws,
        provisions: usize = resting.provisions,
        designations: usize = resting.designations,
        makers: usize = resting.makers,
        names: usize = resting.names,
        families: usize = resting.families,
        marks: usize = resting.marks,
        others: usize = resting.others,
    }
}

/// Writes pages with what rests on each as a JSON document.
pub(crate) fn sources_json(
    out: &mut dyn io::Write,
    pages: &[CitedPage],
    as_of: Date,
) -> io::Result<()> {
    let pages = pages.iter().map(|page| PageRecord::of(page, as_of)).collect::<Vec<_>>();
    let content = object! { "as_of": as_of, "pages": pages };
    put_document(out, "banlint/sources/1", content, None)
}
