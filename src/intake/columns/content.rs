//! What the cells of a column look like, where its header does not say.

use std::{collections::HashSet, net::IpAddr};

use super::{Content, running::are_running};
pub(in crate::intake) use crate::intake::formats::is_number;
use crate::{
    Field,
    intake::{companies::Trade, formats::Formats},
    marks::{Mac, Oui},
};

/// Cells that look alike must be this many in ten.
pub(super) const MOST: usize = 8;
/// Fewer numbers than this prove nothing.
const ENOUGH_NUMBERS: usize = 5;
/// Fewer model numbers than this prove nothing, nor do fewer stages of life.
const ENOUGH_CODES: usize = 6;
/// Fewer makers than this prove nothing: a single name may stand anywhere.
const ENOUGH_MAKERS: usize = 2;
/// Names of at most this many letters are short ones.
const SHORT: usize = 3;

impl Content {
    /// The fact that such cells state.
    pub(super) fn field(self) -> Option<Field> {
        match self {
            Self::Macs => Some(Field::Mac),
            Self::Ips => Some(Field::Ip),
            Self::Cpes => Some(Field::Cpe),
            Self::FccIds => Some(Field::FccId),
            Self::Versions => Some(Field::Firmware),
            Self::Running => Some(Field::AssetId),
            Self::Stages => Some(Field::Status),
            Self::Codes => Some(Field::Model),
            Self::Makers => Some(Field::Manufacturer),
            Self::Dates | Self::Numbers | Self::Same | Self::Goods | Self::Text | Self::Empty => {
                None
            }
        }
    }

    /// Whether the cells tell it by themselves, also where another column states the fact.
    pub(super) fn is_sure(self) -> bool {
        matches!(self, Self::Macs | Self::Ips | Self::Cpes | Self::FccIds)
    }
}

/// What these filled cells hold.
pub(in crate::intake) fn of(cells: &[&str], formats: &Formats) -> Content {
    if cells.is_empty() {
        Content::Empty
    } else if most(cells, is_macs) {
        Content::Macs
    } else if most(cells, is_ip) {
        Content::Ips
    } else if most(cells, is_cpe) {
        Content::Cpes
    } else if most(cells, is_fcc_id) {
        Content::FccIds
    } else if most(cells, |cell| is_date(cell, formats)) {
        Content::Dates
    } else if are_running(cells) {
        Content::Running
    } else if cells.len() >= ENOUGH_NUMBERS && cells.iter().all(|cell| formats.is_amount(cell)) {
        Content::Numbers
    } else if most(cells, is_version) {
        Content::Versions
    } else if are_stages(cells, formats) {
        Content::Stages
    } else if are_codes(cells) {
        Content::Codes
    } else {
        Content::Text
    }
}

/// Whether most of these filled cells name makers. That costs more to find out than what cells look like, so it is asked of a
/// column of which nothing else is known.
pub(super) fn are_makers(cells: &[&str], formats: &Formats) -> bool {
    let named: Vec<_> = cells.iter().copied().filter(|cell| !is_short_word(cell)).collect();
    named.len() >= ENOUGH_MAKERS && formats.trade_of(&named) == Some(Trade::Makes)
}

/// Whether a cell is a few letters with one capital, as program code calls its values (`Xte`): nobody's short name is written so.
fn is_short_word(cell: &str) -> bool {
    let mut letters = cell.chars();
    cell.len() <= SHORT
        && letters.next().is_some_and(|first| first.is_ascii_uppercase())
        && letters.all(|letter| letter.is_ascii_lowercase())
}

/// Whether eight of ten cells pass; it stops as soon as they cannot.
pub(super) fn most(cells: &[&str], test: impl Fn(&str) -> bool) -> bool {
    let mut failed = 0;
    let may_fail = cells.len() * (10 - MOST) / 10;
    for cell in cells {
        failed += usize::from(!test(cell));
        if failed > may_fail {
            return false;
        }
    }
    true
}

/// One or several MAC addresses, and nothing else.
pub(in crate::intake) fn is_macs(cell: &str) -> bool {
    Mac::fill(cell)
}

/// What a column made for MAC addresses may hold: addresses of any length, also cut or masked behind their block.
pub(super) fn may_be_macs(cell: &str) -> bool {
    Mac::in_cell(cell).next().is_some()
        || Mac::in_wide_cell(cell).next().is_some()
        || Oui::in_cell(cell).next().is_some()
        || Mac::fill(cell)
}

/// An IP address, with a mask, a port or the rest of a URL around it.
pub(in crate::intake) fn is_ip(cell: &str) -> bool {
    let cell = cell.split_once("://").map_or(cell, |(_, rest)| rest);
    let cell = cell.split(['/', ',', ' ']).next().unwrap_or(cell);
    let cell = cell.rsplit_once('@').map_or(cell, |(_, host)| host);
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

/// A CPE name in either form.
fn is_cpe(cell: &str) -> bool {
    cell.starts_with("cpe:/") || cell.starts_with("cpe:2.3:")
}

/// An FCC ID that says so, or one whose grantee code has five letters, which nothing else looks like.
fn is_fcc_id(cell: &str) -> bool {
    let told = cell.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("fcc"));
    let rest = cell.trim_start_matches(|c: char| !c.is_ascii_digit());
    let bytes = rest.as_bytes();
    let grantee = bytes.first() == Some(&b'2') && bytes.get(1).is_some_and(u8::is_ascii_uppercase);
    let code = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'-';
    let five = grantee && bytes.get(5) == Some(&b'-') && (8..=20).contains(&bytes.len());
    told && cell.bytes().any(|byte| byte.is_ascii_digit()) || five && bytes.iter().all(code)
}

/// A version: numbers between points, at least three of them or with a V before them.
fn is_version(cell: &str) -> bool {
    let bare = cell.trim_start_matches(['v', 'V']);
    let first = bare.split([' ', '-', '_', '(']).next().unwrap_or(bare);
    let steps: Vec<_> = first.split('.').collect();
    let numbers = steps.iter().filter(|step| step.bytes().all(|byte| byte.is_ascii_digit()));
    let enough = if bare.len() < cell.len() { 2 } else { 3 };
    steps.len() >= enough && numbers.filter(|step| (1..=8).contains(&step.len())).count() >= 2
}

/// Known words for stages of life, at least two of them.
fn are_stages(cells: &[&str], formats: &Formats) -> bool {
    let known = |cell: &str| formats.life_cycle(cell).is_some();
    let stages =
        || cells.iter().filter_map(|cell| formats.life_cycle(cell)).collect::<HashSet<_>>();
    cells.len() >= ENOUGH_CODES && most(cells, known) && stages().len() > 1
}

/// Codes of letters and digits that come again: some twice, and not each as often as it would if there were but a few.
fn are_codes(cells: &[&str]) -> bool {
    let code = |cell: &str| {
        let digits = cell.bytes().filter(u8::is_ascii_digit).count();
        let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
        let short = (5..=30).contains(&cell.len()) && cell.split_whitespace().count() <= 2;
        short && digits >= 2 && letters >= 2 && !cell.contains(['@', ':', '%'])
    };
    let kinds = cells.iter().collect::<HashSet<_>>().len();
    cells.len() >= ENOUGH_CODES && most(cells, code) && kinds > 1 && kinds * 10 <= cells.len() * 8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::cases;

    #[test]
    fn cells_are_told_apart() {
        let formats = crate::intake::testing::formats();
        for [cells, content] in cases("rows", "contents") {
            let cells: Vec<_> = cells.split_terminator('|').collect();
            assert_eq!(format!("{:?}", of(&cells, &formats)), content, "{cells:?}");
        }
    }
}
