//! The command line: arguments in, one command run, an exit status out.
//!
//! Each command is one file. Results go to standard output, messages to standard error.

mod args;
mod check;
mod columns;
mod exit;
mod explain;
mod identify;
mod init;
mod inputs;
mod leads;
mod lint;
mod nearest;
mod output;
mod page;
mod rules;
mod settings;
mod tried;
mod vendors;

use std::io::Write as _;

use args::{Cli, Command};
use clap::Parser as _;
use exit::{Exit, Outcome};
use output::{Console, stdout};

/// Runs the command that was typed.
pub(crate) fn run() -> Exit {
    let cli = Cli::parse();
    let console = Console::new(cli.quiet, cli.color);
    match command(&cli.command, &console) {
        Ok(exit) => exit,
        // Nobody reads any more: there is nobody to tell, but an audit that was cut short has passed nothing.
        Err(failure) if failure.broken_pipe => match cli.command {
            Command::Check(_) => Exit::Failed,
            _ => Exit::Clean,
        },
        Err(failure) => {
            console.error(&failure.message);
            Exit::Failed
        }
    }
}

fn command(command: &Command, console: &Console) -> Outcome {
    let exit = match command {
        Command::Check(args) => check::run(args, console),
        Command::Explain(args) => explain::run(args, console),
        Command::Identify(args) => identify::run(args, console),
        Command::Columns(args) => columns::run(args, console),
        Command::Rules(args) => rules::run(args, console),
        Command::Vendors(args) => vendors::run(args, console),
        Command::Init(args) => init::run(args, console),
    }?;
    stdout().flush()?;
    Ok(exit)
}
