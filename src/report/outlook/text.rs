//! The outlook for people.

use std::{io, mem, sync::Arc};

use super::{
    days::{BarredGoods, ChangedGoods, Horizon, Outlook, OutlookDay},
    table::table,
};
use crate::{
    Date, Verdict,
    audit::{Basis, Tally},
    law::Law,
    report::{
        applied::{law_of, owner},
        cell,
        goods::Places,
        words::{self, CELL, Fate, SENTENCE, count, fate, sentence},
    },
    rules::{Turn, TurningDay},
};

/// Kinds of goods in the table of days; more are counted.
const KINDS: usize = 40;
/// Kinds of goods named under one provision; more are counted.
const GOODS: usize = 12;
/// Runs of lines of one kind of goods.
const RUNS: usize = 8;

/// Writes the outlook of these files, each line as one text that a page wraps at its indent.
pub(crate) fn write(
    outlook: &Outlook,
    (files, tally): (&[String], &Tally),
    basis: &Basis,
    mut line: impl FnMut(usize, &str) -> io::Result<()>,
) -> io::Result<()> {
    let names: Vec<_> = files.iter().map(|file| words::short_file(file, None)).collect();
    let (names, rows, from) = (words::list(&names), count(tally.rows(), "row"), basis.as_of);
    let said = HorizonWords::of(outlook.horizon);
    match outlook.horizon {
        Horizon::ToCome(_) => line(
            0,
            &format!(
                "Outlook for {names} from {from} on: {rows}, if they stay what and where they are"
            ),
        )?,
        Horizon::Between(to) => line(
            0,
            &format!(
                "How the law changes for {names} from {from} to {to}: {rows}, taken as they are now"
            ),
        )?,
    }
    line(2, &format!("Law of: {}", law_of(basis, true)))?;
    line(2, &format!("Owner: {}", owner(basis, true)))?;
    let now = words::counted(tally, [Verdict::Violation, Verdict::Review, Verdict::Advisory]);
    if !now.is_empty() {
        line(
            2,
            &format!(
                "On {from} already: {now}. `banlint check` tells of these; what follows is what changes later."
            ),
        )?;
    }
    write_table(outlook, &mut line)?;
    let several = files.len() > 1;
    let (quiet, days): (Vec<_>, Vec<_>) = outlook.days.iter().partition(|day| day.is_quiet());
    let quiet: Vec<_> = quiet.iter().flat_map(|day| &day.turns).cloned().collect();
    for day in days {
        line(0, "")?;
        write_day(day, said, several, &mut line)?;
    }
    if !quiet.is_empty() {
        line(0, "")?;
        line(
            0,
            &format!("{} on which the law changes and nothing changes for these goods", said.days),
        )?;
    }
    turns(&quiet).into_iter().try_for_each(|text| line(2, &text))?;
    if outlook.days.is_empty() {
        line(0, "")?;
        line(0, "No day is known on which the law applied changes.")?;
    }
    Ok(())
}

/// The words for what is to come, and those for a time that may be past.
#[derive(Clone, Copy)]
struct HorizonWords {
    days: &'static str,
    was: &'static str,
    to_do: &'static str,
}

impl HorizonWords {
    fn of(horizon: Horizon) -> Self {
        match horizon {
            Horizon::ToCome(_) => {
                Self { days: "Days to come", was: "now", to_do: "What to do by then" }
            }
            Horizon::Between(_) => Self { days: "Days", was: "before", to_do: "What to do" },
        }
    }
}

/// For each kind of goods the days on which something becomes of it.
fn write_table(
    outlook: &Outlook,
    line: &mut dyn FnMut(usize, &str) -> io::Result<()>,
) -> io::Result<()> {
    let table = table(outlook);
    if table.is_empty() {
        return Ok(());
    }
    line(0, "")?;
    line(0, "For each kind of goods, what becomes of it and when")?;
    for ((called, maker), days) in table.iter().take(KINDS) {
        line(2, &goods_name(called, *maker))?;
        for coming in days {
            let (day, becomes, law) =
                (coming.planned().to_string(), coming.words(), &coming.law.id);
            let rows = count(coming.rows, "row");
            line(4, &format!("{day:<10}  {becomes:<15}  {rows:>9}  {}", cell(law, SENTENCE)))?;
        }
    }
    if let Some(more) = table.len().checked_sub(KINDS).filter(|more| *more > 0) {
        line(2, &format!("… and {}, which --format json lists", count(more as u64, "more kind")))?;
    }
    if table.values().flatten().any(|coming| !coming.is_sure) {
        line(2, "With a question mark: if a fact that is missing, or the maker, turns out so.")?;
    }
    Ok(())
}

