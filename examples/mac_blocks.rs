//! Compares the MAC blocks of the knowledge files with a dump of the IEEE registry, and adds what is new.
//!
//! The registry grows every week, so the blocks in `data/vendors/` and `data/labels/` grow old. This is the
//! repeatable way to refresh them; nothing is fetched.
//!
//! ```sh
//! cargo run --example mac_blocks -- /usr/share/ieee-data            # say what differs
//! cargo run --example mac_blocks -- /usr/share/ieee-data --write    # add the new blocks to the files
//! cargo run --example mac_blocks -- oui.csv mam.csv oui36.csv       # files instead of a folder
//! cargo run --example mac_blocks -- DUMP --data DIR                 # knowledge files elsewhere than in data/
//! ```
//!
//! A dump is the CSV that IEEE publishes (`Registry,Assignment,Organization Name,Organization Address`): `oui.csv` (24 bit),
//! `mam.csv` (28 bit), `oui36.csv` and `iab.csv` (36 bit). The Debian package `ieee-data` carries all four. Give all of them: a
//! registrant may hold blocks of every size.
//!
//! What is compared, for every `[[mark]]` with `kind = "oui"`:
//!
//! * Its registrants are learned block by block: who holds, by the dump, the blocks that the mark lists already? Names are
//!   compared without regard to case and punctuation. A registrant counts as the mark's own if the mark's note names it, if it is a
//!   name that the file gives (name, alias, company, label), or if it holds at least half of the blocks that the dump knows, and
//!   more than one. So a mark that lists blocks of several registrants learns each of them, and a block that has passed to
//!   a stranger teaches nothing.
//! * **new**: the dump registers it to such a registrant, and no mark of the file lists it.
//! * **changed**: the mark lists it, and the dump registers it to somebody else. Look it up before you believe either.
//! * **unknown**: the mark lists it and the dump does not: the dump is older than the file, or the block was withdrawn.
//!
//! `--write` adds the new blocks only, sorted and wrapped; changed and unknown ones are for a person to decide. After writing, set `read` in
//! the maker's `[sources.ieee]` to the day of the dump.
//!
//! Exit status: 0 nothing differs (or the new blocks were written), 1 something differs, 2 could not run.

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use toml_edit::{Array, DocumentMut, Table, Value};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Registrants that stand for nobody: a holder who paid to stay unnamed, and the registry itself, whose blocks hold smaller ones.
const NOBODY: [&str; 2] = ["private", "ieee registration authority"];

/// The width to which value lists are wrapped, as the shipped files have it.
const WIDTH: usize = 102;

fn main() -> ExitCode {
    match run(std::env::args().skip(1), &mut io::stdout().lock()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            // Nothing is left to try if the message cannot be written either.
            let _ = writeln!(io::stderr(), "mac_blocks: {error}");
            ExitCode::from(2)
        }
    }
}

/// Compares, writes if asked to, and says whether all is well.
fn run(args: impl Iterator<Item = String>, out: &mut dyn Write) -> Result<bool> {
    let mut dumps = Vec::new();
    let mut data = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/data"));
    let mut write = false;
    let mut args = args;
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--write" => write = true,
            "--data" => data = args.next().ok_or("--data needs a folder")?.into(),
            option if option.starts_with('-') => {
                return Err(
                    format!("`{option}` is no option; there are --write and --data DIR").into()
                );
            }
            path => dumps.push(PathBuf::from(path)),
        }
    }
    if dumps.is_empty() {
        return Err(
            "name the dump: a folder with oui.csv, mam.csv, oui36.csv and iab.csv, or such files"
                .into(),
        );
    }
    let registry = Registry::read(&dumps)?;
    let files = knowledge_files(&data)?;
    let (mut new, mut changed, mut unknown, mut differing) = (0, 0, 0, 0);
    for path in &files {
        let text = fs::read_to_string(path).map_err(|error| at(path, error))?;
        let mut document: DocumentMut = text.parse().map_err(|error| at(path, error))?;
        let compared = compare(&document, &names_of(path, &document)?, &registry);
        if compared.is_empty() {
            continue;
        }
        differing += 1;
        compared.print(path.strip_prefix(&data).unwrap_or(path), &registry, out)?;
        if write && !compared.new.is_empty() {
            compared.add_to(&mut document).map_err(|error| at(path, error))?;
            fs::write(path, document.to_string()).map_err(|error| at(path, error))?;
        }
        new += compared.new.values().map(BTreeSet::len).sum::<usize>();
        changed += compared.changed.len();
        unknown += compared.unknown.len();
    }
    let written = if write { " (written)" } else { "" };
    writeln!(
        out,
        "{} blocks in the dump, {} files, {differing} of them differ: \
         {new} new{written}, {changed} changed, {unknown} unknown to the dump",
        registry.holders.len(),
        files.len(),
    )?;
    Ok(write || differing == 0)
}

