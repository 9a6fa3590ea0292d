//! The arguments, as typed. What they mean for an audit is in `settings`.

mod knowledge;
mod shared;
mod time;

use std::{path::PathBuf, time::Duration};

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

use super::help;
use crate::{Verdict, report::LetterForm};

pub(crate) use knowledge::{FileKind, OrgsArgs, Rules, SourcesArgs, Vendors};
pub(crate) use shared::{AuditArgs, FolderArgs, FormArgs, InputArgs, LawArgs, Unknown};

/// Audit an equipment inventory against procurement bans.
///
/// banlint reads the spreadsheet you already have, works out who really made each item, whatever its label says, and says
/// which laws forbid it, for this owner, at this site, on this date, with the evidence and the citation. It works offline:
/// nothing about your equipment leaves this machine.
#[derive(Debug, Parser)]
#[command(
    version,
    max_term_width = 100,
    after_help = help::SHORT,
    after_long_help = help::LONG
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// Print only the result; check prints only a report that is asked for.
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,

    /// When to use colour.
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN", env = "BANLINT_COLOR")]
    pub(crate) color: Colour,

    /// Write the result to the terminal at once.
    ///
    /// By default a terminal shows the text report of check through the program that `BANLINT_PAGER` or `PAGER` names, or through less.
    /// Where that is cat, or is not there, it is written at once too, as the result of every other command is.
    #[arg(long, global = true)]
    pub(crate) no_pager: bool,

    /// End the run with status 2 if it takes longer, such as 90s, 5m or 1h; by default it may take any time.
    #[arg(long, global = true, value_name = "TIME", value_parser = time::parse, env = "BANLINT_TIMEOUT")]
    pub(crate) timeout: Option<Duration>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal only.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Audit inventories and report what the law says of each item.
    #[command(after_help = help::CHECK)]
    Check(CheckArgs),
    /// Explain one row: every fact, mark and provision, and why each held or not.
    #[command(after_help = help::EXPLAIN)]
    Explain(ExplainArgs),
    /// Say who made an item with this brand, model, MAC address, FCC ID or serial.
    #[command(after_help = help::IDENTIFY)]
    Identify(IdentifyArgs),
    /// Show how a sheet is understood, and print the [columns] table to keep.
    #[command(after_help = help::COLUMNS)]
    Columns(ColumnsArgs),
    /// List, show, begin, check or test the law files.
    #[command(subcommand, after_help = help::RULES)]
    Rules(Rules),
    /// List what an owner can be, what that implies, and which law it is bound by.
    #[command(after_help = help::ORGS)]
    Orgs(OrgsArgs),
    /// List or show what is known of makers and labels.
    #[command(subcommand, after_help = help::VENDORS)]
    Vendors(Vendors),
    /// List the pages in which all this was read, by age, with how much rests on each.
    #[command(after_help = help::SOURCES)]
    Sources(SourcesArgs),
    /// Write the findings of today to a file, so that later runs fail only on what is new.
    Baseline(BaselineArgs),
    /// Show what differs between two inventories, or two reports of them.
    Diff(DiffArgs),
    /// Show what becomes of goods on the days to come on which the law changes.
    #[command(after_help = help::OUTLOOK)]
    Outlook(OutlookArgs),
    /// Write letters to suppliers and authorities, and a record of the inquiry.
    Letter(LetterArgs),
    /// Write a commented banlint.toml for a sheet.
    #[command(after_help = help::INIT)]
    Init(InitArgs),
    /// Print completions for a shell.
    #[command(after_help = help::COMPLETIONS)]
    Completions {
        /// Shell to complete in.
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Print the man page, or write the pages of all commands.
    #[command(after_help = help::MAN)]
    Man {
        /// Folder to write one page a command into; made if it is not there.
        #[arg(long, short, value_name = "DIR", value_hint = ValueHint::DirPath)]
        output: Option<PathBuf>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shell {
    Bash,
    Elvish,
    Fish,
    Nushell,
    Powershell,
    Zsh,
}

#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) audit: AuditArgs,

    /// Form of the result on standard output; by default text.
    ///
    /// In continuous integration the default is another: annotations and a job summary in GitHub Actions, elsewhere one line a
    /// finding.
    #[arg(long, value_enum, help_heading = "Output", env = "BANLINT_FORMAT")]
    pub(crate) format: Option<Format>,

    /// Write the result to a file; its ending names the form, or a word before it. May be repeated.
    ///
    /// Such as report.txt, findings.jsonl or csv-findings=findings.csv; the words are those of --format.
    #[arg(long, short, value_name = "[FORMAT=]FILE", help_heading = "Output")]
    pub(crate) output: Vec<PathBuf>,

    /// Report every row, clear ones too.
    ///
    /// The text report names up to 2,000 kinds of clear goods and counts the rest; json and jsonl have every row.
    #[arg(long, help_heading = "Output")]
    pub(crate) all: bool,

    /// Give every mark and every provision in full.
    ///
    /// By default the text report has the marks of a maker in a line and counts what it has no room for; json and jsonl give the
    /// strongest mark of each kind, name what does not reach the row by id alone, and leave out the reasons and questions that the
    /// provision's own record has.
    #[arg(long, help_heading = "Output")]
    pub(crate) details: bool,

    /// Width of the text report, 60 to 120; the terminal's by default.
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(60..=120), help_heading = "Output")]
    pub(crate) width: Option<u16>,

    /// File of known findings, as `banlint baseline` writes it: only what is new, or worse, makes the run fail.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(crate) baseline: Option<PathBuf>,

    /// Take no baseline, whatever the settings say.
    #[arg(long, conflicts_with = "baseline", help_heading = "Output")]
    pub(crate) no_baseline: bool,

    /// Verdict from which on the exit status is 1; by default review.
    #[arg(
        long,
        value_parser = shared::fail_level(),
        value_name = "VERDICT",
        help_heading = "Output",
        env = "BANLINT_FAIL_ON"
    )]
    pub(crate) fail_on: Option<Verdict>,

    /// End with status 0 whatever is found; a run that could not be made still ends with 2.
    #[arg(long, help_heading = "Output")]
    pub(crate) exit_zero: bool,
}

