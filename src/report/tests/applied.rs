//! What a result rests on stands in every report that people read: none of them clears rows with less said than another.

use std::{
    io::{Cursor, Read as _},
    sync::Arc,
};

use super::fixture;
use crate::{
    Verdict,
    audit::{Basis, OwnFile, OwnFileEffect, OwnFileKind},
    knowledge::File,
    report::{
        Html, PageLook, Report, Summary, Text,
        applied::{AppliedPart, law_of, owner},
        findings::Markdown,
        letter::{Gathered, LetterForm, record},
        sheet::{SheetForm, SheetReport},
    },
    rules::{NothingBinding, OnUnknown},
};

/// A basis of which everything is to be said.
fn basis() -> Basis {
    let mut basis = fixture::basis();
    basis.on_unknown = OnUnknown::Ignore;
    basis.parts_left_out = vec![("US-GU".into(), "Guam".into())];
    basis.regimes[0].nothing_binding = Some(NothingBinding::Proposed);
    basis.own_files = vec![OwnFile {
        file: Arc::new(File::new("own/acme.toml", "")),
        holds: OwnFileKind::Maker,
        effect: OwnFileEffect::AddsTo("hikvision".into()),
    }];
    basis
}

fn summary(basis: &Basis) -> Summary {
    let mut summary = Summary::new(basis);
    let mut unstated = fixture::clear("a camera");
    unstated.maker_unstated = true;
    summary.add(&unstated);
    summary.waived_violations = 2;
    summary.unreached.insert("Acme Digital".into(), 3);
    summary
}

fn written(report: &mut dyn Report, summary: &Summary, basis: &Basis) -> Vec<u8> {
    let mut out = Vec::new();
    report.begin(&mut out, basis).unwrap();
    report.end(&mut out, summary).unwrap();
    out
}

fn parts(workbook: Vec<u8>) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut all = Vec::new();
    for at in 0..archive.len() {
        archive.by_index(at).unwrap().read_to_end(&mut all).unwrap();
    }
    all
}

/// The letters and digits of a text without its tags and entities.
fn letters(text: &str) -> String {
    let outside = text.split('<').filter_map(|piece| piece.rsplit('>').next());
    let text = outside.collect::<String>();
    let mut pieces = text.split('&');
    let first = pieces.next().map(str::to_owned);
    let others = pieces.map(|piece| piece.split_once(';').map_or(piece, |(_, rest)| rest).into());
    let all = first.into_iter().chain(others).collect::<String>();
    all.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn every_report_says_all_on_which_the_result_rests() {
    let basis = &basis();
    let summary = &summary(basis);
    let mut letter = Vec::new();
    let paper = record(basis, &Gathered::new(basis), summary);
    paper.write(LetterForm::Markdown, &mut letter).unwrap();
    let mut sheet = SheetReport::new(SheetForm::Xlsx, Arc::new([]));
    let details = PageLook { details: true, ..PageLook::default() };
    let reports = [
        ("text", written(&mut Text::new(PageLook::default()), summary, basis)),
        ("text with details", written(&mut Text::new(details), summary, basis)),
        ("page", written(&mut Html::new(false), summary, basis)),
        ("sheet", parts(written(&mut sheet, summary, basis))),
        ("markdown", written(&mut Markdown::default(), summary, basis)),
        ("record", letter),
    ];
    for (name, report) in reports {
        let report = letters(&String::from_utf8_lossy(&report));
        for part in AppliedPart::ALL {
            let told = |says: &[String]| says.iter().all(|says| report.contains(&letters(says)));
            let in_short = match part {
                AppliedPart::Owner => vec![owner(basis, true)],
                AppliedPart::LawOf => vec![law_of(basis, true)],
                // It stands there with what is said everywhere.
                AppliedPart::LeftOut if name == "markdown" => summary.everywhere.clone(),
                _ => part.says(summary, basis, false),
            };
            assert!(!in_short.is_empty(), "nothing to say of {part:?}");
            let in_full = part.says(summary, basis, true);
            assert!(told(&in_short) || told(&in_full), "{name} leaves out {part:?}: {in_short:?}");
        }
    }
}

#[test]
fn each_part_is_one_of_the_setting_or_one_of_the_reservations() {
    let parts = AppliedPart::MADE_WITH.into_iter().chain(AppliedPart::RESERVATIONS);
    assert_eq!(parts.collect::<Vec<_>>(), AppliedPart::ALL);
}

/// Law forbids what somebody has accepted: no report says that nothing was found.
#[test]
fn what_is_waived_is_forbidden_all_the_same() {
    let basis = &fixture::basis();
    let mut assets = fixture::assets();
    assets.retain(|asset| asset.verdict == Verdict::Waived);
    let [waived] = assets.as_slice() else { panic!("one row of the fixture is waived") };
    let mut summary = Summary::new(basis);
    summary.add(waived);
    assert_eq!(summary.waived_violations, 1);
    let mut letter = Vec::new();
    let paper = record(basis, &Gathered::new(basis), &summary);
    paper.write(LetterForm::Markdown, &mut letter).unwrap();
    let letter = String::from_utf8(letter).unwrap();
    assert!(letter.contains("1 row is forbidden by law in force, and accepted by a waiver."));
    let page = written(&mut Html::new(false), &summary, basis);
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains("A rule in force forbids 1 of 1 row, accepted by a waiver."));
    let markdown = written(&mut Markdown::default(), &summary, basis);
    let markdown = String::from_utf8(markdown).unwrap();
    assert!(markdown.contains("1 waived violation, of 1 row"), "{markdown}");
}
