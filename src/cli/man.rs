//! `banlint man`: man pages, from the definition of the arguments.

use std::{fs, io, io::Write, path::Path};

use clap::Command;
use clap_mangen::Man;

use crate::knowledge::why;

use super::{
    definition,
    exit::{Exit, Failure, Outcome},
};

pub(crate) fn run(folder: Option<&Path>, out: &mut dyn Write) -> Outcome {
    let mut command = definition::definition().disable_help_subcommand(true);
    command.build();
    match folder {
        Some(folder) => {
            let written = fs::create_dir_all(folder).and_then(|()| pages(&command, folder));
            written.map_err(|error| {
                Failure::new(format!("{}: cannot be written: {}", folder.display(), why(&error)))
            })?;
        }
        None => page(&command).render(out)?,
    }
    Ok(Exit::Clean)
}

/// The pages of a command and of those below it.
fn pages(command: &Command, folder: &Path) -> io::Result<()> {
    command.get_subcommands().try_for_each(|below| pages(below, folder))?;
    page(command).generate_to(folder).map(drop)
}

fn page(command: &Command) -> Man {
    let version = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
    Man::new(command.clone()).source(version)
}
