//! What an audit costs, beside what it costs to read the same file at all: `cargo bench --bench speed -- --help`.
//!
//! Everything is measured as a whole process, from its start to its end: `banlint check` as users run it, and this program
//! again for the plain reading, so that neither has an advantage. Of several runs, in alternation, the quickest counts: others
//! can only disturb. The parent stays small, since a process counts the peak of the one that started it as its own.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::cast_precision_loss,
    reason = "a benchmark prints ratios of large numbers"
)]

#[path = "../generator/mod.rs"]
mod generator;

mod growth;
mod peers;
mod process;
mod task;

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use clap::{Parser, ValueEnum};
use generator::{Register, Result};
use process::{Cost, Race};
use task::Task;

/// The day of all audits, so that no figure changes by waiting.
const AS_OF: &str = "2026-11-22";

/// Measure audits of made-up registers beside plain reading of the same files
#[derive(Parser)]
struct Args {
    /// What to measure; everything by default
    parts: Vec<Part>,
    /// How many rows a register has
    #[arg(long, default_value_t = 200_000)]
    rows: u64,
    /// Of how many runs the quickest counts
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// Another program than the one built with the benchmark, such as that of an older commit
    #[arg(long)]
    program: Option<PathBuf>,
    /// What `cargo bench` adds
    #[arg(long, hide = true)]
    bench: bool,
    #[command(subcommand)]
    task: Option<Task>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// A file of 100 rows, from start to end
    Start,
    /// Each kind of register beside reading it as CSV
    Registers,
    /// Each form of report, with its peak memory
    Reports,
    /// A workbook beside reading its cells
    Workbook,
    /// More rows, more makers, more law
    Growth,
    /// Other programs that search the same file
    Peers,
}

/// How a part is measured.
type Measure = fn(&Bench) -> Result<()>;

fn main() -> ExitCode {
    let args = Args::parse();
    let done = match &args.task {
        Some(task) => task.run(),
        None => Bench::new(args).and_then(|bench| bench.run()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("speed: {error}");
            ExitCode::FAILURE
        }
    }
}

/// One call of the benchmark.
struct Bench {
    parts: Vec<Part>,
    rows: u64,
    runs: usize,
    program: PathBuf,
    /// The numbers of threads that are asked for; `None` where the program knows of none.
    threads: Vec<Option<u8>>,
    folder: tempfile::TempDir,
}

impl Bench {
    fn new(args: Args) -> Result<Self> {
        let program = args.program.unwrap_or_else(|| env!("CARGO_BIN_EXE_banlint").into());
        let help = Command::new(&program).args(["check", "--help"]).output()?;
        let knows_threads = String::from_utf8_lossy(&help.stdout).contains("--threads");
        Ok(Self {
            parts: args.parts,
            rows: args.rows,
            runs: args.runs.max(1),
            program,
            threads: if knows_threads { vec![Some(1), Some(2)] } else { vec![None] },
            folder: tempfile::tempdir()?,
        })
    }

    fn run(&self) -> Result<()> {
        println!("{}: the quickest of {} runs\n", self.program.display(), self.runs);
        let parts: [(Part, Measure); 6] = [
            (Part::Start, Self::start),
            (Part::Registers, Self::registers),
            (Part::Reports, Self::reports),
            (Part::Workbook, Self::workbook),
            (Part::Growth, growth::measure),
            (Part::Peers, peers::measure),
        ];
        for (part, measure) in parts {
            if self.parts.is_empty() || self.parts.contains(&part) {
                measure(self)?;
                println!();
            }
        }
        Ok(())
    }

    fn start(&self) -> Result<()> {
        let file = self.register("clear", 100)?;
        let mut race = Race::new(self.runs * 4);
        race.enter("csv", Task::Read { file: file.clone() }.command()?);
        race.enter("banlint", self.check(&file, None, "start.jsonl"));
        println!("start to end on 100 rows");
        for (name, cost) in race.run()? {
            println!("  {name:10} {:6.1} ms {:5.0} MiB", cost.wall * 1e3, cost.peak);
        }
        Ok(())
    }

