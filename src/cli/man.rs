//! `banlint man`: man pages, from the definition of the arguments.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use clap::Command;
use clap_mangen::Man;
use memchr::memmem;

use crate::knowledge::why;

use super::{
    definition,
    destination::write_whole,
    exit::{Exit, Failure, Outcome},
};

/// What every page of ours says at its head.
const TITLE: &[u8] = concat!(".TH ", env!("CARGO_PKG_NAME")).as_bytes();

pub(crate) fn run(folder: Option<&Path>, out: &mut dyn Write) -> Outcome {
    let mut command = definition::definition().disable_help_subcommand(true);
    command.build();
    match folder {
        Some(folder) => {
            let written = fs::create_dir_all(folder).and_then(|()| write_pages(&command, folder));
            written.map_err(|error| {
                Failure::new(format!("{}: cannot be written: {}", folder.display(), why(&error)))
            })?;
        }
        None => page(&command).render(out)?,
    }
    Ok(Exit::Clean)
}

/// Writes the pages of all commands, or none where one has no place.
fn write_pages(command: &Command, folder: &Path) -> io::Result<()> {
    let mut all = Vec::new();
    pages(command, folder, &mut all)?;
    all.iter().try_for_each(|(path, _)| check_place(path))?;
    all.iter().try_for_each(|(path, text)| write_whole(path, text, true))
}

/// The pages of a command and of those below it, each with its place.
fn pages(command: &Command, folder: &Path, all: &mut Vec<(PathBuf, Vec<u8>)>) -> io::Result<()> {
    command.get_subcommands().try_for_each(|below| pages(below, folder, all))?;
    let (page, mut text) = (page(command), Vec::new());
    page.render(&mut text)?;
    all.push((folder.join(page.get_filename()), text));
    Ok(())
}

/// Refuses a place that holds something else than a page of ours, which would be lost.
fn check_place(path: &Path) -> io::Result<()> {
    let Ok(there) = fs::read(path) else { return Ok(()) };
    if there.is_empty() || memmem::find(&there, TITLE).is_some() {
        return Ok(());
    }
    let name = path.file_name().unwrap_or_default().display();
    Err(io::Error::other(format!(
        "`{name}` exists there and is no page of banlint, so it would be lost; name another folder, or remove it first"
    )))
}

fn page(command: &Command) -> Man {
    let version = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
    Man::new(command.clone()).source(version)
}
