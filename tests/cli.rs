//! Every command case is a data file in `tests/cmd`: arguments, output, exit status. What they cannot say is tested here.
//!
//! trycmd writes a backslash of the output as a slash, `[..]` stands for any text in a line and `...` for any lines.

#![allow(
    clippy::unwrap_used,
    reason = "clippy's allowance for tests stops at the helpers of an integration test"
)]

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// Where the cases run, and find their files.
const FILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cmd");

#[test]
fn command_cases() {
    trycmd::TestCases::new()
        .case("tests/cmd/*.toml")
        .case("tests/cmd/*.trycmd")
        .env("NO_COLOR", "1")
        .env("CI", "")
        .env("GITHUB_ACTIONS", "")
        .env("GITLAB_CI", "")
        .env("TF_BUILD", "")
        .env("TEAMCITY_VERSION", "")
        .env("COLUMNS", "100")
        .run();
}

fn banlint(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_banlint"));
    command.args(arguments).current_dir(FILES).stdin(Stdio::null()).env("NO_COLOR", "1");
    // The tests run in continuous integration too, where the result has another form.
    command.env_remove("CI").env_remove("GITHUB_ACTIONS").env_remove("GITLAB_CI");
    command.env_remove("TF_BUILD").env_remove("TEAMCITY_VERSION");
    command
}

fn run(arguments: &[&str]) -> Output {
    banlint(arguments).output().unwrap()
}

#[test]
fn the_exit_status_says_how_it_ended() {
    for (status, arguments) in [
        (0, "check clean.csv"),
        (0, "check cameras.csv --fail-on violation --org individual"),
        (0, "check cameras.csv --unknown ignore --org individual"),
        (0, "check cameras.csv --exit-zero"),
        (0, "check clean.csv --exit-zero wrong/not_utf8.csv --encoding utf-8"),
        (1, "check cameras.csv"),
        (1, "check clean.csv cameras.csv"),
        (1, "check clean.csv --fail-on exempt wrong/not_utf8.csv --encoding utf-8"),
        (2, "check wrong/header_only.csv"),
        (2, "check nowhere.csv"),
        (2, "check cameras.csv --org bakery"),
        (2, "check cameras.csv --frobnicate"),
        (2, "check cameras.csv --max-rule-age 1 --as-of 2030-01-01"),
        (2, "check nowhere.csv --exit-zero"),
        (2, "check cameras.csv -o nowhere/report.json"),
        (2, "rules lint lint"),
        (0, "rules lint fine"),
        (0, "identify Hikvision"),
        (0, "explain cameras.csv 2"),
        (0, "columns cameras.csv"),
        (0, "--help"),
        (2, ""),
    ] {
        let mut words: Vec<_> = arguments.split_whitespace().collect();
        if matches!(words.first(), Some(&("check" | "explain"))) {
            words.extend(
                ["--as-of", "2026-11-22"].iter().filter(|_| !arguments.contains("--as-of")),
            );
        }
        assert_eq!(run(&words).status.code(), Some(status), "banlint {arguments}");
    }
}

/// The report of a run with these variables.
fn with_variables(variables: &[(&str, &str)], arguments: &str) -> Output {
    let arguments: Vec<_> = arguments.split(' ').collect();
    banlint(&arguments).envs(variables.iter().copied()).output().unwrap()
}

#[test]
fn what_is_typed_comes_before_a_variable_and_a_variable_before_the_settings() {
    let check = "check settings/nearest/undecided.csv --as-of 2026-11-22 --format json";
    let owner = |output: Output| {
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        report["basis"]["organisation"].clone()
    };
    let by_settings = owner(with_variables(&[], check));
    let individual = with_variables(&[("BANLINT_ORG", "individual")], check);
    let typed = format!("{check} --org us-federal-agency");
    let typed = with_variables(&[("BANLINT_ORG", "individual")], &typed);
    let empty = owner(with_variables(&[("BANLINT_ORG", ""), ("BANLINT_THREADS", "")], check));
    assert_eq!(by_settings, empty);
    let (individual, typed) = (owner(individual), owner(typed));
    assert!(by_settings != individual && individual != typed, "{by_settings} {individual} {typed}");
    assert!(individual.to_string().contains("individual"), "{individual}");
}

