//! The form in which headers are compared.

use crate::fold::fold;

/// A header folded, without spaces, and with letters of other scripts that look like Latin
/// ones taken for these (a published French export writes its category header with a Cyrillic С).
pub(in crate::intake) fn key(header: &str) -> String {
    fold(header.trim_start_matches('\u{feff}')).chars().filter(|c| *c != ' ').map(latin).collect()
}

fn latin(letter: char) -> char {
    match letter {
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'с' => 'c',
        'е' | 'ε' => 'e',
        'н' | 'η' => 'h',
        'і' | 'ι' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'м' | 'μ' => 'm',
        'ν' => 'n',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'у' | 'υ' => 'y',
        'х' | 'χ' => 'x',
        'ζ' => 'z',
        other => other,
    }
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
