//! What became of what the settings name: waivers that cover nothing, sites that no row names, law that was left out.

use std::collections::{BTreeMap, HashMap};

use crate::{
    audit::{Basis, LeftOut, LeftOutRegime, Settings, Tally, WaiverTerms},
    knowledge::did_you_mean,
    report::words,
    strings::listed,
};

/// What the settings name, with the rows that met it.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Used {
    /// The entries of the site table with the rows of these sites.
    pub sites: Vec<(String, u64)>,
    /// The waivers with the rows of which they cover a finding, those that have ended too.
    pub waivers: Vec<(WaiverTerms, u64)>,
    /// The regimes that were not applied, with the rows that they would have reached.
    pub left_out: Vec<(LeftOutRegime, Tally)>,
    /// Where each waiver stands among them, by its place in the settings: there may be thousands.
    waiver_at: HashMap<String, usize>,
}

impl Used {
    pub(super) fn new(basis: &Basis) -> Self {
        Self {
            sites: basis.sites.iter().map(|site| (site.clone(), 0)).collect(),
            waivers: basis.waivers.iter().map(|waiver| (waiver.clone(), 0)).collect(),
            left_out: basis.left_out.iter().map(|it| (it.clone(), Tally::default())).collect(),
            waiver_at: basis
                .waivers
                .iter()
                .enumerate()
                .map(|(at, waiver)| (waiver.place.clone(), at))
                .collect(),
        }
    }

    pub(super) fn add(&mut self, met: &Settings) {
        for (_, rows) in self.sites.iter_mut().filter(|(site, _)| met.sites.contains(site)) {
            *rows += 1;
        }
        for place in &met.waivers {
            let known = self.waiver_at.get(place).and_then(|&at| self.waivers.get_mut(at));
            if let Some((_, rows)) = known {
                *rows += 1;
            }
        }
        for (regime, rows) in &mut self.left_out {
            let worst = met.left_out.iter().find(|(id, _)| *id == regime.id);
            if let Some((_, verdict)) = worst {
                rows.add(*verdict);
            }
        }
    }

    /// What the reader must know of it, in sentences without a full stop; `sites` are those that rows name. Law that is left out for
    /// law of the user's own alone was left out knowingly.
    pub fn sentences(&self, sites: &BTreeMap<String, Tally>) -> Vec<String> {
        let told = |regime: &LeftOutRegime| !matches!(regime.why, LeftOut::OnlyOwn);
        let left_out =
            self.left_out.iter().filter(|(regime, rows)| told(regime) && rows.rows() > 0);
        let left_out = left_out.map(|(regime, rows)| {
            let LeftOutRegime { id, title, why } = regime;
            format!("{id} ({title}) was not applied: {}; it {}", because(why), reached(rows))
        });
        left_out.chain(self.in_vain(sites)).collect()
    }

    /// What the settings name and no row has: waivers that have ended or cover nothing, and sites of no row; `sites` are
    /// those that rows name.
    pub(in crate::report) fn in_vain(&self, sites: &BTreeMap<String, Tally>) -> Vec<String> {
        let waivers = self.waivers.iter().filter_map(|(waiver, rows)| doubt(waiver, *rows));
        let in_vain = self.sites.iter().filter(|(_, rows)| *rows == 0).map(|(site, _)| {
            let near = did_you_mean(site, sites.keys().map(String::as_str));
            let near = near.trim_end();
            format!(
                "no row is of the site `{site}`, which [sites] or --site names; {}",
                if near.is_empty() { "check the name" } else { near }
            )
        });
        waivers.chain(in_vain).collect()
    }
}

/// What is to be said of a waiver, if anything.
fn doubt(waiver: &WaiverTerms, rows: u64) -> Option<String> {
    let WaiverTerms { place, by, until, has_ended } = waiver;
    let waiver = format!("{place}: the waiver of {by}");
    match (has_ended, rows) {
        (false, 0) => {
            Some(format!("{waiver} matches no finding; check the names in it, or take it out"))
        }
        (false, _) => None,
        (true, 0) => {
            Some(format!("{waiver} ended on {until}, and matches no finding; take it out"))
        }
        (true, _) => {
            let (counts, covered) =
                (if rows == 1 { "counts" } else { "count" }, words::count(rows, "row"));
            Some(format!("{waiver} ended on {until}; {covered} that it covered {counts} again"))
        }
    }
}

/// Why a regime was not applied.
pub(in crate::report) fn because(why: &LeftOut) -> String {
    match why {
        LeftOut::Skipped(place) => format!("skipped by {place}"),
        LeftOut::Replaced(file) => format!("replaced by {file}"),
        LeftOut::OnlyOwn => "left out by --only-rules".to_owned(),
    }
}

/// What is said of laws that were left out, by the reason.
pub(in crate::report) fn by_reason<'l, T>(
    left_out: impl Iterator<Item = (&'l LeftOutRegime, T)>,
) -> Vec<(&'l LeftOut, Vec<T>)> {
    let mut reasons: Vec<(&LeftOut, Vec<T>)> = Vec::new();
    for (LeftOutRegime { why, .. }, says) in left_out {
        match reasons.iter_mut().find(|(known, _)| *known == why) {
            Some((_, all)) => all.push(says),
            None => reasons.push((why, vec![says])),
        }
    }
    reasons
}

/// The law that the settings leave out, in a sentence a reason.
pub(super) fn law_left_out(basis: &Basis) -> Vec<String> {
    // Who asks for the own rules alone need not be told that the others are none of them.
    let of_settings = basis.left_out.iter().filter(|one| one.why != LeftOut::OnlyOwn);
    let reasons = by_reason(of_settings.map(|one| (one, &one.id)));
    let said = |(why, regimes): (&LeftOut, Vec<&String>)| {
        format!("law not applied: {}, {}", listed(regimes), because(why))
    };
    reasons.into_iter().map(said).collect()
}

/// What a regime would have caught.
pub(in crate::report) fn reached(rows: &Tally) -> String {
    if rows.rows() == 0 {
        return "would have caught no row".to_owned();
    }
    let rows_caught = words::count(rows.rows(), "row");
    format!("would have caught {rows_caught} ({})", words::by_verdict(rows))
}
