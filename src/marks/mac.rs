//! MAC addresses, in every spelling that registers use.

use std::ops::Range;

/// A 48-bit address, burnt in by a maker: never a group, local, empty or broadcast address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mac(u64);

/// How many digits stand between separators: pairs, quads as Cisco writes them, or halves.
const GROUPS: [usize; 3] = [2, 4, LONGEST_GROUP];
const LONGEST_GROUP: usize = 6;
/// The type of network that stands before an address in the name of a client.
const ETHERNET: &[u8] = b"01";
/// Addresses beyond this number in one cell are not read.
const MOST: usize = 64;

impl Mac {
    /// How many hexadecimal digits an address has.
    pub(crate) const DIGITS: usize = 12;

    /// The address as a number of 48 bits.
    pub fn bits(self) -> u64 {
        self.0
    }

    /// The addresses in a cell that holds nothing else, with their places.
    pub fn in_cell(text: &str) -> impl Iterator<Item = (Self, Range<usize>)> {
        Self::found(text, true)
    }

    /// The addresses in prose: only spellings that cannot be anything else.
    pub fn in_prose(text: &str) -> impl Iterator<Item = (Self, Range<usize>)> {
        Self::found(text, false)
    }

    /// The bits of a text that is six pairs of digits between colons or hyphens, and nothing else.
    pub(crate) fn bits_of_pairs(text: &[u8]) -> Option<u64> {
        let text: &[u8; 17] = text.try_into().ok()?;
        let separator = text[2];
        let mut bits = 0;
        for pair in text.chunks(3) {
            let digit = |at: usize| char::from(pair[at]).to_digit(16);
            bits = bits << 8 | u64::from(digit(0)? << 4 | digit(1)?);
            if pair.get(2).is_some_and(|between| *between != separator) {
                return None;
            }
        }
        matches!(separator, b':' | b'-').then_some(bits)
    }

    /// Whether a text is addresses alone, those that no maker burnt in among them. Decimal digits that nothing parts, or blanks alone, are
    /// some other number.
    pub(crate) fn fill(text: &str) -> bool {
        let text = text.trim().as_bytes();
        let mut at = 0;
        while at < text.len() {
            let Some((_, end)) = spelled(text, at, true) else { return false };
            let is_told =
                |sign: &u8| sign.is_ascii_alphabetic() || matches!(sign, b':' | b'-' | b'.');
            if !text[at..end].iter().any(is_told) {
                return false;
            }
            let is_between = |sign: &&u8| {
                matches!(sign, b',' | b';' | b'/' | b'|') || sign.is_ascii_whitespace()
            };
            at = end + text[end..].iter().take_while(is_between).count();
        }
        !text.is_empty()
    }

    fn found(text: &str, cell: bool) -> impl Iterator<Item = (Self, Range<usize>)> {
        let text = text.as_bytes();
        let mut at = 0;
        let mut read = 0;
        std::iter::from_fn(move || {
            while at < text.len() && read < MOST {
                if !cell {
                    at += next_sign(&text[at..])?.saturating_sub(LONGEST_GROUP);
                }
                if !starts_word(text, at) {
                    at += 1;
                    continue;
                }
                let Some((bits, end)) = spelled(text, at, cell) else {
                    at += 1;
                    continue;
                };
                let range = at..end;
                at = end;
                read += 1;
                if let Some(mac) = Self::burnt_in(bits) {
                    return Some((mac, range));
                }
            }
            None
        })
    }

    /// An address that says something of its maker.
    pub(crate) fn burnt_in(bits: u64) -> Option<Self> {
        let first = bits >> 40;
        let group_or_local = first & 0b11 != 0;
        (bits != 0 && !group_or_local).then_some(Self(bits))
    }
}

/// How far the next sign is that may stand between groups. No address in prose begins further ahead of it than a group is long.
fn next_sign(text: &[u8]) -> Option<usize> {
    text.iter().position(|byte| matches!(byte, b':' | b'-' | b'.'))
}

fn starts_word(text: &[u8], at: usize) -> bool {
    let is_word = || at == 0 || !text[at - 1].is_ascii_alphanumeric();
    let is_number = || {
        at >= 2 && text[..at].ends_with(b"0x") && (at == 2 || !text[at - 3].is_ascii_alphanumeric())
    };
    text[at].is_ascii_hexdigit() && (is_word() || is_number())
}

