//! The cost of an audit, in instructions: what seconds on a busy machine cannot tell, a count can.
//!
//! `benches/instructions.toml` has the figures and says how to repeat and to record them.

#![allow(clippy::cast_precision_loss, reason = "what is shown are per cent")]

#[path = "../benches/generator/mod.rs"]
mod generator;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use banlint::audit::Knowledge;
use generator::{Register, Result};
use toml_edit::{DocumentMut, value};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// One workload and what was counted.
struct Counted {
    name: String,
    recorded: i64,
    now: i64,
}

#[test]
#[ignore = "needs valgrind and a release build"]
fn no_workload_needs_more_instructions_than_recorded() {
    let file = Path::new(ROOT).join("benches/instructions.toml");
    let mut figures: DocumentMut = fs::read_to_string(&file).unwrap().parse().unwrap();
    let tolerance = figures["tolerance"].as_integer().unwrap();
    let counted = count_all(&figures).unwrap();
    for Counted { name, recorded, now } in &counted {
        let change = 100.0 * (*now as f64 / (*recorded).max(1) as f64 - 1.0);
        println!("{name:8} {now:>14} instructions, recorded {recorded:>14} ({change:+.1} %)");
    }
    if std::env::var_os("RECORD").is_some() {
        figures["rustc"] = value(compiler().unwrap());
        for Counted { name, now, .. } in counted {
            figures["workload"][&name]["instructions"] = value(now);
        }
        return fs::write(file, figures.to_string()).unwrap();
    }
    let slower: Vec<_> = counted
        .iter()
        .filter(|counted| counted.now * 100 > counted.recorded * (100 + tolerance))
        .map(|counted| &*counted.name)
        .collect();
    assert!(
        slower.is_empty(),
        "{} needs over {tolerance} % more instructions than recorded with {}; this is {}. \
         benches/instructions.toml says what to do",
        slower.join(", "),
        figures["rustc"],
        compiler().unwrap()
    );
}

fn count_all(figures: &DocumentMut) -> Result<Vec<Counted>> {
    let knowledge = Knowledge::shipped()?;
    let folder = Path::new(ROOT).join("target/callgrind");
    fs::create_dir_all(&folder)?;
    let workloads = figures["workload"].as_table().ok_or("no workloads")?;
    let count = |(name, workload): (&str, &toml_edit::Item)| {
        let rows = workload["rows"].as_integer().ok_or("no rows")?;
        let register = workload["register"].as_str().ok_or("no register")?;
        let register = Register::named(register, rows.try_into()?)?;
        let csv = folder.join(format!("{name}.csv"));
        register.write(&knowledge, fs::File::create(&csv)?)?;
        let recorded = workload["instructions"].as_integer().ok_or("no instructions")?;
        Ok(Counted { name: name.to_owned(), recorded, now: counted(&folder, name, &csv)? })
    };
    workloads.iter().map(count).collect()
}

/// The instructions of one audit.
fn counted(folder: &Path, name: &str, csv: &Path) -> Result<i64> {
    let profile = folder.join(format!("{name}.out"));
    let mut audit = Command::new("valgrind");
    audit.args(["--quiet", "--tool=callgrind"]);
    audit.arg(format!("--callgrind-out-file={}", profile.display()));
    audit.arg(program()?).args(["check", "--quiet", "--as-of", "2026-11-22", "--output"]);
    audit.arg(folder.join(format!("{name}.jsonl"))).arg(csv);
    if knows_threads()? {
        audit.args(["--threads", "1"]);
    }
    let ended = audit.output()?;
    if !matches!(ended.status.code(), Some(0 | 1)) {
        return Err(String::from_utf8_lossy(&ended.stderr).into());
    }
    let totals = fs::read_to_string(profile)?;
    let totals = totals.lines().find_map(|line| line.strip_prefix("totals: "));
    Ok(totals.ok_or("callgrind wrote no totals")?.trim().parse()?)
}

fn knows_threads() -> Result<bool> {
    let help = Command::new(program()?).args(["check", "--help"]).output()?;
    Ok(String::from_utf8_lossy(&help.stdout).contains("--threads"))
}

fn program() -> Result<PathBuf> {
    let program = Path::new(ROOT).join("target/release/banlint");
    if program.is_file() { Ok(program) } else { Err("run `cargo build --release` first".into()) }
}

fn compiler() -> Result<String> {
    let version = Command::new("rustc").arg("--version").output()?;
    Ok(String::from_utf8(version.stdout)?.trim().to_owned())
}
