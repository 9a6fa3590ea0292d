//! The attribution: who made an asset, how sure that is, and the evidence for and against.
//!
//! Vendors make attributions; rules and report read them.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{
    Date, KindId,
    knowledge::{Confidence, Source},
};

/// How sure an attribution is. `Component` stands apart: a part inside another's product, never "made by".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Grade {
    /// A maker's part inside another maker's product.
    Component,
    /// A lead worth a question.
    Possible,
    /// Strong evidence of one kind.
    Likely,
    /// The maker's own name, a registered mark, or independent marks that agree.
    Confirmed,
}

impl Grade {
    /// The word used in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Component => "component",
            Self::Possible => "possible",
            Self::Likely => "likely",
            Self::Confirmed => "confirmed",
        }
    }

    /// One grade weaker; `possible` and `component` stay.
    #[must_use]
    pub fn lowered(self) -> Self {
        match self {
            Self::Confirmed => Self::Likely,
            Self::Likely | Self::Possible => Self::Possible,
            Self::Component => Self::Component,
        }
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// The kind of thing that pointed to a maker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum MarkKind {
    /// The maker's or a group company's own name.
    Name,
    /// A label.
    Brand,
    /// A model family.
    Model,
    /// A registered MAC block.
    Oui,
    /// An FCC grantee code.
    FccGrantee,
    /// The vendor field of a CPE.
    CpeVendor,
    /// A USB vendor id.
    UsbVendor,
    /// A PCI vendor id.
    PciVendor,
    /// A Bluetooth company id.
    BluetoothCompany,
    /// An IANA private enterprise number.
    IanaEnterprise,
    /// An internet domain.
    Domain,
    /// The MD5 of a favicon.
    FaviconMd5,
    /// The `MurmurHash3` of a favicon.
    FaviconMmh3,
    /// The manufacturer that a device gives over ONVIF.
    OnvifManufacturer,
    /// An HTTP banner or realm.
    HttpBanner,
    /// An RTSP banner.
    RtspBanner,
    /// An SSH version string.
    SshBanner,
    /// A telnet prompt.
    TelnetBanner,
    /// A certificate subject.
    TlsSubject,
    /// A firmware version or file name.
    Firmware,
    /// The shape of a serial number.
    Serial,
    /// The path of a video stream.
    StreamPath,
    /// A service that answers in a known way.
    Service,
}

impl MarkKind {
    /// What to call it in a sentence.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Brand => "label",
            Self::Model => "model number",
            Self::Oui => "MAC address",
            Self::FccGrantee => "FCC ID",
            Self::CpeVendor => "CPE",
            Self::UsbVendor => "USB id",
            Self::PciVendor => "PCI id",
            Self::BluetoothCompany => "Bluetooth company id",
            Self::IanaEnterprise => "SNMP enterprise number",
            Self::Domain => "internet domain",
            Self::FaviconMd5 | Self::FaviconMmh3 => "favicon",
            Self::OnvifManufacturer => "ONVIF manufacturer",
            Self::HttpBanner => "web server banner",
            Self::RtspBanner => "RTSP banner",
            Self::SshBanner => "SSH banner",
            Self::TelnetBanner => "telnet prompt",
            Self::TlsSubject => "certificate",
            Self::Firmware => "firmware",
            Self::Serial => "serial number",
            Self::StreamPath => "stream address",
            Self::Service => "network service",
        }
    }
}

/// A mark found in a cell that points to the maker.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// What kind of mark.
    pub mark: MarkKind,
    /// The header of the column.
    pub column: String,
    /// The cell's words that matched, as written.
    pub text: String,
    /// What the mark tells, in one sentence without a full stop.
    pub says: String,
    /// The name that was meant, where the words misspell one.
    pub misspelt: Option<Misspelling>,
    /// The grade it would give alone.
    pub grade: Grade,
    /// How far the fact behind it carries.
    pub confidence: Confidence,
    /// Where the fact was read; empty only for unverified facts.
    pub sources: Vec<Arc<Source>>,
}

/// How words misspell a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misspelling {
    /// The name that was meant.
    pub of: String,
    /// How many letters lie between; none where people are known to misread the name so.
    pub edits: u16,
}

impl fmt::Display for Misspelling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.edits {
            0 => write!(f, "a known misspelling of {}", self.of),
            1 => write!(f, "one letter from {}", self.of),
            edits => write!(f, "{edits} letters from {}", self.of),
        }
    }
}

/// Something that speaks against an attribution.
#[derive(Clone, Debug)]
pub struct Counter {
    /// The header of the column it was seen in, if it was seen in one.
    pub column: Option<String>,
    /// The words that matched.
    pub text: String,
    /// What it tells.
    pub says: String,
    /// Whether it lowered the grade, or only informs.
    pub lowers: bool,
    /// How far the fact behind it carries.
    pub confidence: Confidence,
    /// Where the fact was read.
    pub sources: Vec<Arc<Source>>,
}

/// A criterion that a maker meets, with the reason why we say so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meets {
    /// The criterion's id in `rules/terms.toml`.
    pub criterion: String,
    /// How far the fact carries.
    pub confidence: Confidence,
    /// Where it was read.
    pub sources: Vec<Arc<Source>>,
}

/// A maker with its group, as law names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Maker {
    /// The id of its vendor file.
    pub id: String,
    /// Its full legal name.
    pub name: String,
    /// How reports call it.
    pub short: String,
    /// The country of its seat, ISO 3166-1 alpha-2.
    pub country: String,
    /// The criteria it meets.
    pub meets: Vec<Meets>,
}

