//! What only a file system shows: reports that appear whole or not at all, with the mode and behind the links that people expect, and
//! folders that lead to one another.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    reason = "clippy's allowance for tests stops at the helpers of an integration test"
)]

mod hostile_files;
mod known;
mod lists;
mod outlook;
mod own_files;
mod secrets;
mod sheet_back;
mod side_files;
mod streams;

use std::{
    fs::{self, OpenOptions, Permissions},
    io::{BufRead as _, BufReader, Write as _},
    os::unix::{
        fs::{PermissionsExt as _, symlink},
        process::ExitStatusExt as _,
    },
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

const SHEET: &str = "Asset Tag,Manufacturer,Model,Category\n\
                     A1,Hikvision,DS-2CD2143G2-I,IP camera\n\
                     A2,Axis,P3245-V,IP camera\n";

/// More rows than are read ahead: a text that is more than ASCII is understood from its first 64 KiB.
fn many_rows() -> String {
    let rows = (0..12_000).map(|row| format!("C{row},Axis,P3245-V,Kamera Süd\n"));
    SHEET.to_owned() + &rows.collect::<String>()
}

/// A folder with one inventory.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        fs::write(folder.at("x.csv"), SHEET).unwrap();
        folder
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_banlint"));
        command.args(arguments.split(' ')).current_dir(self.0.path());
        command.stdin(Stdio::null()).env("NO_COLOR", "1");
        command.env_remove("CI").env_remove("GITHUB_ACTIONS").env_remove("GITLAB_CI");
        command.env_remove("TF_BUILD").env_remove("TEAMCITY_VERSION");
        command
    }

    fn run(&self, arguments: &str) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// The exit status, and what was printed.
    fn printed(&self, arguments: &str) -> (Option<i32>, String) {
        let Output { status, stdout, stderr } = self.run(arguments);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (status.code(), text(stdout) + &text(stderr))
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
    }
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

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

/// Three folders that link to one another make paths without end.
#[test]
fn folders_that_lead_to_one_another_are_looked_through_once() {
    let folder = Folder::new();
    for name in ["a", "b", "c"] {
        fs::create_dir_all(folder.at("f").join(name)).unwrap();
        fs::write(folder.at("f").join(name).join(format!("{name}.csv")), SHEET).unwrap();
        for other in ["a", "b", "c"] {
            symlink(format!("../{other}"), folder.at("f").join(name).join(format!("to-{other}")))
                .unwrap();
        }
    }
    let output = folder.run("check f --as-of 2026-11-26 -o r.txt");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("6 rows: 3 review, 3 clear") && !said.contains("warning"), "{said}");

    let rules = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cmd/fine");
    fs::create_dir(folder.at("knowledge")).unwrap();
    for link in ["one", "two"] {
        symlink(rules, folder.at("knowledge").join(link)).unwrap();
        symlink(".", folder.at("knowledge").join(format!("{link}-again"))).unwrap();
    }
    assert_eq!(folder.run("rules lint knowledge").status.code(), Some(0));
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

/// Settings can accept findings, so that those of somebody else are not applied without a word. Only root can give files away.
#[test]
fn settings_of_strangers_are_refused() {
    use std::os::unix::fs::{MetadataExt as _, chown};

    let folder = Folder::new();
    let settings = folder.at("banlint.toml");
    fs::write(&settings, "[fail]\nlevel = \"violation\"\n").unwrap();
    assert_eq!(folder.run("check x.csv -q").status.code(), Some(0));
    if fs::metadata(&settings).unwrap().uid() == 0 && chown(&settings, Some(65_534), None).is_ok() {
        let output = folder.run("check x.csv -q");
        assert_eq!(output.status.code(), Some(2));
        let message = String::from_utf8(output.stderr).unwrap();
        assert!(message.contains("another user") && message.contains("--config"), "{message}");
        assert_eq!(folder.run("columns x.csv").status.code(), Some(2));
        assert_eq!(folder.run("check x.csv -q --config banlint.toml").status.code(), Some(0));
        // Whoever owns the inventory may say what holds for it.
        chown(folder.at("x.csv"), Some(65_534), None).unwrap();
        assert_eq!(folder.run("check x.csv -q").status.code(), Some(0));
    }
    fs::remove_file(&settings).unwrap();
    assert!(Command::new("mkfifo").arg(&settings).status().unwrap().success());
    let output = folder.run("check x.csv -q");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("they are no file"));
}

#[test]
fn settings_that_anybody_may_write_are_refused() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = Folder::new();
    fs::write(folder.at("banlint.toml"), "[fail]\nlevel = \"violation\"\n").unwrap();
    let open = |name: &str| fs::set_permissions(folder.at(name), fs::Permissions::from_mode(0o666));
    open("banlint.toml").unwrap();
    let output = folder.run("check x.csv -q");
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(2) && message.contains("anybody may write"), "{message}");
    // Where that holds of the inventory too, the file system may know no rights.
    open("x.csv").unwrap();
    assert_eq!(folder.run("check x.csv -q").status.code(), Some(0));
}

