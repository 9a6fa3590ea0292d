//! Lists of the user's own, as a whole run takes them. All companies, ids and orders in here are made up, in the forms that OpenSanctions
//! and the US Consolidated Screening List are published in.

use std::{fs, io::Write as _, path::Path, process::Output};

use super::Folder;

const SHEET: &str = "Tag,Manufacturer,Model,Category,Description,Supplier,Status\n\
    1,Brightlamp Optical Works,BL-1,IP camera,,,in service\n\
    2,Apple,iPad,Tablet,a total of hope for Apple and its apple total,,in service\n\
    3,Axis,P3245-V,IP camera,housing by Brightlamp Optical Works Co Ltd,,in service\n\
    4,Hikvision,DS-2CD2143G2-I,IP camera,,,in service\n\
    5,Axis,P3245,IP camera,,Brightlamp Optics,in service\n\
    6,Axis,P3245,IP camera,total hope,,in service\n\
    7,Brightlamp Optical Works Ltd,X,Lamp,,,disposed\n\
    8,Brightlamp Optical Worms,X,Lamp,,,in service\n";

const HEADER: &str = "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,program_ids,dataset,first_seen,last_seen,last_change\n";

/// A list in the form of targets.simple.csv.
fn table() -> String {
    let rest = "XX-MADEUP,xx_made_up,2025-01-01T00:00:00,2026-11-20T06:00:00,2026-10-01T00:00:00";
    let row =
        |id: &str, schema: &str, names: &str| format!("{id},{schema},{names},,xx,,,,,,{rest}\n");
    [
        HEADER.to_owned(),
        row(
            "NK-1",
            "Company",
            "\"Brightlamp Optical Works Co., Ltd.\",\"Brightlamp Optics;\"\"Lamp; Bright\"\"\"",
        ),
        row("NK-2", "Organization", "Hope,Apple;Total"),
        row("NK-3", "Person", "Ada Made-Up,"),
        row("NK-4", "Vessel", "MV Made-Up,"),
        row("NK-5", "Company", "\"Hangzhou Hikvision Digital Technology Co., Ltd.\","),
    ]
    .concat()
}

