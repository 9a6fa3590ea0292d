//! Secrets by what they look like, and what is none.

use std::path::Path;

use crate::{cases::cases, intake::testing};

#[test]
fn secrets_are_hidden_and_what_speaks_of_them_is_shown() {
    let formats = testing::formats();
    for [text, shown] in cases("secrets", "hidden") {
        let cleared = formats.secret_values.cleared(text);
        assert_eq!(cleared.map(|cleared| cleared.shown).as_deref(), Some(shown), "{text}");
    }
    for [text] in cases("secrets", "shown") {
        assert_eq!(formats.secret_values.cleared(text), None, "{text}");
    }
}

/// Tokens made up of the prefix and the length that a well-kept list gives.
#[test]
fn tokens_of_services_are_known_by_their_prefix_and_length() {
    let formats = testing::formats();
    let of = |prefix: &str, letters: &str, length: usize| {
        prefix.to_owned() + &letters.chars().cycle().take(length).collect::<String>()
    };
    let hex = "0123456789abcdef";
    for token in [
        of("LTAI", "abc1234", 20),
        of("dapi", hex, 32),
        of("doo_v1_", hex, 64),
        of("glsa_", "ab12", 32) + "_0123abcd",
        of("lin_api_", "ab12", 40),
        of("PMAK-", hex, 24) + &of("-", hex, 34),
        of("pul-", hex, 40),
        of("rubygems_", hex, 48),
        of("sntryu_", hex, 64),
        of("sq0atp-", "ab12", 22),
        of("key-", hex, 32),
        of("ATATT3", "xY-1_", 186),
    ] {
        let text = format!("of 2024 {token} kept");
        let cleared = formats.secret_values.cleared(&text).map(|cleared| cleared.shown);
        assert_eq!(cleared.as_deref(), Some("of 2024 … kept"), "{token}");
    }
    let meraki = format!("meraki api key: {}", of("", hex, 40));
    let cleared = formats.secret_values.cleared(&meraki).map(|cleared| cleared.shown);
    assert_eq!(cleared.as_deref(), Some("meraki api key: …"));
}

/// The cells of the labelled rows, of the samples and of the models of other makers.
fn cells_of_inventories() -> Vec<String> {
    let folders =
        ["tests/recognition", "tests/recognition/labelled", "data/samples", "tests/vendors"];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = folders.into_iter().flat_map(|folder| root.join(folder).read_dir().unwrap());
    let paths = files.map(|file| file.unwrap().path());
    let texts = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "csv" || ending == "txt"));
    texts
        .flat_map(|path| {
            let text = String::from_utf8_lossy(&std::fs::read(path).unwrap()).replace('\0', "");
            let mut reader = csv::ReaderBuilder::new();
            let mut reader = reader.has_headers(false).flexible(true).from_reader(text.as_bytes());
            let records: Vec<_> = reader.records().map(Result::unwrap).collect();
            records
                .into_iter()
                .flat_map(|record| record.iter().map(str::to_owned).collect::<Vec<_>>())
                .collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn nothing_in_an_inventory_is_taken_for_a_secret() {
    let formats = testing::formats();
    let cells = cells_of_inventories();
    assert!(cells.len() > 100_000, "{}", cells.len());
    let hidden = cells.iter().filter(|cell| formats.secret_values.cleared(cell).is_some());
    // Two banners of web servers hand out a session, which is one.
    let odd: Vec<_> = hidden.filter(|cell| !cell.starts_with("vxoaSessionID=")).collect();
    assert!(odd.is_empty(), "{} of {}: {odd:#?}", odd.len(), cells.len());
}

#[test]
fn what_was_taken_out_and_what_is_left_are_the_whole() {
    let formats = testing::formats();
    let text = "pwd: Hik12345 beside AKIAIOSFODNN7ABCDEFG";
    let cleared = formats.secret_values.cleared(text).unwrap();
    assert_eq!(cleared.shown, "pwd: … beside …");
    assert_eq!(cleared.taken, ["Hik12345", "AKIAIOSFODNN7ABCDEFG"]);
}
