//! Runs of the program in a folder of their own, and what they leave there.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    reason = "clippy's allowance for tests stops at the helpers of an integration test"
)]

mod hostile_files;
mod jobs;
mod known;
mod letters;
mod lists;
mod outlook;
mod outside_cells;
mod own_files;
mod reports_appear;
mod screens;
mod secrets;
mod seldom_looked_at;
mod sheet_back;
mod side_files;
mod streams;
mod trust;

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
