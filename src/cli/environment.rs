//! Environment variables that set options. Which there are, the options say in `args`.

use std::{collections::BTreeMap, env, ffi::OsString};

use clap::{
    ArgMatches, Command,
    error::{ContextKind, ContextValue},
    parser::ValueSource,
};

use crate::{
    knowledge::{did_you_mean, known_as},
    strings::listed,
};

/// How the names of our variables begin.
const PREFIX: &str = "BANLINT_";

/// The variables that are set for this program.
pub(super) struct Environment {
    set: BTreeMap<String, OsString>,
    /// The names that options know.
    known: Vec<String>,
}

impl Environment {
    /// The variables of the process.
    pub(super) fn read() -> Self {
        let named = |(name, value): (OsString, OsString)| Some((name.into_string().ok()?, value));
        let ours = env::vars_os().filter_map(named).filter(|(name, _)| name.starts_with(PREFIX));
        Self { set: ours.collect(), known: Vec::new() }
    }

    /// The definition without variables that are empty: a pipeline sets those too that it has nothing to say with.
    pub(super) fn complete(&mut self, command: Command) -> Command {
        let command = command.mut_args(|arg| {
            let Some(name) = arg.get_env().and_then(|name| name.to_str()) else { return arg };
            self.known.push(name.to_owned());
            let is_empty = self.set.get(name).is_some_and(|value| value.is_empty());
            if is_empty { arg.env(None::<&str>) } else { arg }
        });
        command.mut_subcommands(|command| self.complete(command))
    }

    /// A sentence for each variable that is likely a misspelt one of an option.
    pub(super) fn misspelt(&self) -> impl Iterator<Item = String> {
        let unknown = self.set.keys().filter(|name| !self.known.contains(name));
        unknown.filter_map(|name| {
            let known = self.known.iter().flat_map(|known| known_as(known, [own_part(known)]));
            let near = did_you_mean(own_part(name), known);
            let near = near.trim_end();
            (!near.is_empty())
                .then(|| format!("no option takes the environment variable {name}; {near}"))
        })
    }

    /// Which options were taken from variables, for whoever looks at what was typed and finds nothing wrong.
    pub(super) fn used(&self, command: &Command, matches: &ArgMatches) -> Option<String> {
        let (mut command, mut matches) = (command, matches);
        let mut used = Vec::new();
        loop {
            let set = command.get_arguments().filter(|arg| {
                let id = arg.get_id().as_str();
                let is_given = matches.ids().any(|given| given.as_str() == id);
                is_given && matches.value_source(id) == Some(ValueSource::EnvVariable)
            });
            used.extend(set.filter_map(|arg| self.shown_part(arg.get_env()?.to_str()?)));
            let Some((name, below)) = matches.subcommand() else { break };
            command = command.find_subcommand(name)?;
            matches = below;
        }
        used.sort();
        used.dedup();
        (!used.is_empty()).then(|| format!("the environment says {}", listed(&used)))
    }

    /// That a value which is refused comes from a variable.
    pub(super) fn says(&self, refused: &clap::Error) -> Option<String> {
        let ContextValue::String(value) = refused.get(ContextKind::InvalidValue)? else {
            return None;
        };
        let (name, _) = self.set.iter().find(|(_, set)| **set == **value)?;
        Some(format!("the environment says {}", self.shown_part(name)?))
    }

    fn shown_part(&self, name: &str) -> Option<String> {
        Some(format!("{name}={}", self.set.get(name)?.to_string_lossy()))
    }
}

/// A name without what all of ours begin with.
fn own_part(name: &str) -> &str {
    name.strip_prefix(PREFIX).unwrap_or(name)
}