    fn registers(&self) -> Result<()> {
        heading("registers, to JSON Lines in a file");
        for name in Register::NAMED {
            // What is two hundred words long need not be as many rows to take as long.
            let rows = if name == "long" { self.rows / 10 } else { self.rows };
            self.against_csv(name, name, rows, &[])?;
        }
        Ok(())
    }

    /// Measures one register beside reading it, under further arguments.
    fn against_csv(&self, label: &str, name: &str, rows: u64, more: &[&OsStr]) -> Result<()> {
        let file = self.register(name, rows)?;
        let mut race = Race::new(self.runs);
        race.enter("csv", Task::Read { file: file.clone() }.command()?);
        for threads in &self.threads {
            let mut check = self.check(&file, *threads, "out.jsonl");
            check.args(more);
            race.enter(&called(*threads), check);
        }
        let megabytes = file.metadata()?.len() as f64 / 1e6;
        lines(&format!("{label}, {rows} rows, {megabytes:.0} MB"), &race.run()?);
        Ok(std::fs::remove_file(file)?)
    }

    fn reports(&self) -> Result<()> {
        heading("reports on listed3");
        let file = self.register("listed3", self.rows)?;
        for form in ["txt", "jsonl", "json"] {
            let mut race = Race::new(1);
            race.enter("csv", Task::Read { file: file.clone() }.command()?);
            for threads in &self.threads {
                let out = format!("report.{form}");
                race.enter(&called(*threads), self.check(&file, *threads, &out));
            }
            let costs = race.run()?;
            let written = self.folder.path().join(format!("report.{form}")).metadata()?.len();
            lines(&format!("{form}, {} MB", written / 1_000_000), &costs);
        }
        Ok(std::fs::remove_file(file)?)
    }

    fn workbook(&self) -> Result<()> {
        heading("a workbook of clear, beside calamine");
        let file = self.folder.path().join("register.xlsx");
        let rows = self.rows;
        Task::Workbook { rows, file: file.clone() }.alone()?;
        let mut race = Race::new(self.runs);
        race.enter("calamine", Task::Cells { file: file.clone() }.command()?);
        for threads in &self.threads {
            race.enter(&called(*threads), self.check(&file, *threads, "book.jsonl"));
        }
        lines(
            &format!("xlsx, {rows} rows, {} MB", file.metadata()?.len() / 1_000_000),
            &race.run()?,
        );
        Ok(())
    }

    /// Writes a register.
    fn register(&self, name: &str, rows: u64) -> Result<PathBuf> {
        let file = self.folder.path().join(format!("{name}-{rows}.csv"));
        Task::Write { name: name.to_owned(), rows, file: file.clone() }.alone()?;
        Ok(file)
    }

    /// The audit of a file, as a user runs it.
    fn check(&self, file: &Path, threads: Option<u8>, out: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.args(["check", "--quiet", "--as-of", AS_OF, "--output"]);
        command.arg(self.folder.path().join(out)).arg(file);
        if let Some(threads) = threads {
            command.args(["--threads", &threads.to_string()]);
        }
        command
    }
}

fn called(threads: Option<u8>) -> String {
    match threads {
        Some(1) => "1 thread".to_owned(),
        Some(threads) => format!("{threads} threads"),
        None => "banlint".to_owned(),
    }
}

fn heading(title: &str) {
    println!("{title}");
    println!(
        "  {:34} {:10} {:>8} {:>7} {:>8} {:>7} {:>5}",
        "", "", "wall s", "ratio", "CPU s", "ratio", "MiB"
    );
}

/// One line each, the ratios to the first of them.
fn lines(label: &str, costs: &[(String, Cost)]) {
    let first = costs[0].1;
    for (at, (name, cost)) in costs.iter().enumerate() {
        let label = if at == 0 { label } else { "" };
        let Cost { wall, cpu, peak } = cost;
        let (by_wall, by_cpu) = (wall / first.wall, cpu / first.cpu);
        println!(
            "  {label:34} {name:10} {wall:8.3} {by_wall:6.2}x {cpu:8.3} {by_cpu:6.2}x {peak:5.0}"
        );
    }
}
