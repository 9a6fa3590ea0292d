//! `docs/rules.md` from top to bottom: its files are written, its commands run, and what they print is what stands there.

use std::{fmt::Write as _, fs, path::Path, process::Command};

/// The guide.
const GUIDE: &str = "docs/rules.md";

#[test]
fn the_guide_to_law_files_is_true() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(GUIDE)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (mut commands, mut wrong) = (0, String::new());
    for (info, block) in blocks(&text) {
        let path = |name: &str| folder.path().join(name);
        match info.split_once(' ').unwrap_or((&info, "")) {
            ("console", _) => {
                commands += block.matches("$ banlint ").count();
                wrong += &run(&block, folder.path());
            }
            ("edit", name) => {
                let edited = edited(&fs::read_to_string(path(name)).unwrap(), &block);
                fs::write(path(name), edited).unwrap();
            }
            (_, says) => match says.split_once('=') {
                Some(("file", name)) => fs::write(path(name), block).unwrap(),
                Some(("add", name)) => {
                    let before = fs::read_to_string(path(name)).unwrap();
                    fs::write(path(name), format!("{before}\n{block}")).unwrap();
                }
                _ => {}
            },
        }
    }
    assert!(commands > 8, "{commands} commands are in {GUIDE}");
    assert!(wrong.is_empty(), "{wrong}");
}

/// What stands in fences and in remarks that edit a file, each with what its first line says.
fn blocks(text: &str) -> Vec<(String, String)> {
    let (mut blocks, mut open) = (Vec::new(), None::<(String, String, &str)>);
    for line in text.lines() {
        match &mut open {
            Some((info, block, end)) if line == *end => {
                blocks.push((std::mem::take(info), std::mem::take(block)));
                open = None;
            }
            Some((_, block, _)) => writeln!(block, "{line}").unwrap(),
            None => {
                let fence = line.strip_prefix("```").map(|info| (info, "```"));
                let remark = line.strip_prefix("<!-- ").map(|info| (info, "-->"));
                open = fence.or(remark).map(|(info, end)| (info.to_owned(), String::new(), end));
            }
        }
    }
    blocks
}

/// A text after edits such as `s/this/that/` and `70s/this/that/`, which is done in line 70 alone.
fn edited(text: &str, edits: &str) -> String {
    let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
    for edit in edits.lines() {
        let (at, rest) = edit.split_once("s/").unwrap();
        let (from, to) = rest.trim_end_matches('/').split_once('/').unwrap();
        let only = at.parse::<usize>().ok();
        for (number, line) in (1..).zip(&mut lines) {
            if only.is_none_or(|only| only == number) {
                *line = line.replace(from, to);
            }
        }
    }
    lines.join("\n") + "\n"
}

/// Runs the command of a block and says where its output is another.
fn run(block: &str, folder: &Path) -> String {
    let (typed, expected) = block.split_once('\n').unwrap();
    let arguments = shlex::split(typed.strip_prefix("$ banlint ").unwrap()).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_banlint"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").env("COLUMNS", "100");
    command.env_remove("CI").env_remove("GITHUB_ACTIONS").env_remove("GITLAB_CI");
    let said = super::said(&command.output().unwrap());
    let is_true = fits(&lines(&said), &lines(expected));
    if is_true { String::new() } else { format!("{typed}\nexpected:\n{expected}\ngot:\n{said}\n") }
}

fn lines(text: &str) -> Vec<&str> {
    text.trim_end().lines().collect()
}

/// Whether lines are as expected; `...` stands for any lines, `[..]` for any text in a line.
fn fits(lines: &[&str], expected: &[&str]) -> bool {
    match (lines, expected) {
        (_, ["...", rest @ ..]) => (0..=lines.len()).any(|from| fits(&lines[from..], rest)),
        ([line, lines @ ..], [wanted, expected @ ..]) => {
            let (begins, ends) = wanted.split_once("[..]").unwrap_or((wanted, ""));
            let open = wanted.contains("[..]");
            let same = if open {
                line.starts_with(begins) && line.ends_with(ends)
            } else {
                line == wanted
            };
            same && fits(lines, expected)
        }
        (lines, expected) => lines.is_empty() && expected.is_empty(),
    }
}
