//! `banlint.toml`: what the sheet cannot say of its owner, its sites and the wishes of its auditor.
//!
//! The file as written and the settings that follow from it are two types: [`Config::load`] checks one into the other.

mod file;
mod site;
mod waiver;
mod wildcard;

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use file::ConfigFile;
pub(crate) use file::{assumable, assumable_keys, fail_level, fail_levels};
pub use site::{Site, Sites};
pub use waiver::Waiver;
pub use wildcard::NamePatterns;

use crate::{
    Field, Verdict,
    intake::ColumnUse,
    knowledge::{Faults, File, parse, read_text, why},
    rules::OnUnknown,
};

/// The name under which a configuration is looked for.
pub const FILE_NAME: &str = "banlint.toml";

/// The settings of one inventory. Every part may be empty.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Where it was read, if it was read.
    pub path: Option<PathBuf>,
    /// What the owner is, by organisation id.
    pub organisation: Vec<String>,
    /// The countries and parts of countries whose law is applied, by code or name; empty: all.
    pub jurisdictions: Vec<String>,
    /// Facts taken for granted where nothing else states them.
    pub assume: BTreeMap<Field, String>,
    /// What cells mean: by fact and by what the cell says, the value in the words of the program.
    pub words: BTreeMap<Field, BTreeMap<String, String>>,
    /// What columns are taken for, by header or by number (`#3`).
    pub columns: BTreeMap<String, ColumnUse>,
    /// The columns whose empty cells mean the one above, by header or by number.
    pub fill_down: Vec<String>,
    /// What is known of sites.
    pub sites: Sites,
    /// Accepted findings.
    pub waivers: Vec<Waiver>,
    /// Folders with further rule files.
    pub rules: Vec<PathBuf>,
    /// Folders with further format files.
    pub formats: Vec<PathBuf>,
    /// Lists of companies that are looked up beside the makers that are known.
    pub lists: Vec<PathBuf>,
    /// Regimes that are not applied.
    pub skip: Vec<String>,
    /// The file of the findings that are known.
    pub baseline: Option<PathBuf>,
    /// From which verdict on the run fails.
    pub fail: Option<Verdict>,
    /// How to take what cannot be decided.
    pub on_unknown: Option<OnUnknown>,
}

/// A configuration that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{path}: the settings cannot be read: {}", why(source))]
    Read {
        /// The file.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// The file is faulty.
    #[error("{0}")]
    Faulty(Faults),
}

impl Config {
    /// Looks for `banlint.toml` in a folder and all above it. Whatever has that name counts, as a link that leads nowhere or a pipe does:
    /// whoever made it means to have settings.
    pub fn find(from: &Path) -> Option<PathBuf> {
        let is_there = |path: &PathBuf| path.symlink_metadata().is_ok();
        from.ancestors().map(|folder| folder.join(FILE_NAME)).find(is_there)
    }

