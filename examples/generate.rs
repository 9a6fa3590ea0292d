//! Writes a made-up register of any size as CSV, for measuring: `cargo run --release --example generate -- --help`.

#[path = "../benches/generator/mod.rs"]
mod generator;

use std::{fs::File, io, path::PathBuf};

use banlint::audit::Knowledge;
use clap::Parser;
use generator::{Register, Result, Values};

/// Write a made-up register of equipment as CSV
#[derive(Parser)]
struct Args {
    /// Begin with a register that the benchmarks measure
    #[arg(long, value_parser = Register::NAMED, default_value = "clear")]
    like: String,
    /// How many rows
    #[arg(long, default_value_t = 100_000)]
    rows: u64,
    /// Of a hundred rows, how many are goods of listed makers
    #[arg(long, value_name = "PERCENT")]
    listed: Option<f64>,
    /// Of a hundred of these, how many have a misspelt name
    #[arg(long, value_name = "PERCENT")]
    misspelt: Option<f64>,
    /// No column of makers: the description begins with the maker
    #[arg(long)]
    no_makers: bool,
    /// How many different values the columns have
    #[arg(long, value_parser = ["few", "usual", "many"])]
    values: Option<String>,
    /// How many columns, at least 12
    #[arg(long)]
    columns: Option<usize>,
    /// How many words a description has
    #[arg(long)]
    words: Option<usize>,
    /// Another seed gives another register of the same kind
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// File to write; standard output by default
    #[arg(short, long)]
    output: Option<PathBuf>,
}

fn main() -> Result<()> {
    let args = Args::parse();
    let like = Register::named(&args.like, args.rows)?;
    let register = Register {
        listed: args.listed.unwrap_or(like.listed),
        misspelt: args.misspelt.unwrap_or(like.misspelt),
        makers: like.makers && !args.no_makers,
        values: match args.values.as_deref() {
            Some("few") => Values::Few,
            Some("usual") => Values::Usual,
            Some(_) => Values::Many,
            None => like.values,
        },
        columns: args.columns.unwrap_or(like.columns),
        words: args.words.unwrap_or(like.words),
        seed: args.seed,
        ..like
    };
    let knowledge = Knowledge::shipped()?;
    match args.output {
        Some(path) => register.write(&knowledge, File::create(path)?),
        None => register.write(&knowledge, io::stdout().lock()),
    }
}
