//! Reports appear whole or not at all, with the mode and behind the links that people expect.

use super::*;

#[test]
fn a_new_report_has_the_mode_of_any_new_file_and_a_replaced_one_keeps_its_own() {
    let folder = Folder::new();
    fs::write(folder.at("any"), "").unwrap();
    assert_eq!(folder.run("check x.csv -q -o r.txt").status.code(), Some(1));
    assert_eq!(mode(&folder.at("r.txt")), mode(&folder.at("any")));

    fs::set_permissions(folder.at("r.txt"), Permissions::from_mode(0o664)).unwrap();
    assert_eq!(folder.run("check x.csv -q -o r.txt").status.code(), Some(1));
    assert_eq!(mode(&folder.at("r.txt")), 0o664);
}

#[test]
fn a_link_stays_a_link() {
    let folder = Folder::new();
    assert_eq!(folder.run("check x.csv -q -o real.json").status.code(), Some(1));
    symlink("real.json", folder.at("link.json")).unwrap();
    fs::write(folder.at("real.json"), "").unwrap();
    assert_eq!(folder.run("check x.csv -q -o link.json").status.code(), Some(1));
    assert!(folder.at("link.json").is_symlink());
    assert!(fs::read_to_string(folder.at("real.json")).unwrap().contains("banlint/report/"));

    symlink("nowhere.json", folder.at("loose.json")).unwrap();
    let output = folder.run("check x.csv -q -o loose.json");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("a link that leads nowhere"));
}

#[test]
fn a_pipe_is_written_to_and_stays_a_pipe() {
    let folder = Folder::new();
    let pipe = folder.at("pipe.jsonl");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut run = folder.command("check x.csv -q -o pipe.jsonl").spawn().unwrap();
    let read = fs::read_to_string(&pipe).unwrap();
    assert_eq!(run.wait().unwrap().code(), Some(1));
    assert!(read.contains("\"asset_id\":\"A1\""), "{read}");
    assert!(!fs::metadata(&pipe).unwrap().is_file());
}

/// Replacing such a file would lose what somebody wrote.
#[test]
fn only_a_report_is_replaced() {
    let folder = Folder::new();
    for name in [
        "a.txt",
        "a.json",
        "a.jsonl",
        "a.sarif",
        "a.xml",
        "a.md",
        "a.html",
        "concise=a.log",
        "github=a.log2",
        "gitlab=b.json",
        "csv-findings=a.csv",
    ] {
        for _ in 0..2 {
            let output = folder.run(&format!("check x.csv -q --all -o {name}"));
            assert_eq!(output.status.code(), Some(1), "{name}: {output:?}");
        }
    }
    for (name, text) in [
        ("inventory.json", r#"[{"manufacturer":"Axis","model":"P3245-V"}]"#),
        ("notes.txt", "Audit of 2025\nnothing found\n"),
        ("list.jsonl", "{\"model\":\"P3245-V\"}\n"),
        (
            "home.html",
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>banlint",
        ),
        ("notes.md", "<!-- banlint report -->\n## Procurement bans\n\n- what we did since\n"),
        ("audit.txt", &(fs::read_to_string(folder.at("a.txt")).unwrap() + "\nDone since:\n")),
    ] {
        fs::write(folder.at(name), text).unwrap();
        let output = folder.run(&format!("check . -q -o {name}"));
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert_eq!(fs::read_to_string(folder.at(name)).unwrap(), text);
        let message = String::from_utf8(output.stderr).unwrap();
        assert!(message.contains("no report of banlint"), "{message}");
    }
}

/// It holds what people have accepted, and no run can make it again.
#[test]
fn a_baseline_is_replaced_by_a_baseline_alone() {
    let folder = Folder::new();
    assert_eq!(folder.run("baseline x.csv -q -o b.json").status.code(), Some(0));
    let kept = fs::read_to_string(folder.at("b.json")).unwrap();
    fs::write(folder.at("banlint.toml"), "baseline = \"b.json\"\n").unwrap();
    for typed in
        ["check x.csv -q", "check x.csv -q --baseline b.json", "check x.csv -q --no-baseline"]
    {
        let (status, said) = folder.printed(&format!("{typed} -o b.json"));
        assert_eq!(status, Some(2), "{typed}: {said}");
        assert!(said.contains("b.json: cannot be written: it is a baseline"), "{typed}: {said}");
        assert_eq!(fs::read_to_string(folder.at("b.json")).unwrap(), kept, "{typed}");
    }
    assert_eq!(folder.run("baseline x.csv -q -o b.json").status.code(), Some(0));
}

#[test]
fn of_several_reports_all_appear_or_none() {
    let folder = Folder::new();
    fs::create_dir(folder.at("folder.json")).unwrap();
    assert_eq!(folder.run("check x.csv -o a.txt -o folder.json").status.code(), Some(2));
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut run = folder.command("check x.csv -q -o a.json --format text");
    assert_eq!(run.stdout(full).output().unwrap().status.code(), Some(2));
    assert_eq!(folder.run("check x.csv -o two.json -o ./two.json").status.code(), Some(2));
    assert_eq!(folder.names(), ["folder.json", "x.csv"]);
}

#[test]
fn a_result_that_does_not_arrive_fails_the_run() {
    let folder = Folder::new();
    for arguments in [
        "check x.csv",
        "check x.csv --format jsonl",
        "explain x.csv 1",
        "identify Hikvision",
        "columns x.csv",
        "rules list",
        "rules show us-ndaa-889",
        "vendors show hikvision --format json",
        "completions zsh",
        "man",
        "vendors list",
        "vendors show hikvision",
        "init x.csv -o -",
        "--help",
        "check --help",
        "--version",
    ] {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = folder.command(arguments).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "banlint {arguments}");
    }
}

