//! Whatever a report tells its reader to type works as it stands: each option, the lines for `banlint.toml`, each column.
#![allow(
    clippy::unwrap_used,
    reason = "clippy's allowance for tests stops at the helpers of an integration test"
)]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

/// A register that leaves every question open; nothing is said of its owner.
const REGISTER: &str = "\
Asset,Make,Model,Category,Site,Ordered by,Rmks
C-1,Hikvision,DS-2CD2143G2-I,IP camera,\"Bob's \"\"HQ\"\" [2], 東京\",Bob,x
N-1,Huawei,S5735-L24T4S-A1,Network switch,Depot,Ann,y
C-2,ZTE,ZXHN F660,,Depot,Ann,z
";

fn banlint(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_banlint"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").env("COLUMNS", "60");
    command.env_remove("CI").env_remove("GITHUB_ACTIONS").env_remove("GITLAB_CI");
    command.env_remove("TF_BUILD").env_remove("TEAMCITY_VERSION");
    command.output().unwrap()
}

fn check(folder: &Path, more: &[String]) -> String {
    let given = ["check", "register.csv", "--as-of", "2026-11-26", "--width", "60", "--details"];
    let arguments: Vec<_> = given.into_iter().chain(more.iter().map(String::as_str)).collect();
    let output = banlint(folder, &arguments);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() != Some(2), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// What is said of options that cannot be.
fn refused(folder: &Path, more: &[String]) -> String {
    let arguments = ["check", "register.csv"].into_iter().chain(more.iter().map(String::as_str));
    let output = banlint(folder, &arguments.collect::<Vec<_>>());
    assert_eq!(output.status.code(), Some(2), "{more:?}");
    String::from_utf8(output.stderr).unwrap()
}

/// A report with a word in the place of each that is left to its reader.
fn filled_in(report: &str) -> String {
    let mut report = report.to_owned();
    for (fact, word) in [
        ("purpose", "public-safety"),
        ("class", "sensitive"),
        ("network", "public-5g"),
        ("country", "US"),
        ("funding", "us-fcc-subsidy"),
        ("supplier", "maker-sale"),
        ("customer", "us-federal-customer"),
        ("remote-access", "maker-access"),
    ] {
        report = report.replace(&format!("{fact}=WORD"), &format!("{fact}={word}"));
        report = report.replace(&format!("{fact} = \"WORD\""), &format!("{fact} = \"{word}\""));
    }
    let owner = "us-federal-contractor";
    report = report.replace("--org WORD", &format!("--org {owner}"));
    report.replace("is = [\"WORD\"]", &format!("is = [\"{owner}\"]"))
}

/// The lines that stand alone as something to type after a command.
fn options(report: &str) -> Vec<&str> {
    report.lines().filter(|line| line.starts_with("       --")).map(str::trim).collect()
}

/// The lines for the settings.
fn settings(report: &str) -> String {
    let (_, block) = report.split_once("The same in banlint.toml").unwrap();
    let lines = block.lines().skip(1).take_while(|line| !line.is_empty());
    lines.flat_map(|line| [line.trim(), "\n"]).collect()
}

#[test]
fn each_option_and_the_settings_work_as_they_stand() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("register.csv"), REGISTER).unwrap();
    let report = check(folder, &[]);
    let first = report.split_once("QUESTIONS THAT DECIDE MOST").unwrap().1;
    assert!(first.trim_start().starts_with("1. Who are you"), "{first}");
    let left_open: Vec<_> = options(&report).into_iter().filter(|it| it.contains("WORD")).collect();
    assert!(!left_open.is_empty(), "{report}");
    for option in left_open {
        let refused = refused(folder, &shlex::split(option).unwrap());
        assert!(refused.contains("`WORD`") && refused.contains("expected"), "{refused}");
    }
    assert!(report.contains("--assume status=in-service"), "what the question itself names");
    let report = filled_in(&report);
    let options = options(&report);
    assert!(options.len() > 3, "{report}");
    for option in &options {
        check(folder, &shlex::split(option).unwrap());
    }
    let together: Vec<_> =
        options.iter().flat_map(|option| shlex::split(option).unwrap()).collect();
    let answered = check(folder, &together);
    assert!(!answered.contains("Who are you"), "{answered}");
    fs::write(folder.join("banlint.toml"), settings(&report)).unwrap();
    let settled = check(folder, &[]);
    let verdicts = |report: &str| report.lines().last().unwrap().to_owned();
    assert_eq!(verdicts(&settled), verdicts(&answered), "{}", settings(&report));
}

/// A column that a report asks for is understood under the name that it gives.
#[test]
fn columns_are_known_by_the_names_of_facts() {
    let folder = tempfile::tempdir().unwrap();
    for fact in [
        "acquired",
        "installed",
        "authorised",
        "equipment",
        "serial",
        "mac",
        "fcc-id",
        "model",
        "site",
        "country-of-production",
    ] {
        let text = format!("Make,{fact}\nHikvision,\n");
        fs::write(folder.path().join("register.csv"), text).unwrap();
        let output = banlint(folder.path(), &["columns", "register.csv"]);
        let shown = String::from_utf8(output.stdout).unwrap();
        let line = format!("{fact:?} = {fact:?}");
        assert!(
            shown.contains(&line) || shown.contains(&format!("{fact} = {fact:?}")),
            "{fact}: {shown}"
        );
    }
}
