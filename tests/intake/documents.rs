//! Intake of JSON and XML documents and of text packed with zstd from the outside: what real software writes, what interfaces
//! answer, and what is said of spoilt ones.

use std::{
    fmt::Write,
    io::Cursor,
    path::{Path, PathBuf},
};

use crate::{FORMATS, options, shown_role, unspaced};
use banlint::{
    Field,
    asset::Role,
    intake::{
        ColumnUse, Entry, Error, ErrorKind, Fit, Inventories, Inventory, Options, ReadErrorKind,
        Warning, Why,
    },
};
use proptest::prelude::*;

fn document(name: &str) -> PathBuf {
    Path::new("tests/fixtures/intake/documents").join(name)
}

pub(crate) fn read(bytes: impl Into<Vec<u8>>) -> Result<Inventory, Error> {
    Inventory::from_reader("a.json", Cursor::new(bytes.into()), &options())
}

/// A row with its line, its filled cells under their headers, and its notes; or why it cannot be read.
fn row(inventory: &mut Inventory, asset: &mut banlint::Asset) -> Result<Option<String>, Error> {
    Ok(Some(match inventory.read(asset)? {
        Entry::End => return Ok(None),
        Entry::Asset { notes } => {
            let columns = asset.layout.columns().iter().zip(asset.all_cells());
            let cells = columns.filter(|(_, cell)| !cell.is_empty());
            let cells = cells.map(|(column, cell)| format!("{}={cell}", column.header));
            let cells = cells.collect::<Vec<_>>().join(" | ");
            format!("{} line {}: {cells} {notes:?}", asset.row, asset.line)
        }
        Entry::Unread { row, line, why } => format!("{row} line {line}: unread: {why}"),
        Entry::SetAside { line, why, .. } => format!("set aside line {line}: {why}"),
    }))
}

pub(crate) fn rows(inventory: &mut Inventory) -> Result<Vec<String>, Error> {
    let mut asset = inventory.asset();
    let mut rows = Vec::new();
    while let Some(shown) = row(inventory, &mut asset)? {
        rows.push(shown);
    }
    Ok(rows)
}

/// Every list as it is understood, and its rows.
fn shown(inventories: Vec<Inventory>) -> String {
    let mut text = String::new();
    for mut inventory in inventories {
        let seen = inventory.understanding();
        writeln!(text, "{}: {}, export {:?}", seen.label(), seen.kind(), seen.export).unwrap();
        assert_eq!(seen.header_lines, None);
        for column in &seen.columns {
            let role = shown_role(column.role);
            let (number, header, samples) = (column.number, &column.header, &column.samples);
            // Which systems use a word, other files say; here it matters how the header is read.
            let why = match &column.why {
                Why::Header { fit: Fit::Whole, .. } => "header".to_owned(),
                Why::Header { fit, .. } => format!("header, {fit:?}"),
                other => other.to_string(),
            };
            writeln!(text, "{number}. {header}: {role} ({why}) {samples:?}").unwrap();
        }
        for warning in &seen.warnings {
            writeln!(text, "warning: {warning}").unwrap();
        }
        for row in rows(&mut inventory).unwrap() {
            writeln!(text, "{row}").unwrap();
        }
        text.push('\n');
    }
    // No secret of the fixtures is kept anywhere.
    assert!(!text.contains("geheim"), "{text}");
    text
}

pub(crate) fn opened(name: &str) -> String {
    shown(Inventory::open_all(&document(name), &options()).unwrap())
}

fn error_of(name: &str, options: &Options) -> String {
    let outcome = Inventory::open_all(&document(name), options).and_then(|inventories| {
        inventories.into_iter().try_for_each(|mut inventory| rows(&mut inventory).map(|_| ()))
    });
    let file = document(name).display().to_string();
    outcome.unwrap_err().to_string().replace(&file, name)
}

fn error(bytes: impl Into<Vec<u8>>) -> String {
    let outcome = read(bytes).and_then(|mut inventory| rows(&mut inventory));
    outcome.map(|rows| rows.join("\n")).unwrap_err().to_string()
}

#[test]
fn json_lines_are_understood() {
    insta::assert_snapshot!(opened("lines.jsonl"));
}

