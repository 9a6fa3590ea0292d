//! Says who made an item of which a few marks are known: `cargo run --example identify -- model=DS-2CD2143G2-I mac=44:19:B6:12:34:56`.
#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use std::error::Error;

use banlint::{Asset, Field, audit::Auditor};

fn main() -> Result<(), Box<dyn Error>> {
    let marks: Vec<String> = std::env::args().skip(1).collect();
    let facts = marks.iter().map(|mark| {
        let (field, text) = mark.split_once('=').ok_or("give marks as FIELD=TEXT")?;
        Ok((field.parse::<Field>()?, text))
    });
    let asset = Asset::from_facts(facts.collect::<Result<Vec<_>, Box<dyn Error>>>()?);
    let auditor = Auditor::builder().build()?;
    for attribution in auditor.identify(&asset) {
        println!("{}: {}", attribution.maker.name, attribution.grade.word());
        for mark in &attribution.evidence {
            println!("  {}: {}", mark.column, mark.text);
        }
    }
    Ok(())
}
