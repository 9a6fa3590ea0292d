//! Doubt in cells: what asks is no answer.

/// Marks that put what a cell says in question, in the scripts that have their own.
const MARKS: [char; 8] = ['?', '¿', '？', '؟', '՞', '\u{37e}', '~', '≈'];

/// Whether a cell puts in question what it says: `removed 2023?`, `~2019`. It settles nothing then. A question mark between letters
/// stands for one that was lost on the way (`M?nchen`).
pub(crate) fn in_doubt(cell: &str) -> bool {
    cell.match_indices(MARKS).any(|(at, mark)| {
        let before = cell[..at].ends_with(char::is_alphanumeric);
        let after = cell[at + mark.len()..].starts_with(char::is_alphabetic);
        !(mark == "?" && before && after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_asks_is_in_doubt() {
        for (cell, asks) in [
            ("removed 2023?", true),
            ("¿retirado", true),
            ("? retired", true),
            ("retired", false),
            ("ausgemustert M?nchen", false),
        ] {
            assert_eq!(in_doubt(cell), asks, "{cell}");
        }
    }
}
