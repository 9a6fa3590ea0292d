//! Options that several commands share: whose law, how a sheet is read, which files of folders, in which form to answer.

use std::path::PathBuf;

use clap::{
    Args, ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser},
};

use crate::{Verdict, config};

/// What every command takes that audits inventories.
#[derive(Clone, Debug, Args)]
pub(crate) struct AuditArgs {
    /// Inventories to audit, or folders of them: workbooks (XLSX, XLSM, XLSB, XLS, ODS), CSV or other delimited text, JSON,
    /// bills of material, also packed with gzip or zstd; - is standard input.
    ///
    /// Of a folder every file in it and below it is looked at that is not hidden; what is left out, as hidden or as no inventory, is told.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) law: LawArgs,

    #[command(flatten)]
    pub(crate) input: InputArgs,

    #[command(flatten)]
    pub(crate) folders: FolderArgs,

    /// Threads to work on, 1 to 64; by default one for each processor, up to 4. The result is the same on any number.
    #[arg(
        long,
        value_name = "NUMBER",
        value_parser = clap::value_parser!(u8).range(1..=64),
        help_heading = "Output",
        display_order = 100,
        env = "BANLINT_THREADS"
    )]
    pub(crate) threads: Option<u8>,
}

impl AuditArgs {
    /// Those of a command that takes files alone.
    pub(crate) fn of(files: Vec<PathBuf>, law: &LawArgs, input: &InputArgs) -> Self {
        let (law, input, folders) = (law.clone(), input.clone(), FolderArgs::default());
        Self { files, law, input, folders, threads: None }
    }
}

/// Which files of folders are read.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct FolderArgs {
    /// Of folders, read only the files that fit, such as "*.csv". May be repeated.
    ///
    /// A pattern without a slash is one of names, in whatever folder below the one that is named; a pattern with one is a path
    /// below it, in which ** stands for any folders.
    #[arg(long, value_name = "PATTERN")]
    pub(crate) glob: Vec<String>,

    /// Of folders, leave out the files and folders that fit, such as "old". May be repeated.
    ///
    /// Patterns are those of --glob.
    #[arg(long, value_name = "PATTERN")]
    pub(crate) exclude: Vec<String>,

    /// Of folders, read what .gitignore names too.
    #[arg(long)]
    pub(crate) no_ignore: bool,
}

