//! Goods in places where few would look for them: each is a row, or told.

use std::fs;

use super::Folder;

/// Files with what `--format concise` says of them: the last line, and the maker that another names.
const FILES: [(&str, &str, &str, &str); 6] = [
    (
        "beside.json",
        r#"{"lobby":{"manufacturer":"Hikvision","model":"DS-2CD2143G0-I"},"devices":[{"manufacturer":"Axis","model":"P"}]}"#,
        "2 rows",
        "Hikvision (confirmed)",
    ),
    (
        "note.json",
        r#"{"devices":[{"manufacturer":"Axis","model":"P"}],"note":"Hikvision DS-2CD2143G0-I"}"#,
        "2 rows",
        "Hikvision (likely)",
    ),
    (
        "address.csv",
        "Asset,MAC,Model\n1,00:40:8c:11:22:33,P3245-V\n2,Hikvision DS-2CD2143G0-I,Cam\n",
        "2 rows",
        "Hikvision (confirmed)",
    ),
    (
        "behind.csv",
        "Asset,MAC,Model\n1,00:40:8c:11:22:33,P3245-V\n3,00:11:22:33:44:55 (Hikvision),Cam\n",
        "2 rows",
        "Hikvision (likely)",
    ),
    (
        "blocks.txt",
        "94-BF-94   (hex)\t\tNokia\n34-0A-98   (hex)\t\tHUAWEI TECHNOLOGIES CO.,LTD\n1C-BF-CE   (hex)\t\tIntel\n",
        "1 row",
        "Huawei (possible)",
    ),
    (
        "hosts.csv",
        "Host,MAC,Platform\ncore,00:40:8c:11:22:33,ios\nedge,00:11:22:33:44:55,zte\n",
        "2 rows",
        "ZTE (possible)",
    ),
];

#[test]
fn goods_in_unusual_places_are_found() {
    let folder = Folder::new();
    for (name, text, rows, maker) in FILES {
        fs::write(folder.at(name), text).unwrap();
        let (_, said) = folder.printed(&format!("check {name} --format concise"));
        assert!(said.contains(&format!("\n{rows}: ")) && said.contains(maker), "{name}: {said}");
    }
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
