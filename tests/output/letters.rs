//! Letters, and what letters, summaries and records say as the report does.

use super::*;

const LETTERS: &str = "letter x.csv -q --as-of 2026-11-26 --org us-federal-contractor --assume status=in-service --assume purpose=public-safety";

#[test]
fn letters_appear_in_a_folder_and_are_never_replaced() {
    let folder = Folder::new();
    assert_eq!(
        folder.run(&format!("{LETTERS} --to record,contracting-officer")).status.code(),
        Some(0)
    );
    let written = [
        "record-of-inquiry.docx",
        "record-of-inquiry.md",
        "us-ndaa-889-contracting-officer.docx",
        "us-ndaa-889-contracting-officer.md",
    ];
    let mut names: Vec<_> = fs::read_dir(folder.at("letters"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(names, written);
    let report = folder.at("letters/us-ndaa-889-contracting-officer.md");
    let text = fs::read_to_string(&report).unwrap();
    for said in [
        "by Friday 27 November 2026",
        "by Friday 11 December 2026",
        "| Hikvision | DS-2CD2143G2-I |",
        "**\\[to be filled in\\]**",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }

    // Somebody has filled it in.
    fs::write(&report, "Contract 4711").unwrap();
    let output = folder.run(LETTERS);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("may have been filled in"));
    assert_eq!(fs::read_to_string(&report).unwrap(), "Contract 4711");
}

/// What people note beside an item is for the house: it says no more of what the item is than that of another, and may say what no
/// reader outside is to know.
#[test]
fn a_report_describes_goods_by_their_kind_and_never_by_a_remark() {
    let folder = Folder::new();
    let sheet = "Asset Tag,Category,Manufacturer,Model,Notes\n\
                 A1,Dome camera,Hikvision,DS-2CD2143G2-I,entry of the vault\n\
                 A2,Dome camera,Hikvision,DS-2CD2347G2-LU,replaced an Axis camera\n";
    fs::write(folder.at("x.csv"), sheet).unwrap();
    let arguments = format!("{LETTERS} --to contracting-officer --format md");
    assert_eq!(folder.run(&arguments).status.code(), Some(0));
    let report = folder.at("letters/us-ndaa-889-contracting-officer.md");
    let text = fs::read_to_string(report).unwrap();
    assert_eq!(text.matches("| Dome camera |").count(), 2, "{text}");
    assert!(!text.contains("vault") && !text.contains("Axis"), "{text}");
    assert!(text.contains("52.240-91"), "the clause of newer contracts: {text}");
}

/// The record says on what the mild verdicts rest, and takes no sheet that is no inventory for one.
#[test]
fn a_record_says_what_exempt_rows_rest_on() {
    let folder = Folder::new();
    let sheet = "Asset Tag,Category,Manufacturer,Model,Notes,Status\n\
                 A1,IP camera,Hikvision,DS-2CD2143G2-I,,In service\n\
                 A2,IP camera,Uniview,IPC3614LR3,OEM Hikvision per tech,In service\n\
                 A3,IP camera,,,,In service\n";
    fs::write(folder.at("x.csv"), sheet).unwrap();
    let arguments = "letter x.csv -q --as-of 2026-11-26 -j US --org us-federal-contractor --assume purpose=commercial-security --to record --format md";
    assert_eq!(folder.run(arguments).status.code(), Some(0));
    let text = fs::read_to_string(folder.at("letters/record-of-inquiry.md")).unwrap();
    for said in [
        "Hikvision (1 row confirmed)",
        "Goods may be made by, as a lead that proves nothing, Hikvision (1 row).",
        "purpose = commercial-security, of the whole inventory: 2 exempt rows.",
        "Who made 1 of 1 clear row",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn letters_that_cannot_be_written_leave_nothing() {
    let folder = Folder::new();
    for (output, why) in [
        ("x.csv", "is a file"),
        ("nowhere/letters", "cannot be made"),
        ("/proc/letters", "cannot be made"),
    ] {
        let run = folder.run(&format!("{LETTERS} -o {output}"));
        assert_eq!(run.status.code(), Some(2), "{output}");
        let message = String::from_utf8(run.stderr).unwrap();
        assert!(message.contains(why), "{message}");
    }
    assert_eq!(folder.names(), ["x.csv"]);
}

/// What several laws ask of one fact is asked as a whole, and only law that binds somebody is said to have been applied.
#[test]
fn summaries_and_records_ask_and_say_what_the_report_does() {
    let folder = Folder::new();
    let sheet = "Make,Model,Status\nHikvision,DS-2CD2143G2-I,In service\nDJI,Mavic 3E,In service\n";
    fs::write(folder.at("goods.csv"), sheet).unwrap();
    let of = "goods.csv -j US --org us-federal-contractor --as-of 2026-11-30";
    let summary = folder.printed(&format!("check {of} --format markdown")).1;
    assert!(summary.contains("- What is it used for? (2 rows)"), "{summary}");
    folder.run(&format!("letter {of} --to record --format md -o record"));
    let said = fs::read_to_string(folder.at("record/record-of-inquiry.md")).unwrap();
    let table = said.split("## Law applied").nth(1).and_then(|rest| rest.split("\n\n").nth(1));
    let table = table.unwrap_or_default();
    assert!(table.contains("us-ndaa-889") && !table.contains("withdrawn"), "{said}");
}
