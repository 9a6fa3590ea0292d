//! Checks the knowledge in `data/` and `rules/` and writes it in the form that the program starts from, which parses nothing.
//!
//! The modules are those of the library: what is shipped and what users bring with them is read and checked by the same code.
//! A module named here may use only others that are named here.
#![allow(dead_code, unused_imports, unreachable_pub, missing_docs, clippy::struct_field_names)]

#[macro_use]
#[path = "src/worded.rs"]
mod worded;

#[path = "src/asset/mod.rs"]
mod asset;
#[path = "src/attribution/mod.rs"]
mod attribution;
#[path = "src/countries.rs"]
mod countries;
#[path = "src/date.rs"]
mod date;
#[path = "src/equipment/mod.rs"]
mod equipment;
#[path = "src/facts.rs"]
mod facts;
#[path = "src/finding.rs"]
mod finding;
#[path = "src/fingerprint.rs"]
mod fingerprint;
#[path = "src/fold.rs"]
mod fold;
#[path = "src/glance.rs"]
mod glance;
#[path = "src/intake"]
mod intake {
    mod companies;
    mod dates;
    pub mod formats;
}
#[path = "src/knowledge/mod.rs"]
mod knowledge;
#[path = "src/law.rs"]
mod law;
#[path = "src/listing.rs"]
mod listing;
#[path = "src/lists"]
mod lists {
    pub mod format;
}
#[path = "src/marks/mod.rs"]
mod marks;
#[path = "src/measure.rs"]
mod measure;
#[path = "src/phrases.rs"]
mod phrases;
#[path = "src/reason.rs"]
mod reason;
#[path = "src/reporting_duty.rs"]
mod reporting_duty;
#[path = "src/rules/mod.rs"]
mod rules;
#[path = "src/tables"]
mod tables {
    mod vocabulary;
    pub(crate) use vocabulary::Vocabulary;
}
#[path = "src/strings.rs"]
mod strings;
#[path = "src/text_map.rs"]
mod text_map;
#[path = "src/truth.rs"]
mod truth;
#[path = "src/vendors/mod.rs"]
mod vendors;

use std::{
    env,
    error::Error,
    fs,
    io::{self, Write as _},
    path::Path,
    process::ExitCode,
    sync::Arc,
};

use asset::{Asset, Cell, Field};
use attribution::{Attribution, Grade, MarkKind};
use countries::{Countries, Country};
use date::Date;
use equipment::{EquipmentTree, KindId};
use finding::{Finding, Verdict};
use fingerprint::Fingerprint;
use intake::formats::Formats;
use knowledge::{Faults, Files, Sources};
use lists::format::ListFormats;
use rules::LawBook;
use serde::Serialize;
use truth::Truth;
use vendors::Catalogue;

fn main() -> ExitCode {
    let Err(error) = prepare() else { return ExitCode::SUCCESS };
    // Nothing is left to try if the message cannot be written either.
    let _ = writeln!(io::stderr(), "{error}");
    ExitCode::FAILURE
}

fn prepare() -> Result<(), Box<dyn Error>> {
    let mut sources = Files::default();
    let formats = kept("formats", read("data/formats")?)?;
    let mut without_sources = |name, path| {
        let mut files = read(path)?;
        sources.0.append(&mut files.take_sources().0);
        kept(name, files)
    };
    let rules = without_sources("rules", "rules")?;
    let vendors = without_sources("vendors", "data/vendors")?;
    let labels = without_sources("labels", "data/labels")?;
    let names = kept("names", read("data/names.toml")?)?;
    let pages = shared(&sources)?;
    write("sources", &pages)?;

    let tree = Arc::new(EquipmentTree::load(&read("data/equipment.toml")?.0[0])?);
    write("tree", &*tree)?;
    write("countries", &Countries::load(&read("data/countries")?)?)?;
    write("formats", &Formats::load(&formats)?)?;
    write("lists", &ListFormats::load(&read("data/lists")?)?)?;
    write("catalogue", &Catalogue::load(&vendors, &labels, &names, &pages, &tree)?)?;
    let makers: Vec<_> = vendors.0.iter().map(|file| file.stem()).collect();
    write("law", &LawBook::load(&rules, &pages, tree, Some(&makers))?)
}

/// The pages of files of pages.
fn shared(files: &Files) -> Result<Sources, Faults> {
    let mut faults = Vec::new();
    let pages = files.pages(&mut faults);
    if faults.is_empty() { Ok(pages) } else { Err(Faults(faults)) }
}

/// Files that are kept as they are too: a user's may be added to them, or take the place of some.
fn kept(name: &str, files: Files) -> Result<Files, Box<dyn Error>> {
    write(&format!("{name}.toml"), &files)?;
    Ok(files)
}

fn read(path: &str) -> Result<Files, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={path}");
    let path = Path::new(path);
    let mut files = if path.is_dir() { Files::read(path)? } else { Files::read_one(path)? };
    for file in &mut files.0 {
        // Whatever the system writes between folders.
        *file = Arc::new(file.shown(|path| path.replace('\\', "/"), str::to_owned));
    }
    Ok(files)
}

fn write(name: &str, what: &impl Serialize) -> Result<(), Box<dyn Error>> {
    let path = Path::new(&env::var("OUT_DIR")?).join(name);
    Ok(fs::write(path, postcard::to_stdvec(what)?)?)
}