fn goods_name(called: &str, maker: Option<&str>) -> String {
    maker.map_or(called.to_owned(), |maker| format!("{called} (by {maker})"))
}

fn write_day(
    day: &OutlookDay,
    said: HorizonWords,
    several: bool,
    line: &mut dyn FnMut(usize, &str) -> io::Result<()>,
) -> io::Result<()> {
    line(0, &day.day.to_string())?;
    changes(&day.turns).iter().try_for_each(|change| line(2, &what(change)))?;
    if day.is_of_rows() {
        line(2, "The law stays as it is: a day that the inventory names, or the end of a waiver")?;
    }
    let all: Vec<_> = day.goods.iter().collect();
    let same = |(a, _): &(&ChangedGoods, _), (b, _): &(&ChangedGoods, _)| {
        a.law == b.law && a.becomes == b.becomes
    };
    let mut of_one: Vec<_> = all.chunk_by(same).collect();
    of_one.sort_by_key(|goods| goods[0].0.becomes);
    for goods in of_one {
        let (first, (law, _)) = goods[0];
        let becomes = first.becomes.0;
        let rows = goods.iter().map(|(_, (_, places))| places.rows()).sum();
        let text = format!(
            "{}: {} under {}",
            sentence(becomes.word()),
            count(rows, "row"),
            words::provision_cited(law)
        );
        line(2, &text)?;
        write_goods(goods, |goods, places| goods_line(goods, places, said, several), line)?;
        if becomes >= Verdict::Advisory {
            let remedy = words::remedy(law);
            line(6, &format!("{}: {remedy}", said.to_do))?;
        }
    }
    write_barred(day, several, line)?;
    for (law, findings) in day.gone.values() {
        line(
            2,
            &format!(
                "Falls away: {} under {}",
                count(*findings, "finding"),
                words::provision_cited(law)
            ),
        )?;
    }
    if day.beyond > 0 {
        line(2, &format!("… and {} of further goods", count(day.beyond, "row")))?;
    }
    Ok(())
}

/// The goods that were bought in time and may not be bought again.
fn write_barred(
    day: &OutlookDay,
    several: bool,
    line: &mut dyn FnMut(usize, &str) -> io::Result<()>,
) -> io::Result<()> {
    let all: Vec<_> = day.barred.iter().collect();
    for goods in all.chunk_by(|(a, _), (b, _)| a.law == b.law) {
        let (_, (law, _)) = goods[0];
        let rows = goods.iter().map(|(_, (_, places))| places.rows()).sum();
        let provision = words::provision_cited(law);
        let text = format!("Buy no more: {} under {provision}", count(rows, "row"));
        line(2, &text)?;
        let says = |goods: &BarredGoods, places: &Places| {
            let name = goods_name(&goods.called, goods.maker.as_deref());
            format!("{name}: {}", places.shown(RUNS, several))
        };
        write_goods(goods, says, line)?;
    }
    Ok(())
}

/// The first of the goods that a provision reaches, and how many more there are.
fn write_goods<K>(
    goods: &[(&K, &(Arc<Law>, Places))],
    says: impl Fn(&K, &Places) -> String,
    line: &mut dyn FnMut(usize, &str) -> io::Result<()>,
) -> io::Result<()> {
    for (goods, (_, places)) in goods.iter().take(GOODS) {
        line(6, &says(goods, places))?;
    }
    match goods.len().saturating_sub(GOODS) {
        0 => Ok(()),
        more => line(6, &format!("… and {}", count(more as u64, "more kind"))),
    }
}

fn goods_line(goods: &ChangedGoods, places: &Places, said: HorizonWords, several: bool) -> String {
    let name = goods_name(&goods.called, goods.maker.as_deref());
    let was = match goods.was {
        Some(was) => format!("; {} {was}", said.was),
        None => String::new(),
    };
    let sites = places.sites().map_or(String::new(), |sites| format!(", at {sites}"));
    format!("{name}: {}{sites}{was}", places.shown(RUNS, several))
}