#[test]
fn each_variable_says_what_its_option_says() {
    for (variable, value, option) in [
        ("BANLINT_CONFIG", "settings/nearest/banlint.toml", "--config"),
        ("BANLINT_AS_OF", "2020-01-01", "--as-of"),
        ("BANLINT_JURISDICTION", "US,GB", "--jurisdiction"),
        ("BANLINT_ORG", "us-federal-contractor,us-seller", "--org"),
        ("BANLINT_FORMAT", "jsonl", "--format"),
        ("BANLINT_FAIL_ON", "exempt", "--fail-on"),
        ("BANLINT_THREADS", "1", "--threads"),
        ("BANLINT_COLOR", "always", "--color"),
    ] {
        let day = if option == "--as-of" { "" } else { " --as-of 2026-11-22" };
        let check = format!("check cameras.csv{day}");
        let typed = with_variables(&[], &format!("{check} {option} {value}"));
        let said = with_variables(&[(variable, value)], &check);
        assert_eq!(said, typed, "{variable}");
        if !matches!(option, "--threads" | "--fail-on" | "--config") {
            assert_ne!(said.stdout, with_variables(&[], &check).stdout, "{variable}");
        }
    }
}

#[test]
fn a_failure_names_the_variables_that_had_a_part_in_it() {
    let said = |variable, value| {
        let output = with_variables(&[(variable, value)], "check cameras.csv --as-of 2026-11-22");
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    for (variable, value) in [
        ("BANLINT_FORMAT", "pdf"),
        ("BANLINT_ORG", "bakery"),
        ("BANLINT_CONFIG", "nowhere.toml"),
        ("BANLINT_THREADS", "70"),
        ("BANLINT_ORG", "\u{1b}[2J"),
    ] {
        let (status, message) = said(variable, value);
        assert_eq!(status, Some(2), "{variable}");
        let note = format!("note: the environment says {variable}=");
        assert!(message.contains(&note) && !message.contains('\u{1b}'), "{message}");
    }
    let (status, message) = said("BANLINT_JURISDICTON", "US");
    assert_eq!(status, Some(1));
    assert!(message.contains("did you mean `BANLINT_JURISDICTION`?"), "{message}");
    assert!(!said("BANLINT_HOME", "/opt").1.contains("BANLINT_HOME"));
}

#[test]
fn completions_know_the_ids_of_what_is_shipped() {
    for shell in ["bash", "elvish", "fish", "nushell", "powershell", "zsh"] {
        let output = run(&["completions", shell]);
        let script = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(0), "{shell}");
        // Elvish's generator knows options alone.
        let words: &[_] = match shell {
            "elvish" | "powershell" => &["--jurisdiction", "completions"],
            _ => &["--jurisdiction", "US-TX", "us-federal-contractor"],
        };
        for word in words {
            let word = if shell == "fish" { word.trim_start_matches("--") } else { word };
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
}

#[test]
fn every_command_has_a_man_page() {
    let folder = folder();
    let path = folder.path().join("man1");
    assert_eq!(run(&["man", "--output", &path.display().to_string()]).status.code(), Some(0));
    let pages = names(&path);
    for name in ["banlint.1", "banlint-check.1", "banlint-rules-show.1", "banlint-man.1"] {
        assert!(pages.contains(&PathBuf::from(name)), "{pages:?}");
    }
    let check = fs::read_to_string(path.join("banlint-check.1")).unwrap();
    for part in [".TH banlint-check 1", "BANLINT_JURISDICTION", "\\-\\-exit\\-zero", "Examples:"] {
        assert!(check.contains(part), "{part}: {check}");
    }
    fs::write(folder.path().join("file"), "").unwrap();
    let refused = run(&["man", "--output", &folder.path().join("file/man").display().to_string()]);
    assert_eq!(refused.status.code(), Some(2));
}

/// The commands of the cases that end with status 2.
fn failing_commands() -> Vec<Vec<String>> {
    let mut commands = Vec::new();
    for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cmd")).unwrap() {
        let path = entry.unwrap().path();
        let wrong = path.file_stem().unwrap().to_string_lossy().starts_with("wrong_");
        if !wrong || path.extension().is_none_or(|ending| ending != "trycmd") {
            continue;
        }
        let text = fs::read_to_string(path).unwrap();
        let typed = text.lines().filter_map(|line| line.strip_prefix("$ banlint "));
        commands.extend(typed.map(|line| line.split(' ').map(str::to_owned).collect()));
    }
    commands
}

#[test]
fn a_run_that_could_not_be_made_writes_its_message_to_standard_error_alone() {
    let commands = failing_commands();
    assert!(commands.len() > 50, "{}", commands.len());
    for arguments in commands {
        let output = banlint(&[]).args(&arguments).output().unwrap();
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        assert!(message.starts_with("error: "), "{arguments:?}: {message}");
        // A path of this machine that nobody typed, the words of an operating system, and doubled punctuation help nobody.
        for wrong in [FILES, "os error", "..", ";;", ": :"] {
            let shown = message.replace("../", "").replace("]...", "").replace(">...", "");
            let shown = shown.replace("1..=", "").replace("60..=", "");
            assert!(!shown.contains(wrong), "{arguments:?}: {message}");
        }
    }
}

/// Whether a character of an output could act on a terminal.
fn acts(c: char) -> bool {
    let reorders =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c.is_control() && c != '\n' || reorders || c == '\u{200b}'
}

#[test]
fn hostile_cells_act_nowhere() {
    for arguments in [
        "check hostile.csv --format text --as-of 2026-11-22",
        "check hostile.csv --format text --width 60 --all --as-of 2026-11-22",
        "check hostile.csv --format json --all --as-of 2026-11-22",
        "check hostile.csv --format jsonl --all --as-of 2026-11-22",
        "explain hostile.csv 2 --as-of 2026-11-22",
        "explain hostile.csv 3 --as-of 2026-11-22",
        "explain hostile.csv 5 --as-of 2026-11-22",
        "explain hostile.csv \u{1b}[2J --as-of 2026-11-22",
        "columns hostile.csv",
        "columns hostile.csv --format json",
        "explain hostile.csv 2 --format json --as-of 2026-11-22",
        "columns wrong/hostile_header.csv",
        "columns wrong/hostile_header.csv --column #1=model",
        "init hostile.csv --output -",
        "init wrong/hostile_header.csv --column #1=model --output -",
        "identify \u{1b}[2J\u{202e}annke",
        "identify --json \u{1b}[2J\u{202e}annke",
        "rules lint wrong/hostile.toml",
        "rules show \u{1b}[2J",
        "vendors show \u{202e}x",
        "vendors show \u{202e}x --format json",
        "check \u{1b}]0;owned\u{7}.csv",
        "check hostile.csv --org \u{1b}[2J",
        "check hostile.csv --column \u{1b}[2J=model",
        "check hostile.csv --assume \u{1b}[2J=x",
        "check hostile.csv --config wrong/hostile.toml",
        "check hostile.csv --output \u{202e}.pdf",
    ] {
        let output = run(&arguments.split(' ').collect::<Vec<_>>());
        for stream in [&output.stdout, &output.stderr] {
            let text = str::from_utf8(stream).unwrap();
            assert!(!text.contains(acts), "banlint {arguments:?}: {text:?}");
            let command = |line: &str| line.trim_start().starts_with("::");
            assert!(!text.lines().any(command), "banlint {arguments:?}: {text}");
        }
        assert!(!output.stdout.is_empty() || !output.stderr.is_empty(), "banlint {arguments:?}");
    }
}

#[test]
fn a_reader_that_goes_away_ends_the_run_quietly_but_not_well() {
    for (status, arguments) in [
        (2, ["check", "cameras.csv", "--as-of", "2026-11-22", "--format", "jsonl"].as_slice()),
        (0, ["vendors", "list"].as_slice()),
    ] {
        let mut child =
            banlint(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{arguments:?}");
        assert_eq!(output.status.code(), Some(status), "{arguments:?}");
    }
}

#[test]
fn an_inventory_comes_from_standard_input() {
    let arguments = ["check", "-", "--as-of", "2026-11-22", "--format", "jsonl", "--all"];
    let mut child =
        banlint(&arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let sheet = fs::read(Path::new(FILES).join("cameras.csv")).unwrap();
    child.stdin.take().unwrap().write_all(&sheet).unwrap();
    let output = child.wait_with_output().unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    let is_row = |line: &&str| line.contains("banlint/asset/");
    assert_eq!(lines.lines().filter(is_row).count(), 6);
    let named = |line: &str| line.contains("\"file\":\"(standard input)\"");
    assert!(lines.lines().filter(is_row).all(named));
}

/// A folder of the test's own.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn names(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| PathBuf::from(entry.unwrap().file_name())).collect();
    names.sort();
    names
}

#[test]
fn reports_appear_whole_or_not_at_all() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (json, lines, text) = (path("a.json"), path("b.jsonl"), path("c.txt"));
    let outputs = ["--output", &json, "--output", &lines, "-o", &text, "--as-of", "2026-11-22"];
    let output = run(&[["check", "cameras.csv"].as_slice(), &outputs].concat());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "");
    let document: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&json).unwrap()).unwrap();
    assert_eq!(document["summary"]["rows"], 6);
    let kept = fs::read_to_string(&lines).unwrap();
    let rows = kept.lines().filter(|line| line.contains("banlint/asset/"));
    assert_eq!(rows.count(), 4);
    assert!(!fs::read_to_string(&text).unwrap().is_empty());

    // With a form asked for, the same is on standard output too.
    let output =
        run(&[["check", "cameras.csv", "--format", "jsonl"].as_slice(), &outputs].concat());
    assert_eq!(String::from_utf8(output.stdout).unwrap(), kept);

    // A run that fails on the way leaves the old reports as they were, and nothing beside them.
    let output =
        run(&[["check", "cameras.csv", "wrong/unclosed_quote.csv"].as_slice(), &outputs].concat());
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_to_string(&lines).unwrap(), kept);
    assert_eq!(names(folder.path()), ["a.json", "b.jsonl", "c.txt"].map(PathBuf::from));
}

#[test]
fn settings_are_written_once_and_found_again() {
    let folder = folder();
    let sheet = folder.path().join("sheet.csv").display().to_string();
    fs::copy(Path::new(FILES).join("settings/nearest/undecided.csv"), &sheet).unwrap();
    let within = |folder: &Path, arguments: &[&str]| {
        banlint(arguments).current_dir(folder).output().unwrap()
    };
    assert_eq!(within(folder.path(), &["init", &sheet]).status.code(), Some(0));
    let written = fs::read_to_string(folder.path().join("banlint.toml")).unwrap();
    let again = within(folder.path(), &["init", &sheet]);
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8(again.stderr).unwrap().contains("exists already"));

    // What is written there holds for runs in the folder and below it.
    let level =
        |level: &str| written.replace("level = \"review\"", &format!("level = \"{level}\""));
    let inner = folder.path().join("2026/november");
    fs::create_dir_all(&inner).unwrap();
    for (name, status) in [("review", 1), ("violation", 0)] {
        fs::write(folder.path().join("banlint.toml"), level(name)).unwrap();
        let output = within(&inner, &["check", &sheet, "--as-of", "2026-11-22"]);
        assert_eq!(output.status.code(), Some(status), "{name}");
    }
}
