//! The form in which headers are compared.

use crate::fold::fold;

/// Folded letters of Greek and Cyrillic, and what their capitals look like: headers are compared whatever the case.
const TWINS: (&str, &str) = ("аαвβсеεнηіιјкκмμνоοрρѕтτуυхχζ", "aabbceehhiijkkmmnooppsttyyxxz");

/// A header folded, without spaces, and with letters of other scripts that look like Latin
/// ones taken for these (a published French export writes its category header with a Cyrillic С).
pub(in crate::intake) fn key(header: &str) -> String {
    fold(header.trim_start_matches('\u{feff}')).chars().filter(|c| *c != ' ').map(latin).collect()
}

fn latin(letter: char) -> char {
    let twins = || TWINS.0.chars().zip(TWINS.1.chars());
    let twin = || twins().find_map(|(other, latin)| (other == letter).then_some(latin));
    if letter.is_ascii() { letter } else { twin().unwrap_or(letter) }
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn headers_are_compared_without_spaces_case_accents_and_look_alikes() {
        for (header, expected) in [
            ("Asset Tag", "assettag"),
            ("asset_tag", "assettag"),
            ("\u{feff}Serial No.:", "serialno"),
            ("Сatégorie", "categorie"),
            ("Nº de série", "nodeserie"),
            ("MAC\u{a0}Address", "macaddress"),
        ] {
            assert_eq!(key(header), expected);
        }
    }
}
