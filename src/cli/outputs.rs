//! The files that a run writes, as they are typed: `FILE`, whose ending names the form, or `FORMAT=FILE`.

use std::path::{Path, PathBuf};

use clap::ValueEnum as _;

use super::{args::Format, exit::Failure};
use crate::knowledge::did_you_mean;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OutputFile {
    pub(crate) format: Format,
    pub(crate) path: PathBuf,
}

/// The endings that name a form. A form whose files end like those of another is named by its word.
const ENDINGS: [(&str, Format); 13] = [
    (".txt", Format::Text),
    (".json", Format::Json),
    (".jsonl", Format::Jsonl),
    (".ndjson", Format::Jsonl),
    (".csv", Format::Csv),
    (".xlsx", Format::Xlsx),
    (".sarif", Format::Sarif),
    (".sarif.json", Format::Sarif),
    (".xml", Format::Junit),
    (".md", Format::Markdown),
    (".markdown", Format::Markdown),
    (".html", Format::Html),
    (".htm", Format::Html),
];

impl OutputFile {
    pub(crate) fn parse(typed: &Path) -> Result<Self, Failure> {
        let text = typed.to_string_lossy();
        if let Some((word, file)) = text.split_once('=')
            && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        {
            let format = Format::from_str(word, false).map_err(|_| unknown_word(word, &text))?;
            if file.is_empty() {
                let message =
                    format!("--output: no file is named in `{text}`; expected {word}=FILE");
                return Err(Failure::new(message));
            }
            return Ok(Self { format, path: path_after(typed, word.len() + 1) });
        }
        let name = text.to_lowercase();
        let ending = ENDINGS.iter().rev().find(|(ending, _)| name.ends_with(ending));
        let Some(&(_, format)) = ending else { return Err(unknown_ending(&text)) };
        Ok(Self { format, path: typed.to_owned() })
    }
}

/// The path from byte `start` on, after a word and its sign.
fn path_after(typed: &Path, start: usize) -> PathBuf {
    #[cfg(unix)]
    {
        use std::{ffi::OsStr, os::unix::ffi::OsStrExt as _};
        let bytes = typed.as_os_str().as_bytes();
        OsStr::from_bytes(bytes.get(start..).unwrap_or_default()).into()
    }
    #[cfg(not(unix))]
    {
        typed.to_string_lossy().get(start..).unwrap_or_default().into()
    }
}

/// The words of all forms, those of --format.
fn words() -> Vec<String> {
    let words = Format::value_variants().iter().filter_map(clap::ValueEnum::to_possible_value);
    words.map(|word| word.get_name().to_owned()).collect()
}

fn unknown_word(word: &str, typed: &str) -> Failure {
    let words = words();
    Failure::new(format!(
        "--output: `{word}` in `{typed}` is no form of report; {}expected one of {} (for a file of this name write ./{typed})",
        did_you_mean(word, words.iter().map(String::as_str)),
        words.join(", "),
    ))
}

fn unknown_ending(typed: &str) -> Failure {
    let endings: Vec<_> = ENDINGS.iter().map(|(ending, _)| *ending).collect();
    Failure::new(format!(
        "--output: the ending of `{typed}` names no form of report; expected {}; or name the form before the file, as in `text={typed}`: {}",
        endings.join(", "),
        words().join(", "),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(typed: &str) -> Result<OutputFile, String> {
        OutputFile::parse(Path::new(typed)).map_err(|failure| failure.message)
    }

    #[test]
    fn the_ending_or_a_word_names_the_form() {
        for (typed, format, path) in [
            ("a.TXT", Format::Text, "a.TXT"),
            ("x/a.ndjson", Format::Jsonl, "x/a.ndjson"),
            ("json=a.txt", Format::Json, "a.txt"),
            ("json=a=b", Format::Json, "a=b"),
            ("concise=/dev/stdout", Format::Concise, "/dev/stdout"),
            ("./json=a.txt", Format::Text, "./json=a.txt"),
            ("x.y=a.json", Format::Json, "x.y=a.json"),
        ] {
            let path = PathBuf::from(path);
            assert_eq!(parsed(typed), Ok(OutputFile { format, path }), "{typed}");
        }
    }

    #[test]
    fn what_names_no_form_is_said_with_all_that_do() {
        let message = parsed("jsn=a.txt").unwrap_err();
        assert!(message.contains("did you mean `json`?") && message.contains("./jsn=a.txt"));
        let message = parsed("a.pdf").unwrap_err();
        for word in words() {
            assert!(message.contains(&word), "{word}: {message}");
        }
        assert!(parsed("json=").unwrap_err().contains("expected json=FILE"));
    }

    /// Every form can be had from a file's ending or, as all can, by its word; no ending hides another.
    #[test]
    fn a_longer_ending_comes_first() {
        for (ending, format) in ENDINGS {
            assert_eq!(parsed(&format!("a{ending}")).unwrap().format, format);
        }
    }
}