#[test]
fn the_answer_of_netbox_is_understood() {
    insta::assert_snapshot!(opened("netbox.json"));
}

#[test]
fn the_answer_of_snipe_it_is_understood() {
    insta::assert_snapshot!(opened("snipeit_api.json"));
}

#[test]
fn the_answer_of_servicenow_is_understood() {
    insta::assert_snapshot!(opened("servicenow.json"));
}

#[test]
fn assets_inside_groups_are_rows() {
    insta::assert_snapshot!(opened("groups.json"));
}

#[test]
fn every_list_of_an_answer_is_an_inventory() {
    insta::assert_snapshot!(opened("lists.json"));
}

#[test]
fn pages_one_after_the_other_are_one_inventory() {
    insta::assert_snapshot!(opened("pages.json"));
}

#[test]
fn one_asset_is_an_inventory() {
    insta::assert_snapshot!(opened("one.json"));
}

#[test]
fn a_bill_of_material_is_understood() {
    insta::assert_snapshot!(opened("bom_1_6.xml"));
}

#[test]
fn an_older_bill_of_material_is_understood() {
    insta::assert_snapshot!(opened("bom_1_4_by_hand.json"));
}

#[test]
fn a_scan_of_a_network_is_understood() {
    insta::assert_snapshot!(opened("nmap_7_93.xml"));
}

/// The cells that state facts, whatever their order.
fn facts(mut inventory: Inventory) -> Vec<Vec<(Field, String)>> {
    let mut asset = inventory.asset();
    let mut rows = Vec::new();
    while inventory.read(&mut asset).unwrap() != Entry::End {
        let cells = Field::ALL.iter().flat_map(|&field| {
            asset.cells(field).map(move |cell| (field, cell.text.to_owned())).collect::<Vec<_>>()
        });
        rows.push(cells.collect());
    }
    rows
}

#[test]
fn a_bill_of_material_says_the_same_in_both_forms() {
    let [json, xml] = ["bom_1_6.json", "bom_1_6.xml"].map(|name| {
        let mut rows = facts(Inventory::open(&document(name), &options()).unwrap());
        rows.sort();
        rows
    });
    assert_eq!(json.len(), 6);
    assert_eq!(json, xml);
}

#[test]
fn documents_say_what_the_text_says_that_they_were_made_from() {
    let text = Path::new("data/samples/snipeit_export.csv");
    let text = facts(Inventory::open(text, &options()).unwrap());
    for (name, count) in [
        ("duckdb.jsonl", 160),
        ("duckdb_array.json", 20),
        ("snipeit_head.csv.zst", 20),
        ("frames.jsonl.zst", 20),
    ] {
        let inventory = Inventory::open(&document(name), &options()).unwrap();
        assert!(inventory.understanding().export.is_some());
        assert_eq!(facts(inventory), text[..count], "{name}");
    }
}

#[test]
fn packings_and_what_is_inside_are_two_things() {
    let kind = |name| {
        let inventory = Inventory::open(&document(name), &options()).unwrap();
        inventory.understanding().kind()
    };
    assert_eq!(kind("frames.jsonl.zst"), "JSON Lines packed with zstd");
    assert_eq!(kind("snipeit_head.csv.zst"), "text packed with zstd");
    assert_eq!(kind("duckdb_array.json"), "JSON");
}

#[test]
fn one_list_can_be_chosen() {
    let choosing = |name: &str| Options { sheets: vec![name.into()], ..options() };
    let lists = Inventory::open_all(&document("lists.json"), &choosing("data.Switches")).unwrap();
    let names: Vec<_> = lists.iter().map(|one| one.understanding().sheet.clone()).collect();
    assert_eq!(names, [Some("data.switches".to_owned())]);
    // Who asks for a list has it searched, even if no key of it is known to tell a maker.
    let lists = Inventory::open_all(&document("lists.json"), &choosing("data.people")).unwrap();
    let warnings = &lists[0].understanding().warnings;
    assert!(matches!(warnings[0], Warning::TextAlone { .. }), "{warnings:?}");
    let messages = [
        error_of("lists.json", &choosing("data.printers")),
        error_of("lines.jsonl", &choosing("data")),
    ];
    insta::assert_snapshot!(messages.join("\n"));
}

