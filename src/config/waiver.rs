//! Waivers: findings accepted by a named person, for a reason, until a date.

use std::{fmt, ops::Range, sync::Arc};

use serde::{Deserialize, Deserializer, de};

use super::wildcard::NamePatterns;
use crate::{
    Date, Finding, Truth, Verdict,
    finding::Accepted,
    fold::fold,
    knowledge::{Fault, File, Placed},
    strings::{is_filler, is_invisible},
};

/// An accepted risk. A kind of name of which it has none matches anything.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// Only these assets, by the owner's numbers.
    pub asset: NamePatterns,
    /// Only equipment of these makers, by vendor id.
    pub maker: NamePatterns,
    /// Only assets at these sites.
    pub site: NamePatterns,
    /// Only findings of these regimes.
    pub regime: NamePatterns,
    /// Only these provisions of them.
    pub provision: NamePatterns,
    /// Who accepted it.
    pub by: String,
    /// Why.
    pub reason: String,
    /// The last day on which it is accepted.
    pub until: Date,
    /// Where it is written, as `banlint.toml:6`.
    pub place: String,
}

impl Waiver {
    /// Whether this waiver is about a finding, on whatever day.
    pub fn covers(&self, finding: &Finding, asset_id: Option<&str>, site: Option<&str>) -> bool {
        let law = &finding.law;
        self.regime.fit(Some(&law.regime))
            && self.provision.fit(Some(&law.provision))
            && self.maker.fit(finding.vendor())
            && self.asset.fit(asset_id)
            && (self.site.is_empty() || self.site.fit(site.map(fold).as_deref()))
    }

    /// Whether it has ended by this day.
    pub fn has_ended(&self, as_of: Date) -> bool {
        as_of.on_or_before(self.until) != Truth::True
    }

    /// Marks a finding as accepted.
    pub fn accept(&self, finding: &mut Finding) {
        finding.accepted = Some(Accepted {
            by: self.by.clone(),
            reason: self.reason.clone(),
            until: self.until,
            would_be: finding.verdict,
        });
        finding.verdict = Verdict::Waived;
    }
}

/// A `[[waiver]]` as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WaiverTable {
    asset: Option<Placed<WaiverNames>>,
    #[serde(alias = "vendor")]
    maker: Option<Placed<WaiverNames>>,
    site: Option<Placed<WaiverNames>>,
    regime: Option<Placed<WaiverNames>>,
    provision: Option<Placed<WaiverNames>>,
    by: Option<Placed<String>>,
    reason: Option<Placed<String>>,
    until: Option<Placed<Date>>,
}

/// One name or several.
#[derive(Debug)]
struct WaiverNames(Vec<String>);

impl<'de> Deserialize<'de> for WaiverNames {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMore;
        impl<'de> de::Visitor<'de> for OneOrMore {
            type Value = WaiverNames;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name in quotes, or a list of such names")
            }

            fn visit_str<E>(self, name: &str) -> Result<WaiverNames, E> {
                Ok(WaiverNames(vec![name.to_owned()]))
            }

            fn visit_seq<A: de::SeqAccess<'de>>(
                self,
                mut names: A,
            ) -> Result<WaiverNames, A::Error> {
                let mut listed = Vec::new();
                while let Some(name) = names.next_element()? {
                    listed.push(name);
                }
                Ok(WaiverNames(listed))
            }
        }
        deserializer.deserialize_any(OneOrMore)
    }
}

/// The check of one `[[waiver]]`.
struct WaiverCheck<'a> {
    file: &'a Arc<File>,
    /// The table's own place, where a key that is missing should stand.
    span: Range<usize>,
    faults: &'a mut Vec<Fault>,
}

impl WaiverTable {
    /// The waiver that is written here; what is wrong with it is added to the faults.
    pub(super) fn check(
        waiver: Placed<Self>,
        file: &Arc<File>,
        faults: &mut Vec<Fault>,
    ) -> Option<Waiver> {
        let span = waiver.span();
        let place = format!("{}:{}", file.path, file.line_of(span.start));
        let mut check = WaiverCheck { file, span, faults };
        let table = waiver.into_inner();
        let chosen = [&table.asset, &table.maker, &table.site, &table.regime];
        if chosen.iter().all(|names| names.is_none()) {
            let expected = "expected at least one of `asset`, `maker`, `site` and `regime`";
            check.fault("this waiver does not say what is accepted", expected);
        }
        let as_written = |text: &str| text.trim().to_owned();
        Some(Waiver {
            asset: check.names("asset", table.asset, as_written),
            maker: check.names("maker", table.maker, fold),
            site: check.names("site", table.site, fold),
            regime: check.names("regime", table.regime, as_written),
            provision: check.names("provision", table.provision, as_written),
            by: check.text("by", "who accepts it", table.by),
            reason: check.text("reason", "why it is accepted", table.reason),
            until: check.day(table.until)?,
            place,
        })
    }
}

/// Whether nobody sees anything of a text.
fn is_blank(text: &str) -> bool {
    let is_seen =
        |c: char| !(c.is_whitespace() || c.is_control() || is_invisible(c) || is_filler(c));
    !text.chars().any(is_seen)
}

impl WaiverCheck<'_> {
    fn fault(&mut self, message: impl Into<String>, expected: impl Into<String>) {
        self.faults.push(Fault::at(self.file, self.span.clone(), message, expected));
    }

    fn missing(&mut self, key: &str, what: &str) {
        self.fault(format!("the key `{key}` is missing"), format!("expected in here: {what}"));
    }

    fn names(
        &mut self,
        key: &str,
        listed: Option<Placed<WaiverNames>>,
        spelt: fn(&str) -> String,
    ) -> NamePatterns {
        let Some(listed) = listed else { return NamePatterns::default() };
        let (span, WaiverNames(names)) = (listed.span(), listed.into_inner());
        let mut fault = |message: String, expected: &str| {
            self.faults.push(Fault::at(self.file, span.clone(), message, expected));
        };
        if names.iter().all(|name| is_blank(name)) {
            fault(format!("`{key}` is empty"), "expected a name; without the key, any will do");
        } else if let Some(all) = names.iter().find(|name| name.chars().all(|c| c == '*')) {
            let expected = "expected a name; without the key, any will do";
            fault(format!("`{all}` alone names nothing in particular"), expected);
        }
        NamePatterns::new(&names, spelt)
    }

    fn text(&mut self, key: &str, what: &str, text: Option<Placed<String>>) -> String {
        let Some(text) = text else {
            self.missing(key, what);
            return String::new();
        };
        if is_blank(text.as_ref()) {
            let message = format!("`{key}` is empty");
            self.faults.push(Fault::at(
                self.file,
                text.span(),
                message,
                format!("expected {what}"),
            ));
        }
        text.into_inner()
    }

    fn day(&mut self, until: Option<Placed<Date>>) -> Option<Date> {
        let Some(until) = until else {
            self.missing("until", "the last day on which it is accepted, such as 2027-03-31");
            return None;
        };
        let date = *until.as_ref();
        if !date.is_exact() {
            let message = format!("`{date}` is no day");
            let expected = format!("expected the last day, such as {}", date.last());
            self.faults.push(Fault::at(self.file, until.span(), message, expected));
        }
        Some(date)
    }
}