/// Write the findings of today to a file, so that later runs fail only on what is new.
///
/// `banlint check --baseline FILE` marks what the file names as known. Rows that could not be read stand in no baseline.
#[derive(Debug, Args)]
pub(crate) struct BaselineArgs {
    #[command(flatten)]
    pub(crate) audit: AuditArgs,

    /// Where to write it; - prints it. An older baseline is replaced.
    #[arg(
        long,
        short,
        value_name = "FILE",
        default_value = "baseline.json",
        help_heading = "Output"
    )]
    pub(crate) output: PathBuf,
}

/// Show what differs between two inventories, or two reports of them: findings that are new, gone or changed, and whether the sheet,
/// the law or the knowledge changed.
#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// Older inventory, or a report of one that `banlint check --format json` wrote.
    pub(crate) old: PathBuf,

    /// Newer inventory, or a report of one.
    pub(crate) new: PathBuf,

    #[command(flatten)]
    pub(crate) law: LawArgs,

    #[command(flatten)]
    pub(crate) input: InputArgs,

    #[command(flatten)]
    pub(crate) form: FormArgs,

    /// Verdict of something new from which on the exit status is 1; by default review.
    #[arg(long, value_parser = shared::fail_level(), value_name = "VERDICT", help_heading = "Output")]
    pub(crate) fail_on: Option<Verdict>,
}

/// Show what becomes of goods on the days to come on which the law changes: what will be forbidden, when, where, and what to do by then.
///
/// The inventory is audited as of today, and then as of each of those days, as if the goods stayed what and where they are.
#[derive(Debug, Args)]
pub(crate) struct OutlookArgs {
    #[command(flatten)]
    pub(crate) audit: AuditArgs,

    /// Last day to look at; by default as far as the law is known.
    #[arg(long, value_name = "DATE", help_heading = "Law")]
    pub(crate) until: Option<String>,

    #[command(flatten)]
    pub(crate) form: FormArgs,
}

