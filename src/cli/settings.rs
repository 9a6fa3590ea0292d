//! From arguments and `banlint.toml` to the settings of an audit. What is typed comes before what is written.

use std::{
    env,
    path::{Path, PathBuf},
    str::FromStr,
    sync::Arc,
};

use banlint::{
    Date, Field, Verdict,
    audit::{Auditor, Folders, Knowledge},
    config::{self, Config, Sites},
    intake::{self, Quote},
    rules::OnUnknown,
};

use super::{
    args::{FailOn, InputArgs, LawArgs, Unknown},
    exit::Failure,
};

/// Where an audit's own settings end and a run's begin.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) auditor: Auditor,
    /// From which verdict on the run fails.
    pub(crate) fail: Verdict,
}

/// Reads the configuration that a run uses: the one named, else the nearest one upward, else none.
pub(crate) fn config(named: Option<&PathBuf>) -> Result<Config, Failure> {
    let found = match named {
        Some(path) => Some(path.clone()),
        None => env::current_dir().ok().and_then(|folder| Config::find(&folder)),
    };
    match found {
        // The same bytes wherever the folder lies: a file below it is named from it.
        Some(path) => Ok(Config::load(&below(path))?),
        None => Ok(Config::default()),
    }
}

/// A path as seen from the working folder, if it leads below it.
fn below(path: PathBuf) -> PathBuf {
    let relative =
        env::current_dir().ok().and_then(|at| path.strip_prefix(at).ok().map(Path::to_owned));
    relative.unwrap_or(path)
}

/// What reading a sheet takes where no law is applied: all knowledge, and how the sheet is to be read.
pub(crate) fn reading(
    named: Option<&PathBuf>,
    args: &InputArgs,
) -> Result<(Knowledge, intake::Options), Failure> {
    let config = config(named)?;
    let formats = config.formats.iter().chain(&args.formats).cloned().collect();
    let knowledge = Knowledge::load(&Folders { formats, ..Folders::default() })?;
    let mut options = intake::Options::new(Arc::clone(&knowledge.formats));
    options.columns = config.columns;
    options.fill_down = config.fill_down;
    Ok((knowledge, input(options, args)?))
}

/// The settings of an audit; `input` says how sheets are read, where any are.
pub(crate) fn settings(
    law: &LawArgs,
    input: Option<&InputArgs>,
    fail_on: Option<FailOn>,
) -> Result<Settings, Failure> {
    let mut config = config(law.config.as_ref())?;
    if !law.org.is_empty() {
        config.organisation.clone_from(&law.org);
    }
    if !law.jurisdiction.is_empty() {
        config.jurisdictions = law.jurisdiction.iter().map(|code| code.to_uppercase()).collect();
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
    let fail = fail_on.map(|level| match level {
        FailOn::Exempt => Verdict::Exempt,
        FailOn::Waived => Verdict::Waived,
        FailOn::Advisory => Verdict::Advisory,
        FailOn::Review => Verdict::Review,
        FailOn::Violation => Verdict::Violation,
    });
    let fail = fail.or(config.fail).unwrap_or(Verdict::Review);
    let mut builder = Auditor::builder().config(config);
    if let Some(day) = &law.as_of {
        builder = builder.as_of(as_of(day)?);
    }
    for folder in &law.rules {
        builder = builder.rules(folder, law.only_rules);
    }
    for folder in &law.vendors {
        builder = builder.vendors(folder);
    }
    for folder in input.iter().flat_map(|input| &input.formats) {
        builder = builder.formats(folder);
    }
    if let Some(days) = law.max_rule_age {
        builder = builder.max_rule_age(days);
    }
    Ok(Settings { auditor: builder.build()?, fail })
}

fn as_of(text: &str) -> Result<Date, Failure> {
    Date::from_str(text).ok().filter(|date| date.is_exact()).ok_or_else(|| {
        Failure::new(format!(
            "--as-of: `{text}` is not a day of the calendar; expected YYYY-MM-DD, such as 2026-11-22"
        ))
    })
}

fn assume(text: &str) -> Result<(Field, String), Failure> {
    let Some((key, value)) = text.split_once('=') else {
        return Err(Failure::new(format!(
            "--assume: `{text}` is not FACT=VALUE; expected a fact and what it is, such as status=in-service"
        )));
    };
    let field = config::assumable(key.trim()).ok_or_else(|| {
        Failure::new(format!(
            "--assume: `{}` is no fact that can be true of a whole inventory; expected one of: {}",
            key.trim(),
            config::assumable_keys()
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
    sites.state(name, key, value).map_err(|expected| {
        Failure::new(format!("--site: `{key}` is no fact of a site; expected one of: {expected}"))
    })
}

/// How a sheet is to be read under these arguments.
pub(crate) fn input(
    mut options: intake::Options,
    input: &InputArgs,
) -> Result<intake::Options, Failure> {
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
            let facts = Field::ALL.iter().map(|field| field.key()).collect::<Vec<_>>().join(", ");
            Failure::new(format!("--column: {error}; the fields are {facts}"))
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
