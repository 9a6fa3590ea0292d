//! From the text of a file to its typed form, with faults in the words of those who write the files.

use std::sync::Arc;

use serde::de::DeserializeOwned;
use toml::de::DeTable;

use super::{
    Fault, File,
    mend::{Mended, missing_key},
    placeholders,
};

/// Quotes as word processors write them.
const CURLY: [char; 5] = ['“', '”', '„', '‘', '’'];
/// At most this many faults of the form of one file are looked for.
const MOST: usize = 50;

/// Reads one file into its typed form; each syntax fault, wrong type and unknown key is shown in place.
pub(crate) fn parse<T: DeserializeOwned>(file: &Arc<File>) -> Result<T, Vec<Fault>> {
    let (parsed, faults) = read(file);
    parsed.filter(|_| faults.is_empty()).ok_or(faults)
}

/// Reads one file and checks what it says. Where its form is at fault, as much of it is checked as can be read all the same.
pub(crate) fn check<T: DeserializeOwned>(
    file: &Arc<File>,
    faults: &mut Vec<Fault>,
    check: impl FnOnce(T, &mut Vec<Fault>),
) {
    let (parsed, of_form) = read(file);
    let is_sound = of_form.is_empty();
    faults.extend(of_form);
    let Some(parsed) = parsed else { return };
    let mut of_meaning = Vec::new();
    check(parsed, &mut of_meaning);
    let written =
        |fault: &Fault| fault.span.as_ref().is_none_or(|span| span.start <= fault.file.text.len());
    faults.extend(of_meaning.into_iter().filter(|fault| is_sound || written(fault)));
}

/// The typed form of a file as far as it can be had, and every fault of its form.
fn read<T: DeserializeOwned>(file: &Arc<File>) -> (Option<T>, Vec<Fault>) {
    // What is still to be written makes other faults, which are none of their own.
    let left = placeholders::of(file);
    if !left.is_empty() {
        return (None, left);
    }
    toml::from_str(&file.text).map_or_else(|_| mended(file), |parsed| (Some(parsed), left))
}

/// Every fault of the form of a file, not the first alone: what is at fault is taken out, or something sound put in its place, and
/// the rest is read once more.
fn mended<T: DeserializeOwned>(file: &Arc<File>) -> (Option<T>, Vec<Fault>) {
    let (table, syntax) = DeTable::parse_recoverable(&file.text);
    if let Some(first) = syntax.first() {
        return (None, vec![of_syntax(file, first)]);
    }
    let (mut table, mut faults, mut parsed) = (Mended::new(table), Vec::new(), None);
    // What was put in may be refused in its turn, for ever.
    for _ in 0..MOST {
        let error = match table.read() {
            Ok(read) => {
                parsed = Some(read).filter(|_| table.is_whole());
                break;
            }
            Err(error) => error,
        };
        if !table.is_made_up(&error) {
            faults.push((fault(file, &error), missing_key(&error).map(str::to_owned)));
        }
        if !table.mend(&error) {
            break;
        }
    }
    faults.sort_by_key(|(fault, _)| fault.span.as_ref().map(|span| span.start));
    (parsed, lacks_joined(faults))
}

/// The faults, each with the key that it finds missing, with all keys that are missing in one place in one.
fn lacks_joined(faults: Vec<(Fault, Option<String>)>) -> Vec<Fault> {
    let (mut joined, mut keys): (Vec<Fault>, Vec<String>) = (Vec::new(), Vec::new());
    for (fault, lacking) in faults {
        match (joined.last_mut(), &lacking) {
            (Some(last), Some(key)) if !keys.is_empty() && last.span == fault.span => {
                last.message = format!("the keys {} and `{key}` are missing", keys.join(", "));
            }
            _ => {
                keys.clear();
                joined.push(fault);
            }
        }
        keys.extend(lacking.map(|key| format!("`{key}`")));
    }
    joined
}

/// A fault of syntax: word processors write quotes that TOML does not know.
fn of_syntax(file: &Arc<File>, error: &toml::de::Error) -> Fault {
    let fault = fault(file, error);
    let at = error.span().map_or(0, |span| span.start);
    let start = file.text.get(..at).and_then(|text| text.rfind('\n')).map_or(0, |end| end + 1);
    let line = file.text.get(start..).and_then(|text| text.lines().next()).unwrap_or_default();
    if line.contains(CURLY) {
        return fault.hint("quotes of a word processor stand here: write straight ones (\")");
    }
    fault
}

