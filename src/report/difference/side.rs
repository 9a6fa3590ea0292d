//! One side of a comparison: the result of an audit, whether it was made just now or is read from its JSON report.

use std::{collections::BTreeMap, fs::File, io::Read as _, path::Path};

use serde::Deserialize;
use serde_json::Deserializer;

use crate::{
    Date, Fingerprint, Verdict,
    audit::{Audited, Basis},
    json_error::without_place,
    knowledge::why,
    report::{
        JSON_FORM, Summary,
        words::{self, grade},
    },
};

/// A side holds no more findings.
pub(super) const MOST: usize = 500_000;
/// Maximum size of a report, in bytes; none of `MOST` findings is longer.
const LONGEST: u64 = 1 << 30;

#[derive(Debug)]
pub(crate) struct AuditSide {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) as_of: Date,
    /// What the owner was said to be.
    pub(super) owner: Vec<String>,
    /// The regimes with the day on which each was last compared with its sources.
    pub(super) regimes: BTreeMap<String, Date>,
    /// The digests of the files, in order; `None` of one that was not read to its end.
    pub(super) digests: Vec<Option<String>>,
    pub(super) rows: u64,
    pub(super) unread: u64,
    pub(super) findings: BTreeMap<Fingerprint, SideFinding>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SideFinding {
    pub(super) verdict: Verdict,
    pub(super) law: String,
    pub(super) vendor: Option<String>,
    pub(super) grade: Option<String>,
    pub(super) item: SideItem,
}

/// The row that a finding is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SideItem {
    pub(super) file: String,
    pub(super) line: u64,
    pub(super) place: String,
    pub(super) asset_id: Option<String>,
    pub(super) called: String,
    pub(super) site: Option<String>,
}

/// Why a report cannot be compared. Each message begins with the name of the file.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SideError {
    #[error("{0}: the report cannot be read: {1}")]
    Read(String, String),
    #[error("{0}: this report is longer than can be compared, {LONGEST} bytes")]
    TooLong(String),
    #[error(
        "{0}: this has more than {MOST} findings, more than can be compared; compare fewer inventories at a time"
    )]
    TooMany(String),
    #[error("{0}:{1}:{2}: {3}; expected a report that `banlint check --format json` wrote")]
    Fault(String, usize, usize, String),
    #[error(
        "{0}: this is of the form `{1}`, and not {JSON_FORM}, which this version of banlint compares; make it anew with `banlint check --format json`"
    )]
    Form(String, String),
}

impl AuditSide {
    pub(crate) fn of_audit(name: String, basis: &Basis) -> Self {
        let owner = basis.organisation.iter().map(|(id, _)| id.clone());
        let of_site = |(site, is): &(String, Vec<String>)| format!("{site}: {}", is.join(", "));
        Self {
            name,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            as_of: basis.as_of,
            owner: owner.chain(basis.site_owners.iter().map(of_site)).collect(),
            regimes: basis.regimes.iter().map(|one| (one.id.clone(), one.checked)).collect(),
            digests: Vec::new(),
            rows: 0,
            unread: 0,
            findings: BTreeMap::new(),
        }
    }

    /// Takes the next row.
    pub(crate) fn add(&mut self, asset: &Audited) -> Result<(), SideError> {
        for finding in &asset.findings {
            let Some(print) = finding.fingerprint else { continue };
            let found = SideFinding {
                verdict: finding.verdict,
                law: finding.law.id.clone(),
                vendor: finding.vendor().map(str::to_owned),
                grade: grade(asset, finding).map(|grade| grade.word().to_owned()),
                item: SideItem {
                    file: asset.place.file.clone(),
                    line: asset.place.line,
                    place: words::spot(&asset.place),
                    asset_id: asset.asset_id.clone(),
                    called: asset.called.clone(),
                    site: asset.site.clone(),
                },
            };
            self.take(print, found)?;
        }
        Ok(())
    }

    /// Takes the summary of all rows.
    pub(crate) fn end(&mut self, summary: &Summary) {
        let digests = summary.inputs.iter().map(|(_, digest)| digest.as_ref());
        self.digests = digests.map(|digest| Some(digest?.sha256.clone())).collect();
        self.rows = summary.tally.rows();
        self.unread = summary.tally.of(Verdict::Unchecked);
    }