/// Reads the verdict from which on a run is asked to fail.
pub(crate) fn fail_level() -> impl TypedValueParser<Value = Verdict> {
    let words = config::fail_levels().map(Verdict::word);
    let known = |word: String| config::fail_level(&word).ok_or("it is no level");
    PossibleValuesParser::new(words).try_map(known)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Unknown {
    /// As a question to answer: the item is in review.
    Review,
    /// As the strict reader takes it: the item is a violation.
    Violation,
    /// As the lenient reader takes it: the rule does not reach the item.
    Ignore,
}

/// What every command that applies law takes.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Law and owner")]
pub(crate) struct LawArgs {
    /// Settings file; by default banlint.toml here or in a folder above.
    #[arg(long, value_name = "FILE", env = "BANLINT_CONFIG")]
    pub(crate) config: Option<PathBuf>,

    /// Day whose law is applied, as YYYY-MM-DD; today by default.
    #[arg(long, value_name = "DATE", env = "BANLINT_AS_OF")]
    pub(crate) as_of: Option<String>,

    /// Country whose law is applied, by its code of two letters; all by default. May be repeated.
    #[arg(
        long,
        short,
        value_name = "COUNTRY",
        value_delimiter = ',',
        env = "BANLINT_JURISDICTION"
    )]
    pub(crate) jurisdiction: Vec<String>,

    /// What the owner is, by its word in the law files. May be repeated.
    ///
    /// Once something is said of the owner, it is taken as all that the owner is. `banlint rules list --terms` shows what an
    /// owner can be.
    #[arg(long, value_name = "ORGANISATION", value_delimiter = ',', env = "BANLINT_ORG")]
    pub(crate) org: Vec<String>,

    /// Fact to take for granted where the sheet is silent. May be repeated.
    ///
    /// Such as status=in-service. What a row or the site table states comes first. `banlint rules list --terms`
    /// shows the words that facts can have.
    #[arg(long, value_name = "FACT=VALUE")]
    pub(crate) assume: Vec<String>,

    /// Say what a site is, such as "Head Office:class=sensitive". May be repeated.
    ///
    /// The facts are class, country, purpose, network, and is (what the owner of this site is, where that is another than --org).
    #[arg(long, value_name = "SITE:FACT=VALUE")]
    pub(crate) site: Vec<String>,

    /// How to take what cannot be decided for want of a fact; else as review.
    #[arg(long, value_enum, value_name = "HOW")]
    pub(crate) unknown: Option<Unknown>,

    /// Folder of rule files to add, or one rule file. May be repeated.
    #[arg(long, value_name = "DIR")]
    pub(crate) rules: Vec<PathBuf>,

    /// Apply only the rules of --rules, none of the shipped ones.
    #[arg(long, requires = "rules")]
    pub(crate) only_rules: bool,

    /// Folder of vendor files to add, or one vendor file. May be repeated.
    #[arg(long, value_name = "DIR")]
    pub(crate) vendors: Vec<PathBuf>,

    /// List of companies to look up beside the makers that are known. May be repeated.
    ///
    /// A list of sanctions or export controls as its publisher exports it, packed or not; docs/lists.md names the forms that are
    /// known. A list is no law: whom it names is in review at most.
    #[arg(long, value_name = "FILE")]
    pub(crate) list: Vec<PathBuf>,

    /// Refuse rules that were last checked more than so many days ago.
    ///
    /// Each law file says on which day it was last compared with its sources. Without this, old ones bring a warning.
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..=36_500))]
    pub(crate) max_rule_age: Option<u32>,
}

/// The form of what a command says that makes no report.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct FormArgs {
    /// Form of the result.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = AnswerForm::Text)]
    format: AnswerForm,

    /// The same as --format json.
    #[arg(long, hide = true, conflicts_with = "format")]
    json: bool,
}

impl FormArgs {
    /// Whether it is for machines.
    pub(crate) fn is_json(&self) -> bool {
        self.json || self.format == AnswerForm::Json
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum AnswerForm {
    /// For people.
    Text,
    /// For machines, as docs/schemas describes it.
    Json,
}

/// How a sheet is to be read, where looking is not enough.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct InputArgs {
    /// Encoding of the text, such as windows-1252; detected by default.
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,

    /// Character between cells, or the word tab; detected by default.
    #[arg(long, value_name = "CHAR")]
    pub(crate) delimiter: Option<String>,

    /// Character that encloses cells, or the word none; double quotes by default.
    #[arg(long, value_name = "CHAR")]
    pub(crate) quote: Option<String>,

    /// Sheet of a workbook, or list of a JSON file; by default all that look like inventories. May be repeated.
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Vec<String>,

    /// Column whose empty cells mean the one above, as where cells were merged. May be repeated.
    ///
    /// A column is named by its header, or by its number as "#3". In workbooks that still know their merged cells this is done
    /// without asking.
    #[arg(long, value_name = "HEADER")]
    pub(crate) fill_down: Vec<String>,

    /// Folder of format files to add, or one format file. May be repeated.
    ///
    /// Format files say what the headers and words of an export mean; what they say comes before what banlint knows itself.
    #[arg(long, value_name = "DIR")]
    pub(crate) formats: Vec<PathBuf>,

    /// Line on which the header stands, from 1; detected by default.
    ///
    /// 0 says that there is none: columns are then known by their cells, and called by their numbers, such as "#3".
    #[arg(long, value_name = "LINE")]
    pub(crate) header_line: Option<u64>,

    /// What a column holds, such as "Device Type=model". May be repeated.
    ///
    /// A column is named by its header, or by its number as "#3". Instead of a fact, `text` has it searched as free text, and
    /// `ignore` leaves it out. `banlint columns` shows how each column is understood.
    #[arg(long, value_name = "HEADER=FACT")]
    pub(crate) column: Vec<String>,
}
