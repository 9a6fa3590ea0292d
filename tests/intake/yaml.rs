//! Intake of YAML from the outside: registers, inventories of Ansible, several documents, and what is no YAML or asks for too much.

use std::io::Cursor;

use crate::{
    documents::{opened, rows},
    options,
};
use banlint::{
    asset::Asset,
    intake::{Error, Inventory},
};

fn read(file: &str, text: &str) -> Result<Inventory, Error> {
    Inventory::from_reader(file, Cursor::new(text.as_bytes().to_vec()), &options())
}

fn kind(file: &str, text: &str) -> String {
    read(file, text).unwrap().understanding().kind()
}

#[test]
fn a_register_is_understood() {
    insta::assert_snapshot!(opened("register.yaml"));
}

#[test]
fn hosts_under_keys_are_understood() {
    insta::assert_snapshot!(opened("hosts.yml"));
}

#[test]
fn what_merge_keys_take_over_belongs_to_the_asset() {
    insta::assert_snapshot!(opened("merged.yaml"));
}

#[test]
fn several_documents_are_one_inventory() {
    insta::assert_snapshot!(opened("types.yaml"));
}

#[test]
fn the_name_or_the_beginning_tells_yaml() {
    let list = "- model: P3245-V\n  manufacturer: Axis\n";
    assert_eq!(kind("a.yaml", list), "YAML");
    assert_eq!(kind("a.YML", list), "YAML");
    assert_eq!(kind("a.txt", &format!("---\n{list}")), "YAML");
    assert_eq!(kind("a.txt", &format!("# a register\n\n---\n{list}")), "YAML");
    assert_eq!(kind("a.txt", &format!("%YAML 1.2\n---\n{list}")), "YAML");
    assert_eq!(kind("a.yaml", "[{\"model\": \"P\\ud83d\\ude00\", \"serial\": \"1\"}]"), "JSON");
    let markdown =
        "---\ntitle: Register\n---\n\n| Manufacturer | Model |\n|---|---|\n| Axis | P3245 |\n";
    assert_eq!(kind("a.md", markdown), "text");
    assert_eq!(kind("a.txt", "Manufacturer: Axis\nModel: P3245-V\nSerial: 1\n"), "text");
}

#[test]
fn lines_are_those_of_the_file() {
    let text = "# one\r\n\r\ncameras:\r\n\r\n  - model: A1\r\n    serial: 1\r\n\r\n  # two\r\n  -\r\n    model: A2\r\n    serial: 2\r\n";
    let mut inventory = read("a.yaml", text).unwrap();
    let shown = rows(&mut inventory).unwrap();
    assert_eq!(shown, ["1 line 5: model=A1 | serial=1 []", "2 line 10: model=A2 | serial=2 []"]);
}

#[test]
fn what_cannot_be_read_says_where_and_what_to_do() {
    let row = "- model: P3245\n  serial: 1\n";
    let laughs = (1..30).fold("a0: &a0 [ha, ha, ha, ha]\n".to_owned(), |text, level| {
        let before = level - 1;
        text + &format!("a{level}: &a{level} [{}]\n", format!("*a{before},").repeat(9))
    });
    let cases = [
        ("an item that stands too far left", format!("{row} - model: P3246\n")),
        ("a tab", format!("{row}\tmodel: P3246\n")),
        ("two colons", format!("{row}- model: P3246: x\n")),
        ("a quote without end", format!("{row}- model: \"P3246\n")),
        ("a list without end", format!("{row}- tags: [a, b\n")),
        ("a template", format!("{row}{{% for one in all %}}\n")),
        ("an alias of nothing", format!("{row}- <<: *axis\n")),
        ("an alias in what it names", format!("{row}- &a [*a]\n")),
        ("a zero byte", format!("{row}- model: a\0b\n")),
        ("billion laughs", laughs),
        ("levels without end", "- ".repeat(1_000)),
        ("a text", "Axis P3245\n".to_owned()),
        ("a vault", "$ANSIBLE_VAULT;1.1;AES256\n62313365396662\n".to_owned()),
        ("nothing but comments", "# Axis P3245\n".to_owned()),
        ("no inventory", "on: push\njobs: {test: {steps: [{run: x}]}}\n".to_owned()),
    ];
    let messages = cases.map(|(what, text)| {
        let outcome = read("a.yaml", &text).and_then(|mut inventory| rows(&mut inventory));
        let said = outcome.map_or_else(|error| error.to_string(), |rows| rows.join("\n"));
        format!("{what}: {said}")
    });
    insta::assert_snapshot!(messages.join("\n"));
}

#[test]
fn aliases_cost_no_more_than_the_bound() {
    let hosts = "- <<: *a\n  serial: 1\n".repeat(2_000);
    let text = format!("- &a {{manufacturer: Axis, model: P3245-V}}\n{hosts}");
    let mut inventory = read("a.yaml", &text).unwrap();
    let (mut asset, mut count): (Asset, usize) = (inventory.asset(), 0);
    while let banlint::intake::Entry::Asset { .. } = inventory.read(&mut asset).unwrap() {
        assert_eq!(asset.line, count as u64 * 2 + u64::from(count == 0));
        count += 1;
    }
    assert_eq!(count, 2_001);
}