fn fault(file: &Arc<File>, error: &toml::de::Error) -> Fault {
    let missing = missing_key(error).map(|key| format!("the key `{key}` is missing"));
    let is_missing = missing.is_some();
    let message = missing.unwrap_or_else(|| plain(error.message()));
    let parts = message.split_once(", expected ").or_else(|| message.split_once(": expected "));
    let (message, expected) = match parts {
        Some((what, expected)) => (what.to_owned(), format!("expected {}", form(expected))),
        None if is_missing => (message, "expected in here".to_owned()),
        None => (message, "here".to_owned()),
    };
    let quoted = |text: &str| text.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    let (word, known): (Vec<_>, Vec<_>) = (quoted(&message), quoted(&expected));
    let word = word.first().filter(|_| message.starts_with("unknown ")).cloned();
    let fault = Fault { file: Arc::clone(file), span: error.span(), message, expected, hint: None };
    match word {
        Some(word) => fault.near(&word, known.iter().map(String::as_str)),
        None => fault,
    }
}

/// The form that a value must have, in the words of those who write the files.
fn form(expected: &str) -> &str {
    match expected {
        "a boolean" => "true or false",
        "a map" => "a table",
        "a sequence" => "a list",
        "a string" => "a text in quotes",
        "u8" | "u16" | "u32" | "u64" | "i64" => "a whole number",
        expected if expected.starts_with("struct ") => "a table",
        expected => expected,
    }
}

/// What the parser says, in the words of those who write the files.
fn plain(message: &str) -> String {
    let words = [
        ("unknown field ", "unknown key "),
        ("unknown variant ", "unknown word "),
        ("duplicate field ", "the key stands twice: "),
        ("invalid type: ", "this is of the wrong kind: "),
        ("invalid basic string", "the text in quotes is not sound"),
    ];
    let found = words.iter().find_map(|(from, to)| Some((to, message.strip_prefix(from)?)));
    found.map_or_else(|| message.to_owned(), |(to, rest)| format!("{to}{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Date;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Sample {
        id: String,
        #[serde(default)]
        part: Vec<SamplePart>,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct SamplePart {
        from: Date,
        count: crate::knowledge::Placed<u8>,
        colour: Colour,
        names: Vec<String>,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Colour {
        Red,
        Green,
    }

    fn faults(text: &str) -> Vec<Fault> {
        parse::<Sample>(&Arc::new(File::new("x/a.toml", text))).unwrap_err()
    }

    #[test]
    fn quotes_of_a_word_processor_are_pointed_out() {
        for text in ["id = “a”\n", "id = “a\"\n", "id = \"a”\n"] {
            let hint = faults(text).remove(0).hint.unwrap_or_default();
            assert!(hint.contains("straight"), "{text}: {hint}");
        }
        assert_eq!(faults("id = a\n").remove(0).hint, None);
    }

    #[test]
    fn an_unknown_key_is_underlined_in_its_line() {
        let faults = faults("id = \"a\"\ncolour = 1\n");
        assert_eq!(faults[0].place(), Some((2, 1)));
        insta::assert_snapshot!(faults[0].render(false));
    }

    /// Each fault once, and none that only follows from another.
    #[test]
    fn all_faults_of_a_file_are_found_at_once() {
        let text = "di = 'a'\n[[part]]\nfrom = 2025-01-01\ncount = 'x'\ncolour = 'blue'\nnames = 1\n[[part]]\nfrom = '2025-02-30'\n";
        let found: Vec<_> =
            faults(text).into_iter().map(|fault| (fault.place(), fault.message)).collect();
        let expected = [
            ((1, 1), "unknown key `di`"),
            ((1, 1), "the key `id` is missing"),
            ((4, 9), "this is of the wrong kind: string \"x\""),
            ((5, 10), "unknown word `blue`"),
            ((6, 9), "this is of the wrong kind: integer `1`"),
            ((7, 1), "the keys `count`, `colour` and `names` are missing"),
            ((8, 8), "`2025-02-30` is not a date"),
        ];
        let expected: Vec<_> =
            expected.map(|(place, message)| (Some(place), message.to_owned())).into();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_still_to_be_written_is_the_only_fault() {
        let faults = faults("id = \"…\" # an id\n[[part]]\nnames = [\"…\", \"a\"]\n");
        assert_eq!(faults.len(), 2);
        insta::assert_snapshot!(faults[0].render(false));
    }
}