#[test]
fn what_cannot_be_kept_aside_names_the_folder() {
    let folder = Folder::new();
    let rows = (0..3_000).map(|row| format!("B{row},Hikvision,DS-2CD2143G2-I,IP camera\n"));
    let sheet = SHEET.to_owned() + &rows.collect::<String>();
    fs::write(folder.at("x.csv"), sheet).unwrap();
    let mut run = folder.command("check x.csv --format json");
    let output = run.env("TMPDIR", "/nowhere/at/all").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("/nowhere/at/all") && message.contains("TMPDIR"), "{message}");
}

/// The rest of the inventory is held back until the first row has been seen.
#[test]
fn json_lines_come_as_the_rows_are_read() {
    let folder = Folder::new();
    let mut run = folder.command("check - -q --format jsonl");
    let mut child = run.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut sheet = child.stdin.take().unwrap();
    // The law alone fills the pipe that is read below.
    let writer = std::thread::spawn(move || {
        sheet.write_all(many_rows().as_bytes()).unwrap();
        sheet
    });
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut lines = lines.filter(|line| line.as_ref().unwrap().contains("banlint/asset/"));
    assert!(lines.next().unwrap().unwrap().contains("\"asset_id\":\"A1\""));
    let mut sheet = writer.join().unwrap();
    writeln!(sheet, "D1,Hikvision,DS-2CD2143G2-I,IP camera").unwrap();
    drop(sheet);
    assert!(lines.next().unwrap().unwrap().contains("\"asset_id\":\"D1\""));
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

/// But for those that shells have their background jobs ignore.
#[test]
fn a_signal_leaves_no_temporary_file() {
    for (name, number) in [("TERM", 15), ("USR1", 10), ("ALRM", 14), ("XCPU", 24)] {
        ends_cleanly(name, number);
    }
}

fn ends_cleanly(name: &str, number: i32) {
    let folder = Folder::new();
    let mut run = folder.command("check - -q -o r.jsonl");
    let mut child = run.stdin(Stdio::piped()).spawn().unwrap();
    let mut sheet = child.stdin.take().unwrap();
    sheet.write_all(many_rows().as_bytes()).unwrap();
    // All of this does not fit into the pipe, so the report is begun by now.
    assert_eq!(folder.names().len(), 2, "{:?}", folder.names());
    let kill = ["-s".to_owned(), name.to_owned(), child.id().to_string()];
    assert!(Command::new("kill").args(kill).status().unwrap().success());
    assert_eq!(child.wait().unwrap().signal(), Some(number), "{name}");
    assert_eq!(folder.names(), ["x.csv"]);
}

#[test]
fn a_log_is_not_empty_where_the_report_is_a_file() {
    let folder = Folder::new();
    let output = folder.run("check x.csv --as-of 2026-11-26 -o r.txt -o r.json");
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said, "2 rows: 1 review, 1 clear; wrote r.txt, r.json\n");
    assert!(folder.run("check x.csv -q -o r.txt").stderr.is_empty());
}

