//! From arguments and `banlint.toml` to the settings of an audit. What is typed comes before what is written.

use std::{
    path::{Path, PathBuf},
    str::FromStr,
    sync::Arc,
};

use crate::{
    Date, Field, Verdict,
    audit::{Auditor, Basis, Folders, Knowledge},
    config::{self, Config, Sites},
    intake::{self, Quote},
    knowledge::did_you_mean,
    rules::OnUnknown,
    strings::listed,
};

use super::{
    args::{AuditArgs, InputArgs, LawArgs, Unknown},
    exit::Failure,
    found_settings,
    inputs::Input,
};

/// Where an audit's own settings end and a run's begin.
#[derive(Debug)]
pub(crate) struct AuditSettings {
    pub(crate) auditor: Auditor,
    /// How files are read under them.
    pub(crate) reading: intake::Options,
    /// From which verdict on the run fails, if they say so.
    fail: Option<Verdict>,
    /// The file of known findings, if they name one.
    pub(crate) baseline: Option<PathBuf>,
    path: Option<PathBuf>,
}

impl AuditSettings {
    /// The settings file and the baseline that it names.
    pub(crate) fn files(&self) -> impl Iterator<Item = &Path> {
        self.path.iter().chain(&self.baseline).map(PathBuf::as_path)
    }
}

/// The settings of a run over several files: each file is audited under the settings file nearest to it.
#[derive(Debug)]
pub(crate) struct RunSettings {
    /// Each settings file once.
    all: Vec<AuditSettings>,
    /// Of each input, the number of its settings.
    of: Vec<usize>,
    /// What the audits of all files are made with.
    pub(crate) basis: Basis,
    /// From which verdict on the run fails.
    pub(crate) fail: Verdict,
    /// What the user should know of settings that differ.
    pub(crate) warning: Option<String>,
}

impl RunSettings {
    /// Of the files of a run; `fail_on` is the verdict that was typed.
    pub(crate) fn new(
        args: &AuditArgs,
        files: &[Input],
        fail_on: Option<Verdict>,
    ) -> Result<Self, Failure> {
        let (mut all, mut of): (Vec<AuditSettings>, _) = (Vec::new(), Vec::new());
        let mut basis: Option<Basis> = None;
        for file in files {
            let path = settings_file(args.law.config.as_ref(), Some(&file.path))?;
            let known = all.iter().position(|settings| settings.path == path);
            of.push(known.unwrap_or(all.len()));
            if known.is_none() {
                let settings = build(path, &args.law, Some(&args.input))?;
                match &mut basis {
                    Some(basis) => basis.join(settings.auditor.basis()),
                    None => basis = Some(settings.auditor.basis().clone()),
                }
                all.push(settings);
            }
        }
        // Where one file is all there is, a column that it lacks is wrong at once.
        for settings in &mut all {
            settings.reading.all_columns = files.len() == 1;
        }
        let levels = all.iter().map(|settings| settings.fail.unwrap_or(Verdict::Review));
        let strictest = levels.clone().min().unwrap_or(Verdict::Review);
        let differ = fail_on.is_none() && levels.clone().any(|level| level != strictest);
        let warning = differ.then(|| levels_differ(&all, strictest));
        let basis = basis.ok_or_else(|| Failure::new("there is no file to be read"))?;
        Ok(Self { all, of, basis, fail: fail_on.unwrap_or(strictest), warning })
    }

    /// Has the same settings hold as of another day.
    pub(crate) fn on(&mut self, day: Date) -> Result<(), Failure> {
        for settings in &mut self.all {
            settings.auditor = settings.auditor.on(day)?;
        }
        Ok(())
    }

    /// The settings of an input, by its number.
    pub(crate) fn of(&self, input: usize) -> &AuditSettings {
        &self.all[self.of[input]]
    }

    /// Which settings hold for which files, where there are several.
    pub(crate) fn which_for_which(&self, files: &[Input]) -> Vec<String> {
        if self.all.len() < 2 {
            return Vec::new();
        }
        let sentence = |(at, settings): (usize, &AuditSettings)| {
            let of_it = files.iter().zip(&self.of).filter(|(_, of)| **of == at);
            let names: Vec<_> = of_it.map(|(file, _)| file.path.display().to_string()).collect();
            let names = listed(&names);
            match &settings.path {
                Some(path) => format!("the settings of {} hold for {names}", path.display()),
                None => format!("no settings file holds for {names}"),
            }
        };
        self.all.iter().enumerate().map(sentence).collect()
    }

