//! What cells made for MAC addresses hold besides: addresses that are masked or cut after their block, and those widened to 64 bits.

use std::{net::Ipv6Addr, ops::Range};

use super::{Mac, Oui};

/// What stands for digits that are not shown.
const MASKS: [char; 4] = ['x', 'X', '*', '?'];
/// What may stand between groups of digits.
const SEPARATORS: [char; 5] = [':', '-', '.', '_', ' '];
/// What stands between several addresses.
const BETWEEN: [char; 6] = [',', ';', '/', '|', '\n', '\t'];
/// The digits of a block.
const BLOCK: usize = 6;
/// The digits of an address of 64 bits, and those in the middle of one that was made of 48.
const WIDE: usize = 16;
const FILLING: &str = "FFFE";
/// Parts of a cell beyond this number are not read.
const MOST: usize = 64;

impl Oui {
    /// The blocks that a cell made for addresses shows of them, with their places: `44:19:B6`, `44:19:B6:XX:XX:XX`.
    pub fn in_cell(text: &str) -> impl Iterator<Item = (Self, Range<usize>)> {
        parts(text).filter_map(|(part, place)| {
            let digits = without_separators(part);
            let (block, rest) = digits.split_at_checked(BLOCK)?;
            let is_shown = rest.is_empty()
                || digits.len() == Mac::DIGITS
                    && rest.contains(MASKS)
                    && rest
                        .chars()
                        .all(|digit| digit.is_ascii_hexdigit() || MASKS.contains(&digit));
            Some((block.parse().ok().filter(|_| is_shown)?, place))
        })
    }
}

impl Mac {
    /// The addresses that were widened to 64 bits (EUI-64), by themselves or in an IPv6 address, with their places.
    pub fn in_wide_cell(text: &str) -> impl Iterator<Item = (Self, Range<usize>)> {
        parts(text).filter_map(|(part, place)| {
            let wide = wide(part).or_else(|| in_ipv6(part))?;
            let bits = (wide >> 40) << 24 | wide & 0xff_ffff;
            Some((Self::burnt_in(bits)?, place))
        })
    }
}

/// The parts of a cell, without what is put before a number in base 16.
fn parts(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut at = 0;
    let parts = text.split(BETWEEN).map(move |part| {
        let start = at + (part.len() - part.trim_start().len());
        at += part.len() + 1;
        let part = part.trim();
        (part, start..start + part.len())
    });
    parts.filter(|(part, _)| part.len() >= BLOCK).take(MOST)
}

fn without_separators(part: &str) -> String {
    let part = part.strip_prefix("0x").or_else(|| part.strip_prefix("0X")).unwrap_or(part);
    part.chars().filter(|letter| !SEPARATORS.contains(letter)).collect()
}

fn wide(part: &str) -> Option<u64> {
    let digits = without_separators(part).to_ascii_uppercase();
    let is_made = digits.len() == WIDE && digits.get(BLOCK..BLOCK + FILLING.len()) == Some(FILLING);
    u64::from_str_radix(&digits, 16).ok().filter(|_| is_made)
}

fn in_ipv6(part: &str) -> Option<u64> {
    let [.., a, b, c, d] = part.split('%').next()?.parse::<Ipv6Addr>().ok()?.segments();
    let host = [a, b, c, d].iter().fold(0_u64, |bits, part| bits << 16 | u64::from(*part));
    // The bit that says that an address was given locally is turned there.
    ((host >> 24) & 0xffff == 0xfffe).then_some(host ^ 1 << 57)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn blocks_that_are_shown_alone_are_found() {
        for cell in
            ["44:19:B6", "4419b6", "44:19:B6:XX:XX:XX", "44-19-b6-12-**-**", "a, 44.19.B6.??.??.??"]
        {
            let found: Vec<_> = Oui::in_cell(cell).map(|(oui, _)| oui.to_string()).collect();
            assert_eq!(found, ["44:19:B6"], "{cell}");
        }
        for cell in ["", "44:19:B", "44:19:B6:12", "4419B6123456", "XX:XX:XX:XX:XX:XX", "n/a n/a"] {
            assert_eq!(Oui::in_cell(cell).count(), 0, "{cell}");
        }
    }

    #[test]
    fn addresses_of_64_bits_are_taken_back_to_48() {
        for cell in [
            "44:19:b6:ff:fe:12:34:56",
            "4419B6FFFE123456",
            "fe80::4619:b6ff:fe12:3456",
            "fe80::4619:b6ff:fe12:3456%eth0",
        ] {
            let found: Vec<_> = Mac::in_wide_cell(cell).map(|(mac, _)| mac.bits()).collect();
            assert_eq!(found, [0x4419_b612_3456], "{cell}");
        }
        for cell in ["fe80::1", "44:19:b6:12:34:56", "4419B61234123456", "::"] {
            assert_eq!(Mac::in_wide_cell(cell).count(), 0, "{cell}");
        }
    }

    proptest! {
        #[test]
        fn reading_is_total(text in any::<String>()) {
            let blocks = Oui::in_cell(&text).map(|(_, place)| place);
            for place in blocks.chain(Mac::in_wide_cell(&text).map(|(_, place)| place)) {
                prop_assert!(text.get(place).is_some());
            }
        }
    }
}
