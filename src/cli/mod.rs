//! The command line: arguments in, one command run, an exit status out.
//!
//! Each command is one file. Results go to standard output, messages to standard error.

mod args;
mod audit_run;
mod baseline;
mod baselines;
mod check;
mod ci;
mod columns;
mod completions;
mod configured_columns;
mod definition;
mod destination;
mod diff;
mod environment;
mod exit;
mod explain;
mod folder;
mod found_settings;
mod gitignore;
mod help;
mod identify;
mod init;
mod inputs;
mod interrupted;
mod letter;
mod man;
mod one_file;
mod orgs;
mod outlook;
mod output;
mod outputs;
mod pager;
mod remarks;
mod reports;
mod rules;
mod settings;
mod sources;
mod streams;
mod time_limit;
mod vendors;
mod wrapped_text;

use std::{
    env,
    io::{self, Write},
    panic,
    process::ExitCode,
    thread,
};

use args::{Cli, Colour, Command};
use clap::{FromArgMatches as _, error::ContextValue};
use environment::Environment;
use exit::{Exit, Failure, Outcome};
use output::{Console, Paging, stdout};

use crate::report;

/// The command `banlint`: takes the arguments of the process, writes to its streams, and says how it ended. Made for the binary.
pub fn run() -> ExitCode {
    // What makes no sense may make a reader of workbooks panic. That ends its thread alone, and an error tells of it.
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if thread::current().name() == Some("main") {
            report(panic);
        }
    }));
    typed().into()
}

/// Runs the command that was typed.
fn typed() -> Exit {
    let mut environment = Environment::read();
    let mut definition = environment.complete(definition::definition());
    let matches = definition.try_get_matches_from_mut(env::args_os());
    let parsed = matches.and_then(|matches| Ok((Cli::from_arg_matches(&matches)?, matches)));
    let (cli, matches) = match parsed {
        Ok(parsed) => parsed,
        Err(answer) => return answered(&answer.format(&mut definition), &environment),
    };
    let paging = if cli.no_pager { Paging::Never } else { Paging::IfWanted };
    let console = Console::new(cli.quiet, cli.color).with_paging(paging);
    for sentence in environment.misspelt() {
        console.warn(&sentence);
    }
    let mut out = stdout();
    let timed = cli.timeout.map_or(Ok(()), |limit| time_limit::begin(limit, console.clone()));
    let ended = timed.and_then(|()| command(&cli.command, &mut out, &console));
    match ended.and_then(|exit| Ok(out.flush().map(|()| exit)?)) {
        Ok(exit) => exit,
        // Nobody reads any more: there is nobody to tell, but an audit that was cut short has passed nothing.
        Err(failure) if failure.broken_pipe => match cli.command {
            Command::Check(_) => Exit::Failed,
            _ => Exit::Clean,
        },
        Err(failure) => {
            console.error(&failure.message);
            if let Some(note) = environment.used(&definition, &matches) {
                console.note(&note);
            }
            Exit::Failed
        }
    }
}

fn command(command: &Command, out: &mut dyn Write, console: &Console) -> Outcome {
    match command {
        Command::Check(args) => check::run(args, console),
        Command::Explain(args) => explain::run(args, out, console),
        Command::Identify(args) => identify::run(args, out, console),
        Command::Columns(args) => columns::run(args, console),
        Command::Rules(args) => rules::run(args, out, console),
        Command::Vendors(args) => vendors::run(args, out, console),
        Command::Baseline(args) => baseline::run(args, console),
        Command::Diff(args) => diff::run(args, out, console),
        Command::Orgs(args) => orgs::run(args, out, console),
        Command::Sources(args) => sources::run(args, out),
        Command::Outlook(args) => outlook::run(args, out, console),
        Command::Letter(args) => letter::run(args, console),
        Command::Init(args) => init::run(args, out, console),
        Command::Completions { shell } => completions::run(*shell, out),
        Command::Man { output } => man::run(output.as_deref(), out),
    }
}

/// What the standard library says of a text that is no number.
const NO_DIGIT: &str = "invalid digit found in string";

/// Says what is wrong with the arguments. They may be the names of hostile files: what could act is shown as what it is.
fn refuse(answer: &clap::Error) -> io::Result<()> {
    let plain = answer.render().to_string();
    let shown = output::harmless_lines(&plain).replace(NO_DIGIT, "expected a whole number");
    let acts = |value: &ContextValue| match value {
        ContextValue::String(value) => report::line(value) != *value,
        ContextValue::Strings(values) => values.iter().any(|value| report::line(value) != **value),
        _ => false,
    };
    if shown.trim_end() == plain.trim_end() && !answer.context().any(|(_, value)| acts(value)) {
        return answer.print();
    }
    io::stderr().lock().write_all(shown.as_bytes())
}

/// What the arguments alone answer: help, the version, or what is wrong with them.
fn answered(answer: &clap::Error, environment: &Environment) -> Exit {
    let printed = if answer.use_stderr() {
        refuse(answer)
    } else {
        answer.print().and_then(|()| io::stdout().flush())
    };
    if answer.use_stderr() {
        if let Some(note) = environment.says(answer) {
            Console::new(false, Colour::Auto).note(&note);
        }
        return Exit::Failed;
    }
    match printed {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let failure = Failure::from(error);
            Console::new(false, Colour::Auto).error(&failure.message);
            Exit::Failed
        }
        _ => Exit::Clean,
    }
}