    pub(crate) fn number_of(&self, input: usize) -> usize {
        self.of[input]
    }

    /// All settings, each once.
    pub(crate) fn each(&self) -> impl Iterator<Item = &AuditSettings> {
        self.all.iter()
    }
}

fn levels_differ(all: &[AuditSettings], strictest: Verdict) -> String {
    let said: Vec<_> = all
        .iter()
        .map(|settings| {
            let level = settings.fail.unwrap_or(Verdict::Review).word();
            match &settings.path {
                Some(path) => format!("{level} by {}", path.display()),
                None => format!("{level} without settings"),
            }
        })
        .collect();
    format!(
        "the files of this run have different verdicts from which on it fails: {}; {} holds for all, as the strictest; --fail-on says another",
        said.join(", "),
        strictest.word()
    )
}

/// The settings file that holds for a file: the one named, else the nearest one.
fn settings_file(named: Option<&PathBuf>, file: Option<&Path>) -> Result<Option<PathBuf>, Failure> {
    if named.is_some() {
        return Ok(named.cloned());
    }
    found_settings::nearest_to(file)
}

fn load(path: Option<&PathBuf>) -> Result<Config, Failure> {
    Ok(path.map(|path| Config::load(path)).transpose()?.unwrap_or_default())
}

/// What reading a sheet takes where no law is applied: all knowledge, and how the sheet is to be read.
pub(crate) fn reading(
    named: Option<&PathBuf>,
    file: &Path,
    args: &InputArgs,
) -> Result<(Knowledge, intake::Options), Failure> {
    let config = load(settings_file(named, Some(file))?.as_ref())?;
    let mut folders = Folders { rules: Vec::new(), ..Folders::of(&config) };
    folders.formats.extend(args.formats.iter().cloned());
    let knowledge = Knowledge::load(&folders)?;
    let mut options = intake::Options::new(Arc::clone(&knowledge.formats));
    options.columns = config.columns;
    options.fill_down = config.fill_down;
    Ok((knowledge, input(options, args)?))
}

/// The settings of an audit of one file, or of none; `input` says how sheets are read, where any are.
pub(crate) fn settings(
    law: &LawArgs,
    file: Option<&Path>,
    input: Option<&InputArgs>,
) -> Result<AuditSettings, Failure> {
    build(settings_file(law.config.as_ref(), file)?, law, input)
}

fn build(
    path: Option<PathBuf>,
    law: &LawArgs,
    input: Option<&InputArgs>,
) -> Result<AuditSettings, Failure> {
    let mut config = load(path.as_ref())?;
    let (fail, baseline) = (config.fail, config.baseline.clone());
    if !law.org.is_empty() {
        config.organisation.clone_from(&law.org);
    }
    if !law.jurisdiction.is_empty() {
        config.jurisdictions.clone_from(&law.jurisdiction);
    }
    for assumption in &law.assume {
        let (field, value) = assume(assumption)?;
        config.assume.insert(field, value);
    }
    for stated in &law.site {
        state_site(stated, &mut config.sites)?;
    }
    if let Some(unknown) = law.unknown {
        config.on_unknown = Some(match unknown {
            Unknown::Review => OnUnknown::Review,
            Unknown::Violation => OnUnknown::Violation,
            Unknown::Ignore => OnUnknown::Ignore,
        });
    }
    let mut builder = Auditor::from_config(config);
    if let Some(day) = &law.as_of {
        builder = builder.as_of(self::day("--as-of", day)?);
    }
    for folder in &law.rules {
        builder = builder.rules(folder, law.only_rules);
    }
    for folder in &law.vendors {
        builder = builder.vendors(folder);
    }
    for file in &law.list {
        builder = builder.list(file);
    }
    for folder in input.iter().flat_map(|input| &input.formats) {
        builder = builder.formats(folder);
    }
    if let Some(days) = law.max_rule_age {
        builder = builder.max_rule_age(days);
    }
    let auditor = builder.build()?;
    let mut reading = auditor.intake_options();
    if let Some(args) = input {
        reading = self::input(reading, args)?;
    }
    Ok(AuditSettings { auditor, reading, fail, baseline, path })
}

