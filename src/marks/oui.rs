//! Blocks of MAC addresses as the IEEE registers them: 24, 28 or 36 bits, the longest of which decides.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::Mac;

/// A registered block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Oui {
    prefix: u64,
    bits: u8,
}

impl Oui {
    /// The block of this length that an address lies in.
    fn of(mac: Mac, bits: u8) -> Self {
        Self { prefix: mac.bits() >> (48 - bits), bits }
    }
}

/// A text that is no block of a maker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OuiError {
    /// It is no block at all.
    #[error("a MAC block has 6, 7 or 9 hexadecimal digits and nothing else")]
    Digits,
    /// Its addresses are those of groups.
    #[error("addresses that begin so are of groups (multicast), and of no device")]
    Group,
}

impl FromStr for Oui {
    type Err = OuiError;

    fn from_str(text: &str) -> Result<Self, OuiError> {
        let bits = match text.len() {
            6 => 24,
            7 => 28,
            9 => 36,
            _ => return Err(OuiError::Digits),
        };
        if !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(OuiError::Digits);
        }
        let prefix = u64::from_str_radix(text, 16).map_err(|_| OuiError::Digits)?;
        // Blocks whose addresses look as if they were given locally are no fault: the registry has some from before that bit had a meaning.
        if (prefix >> (bits - 8)) & 1 != 0 {
            return Err(OuiError::Group);
        }
        Ok(Self { prefix, bits })
    }
}

impl fmt::Display for Oui {
    /// Digits in pairs: `44:19:B6`, `8C:1F:64:D6:C`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:0width$X}", self.prefix, width = usize::from(self.bits / 4));
        for (index, digit) in digits.char_indices() {
            if index > 0 && index % 2 == 0 {
                f.write_str(":")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

/// How many hashes there are.
const HEADS: usize = 1 << 16;

fn hashed(head: u64) -> usize {
    (head.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48) as usize
}

/// Blocks with what they stand for.
#[derive(Clone, Debug)]
pub(crate) struct OuiTable<T> {
    /// One sorted list a length, the longest first.
    lists: [(u8, Vec<(u64, T)>); 3],
    /// One bit for each hash of the first 24 bits of a block: most addresses of strangers have none.
    heads: Box<[u64]>,
}

impl<T> OuiTable<T> {
    /// A table of these blocks.
    pub(crate) fn new(blocks: impl IntoIterator<Item = (Oui, T)>) -> Self {
        let mut lists = [36, 28, 24].map(|bits| (bits, Vec::new()));
        let mut heads = vec![0_u64; HEADS / 64].into_boxed_slice();
        for (oui, value) in blocks {
            let head = hashed(oui.prefix >> (oui.bits - 24));
            heads[head / 64] |= 1 << (head % 64);
            if let Some((_, list)) = lists.iter_mut().find(|(bits, _)| *bits == oui.bits) {
                list.push((oui.prefix, value));
            }
        }
        for (_, list) in &mut lists {
            list.sort_by_key(|(prefix, _)| *prefix);
        }
        Self { lists, heads }
    }

    /// What a block itself stands for, whose addresses may be in longer ones.
    pub(crate) fn of_block(&self, oui: Oui) -> Option<&T> {
        let (_, list) = self.lists.iter().find(|(bits, _)| *bits == oui.bits)?;
        let at = list.binary_search_by_key(&oui.prefix, |(prefix, _)| *prefix).ok()?;
        list.get(at).map(|(_, value)| value)
    }

    /// The longest block that an address lies in.
    pub(crate) fn get(&self, mac: Mac) -> Option<(Oui, &T)> {
        let head = hashed(mac.bits() >> 24);
        if self.heads[head / 64] >> (head % 64) & 1 == 0 {
            return None;
        }
        self.lists.iter().find_map(|(bits, list)| {
            let oui = Oui::of(mac, *bits);
            let at = list.binary_search_by_key(&oui.prefix, |(prefix, _)| *prefix).ok()?;
            list.get(at).map(|(_, value)| (oui, value))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mac(text: &str) -> Mac {
        Mac::in_cell(text).next().unwrap().0
    }

    #[test]
    fn reads_the_three_lengths_and_nothing_else() {
        for (written, shown) in
            [("4419B6", "44:19:B6"), ("8c1f64d", "8C:1F:64:D"), ("8C1F64D6C", "8C:1F:64:D6:C")]
        {
            assert_eq!(written.parse::<Oui>().unwrap().to_string(), shown);
        }
        for written in ["", "4419B", "4419B6A9", "44:19:B6", "4419BG", "+419B6"] {
            assert_eq!(written.parse::<Oui>(), Err(OuiError::Digits), "{written}");
        }
        assert_eq!("01005E".parse::<Oui>(), Err(OuiError::Group));
        assert!("0200000".parse::<Oui>().is_ok());
        assert_eq!("FFFFFFFFF".parse::<Oui>(), Err(OuiError::Group));
    }

    #[test]
    fn the_longest_block_decides() {
        let blocks = [("4419B6", "big"), ("4419B6A", "middle"), ("4419B6A12", "small")];
        let table = OuiTable::new(blocks.map(|(oui, name)| (oui.parse().unwrap(), name)));
        let found = |text: &str| table.get(mac(text)).map(|(_, name)| *name);
        assert_eq!(found("44:19:B6:00:00:01"), Some("big"));
        assert_eq!(found("44:19:B6:A0:00:01"), Some("middle"));
        assert_eq!(found("44:19:B6:A1:20:01"), Some("small"));
        assert_eq!(found("44:19:B7:A1:20:01"), None);
    }
}