/// Audit inventories, and write the letters that follow from it, each as Markdown and as DOCX.
///
/// To each supplier go the open questions about its goods. To whom the law wants something reported, such as the contracting officer,
/// goes that report, with what the inventory says filled in and the rest as blanks. The record says what was checked, with what, and
/// what came out. Read each before you sign it.
#[derive(Debug, Args)]
pub(crate) struct LetterArgs {
    #[command(flatten)]
    pub(crate) audit: AuditArgs,

    /// Whom to write to; all by default. May be repeated.
    ///
    /// suppliers, record, or the id of a report that a law asks for, such as contracting-officer; `banlint rules show` tells them.
    #[arg(long, value_name = "WHOM", value_delimiter = ',', help_heading = "Output")]
    pub(crate) to: Vec<String>,

    /// Form of the letters; both by default. May be repeated.
    #[arg(long, value_enum, value_name = "FORM", value_delimiter = ',', help_heading = "Output")]
    pub(crate) format: Vec<LetterForm>,

    /// Folder to write them to, which is made if it is not there.
    #[arg(long, short, value_name = "FOLDER", default_value = "letters", help_heading = "Output")]
    pub(crate) output: PathBuf,

    /// Day on which the goods were identified, from which the days of reports count; by default the day whose law is applied.
    #[arg(long, value_name = "DATE", help_heading = "Output")]
    pub(crate) identified: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A report for people.
    Text,
    /// One JSON document.
    Json,
    /// One JSON object a line, one line an item.
    Jsonl,
    /// The sheet itself with its findings in columns to the right.
    Csv,
    /// The same as a workbook, with a summary; only to a file or a pipe.
    Xlsx,
    /// One line a finding, as compilers print them.
    Concise,
    /// A table with one record a finding.
    CsvFindings,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// `JUnit` XML, for test dashboards.
    Junit,
    /// Annotations of GitHub Actions.
    Github,
    /// A code quality report of GitLab.
    Gitlab,
    /// A summary for a job or a comment on a pull request.
    Markdown,
    /// One self-contained page for a browser.
    Html,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// Inventory in which the row stands, or `FILE:LINE`.
    pub(crate) file: PathBuf,

    /// Asset number, line of a text, or row of a workbook such as "Cameras!404".
    ///
    /// Lines are those of the file, as reports print them and as an editor or a spreadsheet program shows them. Where a number is
    /// that of an asset and that of another's line, or a line holds several assets, the message names the choices.
    pub(crate) row: Option<String>,

    /// Show law that binds other owners in full too.
    #[arg(long)]
    pub(crate) details: bool,

    #[command(flatten)]
    pub(crate) law: LawArgs,

    #[command(flatten)]
    pub(crate) input: InputArgs,

    #[command(flatten)]
    pub(crate) form: FormArgs,
}

#[derive(Debug, Args)]
pub(crate) struct IdentifyArgs {
    /// What is known of one item: brand, model, MAC address or block, FCC ID, serial, firmware; - reads standard input, one
    /// item a line.
    #[arg(required = true, value_name = "TEXT")]
    pub(crate) texts: Vec<String>,

    #[command(flatten)]
    pub(crate) law: LawArgs,

    #[command(flatten)]
    pub(crate) form: FormArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ColumnsArgs {
    /// Sheet to look at.
    pub(crate) file: PathBuf,

    /// Settings file; by default banlint.toml here or in a folder above.
    #[arg(long, value_name = "FILE", env = "BANLINT_CONFIG")]
    pub(crate) config: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) input: InputArgs,

    #[command(flatten)]
    pub(crate) form: FormArgs,
}

#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// Sheet to write settings for.
    pub(crate) file: PathBuf,

    /// Settings that hold already, such as the folder of format files; by default banlint.toml here or in a folder above.
    #[arg(long, value_name = "FILE", env = "BANLINT_CONFIG")]
    pub(crate) config: Option<PathBuf>,

    /// Where to write them; - prints them.
    #[arg(long, short, value_name = "FILE", default_value = "banlint.toml")]
    pub(crate) output: PathBuf,

    #[command(flatten)]
    pub(crate) input: InputArgs,
}
