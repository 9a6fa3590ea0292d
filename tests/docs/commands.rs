//! Every command of the README and the book, in the order in which a reader types them, in a folder that holds `docs/examples`.
//!
//! In a block `console` each command prints what stands below it: `...` is any lines, `[..]` any text in a line; `status=1` is how it ends.
//! In a block `sh` each command of banlint can be run. A block `file=NAME` is that file, and `add=NAME` its end; a comment `edit NAME` holds
//! edits of it (`s/this/that/`, `70s/this/that/`). A block `toml settings` could stand in banlint.toml.

use std::{
    fs,
    os::unix::fs::symlink,
    path::Path,
    process::{Command, Output, Stdio},
};

use snapbox::IntoData as _;

use super::{WRITING, book, page, page::Block, read, root, writes};

/// The day as of which the pages were written.
const TODAY: &str = "2026-11-27";

#[test]
fn each_command_runs_and_prints_what_its_page_shows() {
    let pages = book().into_iter().chain(["README.md".to_owned(), "CONTRIBUTING.md".to_owned()]);
    let wrong: Vec<_> = std::thread::scope(|scope| {
        let checks: Vec<_> = pages.map(|page| scope.spawn(move || wrong_in(&page))).collect();
        checks.into_iter().flat_map(|page| page.join().unwrap()).collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What of a page does not run, or prints something else.
fn wrong_in(page: &str) -> Vec<String> {
    let _writing = writes().then(|| WRITING.lock().unwrap());
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
        let (now, faults) = match block.kind() {
            "console" => session(&block, shown, folder),
            "sh" => (shown.join("\n"), fails(&block, shown, folder)),
            _ => {
                let text = shown.join("\n");
                let faults =
                    if block.has("settings") { refused(&text, folder) } else { Vec::new() };
                write(&block, &text, folder);
                (text, faults)
            }
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

/// Writes the file that a block is, or changes.
fn write(block: &Block, text: &str, folder: &Path) {
    let written = |name| fs::read_to_string(folder.join(name)).unwrap();
    let (name, text) = if let Some(name) = block.says("file") {
        (name, text.to_owned())
    } else if let Some(name) = block.says("add") {
        (name, format!("{}\n{text}", written(name)))
    } else if block.kind() == "edit" {
        let name = block.name();
        (name, edited(&written(name), text))
    } else {
        return;
    };
    let file = folder.join(name);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text + "\n").unwrap();
}

/// A text after edits such as `s/this/that/` and `70s/this/that/`, which is done in line 70 alone.
fn edited(text: &str, edits: &str) -> String {
    let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
    for edit in edits.lines() {
        let [at, from, to] = edit.trim_end_matches('/').splitn(3, '/').collect::<Vec<_>>()[..]
        else {
            panic!("no edit: {edit}");
        };
        let only = at.trim_end_matches('s').parse::<usize>().ok();
        for (number, line) in (1..).zip(&mut lines) {
            if only.is_none_or(|only| only == number) {
                *line = line.replace(from, to);
            }
        }
    }
    lines.join("\n")
}

/// Whether a command of a block may end so.
fn may_end(block: &Block, status: i32, usual: &[i32]) -> bool {
    block.says("status").map_or(usual.contains(&status), |wanted| wanted == status.to_string())
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
        let expected = trimmed(&step[1..].join("\n"));
        let output = trimmed(&output);
        // What leaves lines out is written by people.
        let has_gaps = expected.lines().any(|line| line == "..." || line.contains("[..]"));
        now.push(format!("{}\n{}", step[0], if has_gaps { &expected } else { &output }));
        let same =
            snapbox::Assert::new().try_eq(Some(&line), output.into_data(), expected.into_data());
        faults.extend(same.err().map(|difference| difference.to_string()));
        if !may_end(block, status, &[0]) {
            faults.push(format!("{line}: exit status {status}"));
        }
    }
    (now.concat().trim_end().to_owned(), faults)
}

/// The text without what nobody sees: space at the ends of lines, and empty lines at its end.
fn trimmed(text: &str) -> String {
    text.trim_end().lines().flat_map(|line| [line.trim_end(), "\n"]).collect()
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
            if !may_end(block, status, &[0, 1]) {
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
    for variable in ["CI", "GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "TEAMCITY_VERSION"] {
        command.env_remove(variable);
    }
    command.output().unwrap()
}
