//! The whole page of the shared fixture, and that no cell becomes more than text in it.

use super::*;
use crate::{
    Field,
    facts::{Origin, Value},
    report::fixture,
};

/// The page without what has files of its own: style, script, and their digests.
fn without_parts(page: &str) -> String {
    let style = cut(page, "<style>", "</style>");
    let script = cut(&style, "</script>\n<script>", "</script>");
    cut(&cut(&script, "script-src 'sha256-", "'"), "style-src 'sha256-", "'")
}

/// The text without what is between two others.
fn cut(text: &str, from: &str, until: &str) -> String {
    let (before, rest) = text.split_once(from).unwrap();
    let (_, after) = rest.split_once(until).unwrap();
    format!("{before}{from}…{until}{after}")
}

#[test]
fn the_whole_page() {
    insta::assert_snapshot!(without_parts(&fixture::written(&mut Html::new(false))));
}

#[test]
fn clear_rows_stand_on_it_when_all_are_asked_for() {
    let page = |all| fixture::written(&mut Html::new(all));
    assert!(page(true).contains("Keyboard") && !page(false).contains("Keyboard"));
}

#[test]
fn a_page_of_ours_is_known_and_no_other() {
    let page = fixture::written(&mut Html::new(false));
    assert!(begins(&page));
    for other in [
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>banlint 0.1.0</title>",
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"generator\" content=\"Hugo 0.1\">\n<p>banlint",
        "<p>a note</p>\n<meta name=\"generator\" content=\"banlint 0.1.0\">",
    ] {
        assert!(!begins(other), "{other}");
    }
}

/// Texts that would be markup, end an attribute, a script, a comment or a style, or turn the order of letters.
const HOSTILE: [&str; 6] = [
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</title></style></svg></table><!--<![CDATA[",
    "&lt;b&gt;&#60;b&#62;",
    "\u{202e}txt.exe\u{2066}\u{2028}\u{1b}[2J=cmd|' /C calc'!A0",
];

/// The page of the fixture in which every cell says this.
fn page_of(text: &str) -> String {
    let said = || text.to_owned();
    let (mut html, mut out) = (Html::new(true), Vec::new());
    let mut basis = fixture::basis();
    basis.config = vec![said()];
    basis.sites.push(said());
    basis.site_owners.push((said(), vec![said()]));
    let mut summary = Summary::new(&basis);
    html.begin(&mut out, &basis).unwrap();
    for mut asset in fixture::assets() {
        (asset.place.file, asset.place.sheet) = (said(), Some(said()));
        (asset.asset_id, asset.called, asset.site) = (Some(said()), said(), Some(said()));
        asset.notes = vec![said()];
        let origin = Origin::Cell { header: said(), text: said() };
        asset.facts.add(Field::Supplier, Value::Text(said()), origin);
        for by in &mut asset.attributions {
            by.label = by.label.as_ref().map(|_| said());
            for mark in &mut by.evidence {
                (mark.column, mark.text) = (said(), said());
            }
            for counter in &mut by.against {
                (counter.column, counter.text) = (Some(said()), said());
            }
        }
        summary.add(&asset);
        html.asset(&mut out, &asset).unwrap();
    }
    summary.warn(said());
    summary.input(text, None);
    html.end(&mut out, &summary).unwrap();
    String::from_utf8(out).unwrap()
}

/// The elements of a page with the names of their attributes, in their order.
fn structure(page: &str) -> Vec<String> {
    let tags = page.split('<').skip(1).map(|rest| {
        let (mut tag, mut quoted) = (String::new(), false);
        for c in rest.chars() {
            match c {
                '"' => quoted = !quoted,
                '>' if !quoted => break,
                c if !quoted => tag.push(c),
                _ => {}
            }
        }
        tag
    });
    tags.collect()
}

#[test]
fn whatever_a_cell_says_the_page_has_the_same_elements_and_attributes() {
    let plain = structure(&without_parts(&page_of("plain")));
    assert!(plain.len() > 500);
    for text in HOSTILE {
        let page = page_of(text);
        let shown = without_parts(&page);
        assert_eq!(structure(&shown), plain, "{text}");
        assert!(!shown.contains(['\u{202e}', '\u{2066}', '\u{2028}', '\u{1b}']), "{text}");
    }
}

#[test]
fn what_the_script_reads_holds_each_cell_as_it_is_shown() {
    for text in HOSTILE {
        let page = page_of(text);
        let (_, rest) = page.split_once("<script type=\"application/json\" id=\"data\">").unwrap();
        let (json, _) = rest.split_once("</script>").unwrap();
        assert!(!json.contains(['<', '>', '&']), "{json}");
        let data: serde_json::Value = serde_json::from_str(json).unwrap();
        let shown = crate::report::cell(text, 200);
        assert_eq!(data["sites"][0], shown);
        assert!(data["findings"].as_array().unwrap().iter().any(|one| one["n"] == shown));
    }
}

/// A violation late in the file is never crowded out by milder findings before it, and what has no room is counted.
#[test]
fn the_worst_findings_are_kept() {
    let mut findings = PageFindings::new(2);
    for (verdict, name) in [
        (Verdict::Exempt, "a"),
        (Verdict::Review, "b"),
        (Verdict::Violation, "c"),
        (Verdict::Violation, "d"),
        (Verdict::Violation, "e"),
        (Verdict::Violation, "d"),
    ] {
        let mut asset = fixture::clear(name);
        asset.verdict = verdict;
        findings.add(&asset);
    }
    let kept = findings.sorted().into_iter().map(|one| (one.called.as_str(), one.rows.count()));
    assert_eq!(kept.collect::<Vec<_>>(), [("d", 2), ("c", 1)]);
    assert_eq!(findings.dropped.rows(), 3);
}

/// A filter for a site finds each finding that has it, however many sites there are.
#[test]
fn no_site_of_a_finding_is_lost() {
    let mut findings = PageFindings::new(9);
    for row in 0..300 {
        let mut asset = fixture::unread();
        asset.site = Some(format!("Site {row}"));
        findings.add(&asset);
    }
    let sites = &findings.sorted()[0].rows.sites;
    assert_eq!((sites.known.len(), sites.other), (200, 100));
}
