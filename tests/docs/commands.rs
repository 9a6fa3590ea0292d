//! Every command of the README and the book, in the order in which a reader types them, in a folder that holds `docs/examples`.
//!
//! In a block `console` each command prints what stands below it: `...` is any lines, `[..]` any text in a line. In a block `sh` each
//! command of banlint can be run. Above a block a comment may say `exit status 1`; `file: NAME`, and the block is that file; or `settings`, and
//! the block could stand in banlint.toml.

use std::{
    fs,
    os::unix::fs::symlink,
    path::Path,
    process::{Command, Output, Stdio},
};

use snapbox::IntoData as _;

use super::{book, page, page::Block, read, root, writes};

/// The day as of which the pages were written.
const TODAY: &str = "2026-11-27";

#[test]
fn each_command_runs_and_prints_what_its_page_shows() {
    let pages = book().into_iter().chain(["README.md".to_owned(), "CONTRIBUTING.md".to_owned()]);
    let wrong: Vec<_> = std::thread::scope(|scope| {
        let tried: Vec<_> = pages.map(|page| scope.spawn(move || wrong_in(&page))).collect();
        tried.into_iter().flat_map(|page| page.join().unwrap()).collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What of a page does not run, or prints something else.
fn wrong_in(page: &str) -> Vec<String> {
    let folder = folder();
    let folder = folder.path();
    let text = read(page);
    let lines: Vec<_> = text.lines().collect();
    let mut written: Vec<String> = Vec::new();
    let mut wrong = Vec::new();
    let mut done = 0;
    for block in page::blocks(&text) {
        written.extend(lines[done..block.lines.start].iter().map(|line| (*line).to_owned()));
        done = block.lines.end;
        let shown = &lines[block.lines.clone()];
        let (now, faults) = match block.language.as_str() {
            _ if block.file().is_some() => {
                let file = folder.join(block.file().unwrap());
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(file, shown.join("\n") + "\n").unwrap();
                (shown.join("\n"), Vec::new())
            }
            "toml" if block.comment.as_deref() == Some("settings") => {
                (shown.join("\n"), refused(&shown.join("\n"), folder))
            }
            "console" => session(&block, shown, folder),
            "sh" => (shown.join("\n"), fails(&block, shown, folder)),
            _ => (shown.join("\n"), Vec::new()),
        };
        written.push(now);
        wrong.extend(faults.into_iter().map(|fault| format!("{page}: {fault}")));
    }
    written.extend(lines[done..].iter().map(|line| (*line).to_owned()));
    if writes() {
        fs::write(root(page), written.join("\n") + "\n").unwrap();
    }
    wrong
}

impl Block {
    /// The file that it is.
    fn file(&self) -> Option<&str> {
        self.comment.as_deref()?.strip_prefix("file: ")
    }

    /// The exit statuses that its commands may have.
    fn statuses(&self, usual: &[i32]) -> Vec<i32> {
        let given = self.comment.as_deref().and_then(|text| text.strip_prefix("exit status "));
        given.map_or(usual.to_vec(), |status| vec![status.parse().unwrap()])
    }
}

/// Why settings are refused, if they are.
fn refused(text: &str, folder: &Path) -> Vec<String> {
    let path = folder.join("settings.toml");
    fs::write(&path, text).unwrap();
    let audit = ["check", "assets.csv", "--quiet", "--exit-zero", "--config", "settings.toml"];
    let (said, status) = said(run(&audit.map(str::to_owned), folder));
    if status == 0 { Vec::new() } else { vec![format!("settings are refused:\n{text}\n{said}")] }
}

/// A folder with what the pages speak of: the examples, and the data and the rules of the repository.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&root("docs/examples"), folder.path());
    for part in ["data", "rules"] {
        symlink(root(part), folder.path().join(part)).unwrap();
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&to).unwrap();
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// Runs a block of commands with their output; gives the block as it should read, and what is wrong with it.
fn session(block: &Block, shown: &[&str], folder: &Path) -> (String, Vec<String>) {
    let mut now = Vec::new();
    let mut faults = Vec::new();
    for step in shown.chunk_by(|_, next| !next.starts_with("$ ")) {
        let line = step[0].strip_prefix("$ ").unwrap_or_else(|| panic!("no command: {}", step[0]));
        let words = shlex::split(line).unwrap();
        let (output, status) = match words[0].as_str() {
            "cat" => (fs::read_to_string(folder.join(&words[1])).unwrap(), 0),
            "banlint" => said(run(&words[1..], folder)),
            other => panic!("{line}: `{other}` is not run by this test"),
        };
        let expected: String = step[1..].iter().flat_map(|line| [line, "\n"]).collect();
        let (output, expected) =
            snapbox::Assert::new().normalize(trimmed(&output).into_data(), expected.into_data());
        now.push(format!("{}\n{output}", step[0]));
        if let Err(difference) = snapbox::Assert::new().try_eq(Some(&line), output, expected) {
            faults.push(difference.to_string());
        }
        if !block.statuses(&[0]).contains(&status) {
            faults.push(format!("{line}: exit status {status}"));
        }
    }
    (now.concat().trim_end().to_owned(), faults)
}

/// The text without what nobody sees: space at the ends of lines.
fn trimmed(text: &str) -> String {
    text.lines().flat_map(|line| [line.trim_end(), "\n"]).collect()
}

fn said(output: Output) -> (String, i32) {
    let text = [output.stdout, output.stderr].concat();
    (String::from_utf8(text).unwrap(), output.status.code().unwrap())
}

/// The commands of banlint in a block that cannot be run.
fn fails(block: &Block, shown: &[&str], folder: &Path) -> Vec<String> {
    let mut faults = Vec::new();
    for command in shown.iter().flat_map(|line| line.split("&&")) {
        let words = shlex::split(command).unwrap_or_default();
        let mut words = words.into_iter().take_while(|word| word != "|" && word != ">");
        if words.next().is_some_and(|program| program == "banlint" || program.ends_with("/banlint"))
        {
            let (text, status) = said(run(&words.collect::<Vec<_>>(), folder));
            if !block.statuses(&[0, 1]).contains(&status) {
                faults.push(format!("{command}: exit status {status}\n{text}"));
            }
        }
    }
    faults
}

fn run(arguments: &[String], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_banlint"));
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    command.env("NO_COLOR", "1").env("COLUMNS", "100").env("BANLINT_AS_OF", TODAY);
    for variable in ["CI", "GITHUB_ACTIONS", "GITLAB_CI"] {
        command.env_remove(variable);
    }
    command.output().unwrap()
}
