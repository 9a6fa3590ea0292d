//! Letters of the shared fixture, as they are and as hostile cells would have them.

use std::{
    collections::BTreeSet,
    io::{Cursor, Read as _},
};

use quick_xml::{Reader, events::Event};

use super::{parts::file_name, *};
use crate::report::fixture;

fn letters() -> Vec<Letter> {
    let (basis, mut gathered) = (fixture::basis(), Gathered::new(&fixture::basis()));
    for asset in &fixture::assets() {
        gathered.add(asset);
    }
    let mut letters = to_suppliers(&basis, &gathered);
    letters.extend(to_authorities(&basis, &gathered, "2026-11-27".parse().unwrap(), |_| true));
    letters.push(record(&basis, &gathered, &fixture::summary()));
    letters
}

fn bytes(letter: &Letter, form: LetterForm) -> Vec<u8> {
    let mut out = Vec::new();
    letter.write(form, &mut out).unwrap();
    out
}

#[test]
fn letters_in_markdown() {
    let mut shown = String::new();
    for letter in letters() {
        shown += &["======== ", &letter.name, ".md\n"].concat();
        shown += &String::from_utf8(bytes(&letter, LetterForm::Markdown)).unwrap();
    }
    insta::assert_snapshot!(shown);
}

/// The parts of a document, by name.
fn parts(docx: Vec<u8>) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        if part.is_file() {
            let (name, mut text) = (part.name().unwrap().into_owned(), String::new());
            part.read_to_string(&mut text).unwrap();
            parts.push((name, text));
        }
    }
    parts
}

/// The text of a document, a line for each paragraph; fails where it is not well-formed.
fn text_of(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    let (mut text, mut in_text) = (String::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => in_text = tag.name().as_ref() == "w:t",
            Event::Text(piece) if in_text => text += &piece,
            Event::GeneralRef(named) if in_text => {
                text.push(match &*named {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    "apos" => '\'',
                    other => panic!("{other}"),
                });
            }
            Event::End(tag) if tag.name().as_ref() == "w:p" => text.push('\n'),
            Event::Eof => return text,
            _ => {}
        }
    }
}

#[test]
fn documents_say_what_the_markdown_says_and_nothing_acts() {
    for letter in letters() {
        let parts = parts(bytes(&letter, LetterForm::Docx));
        for (name, xml) in &parts {
            text_of(xml);
            assert!(
                !xml.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')),
                "{name}"
            );
        }
        let (_, document) = parts.iter().find(|(name, _)| name == "word/document.xml").unwrap();
        for forbidden in
            ["w:instrText", "w:hyperlink", "w:fldChar", "w:drawing", "w:object", "\u{202e}"]
        {
            assert!(!document.contains(forbidden), "{forbidden} in {}", letter.name);
        }
        let relations = parts.iter().filter(|(name, _)| name.contains("_rels/"));
        for (name, xml) in relations {
            assert!(!xml.contains("External"), "{name}");
        }
        let markdown = String::from_utf8(bytes(&letter, LetterForm::Markdown)).unwrap();
        let letters_alone =
            |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let entities = ["&#8203;", "&amp;", "&lt;", "&gt;"];
        let said = entities.iter().fold(markdown, |text, entity| text.replace(entity, ""));
        let said = letters_alone(&said);
        for line in text_of(document).lines().map(letters_alone) {
            assert!(said.contains(&line), "{line} in {}", letter.name);
        }
    }
}

#[test]
fn the_same_letters_are_the_same_bytes() {
    for (one, other) in letters().iter().zip(letters()) {
        assert_eq!(bytes(one, LetterForm::Markdown), bytes(&other, LetterForm::Markdown));
        // Paragraphs are numbered through the whole process.
        let shown = |letter: &Letter| {
            let parts = parts(bytes(letter, LetterForm::Docx));
            parts.into_iter().map(|(name, xml)| (name, text_of(&xml))).collect::<Vec<_>>()
        };
        assert_eq!(shown(one), shown(&other));
    }
}

#[test]
fn names_of_files_are_words() {
    let mut taken = BTreeSet::new();
    for (name, file) in [
        ("supplier-Acme, Inc.", "supplier-acme-inc"),
        ("supplier-ACME INC", "supplier-acme-inc-2"),
        ("supplier-../../etc/passwd\0", "supplier-etc-passwd"),
        ("supplier-\u{202e}<b>|*?:\"", "supplier-b"),
        ("supplier-海康 威视", "supplier-海康-威视"),
        ("supplier-///", "supplier"),
    ] {
        assert_eq!(file_name(name, &mut taken), file);
    }
    let long = file_name(&format!("supplier-{}", "海".repeat(500)), &mut taken);
    assert!(long.len() + ".docx".len() <= 255, "{}", long.len());
}