/// How the law changes on the days of these, a line for each change; provisions of one regime that change alike are one line, and so
/// are entries that the same provisions gain or lose.
pub(crate) fn turns(turns: &[TurningDay]) -> Vec<String> {
    let line = |change: &Alike| format!("{}  {}", when(change.0[0]), what(change));
    changes(turns).iter().map(line).collect()
}

/// Changes of one regime on one day that are the same for several provisions, each with the entries of lists that they tell of.
type Alike<'a> = (Vec<&'a TurningDay>, Vec<&'a str>);

/// Each set of provisions that change alike, with all entries that it gains, or loses, on that day.
fn changes(turns: &[TurningDay]) -> Vec<Alike<'_>> {
    let mut all: Vec<Alike> = Vec::new();
    for turns in alike(turns) {
        let (Turn::Listed(entry) | Turn::Delisted(entry)) = &turns[0].turn else {
            all.push((turns, Vec::new()));
            continue;
        };
        let same = |(known, _): &&mut Alike| {
            let laws = |turns: &[&TurningDay]| {
                turns.iter().map(|turn| turn.law.id.clone()).collect::<Vec<_>>()
            };
            let is_same_turn =
                mem::discriminant(&known[0].turn) == mem::discriminant(&turns[0].turn);
            is_same_turn && known[0].day == turns[0].day && laws(known) == laws(&turns)
        };
        match all.iter_mut().find(same) {
            Some((_, entries)) => entries.push(entry),
            None => all.push((turns, vec![entry])),
        }
    }
    all
}

/// The changes of one regime on one day that are the same for several provisions.
fn alike(turns: &[TurningDay]) -> Vec<Vec<&TurningDay>> {
    let mut all: Vec<Vec<&TurningDay>> = Vec::new();
    for turning in turns {
        let same = |known: &Vec<&TurningDay>| {
            let known = known[0];
            let begins = turning.turn == Turn::Begins;
            !begins
                && (known.day, &known.turn) == (turning.day, &turning.turn)
                && known.law.regime == turning.law.regime
        };
        match all.iter_mut().find(|known| same(known)) {
            Some(known) => known.push(turning),
            None => all.push(vec![turning]),
        }
    }
    all
}

/// The day of a change; of a beginning as the law states it.
fn when(turning: &TurningDay) -> Date {
    if turning.turn == Turn::Begins { turning.stated } else { turning.day }
}

fn what((alike, entries): &Alike) -> String {
    let turning = alike[0];
    let law = &*turning.law;
    let (subject, one) = match alike.as_slice() {
        [_] => (format!("{} ({})", words::provision_alone(law).replace("  ", " "), law.id), true),
        alike => {
            let ids: Vec<_> = alike.iter().map(|one| one.law.provision.as_str()).collect();
            let country = cell(&law.jurisdiction, 8);
            let title = cell(&law.regime_title, SENTENCE);
            (format!("{country} {title}: its provisions {}", ids.join(", ")), false)
        }
    };
    let (ends, reaches, ceases, loses) = if one {
        ("ends", "begins to reach", "ceases to reach", "loses an exception")
    } else {
        ("end", "begin to reach", "cease to reach", "lose an exception")
    };
    match &turning.turn {
        Turn::Begins => match law.from.day_before().filter(|_| fate(law) == Fate::MustBeGone) {
            Some(last) => format!("{subject} begins: by {last} it must be done"),
            None => format!("{subject} begins"),
        },
        Turn::Ends => format!("{subject} {ends} after {}", turning.stated),
        Turn::Listed(_) => format!("{subject} {reaches} goods under {}", entries_named(entries)),
        Turn::Delisted(_) => format!("{subject} {ceases} goods under {}", entries_named(entries)),
        Turn::ExceptionEnds(reason) => {
            format!("{subject} {loses} after {}: {}", turning.stated, cell(reason, SENTENCE))
        }
    }
}

fn entries_named(entries: &[&str]) -> String {
    let noun = if entries.len() == 1 { "entry" } else { "entries" };
    let quoted: Vec<_> = entries.iter().map(|entry| format!("\"{}\"", cell(entry, CELL))).collect();
    format!("its {noun} {}", quoted.join(", "))
}
