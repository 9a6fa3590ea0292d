//! `banlint sources`: the pages that law and facts about makers were read in, by the age of the reading.

use std::io::{self, Write};

use crate::{
    Date,
    audit::{CitedPage, cited_pages},
    knowledge::SourceKind,
    report::{line, sources_json},
};

use super::{
    args::SourcesArgs,
    exit::{Exit, Outcome},
    rules::files,
    settings,
};

pub(crate) fn run(args: &SourcesArgs, out: &mut dyn Write) -> Outcome {
    let as_of = args.as_of.as_ref();
    let as_of = as_of.map_or_else(|| Ok(Date::today()), |day| settings::day("--as-of", day))?;
    let mut pages = cited_pages(&files::sorted(&args.paths)?)?;
    pages.retain(|page| !args.secondary || page.source.kind == Some(SourceKind::Secondary));
    if args.form.is_json() {
        sources_json(out, &pages, as_of)?;
    } else {
        table(out, &pages, as_of)?;
    }
    Ok(Exit::Clean)
}

/// One line a page, with what rests on it.
fn table(out: &mut dyn Write, pages: &[CitedPage], as_of: Date) -> io::Result<()> {
    let head = "read         days  kind       laws  bans  listed  makers  names  models  marks  other  source";
    writeln!(out, "{head}")?;
    for page in pages {
        let CitedPage { id, source, resting } = page;
        let days = page.days_since_read(as_of);
        let kind = source.kind.map_or("-", SourceKind::word);
        write!(out, "{:<10}  {days:>5}  {kind:<9}", source.read.to_string())?;
        for (count, width) in [
            (resting.laws, 6),
            (resting.provisions, 6),
            (resting.designations, 8),
            (resting.makers, 8),
            (resting.names, 7),
            (resting.families, 8),
            (resting.marks, 7),
            (resting.others, 7),
        ] {
            // What is not there shall not look like a figure.
            let count = if count == 0 { "-".to_owned() } else { count.to_string() };
            write!(out, "{count:>width$}")?;
        }
        writeln!(out, "  {}", line(id.as_ref().unwrap_or(&source.title)))?;
    }
    let is_secondary = |page: &&CitedPage| page.source.kind == Some(SourceKind::Secondary);
    let secondary = pages.iter().filter(is_secondary).count();
    writeln!(
        out,
        "\n{} pages, {secondary} of them secondary: somebody else speaks there of a law, an authority or a maker",
        pages.len()
    )
}