fn at(path: &Path, error: impl std::fmt::Display) -> String {
    format!("{}: {error}", path.display())
}

/// The TOML files of makers and labels, in the order of their paths.
fn knowledge_files(data: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for folder in ["vendors", "labels"] {
        let folder = data.join(folder);
        for entry in fs::read_dir(&folder).map_err(|error| at(&folder, error))? {
            let path = entry?.path();
            // A maker in parts has its blocks among its marks.
            files.push(if path.is_dir() { path.join("marks.toml") } else { path });
        }
    }
    files.retain(|path| path.exists());
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    if files.is_empty() {
        return Err(at(&data.join("vendors"), "there are no knowledge files here").into());
    }
    Ok(files)
}

/// Who holds which block.
#[derive(Default)]
struct Registry {
    /// Block, as 6, 7 or 9 hexadecimal digits, to the registrant's name as written.
    holders: BTreeMap<String, String>,
    /// Folded name to blocks.
    held: BTreeMap<String, BTreeSet<String>>,
}

impl Registry {
    /// Reads dumps; of a folder, every CSV file in it.
    fn read(dumps: &[PathBuf]) -> Result<Self> {
        let mut registry = Self::default();
        for dump in dumps {
            if dump.is_dir() {
                let mut files = Vec::new();
                for entry in fs::read_dir(dump).map_err(|error| at(dump, error))? {
                    files.push(entry?.path());
                }
                files.retain(|path| path.extension().is_some_and(|ending| ending == "csv"));
                files.sort();
                for file in &files {
                    registry.add(file)?;
                }
            } else {
                registry.add(dump)?;
            }
        }
        if registry.holders.is_empty() {
            return Err(
                "the dump holds no block: expected oui.csv, mam.csv, oui36.csv or iab.csv".into()
            );
        }
        Ok(registry)
    }

    fn add(&mut self, path: &Path) -> Result<()> {
        let mut reader = csv::Reader::from_path(path).map_err(|error| at(path, error))?;
        let headers = reader.byte_headers().map_err(|error| at(path, error))?.clone();
        let column = |name: &str| {
            let found = headers.iter().position(|header| header == name.as_bytes());
            found.ok_or_else(|| {
                at(path, format!("there is no column `{name}`: no dump of the registry"))
            })
        };
        let (block, name) = (column("Assignment")?, column("Organization Name")?);
        for record in reader.byte_records() {
            let record = record.map_err(|error| at(path, error))?;
            let cell = |column| String::from_utf8_lossy(record.get(column).unwrap_or_default());
            let block = cell(block).trim().to_ascii_uppercase();
            let name = cell(name).trim().to_owned();
            if matches!(block.len(), 6 | 7 | 9)
                && block.bytes().all(|digit| digit.is_ascii_hexdigit())
            {
                self.held.entry(fold(&name)).or_default().insert(block.clone());
                self.holders.insert(block, name);
            }
        }
        Ok(())
    }

    /// The folded name of who holds a block.
    fn holder(&self, block: &str) -> Option<String> {
        self.holders.get(block).map(|name| fold(name))
    }
}

/// What differs between a file and the dump.
#[derive(Default)]
struct Compared {
    /// By the index of the mark to which they belong.
    new: BTreeMap<usize, BTreeSet<String>>,
    changed: BTreeSet<String>,
    unknown: BTreeSet<String>,
}

/// The marks of a file that list MAC blocks: the index among all marks, and the mark.
fn oui_marks(document: &DocumentMut) -> impl Iterator<Item = (usize, &Table)> {
    let marks = document.get("mark").and_then(|marks| marks.as_array_of_tables());
    marks
        .into_iter()
        .flat_map(|marks| marks.iter().enumerate())
        .filter(|(_, mark)| mark.get("kind").and_then(|kind| kind.as_str()) == Some("oui"))
}

fn blocks(mark: &Table) -> BTreeSet<String> {
    let values = mark.get("values").and_then(|values| values.as_array());
    values.into_iter().flatten().filter_map(Value::as_str).map(str::to_ascii_uppercase).collect()
}