/// The same in the form of targets.nested.json.
fn lines() -> String {
    let entity = |id: &str, schema: &str, names: &str| {
        format!(
            r#"{{"id":"{id}","caption":"x","schema":"{schema}","properties":{{{names},"topics":["sanction"],"programId":["XX-MADEUP"]}},"datasets":["xx_made_up"],"last_seen":"2026-11-20T06:00:00"}}"#
        ) + "\n"
    };
    [
        entity(
            "NK-1",
            "Company",
            r#""name":["Brightlamp Optical Works Co., Ltd."],"alias":["Brightlamp Optics"]"#,
        ),
        entity("NK-2", "Organization", r#""name":["Hope"],"alias":["Apple","Total"]"#),
        entity("NK-3", "Person", r#""name":["Ada Made-Up"]"#),
        entity("NK-5", "Company", r#""name":["Hangzhou Hikvision Digital Technology Co., Ltd."]"#),
        r#"{"id":"NK-6","schema":"Company","properties":{"name":["Axis"]},"target":false}"#
            .to_owned(),
    ]
    .concat()
}

/// The same in the form of the CSV of the Consolidated Screening List.
fn screening() -> String {
    let header = "_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,standard_order,license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_tonnage,vessel_flag,vessel_owner,remarks,source_list_url,alt_names,citizenships,dates_of_birth,nationalities,places_of_birth,source_information_url,ids\n";
    let row = |id: &str, kind: &str, name: &str, others: &str| {
        format!(
            "{id},Made-up List (ML),,{kind},MADE-UP,{name},,,,2026-11-20,,,,,,,,,,,,,{others},,,,,,\n"
        )
    };
    [
        header.to_owned(),
        row("a1", "", "\"Brightlamp Optical Works Co., Ltd., and any successor, sub-unit, or subsidiary thereof\"", "Brightlamp Optics; Lamp Bright"),
        row("a2", "Entity", "Hope", "Apple; Total"),
        row("a3", "Individual", "Ada Made-Up", ""),
        row("a4", "", "\"Hangzhou Hikvision Digital Technology Co., Ltd.\"", ""),
    ]
    .concat()
}

/// The same in its JSON, over several lines.
fn results() -> String {
    r#"{
  "total": 4,
  "results": [
    {"id": "a1", "source": "Made-up List (ML)", "type": null, "programs": ["MADE-UP"],
     "name": "Brightlamp Optical Works Co., Ltd.", "alt_names": ["Brightlamp Optics"], "start_date": "2026-11-20"},
    {"id": "a2", "source": "Made-up List (ML)", "type": "Entity", "programs": [], "name": "Hope", "alt_names": ["Apple", "Total"]},
    {"id": "a3", "source": "Made-up List (ML)", "type": "Individual", "programs": [], "name": "Ada Made-Up", "alt_names": []},
    {"id": "a4", "source": "Made-up List (ML)", "type": "", "name": "Hangzhou Hikvision Digital Technology Co., Ltd.", "alt_names": []}
  ],
  "sources": []
}
"#
    .replace("\"type\": null", "\"type\": \"\"")
}

const RUN: &str = "check sheet.csv -j GB --as-of 2026-11-22";

fn folder() -> Folder {
    let folder = Folder::new();
    fs::write(folder.at("sheet.csv"), SHEET).unwrap();
    folder
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The verdict of each row that a list reaches, by its tag.
fn verdicts(output: &Output) -> Vec<(String, String)> {
    let found = text(&output.stdout);
    let mut records = csv::Reader::from_reader(found.trim_start_matches('\u{feff}').as_bytes());
    let header = records.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|one| one == name).unwrap();
    let (law, tag, verdict) = (column("law"), column("asset_id"), column("verdict"));
    let records = records.records().map(|record| record.unwrap());
    let listed = records.filter(|record| record[law].starts_with("list-"));
    listed.map(|record| (record[tag].to_owned(), record[verdict].to_owned())).collect()
}

#[test]
fn every_form_of_a_list_names_the_same_companies() {
    let folder = folder();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(table().as_bytes()).unwrap();
    let forms = [
        ("table.csv", table().into_bytes()),
        ("table.csv.gz", packed.finish().unwrap()),
        ("lines.json", lines().into_bytes()),
        ("screening.csv", ["\u{feff}", &screening()].concat().into_bytes()),
        ("results.json", results().into_bytes()),
    ];
    for (name, list) in forms {
        fs::write(folder.at(name), list).unwrap();
        let output = folder.run(&format!("{RUN} --list {name} --format csv-findings"));
        let mut found = verdicts(&output);
        found.sort();
        let shown: Vec<_> = found.iter().map(|(tag, verdict)| format!("{tag} {verdict}")).collect();
        assert_eq!(
            shown,
            ["1 review", "2 advisory", "3 advisory", "4 review", "5 advisory", "7 review"],
            "{name}: {}",
            text(&output.stderr)
        );
    }
}

/// What people read: who is named, by which list, of which day and on which terms, why, and what to do.
#[test]
fn a_list_in_the_report() {
    let folder = folder();
    fs::write(folder.at("list.csv"), table()).unwrap();
    let output = folder.run(&format!("{RUN} --list list.csv --details"));
    let report = text(&output.stderr) + &text(&output.stdout);
    insta::assert_snapshot!(report);
}

/// A list stands in the settings too, relative to them, and a finding of it can be accepted.
#[test]
fn a_list_in_the_settings_with_a_waiver() {
    let folder = folder();
    fs::write(folder.at("list.csv"), table()).unwrap();
    let settings = "[lists]\nfiles = ['list.csv']\n[[waiver]]\nregime = 'list-opensanctions'\n\
                    asset = ['1']\nby = 'J. Doe'\nreason = 'another company'\nuntil = 2027-01-31\n";
    fs::write(folder.at("banlint.toml"), settings).unwrap();
    let found = verdicts(&folder.run(&format!("{RUN} --format csv-findings")));
    assert!(found.contains(&("1".to_owned(), "waived".to_owned())), "{found:?}");
    assert!(found.contains(&("7".to_owned(), "review".to_owned())), "{found:?}");
}

/// A list takes nothing away from what the law says.
#[test]
fn a_list_clears_nothing() {
    let folder = folder();
    fs::write(folder.at("list.csv"), table()).unwrap();
    let law =
        "check sheet.csv -j US --org us-federal-agency --as-of 2026-11-22 --format csv-findings";
    let of_law = |output: &Output| {
        let lines = text(&output.stdout);
        let lines = lines.lines().filter(|line| !line.contains("list-opensanctions"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let without = of_law(&folder.run(law));
    assert!(without.len() > 1);
    assert_eq!(of_law(&folder.run(&format!("{law} --list list.csv"))), without);
}

/// Each fault with its file and line, what was expected and what to do.
#[test]
fn lists_that_cannot_be_used() {
    let folder = folder();
    let long = format!("{}\"{}", HEADER, "x".repeat(17 << 20));
    let long_entry = format!("{{\"results\":[{{\"id\":\"{}\"}}]}}", "x".repeat(17 << 20));
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(table().as_bytes()).unwrap();
    let mut packed = packed.finish().unwrap();
    packed.truncate(packed.len() / 2);
    let lines = lines();
    let results = results();
    let table = table();
    let cases: [(&str, &[u8]); 17] = [
        ("nameless.csv", &[HEADER, "NK-1,Company,,,,,,,,,,,,,,\n"].concat().into_bytes()),
        ("number.json", br#"{"results":[{"id":"1","source":"ML","name":42,"alt_names":["Brightlamp"]}]}"#),
        ("object.json", br#"{"id":"1","schema":"Company","properties":{"name":[{"x":1}],"topics":["sanction"]}}"#),
        ("twice.json", br#"{"results":[{"id":"1","source":"ML","name":"Foo Works Ltd","name":"Brightlamp Ltd"}]}"#),
        ("empty.csv", b""),
        ("blank.csv", b" \n\n"),
        ("header.csv", HEADER.as_bytes()),
        ("people.csv", &[HEADER, "NK-3,Person,Ada Made-Up,,,,,,,,,,,,,\n"].concat().into_bytes()),
        ("other.csv", b"Tag,Name\x1b[2J,Model\n1,2,3\n"),
        ("cut.csv", &table.as_bytes()[..table.len() - 60]),
        (
            "latin.csv",
            &[HEADER.as_bytes(), b"NK-1,Company,Caf\xe9 Works Ltd,,,,,,,,,,,,,\n"].concat(),
        ),
        ("long.csv", long.as_bytes()),
        ("cut.csv.gz", &packed),
        ("cut.json", &lines.as_bytes()[..lines.len() - 30]),
        ("cut_results.json", &results.as_bytes()[..results.len() - 60]),
        ("long.json", long_entry.as_bytes()),
        ("other.json", b"[{\"name\": \"x\", \"model\": 1}]"),
    ];
    let mut said = String::new();
    for (name, bytes) in cases {
        fs::write(folder.at(name), bytes).unwrap();
        let output = folder.run(&format!("{RUN} --list {name}"));
        assert_eq!(output.status.code(), Some(2), "{name}");
        said += &text(&output.stderr);
    }
    let output = folder.run(&format!("{RUN} --list nowhere.csv"));
    said += &text(&output.stderr);
    insta::assert_snapshot!(said);
}

/// An entry whose last day is past names nobody any more; on that day it still does.
#[test]
fn an_entry_that_has_ended_is_left_out() {
    let folder = folder();
    let ended = screening().replace(",2026-11-20,,", ",2024-12-10,2026-11-21,");
    fs::write(folder.at("list.csv"), ended).unwrap();
    let output = folder.run(&format!("{RUN} --list list.csv --format csv-findings"));
    let said = text(&output.stderr);
    assert!(verdicts(&output).is_empty(), "{said}");
    assert!(
        said.contains("0 companies") && said.contains("left out as no longer listed: 3"),
        "{said}"
    );
    let before = RUN.replace("2026-11-22", "2026-11-21");
    let output = folder.run(&format!("{before} --list list.csv --format csv-findings"));
    assert_eq!(verdicts(&output).len(), 6, "{}", text(&output.stderr));
}

/// Whoever can write the settings of a folder must not have a file of secrets shown by naming it as a list.
#[test]
fn a_file_that_is_no_list_shows_nothing_of_itself() {
    let folder = folder();
    let files: [(&str, &[u8]); 9] = [
        (".env", b"DB_PASSWORD=hunter2secret\nTOKEN=hunter2secret\n"),
        ("one.env", b"hunter2secret"),
        ("netrc", b"machine example.com login bob password hunter2secret\n"),
        ("tabs", b"id\tname\thunter2secret\n1\thunter2secret\tb\n"),
        ("environ", b"HOME=/root\0TOKEN=hunter2secret\0PATH=/bin\0"),
        ("text.json", b"[\"hunter2secret\"]"),
        ("map.json", b"{\"hunter2secret\": \"hunter2secret\", \"name\": 1}"),
        ("list.json", b"[[\"hunter2secret\"]]"),
        ("cut.json", b"{\"password\": \"hunter2secret"),
    ];
    for (name, bytes) in files {
        fs::write(folder.at(name), bytes).unwrap();
        let output = folder.run(&format!("{RUN} --list {name}"));
        assert_eq!(output.status.code(), Some(2), "{name}");
        let said = text(&output.stderr) + &text(&output.stdout);
        assert!(!said.contains("hunter2") && !said.contains("TOKEN"), "{name}: {said}");
        assert!(said.contains(name), "{said}");
    }
}

/// What a hostile list says is inert wherever it is shown.
#[test]
fn names_of_a_list_act_nowhere() {
    let folder = Folder::new();
    let name = "=HYPERLINK(\"\"x\"\") <script>alert(1)</script> \u{1b}[2J\u{202e}Red Works Ltd";
    let rest = "<b>,::error::x,2025-01-01,2026-11-20,2026-10-01";
    let list = format!("{HEADER}\"=1+1\u{7}\",Company,\"{name}\",,,xx,,,,,,{rest}\n");
    fs::write(folder.at("list.csv"), list).unwrap();
    let sheet =
        format!("Tag,Manufacturer,Model\n1,\"{}\",X\n", name.replace(['\u{1b}', '\u{202e}'], ""));
    fs::write(folder.at("sheet.csv"), sheet).unwrap();
    for form in [
        "text",
        "json",
        "jsonl",
        "csv",
        "csv-findings",
        "concise",
        "sarif",
        "junit",
        "github",
        "gitlab",
        "markdown",
        "html",
    ] {
        let output = folder.run(&format!("{RUN} --list list.csv --format {form} --threads 1"));
        let said = text(&output.stdout);
        assert!(said.contains("Red Works"), "{form}: {said}{}", text(&output.stderr));
        let acts = |letter: char| {
            letter.is_control() && !"\n\r\t".contains(letter) || letter == '\u{202e}'
        };
        assert!(!said.contains(acts), "{form}");
        assert!(
            !said.contains("<script>alert") || !["html", "markdown", "junit"].contains(&form),
            "{form}"
        );
        let cells =
            |line: &str| line.split(',').any(|cell| cell.trim_matches('"').starts_with('='));
        assert!(!form.starts_with("csv") || !said.lines().skip(1).any(cells), "{form}: {said}");
        assert!(!said.lines().any(|line| line.starts_with("::error")), "{form}");
    }
    let output = folder.run(&format!("{RUN} --list list.csv -o out.xlsx"));
    assert!(Path::new(&folder.at("out.xlsx")).exists(), "{}", text(&output.stderr));
}
