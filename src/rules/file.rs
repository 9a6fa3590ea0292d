//! The rule files as they are written, one a regime; the words that they use are in `terms_file`. The schema is explained in
//! `docs/knowledge.md`; this file only gives it types. What it means once checked is in `book`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    Date, Field, Verdict,
    attribution::Share,
    knowledge::{Placed, SourceRefs, Sources},
    law::{Act, Force, Instrument},
    reporting_duty::{CountsFrom, ItemOf, Within},
};

/// One regime.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RegimeFile {
    /// The name of the file.
    pub(super) id: Placed<String>,
    /// The code of the country or union whose law it is.
    pub(super) jurisdiction: Placed<String>,
    /// What people call it.
    pub(super) title: Placed<String>,
    /// Who made it.
    pub(super) authority: String,
    /// Where lawyers find it.
    pub(super) citation: String,
    /// What it is, whatever its force.
    pub(super) instrument: Option<Instrument>,
    /// The day on which it was last compared with its sources.
    pub(super) checked: Date,
    /// One plain sentence.
    pub(super) summary: String,
    pub(super) note: Option<String>,
    /// Why it binds nobody; such a file has neither designations nor provisions.
    pub(super) nothing_binding: Option<Placed<NothingBinding>>,
    /// Whether it is put only where its country is asked for or the owner is of it.
    #[serde(default)]
    pub(super) only_if_asked: bool,
    /// Why its list is known here in part alone, so that a row which nothing here reaches may stand on the rest.
    pub(super) known_in_part: Option<Placed<String>>,
    #[serde(default)]
    pub(super) source: SourceRefs,
    #[serde(default)]
    pub(super) sources: Sources,
    /// Who or what is caught.
    #[serde(default)]
    pub(super) designation: Vec<Placed<DesignationEntry>>,
    /// What is forbidden or advised, to whom, from when.
    #[serde(default)]
    pub(super) provision: Vec<Placed<ProvisionEntry>>,
    /// Duties to report what is found.
    #[serde(default)]
    pub(super) report: Vec<Placed<ReportEntry>>,
    /// Rows with the verdicts that must come out.
    #[serde(default)]
    pub(super) example: Vec<Placed<ExampleEntry>>,
}

/// A row with the verdict that the regime must come to, as written.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ExampleEntry {
    #[cfg_attr(test, schemars(with = "super::tests::schemas::ExampleRow"))]
    pub(super) row: Placed<BTreeMap<Placed<String>, Placed<toml::Value>>>,
    /// What the owner is; left out: nothing is said of it.
    #[serde(default)]
    pub(super) owner: Vec<Placed<String>>,
    /// The day whose law is applied; left out: `checked`.
    pub(super) as_of: Option<Placed<Date>>,
    /// The provision whose verdict it is; left out: the worst of the regime.
    pub(super) provision: Option<Placed<String>>,
    pub(super) verdict: Placed<Verdict>,
    /// Why that is right.
    pub(super) why: String,
}

worded! {
    /// Why a regime that was looked at binds nobody. It is kept so that a question about it has an answer, and never applied.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
    #[cfg_attr(test, derive(schemars::JsonSchema))]
    #[serde(rename_all = "kebab-case")]
    #[non_exhaustive]
    pub enum NothingBinding {
        /// It was looked for, and nothing binding was found.
        NoneFound = "none-found",
        /// It is proposed, and not in force.
        Proposed = "proposed",
        /// It was passed, and no day was found on which it begins.
        NotBegun = "not-begun",
        /// It was withdrawn, or has ended.
        Ended = "ended",
        /// It is a power of which no use was found.
        UnusedPower = "unused-power",
        /// It binds, but bars nothing that an inventory could hold, or it is one decided case.
        Context = "context",
    }
}

/// How a designation names whom it catches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum DesignationBasis {
    /// The authority names the company.
    Named,
    /// It states a test.
    Criterion,
    /// It names a kind of equipment.
    Kind,
    /// An organisation did so by its own decision.
    Practice,
}

