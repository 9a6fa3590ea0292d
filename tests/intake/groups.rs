//! Documents whose assets stand in several shapes beside each other: lists, single objects, objects under keys, texts, and tables
//! written as lists of lists. Nothing of them is lost, and no two become one.

use std::{io::Write, path::Path};

use crate::{
    documents::{read, rows},
    options,
};
use banlint::{
    Field,
    intake::{Inventory, Options, Quote},
};

/// The rows of every list of a document, each behind the name of its list, and the warnings.
fn all(text: &str) -> Vec<String> {
    let mut shown = Vec::new();
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    for mut inventory in Inventory::open_all(file.path(), &options()).unwrap() {
        let seen = inventory.understanding();
        let list = seen.sheet.clone().map_or(String::new(), |sheet| format!("{sheet}: "));
        let warnings = seen.warnings.iter().map(|warning| format!("warning: {warning}"));
        shown.extend(warnings.collect::<Vec<_>>());
        shown.extend(rows(&mut inventory).unwrap().iter().map(|row| format!("{list}{row}")));
    }
    shown
}

#[test]
fn an_object_of_assets_under_keys_is_no_asset() {
    let text = r#"{"cam1": {"manufacturer": "Hikvision", "model": "DS-2CD2143G2-I"},
        "rtr": {"manufacturer": "Huawei", "model": "AR651"}}"#;
    let expected = [
        "1 line 1: (entry)=cam1 | manufacturer=Hikvision | model=DS-2CD2143G2-I []",
        "2 line 2: (entry)=rtr | manufacturer=Huawei | model=AR651 []",
    ];
    assert_eq!(all(text), expected);
    // Parts that tell of one asset together stay one row.
    let one = r#"{"device": {"serial": "S1"}, "type": {"manufacturer": "Axis", "model": "P3245"}}"#;
    assert_eq!(rows(&mut read(one).unwrap()).unwrap().len(), 1);
}

#[test]
fn an_asset_next_to_lists_hides_none_of_them() {
    let site = r#""devices": [{"manufacturer": "Cisco", "model": "ASA"}],
        "radios": ["Hytera PD785", "Motorola DP4400"],
        "router": {"make": "Huawei", "model": "AR651"},
        "switches": {"sw1": "ZTE 5960", "password": "hunter2"}}"#;
    let alone = all(&format!("{{\"site\": \"HQ\", {site}"));
    let expected = [
        "devices: 1 line 1: manufacturer=Cisco | model=ASA | site=HQ []",
        "radios: 1 line 2: model=Hytera PD785 | site=HQ []",
        "radios: 2 line 2: model=Motorola DP4400 | site=HQ []",
        "router: 1 line 3: make=Huawei | model=AR651 | site=HQ []",
        "switches: 1 line 4: (entry)=sw1 | model=ZTE 5960 | site=HQ []",
    ];
    assert_eq!(alone, expected);
    // In a list of sites it is the same, whether the list is the document or stands in it.
    let grouped = [
        "1 line 1: manufacturer=Cisco | model=ASA | site=HQ []",
        "2 line 1: model=Hytera PD785 | site=HQ []",
        "3 line 1: model=Motorola DP4400 | site=HQ []",
        "4 line 1: model=AR651 | site=HQ | make=Huawei []",
        "5 line 1: model=ZTE 5960 | site=HQ | (entry)=sw1 []",
    ];
    let sites = format!("[{{\"site\": \"HQ\", {site}]").replace('\n', " ");
    assert_eq!(all(&sites), grouped);
    let held = all(&format!("{{\"sites\": {sites}}}"));
    assert_eq!(held, grouped.map(|row| format!("sites: {row}")));
}

#[test]
fn parts_of_an_asset_are_no_assets_of_their_own() {
    for text in [
        r#"[{"name": "nvr", "device_type": {"manufacturer": {"name": "Dahua"}, "model": "NVR5216"},
            "disks": [{"manufacturer": "Seagate", "model": "ST4000"}]}]"#,
        r#"[{"make": "Acme", "model": "Kit 4", "cameras": [{"serial": "S1"}, {"serial": "S2"}]}]"#,
        r#"[{"hardware": {"vendor": "Dell", "serial": "1"}, "softwares": [{"publisher": "ZTE"}]}]"#,
    ] {
        assert_eq!(all(text).len(), 1, "{text}");
    }
}

