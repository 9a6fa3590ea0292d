//! `banlint rules`: the law as loaded, and what those need who write it.

mod examples;
pub(super) mod files;
mod lint;
mod list;
mod new;
mod schema;
mod show;

use std::io::Write;

use crate::{
    Date,
    knowledge::{did_you_mean, known_as},
    report::{self, Horizon},
};

use super::{
    args::{AuditArgs, FormArgs, Rules},
    exit::{Exit, Failure, Outcome},
    outlook,
    output::Console,
    settings,
    wrapped_text::WrappedText,
};

pub(crate) fn run(args: &Rules, out: &mut dyn Write, console: &Console) -> Outcome {
    match args {
        Rules::List { terms, law, form } => {
            let settings = settings::settings(law, None, None)?;
            let book = settings.auditor.book();
            let tree = &settings.auditor.knowledge().tree;
            let as_of = settings.auditor.basis().as_of;
            match (*terms, form.is_json()) {
                (true, true) => report::terms_json(out, book.terms(), tree)?,
                (true, false) => {
                    list::terms(out, book.terms())?;
                    list::kinds(out, tree)?;
                }
                (false, true) => report::regimes_json(out, book, as_of)?,
                (false, false) => {
                    list::regimes(out, book, as_of, console.look(None, true).width)?;
                }
            }
            out.flush()?;
            settings.auditor.warnings().iter().for_each(|warning| console.warn(warning));
            Ok(Exit::Clean)
        }
        Rules::Show { regime: id, law, form } => {
            let settings = settings::settings(law, None, None)?;
            let book = settings.auditor.book();
            let regime = book.regime(id).ok_or_else(|| {
                let called = book.regimes().iter().flat_map(|r| known_as(&r.id, [&r.title]));
                let near = did_you_mean(id, called);
                Failure::new(format!(
                    "there is no regime `{id}`; {near}`banlint rules list` shows what there is"
                ))
            })?;
            if form.is_json() {
                report::regime_json(out, regime)?;
            } else {
                let knowledge = settings.auditor.knowledge();
                show::run(out, knowledge, book, regime, console.look(None, true))?;
            }
            Ok(Exit::Clean)
        }
        Rules::Diff { from, to, files, law, input, form } => {
            let to =
                to.as_ref().map_or_else(|| Ok(Date::today()), |to| settings::day("--to", to))?;
            let days = (settings::day("--from", from)?, to);
            diff(days, AuditArgs::of(files.clone(), law, input), form, out, console)
        }
        Rules::Lint { paths } => lint::run(paths, console),
        Rules::New { id, country, output } => {
            new::run(id, country.as_deref(), output.as_deref(), console)
        }
        Rules::Schema { file } => schema::run(*file, out),
        Rules::Test { paths } => examples::run(paths, out, console),
    }
}

/// How the law changes between two days, and which goods it changes for.
fn diff(
    (from, to): (Date, Date),
    mut args: AuditArgs,
    form: &FormArgs,
    out: &mut dyn Write,
    console: &Console,
) -> Outcome {
    if from >= to {
        return Err(Failure::new(format!(
            "--from: {from} is not before {to}; name the earlier day"
        )));
    }
    args.law.as_of = Some(from.to_string());
    if args.files.is_empty() {
        let settings = settings::settings(&args.law, None, None)?;
        let turns = settings.auditor.book().turning_days(from, Some(to));
        if form.is_json() {
            report::turns_json(out, (from, to), &turns)?;
            return Ok(Exit::Clean);
        }
        let mut page = WrappedText::new(out, console.look(None, true).width);
        page.text(0, &format!("How the law changes from {from} to {to}"))?;
        if turns.is_empty() {
            page.text(2, "It does not, as far as it is known.")?;
        }
        report::turns_text(&turns).iter().try_for_each(|text| page.text(2, text))?;
        return Ok(Exit::Clean);
    }
    let run = outlook::begin(&args, console)?;
    outlook::write(run, Horizon::Between(to), form, out, console)
}