#[test]
fn files_that_cannot_be_read_say_what_to_do() {
    let names = ["cut.csv.zst", "wide_window.csv.zst"];
    let messages = names.map(|name| error_of(name, &options()));
    insta::assert_snapshot!(messages.join("\n"));
}

const ROW: &str = "{\"model\": \"P3245\", \"serial\": \"1\"}";

#[test]
fn documents_that_cannot_be_read_say_what_to_do() {
    let long = format!("[{ROW},\n{{\"model\": \"{}\"}}]", "x".repeat(20 << 20));
    let bom = |inner: &str| {
        format!(
            "<?xml version=\"1.0\"?>\n<bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\">{inner}"
        )
    };
    let part = "<components>\n<component type=\"device\"><name>P3245</name></component>";
    let deep = format!("{part}{}", "<a>".repeat(100_000));
    let cases = [
        ("cut in a list", format!("[{ROW},\n{{\"model\": \"P32")),
        ("cut in an answer", format!("{{\"results\": [{ROW},\n{ROW}")),
        ("cut behind a comma", format!("[{ROW},")),
        ("trailing comma", format!("[{ROW},\n]")),
        ("no comma", format!("[{ROW}\n{ROW}]")),
        ("trailing comma in an answer", format!("{{\"results\": [{ROW},\n]}}")),
        ("something behind a list", format!("[{ROW}]\nx")),
        ("an empty list", "[]".to_owned()),
        ("an empty answer", "{\"count\": 0, \"results\": []}".to_owned()),
        ("an empty object", "{}".to_owned()),
        ("empty objects", "[{}, {}]".to_owned()),
        ("lists in a list", "[[\"a\", \"b\"],\n[\"P3245\", \"1\"]]".to_owned()),
        ("short lists in a list", "[[1], [2]]".to_owned()),
        ("numbers in a list", "[1, 2, 3]".to_owned()),
        ("a text", "\"model\"".to_owned()),
        ("a number", "12".to_owned()),
        ("no inventory", "[{\"invoice\": 1, \"amount\": 2}]".to_owned()),
        (
            "no inventory in an answer",
            "{\"a\": [{\"invoice\": 1}], \"b\": [{\"x\": 2}]}".to_owned(),
        ),
        ("a long object", long.clone()),
        ("a long line", long.replace("[{", "{").replace(']', "").replace("},", "}")),
        ("a long object in an answer", format!("{{\"results\": {long}}}")),
        ("XML that is cut short", bom(part)),
        ("XML that is cut in an object", bom(&part.replace("</component>", ""))),
        ("XML that is cut in a tag", bom(&part.replace("</component>", "</comp"))),
        ("XML with tags that do not fit", bom(&part.replace("</name>", "</nam>"))),
        (
            "XML with a missing quote",
            bom(&part.replace("<component ", "<component bom-ref=\"A ").repeat(2)),
        ),
        ("XML that is deep", bom(&deep)),
        ("XML with a long object", bom(&part.replace("P3245", &"x".repeat(20 << 20)))),
        ("XML without rows", bom("<components/></bom>")),
        ("XML with two documents", bom(&format!("{part}</components></bom><bom/>"))),
        ("XML of another kind", "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:x\"/>".to_owned()),
        ("XML of another kind in its name", "<bom xmlns=\"http://example.org/bom\"/>".to_owned()),
        (
            "XML that does not say what it is",
            "<Response>\n  <Item>\n    <Colour>red</Colour>\n  </Item>\n</Response>\n".to_owned(),
        ),
        ("a web page", "<?xml version=\"1.0\"?><html xmlns=\"x\"></html>".to_owned()),
    ];
    let shown = cases.map(|(name, text)| format!("{name}: {}", error(text)));
    insta::assert_snapshot!(shown.join("\n"));
}

