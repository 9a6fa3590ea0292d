//! From the text of a file to its typed form, with faults in the words of those who write the files.

use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::{Fault, File};

/// Reads one file into its typed form; a syntax fault, a wrong type or an unknown key is shown in place.
pub(crate) fn parse<T: DeserializeOwned>(file: &Arc<File>) -> Result<T, Fault> {
    toml::from_str(&file.text).map_err(|error| {
        let message = plain(error.message());
        let parts = message.split_once(", expected ").or_else(|| message.split_once(": expected "));
        let (message, expected) = match parts {
            Some((what, expected)) => (what.to_owned(), format!("expected {expected}")),
            None if message.ends_with(" is missing") => (message, "expected in here".to_owned()),
            None => (message, "here".to_owned()),
        };
        Fault { file: Arc::clone(file), span: error.span(), message, expected, hint: None }
    })
}

/// What the parser says, in the words of those who write the files.
fn plain(message: &str) -> String {
    if let Some(key) = message.strip_prefix("missing field ") {
        return format!("the key {key} is missing");
    }
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

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        #[allow(dead_code)]
        id: String,
    }

    #[test]
    fn an_unknown_key_is_underlined_in_its_line() {
        let file = Arc::new(File::new("x/a.toml", "id = \"a\"\ncolour = 1\n"));
        let fault = parse::<Sample>(&file).unwrap_err();
        assert_eq!(fault.place(), Some((2, 1)));
        insta::assert_snapshot!(fault.render(false));
    }
}
