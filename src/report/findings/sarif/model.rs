//! The part of SARIF that is written, as it is in JSON.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{Date, Verdict, audit::Basis, report::Summary};

#[derive(Serialize)]
pub(super) struct Tool<'a> {
    pub(super) driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Driver<'a> {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    short_description: SarifMessage,
    rules: Vec<ReportingRule<'a>>,
}

impl<'a> Driver<'a> {
    pub(super) fn new(rules: Vec<ReportingRule<'a>>) -> Self {
        let version = env!("CARGO_PKG_VERSION");
        let short_description = SarifMessage::plain(env!("CARGO_PKG_DESCRIPTION"));
        let name = env!("CARGO_PKG_NAME");
        Self { name, version, semantic_version: version, short_description, rules }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ReportingRule<'a> {
    pub(super) id: &'a str,
    pub(super) short_description: SarifMessage,
    pub(super) full_description: SarifMessage,
    pub(super) help: Help,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) help_uri: Option<&'a str>,
    pub(super) default_configuration: Configuration,
    pub(super) properties: RuleProperties<'a>,
}

#[derive(Serialize)]
pub(super) struct Help {
    pub(super) text: String,
    pub(super) markdown: String,
}

#[derive(Serialize)]
pub(super) struct Configuration {
    pub(super) level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RuleProperties<'a> {
    pub(super) tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) citation: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) in_force_since: Option<Date>,
}

#[derive(Serialize)]
pub(super) struct SarifMessage {
    text: String,
}

impl SarifMessage {
    /// A text in which nothing is a link or a place for an argument, as SARIF would have it.
    pub(super) fn plain(text: &str) -> Self {
        let text = crate::report::line(text);
        let links = text.contains("](");
        let mut escaped = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '[' | ']' if links => escaped.extend(['\\', c]),
                '{' | '}' => escaped.extend([c, c]),
                _ => escaped.push(c),
            }
        }
        Self { text: escaped }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ResultRecord<'a> {
    pub(super) rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) rule_index: Option<usize>,
    pub(super) level: &'static str,
    pub(super) message: SarifMessage,
    pub(super) locations: [Location<'a>; 1],
    pub(super) partial_fingerprints: PartialFingerprints,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) baseline_state: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) suppressions: Option<[Suppression; 1]>,
    pub(super) properties: Properties<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location<'a> {
    pub(super) physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) logical_locations: Option<[LogicalLocation<'a>; 1]>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PhysicalLocation {
    pub(super) artifact_location: ArtifactLocation,
    pub(super) region: SarifRegion,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ArtifactLocation {
    pub(super) uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) uri_base_id: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SarifRegion {
    pub(super) start_line: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LogicalLocation<'a> {
    pub(super) name: &'a str,
    pub(super) fully_qualified_name: String,
    pub(super) kind: &'static str,
}

/// The same under two names: code scanning of GitHub knows findings again by the first alone.
#[derive(Serialize)]
pub(super) struct PartialFingerprints {
    #[serde(rename = "primaryLocationLineHash")]
    pub(super) line_hash: String,
    #[serde(rename = "banlint/v1")]
    pub(super) finding: String,
}

#[derive(Serialize)]
pub(super) struct Suppression {
    pub(super) kind: &'static str,
    pub(super) status: &'static str,
    pub(super) justification: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Properties<'a> {
    pub(super) verdict: &'static str,
    pub(super) item: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) asset_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) site: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) maker: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) grade: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) questions: Vec<String>,
    pub(super) remedy: String,
}

#[derive(Serialize)]
pub(super) struct Artifact {
    pub(super) location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) length: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) hashes: Option<Hashes>,
}

#[derive(Serialize)]
pub(super) struct Hashes {
    #[serde(rename = "sha-256")]
    pub(super) sha256: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Invocation {
    pub(super) execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
pub(super) struct Notification {
    pub(super) level: &'static str,
    pub(super) message: SarifMessage,
}

/// What the audit was made with, and the results of all rows.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RunProperties<'a> {
    as_of: Date,
    jurisdictions: Vec<&'a str>,
    organisation: Vec<&'a str>,
    rows: u64,
    verdicts: BTreeMap<&'static str, u64>,
}

impl<'a> RunProperties<'a> {
    pub(super) fn new(basis: &'a Basis, summary: &Summary) -> Self {
        let ids = |pairs: &'a [(String, String)]| pairs.iter().map(|(id, _)| id.as_str()).collect();
        let verdicts = Verdict::ALL.map(|verdict| (verdict.word(), summary.tally.of(verdict)));
        Self {
            as_of: basis.as_of,
            jurisdictions: ids(&basis.jurisdictions),
            organisation: ids(&basis.organisation),
            rows: summary.tally.rows(),
            verdicts: verdicts.into(),
        }
    }
}
