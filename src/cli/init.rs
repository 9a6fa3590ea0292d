//! `banlint init`: a commented `banlint.toml` for a sheet.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    io::{self, Write},
    path::Path,
};

use crate::{
    Field,
    intake::{self, ColumnUnderstanding, Entry, Inventory},
    report::in_toml,
    rules::Terms,
};

use super::{
    args::InitArgs,
    columns,
    destination::{ReportFile, WrittenContent, is_stdout},
    exit::{Exit, Failure, Outcome},
    output::Console,
    settings, streams,
};

/// The settings as they begin; what is in braces is filled in.
const TEMPLATE: &str = include_str!("settings_begin.toml");
/// At most this many sites are written out, those with the most rows.
const SITES: usize = 6;
/// At most this many sites are counted.
const KNOWN: usize = 10_000;

pub(crate) fn run(args: &InitArgs, out: &mut dyn Write, console: &Console) -> Outcome {
    let (knowledge, options) = settings::reading(args.config.as_ref(), &args.file, &args.input)?;
    streams::refuse_as_input(&args.file)?;
    let inventories = Inventory::open_all(&args.file, &options)?;
    let understood = columns::columns_of(&inventories);
    let mut sites = BTreeMap::new();
    for inventory in inventories {
        add_sites(inventory, &mut sites)?;
    }
    let write = |out: &mut dyn Write| -> io::Result<()> {
        out.write_all(head(knowledge.book.terms()).as_bytes())?;
        site_table(out, &sites, knowledge.book.terms())?;
        column_table(out, &understood)
    };
    if is_stdout(&args.output) {
        write(out)?;
        return Ok(Exit::Clean);
    }
    if args.output.exists() {
        let shown = args.output.display();
        return Err(Failure::new(format!(
            "{shown} exists already; remove it, name another with --output, or print with --output -"
        )));
    }
    let mut file = ReportFile::create(&args.output, WrittenContent::Report)?;
    write(&mut file)?;
    file.finish()?;
    console.say(&format!(
        "wrote {}; read it, then run: banlint check {}",
        args.output.display(),
        shell_word(&args.file)
    ));
    Ok(Exit::Clean)
}

/// A path as a shell takes it for one word.
fn shell_word(path: &Path) -> String {
    let shown = path.display().to_string();
    shlex::try_quote(&shown).map_or_else(|_| shown.clone(), Cow::into_owned)
}

/// Counts the rows of each site, of the first sites that the sheet names.
fn add_sites(
    mut inventory: Inventory,
    sites: &mut BTreeMap<String, u64>,
) -> Result<(), intake::Error> {
    let mut asset = inventory.asset();
    loop {
        match inventory.read(&mut asset)? {
            Entry::End => return Ok(()),
            Entry::Asset { .. } => {
                let Some(site) = asset.first(Field::Site) else { continue };
                if let Some(rows) = sites.get_mut(site) {
                    *rows += 1;
                } else if sites.len() < KNOWN {
                    sites.insert(site.to_owned(), 1);
                }
            }
            Entry::Unread { .. } | Entry::SetAside { .. } => {}
        }
    }
}

/// What the sheet has no say in, as comments in the words that the law files know.
fn head(terms: &Terms) -> String {
    let organisations = terms.organisations().values();
    let organisations = organisations.map(|one| {
        // A longer word keeps its gap too: people copy it.
        let id = format!("{}  ", one.id);
        comment(30, &format!("  {id:<28}{}", one.says))
    });
    let organisations: String = organisations.collect();
    let fact = |fact: Field| {
        let ids: Vec<_> = terms.of(fact).map(|term| term.id.as_str()).collect();
        let words = comment(2, &format!("{fact} is one of: {}.", ids.join(", ")));
        format!("{words}# {fact} = \"…\"\n")
    };
    let facts: String = Terms::facts().map(fact).collect();
    let codes: Vec<_> = terms.jurisdictions().keys().map(|code| format!("\"{code}\"")).collect();
    TEMPLATE
        .replace("{organisations}", &organisations)
        .replace("{facts}", &facts)
        .replace("{jurisdictions}", &codes.join(", "))
}

/// A comment of lines that fit a screen; its further lines are indented by `indent` columns.
fn comment(indent: usize, text: &str) -> String {
    let deeper = format!("# {}", " ".repeat(indent));
    let options = textwrap::Options::new(100)
        .initial_indent("# ")
        .subsequent_indent(&deeper)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(text, options) + "\n"
}

/// The sites of most rows, for the user to say what they are; rooms and shelves are many and have few.
fn site_table(out: &mut dyn Write, sites: &BTreeMap<String, u64>, terms: &Terms) -> io::Result<()> {
    let classes: Vec<_> = terms.of(Field::SiteClass).map(|term| term.id.as_str()).collect();
    let text = format!(
        "What is known of each site, where the law asks for it; a name may have * in it. class is one of: {}.",
        classes.join(", ")
    );
    out.write_all(comment(2, &text).as_bytes())?;
    let mut most: Vec<_> = sites.iter().map(|(site, rows)| (site.as_str(), *rows)).collect();
    most.sort_by_key(|(_, rows)| std::cmp::Reverse(*rows));
    most.truncate(SITES);
    if most.is_empty() {
        most.push(("Head Office", 0));
    }
    for (site, rows) in most {
        let rows = if rows > 0 { format!(" # {rows} rows") } else { String::new() };
        // The example is made of words that the law files know.
        let class = classes.last().copied().unwrap_or_default();
        let country = terms.jurisdictions().keys().next().map_or("", String::as_str);
        writeln!(out, "# [sites.{}]{rows}", in_toml(site))?;
        writeln!(out, "# class = \"{class}\"\n# country = \"{country}\"")?;
    }
    Ok(())
}

/// What the columns were taken for. As comments: what was understood is no word of the user's, and the next sheet may differ.
fn column_table(out: &mut dyn Write, understood: &[ColumnUnderstanding]) -> io::Result<()> {
    let says = "What the columns are taken for without your word. Where that is wrong, take the # off the line and correct it: a field, \"text\" or \"ignore\".";
    write!(out, "\n[columns]\n{}", comment(2, says))?;
    columns::table(out, "# ", understood)
}