/// Cameras share the place of their recorder. Its maker did not make them, and neither did whom a group names around both.
#[test]
fn assets_attached_to_another_are_rows_of_their_own() {
    let recorder = r#"{"make": "Axis", "model": "S1148", "site": "HQ", "cameras": [
        {"make": "Hikvision", "model": "DS-2CD2143G2-I"}, {"model": "M3045", "site": "Yard"}]}"#;
    let rows = [
        "line 1: make=Axis | model=S1148 | site=HQ []",
        "line 2: make=Hikvision | model=DS-2CD2143G2-I | site=HQ []",
        "line 2: model=M3045 | site=Yard []",
    ];
    let numbered = |rows: [&str; 3]| [1, 2, 3].map(|at| format!("{at} {}", rows[at - 1]));
    assert_eq!(all(recorder), numbered(rows));
    assert_eq!(all(&format!("[{recorder}]")), numbered(rows));
    let group = format!(r#"[{{"make": "Dahua", "recorders": [{recorder}]}}]"#);
    assert_eq!(all(&group), numbered(rows));
    let entries = format!(r#"[{{"recorders": {{"r1": {recorder}, "r2": {{"model": "S1"}}}}}}]"#);
    assert_eq!(all(&entries).len(), 4);
    assert!(all(&entries)[1].contains("make=Hikvision"), "{:?}", all(&entries));
}

#[test]
fn what_is_next_to_lists_is_read_or_named() {
    let text = r#"{"generated": "2024-01-01", "count": 2, "tags": ["core"], "next": ["http://x/2"],
        "remark": "the router is a Huawei AR651", "meta": {"note": "see the old list of ZTE"},
        "cameras": [{"make": "Axis", "model": "P3245-V"}],
        "phones": ["ZTE Blade"],
        "switches": [["sw1", "Huawei S5735"]]}"#;
    let expected = [
        "warning: only searched as text, as it stands beside the assets and is none that is known: `tags`, `remark`, `meta.note`; put what is an asset there into a list of its own, with keys such as manufacturer and model",
        "cameras: 1 line 3: make=Axis | model=P3245-V []",
        "phones: 1 line 4: model=ZTE Blade []",
        "switches: 1 line 5: description=sw1 Huawei S5735 []",
    ];
    assert_eq!(all(text), expected);
}

/// However deep groups stand in each other, each is looked into once.
#[test]
fn groups_inside_groups_cost_what_they_are_long() {
    for inner in ["{\"note\": \"x\"}", "{\"model\": \"P3245\"}", "[]"] {
        let deep = format!("{}{inner}{}", "{\"cameras\": [".repeat(30), "]}".repeat(30));
        let text = format!("[{{\"model\": \"C800\"}}, {deep}]");
        assert_eq!(rows(&mut read(text).unwrap()).unwrap().len(), 2, "{inner}");
    }
}

/// What else a group holds is searched once, with its first row.
#[test]
fn what_else_a_group_holds_is_kept() {
    let text = r#"[{"name": "HQ", "devices": [{"model": "ASA", "serial": "1"}, {"model": "C9300", "serial": "2"}],
        "contacts": [{"name": "Bob", "password": "hunter2"}], "remark": "a Huawei router too"},
        {"name": "Depot", "devices": [], "remark": "the router is a Huawei AR651"},
        {"name": "Yard", "devices": []},
        {"name": "Quay", "devices": [], "radios": ["Hytera PD785"]}]"#;
    let expected = [
        "1 line 1: model=ASA | serial=1 | enclosing.name=HQ | enclosing.remark=a Huawei router too | enclosing.contacts.content=name: Bob []",
        "2 line 1: model=C9300 | serial=2 | enclosing.name=HQ | enclosing.remark=a Huawei router too []",
        "3 line 3: unread: it names no asset and holds none, as the objects before it do; expected a list of assets: see what it says instead, and export it again",
        "set aside line 4: it says that nothing is there",
        "4 line 5: model=Hytera PD785 | enclosing.name=Quay []",
    ];
    assert_eq!(all(text), expected);
    let held = all(&format!("{{\"sites\": {text}}}"));
    assert_eq!(held[2], "sites: 3 line 3: name=Depot | remark=the router is a Huawei AR651 []");
}