    fn take(&mut self, print: Fingerprint, found: SideFinding) -> Result<(), SideError> {
        self.findings.insert(print, found);
        if self.findings.len() > MOST { Err(SideError::TooMany(self.name.clone())) } else { Ok(()) }
    }

    pub(crate) fn read(path: &Path) -> Result<Self, SideError> {
        let name = path.display().to_string();
        let mut text = Vec::new();
        let read = File::open(path).and_then(|file| file.take(LONGEST + 1).read_to_end(&mut text));
        read.map_err(|error| SideError::Read(name.clone(), why(&error)))?;
        if text.len() as u64 > LONGEST {
            return Err(SideError::TooLong(name));
        }
        let fault = |error: serde_json::Error| {
            SideError::Fault(name.clone(), error.line(), error.column(), without_place(&error))
        };
        let form = FormIn::deserialize(&mut Deserializer::from_slice(&text)).map_err(fault)?;
        if form.schema != JSON_FORM {
            return Err(SideError::Form(name, form.schema));
        }
        let report: ReportIn = serde_json::from_slice(&text).map_err(fault)?;
        report.side(name)
    }
}

#[derive(Deserialize)]
struct FormIn {
    schema: String,
}

#[derive(Deserialize)]
struct ReportIn {
    banlint: String,
    as_of: Date,
    basis: BasisIn,
    assets: Vec<AssetIn>,
    summary: SummaryIn,
}

#[derive(Deserialize)]
struct BasisIn {
    organisation: Vec<IdIn>,
    site_owners: Vec<SiteOwnerIn>,
    regimes: Vec<RegimeIn>,
}

#[derive(Deserialize)]
struct IdIn {
    id: String,
}

#[derive(Deserialize)]
struct SiteOwnerIn {
    site: String,
    is: Vec<String>,
}

#[derive(Deserialize)]
struct RegimeIn {
    id: String,
    checked: Date,
}

#[derive(Deserialize)]
struct AssetIn {
    file: String,
    line: u64,
    place: String,
    asset_id: Option<String>,
    called: String,
    site: Option<String>,
    attributions: Vec<AttributionIn>,
    findings: Vec<FindingIn>,
}

#[derive(Deserialize)]
struct AttributionIn {
    vendor: String,
    grade: String,
}

#[derive(Deserialize)]
struct FindingIn {
    law: String,
    verdict: Verdict,
    #[serde(default)]
    vendor: Option<String>,
    #[serde(default)]
    fingerprint: Option<Fingerprint>,
}

#[derive(Deserialize)]
struct SummaryIn {
    rows: u64,
    verdicts: BTreeMap<Verdict, u64>,
    inputs: Vec<InputIn>,
}

#[derive(Deserialize)]
struct InputIn {
    sha256: Option<String>,
}

impl ReportIn {
    fn side(self, name: String) -> Result<AuditSide, SideError> {
        let Self { banlint, as_of, basis, assets, summary } = self;
        let owner = basis.organisation.into_iter().map(|one| one.id);
        let of_site = |one: SiteOwnerIn| format!("{}: {}", one.site, one.is.join(", "));
        let mut side = AuditSide {
            name,
            version: banlint,
            as_of,
            owner: owner.chain(basis.site_owners.into_iter().map(of_site)).collect(),
            regimes: basis.regimes.into_iter().map(|one| (one.id, one.checked)).collect(),
            digests: summary.inputs.into_iter().map(|input| input.sha256).collect(),
            rows: summary.rows,
            unread: summary.verdicts.get(&Verdict::Unchecked).copied().unwrap_or_default(),
            findings: BTreeMap::new(),
        };
        for asset in assets {
            let AssetIn { file, line, place, asset_id, called, site, attributions, findings } =
                asset;
            let item = SideItem { file, line, place, asset_id, called, site };
            for FindingIn { law, verdict, vendor, fingerprint } in findings {
                let Some(print) = fingerprint else { continue };
                let by = attributions.iter().find(|by| Some(&by.vendor) == vendor.as_ref());
                let grade = by.map(|by| by.grade.clone());
                side.take(print, SideFinding { verdict, law, vendor, grade, item: item.clone() })?;
            }
        }
        Ok(side)
    }
}
