//! Where results are led to: the log of a job, and a file that is an input.

use std::{
    fs::{self, OpenOptions},
    process::{Command, Stdio},
};

use super::Folder;

const SERVICES: [&str; 5] = ["GITHUB_ACTIONS", "GITLAB_CI", "CI", "TF_BUILD", "TEAMCITY_VERSION"];

#[test]
fn cells_as_they_are_never_reach_the_log_of_a_job() {
    let folder = Folder::new();
    fs::write(
        folder.at("wf.csv"),
        "Manufacturer,Model\n::error::owned,\"a\n##vso[task.complete]\"\nHikvision,DS-2CD2032-I\n",
    )
    .unwrap();
    for service in SERVICES {
        for typed in [
            "--format csv",
            "--format xlsx",
            "-o csv=-",
            "-o csv=/dev/stdout",
            "-o csv=/dev/stderr",
        ] {
            let mut command = folder.command(&format!("check wf.csv {typed}"));
            let output = command.env(service, "true").output().unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{service} {typed}: {said}");
            assert!(output.stdout.is_empty(), "{service} {typed}");
            assert!(said.contains("name a file with --output"), "{service} {typed}: {said}");
        }
        let kept = fs::File::create(folder.at("kept.csv")).unwrap();
        let mut command = folder.command("check wf.csv --format csv");
        let status =
            command.env(service, "true").stdout(kept).stderr(Stdio::null()).status().unwrap();
        assert_eq!(status.code(), Some(1), "{service}");
        assert!(fs::read_to_string(folder.at("kept.csv")).unwrap().contains("::error::owned"));
    }
    let output = folder.run("check wf.csv --format csv");
    assert!(String::from_utf8(output.stdout).unwrap().contains("::error::owned"));
}

#[test]
fn the_name_of_a_file_acts_in_no_annotation() {
    let folder = Folder::new();
    fs::create_dir(folder.at("n")).unwrap();
    for name in ["\u{1b}]0;t\u{7}.csv", "##vso[x]y.csv", "::error::z.csv", "a\u{202e}b.csv"] {
        fs::copy(folder.at("x.csv"), folder.at("n").join(name)).unwrap();
    }
    let said = folder.printed("check n -q --format github").1;
    assert_eq!(said.matches("::warning file=n/").count(), 4, "{said}");
    assert!(!said.contains(['\u{1b}', '\u{7}', '\u{202e}']) && !said.contains("##vso"), "{said}");
}

/// Pull requests bring names of files, which stand among the arguments, and files of rules.
#[test]
fn what_is_refused_acts_in_no_log() {
    let folder = Folder::new();
    fs::write(
        folder.at("v.toml"),
        "##vso[task.setvariable variable=x]y = 1\n'::error::pwn' = 2 # \r::error::pwn \u{9b}2J \u{202e}\n",
    )
    .unwrap();
    let long = "x".repeat(1 << 20);
    for typed in [
        ["check", "--##vso[task.setvariable variable=x]y"],
        ["check", "--x\r::error::pwn"],
        ["check", "--\u{9b}2J\u{202e}\u{e0041}"],
        ["check", "--fail-on=x\n::error::pwn"],
        ["::error::pwn", "x.csv"],
        ["rules", "\u{1b}]0;t\u{7}"],
        ["check", &format!("--format={}", &long[..100_000])],
        ["check", "--rules=v.toml"],
    ] {
        let mut command = folder.command("-q");
        let output = command.args(typed).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        acts_nowhere(&said);
    }
    for typed in ["rules lint v.toml", "rules test v.toml"] {
        let (status, said) = folder.printed(typed);
        assert_eq!(status, Some(2), "{typed}: {said}");
        acts_nowhere(&said);
    }
    let mut command = folder.command("check x.csv");
    let output = command.env("BANLINT_FORMAT", &long[..100_000]).output().unwrap();
    assert!(output.stderr.len() < 32 << 10, "{}", output.stderr.len());
}

fn acts_nowhere(said: &str) {
    for wrong in ["##vso[", "::error::", "\r", "\u{9b}", "\u{202e}", "\u{e0041}", "\u{1b}", "\u{7}"]
    {
        assert!(!said.contains(wrong), "{wrong:?}: {said}");
    }
    assert!(said.len() < 32 << 10, "{}", said.len());
}

#[test]
fn a_full_device_is_named() {
    let folder = Folder::new();
    let (status, said) = folder.printed("check x.csv -q -o json=/dev/full");
    assert!(status == Some(2) && said.contains("/dev/full: cannot be written"), "{said}");
    let mut command = folder.command("check x.csv");
    let command = command.env("GITHUB_ACTIONS", "true").env("GITHUB_STEP_SUMMARY", "/dev/full");
    let said = String::from_utf8(command.output().unwrap().stderr).unwrap();
    assert!(said.contains("/dev/full: cannot be written"), "{said}");
}

/// A pipe that nobody reads would never open.
#[test]
fn a_summary_goes_into_no_pipe() {
    let folder = Folder::new();
    let pipe = folder.at("summary");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut command = folder.command("check x.csv --timeout 20");
    let command = command.env("GITHUB_ACTIONS", "true").env("GITHUB_STEP_SUMMARY", &pipe);
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(1) && said.contains("it is a pipe"), "{said}");
}

/// The runtime puts the null device in the place of a stream that is closed: what was found is said by the status alone.
#[test]
fn a_closed_stream_takes_what_is_written() {
    let folder = Folder::new();
    let program = env!("CARGO_BIN_EXE_banlint");
    for (typed, expected) in [
        ("check x.csv >&-", 1),
        ("check x.csv -o r.json >&- 2>&-", 1),
        ("rules list >&-", 0),
        ("check none.csv >&- 2>&-", 2),
    ] {
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(format!("exec {program} {typed}")).current_dir(folder.at(""));
        assert_eq!(shell.status().unwrap().code(), Some(expected), "{typed}");
    }
    assert!(folder.at("r.json").is_file());
}

#[test]
fn a_dash_is_standard_input_whatever_is_called_so() {
    let folder = Folder::new();
    fs::create_dir(folder.at("-")).unwrap();
    let mut command = folder.command("check - --format concise");
    let input = fs::File::open(folder.at("x.csv")).unwrap();
    let output = command.stdin(input).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("2 rows: 1 review, 1 clear"), "{said}");
}

#[test]
fn a_result_is_never_appended_to_its_inventory() {
    let folder = Folder::new();
    let before = fs::read(folder.at("x.csv")).unwrap();
    let append = || OpenOptions::new().append(true).open(folder.at("x.csv")).unwrap();
    for typed in [
        "check x.csv --format csv",
        "check - --format csv",
        "columns x.csv",
        "explain x.csv:2",
        "init x.csv --output -",
        "diff x.csv x.csv",
        "outlook x.csv",
    ] {
        let input = fs::File::open(folder.at("x.csv")).unwrap();
        let mut command = folder.command(typed);
        let output = command.stdin(input).stdout(append()).stderr(Stdio::piped()).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{typed}: {said}");
        assert!(said.contains("leads into this very file"), "{typed}: {said}");
        assert_eq!(fs::read(folder.at("x.csv")).unwrap(), before, "{typed}");
    }
    // What is only found in a folder is left out, as reports are that the run writes.
    let report = fs::File::create(folder.at("r.csv")).unwrap();
    let status = folder.command("check . --format csv").stdout(report).status().unwrap();
    assert_eq!(status.code(), Some(1));
}
