//! The outlook for machines, `docs/schemas/outlook-1.schema.json`.

use std::io;

use serde::Serialize;

use super::{
    days::{BarredGoods, ChangedGoods, Outlook, OutlookDay},
    table::{ComingRow, table},
};
use crate::{
    Date,
    audit::{Basis, Tally},
    law::{Instrument, Law},
    report::{goods::Places, json::put_document},
    rules::{Turn, TurningDay},
};

/// Runs of lines of one kind of goods.
const RUNS: usize = 50;

record! {
    struct ComingRecord<'a> of(coming: &ComingRow<'a>) {
        day: Date = coming.day,
        becomes: &'static str = coming.fate.word(),
        verdict: &'static str = coming.verdict.word(),
        sure: bool = coming.is_sure,
        law: &'a str = &coming.law.id,
        rows: u64 = coming.rows,
    }
}

record! {
    struct DayRecord<'a> of(day: &'a OutlookDay, several: bool) with {
        let (goods, barred) = (day.goods.iter(), day.barred.iter());
        let gone = day.gone.values();
    } {
        day: Date = day.day,
        turns: Vec<TurnRecord<'a>> = day.turns.iter().map(TurnRecord::of).collect(),
        changes: Vec<GoodsRecord<'a>> = goods
            .map(|(goods, (law, places))| GoodsRecord::of(goods, law, places, several))
            .collect(),
        barred: Vec<BarredRecord<'a>> = barred
            .map(|(goods, (law, places))| BarredRecord::of(goods, law, places, several))
            .collect(),
        gone: Vec<GoneRecord<'a>> = gone
            .map(|(law, findings)| GoneRecord { law: &law.id, findings: *findings })
            .collect(),
        rows_not_named: u64 = day.beyond,
    }
}

record! {
    /// How the law changes.
    struct TurnRecord<'a> of(turning: &'a TurningDay) with {
        let law = &*turning.law;
        let (turn, what) = match &turning.turn {
            Turn::Begins => ("begins", None),
            Turn::Ends => ("ends", None),
            Turn::Listed(named) => ("listed", Some(named.as_str())),
            Turn::Delisted(named) => ("delisted", Some(named.as_str())),
            Turn::ExceptionEnds(reason) => ("exception-ends", Some(reason.as_str())),
        };
    } {
        law: &'a str = &law.id,
        jurisdiction: &'a str = &law.jurisdiction,
        title: &'a str = &law.title,
        regime_title: &'a str = &law.regime_title,
        citation: &'a str = &law.citation,
        instrument: Option<Instrument> = law.instrument,
        turn: &'static str = turn,
        what?: Option<&'a str> = what,
        date: Date = turning.stated,
        day: Date = turning.day,
    }
}

record! {
    struct GoodsRecord<'a> of(
        goods: &'a ChangedGoods,
        law: &'a Law,
        places: &Places,
        several: bool,
    ) {
        law: &'a str = &goods.law,
        becomes: &'static str = goods.becomes.0.word(),
        was: Option<&'static str> = goods.was.map(crate::Verdict::word),
        called: &'a str = &goods.called,
        maker: Option<&'a str> = goods.maker.as_deref(),
        #[serde(flatten)]
        placed: PlacedRecord<'a> = PlacedRecord::of(law, places, several),
    }
}

record! {
    /// Where goods are, and what to do about them.
    struct PlacedRecord<'a> of(law: &'a Law, places: &Places, several: bool) {
        rows: u64 = places.rows(),
        places: String = places.lines(RUNS, several),
        sites: Option<String> = places.sites(),
        remedy: &'a str = &law.remedy,
    }
}

record! {
    struct BarredRecord<'a> of(
        goods: &'a BarredGoods,
        law: &'a Law,
        places: &Places,
        several: bool,
    ) {
        law: &'a str = &goods.law,
        sure: bool = goods.is_sure,
        called: &'a str = &goods.called,
        maker: Option<&'a str> = goods.maker.as_deref(),
        #[serde(flatten)]
        placed: PlacedRecord<'a> = PlacedRecord::of(law, places, several),
    }
}

#[derive(Serialize)]
struct GoneRecord<'a> {
    law: &'a str,
    findings: u64,
}

pub(crate) fn write(
    outlook: &Outlook,
    (files, tally): (&[String], &Tally),
    basis: &Basis,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let goods = table(outlook).into_iter().map(|((called, maker), days)| {
        let coming = days.iter().map(ComingRecord::of).collect::<Vec<_>>();
        object! { "called": called, "maker": maker, "coming": coming }
    });
    let days = outlook.days.iter().map(|day| DayRecord::of(day, files.len() > 1));
    let record = object! {
        "as_of": basis.as_of,
        "until": outlook.horizon.until(),
        "files": files,
        "rows": tally.rows(),
        "goods": goods.collect::<Vec<_>>(),
        "days": days.collect::<Vec<_>>(),
    };
    put_document(out, "banlint/outlook/1", record, None)
}

/// Writes how the law changes between two days, `docs/schemas/law-changes-1.schema.json`.
pub(crate) fn turns(
    out: &mut dyn io::Write,
    (from, to): (Date, Date),
    turns: &[TurningDay],
) -> io::Result<()> {
    let turns = turns.iter().map(TurnRecord::of).collect::<Vec<_>>();
    let record = object! { "from": from, "to": to, "turns": turns };
    put_document(out, "banlint/law-changes/1", record, None)
}
