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

/// What is no row of a sheet is none of the sheet that came back, though more stands on its line.
#[test]
fn what_was_set_aside_is_set_aside_again() {
    let folder = Folder::new();
    for sheet in [
        "Fleet of 2026,,,\n\nAsset Tag,Manufacturer,Model,Price\n1,Hikvision,DS-2CD2143G2-I,100\n2,Axis,P3245-V,200\nTotal,,,300\n",
        "Asset Tag,Manufacturer,Model,Site\n1,Hikvision,DS-2CD2143G2-I,HQ\n,,,\nManufacturer,Model,Site,Asset Tag\nAxis,P3245-V,HQ,2\n",
        "Asset Tag,Manufacturer,Model,Site\n1,Hikvision,DS-2CD2143G2-I,HQ\nAsset Tag,Manufacturer,Model,Site\n2,Axis,P3245-V,HQ\nPage 1 of 1,,,\n",
    ] {
        fs::write(folder.at("s.csv"), sheet).unwrap();
        let account = |name: &str| {
            let text = folder.printed(&format!("check {name} {AUDIT}")).1;
            let sums: Vec<_> =
                text.lines().filter(|line| line.contains("s read ")).map(str::to_owned).collect();
            assert_eq!(sums.len(), 2, "{text}");
            sums
        };
        let once = account("s.csv");
        fs::write(folder.at("again.csv"), sheet_of(&folder, "s.csv")).unwrap();
        assert_eq!(account("again.csv"), once, "{sheet}");
        let _ = fs::remove_file(folder.at("again.xlsx"));
        folder.run(&format!("check s.csv {AUDIT} -q -o again.xlsx"));
        assert_eq!(account("again.xlsx"), once, "{sheet}");
    }
}

/// The sheets that tell of an audit hold no goods, and whoever has goods on one of that name can have it read.
#[test]
fn sheets_of_an_audit_are_no_inventories() {
    let folder = Folder::new();
    folder.run(&format!("check x.csv {AUDIT} -q -o back.xlsx"));
    let said = folder.printed(&format!("check back.xlsx {AUDIT}")).1;
    assert!(
        said.contains("an earlier audit has added the sheets `Summary`, `Set aside`"),
        "{said}"
    );
    let sums = |text: &str| {
        let line = text.lines().find(|line| line.starts_with("rows read"));
        line.map(str::to_owned).unwrap_or_default()
    };
    assert_eq!(sums(&said), sums(&folder.printed(&format!("check x.csv {AUDIT}")).1));
    let named = folder.printed(&format!("check back.xlsx --sheet Summary {AUDIT}")).1;
    assert!(!named.contains("an earlier audit has added"), "{named}");
}

/// Reports that lie among the inventories of a folder name the same goods once more.
#[test]
fn reports_in_a_folder_are_no_inventories() {
    let folder = Folder::new();
    fs::create_dir(folder.at("reg")).unwrap();
    fs::copy(folder.at("x.csv"), folder.at("reg/x.csv")).unwrap();
    let alone = folder.printed(&format!("check reg {AUDIT} --format concise"));
    let forms = [
        "text",
        "json",
        "jsonl",
        "csv-findings",
        "sarif",
        "junit",
        "gitlab",
        "github",
        "markdown",
        "concise",
        "html",
    ];
    for form in forms {
        let output = folder.run(&format!("check x.csv {AUDIT} --format {form}"));
        fs::write(folder.at(&format!("reg/report.{form}")), output.stdout).unwrap();
    }
    let (status, said) = folder.printed(&format!("check reg {AUDIT} --format concise"));
    let rows = |text: &str| {
        text.lines().filter(|line| !line.contains("warning")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(status, alone.0);
    assert_eq!(rows(&said), rows(&alone.1), "{said}");
    // On standard error, and in the report itself.
    assert_eq!(said.matches("(written by banlint)").count(), 2 * forms.len(), "{said}");
}