/// The address that starts here, and where it ends.
fn spelled(text: &[u8], start: usize, cell: bool) -> Option<(u64, usize)> {
    if let Some(found) = in_client_id(text, start, cell) {
        return Some(found);
    }
    let run =
        text[start..].iter().take(Mac::DIGITS + 1).take_while(|b| b.is_ascii_hexdigit()).count();
    if run == Mac::DIGITS {
        return if cell { grouped(text, start, Mac::DIGITS, None) } else { None };
    }
    if !GROUPS.contains(&run) && run != 1 {
        return None;
    }
    let separator = *text.get(start + run)?;
    // The tail of a longer number, as of an IPv6 address, is no address.
    let inner = matches!(separator, b':' | b'.') && at_back(text, start, 1) == Some(separator);
    if inner && at_back(text, start, 2).is_some_and(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    if at_back(text, start, 1) != Some(b':')
        && let Some(found) = unpadded(text, start)
    {
        return Some(found);
    }
    let fits = run > 1
        && match separator {
            b':' => run == 2 || cell,
            // Two numbers of six digits may be anything; six with letters among them hardly.
            b'-' => run != 6 || cell || has_letter(text, start),
            b'.' => run == 4 || cell,
            b' ' | b'_' => cell,
            b';' => cell && run == 2,
            _ => false,
        };
    if fits { grouped(text, start, run, Some(separator)) } else { None }
}

/// An address behind the type of its network, 01 for Ethernet, as DHCP names clients (RFC 2132, section 9.14): `01:44:19:B6:12:34:56`,
/// `0144.19b6.1234.56`.
fn in_client_id(text: &[u8], start: usize, cell: bool) -> Option<(u64, usize)> {
    let digits = text.get(start..)?.strip_prefix(ETHERNET)?;
    let address = start + ETHERNET.len();
    let is_inner = |sign: &u8| matches!(sign, b':' | b'-' | b'.');
    if start > 0 && is_inner(&text[start - 1]) {
        return None;
    }
    if let sign @ (b':' | b'-') = digits.first()? {
        return grouped(text, address + 1, 2, Some(*sign));
    }
    let (mut bits, mut at, mut points) = (0, address, 0);
    for digit in ETHERNET.len()..ETHERNET.len() + Mac::DIGITS {
        if digit % 4 == 0 && text.get(at) == Some(&b'.') {
            at += 1;
            points += 1;
        }
        bits = bits << 4 | u64::from(char::from(*text.get(at)?).to_digit(16)?);
        at += 1;
    }
    let ends = !text.get(at).is_some_and(|next| next.is_ascii_alphanumeric() || *next == b'.');
    (ends && (points == 3 || cell && points == 0)).then_some((bits, at))
}

/// An address in pairs of which some have lost the zero before them, as BSD and SNMP print it: `44:19:b6:1:2:3`.
fn unpadded(text: &[u8], start: usize) -> Option<(u64, usize)> {
    let (mut bits, mut at, mut short) = (0, start, false);
    for pair in 0..Mac::DIGITS / 2 {
        if pair > 0 {
            text.get(at).filter(|sign| **sign == b':')?;
            at += 1;
        }
        let run = text.get(at..)?.iter().take(3).take_while(|b| b.is_ascii_hexdigit()).count();
        let digits = text.get(at..at + run).filter(|_| matches!(run, 1 | 2))?;
        let value = u64::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
        bits = bits << 8 | value;
        short |= run == 1;
        at += run;
    }
    let goes_on = text.get(at).is_some_and(|next| next.is_ascii_alphanumeric() || *next == b':');
    (short && !goes_on).then_some((bits, at))
}

fn has_letter(text: &[u8], start: usize) -> bool {
    text.iter().skip(start).take(2 * LONGEST_GROUP + 1).any(u8::is_ascii_alphabetic)
}

fn at_back(text: &[u8], at: usize, back: usize) -> Option<u8> {
    text.get(at.checked_sub(back)?).copied()
}

/// Reads twelve digits in groups; nothing that would make it a longer number may follow.
fn grouped(text: &[u8], start: usize, group: usize, separator: Option<u8>) -> Option<(u64, usize)> {
    let mut bits = 0;
    let mut at = start;
    for digit in 0..Mac::DIGITS {
        if digit > 0 && digit % group == 0 {
            if Some(*text.get(at)?) != separator {
                return None;
            }
            at += 1;
        }
        let value = char::from(*text.get(at)?).to_digit(16)?;
        bits = bits << 4 | u64::from(value);
        at += 1;
    }
    let follows = |offset: usize| text.get(at + offset).copied();
    let longer = match (follows(0), separator) {
        (Some(next), _) if next.is_ascii_alphanumeric() => true,
        (Some(next), Some(separator)) if next == separator && separator != b' ' => {
            let group_follows =
                (1..=group).all(|offset| follows(offset).is_some_and(|b| b.is_ascii_hexdigit()));
            group_follows && !follows(group + 1).is_some_and(|b| b.is_ascii_hexdigit())
        }
        _ => false,
    };
    (!longer).then_some((bits, at))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn macs(text: &str) -> Vec<u64> {
        Mac::in_cell(text).map(|(mac, _)| mac.bits()).collect()
    }

    const SPELLINGS: [&str; 15] = [
        "44:19:B6:12:34:56",
        "44-19-b6-12-34-56",
        "4419.b612.3456",
        "4419-b612-3456",
        "4419B6123456",
        "4419B6-123456",
        "44 19 B6 12 34 56",
        "44.19.b6.12.34.56",
        "4419:b612:3456",
        "0x4419B6123456",
        "44_19_b6_12_34_56",
        "44;19;B6;12;34;56",
        "01:44:19:b6:12:34:56",
        "0144.19b6.1234.56",
        "014419b6123456",
    ];

    #[test]
    fn of_too_many_addresses_the_first_are_read() {
        let many = "44:19:B6:12:34:56, ".repeat(MOST + 1);
        assert_eq!(Mac::in_cell(&many).count(), MOST);
        assert_eq!(Mac::in_prose(&many).count(), MOST);
    }

    #[test]
    fn every_spelling_is_the_same_address() {
        for spelling in SPELLINGS {
            assert_eq!(macs(spelling), [0x4419_b612_3456], "{spelling}");
            assert_eq!(macs(&format!("MAC={spelling};")), [0x4419_b612_3456], "{spelling}");
        }
    }

    #[test]
    fn zeros_before_a_digit_may_be_lost() {
        for text in ["44:19:b6:1:2:3", "? (10.0.0.7) at 44:19:b6:1:2:3 on en0", "44:19:b6:01:2:03"]
        {
            assert_eq!(macs(text), [0x4419_b601_0203], "{text}");
            assert_eq!(Mac::in_prose(text).count(), 1, "{text}");
        }
        assert_eq!(macs("0:5:2:1:3:4"), [0x0005_0201_0304]);
        for text in
            ["2001:db8:1:2:3:4:5:6", "1:2:3:4:5", "fe80::44:19:b6:1:2:3", "44:19:b6:1:2:3:4"]
        {
            assert_eq!(macs(text), [] as [u64; 0], "{text}");
        }
        assert_eq!(Mac::in_prose("4419b6-aabb01 1 30").count(), 1);
        assert_eq!(Mac::in_prose("441906-123456 1 30").count(), 0);
        let binding = "10.0.0.9 0144.19b6.1234.56 Mar 02 2026 Automatic";
        assert_eq!(Mac::in_prose(binding).count(), 1);
    }

    #[test]
    fn a_cell_of_six_pairs_is_read_at_once() {
        let bits = |text: &str| Mac::bits_of_pairs(text.as_bytes());
        for text in ["44:19:B6:12:34:56", "44-19-b6-12-34-56"] {
            assert_eq!(bits(text), Some(0x4419_b612_3456), "{text}");
        }
        for text in
            ["44:19:B6-12:34:56", "44 19 B6 12 34 56", "44:19:B6:12:34:5", "44:19:B6:12:34:5G"]
        {
            assert_eq!(bits(text), None, "{text}");
        }
    }

    #[test]
    fn several_stand_in_one_cell() {
        assert_eq!(macs("44:19:B6:12:34:56 / 00:40:8c:00:00:01").len(), 2);
        assert_eq!(macs("44 19 B6 12 34 56 00 40 8c 00 00 01").len(), 2);
        assert_eq!(macs("4419b6123456,00408c000001\n00408c000002").len(), 3);
        let places: Vec<_> = Mac::in_cell("a 4419b6123456").map(|(_, place)| place).collect();
        assert_eq!(places, vec![2..14]);
    }

    #[test]
    fn what_is_not_burnt_in_says_nothing() {
        for text in [
            "00:00:00:00:00:00",
            "FF:FF:FF:FF:FF:FF",
            "02:19:B6:12:34:56",
            "01:00:5e:00:00:01",
            "44:19:B6:12:34",
            "44:19:B6:12:34:56:78:9A",
            "44:19-B6:12:34:56",
            "4419B61234567",
            "x4419B6123456",
            "fe80:4419:b612:3456",
            // Values of a list.
            "4419;B612;3456",
            "",
        ] {
            assert_eq!(macs(text), [] as [u64; 0], "{text}");
        }
    }

    #[test]
    fn prose_takes_only_what_cannot_be_anything_else() {
        let prose = |text: &str| Mac::in_prose(text).count();
        assert_eq!(prose("seen at 44:19:B6:12:34:56, rack 2"), 1);
        assert_eq!(prose("serial 441906123456"), 0);
        assert_eq!(prose("44 19 06 12 34 56"), 0);
    }

    proptest! {
        #[test]
        fn found_in_one_spelling_is_found_in_all(bits in 0u64..1 << 48, upper: bool) {
            let digits = if upper { format!("{bits:012X}") } else { format!("{bits:012x}") };
            let grouped = |size: usize, separator: &str| {
                let groups: Vec<_> = digits.as_bytes().chunks(size)
                    .map(|group| String::from_utf8_lossy(group).into_owned()).collect();
                groups.join(separator)
            };
            let plain = macs(&digits);
            for (size, separator) in [(2, ":"), (2, "-"), (2, " "), (2, "."), (4, "."), (4, "-"), (6, "-"), (6, ":")] {
                prop_assert_eq!(macs(&grouped(size, separator)), plain.clone());
            }
        }

        #[test]
        fn reading_is_total(text in any::<String>()) {
            for (_, place) in Mac::in_cell(&text).chain(Mac::in_prose(&text)) {
                prop_assert!(text.get(place).is_some());
            }
        }
    }
}
