//! The arguments of the commands that show the law and the facts about makers, or help to write them.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{FormArgs, InputArgs, LawArgs};

#[derive(Debug, Args)]
pub(crate) struct OrgsArgs {
    /// One organisation, such as us-federal-contractor, with all law that binds it.
    pub(crate) organisation: Option<String>,

    #[command(flatten)]
    pub(crate) law: LawArgs,

    #[command(flatten)]
    pub(crate) form: FormArgs,
}

/// List the pages that law and facts about makers were read in, oldest reading first, with how much rests on each.
///
/// Counted are the laws of which anything was read in it, what they forbid (bans) and whom they list, the makers and labels, their
/// names, families of model numbers and other marks, and anything else, such as exceptions. A page is primary where it is the text
/// itself of a legislature, an authority, a court, a maker or a registry, and secondary where somebody else speaks of it.
#[derive(Debug, Args)]
pub(crate) struct SourcesArgs {
    /// Rule, vendor or label files of your own, or folders of them, to be taken with the shipped ones.
    pub(crate) paths: Vec<PathBuf>,

    /// List only pages that are secondary.
    #[arg(long)]
    pub(crate) secondary: bool,

    /// Day up to which ages count; today by default.
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,

    #[command(flatten)]
    pub(crate) form: FormArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Rules {
    /// List the regimes as loaded.
    List {
        /// List the words that rule files and settings use instead.
        #[arg(long)]
        terms: bool,

        #[command(flatten)]
        law: LawArgs,

        #[command(flatten)]
        form: FormArgs,
    },
    /// Show one regime: whom it catches, what it forbids, where it was read.
    Show {
        /// Regime id, as `banlint rules list` shows it.
        regime: String,

        #[command(flatten)]
        law: LawArgs,

        #[command(flatten)]
        form: FormArgs,
    },
    /// Show how the law changes between two days, and with an inventory which goods it changes for.
    Diff {
        /// First of the two days, such as 2026-01-01.
        #[arg(long, value_name = "DATE")]
        from: String,

        /// Second of them; by default today.
        #[arg(long, value_name = "DATE")]
        to: Option<String>,

        /// Inventories to hold against both.
        files: Vec<PathBuf>,

        #[command(flatten)]
        law: Box<LawArgs>,

        #[command(flatten)]
        input: Box<InputArgs>,

        #[command(flatten)]
        form: FormArgs,
    },
    /// Write a commented law file to start from.
    New {
        /// Id of the regime, in lower-case letters, digits and hyphens, such as gb-harbour-cameras.
        id: String,

        /// Country, or part of one, whose law it is, by its code; by default what the id begins with.
        #[arg(long, short, value_name = "COUNTRY")]
        country: Option<String>,

        /// File to write, which must not be there yet; by default the id with .toml behind it.
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Print the JSON Schema of a file that you write, by which an editor completes and checks it.
    Schema {
        /// What the file is.
        #[arg(value_enum, value_name = "FILE")]
        file: FileKind,
    },
    /// Run the examples of law files, and show each that comes out otherwise than expected.
    Test {
        /// Rule files, or folders of them, and vendor files that they need; by default the shipped ones.
        paths: Vec<PathBuf>,
    },
    /// Check rule, vendor, label and format files with their examples, and show each fault in its line.
    Lint {
        /// Rule, vendor, label or format files, or folders of them; by default the shipped ones.
        paths: Vec<PathBuf>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FileKind {
    /// A regime.
    Regime,
    /// The words that law files use: terms.toml.
    Terms,
    /// A maker.
    Vendor,
    /// A part of a maker, in a folder of its id.
    VendorPart,
    /// A label.
    Label,
    /// Header words and other words of inventories.
    Format,
    /// Pages that several files cite: sources.toml.
    Sources,
}

#[derive(Debug, Subcommand)]
#[expect(clippy::large_enum_variant, reason = "a run has one of them")]
pub(crate) enum Vendors {
    /// List the makers and labels.
    List {
        /// Folder of vendor files to add, or one vendor file. May be repeated.
        #[arg(long, value_name = "DIR")]
        vendors: Vec<PathBuf>,

        #[command(flatten)]
        form: FormArgs,
    },
    /// Show what is known of a maker or a label: who builds it, and which law names it.
    Show {
        /// Name or id of a maker or a label, as `banlint vendors list` shows it.
        maker: String,

        /// Show every fact with its source.
        #[arg(long)]
        all: bool,

        #[command(flatten)]
        law: LawArgs,

        #[command(flatten)]
        form: FormArgs,
    },
}
