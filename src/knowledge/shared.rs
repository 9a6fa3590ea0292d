//! The `sources.toml` files: pages that several files cite, each once.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    sync::Arc,
};

use serde::Deserialize;

use super::{Fault, File, Files, Placed, Source, Sources, check};

const STEM: &str = "sources";

#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct SourcesFile {
    #[serde(default)]
    sources: BTreeMap<String, Placed<Source>>,
}

impl File {
    /// Whether it holds pages that other files cite.
    pub(crate) fn is_of_sources(&self) -> bool {
        self.stem() == STEM
    }
}

impl Files {
    /// Takes out the files of pages.
    pub(crate) fn take_sources(&mut self) -> Self {
        let all = std::mem::take(&mut self.0);
        let (sources, others) = all.into_iter().partition(|file| file.is_of_sources());
        self.0 = others;
        Self(sources)
    }

    /// The pages of files of pages. An id, or the address of a page, that stands twice is a fault.
    pub(crate) fn pages(&self, faults: &mut Vec<Fault>) -> Sources {
        let mut pages = Sources::new();
        // Of each id its file, and of each address its id.
        let (mut files, mut ids) = (BTreeMap::new(), BTreeMap::new());
        for file in &self.0 {
            check(file, faults, |parsed: SourcesFile, faults| {
                for (id, source) in parsed.sources {
                    let (span, source) = (source.span(), source.into_inner());
                    match files.entry(id.clone()) {
                        Entry::Vacant(entry) => _ = entry.insert(Arc::clone(file)),
                        Entry::Occupied(entry) => {
                            let message =
                                format!("the source `{id}` is defined in {} too", entry.get().path);
                            let expected = "expected each id once";
                            let hint = "take one of the two out, or give it an id of its own";
                            faults.push(Fault::at(file, span, message, expected).hint(hint));
                            continue;
                        }
                    }
                    match ids.entry(source.url.clone()) {
                        Entry::Vacant(entry) => _ = entry.insert(id.clone()),
                        Entry::Occupied(entry) => {
                            let first = entry.get();
                            let message = format!("this page is the source `{first}` already");
                            let expected = "expected each address under one id";
                            let hint = format!(
                                "cite `{first}` where `{id}` is cited, and take this table out"
                            );
                            faults.push(Fault::at(file, span, message, expected).hint(hint));
                        }
                    }
                    pages.insert(id, Arc::new(source));
                }
            });
        }
        pages
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::published_schema;

    #[test]
    fn an_id_and_an_address_stand_once() {
        let page =
            |id, url| format!("[sources.{id}]\ntitle = 't'\nurl = '{url}'\nread = 2026-11-26\n");
        let files = Files(vec![
            Arc::new(File::new("a/sources.toml", page("act", "https://a.example/1"))),
            Arc::new(File::new("a/acme.toml", "id = 'acme'")),
            Arc::new(File::new(
                "b/sources.toml",
                page("act", "https://a.example/2") + &page("law", "https://a.example/1"),
            )),
        ]);
        let (mut others, mut faults) = (files.clone(), Vec::new());
        let sources = others.take_sources();
        assert_eq!((sources.0.len(), others.0.len()), (2, 1));
        sources.pages(&mut faults);
        let faults: Vec<_> = faults.iter().map(ToString::to_string).collect();
        insta::assert_snapshot!(faults.join("\n\n"));
    }
    #[test]
    fn the_schema_of_such_files_is_published() {
        let texts = ["rules/sources.toml", "data/vendors/sources.toml"]
            .map(|path| (path.to_owned(), std::fs::read_to_string(path).unwrap()));
        let title = "The pages that files of banlint cite: sources.toml";
        published_schema::published::<SourcesFile>("sources", title, &texts);
    }
}
