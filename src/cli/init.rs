//! `banlint init`: a commented `banlint.toml` for a sheet.

use std::{
    collections::BTreeSet,
    io::{self, Write},
    path::Path,
};

use banlint::{
    Field,
    intake::{self, Entry, Inventory},
    rules::Terms,
};

use super::{
    args::Init,
    columns,
    destination::ReportFile,
    exit::{Exit, Failure, Outcome},
    output::Console,
    settings,
};

/// So many sites are written out; a sheet with more names its sites by some other column.
const SITES: usize = 40;

pub(crate) fn run(args: &Init, out: &mut dyn Write, console: &Console) -> Outcome {
    let (knowledge, options) = settings::reading(args.config.as_ref(), &args.file, &args.input)?;
    let inventories = Inventory::open_all(&args.file, &options)?;
    let understood = columns::columns_of(&inventories);
    let mut sites = BTreeSet::new();
    for inventory in inventories {
        add_sites(inventory, &mut sites)?;
    }
    let write = |out: &mut dyn Write| -> io::Result<()> {
        head(out, knowledge.book.terms())?;
        site_table(out, &sites, knowledge.book.terms())?;
        columns::table(out, &understood)
    };
    if args.output == Path::new("-") {
        write(out)?;
        return Ok(Exit::Clean);
    }
    if args.output.exists() {
        let shown = args.output.display();
        return Err(Failure::new(format!(
            "{shown} exists already; remove it, name another with --output, or print with --output -"
        )));
    }
    let mut file = ReportFile::create(&args.output)?;
    write(&mut file)?;
    file.finish()?;
    console.say(&format!(
        "wrote {}; read it, then run: banlint check {}",
        args.output.display(),
        args.file.display()
    ));
    Ok(Exit::Clean)
}

/// Adds the names of the first sites, until there is one more than are written out.
fn add_sites(mut inventory: Inventory, sites: &mut BTreeSet<String>) -> Result<(), intake::Error> {
    let mut asset = inventory.asset();
    while sites.len() <= SITES {
        match inventory.read(&mut asset)? {
            Entry::End => break,
            Entry::Asset { .. } => {
                sites.extend(asset.first(Field::Site).map(str::to_owned));
            }
            Entry::Unread { .. } | Entry::SetAside { .. } => {}
        }
    }
    Ok(())
}

fn head(out: &mut dyn Write, terms: &Terms) -> io::Result<()> {
    writeln!(
        out,
        "# Settings of banlint for this inventory. What the sheet cannot say stands here.\n"
    )?;
    writeln!(out, "[organisation]")?;
    writeln!(
        out,
        "# What the owner is, all of it. Leave it empty if you do not know: then banlint asks."
    )?;
    for organisation in terms.organisations().values() {
        comment(out, 30, &format!("  {:<28}{}", organisation.id, organisation.says))?;
    }
    writeln!(out, "is = []\n")?;
    writeln!(out, "[assume]")?;
    writeln!(
        out,
        "# Facts to take for granted where neither a row nor the site table states them."
    )?;
    writeln!(out, "# status = \"in-service\"")?;
    for fact in Terms::FACTS {
        let ids: Vec<_> = terms.of(fact).map(|term| term.id.as_str()).collect();
        comment(out, 2, &format!("{fact} is one of: {}.", ids.join(", ")))?;
        writeln!(out, "# {fact} = \"…\"")?;
    }
    writeln!(out, "\n[read]")?;
    writeln!(out, "# Columns whose empty cells mean the one above, as where cells were merged.")?;
    writeln!(out, "fill-down = []")?;
    writeln!(out, "\n[rules]")?;
    let codes: Vec<_> = terms.jurisdictions().keys().map(|code| format!("\"{code}\"")).collect();
    writeln!(out, "# Countries whose law is applied; empty: all of {}.", codes.join(", "))?;
    writeln!(out, "jurisdictions = []")?;
    writeln!(out, "# Regimes that are not applied, by id; `banlint rules list` shows them.")?;
    writeln!(out, "skip = []\n")?;
    writeln!(out, "[fail]")?;
    writeln!(
        out,
        "# From which verdict on the exit status is 1: exempt, advisory, review or violation."
    )?;
    writeln!(out, "level = \"review\"")?;
    writeln!(out, "# What cannot be decided is taken as: review, violation or ignore.")?;
    writeln!(out, "unknown = \"review\"\n")
}

/// A comment of lines that fit a screen; its further lines are indented by so many columns.
fn comment(out: &mut dyn Write, indent: usize, text: &str) -> io::Result<()> {
    let deeper = format!("# {}", " ".repeat(indent));
    let options = textwrap::Options::new(100)
        .initial_indent("# ")
        .subsequent_indent(&deeper)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).iter().try_for_each(|line| writeln!(out, "{line}"))
}

fn site_table(out: &mut dyn Write, sites: &BTreeSet<String>, terms: &Terms) -> io::Result<()> {
    let classes: Vec<_> = terms.of(Field::SiteClass).map(|term| term.id.as_str()).collect();
    comment(
        out,
        2,
        &format!("What is known of each site. class is one of: {}.", classes.join(", ")),
    )?;
    if sites.is_empty() {
        // The example is made of words that the law files know.
        let class = classes.last().copied().unwrap_or_default();
        let country = terms.jurisdictions().keys().next().map_or("", String::as_str);
        writeln!(
            out,
            "# [sites.\"Head Office\"]\n# class = \"{class}\"\n# country = \"{country}\""
        )?;
    }
    for site in sites.iter().take(SITES) {
        let name = columns::quoted(site);
        writeln!(out, "\n[sites.{name}]\n# class = \"…\"\n# country = \"…\"\n# purpose = \"…\"")?;
    }
    if sites.len() > SITES {
        writeln!(out, "# The sheet names more sites; only the first {SITES} stand here.")?;
    }
    Ok(())
}
