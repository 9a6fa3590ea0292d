//! The sheet with the findings in it, as whole files.

use std::fs;

use super::Folder;

const AUDIT: &str = "--as-of 2026-11-26 --org us-federal-contractor -j US --assume status=in-service --assume purpose=public-safety";

fn sheet_of(folder: &Folder, name: &str) -> String {
    let output = folder.run(&format!("check {name} {AUDIT} -q -o out.csv"));
    assert!(matches!(output.status.code(), Some(0 | 1)), "{output:?}");
    let text = fs::read_to_string(folder.at("out.csv")).unwrap();
    fs::remove_file(folder.at("out.csv")).unwrap();
    text.strip_prefix('\u{feff}').unwrap().to_owned()
}

#[test]
fn a_whole_sheet() {
    let folder = Folder::new();
    let nasty = "Fleet of 2026,,,\n\n\
                 Asset Tag;Manufacturer;Model;Notes\n\
                 1;Hikvision;DS-2CD2143G2-I;=cmd|' /C calc'!A0\n\
                 2;Axis;P3245-V;+49 30 1234\n\
                 Total;2;;\n";
    fs::write(folder.at("fleet.csv"), nasty).unwrap();
    insta::assert_snapshot!("a_whole_sheet", sheet_of(&folder, "fleet.csv"));
}

#[test]
fn cards_come_back_as_they_stood() {
    let folder = Folder::new();
    let cards = "Asset,C-1\nMake,Dahua\nModel,IPC-HDW2849H-S-IL\nCategory,IP camera\n\nAsset,C-2\nMake,Axis\nModel,P3245-V\nCategory,IP camera\n";
    fs::write(folder.at("cards.csv"), cards).unwrap();
    insta::assert_snapshot!("cards_come_back", sheet_of(&folder, "cards.csv"));
}

/// A sheet that was audited before is audited again for what it is: what was added to it is no fact of its rows.
#[test]
fn an_audited_sheet_is_audited_again_alike() {
    let folder = Folder::new();
    let once = sheet_of(&folder, "x.csv");
    fs::write(folder.at("y.csv"), &once).unwrap();
    let jsonl = |name: &str| {
        let output = folder.run(&format!("check {name} {AUDIT} -q --all --format jsonl"));
        let text = String::from_utf8(output.stdout).unwrap();
        let rows = text.lines().filter(|line| line.contains("\"banlint/asset/"));
        rows.map(|line| line.replace(name, "")).collect::<Vec<_>>()
    };
    assert_eq!(jsonl("x.csv"), jsonl("y.csv"));

    let columns = folder.run("columns y.csv --format json");
    let columns: serde_json::Value = serde_json::from_slice(&columns.stdout).unwrap();
    let columns = columns["sheets"][0]["columns"].as_array().unwrap().clone();
    let is_added =
        |column: &&serde_json::Value| column["header"].as_str().unwrap().starts_with("banlint ");
    let added: Vec<_> = columns.iter().filter(is_added).collect();
    assert!(added.len() > 8, "{columns:?}");
    for column in added {
        assert_eq!(column["use"], "other", "not in data/formats/ignored-headers.toml: {column}");
    }
}
