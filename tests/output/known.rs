//! Baselines: what is known fails no run, what is new does, and every form of report says which is which.

use std::fs;

use super::{Folder, SHEET};

/// An audit whose every row is decided, so that it is the same today and tomorrow.
const AUDIT: &str = "--as-of 2026-11-26 --org us-federal-contractor -j US --assume status=in-service --assume purpose=public-safety";
const NEW: &str = "A3,Dahua,IPC-HFW2831T-ZS,IP camera\n";

/// A folder with a baseline of its inventory, to which a row is added after that.
fn with_a_new_row() -> Folder {
    let folder = Folder::new();
    let (status, said) = folder.printed(&format!("baseline x.csv {AUDIT}"));
    assert_eq!(status, Some(0), "{said}");
    assert!(
        said.starts_with("wrote baseline.json: ") && said.contains("1 finding is known"),
        "{said}"
    );
    fs::write(folder.at("x.csv"), format!("{SHEET}{NEW}")).unwrap();
    folder
}

#[test]
fn only_what_is_new_fails() {
    let folder = Folder::new();
    folder.printed(&format!("baseline x.csv {AUDIT}"));
    let known = format!("check x.csv {AUDIT} --baseline baseline.json");
    let (status, said) = folder.printed(&known);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("New         nothing"), "{said}");

    fs::write(folder.at("x.csv"), format!("{SHEET}{NEW}")).unwrap();
    let (status, said) = folder.printed(&known);
    assert_eq!(status, Some(1));
    assert!(said.contains("violation  line 4: Dahua IPC-HFW2831T-ZS"), "{said}");
    assert!(!said.contains("violation  line 2"), "{said}");

    // Rows that moved are the same; a row that went is named.
    fs::write(folder.at("x.csv"), SHEET.replace("A1,Hikvision,DS-2CD2143G2-I", "A9,Axis,P3245-V"))
        .unwrap();
    let (status, said) = folder.printed(&known);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("that no row has") && said.contains("(A1)"), "{said}");
}

#[test]
fn the_settings_may_name_it_and_the_command_line_may_not_want_it() {
    let folder = Folder::new();
    folder.printed(&format!("baseline x.csv {AUDIT}"));
    fs::write(folder.at("banlint.toml"), "baseline = \"baseline.json\"\n").unwrap();
    let check = format!("check x.csv {AUDIT}");
    assert_eq!(folder.printed(&check).0, Some(0));
    assert_eq!(folder.printed(&format!("{check} --no-baseline")).0, Some(1));

    // Settings that name a file which is not there fail, and so does a baseline of another form or of no form at all.
    fs::rename(folder.at("baseline.json"), folder.at("moved.json")).unwrap();
    let (status, said) = folder.printed(&check);
    assert!(status == Some(2) && said.contains("baseline.json"), "{said}");
    let text = fs::read_to_string(folder.at("moved.json")).unwrap();
    for (changed, why) in [
        (text.replace("banlint/baseline/1", "banlint/baseline/9"), "banlint/baseline/9"),
        ("no JSON".to_owned(), "baseline.json"),
    ] {
        fs::write(folder.at("baseline.json"), changed).unwrap();
        let (status, said) = folder.printed(&check);
        assert!(status == Some(2) && said.contains(why), "{said}");
    }
}

#[test]
fn every_form_says_what_is_known() {
    let folder = with_a_new_row();
    let outputs = "-o r.txt -o r.json -o r.jsonl -o r.csv -o r.sarif -o r.html -o concise=r.concise -o csv-findings=f.csv";
    let check = format!("check x.csv {AUDIT} --baseline baseline.json -q {outputs}");
    assert_eq!(folder.printed(&check).0, Some(1));
    for (file, new, known) in [
        ("r.txt", "New         rows: 1 violation", "Known       baseline.json: 1 finding"),
        ("r.json", "\"baseline\":\"new\"", "\"baseline\":\"known\""),
        ("r.jsonl", "\"baseline\":\"new\"", "\"baseline\":\"known\""),
        ("r.csv", "(violation, not in the baseline)", "(violation, known from the baseline)"),
        ("r.sarif", "\"baselineState\":\"new\"", "\"baselineState\":\"unchanged\""),
        ("r.html", "rows: 1 violation", "baseline.json: "),
        ("r.concise", "not in the baseline", "known from the baseline"),
        ("f.csv", ",new", ",known"),
    ] {
        let text = fs::read_to_string(folder.at(file)).unwrap();
        assert!(text.contains(new), "{file}: {new}: {text}");
        assert!(text.contains(known), "{file}: {known}: {text}");
    }
}

#[test]
fn a_dash_is_standard_output() {
    let folder = Folder::new();
    let (status, printed) = folder.printed(&format!("baseline x.csv {AUDIT} -o -"));
    assert_eq!(status, Some(0));
    assert!(printed.starts_with("{\"schema\":\"banlint/baseline/1\""), "{printed}");
    let (status, printed) = folder.printed(&format!("check x.csv {AUDIT} -q -o json=- -o r.txt"));
    assert_eq!(status, Some(1));
    assert!(printed.starts_with("{\"schema\":\"banlint/report/"), "{printed}");
    assert_eq!(folder.names(), ["r.txt", "x.csv"]);
    for two in ["-o json=- -o text=-", "-o json=- --format text"] {
        let (status, said) = folder.printed(&format!("check x.csv {AUDIT} {two}"));
        assert!(status == Some(2) && said.contains("takes one"), "{said}");
    }
}

#[test]
fn what_differs_says_why_and_fails_on_what_is_worse() {
    let folder = Folder::new();
    fs::write(folder.at("y.csv"), format!("{SHEET}{NEW}")).unwrap();
    let (status, said) = folder.printed(&format!("diff x.csv y.csv {AUDIT}"));
    assert_eq!(status, Some(1), "{said}");
    assert!(said.starts_with("From x.csv (2 rows) to y.csv (3 rows)"), "{said}");
    assert!(said.contains("Dahua IPC-HFW2831T-ZS") && said.contains("The sheet"), "{said}");
    let (status, said) = folder.printed(&format!("diff y.csv x.csv {AUDIT}"));
    assert_eq!(status, Some(0), "{said}");
    assert_eq!(folder.printed(&format!("check x.csv {AUDIT} -q -o r.json")).0, Some(1));
    let (status, said) = folder.printed(&format!("diff r.json y.csv {AUDIT}"));
    assert_eq!(status, Some(1), "{said}");
}
