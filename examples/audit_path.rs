//! Audits a file and prints each row that some law forbids, with the law: `cargo run --example audit_path -- inventory.csv`.
#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use std::{error::Error, path::PathBuf};

use banlint::{Verdict, audit::Auditor};

fn main() -> Result<(), Box<dyn Error>> {
    let path: PathBuf = std::env::args_os().nth(1).ok_or("name an inventory")?.into();
    let auditor =
        Auditor::builder().jurisdictions(["US"]).organisation(["us-federal-contractor"]).build()?;
    let mut audit = auditor.audit_path(&path)?;
    for row in &mut audit {
        let row = row?;
        for finding in row.findings.iter().filter(|found| found.verdict == Verdict::Violation) {
            let (place, law) = (&row.place, &finding.law);
            println!("{}:{}: {} ({})", place.file, place.line, law.title, law.citation);
        }
    }
    println!("{} rows", audit.tally().rows());
    Ok(())
}
