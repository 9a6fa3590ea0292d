//! The names of the sheets of a workbook: those of the original where they can be, each once, as spreadsheet programs allow them.

use std::collections::HashSet;

use crate::report::escape::is_unsafe;

/// The longest name, in units of UTF-16.
const LONGEST: usize = 31;
/// What no name may hold.
const FORBIDDEN: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];
/// A name that spreadsheet programs keep for themselves.
const RESERVED: &str = "history";

/// The names that are taken, in small letters.
#[derive(Debug, Default)]
pub(super) struct SheetNames(HashSet<String>);

impl SheetNames {
    /// Takes a name, or the one most like it that is free.
    pub(super) fn take(&mut self, wanted: &str) -> String {
        let shown = |c: char| {
            if FORBIDDEN.contains(&c) || is_unsafe(c) { '_' } else { c }
        };
        let clean: String = wanted.chars().map(shown).collect();
        let clean = clean.trim().trim_matches('\'');
        let clean = if clean.is_empty() { "Sheet" } else { clean };
        (1..u32::MAX)
            .map(|turn| match turn {
                1 => shortened(clean, ""),
                turn => shortened(clean, &format!(" ({turn})")),
            })
            .find(|name| name.to_lowercase() != RESERVED && self.0.insert(name.to_lowercase()))
            .unwrap_or_default()
    }
}

/// A name with an ending, cut to the longest that is allowed.
fn shortened(name: &str, ending: &str) -> String {
    let mut room = LONGEST - ending.len();
    let fits = |c: &char| {
        let left = room.checked_sub(c.len_utf16());
        room = left.unwrap_or(0);
        left.is_some()
    };
    let kept: String = name.chars().take_while(fits).collect();
    kept.trim_end_matches(['\'', ' ']).to_owned() + ending
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_allowed_and_each_is_there_once() {
        let mut names = SheetNames::default();
        for (wanted, name) in [
            ("cam\u{fffe}\u{ffff}eras", "cam__eras"),
            ("Cameras", "Cameras"),
            ("cameras", "cameras (2)"),
            ("Cameras", "Cameras (3)"),
            ("a/b:c[1]*?\\", "a_b_c_1____"),
            ("'quoted'", "quoted"),
            ("", "Sheet"),
            ("History", "History (2)"),
            ("a name that is much longer than any name", "a name that is much longer than"),
            ("a name that is much longer than another", "a name that is much longer (2)"),
            ("日本語の台帳 📷📷📷📷📷📷📷📷📷📷📷📷📷", "日本語の台帳 📷📷📷📷📷📷📷📷📷📷📷📷"),
            ("x\u{202e}y", "x_y"),
        ] {
            assert_eq!(names.take(wanted), name);
        }
    }
}