/// The words of a name in small letters, without punctuation.
fn fold(name: &str) -> String {
    let name = name.to_lowercase();
    let words =
        name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The names in a file, and in the file that begins it where it is a part.
fn names_of(path: &Path, document: &DocumentMut) -> Result<BTreeSet<String>> {
    let mut all = names(document);
    let head = path.with_file_name("maker.toml");
    if head.exists() {
        let text = fs::read_to_string(&head).map_err(|error| at(&head, error))?;
        all.extend(names(&text.parse().map_err(|error| at(&head, error))?));
    }
    Ok(all)
}

/// Every name that the file gives to the maker, its group or the label, folded.
fn names(document: &DocumentMut) -> BTreeSet<String> {
    fn add(names: &mut BTreeSet<String>, table: &Table) {
        for key in ["name", "short", "label", "names", "aliases"] {
            let Some(value) = table.get(key).and_then(|item| item.as_value()) else { continue };
            let many = value.as_array().into_iter().flatten();
            names.extend(many.chain([value]).filter_map(Value::as_str).map(fold));
        }
    }
    let mut names = BTreeSet::new();
    add(&mut names, document.as_table());
    for key in ["alias", "company"] {
        let tables = document.get(key).and_then(|tables| tables.as_array_of_tables());
        tables.into_iter().flatten().for_each(|table| add(&mut names, table));
    }
    names
}

/// The registrants that a mark may learn from: see the top of this file.
fn registrants(mark: &Table, names: &BTreeSet<String>, registry: &Registry) -> BTreeSet<String> {
    let mut held: BTreeMap<String, usize> = BTreeMap::new();
    for block in blocks(mark) {
        if let Some(holder) = registry.holder(&block) {
            *held.entry(holder).or_default() += 1;
        }
    }
    let known: usize = held.values().sum();
    let note = mark.get("note").and_then(|note| note.as_str()).unwrap_or_default();
    let note = format!(" {} ", fold(note));
    let own = |holder: &String, count: usize| {
        note.contains(&format!(" {holder} "))
            || names.contains(holder)
            || (count > 1 && count * 2 >= known)
    };
    held.into_iter()
        .filter(|(holder, count)| !NOBODY.contains(&holder.as_str()) && own(holder, *count))
        .map(|(holder, _)| holder)
        .collect()
}

fn compare(document: &DocumentMut, names: &BTreeSet<String>, registry: &Registry) -> Compared {
    let listed: BTreeSet<_> = oui_marks(document).flat_map(|(_, mark)| blocks(mark)).collect();
    let mut compared = Compared::default();
    let mut taken = BTreeSet::new();
    for (index, mark) in oui_marks(document) {
        let own = registrants(mark, names, registry);
        for block in blocks(mark) {
            match registry.holder(&block) {
                None => {
                    compared.unknown.insert(block);
                }
                Some(holder) if !own.contains(&holder) => {
                    compared.changed.insert(block);
                }
                Some(_) => {}
            }
        }
        let held = own.iter().filter_map(|holder| registry.held.get(holder)).flatten();
        for block in held.filter(|block| !listed.contains(*block)) {
            if taken.insert(block.clone()) {
                compared.new.entry(index).or_default().insert(block.clone());
            }
        }
    }
    compared
}

impl Compared {
    fn is_empty(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty() && self.unknown.is_empty()
    }

    fn print(&self, path: &Path, registry: &Registry, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", path.display())?;
        let mut by_holder: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for block in self.new.values().flatten() {
            let holder = registry.holders.get(block).map_or("", String::as_str);
            by_holder.entry(holder).or_default().push(block);
        }
        for (holder, blocks) in by_holder {
            writeln!(out, "  new, {} of {holder}:", blocks.len())?;
            print_wrapped(blocks.into_iter(), out)?;
        }
        for block in &self.changed {
            let holder = registry.holders.get(block).map_or("", String::as_str);
            writeln!(out, "  changed: the dump registers {block} to {holder}")?;
        }
        if !self.unknown.is_empty() {
            let many = self.unknown.len();
            writeln!(out, "  unknown to the dump, {many} (dump older, or withdrawn):")?;
            print_wrapped(self.unknown.iter().map(String::as_str), out)?;
        }
        Ok(())
    }

    /// Adds the new blocks to their marks.
    fn add_to(&self, document: &mut DocumentMut) -> Result<()> {
        let marks = document.get_mut("mark").and_then(|marks| marks.as_array_of_tables_mut());
        let marks = marks.ok_or("there are no marks")?;
        for (index, new) in &self.new {
            let mark = marks.get_mut(*index).ok_or("a mark has gone")?;
            let mut all = blocks(mark);
            all.extend(new.iter().cloned());
            let values = mark.get_mut("values").and_then(|values| values.as_array_mut());
            let values = values.ok_or("a mark has no values")?;
            if values.to_string().contains('#') {
                return Err(
                    "a list of blocks holds a comment, which would be lost: add by hand".into()
                );
            }
            *values = laid_out(&all);
        }
        Ok(())
    }
}

fn print_wrapped<'a>(words: impl Iterator<Item = &'a str>, out: &mut dyn Write) -> io::Result<()> {
    let words: Vec<_> = words.collect();
    words.chunks(12).try_for_each(|line| writeln!(out, "    {}", line.join(" ")))
}