/// What the same store says of all its records, such as the name of an index, is the number of none.
#[test]
fn what_is_the_same_in_every_row_numbers_none() {
    let text = r#"{"hits": {"hits": [{"_index": "assets", "_id": "1", "_source": {"model": "P3245"}},
        {"_index": "assets", "_id": "2", "_source": {"model": "C800"}}]}}"#;
    let mut inventory = read(text).unwrap();
    let mut asset = inventory.asset();
    inventory.read(&mut asset).unwrap();
    assert_eq!(asset.first(Field::AssetId), Some("1"));
    let column = &inventory.understanding().columns[0];
    assert_eq!(
        column.why.to_string(),
        "the header says asset-id, but the cells hold the same in every row"
    );
}

#[test]
fn what_is_said_of_text_alone_is_named() {
    let warnings = |path: &str| {
        let quote = Some(Quote::None);
        let encoding = Some("utf-8".to_owned());
        let options =
            Options { delimiter: Some(b';'), quote, encoding, header_line: Some(4), ..options() };
        let inventory = Inventory::open(Path::new(path), &options).unwrap();
        inventory.understanding().warnings.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let document = warnings("tests/fixtures/intake/documents/lines.jsonl");
    assert!(document.contains(&"--delimiter, --quote, --header-line: of no effect here, as the file is no text such as CSV (JSON Lines); leave it out, or check this file apart".to_owned()), "{document:?}");
    let book = warnings("tests/fixtures/intake/books/several.xlsx");
    assert!(book.contains(&"--encoding, --delimiter, --quote: of no effect here, as the file is no text such as CSV (Excel workbook (XLSX)); leave it out, or check this file apart".to_owned()), "{book:?}");
}

#[test]
fn tables_of_lists_are_tables() {
    let expected = [
        "1 line 1: make=Hikvision | model=DS-2CD2143G2-I | serial=F1 []",
        "2 line 1: make=Huawei | model=AR651 | (more)=spare []",
    ];
    let body = r#"["Hikvision", "DS-2CD2143G2-I", "F1"], ["Huawei", "AR651", null, "spare"]]"#;
    let names = r#"["make", "model", "serial"]"#;
    for text in [
        format!("[{names}, {body}"),
        format!("{{\"columns\": {names}, \"rows\": [{body}}}"),
        format!("{{\"columns\": {names}, \"index\": [0, 1], \"data\": [{body}}}"),
        format!(
            r#"{{"meta": [{{"name": "make", "type": "text"}}, {{"name": "model"}}, {{"name": "serial"}}], "data": [{body}}}"#
        ),
    ] {
        assert_eq!(all(&text), expected, "{text}");
    }
    let values = all(&format!("{{\"range\": \"A1:C3\", \"values\": [{names}, {body}}}"));
    assert_eq!(values, expected.map(|row| format!("values: {row}")));
}

/// Whether a company is the seller or the maker of goods is decided by the columns of their list, be it one of one item.
#[test]
fn a_device_of_which_only_a_vendor_is_told_is_a_row() {
    for text in [
        r#"{"a": {"b": {"c": [{"devices": [{"vendor": "Hikvision"}]}]}}}"#,
        r#"[{"devices": [{"vendor": "Hikvision"}]}]"#,
    ] {
        let rows = all(text);
        assert!(rows.len() == 1 && rows[0].contains("vendor=Hikvision"), "{rows:?}");
        assert!(!rows[0].contains("devices=vendor"), "{rows:?}");
    }
    let two = all(r#"[{"devices": [{"vendor": "Hikvision"}, {"vendor": "Axis"}]}]"#);
    assert_eq!(two.len(), 2, "{two:?}");
    // What a thing is licensed by is no thing.
    let licensed = all(r#"[{"name": "x", "licences": [{"vendor": "Hikvision"}]}]"#);
    assert_eq!(licensed.len(), 1, "{licensed:?}");
}

/// An object that names its maker alone is no row where nothing says that it is an asset, and is not passed over.
#[test]
fn what_names_a_maker_beside_assets_is_searched() {
    for text in [
        r#"{"cams": [{"make": "Axis", "model": "P3245"}], "x": {"y": {"vendor": "Huawei", "role": "switch"}}}"#,
        r#"{"cams": [{"make": "Axis", "model": "P3245"}], "core": {"make": "Huawei"}}"#,
    ] {
        let all = all(text);
        assert!(all.iter().any(|line| line.starts_with("warning: only searched")), "{all:?}");
    }
    let quiet = all(
        r#"{"by": {"name": "dump", "version": "2"}, "hq": {"d1": {"manufacturer": "Axis", "model": "P3245"}}}"#,
    );
    assert!(quiet.iter().all(|line| !line.starts_with("warning")), "{quiet:?}");
}