    /// Reads a configuration. Folders in it are relative to the file.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let shown = path.display().to_string();
        let text =
            read_text(path).map_err(|source| ConfigError::Read { path: shown.clone(), source })?;
        let file = Arc::new(File::of_settings(shown, text));
        let folder = path.parent().unwrap_or_else(|| Path::new(""));
        let mut config = Self::check(&file, folder).map_err(ConfigError::Faulty)?;
        config.path = Some(path.to_owned());
        Ok(config)
    }

    /// A table of this configuration as a message names it.
    pub(crate) fn place(&self, table: &str) -> String {
        match &self.path {
            Some(path) => format!("{}: {table}", path.display()),
            None => table.to_owned(),
        }
    }

    fn check(file: &Arc<File>, folder: &Path) -> Result<Self, Faults> {
        let mut parsed: ConfigFile = parse(file).map_err(Faults)?;
        let mut faults = Vec::new();
        let assume = parsed.assume(file, &mut faults);
        let columns = parsed.columns(file, &mut faults);
        let words = parsed.words(file, &mut faults);
        let fail = parsed.fail(file, &mut faults);
        let on_unknown = parsed.on_unknown(file, &mut faults);
        let waivers = parsed.waivers(file, &mut faults);
        let config = Self {
            path: None,
            organisation: parsed.organisation.is,
            jurisdictions: parsed.rules.jurisdictions,
            assume,
            words,
            columns,
            fill_down: parsed.read.fill_down,
            sites: Sites::new(parsed.sites),
            waivers,
            rules: parsed.rules.extra.iter().map(|extra| folder.join(extra)).collect(),
            formats: parsed.formats.extra.iter().map(|extra| folder.join(extra)).collect(),
            lists: parsed.lists.files.iter().map(|file| folder.join(file)).collect(),
            skip: parsed.rules.skip,
            baseline: parsed.baseline.map(|file| folder.join(file)),
            fail,
            on_unknown,
        };
        if faults.is_empty() { Ok(config) } else { Err(Faults(faults)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Result<Config, Faults> {
        let file = File::of_settings("banlint.toml", text);
        Config::check(&Arc::new(file), Path::new("/inv"))
    }

    #[test]
    fn reads_every_table() {
        let config = check(
            r#"
            [organisation]
            is = ["us-federal-contractor"]
            [assume]
            status = "in-service"
            [words.status]
            "Out for repair" = "in-service"
            [columns]
            "Device Type" = "model"
            "Remarks" = "text"
            [read]
            fill-down = ["Building", '#2']
            [sites."Head Office"]
            class = "sensitive"
            country = "GB"
            [rules]
            jurisdictions = ["US"]
            extra = ["own"]
            skip = ["us-x"]
            [formats]
            extra = ["exports/ours.toml"]
            [lists]
            files = ["lists/consolidated.csv"]
            [fail]
            level = "violation"
            unknown = "ignore"
            [[waiver]]
            regime = "us-x"
            asset = ["A-1"]
            by = "J. Doe"
            reason = "replaced in May"
            until = 2027-01-31
            "#,
        )
        .unwrap();
        assert_eq!(config.assume[&Field::Status], "in-service");
        assert_eq!(config.words[&Field::Status]["Out for repair"], "in-service");
        assert_eq!(config.columns["Device Type"], ColumnUse::Field(Field::Model));
        assert_eq!(config.sites.find("HEAD office").unwrap().class.as_deref(), Some("sensitive"));
        assert_eq!(config.rules, [PathBuf::from("/inv/own")]);
        assert_eq!(config.formats, [PathBuf::from("/inv/exports/ours.toml")]);
        assert_eq!(config.lists, [PathBuf::from("/inv/lists/consolidated.csv")]);
        assert_eq!(config.fill_down, ["Building", "#2"]);
        assert_eq!(config.fail, Some(Verdict::Violation));
        assert_eq!(config.on_unknown, Some(OnUnknown::Ignore));
        assert_eq!(config.waivers.len(), 1);
    }

    #[test]
    fn what_nobody_sees_of_a_waiver_is_empty() {
        let waiver = "[[waiver]]\nregime = 'r'\nby = 'b'\nreason = 'c'\nuntil = 2027-01-31";
        assert!(check(waiver).is_ok());
        for key in ["regime = 'r'", "by = 'b'", "reason = 'c'"] {
            let (name, _) = key.split_once(' ').unwrap();
            for unseen in [" ", "\u{200b}", "\u{3164}\u{feff}", "\u{2060} \u{85}"] {
                let said = check(&waiver.replace(key, &format!("{name} = '{unseen}'")));
                let said = said.unwrap_err().to_string();
                assert!(said.contains(&format!("`{name}` is empty")), "{unseen:?}: {said}");
            }
        }
    }

    #[test]
    fn faults_are_shown_in_place() {
        let texts = [
            "[organisation]\nare = ['x']",
            "[assume]\npurposes = 'x'",
            "[assume]\nserial = 'x'",
            "[words.quantity]\nfew = '3'",
            "[columns]\n'Typ' = 'modell'",
            "[fail]\nlevel = 'bad'",
            "[fail]\nunknown = 'maybe'",
            "[[waiver]]\nregime = 'r'\nby = 'b'\nreason = 'r'\nuntil = 'soon'",
        ];
        let shown: Vec<_> = texts.map(|text| check(text).unwrap_err().to_string()).into();
        insta::assert_snapshot!(shown.join("\n\n"));
    }
}