/// A list of blocks as the shipped files lay it out: on the line of its key if it fits, else wrapped.
fn laid_out(blocks: &BTreeSet<String>) -> Array {
    let width: usize = blocks.iter().map(|block| block.len() + ", ''".len()).sum();
    let wrapped = "values     = []".len() + width > WIDTH;
    let mut array = Array::new();
    let mut column = WIDTH;
    for block in blocks {
        let needed = " '',".len() + block.len();
        let prefix = match (wrapped, column + needed > WIDTH) {
            (true, true) => {
                column = 1;
                "\n  "
            }
            (false, _) if array.is_empty() => "",
            _ => " ",
        };
        column += needed;
        array.push_formatted(Value::from(block.as_str()).decorated(prefix, ""));
    }
    if wrapped {
        array.set_trailing("\n");
        array.set_trailing_comma(true);
    }
    array
}

#[cfg(test)]
mod tests {
    use super::*;

    const DUMPS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/mac_blocks/dump");
    const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/mac_blocks/data");

    fn run_on(data: &Path, more: &[&str]) -> (bool, String) {
        let mut args = vec![DUMPS.to_owned(), "--data".to_owned(), data.display().to_string()];
        args.extend(more.iter().map(|arg| (*arg).to_owned()));
        let mut out = Vec::new();
        let well = run(args.into_iter(), &mut out).unwrap();
        (well, String::from_utf8(out).unwrap())
    }

    fn copy_of_data(to: &Path) {
        for folder in ["vendors", "labels"] {
            fs::create_dir_all(to.join(folder)).unwrap();
            for entry in fs::read_dir(Path::new(DATA).join(folder)).unwrap() {
                let from = entry.unwrap().path();
                fs::copy(&from, to.join(folder).join(from.file_name().unwrap())).unwrap();
            }
        }
    }

    #[test]
    fn says_what_is_new_changed_and_unknown() {
        let (well, said) = run_on(Path::new(DATA), &[]);
        assert!(!well);
        insta::assert_snapshot!(said, @r"
        labels/globex.toml
          changed: the dump registers CC0003 to Somebody Else Inc
        vendors/acme.toml
          new, 3 of Acme Cameras Co., Ltd.:
            70B3D5001 AA0002 AA0003
          new, 2 of Acme Optics GmbH:
            70B3D5002 BB0002
          changed: the dump registers AA0004 to Stranger Things Ltd
          changed: the dump registers AA0007 to IEEE Registration Authority
          unknown to the dump, 1 (dump older, or withdrawn):
            FF0001
        17 blocks in the dump, 2 files, 2 of them differ: 5 new, 3 changed, 1 unknown to the dump
        ");
    }

    #[test]
    fn writes_what_is_new_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        copy_of_data(folder.path());
        let (well, _) = run_on(folder.path(), &["--write"]);
        assert!(well);
        let read = |data: &Path| fs::read_to_string(data.join("vendors/acme.toml")).unwrap();
        let expected = read(Path::new(DATA))
            .replace(
                r#"["AA0001", "AA0004", "AA0007", "EE00015", "FF0001"]"#,
                r#"["70B3D5001", "AA0001", "AA0002", "AA0003", "AA0004", "AA0007", "EE00015", "FF0001"]"#,
            )
            .replace("[\n  \"BB0001\",\n]", r#"["70B3D5002", "BB0001", "BB0002"]"#);
        assert_eq!(read(folder.path()), expected);
        let label = |data: &Path| fs::read_to_string(data.join("labels/globex.toml")).unwrap();
        assert_eq!(label(folder.path()), label(Path::new(DATA)));
        let (_, again) = run_on(folder.path(), &[]);
        assert!(again.contains(": 0 new,"), "{again}");
    }

    #[test]
    fn long_lists_are_wrapped() {
        let blocks = (0..12).map(|number| format!("AA00{number:02}")).collect();
        let written = format!("values     = {}", laid_out(&blocks));
        insta::assert_snapshot!(written, @r#"
        values     = [
          "AA0000", "AA0001", "AA0002", "AA0003", "AA0004", "AA0005", "AA0006", "AA0007", "AA0008", "AA0009",
          "AA0010", "AA0011",
        ]
        "#);
    }

    #[test]
    fn wrong_use_is_said() {
        let args =
            |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>().into_iter();
        let wrong: [&[&str]; 3] = [&[], &["--wriet"], &["/no/such/dump"]];
        for words in wrong {
            assert!(run(args(words), &mut Vec::new()).is_err(), "{words:?}");
        }
    }
}
