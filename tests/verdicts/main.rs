//! Cases that an auditor could sign: a file, a command, and the verdicts with the reason why they are right.
//!
//! Each file of `cases/` holds the cases of one subject. A case was written from the law, or from what a user met, before the
//! program was run on it; `was` says what the program did when it was still wrong.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "clippy's allowance for tests stops at the helpers of an integration test, and figures are printed"
)]

mod examples;
mod remedies;
mod scenarios;
mod settled;
mod sides;

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What is tried, in a sentence.
    name: String,
    /// Why the expected answer is right.
    reason: String,
    /// What the program did before this was mended.
    #[serde(default)]
    was: Option<String>,
    /// The command after `banlint`, as typed in a shell.
    run: String,
    /// Text for standard input.
    #[serde(default)]
    stdin: Option<String>,
    /// Files of the folder in which it runs, by path.
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// Workbooks of that folder: by path, the sheets in their order.
    #[serde(default)]
    books: BTreeMap<String, Vec<Sheet>>,
    /// The exit status.
    exit: i32,
    /// The verdict of each row in order. Only for `check`.
    #[serde(default)]
    rows: Option<Vec<String>>,
    /// The first maker of each row with its grade, such as `hikvision likely`; `-` for none. Only for `check`.
    #[serde(default)]
    makers: Option<Vec<String>>,
    /// What the output must say. White space counts as one space.
    #[serde(default)]
    says: Vec<String>,
    /// What it must not say.
    #[serde(default)]
    never: Vec<String>,
}

/// A sheet of a workbook: its cells as comma-separated text, one row a line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet {
    name: String,
    #[serde(default)]
    hidden: bool,
    text: String,
}

/// The files of `cases/`, each a test of its own so that they run side by side.
macro_rules! subjects {
    ($($name:ident)*) => {
        const SUBJECTS: &[&str] = &[$(stringify!($name)),*];
        $(#[test] fn $name() { check(stringify!($name)); })*
    };
}

subjects! {
    applied further_columns days doubt failed fcc_categories garbled gb_huawei goods_columns identify inherited
    jurisdictions kinds kinds_of_owner law_facts law_on_kinds notations open_words output own_rules papers personal_devices places
    plain_words quotes recognition row_owners rows_above sections settings sites_purchases_and_bodies statutes texts trade unread_columns
    unread_sheets us_defence_acts us_state_law waived weights_and_parts world_law xml yaml columns_of_registers named_bodies
}

#[test]
fn every_file_of_cases_is_run() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verdicts/cases");
    let mut found: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    found.sort();
    let mut subjects = SUBJECTS.to_vec();
    subjects.sort_unstable();
    assert_eq!(found, subjects);
}

/// Runs the cases of one subject and reports all that fail.
fn check(subject: &str) {
    let path = format!("{}/tests/verdicts/cases/{subject}.toml", env!("CARGO_MANIFEST_DIR"));
    let cases: Cases = toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let mut failed = String::new();
    for case in &cases.case {
        let faults = case.faults();
        if !faults.is_empty() {
            let Case { name, run, reason, was, .. } = case;
            let was = was.as_deref().map_or(String::new(), |was| format!("  it was: {was}\n"));
            writeln!(failed, "{name}\n  $ banlint {run}\n  because: {reason}\n{was}{faults}")
                .unwrap();
        }
    }
    assert!(failed.is_empty(), "{subject}: of {} cases fail:\n{failed}", cases.case.len());
}

impl Case {
    /// What is not as expected, a line each; empty if all is well.
    fn faults(&self) -> String {
        let folder = tempfile::tempdir().unwrap();
        self.lay_out(folder.path());
        let arguments = shlex::split(&self.run).unwrap();
        let mut faults = String::new();
        // A run costs more than all that is looked at: one that is only to give rows gives them alone.
        let records = (self.rows.is_some() || self.makers.is_some()).then(|| {
            let as_records = ["--format", "jsonl", "--all", "-q"].map(str::to_owned);
            self.output(&[&arguments[..], &as_records].concat(), folder.path())
        });
        let says_nothing = self.says.is_empty() && self.never.is_empty();
        let output = match &records {
            Some(records) if says_nothing => records,
            _ => &self.output(&arguments, folder.path()),
        };
        let said = said(output);
        if output.status.code() != Some(self.exit) {
            writeln!(faults, "  exit {:?}, expected {}", output.status.code(), self.exit).unwrap();
        }
        let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in self.says.iter().filter(|words| !flat.contains(words.as_str())) {
            writeln!(faults, "  does not say: {words}").unwrap();
        }
        for words in self.never.iter().filter(|words| flat.contains(words.as_str())) {
            writeln!(faults, "  says: {words}").unwrap();
        }
        if let Some(records) = &records {
            let rows = rows(records);
            let verdicts: Vec<_> =
                rows.iter().map(|row| row["verdict"].as_str().unwrap()).collect();
            if let Some(expected) = self.rows.as_ref().filter(|expected| **expected != verdicts) {
                writeln!(faults, "  rows {verdicts:?}\n  expected {expected:?}").unwrap();
            }
            let makers: Vec<_> = rows.iter().map(maker).collect();
            if let Some(expected) = self.makers.as_ref().filter(|expected| **expected != makers) {
                writeln!(faults, "  makers {makers:?}\n  expected {expected:?}").unwrap();
            }
        }
        if !faults.is_empty() {
            writeln!(faults, "  output:\n{said}").unwrap();
        }
        faults
    }

    fn lay_out(&self, folder: &Path) {
        for (path, text) in &self.files {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        for (path, sheets) in &self.books {
            let mut book = rust_xlsxwriter::Workbook::new();
            for sheet in sheets {
                let page = book.add_worksheet().set_name(&sheet.name).unwrap();
                page.set_hidden(sheet.hidden);
                let mut reader = csv::ReaderBuilder::new();
                let reader = reader.has_headers(false).flexible(true);
                for (row, record) in (0..).zip(reader.from_reader(sheet.text.as_bytes()).records())
                {
                    for (column, cell) in (0..).zip(&record.unwrap()) {
                        page.write_string(row, column, cell).unwrap();
                    }
                }
            }
            book.save(folder.join(path)).unwrap();
        }
    }

    fn output(&self, arguments: &[String], folder: &Path) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_banlint"));
        command.args(arguments).current_dir(folder).env("NO_COLOR", "1").env("COLUMNS", "100");
        command.env_remove("CI").env_remove("GITHUB_ACTIONS").env_remove("GITLAB_CI");
        command.env_remove("TF_BUILD").env_remove("TEAMCITY_VERSION");
        command.stdin(Stdio::null());
        if let Some(text) = &self.stdin {
            let file = folder.join(".stdin");
            fs::write(&file, text).unwrap();
            command.stdin(fs::File::open(file).unwrap());
        }
        command.output().unwrap()
    }
}

/// What a run printed: the result, then the messages.
fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    text(&output.stdout) + &text(&output.stderr)
}

/// The records of rows in JSON Lines, in order.
fn rows(output: &Output) -> Vec<serde_json::Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    let records = text.lines().map(|line| serde_json::from_str(line).unwrap());
    let is_row = |record: &serde_json::Value| {
        record["schema"].as_str().is_some_and(|schema| schema.starts_with("banlint/asset/"))
    };
    records.filter(is_row).collect()
}

fn maker(row: &serde_json::Value) -> String {
    let first = &row["attributions"][0];
    match (first["vendor"].as_str(), first["grade"].as_str()) {
        (Some(vendor), Some(grade)) => format!("{vendor} {grade}"),
        _ => "-".to_owned(),
    }
}
