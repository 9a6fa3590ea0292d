//! What the cells of a column look like, where its header does not say.

use std::{collections::HashSet, net::IpAddr};

use super::Content;
use crate::intake::formats::{Formats, Look};

/// Cells that look alike must be this many in ten.
const MOST: usize = 8;
/// Fewer numbers than this prove nothing.
const ENOUGH_NUMBERS: usize = 5;
/// Fewer serial numbers than this prove nothing.
const ENOUGH_SERIALS: usize = 10;

/// What these filled cells hold.
pub(in crate::intake) fn of(cells: &[&str], formats: &Formats) -> Content {
    let most = |test: &dyn Fn(&str) -> bool| {
        cells.iter().filter(|cell| test(cell)).count() * 10 >= cells.len() * MOST
    };
    if cells.is_empty() {
        Content::Empty
    } else if most(&is_macs) {
        Content::Macs
    } else if most(&is_ip) {
        Content::Ips
    } else if most(&|cell| is_date(cell, formats)) {
        Content::Dates
    } else if cells.len() >= ENOUGH_NUMBERS && cells.iter().all(|cell| is_number(cell)) {
        Content::Numbers
    } else if cells.len() >= ENOUGH_SERIALS
        && most(&is_serial)
        && cells.iter().collect::<HashSet<_>>().len() == cells.len()
    {
        Content::Serials
    } else {
        Content::Text
    }
}

/// Whether these filled cells have the look that gives a header word another meaning.
pub(in crate::intake) fn looks(cells: &[&str], look: Look) -> bool {
    let digit = |cell: &&&str| cell.bytes().any(|byte| byte.is_ascii_digit());
    let code = |cell: &&&str| digit(cell) && cell.chars().any(char::is_alphabetic);
    match look {
        Look::Codes => !cells.is_empty() && cells.iter().filter(code).count() * 2 >= cells.len(),
        Look::Words => !cells.is_empty() && cells.iter().filter(digit).count() * 5 < cells.len(),
    }
}

/// One or several MAC addresses. Twelve digits in a row are no MAC address without a letter or a separator among them.
fn is_macs(cell: &str) -> bool {
    let mut any = false;
    let all = cell.split([',', ';', ' ', '/']).filter(|part| !part.is_empty()).all(|part| {
        any = true;
        let digits = part.bytes().filter(u8::is_ascii_hexdigit).count();
        let marks = part.bytes().filter(|byte| matches!(byte, b':' | b'-' | b'.')).count();
        let told = marks > 0 || part.bytes().any(|byte| byte.is_ascii_alphabetic());
        digits == 12 && digits + marks == part.len() && marks <= 5 && told
    });
    any && all
}

/// An IP address, with a mask, a port or the rest of a URL around it.
fn is_ip(cell: &str) -> bool {
    let cell = cell.split_once("://").map_or(cell, |(_, rest)| rest);
    let cell = cell.split(['/', ',', ' ']).next().unwrap_or(cell);
    let without_port = cell.rsplit_once(':').map_or(cell, |(address, _)| address);
    cell.parse::<IpAddr>().is_ok() || without_port.parse::<IpAddr>().is_ok()
}

/// A date with a year of four digits or with slashes: `5.4.12` is as often a version.
fn is_date(cell: &str, formats: &Formats) -> bool {
    let mut runs = cell.split(|c: char| !c.is_ascii_digit());
    let told = cell.matches('/').count() == 2 || runs.any(|run| run.len() == 4);
    let digits_alone = cell.bytes().all(|byte| byte.is_ascii_digit());
    told && !digits_alone && formats.read_date(cell, None).is_some()
}

/// A number, or money: digits with separators and a sign; a currency of up to three letters stands apart from the digits,
/// since `T14` is a type.
pub(in crate::intake) fn is_number(cell: &str) -> bool {
    let blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}');
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    let number = cell.trim_matches(|c: char| !c.is_ascii_digit());
    let outside = [cell.split(number).next(), cell.rsplit(number).next()];
    let apart = letters == 0
        || letters <= 3
            && outside
                .iter()
                .flatten()
                .all(|text| !text.contains(char::is_alphabetic) || text.contains(blank));
    let inner = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'') || blank(c);
    !number.is_empty() && apart && number.chars().all(inner)
}

/// A serial number: long, without blanks, with several digits.
fn is_serial(cell: &str) -> bool {
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    let plain = cell.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let letters = cell.bytes().any(|byte| byte.is_ascii_alphabetic());
    plain && letters && digits >= 4 && (8..=48).contains(&cell.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_told_apart() {
        let formats = crate::intake::testing::formats();
        for (cells, content) in [
            (vec!["44:19:B6:00:11:22"], Content::Macs),
            (
                vec!["4419b6001122", "44-19-b6-00-11-22", "4419.b600.1122 4419.b600.1123"],
                Content::Macs,
            ),
            (vec!["123456789012"], Content::Text),
            (vec!["10.0.0.1/24", "http://10.0.0.2/", "10.0.0.3:8000", "fe80::1"], Content::Ips),
            (vec!["2021-03-05", "5/3/2021 10:00"], Content::Dates),
            (vec!["5.4.12", "5.4.57"], Content::Text),
            (vec!["1", "2", "3", "4", "5"], Content::Numbers),
            (vec!["1.363,47 €", "12", "EUR 5", "-3", "1'000.00"], Content::Numbers),
            (vec!["12", "none here", "3", "4", "5"], Content::Text),
            (vec!["T14", "X1", "P20", "M5", "A3"], Content::Text),
            (vec![], Content::Empty),
        ] {
            assert_eq!(of(&cells, &formats), content, "{cells:?}");
        }
        let serials: Vec<_> = (0..12).map(|n| format!("GSP49EU4{n:02}")).collect();
        let serials: Vec<_> = serials.iter().map(String::as_str).collect();
        assert_eq!(of(&serials, &formats), Content::Serials);
    }
}
