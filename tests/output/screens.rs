//! Lists and lines of which little is known are read on a few screens.

use super::*;

/// What is printed where nothing is said of the owner, in lines.
fn lines_without_owner(sheet: &str) -> usize {
    let folder = Folder::new();
    fs::write(folder.at("list.csv"), sheet).unwrap();
    let output = folder.run("check list.csv --as-of 2026-11-22");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("Audit of list.csv"), "{text}");
    text.lines().count()
}

/// Goods that differ by the name of their host alone are one kind, each question is asked once, and what there is no room for is counted.
#[test]
fn a_list_without_an_owner_is_read_on_a_few_screens() {
    let switch = |at: usize| {
        format!("sw-{at:04},10.1.{}.{},Huawei,2102{at:07},Floor {}\n", at / 250, at % 250, at % 9)
    };
    let switches: String = (0..1_000).map(switch).collect();
    let lines = lines_without_owner(&format!("Hostname,IP,Vendor,Serial,Location\n{switches}"));
    assert!(lines <= 63, "{lines}");

    let makers =
        ["Hikvision", "Dahua", "Uniview", "Huawei", "ZTE", "Hytera", "Tiandy", "Kaspersky"];
    let item = |at: usize| match at % 50 {
        0 => "Total,,,,\n".to_owned(),
        1 => format!("A{at},Hikvision,DS-2CD2{at}G2-I,IP camera,in service,more,cells\n"),
        2 => format!("A{at},Hikvision,DS-2CD2{at}G2-I,IP camera,removed 2023?\n"),
        _ => {
            let maker = makers[at % makers.len()];
            format!("A{at},{maker},DS-2CD2{at}G2-I,IP camera {},in service\n", at % 7)
        }
    };
    let many: String = (0..2_500).map(item).collect();
    let lines = lines_without_owner(&format!("Asset,Make,Model,Category,Status\n{many}"));
    assert!(lines <= 122, "{lines}");
}

/// The shipped sample is read in a few minutes.
#[test]
fn the_sample_is_read_on_a_few_screens() {
    let root = env!("CARGO_MANIFEST_DIR");
    let sample = format!("{root}/data/samples");
    let arguments =
        format!("check {sample}/inventory.csv --config {sample}/banlint.toml --as-of 2026-11-22");
    let text = String::from_utf8(Folder::new().run(&arguments).stdout).unwrap();
    let lines = text.lines().count();
    assert!((100..=290).contains(&lines), "{lines}");
}

/// Prose whose first line is taken for the header: what is listed is counted.
#[test]
fn a_header_that_names_a_maker_is_listed_and_counted() {
    let folder = Folder::new();
    let sheet = "Site round\nCamera no,Hikvision model,Notes\n1,DS-2CD2142FWD-I,fine\n2,DS-2CD2143G2-I,fine\n";
    fs::write(folder.at("round.csv"), sheet).unwrap();
    let said = folder.printed("check round.csv --details -o html=round.html -o text=-").1;
    assert!(said.contains("SET ASIDE, being no assets: 2 lines"), "{said}");
    assert!(said.contains("line 2: it was taken for the header: Camera no"), "{said}");
    assert!(said.contains("records read 4 = 2 rows + 2 set aside"), "{said}");
    let aside = said.split("SET ASIDE").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap();
    assert!(!aside.contains(" more\n"), "{said}");
}

#[test]
fn a_header_of_unknown_words_that_names_a_maker_is_a_row() {
    let folder = Folder::new();
    let walk = "Site walk round - Riverside depot\n\
                Main gate: 2 x Hikvision bullet, one with water ingress\n\
                Yard: Axis PTZ, fine\n\
                Stores: unknown dome, label says DS-2CD2142FWD-I\n\
                Canteen: Samsung TV\n\n\
                Signed: D. Ji\n";
    fs::write(folder.at("walk.txt"), walk).unwrap();
    let said = folder.printed("check walk.txt --details").1;
    assert!(said.contains("records read 6 = 4 rows + 2 set aside"), "{said}");
    assert!(said.contains("line 2: it was taken for the header, and searched as text"), "{said}");
}

/// A part alone makes a header of unknown words a row, and so does a maker in one of which a word is known.
#[test]
fn a_header_that_may_be_a_row_is_searched_for_parts() {
    let folder = Folder::new();
    for text in [
        "- USB: Quectel EC25-AF modem, Generic Storage, hub\n- Serial: COM3, COM4\n",
        "Modem Quectel EC25, antenna, SIM\nLaptop Dell, mouse\n",
    ] {
        fs::write(folder.at("list.txt"), text).unwrap();
        let said = folder.printed("check list.txt --details").1;
        assert!(said.contains("records read 2 = 2 rows") && said.contains("Quectel"), "{said}");
    }
}

/// One of the two cells is wrong, and nothing tells which.
#[test]
fn an_address_beside_another_maker_confirms_nothing() {
    let folder = Folder::new();
    let sheet = "MAC,Manufacturer,Model\nbc-9b-5e-b8-44-81,Dell,Latitude 5400\n";
    fs::write(folder.at("scan.csv"), sheet).unwrap();
    let said = folder.printed("explain scan.csv:2 -j US").1;
    assert!(said.contains("[likely]") && said.contains("the row says Dell"), "{said}");
}

#[test]
fn rows_cut_out_of_an_array_are_searched() {
    let folder = Folder::new();
    let text =
        "[\"Netgear\", \"192.168.1.1\"],\n[\"Hikvision DS-2CD2143G0-I\", \"192.168.1.64\"],\n";
    fs::write(folder.at("array.txt"), text).unwrap();
    let said = folder.printed("check array.txt").1;
    assert!(said.contains("Hikvision"), "{said}");
}

#[test]
fn a_text_that_is_no_inventory_is_said_to_be_none() {
    let folder = Folder::new();
    fs::write(
        folder.at("run.py"),
        "import sys, os, time\nfor path in sys.argv, os.sep:\n    print(path, 1)\n",
    )
    .unwrap();
    let (status, said) = folder.printed("check run.py -j US --format concise");
    assert!(status == Some(0) && said.contains("nothing in it looked like an inventory"), "{said}");
    let report = folder.printed("check run.py -j US -q --format text").1;
    assert!(report.contains("looked like an inventory"), "{report}");
    fs::write(folder.at("clean.csv"), "Manufacturer,Model\nAxis,P3245-V\n").unwrap();
    assert!(!folder.printed("check clean.csv").1.contains("looked like an inventory"));
}

#[test]
fn what_cannot_be_read_is_named_where_the_law_asks_for_it() {
    let folder = Folder::new();
    let text = "Make,Model,Purchase Date\nHikvision,DS-2CD2143G2-I,2021-02-30\nDahua,IPC-HDW2431T,last spring\n\
                Axis,P3245-V,some day\n";
    fs::write(folder.at("d.csv"), text).unwrap();
    let said = folder.printed("check d.csv -j US --org us-federal-agency").1;
    for says in [
        "d.csv:2: column `Purchase Date` says \"2021-02-30\", which is read as no day",
        "last spring",
    ] {
        assert!(said.contains(says), "{says}: {said}");
    }
    assert!(!said.contains("some day"), "nobody asks when that was bought: {said}");
}

#[test]
fn a_separator_that_stands_nowhere_is_named() {
    let folder = Folder::new();
    let said = folder.printed("check x.csv --delimiter ;").1;
    assert!(said.contains("`;`, which --delimiter says, stands nowhere"), "{said}");
    assert!(!folder.printed("check x.csv --delimiter ,").1.contains("stands nowhere"));
}
