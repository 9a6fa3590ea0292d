//! Goods in places where few would look for them: each is a row, or told.

use std::fs;

use super::Folder;

/// Files with what `--format concise` says of them: how they were read, and the maker that it names.
const FILES: [(&str, &str, &str, &str); 6] = [
    (
        "beside.json",
        r#"{"lobby":{"manufacturer":"Hikvision","model":"DS-2CD2143G0-I"},"devices":[{"manufacturer":"Axis","model":"P"}]}"#,
        "\n2 rows: ",
        "Hikvision (confirmed)",
    ),
    (
        "note.json",
        r#"{"devices":[{"manufacturer":"Axis","model":"P"}],"note":"Hikvision DS-2CD2143G0-I"}"#,
        "\n2 rows: ",
        "Hikvision (likely)",
    ),
    (
        "address.csv",
        "Asset,MAC,Model\n1,00:40:8c:11:22:33,P3245-V\n2,Hikvision DS-2CD2143G0-I,Cam\n",
        "\n2 rows: ",
        "Hikvision (confirmed)",
    ),
    (
        "behind.csv",
        "Asset,MAC,Model\n1,00:40:8c:11:22:33,P3245-V\n3,00:11:22:33:44:55 (Hikvision),Cam\n",
        "\n2 rows: ",
        "Hikvision (likely)",
    ),
    (
        "blocks.txt",
        "94-BF-94   (hex)\t\tNokia\n34-0A-98   (hex)\t\tHUAWEI TECHNOLOGIES CO.,LTD\n1C-BF-CE   (hex)\t\tIntel\n",
        "no row of an inventory (no header)",
        "Huawei (possible)",
    ),
    (
        "hosts.csv",
        "Host,MAC,Platform\ncore,00:40:8c:11:22:33,ios\nedge,00:11:22:33:44:55,zte\n",
        "\n2 rows: ",
        "ZTE (possible)",
    ),
];

#[test]
fn goods_in_unusual_places_are_found() {
    let folder = Folder::new();
    let lost = FILES.iter().filter(|(name, text, rows, maker)| {
        fs::write(folder.at(name), text).unwrap();
        let (_, said) = folder.printed(&format!("check {name} --format concise"));
        !said.contains(rows) || !said.contains(maker)
    });
    assert_eq!(lost.map(|(name, ..)| *name).collect::<Vec<_>>(), [""; 0]);
}

/// A building may be called after a company whatever stands in it.
#[test]
fn what_stands_in_a_building_is_not_of_whom_it_is_called_after() {
    let folder = Folder::new();
    fs::write(folder.at("s.csv"), "site,asset\nHuawei Building,HP printer\n").unwrap();
    let (_, said) = folder.printed("check s.csv -j US --format concise");
    assert!(said.contains("Huawei (possible)") && !said.contains("(likely)"), "{said}");
}

/// Objects that say what stands under a name are no header that could be left out.
#[test]
fn lists_of_named_values_are_refused() {
    let folder = Folder::new();
    let pairs = r#"[[{"key":"manufacturer","value":"Hytera"},{"key":"model","value":"PD785"}],[{"key":"manufacturer","value":"Axis"},{"key":"model","value":"P"}]]"#;
    fs::write(folder.at("pairs.json"), pairs).unwrap();
    let (status, said) = folder.printed("check pairs.json");
    assert!(status == Some(2) && said.contains("a list stands where an asset should"), "{said}");
}

/// A folder that is not looked into ends the run, since what is in it would be cleared in silence.
#[test]
fn a_folder_too_deep_is_told() {
    let folder = Folder::new();
    let deep = folder.at(&["d"; 65].join("/"));
    fs::create_dir_all(&deep).unwrap();
    fs::copy(folder.at("x.csv"), deep.join("x.csv")).unwrap();
    let (status, said) = folder.printed("check .");
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("this lies deeper"), "{said}");
}