/// A table of lists without a header is searched line by line, as a sheet without one is.
#[test]
fn lists_without_a_header_are_searched() {
    let text = "[\n[\"c-1\", \"Acme 6MP camera\", \"Acme\", [\"PoE\", \"IP67\"]],\n[\"c-2\", \"Globex NVR\", 4, null]\n]\n";
    let bytes = Cursor::new(text.as_bytes().to_vec());
    let opened = Inventories::from_reader("a.json", bytes, &options()).unwrap();
    let (mut all, lack) = opened.into_parts();
    assert!(all.len() == 1 && all[0].understanding().unread.is_some());
    let lines = rows(&mut all[0]).unwrap().join("\n");
    insta::assert_snapshot!(format!("{lines}\nif nothing is found: {}", lack.unwrap()));
}

#[test]
fn one_bad_object_is_one_unread_row() {
    let deep = format!("{{\"model\": {}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let many = format!("{{\"model\": [{}1]}}", "1,".repeat(300_000));
    let latin = [b"{\"model\": \"\xfc".as_slice(), "Gerät für Tür\"}".as_bytes()].concat();
    let bad: Vec<Vec<u8>> =
        [deep.as_str(), &many, "null", "12", "\"x\"", "[1]", "{\"a\":\"\\ud800\"}"]
            .iter()
            .map(|text| text.as_bytes().to_vec())
            .chain([latin])
            .collect();
    let separated = |between: &str| {
        let mut text = ROW.as_bytes().to_vec();
        for bad in &bad {
            text.extend(between.bytes());
            text.extend(bad);
        }
        [text, between.as_bytes().to_vec(), ROW.as_bytes().to_vec()].concat()
    };
    let lines = rows(&mut read(separated("\n")).unwrap()).unwrap();
    let list = [b"[".to_vec(), separated(",\n"), b"]".to_vec()].concat();
    let list = rows(&mut read(list).unwrap()).unwrap();
    assert_eq!(lines, list);
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn entities_are_never_expanded_nor_passed_over() {
    let bomb = r#"<?xml version="1.0"?>
<!DOCTYPE bom SYSTEM "file:///etc/passwd">
<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components>
<component type="&b;"><name>R&amp;D &#65;&b;<![CDATA[<&b;>]]></name><description>&c; &lt;b&gt;</description></component>
</components></bom>"#;
    let shown = rows(&mut read(bomb).unwrap()).unwrap();
    let row = "1 line 4: type=&b; | name=R&D A&b;<&b;> | description=&c; <b> []";
    assert_eq!(shown, [row]);
    let declared = bomb.replace("\"file:///etc/passwd\"", "\"x\" [<!ENTITY b \"&a;&a;\">]");
    let said = read(declared).err().map_or_else(String::new, |error| error.to_string());
    assert!(said.contains(":2: ") && said.contains("declares entities"), "{said}");
}

#[test]
fn the_encoding_is_found_as_for_any_text() {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let list = "[{\"model\": \"Gerät\", \"serial\": \"1\"}]";
    let lines = "{\"model\": \"Gerät\"}\n{\"model\": \"P3245\"}\n";
    let xml = "<?xml version=\"1.0\" encoding=\"utf-16\"?><bom xmlns=\"http://cyclonedx.org/schema/bom/1.5\"><components><component><name>Gerät</name></component></components></bom>";
    let latin = xml.replace("utf-16", "iso-8859-1");
    let latin: Vec<u8> = latin.chars().map(|letter| u8::try_from(letter).unwrap()).collect();
    for bytes in [
        list.as_bytes().to_vec(),
        format!("\u{feff}{list}").into_bytes(),
        wide(&format!("\u{feff}{list}")),
        wide(list),
        wide(lines),
        wide(xml),
        wide(&format!("\u{feff}{xml}")),
        latin,
    ] {
        let mut inventory = read(bytes).unwrap();
        let mut asset = inventory.asset();
        inventory.read(&mut asset).unwrap();
        assert_eq!(asset.first(Field::Model), Some("Gerät"));
    }
}

#[test]
fn a_table_written_column_by_column_is_turned_round() {
    let text = r#"{"model": {"0": "P3245", "2": "C800"}, "serial": {"0": 1, "1": 2, "2": null}}"#;
    let shown = rows(&mut read(text).unwrap()).unwrap();
    let expected =
        ["1 line 1: model=P3245 | serial=1 []", "2 line 1: model=C800 []", "3 line 1: serial=2 []"];
    assert_eq!(shown, expected);
}

/// What a switch has seen at its ports is none of its own addresses; its own interfaces are.
#[test]
fn addresses_of_others_are_no_facts() {
    let text = r#"[{"model": "U7", "interfaces": [{"mac": "00:0F:C9:00:00:01", "seen": [{"mac": "44:19:B6:00:00:02"}]}],
        "lldp": [{"mac": "44:19:B6:00:00:03"}], "neighbor": {"mac": "44:19:B6:00:00:04", "serial": "X"}}]"#;
    let mut inventory = read(text).unwrap();
    let mut asset = inventory.asset();
    inventory.read(&mut asset).unwrap();
    let macs: Vec<_> = asset.cells(Field::Mac).map(|cell| cell.text).collect();
    assert_eq!(macs, ["00:0F:C9:00:00:01"]);
    assert_eq!(asset.first(Field::Serial), None);
    assert!(asset.all_cells().any(|cell| cell.contains("44:19:B6:00:00:02")));
}

/// Rows beyond those that are looked at bring columns of their own.
#[test]
fn columns_that_come_late_are_columns() {
    let mut text = format!("{ROW}\n").repeat(1000);
    text.push_str(
        "{\"model\": \"C800\", \"details\": {\"manufacturer\": \"Hikvision\"}, \"Depot\": 1}\n",
    );
    text.push_str("{\"admin_password\": \"geheim\", \"serial\": \"2\", \"colour\": \"white\", \"#\": \"x\"}\n");
    text.push_str(ROW);
    let named = |column: &str| {
        let mut options = options();
        options.columns.insert(column.into(), ColumnUse::Field(Field::Site));
        Inventory::from_reader("a.jsonl", Cursor::new(text.clone().into_bytes()), &options)
    };
    let mut inventory = named("Depot").unwrap();
    assert_eq!(inventory.understanding().columns.len(), 2);
    let shown = rows(&mut inventory).unwrap();
    assert_eq!(
        shown[999..],
        [
            "1000 line 1000: model=P3245 | serial=1 []",
            "1001 line 1001: model=C800 | details.manufacturer=Hikvision | Depot=1 []",
            "1002 line 1002: serial=2 | colour=white | #=x []",
            "1003 line 1003: model=P3245 | serial=1 []",
        ]
    );
    let columns = inventory.layout().columns().iter();
    let columns: Vec<_> = columns.map(|column| (column.header.as_str(), column.role)).collect();
    assert_eq!(
        columns[2..],
        [
            ("details.manufacturer", Role::Field(Field::Manufacturer)),
            ("Depot", Role::Field(Field::Site)),
            ("admin_password", Role::Secret),
            ("colour", Role::Text),
            ("#", Role::Text),
        ]
    );
    let error = rows(&mut named("Colour of it").unwrap()).unwrap_err().to_string();
    assert!(error.starts_with("a.jsonl: no column is called `Colour of it`"), "{error}");
}

/// A document of ever new keys has no more than so many columns, and loses nothing.
#[test]
fn columns_without_end_are_one_text() {
    let object = |at: usize| {
        format!(
            "{{\"model\": \"P3245\", \"colour {at}\": \"value{at}\", \"{at} password\": \"geheim\"}}"
        )
    };
    let text: Vec<_> = (0..3000).map(object).collect();
    let mut inventory = read(text.join("\n")).unwrap();
    let shown = rows(&mut inventory).unwrap();
    assert_eq!(shown.len(), 3000);
    assert_eq!(shown[9], "10 line 10: model=P3245 | colour 9=value9 []");
    assert_eq!(shown[2999], "3000 line 3000: model=P3245 | (more)=colour 2999: value2999 []");
    assert_eq!(inventory.layout().columns().len(), 2048);
}

#[test]
fn a_stream_ends_in_the_middle_without_harm() {
    let text = format!("{ROW}\n").repeat(100_000);
    let mut inventory = read(text).unwrap();
    let mut asset = inventory.asset();
    inventory.read(&mut asset).unwrap();
    drop(inventory);
}

/// A flat object: some keys, each with a value as JSON writes it, and as a cell holds it.
fn objects() -> impl Strategy<Value = Vec<Vec<(String, String, String)>>> {
    let key = prop::sample::select(vec!["model", "serial", "a", "b.c", "ü 1", "Notes", "x\"y"]);
    // Without the signs behind which passwords stand, and a letter of the shortest word for one, as those are hidden, and without a hyphen
    // behind a backslash, which is read as the hyphen alone, without the sign of letters by number, and without the sign that begins tags, which
    // are taken out of names.
    let text = "[ -9;>-oq-~äß漢😀\\n\\t\"\\\\]{0,12}"
        .prop_filter("read otherwise", |text| {
            !["\\-", "\\_", "%"].iter().any(|sign| text.contains(sign))
        })
        .prop_map(|text: String| (serde_json::to_string(&text).unwrap(), text.trim().to_owned()));
    let number =
        "-?[1-9][0-9]{0,30}(\\.[0-9]{1,20})?".prop_map(|number: String| (number.clone(), number));
    let word = prop::sample::select(vec![("true", "true"), ("false", "false"), ("null", "")])
        .prop_map(|(json, cell)| (json.to_owned(), cell.to_owned()));
    let value = prop_oneof![text, number, word];
    let object = prop::collection::btree_map(key, value, 1..6).prop_map(|members| {
        let members = members.into_iter();
        members.map(|(key, (json, cell))| (key.to_owned(), json, cell)).collect()
    });
    prop::collection::vec(object, 1..400)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A thread that dies over spoilt bytes would be an error that calls the file damaged.
    #[test]
    fn whatever_is_spoilt_comes_to_an_end(
        name in prop::sample::select(vec![
            "groups.json", "lists.json", "lines.jsonl", "pages.json", "netbox.json", "bom_1_6.xml", "bom_1_6.json",
            "frames.jsonl.zst",
        ]),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in any::<prop::sample::Index>(),
        cuts in any::<bool>(),
    ) {
        let mut bytes = std::fs::read(document(name)).unwrap();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cuts {
            bytes.truncate(cut.index(bytes.len()));
        }
        let outcome = read(bytes).and_then(|mut inventory| rows(&mut inventory));
        let is_lost = matches!(
            &outcome,
            Err(Error { kind: ErrorKind::Read(ReadErrorKind::Damaged(_)), .. })
        );
        prop_assert!(!is_lost, "{:?}", outcome);
    }

    #[test]
    fn a_list_and_lines_of_the_same_objects_are_the_same_rows(objects in objects()) {
        let texts: Vec<_> = objects.iter().map(|object| {
            let member = |(key, json, _): &(String, String, String)| {
                format!("{}: {json}", serde_json::to_string(key).unwrap())
            };
            format!("{{{}}}", object.iter().map(member).collect::<Vec<_>>().join(", "))
        }).collect();
        // Whatever the rows hold, the first is known to be one of an inventory, and each is told from an empty one.
        let first = "{\"manufacturer\": \"Axis\", \"model\": \"x\"}".to_owned();
        let with = |between: &str| [std::slice::from_ref(&first), texts.as_slice()].concat().join(between);
        for text in [with("\n"), format!("[{}]", with(", ")), format!("{{\"rows\": [{}]}}", with(",\n"))] {
            let mut inventory = read(text).unwrap();
            let mut asset = inventory.asset();
            inventory.read(&mut asset).unwrap();
            for object in &objects {
                let filled: Vec<_> = object
                    .iter()
                    .filter(|(_, _, cell)| !FORMATS.is_empty_value(cell))
                    .map(|(key, _, cell)| (key.clone(), unspaced(cell)))
                    .collect();
                match inventory.read(&mut asset).unwrap() {
                    Entry::Asset { .. } => {
                        let columns = asset.layout.columns().iter().zip(asset.all_cells());
                        let mut cells: Vec<_> = columns
                            .filter(|(_, cell)| !cell.is_empty())
                            .map(|(column, cell)| (column.header.clone(), unspaced(cell)))
                            .collect();
                        cells.sort();
                        prop_assert_eq!(cells, filled);
                    }
                    Entry::SetAside { .. } => {}
                    other => prop_assert!(false, "{:?}", other),
                }
            }
            prop_assert_eq!(inventory.read(&mut asset).unwrap(), Entry::End);
        }
    }
}
