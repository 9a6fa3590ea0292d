//! `banlint letter`: audits inventories, and writes what follows from it to suppliers, to whom the law wants it reported, and for the file.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use clap::ValueEnum as _;

use crate::{
    audit::{Audited, Basis},
    knowledge::{did_you_mean, why},
    report::{self, Gathered, Letter, LetterForm, Summary},
};

use super::{
    args::LetterArgs,
    audit_run::AuditRun,
    destination::{Destination, is_stdout},
    exit::{Exit, Failure, Outcome},
    output::Console,
    settings,
};

/// The words for letters that no law asks for.
const SUPPLIERS: &str = "suppliers";
const RECORD: &str = "record";

pub(crate) fn run(args: &LetterArgs, console: &Console) -> Outcome {
    let found =
        args.identified.as_deref().map(|day| settings::day("--identified", day)).transpose()?;
    let mut run = AuditRun::new(&args.audit, &[], None, console)?;
    let basis = run.basis().clone();
    let wanted = WantedLetters::new(&args.to, &basis)?;
    let mut gathered = Gathered::new(&basis);
    let summary = run.audit(false, &mut |asset: &Audited| {
        gathered.add(asset);
        Ok(())
    })?;
    let letters = wanted.letters(&basis, &gathered, found.unwrap_or(basis.as_of), &summary);
    if gathered.beyond() > 0 {
        console.warn(&format!(
            "{} rows found no room in the letters; write them from fewer files at a time",
            gathered.beyond()
        ));
    }
    let not_due = report::not_due_yet(&gathered, |duty| wanted.has(duty));
    if !letters.is_empty() {
        let files = write(&letters, args)?;
        console.say(&format!(
            "wrote {}; read each, and fill in what stands in brackets",
            files.join(", ")
        ));
    } else if not_due.is_empty() && gathered.not_asked().is_none() {
        console
            .say("there is nothing to write: no question is open, and nothing has to be reported");
    }
    for says in gathered.not_asked().iter().chain(&not_due) {
        console.say(says);
    }
    Ok(Exit::Clean)
}

struct WantedLetters<'a>(&'a [String]);

impl<'a> WantedLetters<'a> {
    fn new(to: &'a [String], basis: &Basis) -> Result<Self, Failure> {
        let mut known = vec![SUPPLIERS, RECORD];
        known.extend(basis.duties.iter().map(|duty| duty.id.as_str()));
        known.dedup();
        if let Some(word) = to.iter().find(|word| !known.contains(&word.as_str())) {
            let near = did_you_mean(word, known.iter().copied());
            return Err(Failure::new(format!(
                "--to: `{word}` is nobody to write to under the law applied; {near}expected one of: {}",
                known.join(", ")
            )));
        }
        Ok(Self(to))
    }

    fn has(&self, word: &str) -> bool {
        self.0.is_empty() || self.0.iter().any(|wanted| wanted == word)
    }

    fn letters(
        &self,
        basis: &Basis,
        gathered: &Gathered,
        found: crate::Date,
        summary: &Summary,
    ) -> Vec<Letter> {
        let mut letters = Vec::new();
        if self.has(SUPPLIERS) {
            letters.extend(report::to_suppliers(basis, gathered));
        }
        letters.extend(report::to_authorities(basis, gathered, found, |duty| self.has(duty)));
        if self.has(RECORD) {
            letters.push(report::record(basis, gathered, summary));
        }
        letters
    }
}

/// Writes letters, all or none. One that is there already may have been filled in: it is never replaced.
fn write(letters: &[Letter], args: &LetterArgs) -> Result<Vec<String>, Failure> {
    if is_stdout(&args.output) {
        return Err(Failure::new(
            "--output: `-` stands for standard output, and letters are several files; name a folder",
        ));
    }
    let forms: &[LetterForm] =
        if args.format.is_empty() { LetterForm::value_variants() } else { &args.format };
    let files: Vec<(&Letter, LetterForm, PathBuf)> = letters
        .iter()
        .flat_map(|letter| forms.iter().map(move |form| (letter, form)))
        .map(|(letter, form)| {
            let ending = match form {
                LetterForm::Markdown => "md",
                LetterForm::Docx => "docx",
            };
            (letter, *form, args.output.join(format!("{}.{ending}", letter.name)))
        })
        .collect();
    if let Some((.., path)) = files.iter().find(|(.., path)| path.symlink_metadata().is_ok()) {
        return Err(Failure::new(format!(
            "{}: it exists already, and may have been filled in; name another folder with --output, or move it away",
            path.display()
        )));
    }
    let made = Folder::make(&args.output)?;
    let mut written = Vec::new();
    for (letter, form, path) in &files {
        let mut out = Destination::at(path, false)?;
        letter.write(*form, &mut out)?;
        written.push(out);
    }
    Destination::finish(written)?;
    made.keep();
    Ok(files.iter().map(|(.., path)| path.display().to_string()).collect())
}

/// The folder of the letters. One that was made for them goes with them, if they cannot be written.
struct Folder<'a> {
    path: &'a Path,
    is_new: bool,
}

impl<'a> Folder<'a> {
    fn make(path: &'a Path) -> Result<Self, Failure> {
        match fs::create_dir(path) {
            Ok(()) => Ok(Self { path, is_new: true }),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => {
                Ok(Self { path, is_new: false })
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Err(Failure::new(format!(
                    "--output: {} is a file; expected a folder for the letters",
                    path.display()
                )))
            }
            Err(error) => Err(Failure::new(format!(
                "--output: the folder {} cannot be made: {}; name another",
                path.display(),
                why(&error)
            ))),
        }
    }

    fn keep(mut self) {
        self.is_new = false;
    }
}

impl Drop for Folder<'_> {
    fn drop(&mut self) {
        if self.is_new {
            // Only if it is empty; what else came into it in the meantime is not ours.
            let _ = fs::remove_dir(self.path);
        }
    }
}
