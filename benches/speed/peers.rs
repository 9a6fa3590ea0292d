//! Other programs that search the same file, for far less: a list of names in one column, or anywhere.
//!
//! None of them is needed: those that are not installed are left out, and the line says so.

use std::{ffi::OsStr, fs, process::Command};

use super::{Bench, Result, called, heading, lines, process::Race, task::Task};

pub(crate) fn measure(bench: &Bench) -> Result<()> {
    heading("other programs, on listed3");
    let file = bench.register("listed3", bench.rows)?;
    let list = bench.folder.path().join("names.txt");
    Task::Names { file: list.clone() }.alone()?;
    let names = fs::read_to_string(&list)?;
    let quoted = names.lines().map(|name| format!("'{}'", name.replace('\'', "''")));
    let query = format!(
        "select count(*) from read_csv('{}', all_varchar = true) where Manufacturer in ({})",
        file.display(),
        quoted.collect::<Vec<_>>().join(", ")
    );
    let mut race = Race::new(bench.runs);
    race.enter("csv", Task::Read { file: file.clone() }.command()?);
    for threads in &bench.threads {
        race.enter(&called(*threads), bench.check(&file, *threads, "peers.jsonl"));
    }
    let mut enter = |name: &str, about: &str, command: Command| {
        if is_installed(command.get_program()) {
            race.enter(name, command);
        } else {
            println!("  {name} is not installed: {about}");
        }
    };
    let mut search = Command::new("xan");
    search
        .args(["search", "--exact", "--select", "Manufacturer", "--patterns"])
        .args([&list, &file]);
    enter("xan", "cargo install xan", search);
    let mut search = Command::new("rg");
    search.args(["--fixed-strings", "--count", "--file"]).args([&list, &file]);
    enter("ripgrep", "apt-get install ripgrep", search);
    let mut search = Command::new("duckdb");
    search.args(["-c", &query]);
    enter("DuckDB", "pip install duckdb-cli", search);
    lines(&format!("{} names, {} rows", names.lines().count(), bench.rows), &race.run()?);
    Ok(())
}

fn is_installed(program: &OsStr) -> bool {
    Command::new(program).arg("--version").output().is_ok()
}