/// `script` gives a program a terminal; where it is not there, nothing can be watched.
#[test]
fn progress_is_shown_on_a_terminal_alone() {
    let folder = Folder::new();
    fs::write(folder.at("x.csv"), many_rows()).unwrap();
    let typed = format!("'{}' check x.csv -o r.txt", env!("CARGO_BIN_EXE_banlint"));
    let mut script = Command::new("script");
    script.args(["-q", "-e", "-c", &typed, "/dev/null"]).current_dir(folder.0.path());
    let Ok(output) = script.stdin(Stdio::null()).output() else { return };
    let watched = String::from_utf8_lossy(&output.stdout);
    if output.status.code() == Some(1) {
        let shows = |part: &str| watched.contains(part);
        assert!(shows("x.csv: ") && shows("% of ") && shows(" left"), "{watched}");
    }
    let quiet = folder.run("check x.csv -o r.txt");
    let said = String::from_utf8(quiet.stderr).unwrap();
    assert!(!said.contains("% of"), "{said}");
}

/// A run that waits for ever for its input ends, and leaves nothing.
#[test]
fn a_run_that_takes_too_long_ends_and_leaves_nothing() {
    let folder = Folder::new();
    let mut run = folder.command("check - -q -o r.jsonl --timeout 1");
    let mut child = run.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut sheet = child.stdin.take().unwrap();
    // Where the machine is busy, the run may end before it has read all.
    let _ = sheet.write_all(many_rows().as_bytes());
    let output = child.wait_with_output().unwrap();
    drop(sheet);
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("longer than 1s, as --timeout allows"), "{message}");
    assert_eq!(folder.names(), ["x.csv"]);
    assert_eq!(folder.run("check x.csv -q --timeout 1h").status.code(), Some(1));
    assert_eq!(folder.run("check x.csv -q --timeout soon").status.code(), Some(2));
}

#[test]
fn a_zero_in_json_lines_is_one_unchecked_row() {
    let folder = Folder::new();
    let good = r#"{"manufacturer": "Axis", "model": "P3245-V"}"#;
    fs::write(folder.at("x.jsonl"), format!("{good}\n{}\n{good}\n", good.replace("xi", "x\0i")))
        .unwrap();
    let output = folder.run("check x.jsonl --format concise");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.ends_with("3 rows: 1 unchecked, 2 clear\n"), "{said}");
}

/// What a message quotes of a file may be of any length.
#[test]
fn messages_are_bounded() {
    let folder = Folder::new();
    let long = "x".repeat(1 << 20);
    fs::write(folder.at("a.toml"), format!("[sites.\"a\"]\nclass = \"{long}\"\n")).unwrap();
    let models = "[[model]]\npattern = \"(\"\nequipment = \"x\"\n".repeat(500);
    fs::write(folder.at("acme.toml"), format!("id = \"acme\"\nname = \"Acme\"\n{models}")).unwrap();
    for arguments in ["check x.csv --config a.toml", "rules lint acme.toml"] {
        let output = folder.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments}");
        assert!(output.stderr.len() < 64 << 10, "{arguments}: {}", output.stderr.len());
    }
}
