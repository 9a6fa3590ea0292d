//! What the pages link to is there, and the book holds every page.

use std::{collections::BTreeSet, fs, path::PathBuf};

use super::{book, page, read, root, writes};

/// Pages that people read in the repository rather than in the book.
const ELSEWHERE: [&str; 7] = [
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "src/README.md",
    "data/formats/README.md",
    "data/samples/README.md",
    "docs/SUMMARY.md",
];

#[test]
fn each_link_leads_somewhere() {
    if writes() {
        // The pages are being written, so that headings come and go.
        return;
    }
    let mut wrong = Vec::new();
    for page in book().into_iter().chain(ELSEWHERE.map(str::to_owned)) {
        let text = read(&page);
        for link in page::links(&text) {
            let at = format!("{page}:{}: {}", link.line, link.target);
            if link.target.contains("://") {
                continue;
            }
            // A page of the book can be read without the repository around it.
            if page.starts_with("docs/")
                && link.target.starts_with("../")
                && !stays(&page, &link.target)
            {
                wrong.push(format!("{at} is outside the book"));
            }
            let target = match link.target.as_str() {
                "" => root(&page),
                target => root(&page).parent().unwrap().join(target),
            };
            let Ok(found) = target.canonicalize() else {
                wrong.push(format!("{at} is not there"));
                continue;
            };
            let known = |anchor: &String| {
                let text = fs::read_to_string(&found).unwrap();
                page::anchors(&text).contains(anchor)
            };
            if let Some(anchor) = link.anchor.filter(|anchor| !known(anchor)) {
                wrong.push(format!("{at} has no heading for #{anchor}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a link of a page of the book stays in the book.
fn stays(page: &str, target: &str) -> bool {
    let folder = root(page).parent().unwrap().join(target);
    folder.canonicalize().is_ok_and(|path| path.starts_with(root("docs").canonicalize().unwrap()))
}

#[test]
fn the_book_holds_every_page_once() {
    let listed = book();
    let once: BTreeSet<_> = listed.iter().map(|page| root(page)).collect();
    assert_eq!(once.len(), listed.len(), "a page stands twice in docs/SUMMARY.md");
    let mut there = BTreeSet::new();
    let mut folders = vec![root("docs")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                there.insert(path);
            }
        }
    }
    there.remove(&root("docs/SUMMARY.md"));
    let left_out: Vec<&PathBuf> = there.difference(&once).collect();
    assert!(left_out.is_empty(), "not in docs/SUMMARY.md: {left_out:?}");
}

/// The tests that keep the promises are there, under the names that `SECURITY.md` gives.
#[test]
fn each_promise_names_tests_that_there_are() {
    let promises = read("SECURITY.md");
    let code: Vec<_> = promises.split('`').collect();
    let mut named = 0;
    let is_test =
        |words: &&[&str]| words[1] == " in " && root(words[2]).extension() == Some("rs".as_ref());
    for words in code.windows(3).filter(is_test) {
        let (function, file) = (words[0], words[2]);
        assert!(read(file).contains(&format!("fn {function}(")), "{file} has no `{function}`");
        named += 1;
    }
    assert!(named > 15, "{named}");
}
