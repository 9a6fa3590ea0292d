//! `banlint completions`: what a shell needs to complete our arguments, the ids of what is known among them.

use std::io::Write;

use clap::{
    Command,
    builder::{PossibleValue, PossibleValuesParser},
};
use clap_complete::{Generator, aot};
use clap_complete_nushell::Nushell;

use crate::audit::Knowledge;

use super::{
    args::Shell,
    definition,
    exit::{Exit, Outcome},
};

pub(crate) fn run(shell: Shell, out: &mut dyn Write) -> Outcome {
    let ids = ids(&Knowledge::shipped()?);
    let command = with_ids(definition::definition(), &ids);
    out.write_all(&match shell {
        Shell::Bash => generated(aot::Bash, command),
        Shell::Elvish => generated(aot::Elvish, command),
        Shell::Fish => generated(aot::Fish, command),
        Shell::Nushell => generated(Nushell, command),
        Shell::Powershell => generated(aot::PowerShell, command),
        Shell::Zsh => generated(aot::Zsh, command),
    })?;
    Ok(Exit::Clean)
}

/// The generators end the program where they cannot write, which memory never makes them do.
fn generated(shell: impl Generator, mut command: Command) -> Vec<u8> {
    let mut script = Vec::new();
    aot::generate(shell, &mut command, env!("CARGO_PKG_NAME"), &mut script);
    script
}

/// What the ids of arguments mean, by the name of the argument. The program itself takes more than these: other spellings, and
/// what files of the user's add.
fn ids(knowledge: &Knowledge) -> [(&'static str, Vec<PossibleValue>); 4] {
    let value = |id: &String, says: &String| PossibleValue::new(id).help(says);
    let (book, catalogue) = (&knowledge.book, &knowledge.catalogue);
    let jurisdictions = book.terms().jurisdictions().iter();
    let organisations = book.terms().organisations().values();
    let makers = catalogue.vendors().iter().map(|vendor| (&vendor.maker.id, &vendor.maker.name));
    let labels = catalogue.labels().iter().map(|label| (&label.id, &label.label));
    [
        ("jurisdiction", jurisdictions.map(|(id, law)| value(id, &law.name)).collect()),
        ("org", organisations.map(|one| value(&one.id, &one.title)).collect()),
        ("regime", book.regimes().iter().map(|one| value(&one.id, &one.title)).collect()),
        ("maker", makers.chain(labels).map(|(id, name)| value(id, name)).collect()),
    ]
}

fn with_ids(command: Command, ids: &[(&str, Vec<PossibleValue>)]) -> Command {
    let command = command.mut_args(|arg| match ids.iter().find(|(name, _)| arg.get_id() == name) {
        Some((_, values)) => arg.value_parser(PossibleValuesParser::new(values.clone())),
        None => arg,
    });
    command.mut_subcommands(|command| with_ids(command, ids))
}