/// A day that was typed for an option.
pub(crate) fn day(option: &str, text: &str) -> Result<Date, Failure> {
    Date::from_str(text).ok().filter(|date| date.is_exact()).ok_or_else(|| {
        Failure::new(format!(
            "{option}: `{text}` is not a day of the calendar; expected YYYY-MM-DD, such as 2026-11-22"
        ))
    })
}

fn assume(text: &str) -> Result<(Field, String), Failure> {
    let Some((key, value)) = text.split_once('=') else {
        return Err(Failure::new(format!(
            "--assume: `{text}` is not FACT=VALUE; expected a fact and what it is, such as status=in-service"
        )));
    };
    let key = key.trim();
    let field = config::assumable(key).ok_or_else(|| {
        let known: Vec<_> = config::assumable_keys().collect();
        let (near, known) = (did_you_mean(key, known.iter().copied()), known.join(", "));
        Failure::new(format!(
            "--assume: `{key}` is no fact that can be true of a whole inventory; {near}expected one of: {known}"
        ))
    })?;
    Ok((field, value.trim().to_owned()))
}

fn state_site(text: &str, sites: &mut Sites) -> Result<(), Failure> {
    let stated = text.split_once('=').and_then(|(place, value)| {
        let (name, key) = place.rsplit_once(':')?;
        Some((name.trim(), key.trim(), value.trim()))
    });
    let Some((name, key, value)) = stated else {
        return Err(Failure::new(format!(
            "--site: `{text}` is not SITE:FACT=VALUE; expected a site, a fact and what it is, such as \"Head Office:class=sensitive\""
        )));
    };
    sites.state(name, key, value).map_err(|known| {
        let (near, known) = (did_you_mean(key, known.iter().copied()), known.join(", "));
        Failure::new(format!(
            "--site: `{key}` is no fact of a site; {near}expected one of: {known}"
        ))
    })
}

/// How a sheet is to be read under these arguments.
fn input(mut options: intake::Options, input: &InputArgs) -> Result<intake::Options, Failure> {
    if let Some(name) = &input.encoding {
        options.encoding = Some(name.clone());
    }
    if !input.sheet.is_empty() {
        options.sheets.clone_from(&input.sheet);
    }
    if input.header_line.is_some() {
        options.header_line = input.header_line;
    }
    if let Some(text) = &input.delimiter {
        options.delimiter = Some(delimiter(text)?);
    }
    if let Some(text) = &input.quote {
        options.quote = Some(quote(text)?);
    }
    options.fill_down.extend(input.fill_down.iter().cloned());
    for column in &input.column {
        let Some((header, role)) = column.rsplit_once('=') else {
            return Err(Failure::new(format!(
                "--column: `{column}` is not HEADER=FACT; expected a header and what it holds, such as \"Device Type=model\""
            )));
        };
        let used = role.trim().parse().map_err(|error| {
            let facts: Vec<_> = Field::ALL.iter().map(|field| field.key()).collect();
            let near = did_you_mean(role, facts.iter().copied());
            Failure::new(format!("--column: {error}; {near}the fields are {}", facts.join(", ")))
        })?;
        options.columns.insert(header.trim().to_owned(), used);
    }
    Ok(options)
}

fn quote(text: &str) -> Result<Quote, Failure> {
    match text.as_bytes() {
        b"none" => Ok(Quote::None),
        &[byte] if byte.is_ascii_punctuation() => Ok(Quote::Mark(byte)),
        _ => Err(Failure::new(format!(
            "--quote: `{text}` is no character that can enclose cells; expected one character, such as \" or ', or the word none"
        ))),
    }
}

fn delimiter(text: &str) -> Result<u8, Failure> {
    match text.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        &[byte] if byte.is_ascii() && !byte.is_ascii_alphanumeric() && byte != b'"' => Ok(byte),
        _ => Err(Failure::new(format!(
            "--delimiter: `{text}` is no character that can stand between cells; expected one character, such as , ; or |, or the word tab"
        ))),
    }
}