/// What accepts findings is taken from nobody but the user and whoever owns the inventory.
#[test]
fn baselines_of_strangers_are_refused() {
    use std::os::unix::fs::{MetadataExt as _, chown};

    let folder = Folder::new();
    let baseline = folder.at("known.json");
    assert_eq!(folder.run("baseline x.csv -q --output known.json").status.code(), Some(0));
    fs::write(folder.at("banlint.toml"), "baseline = \"known.json\"\n").unwrap();
    let refused = |words: &str| {
        let (status, said) = folder.printed("check x.csv -q");
        assert!(status == Some(2) && said.contains(words) && said.contains("--baseline"), "{said}");
    };
    assert_eq!(folder.run("check x.csv -q").status.code(), Some(0));
    fs::set_permissions(&baseline, Permissions::from_mode(0o666)).unwrap();
    refused("anybody may write it");
    assert_eq!(folder.run("check x.csv -q --baseline known.json").status.code(), Some(0));
    fs::set_permissions(&baseline, Permissions::from_mode(0o644)).unwrap();
    if fs::metadata(&baseline).unwrap().uid() == 0 && chown(&baseline, Some(65_534), None).is_ok() {
        refused("another user");
        assert_eq!(folder.run("check x.csv -q --no-baseline").status.code(), Some(1));
        chown(folder.at("x.csv"), Some(65_534), None).unwrap();
        assert_eq!(folder.run("check x.csv -q").status.code(), Some(0));
    }
}

/// What the next run would read as settings, or this one reads, is no place for a report.
#[test]
fn what_is_read_is_never_written() {
    let folder = Folder::new();
    for name in ["banlint.toml", ".gitignore"] {
        let (status, said) = folder.printed(&format!("check x.csv -o text={name}"));
        assert!(status == Some(2) && said.contains("is read as settings"), "{said}");
        assert!(!folder.at(name).exists(), "{name}");
    }
    fs::write(folder.at("banlint.toml"), "[fail]\nlevel = \"review\"\n").unwrap();
    fs::hard_link(folder.at("x.csv"), folder.at("link.md")).unwrap();
    for name in ["x.csv", "link.md", "banlint.toml", "summary.md"] {
        let before = fs::read(folder.at(name)).unwrap_or_default();
        let mut command = folder.command("check x.csv");
        let output =
            command.env("GITHUB_ACTIONS", "true").env("GITHUB_STEP_SUMMARY", name).output();
        let output = output.unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        let is_read = name != "summary.md";
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert_eq!(fs::read(folder.at(name)).unwrap() == before, is_read, "{name}");
        assert_eq!(said.contains("no summary is added to it"), is_read, "{said}");
    }
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

/// What a run prints where it is a job of a service.
fn in_job(
    folder: &Folder,
    service: &[(&str, &str)],
    arguments: &str,
) -> (Option<i32>, String, String) {
    let mut command = folder.command(arguments);
    let output = command.envs(service.iter().copied()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_job_of_github_has_annotations_and_a_summary() {
    let folder = Folder::new();
    let summary = folder.at("summary");
    fs::write(&summary, "of an earlier step\n").unwrap();
    let job = [("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", summary.to_str().unwrap())];
    let (status, out, err) = in_job(&folder, &job, "check x.csv");
    assert_eq!((status, err.as_str()), (Some(1), ""));
    assert!(out.starts_with("::warning file=x.csv,line=2,title=Review%3A "), "{out}");
    assert!(out.ends_with("\n2 rows: 1 review, 1 clear\n"), "{out}");
    let told = fs::read_to_string(&summary).unwrap();
    assert!(told.starts_with("of an earlier step\n<!-- banlint report -->\n"), "{told}");

    // A form that is named is the only one, and errors are annotations whatever the form.
    let (_, out, _) = in_job(&folder, &job, "check x.csv --format concise");
    assert!(out.starts_with("x.csv:2: review "), "{out}");
    assert_eq!(fs::read_to_string(&summary).unwrap(), told);
    let (status, out, err) = in_job(&folder, &job, "check y.csv --format concise");
    assert_eq!((status, out.as_str()), (Some(2), ""));
    assert!(err.starts_with("::error title=banlint::") && err.contains("y.csv"), "{err}");
    let (status, out, err) = in_job(&folder, &job, "check x.csv --quiet");
    assert_eq!((status, out + &err), (Some(1), String::new()));

    // A summary that cannot be written is no reason to fail.
    let job = [("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", "/nowhere/summary")];
    let (status, out, err) = in_job(&folder, &job, "check x.csv -o r.json");
    assert!(
        status == Some(1) && out.starts_with("::warning ") && err.contains("/nowhere/summary"),
        "{err}"
    );
}

#[test]
fn other_jobs_have_a_line_a_finding_and_the_sums() {
    let folder = Folder::new();
    for job in [[("GITLAB_CI", "true")], [("CI", "1")]] {
        let (status, out, _) = in_job(&folder, &job, "check x.csv");
        assert_eq!(status, Some(1));
        assert!(out.starts_with("x.csv:2: review ") && out.ends_with("1 clear\n"), "{out}");
        let (_, out, err) = in_job(&folder, &job, "check x.csv -o r.json");
        assert_eq!((out.as_str(), err.as_str()), ("", "2 rows: 1 review, 1 clear; wrote r.json\n"));
    }
    let (_, out, _) = in_job(&folder, &[("CI", "false")], "check x.csv");
    assert!(out.starts_with("Audit of x.csv"), "{out}");
}

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
    assert!((100..=280).contains(&lines), "{lines}");
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
