//! What this program does in a process of its own: plain reading, to be measured, and the writing of what is read.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    path::PathBuf,
    process::Command,
};

use banlint::audit::Knowledge;
use calamine::{DataRef, Reader, Xlsx, open_workbook};
use clap::Subcommand;
use rust_xlsxwriter::Workbook;

use super::{
    Result,
    generator::{Generator, Register},
};

#[derive(Subcommand)]
#[command(hide = true)]
pub(crate) enum Task {
    /// Read a file into reused byte records
    Read { file: PathBuf },
    /// Read the cells of a workbook
    Cells { file: PathBuf },
    /// Write a register
    Write { name: String, rows: u64, file: PathBuf },
    /// Write the names and labels of the catalogue, one a line
    Names { file: PathBuf },
    /// Write a workbook
    Workbook { rows: u64, file: PathBuf },
}

impl Task {
    /// The command that does it.
    pub(crate) fn command(&self) -> Result<Command> {
        let mut command = Command::new(std::env::current_exe()?);
        match self {
            Self::Read { file } => command.arg("read").arg(file),
            Self::Cells { file } => command.arg("cells").arg(file),
            Self::Names { file } => command.arg("names").arg(file),
            Self::Write { name, rows, file } => {
                command.args(["write", name, &rows.to_string()]).arg(file)
            }
            Self::Workbook { rows, file } => {
                command.args(["workbook", &rows.to_string()]).arg(file)
            }
        };
        Ok(command)
    }

    /// Does it in a process of its own, and waits.
    pub(crate) fn alone(&self) -> Result<()> {
        let ended = self.command()?.status()?;
        if ended.success() { Ok(()) } else { Err(format!("writing ended with {ended}").into()) }
    }

    pub(crate) fn run(&self) -> Result<()> {
        match self {
            Self::Read { file } => {
                let mut reader = csv::Reader::from_path(file)?;
                let mut record = csv::ByteRecord::new();
                let mut bytes = 0;
                while reader.read_byte_record(&mut record)? {
                    bytes += record.as_slice().len();
                }
                println!("{bytes}");
            }
            Self::Cells { file } => {
                let mut book: Xlsx<_> = open_workbook(file)?;
                let mut bytes = 0;
                for name in book.sheet_names() {
                    let mut cells = book.worksheet_cells_reader(&name)?;
                    while let Some(cell) = cells.next_cell()? {
                        bytes += match cell.get_value() {
                            DataRef::String(text) => text.len(),
                            DataRef::SharedString(text) => text.len(),
                            _ => 1,
                        };
                    }
                }
                println!("{bytes}");
            }
            Self::Write { name, rows, file } => {
                let register = Register::named(name, *rows)?;
                register.write(&Knowledge::shipped()?, File::create(file)?)?;
            }
            Self::Names { file } => {
                let catalogue = Knowledge::shipped()?.catalogue;
                let makers = catalogue.vendors().iter();
                let names = makers.flat_map(|vendor| {
                    let own = [&vendor.maker.short, &vendor.maker.name];
                    own.into_iter().chain(vendor.brands.iter().map(|brand| &brand.label))
                });
                let names: BTreeSet<_> = names.map(|name| format!("{name}\n")).collect();
                fs::write(file, names.into_iter().collect::<String>())?;
            }
            Self::Workbook { rows, file } => {
                let register = Register { rows: *rows, ..Register::default() };
                let generator = Generator::new(register, &Knowledge::shipped()?)?;
                let mut book = Workbook::new();
                let sheet = book.add_worksheet();
                sheet.write_row(0, 0, generator.headers())?;
                let mut row = Vec::new();
                for number in 0..*rows {
                    generator.row(number, &mut row);
                    sheet.write_row(u32::try_from(number + 1)?, 0, &row)?;
                }
                book.save(file)?;
            }
        }
        Ok(())
    }
}