/// How far into a maker's group a designation reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Reach {
    /// Subsidiaries and affiliates too.
    #[default]
    Members,
    /// The named company alone.
    Company,
}

/// A condition as written: facts with what is asked of each.
pub(super) type WhenEntry = BTreeMap<Placed<String>, Placed<toml::Value>>;

#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct DesignationEntry {
    pub(super) id: Placed<String>,
    /// A maker, with its group.
    pub(super) vendor: Option<Placed<String>>,
    /// Which goods of the maker, by the brands in its file, where not all are: one app of several.
    #[serde(default)]
    pub(super) brand: Vec<Placed<String>>,
    /// Makers that meet a test.
    pub(super) criterion: Option<Placed<String>>,
    /// Makers with their seat in one of these countries.
    #[serde(default)]
    pub(super) seat: Vec<Placed<String>>,
    /// How it is told who is caught.
    pub(super) basis: Placed<DesignationBasis>,
    #[serde(default)]
    pub(super) group: Reach,
    /// Makers that officials tied to the criterion; they inform only.
    #[serde(default)]
    pub(super) examples: Vec<Placed<String>>,
    /// Kinds that are caught, each with all below it; left out: any.
    #[serde(default)]
    pub(super) equipment: Vec<Placed<String>>,
    /// Kinds of which it is not settled whether they are caught.
    #[serde(default)]
    pub(super) unsettled: Vec<Placed<String>>,
    /// When it is not settled whether it is caught, whatever the kind.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "super::tests::schemas::When"))]
    pub(super) unsettled_when: WhenEntry,
    /// Why that is not settled.
    pub(super) unsettled_why: Option<String>,
    /// The first day on the list.
    pub(super) listed: Option<Date>,
    /// The last day on the list.
    pub(super) removed: Option<Date>,
    /// What must hold besides.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "super::tests::schemas::When"))]
    pub(super) when: WhenEntry,
    /// It catches only what the row states, where it asks for more: what is not known is not asked after.
    #[serde(default)]
    pub(super) stated: bool,
    /// It asks after goods of a maker whom the row names and of whom nothing is known, where all else is decided.
    #[serde(default)]
    pub(super) unknown_maker: bool,
    /// Whether it is applied; what is disputed, withdrawn or proposed is not.
    #[serde(default = "yes")]
    pub(super) enforce: bool,
    /// Whom it catches, in your own words.
    pub(super) scope: String,
    pub(super) note: Option<String>,
    #[serde(default)]
    pub(super) source: SourceRefs,
    #[serde(default)]
    pub(super) exception: Vec<Placed<ExceptionEntry>>,
}

fn yes() -> bool {
    true
}

#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ProvisionEntry {
    pub(super) id: Placed<String>,
    pub(super) title: String,
    /// Left out: that of the regime.
    pub(super) citation: Option<String>,
    /// Left out: that of the regime.
    pub(super) instrument: Option<Instrument>,
    /// The ids of the designations that it is about; left out: all.
    pub(super) designations: Option<Vec<Placed<String>>>,
    pub(super) force: Force,
    pub(super) act: Placed<Act>,
    /// The organisations that it binds.
    #[serde(default)]
    pub(super) binds: Vec<Placed<String>>,
    /// Organisations that it does not bind, whatever else they are.
    #[serde(default)]
    pub(super) unbound: Vec<Placed<String>>,
    /// It reaches things of those who work for whom it binds, such as devices of the staff.
    #[serde(default)]
    pub(super) reaches_things_of_staff: bool,
    /// The first day on which it holds.
    pub(super) from: Date,
    /// The last day on which it holds.
    pub(super) until: Option<Date>,
    /// How many days after a listing it begins for what is listed, never before `from`.
    pub(super) days_after_listing: Option<u16>,
    /// What must hold besides.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "super::tests::schemas::When"))]
    pub(super) when: WhenEntry,
    /// An affiliate counts where the maker holds more of it than this, in percent, or nobody says how much; left out: any.
    pub(super) affiliate_above: Option<Share>,
    /// For `acquire` and `fund`: renewing or extending a contract is forbidden too, and obtaining what was ordered before is in question.
    #[serde(default)]
    pub(super) renewals: bool,
    /// It is about the seller too: goods that a company which a designation names sold, whoever made them.
    #[serde(default)]
    pub(super) sellers: bool,
    /// For `import` and `provide`: to offer it is forbidden, whenever it was bought.
    pub(super) offers: Option<Offers>,
    /// For `fund`, the terms of the money.
    #[serde(default)]
    pub(super) money: Vec<Placed<String>>,
    /// For `fund`, the terms of the money that may not pay for the upkeep or operation either of what was bought before.
    #[serde(default)]
    pub(super) upkeep: Vec<Placed<String>>,
    /// What is forbidden, in one sentence for a compliance officer.
    pub(super) summary: String,
    /// What to do.
    pub(super) remedy: String,
    pub(super) note: Option<String>,
    #[serde(default)]
    pub(super) source: SourceRefs,
    #[serde(default)]
    pub(super) exception: Vec<Placed<ExceptionEntry>>,
}

