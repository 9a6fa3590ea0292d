//! The outlook for machines, `docs/schemas/outlook-1.schema.json`.

use std::io;

use serde::Serialize;

use super::days::{ChangedGoods, Outlook, OutlookDay};
use crate::{
    Date,
    audit::Basis,
    law::{Instrument, Law},
    report::{goods::Places, json::put_value},
    rules::{Turn, TurningDay},
};

/// Runs of lines of one kind of goods.
const RUNS: usize = 50;

#[derive(Serialize)]
struct OutlookRecord<'a> {
    schema: &'static str,
    banlint: &'static str,
    as_of: Date,
    until: Option<Date>,
    files: &'a [String],
    rows: u64,
    days: Vec<DayRecord<'a>>,
}

#[derive(Serialize)]
struct DayRecord<'a> {
    day: Date,
    turns: Vec<TurnRecord<'a>>,
    changes: Vec<GoodsRecord<'a>>,
    gone: Vec<GoneRecord<'a>>,
    rows_not_named: u64,
}

/// How the law changes.
#[derive(Serialize)]
struct TurnRecord<'a> {
    law: &'a str,
    jurisdiction: &'a str,
    title: &'a str,
    regime_title: &'a str,
    citation: &'a str,
    instrument: Option<Instrument>,
    turn: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    what: Option<&'a str>,
    date: Date,
    day: Date,
}

#[derive(Serialize)]
struct GoodsRecord<'a> {
    law: &'a str,
    becomes: &'static str,
    was: Option<&'static str>,
    called: &'a str,
    maker: Option<&'a str>,
    rows: u64,
    places: String,
    sites: Option<String>,
    remedy: &'a str,
}

#[derive(Serialize)]
struct GoneRecord<'a> {
    law: &'a str,
    findings: u64,
}

/// Writes the outlook of these files.
pub(crate) fn write(
    outlook: &Outlook,
    (files, rows): (&[String], u64),
    basis: &Basis,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let record = OutlookRecord {
        schema: "banlint/outlook/1",
        banlint: env!("CARGO_PKG_VERSION"),
        as_of: basis.as_of,
        until: outlook.horizon.until(),
        files,
        rows,
        days: outlook.days.iter().map(|day| DayRecord::of(day, files.len() > 1)).collect(),
    };
    put_line(out, &record)
}

#[derive(Serialize)]
struct LawChangesRecord<'a> {
    schema: &'static str,
    banlint: &'static str,
    from: Date,
    to: Date,
    turns: Vec<TurnRecord<'a>>,
}

/// Writes how the law changes between two days, `docs/schemas/law-changes-1.schema.json`.
pub(crate) fn turns(
    out: &mut dyn io::Write,
    (from, to): (Date, Date),
    turns: &[TurningDay],
) -> io::Result<()> {
    let record = LawChangesRecord {
        schema: "banlint/law-changes/1",
        banlint: env!("CARGO_PKG_VERSION"),
        from,
        to,
        turns: turns.iter().map(TurnRecord::of).collect(),
    };
    put_line(out, &record)
}

fn put_line(out: &mut dyn io::Write, record: &impl Serialize) -> io::Result<()> {
    let mut line = Vec::new();
    put_value(&mut line, record)?;
    line.push(b'\n');
    out.write_all(&line)
}

impl<'a> DayRecord<'a> {
    fn of(day: &'a OutlookDay, several: bool) -> Self {
        let goods = day.goods.iter();
        let gone = day.gone.values();
        Self {
            day: day.day,
            turns: day.turns.iter().map(TurnRecord::of).collect(),
            changes: goods
                .map(|(goods, (law, places))| GoodsRecord::of(goods, law, places, several))
                .collect(),
            gone: gone
                .map(|(law, findings)| GoneRecord { law: &law.id, findings: *findings })
                .collect(),
            rows_not_named: day.beyond,
        }
    }
}

impl<'a> TurnRecord<'a> {
    fn of(turning: &'a TurningDay) -> Self {
        let law = &*turning.law;
        let (turn, what) = match &turning.turn {
            Turn::Begins => ("begins", None),
            Turn::Ends => ("ends", None),
            Turn::Listed(named) => ("listed", Some(named.as_str())),
            Turn::Delisted(named) => ("delisted", Some(named.as_str())),
            Turn::ExceptionEnds(reason) => ("exception-ends", Some(reason.as_str())),
        };
        Self {
            law: &law.id,
            jurisdiction: &law.jurisdiction,
            title: &law.title,
            regime_title: &law.regime_title,
            citation: &law.citation,
            instrument: law.instrument,
            turn,
            what,
            date: turning.stated,
            day: turning.day,
        }
    }
}

impl<'a> GoodsRecord<'a> {
    fn of(goods: &'a ChangedGoods, law: &'a Law, places: &Places, several: bool) -> Self {
        Self {
            law: &goods.law,
            becomes: goods.becomes.0.word(),
            was: goods.was.map(crate::Verdict::word),
            called: &goods.called,
            maker: goods.maker.as_deref(),
            rows: places.rows(),
            places: places.lines(RUNS, several),
            sites: places.sites(),
            remedy: &law.remedy,
        }
    }
}
