//! How the cells of a column look, where that gives a header word another meaning.

use super::{
    content::{is_ip, is_macs, most},
    running::{are_rising_tags, are_row_numbers},
};
use crate::intake::{
    companies::Trade,
    formats::{Formats, Look},
};

/// Whether these filled cells have a look.
pub(super) fn looks(cells: &[&str], look: Look, formats: &Formats) -> bool {
    let digit = |cell: &&&str| cell.bytes().any(|byte| byte.is_ascii_digit());
    let code = |cell: &&&str| digit(cell) && cell.chars().any(char::is_alphabetic);
    let few = |test: &dyn Fn(&str) -> bool| {
        cells.iter().filter(|cell| test(cell)).count() * 2 < cells.len()
    };
    let test = || match look {
        Look::Codes => cells.iter().filter(code).count() * 2 >= cells.len(),
        Look::Words => cells.iter().filter(digit).count() * 5 < cells.len(),
        Look::Makers => formats.trade_of(cells) == Some(Trade::Makes),
        Look::Sellers => formats.trade_of(cells) == Some(Trade::Sells),
        Look::Owners => formats.name_owners(cells),
        Look::Filled => true,
        Look::Unstaged => {
            // Two letters that are a filler among stages are also how a part of a country is written: `LA`, `IN`.
            let leaves_open = |cell: &str| formats.names_no_stage(cell) && cell.chars().count() > 2;
            let is_stage = |cell: &&&str| formats.life_cycle(cell).is_some() || leaves_open(cell);
            cells.iter().filter(is_stage).count() * 5 < cells.len()
        }
        Look::Phrases => few(&is_host),
        Look::Worded => few(&|cell| formats.is_amount(cell)) && few(&|cell| !has_word(cell)),
        Look::Ips => most(cells, is_ip),
        Look::Macs => most(cells, is_macs),
        Look::Counting => are_row_numbers(cells) || are_rising_tags(cells),
        Look::Types => most(cells, is_type),
        Look::Undated => cells.iter().all(|cell| formats.read_date(cell, None).is_none()),
    };
    !cells.is_empty() && test()
}

/// The name of a device in a network: without blanks, in ASCII, and with a digit or a mark.
fn is_host(cell: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let marked = |byte: u8| !byte.is_ascii_alphabetic();
    cell.bytes().all(plain) && cell.bytes().any(marked)
}

/// Whether three letters stand side by side, as in a word.
fn has_word(cell: &str) -> bool {
    cell.split(|letter: char| !letter.is_alphabetic()).any(|word| word.chars().nth(2).is_some())
}

/// A type number: capitals and digits in groups that are not all of one length, as those of licence keys are.
fn is_type(cell: &str) -> bool {
    let allowed = |byte: u8| {
        byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'/')
    };
    let has = |test: fn(&u8) -> bool| cell.bytes().any(|byte| test(&byte));
    let groups: Vec<_> = cell.split(['-', '/']).map(str::len).collect();
    let licence = groups.len() > 2 && groups.iter().all(|length| *length == groups[0]);
    (5..=24).contains(&cell.len())
        && cell.bytes().all(allowed)
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_digit)
        && groups.len() > 1
        && !licence
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_are_told_apart() {
        let formats = Formats::default();
        for (look, cells, expected) in [
            (Look::Phrases, &["IP camera dome", "Notebook"][..], true),
            (Look::Phrases, &["cam-01", "nvr.site.local", "Gate"][..], false),
            (Look::Phrases, &[][..], false),
            (Look::Ips, &["10.0.0.1", "10.0.0.2"][..], true),
            (Look::Counting, &["1", "2", "3"][..], true),
            (Look::Counting, &["K-0017", "K-0018", "K-0021"][..], true),
            (Look::Counting, &["1234", "4711", "8080"][..], false),
            (Look::Counting, &["admin1", "admin2", "admin3"][..], false),
            (Look::Types, &["DS-2CD2143G2-I", "IPC-HDW2849H-S"][..], true),
            (Look::Types, &["Admin-123", "hik12345"][..], false),
            (Look::Types, &["AB12-CD34-EF56-GH78"][..], false),
            (Look::Types, &["HIKVISION1"][..], false),
            (Look::Undated, &["admin / 1234", "summer"][..], true),
            (Look::Undated, &["admin", "2021-03-04"][..], false),
        ] {
            assert_eq!(looks(cells, look, &formats), expected, "{look:?}: {cells:?}");
        }
    }
}