/// How a group company stands to the maker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Relation {
    /// Owned by it.
    Subsidiary,
    /// Tied to it by shares or control.
    Affiliate,
    /// Owned by it once.
    FormerSubsidiary,
    /// What it grew out of.
    Predecessor,
}

impl Relation {
    /// The words used for it.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::Subsidiary => "subsidiary",
            Self::Affiliate => "affiliate",
            Self::FormerSubsidiary => "former subsidiary",
            Self::Predecessor => "predecessor",
        }
    }
}

/// A time during which a company belonged to the group. Open ends are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// How it stood to the maker.
    pub relation: Relation,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
}

impl Membership {
    /// Whether another time that begins no earlier begins before this one is over, or right after it.
    fn meets(&self, next: &Self) -> bool {
        let (Some(until), Some(from)) = (self.until, next.from) else { return true };
        until.last().tomorrow().is_ok_and(|day| from.first() <= day)
    }
}

/// A company of a maker's group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Company {
    /// Its id in the vendor file.
    pub id: String,
    /// Its name.
    pub name: String,
    /// When it belonged to the group, and how at each time; never empty.
    pub memberships: Vec<Membership>,
}

impl Company {
    /// When it belonged to the group in any way: times that touch or overlap are one, told by the relation that lasted longest.
    #[must_use]
    pub fn periods(&self) -> Vec<Membership> {
        let mut all = self.memberships.clone();
        all.sort_by_key(|membership| membership.from);
        let mut periods: Vec<Membership> = Vec::new();
        for next in all {
            match periods.last_mut().filter(|last| last.meets(&next)) {
                Some(last) => {
                    if last.until.is_some_and(|end| next.until.is_none_or(|until| until > end)) {
                        *last = Membership { from: last.from, ..next };
                    }
                }
                None => periods.push(next),
            }
        }
        periods
    }
}

/// Who made an asset.
#[derive(Clone, Debug)]
pub struct Attribution {
    /// The maker.
    pub maker: Arc<Maker>,
    /// The company of its group that the evidence names, if it names one.
    pub company: Option<Arc<Company>>,
    /// How sure it is.
    pub grade: Grade,
    /// The label on the asset, where that is not the maker's own name.
    pub label: Option<String>,
    /// What speaks for it, strongest first; never empty.
    pub evidence: Vec<Evidence>,
    /// What speaks against it.
    pub against: Vec<Counter>,
    /// The kinds of equipment that its model family or mark stands for.
    pub equipment: Vec<KindId>,
    /// The grade that it would have, were the asset known to be of the kind that its marks are known for; `None` where that would
    /// make no difference.
    pub if_of_kind: Option<Grade>,
    /// The one kind of equipment that the label stands on, where its owner sells nothing else.
    pub range: Option<KindId>,
}

/// A name that leads to no listed maker, and yet is known.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KnownName {
    /// A maker that nothing is known against.
    Maker {
        /// Its name.
        name: String,
    },
    /// An innocent company whose name looks like that of a listed maker or of a label.
    Namesake {
        /// Its name.
        name: String,
        /// Whose name it looks like.
        of: String,
        /// What it does.
        note: Option<String>,
    },
    /// A label on goods of whom the name alone tells no maker.
    Label {
        /// The label.
        name: String,
        /// What is known of it.
        note: Option<String>,
    },
}

#[cfg(test)]
mod tests {
    use super::{Company, Grade, Membership, Relation};
    use crate::Date;

    fn company(memberships: &[(Relation, &str, &str)]) -> Company {
        let date = |text: &str| text.parse::<Date>().ok();
        let memberships = memberships.iter().map(|&(relation, from, until)| Membership {
            relation,
            from: date(from),
            until: date(until),
        });
        Company { id: "acme".into(), name: "Acme".into(), memberships: memberships.collect() }
    }

    #[test]
    fn times_that_touch_are_one() {
        use Relation::{Affiliate, FormerSubsidiary, Subsidiary};
        let one = |memberships: &[_]| match company(memberships).periods().as_slice() {
            [one] => Some((one.relation, one.from.is_some(), one.until.is_some())),
            _ => None,
        };
        let sold = (FormerSubsidiary, "2015", "2025-03");
        assert_eq!(one(&[sold, (Affiliate, "2025-04-01", "")]), Some((Affiliate, true, false)));
        assert_eq!(one(&[(Affiliate, "2025", ""), sold]), Some((Affiliate, true, false)));
        assert_eq!(one(&[sold, (Affiliate, "", "2024")]), Some((FormerSubsidiary, false, true)));
        assert_eq!(one(&[(Subsidiary, "", ""), sold]), Some((Subsidiary, false, false)));
        assert_eq!(one(&[sold, (Affiliate, "2025-04-02", "")]), None, "a day between");
    }

    #[test]
    fn lowering_stops_at_possible_and_never_makes_a_component() {
        assert_eq!(Grade::Confirmed.lowered(), Grade::Likely);
        assert_eq!(Grade::Likely.lowered(), Grade::Possible);
        assert_eq!(Grade::Possible.lowered(), Grade::Possible);
        assert_eq!(Grade::Component.lowered(), Grade::Component);
        assert!(Grade::Confirmed > Grade::Likely && Grade::Likely > Grade::Possible);
    }
}