/// What is forbidden where offers are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Offers {
    /// To buy it for the trade, and to offer or sell it.
    Too,
    /// To offer or sell it: a purchase is no sale, so what is on sale or was sold is reached alone.
    Alone,
}

/// Who must show that an exception holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Burden {
    /// The owner: until shown, it does not hold, but is named.
    #[default]
    Claimant,
    /// Nobody: an unknown fact leaves the provision undecided.
    Open,
}

#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct ExceptionEntry {
    pub(super) id: String,
    /// The first day on which it can hold.
    pub(super) from: Option<Date>,
    /// The last day on which it can hold.
    pub(super) until: Option<Date>,
    /// When this holds, the provision does not.
    #[cfg_attr(test, schemars(with = "super::tests::schemas::When"))]
    pub(super) when: WhenEntry,
    /// Who must show that it holds.
    #[serde(default)]
    pub(super) burden: Burden,
    pub(super) reason: String,
    /// Items of a list for which it holds as well.
    #[serde(default)]
    pub(super) approved: Vec<Placed<ApprovedEntry>>,
    #[serde(default)]
    pub(super) source: SourceRefs,
}

/// One entry of a list of approvals.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct ApprovedEntry {
    /// Who makes or labels the items, as registers write it.
    pub(super) maker: Vec<Placed<String>>,
    /// Their models: words, or with `*` at the end the letters before the numbers of a series; left out: all of these makers.
    #[serde(default)]
    pub(super) model: Vec<Placed<String>>,
    /// The first day on which one of them may be bought, or authorised.
    pub(super) from: Date,
    /// The last such day.
    pub(super) until: Option<Placed<Date>>,
    /// The items, in the words of the list.
    pub(super) covers: String,
}

/// A duty to report, as written.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct ReportEntry {
    /// A plain word: it names the file of the report.
    pub(super) id: Placed<String>,
    /// What the report is called.
    pub(super) title: String,
    /// To whom it goes.
    pub(super) to: String,
    pub(super) citation: Option<String>,
    /// A violation of one of these is reported.
    pub(super) provisions: Vec<Placed<String>>,
    /// What sets it off, in one sentence.
    pub(super) summary: String,
    /// What else the sender must know.
    #[serde(default)]
    pub(super) notes: Vec<String>,
    /// What is due on one day, in the order of the days.
    #[serde(default)]
    pub(super) stage: Vec<Placed<StageEntry>>,
    #[serde(default)]
    pub(super) source: SourceRefs,
}

#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct StageEntry {
    pub(super) title: String,
    /// How long there is.
    pub(super) within: Placed<Within>,
    /// From when that counts.
    #[serde(default)]
    pub(super) counts_from: CountsFrom,
    #[serde(default)]
    pub(super) item: Vec<Placed<ItemEntry>>,
}

#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct ItemEntry {
    /// What is to be said.
    pub(super) asks: String,
    /// Of what it is said.
    #[serde(default)]
    pub(super) of: ItemOf,
    /// The columns that say it, the best first.
    #[serde(default)]
    pub(super) facts: Vec<Field>,
}
