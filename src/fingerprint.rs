//! The fingerprint of a finding, by which it is known again in a later run, wherever its row stands by then.
//!
//! Audit gives it ([`Fingerprints`](crate::audit::Fingerprints)), of what the finding is about and of nothing else: no line, no file.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The bytes of a digest that are kept: no two findings of any register share them by chance.
const LENGTH: usize = 16;

/// What a finding is known by from one run to the next, as 32 hexadecimal digits.
///
/// ```
/// use banlint::Fingerprint;
///
/// let text = "00112233445566778899aabbccddeeff";
/// assert_eq!(text.parse::<Fingerprint>()?.to_string(), text);
/// # Ok::<(), banlint::fingerprint::NoFingerprint>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint(pub(crate) [u8; LENGTH]);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:0digits$x}", u128::from_be_bytes(self.0), digits = 2 * LENGTH)
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}

/// A text that is no fingerprint.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no fingerprint: expected 32 digits from 0 to 9 and a to f")]
pub struct NoFingerprint(pub String);

impl FromStr for Fingerprint {
    type Err = NoFingerprint;

    fn from_str(text: &str) -> Result<Self, NoFingerprint> {
        let fault = || NoFingerprint(text.to_owned());
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if text.len() != 2 * LENGTH || !text.bytes().all(is_digit) {
            return Err(fault());
        }
        u128::from_str_radix(text, 16).map(|bits| Self(bits.to_be_bytes())).map_err(|_| fault())
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_come_back_from_their_digits() {
        let print = Fingerprint([0x0f; LENGTH]);
        assert_eq!(print.to_string().parse(), Ok(print));
        let json = serde_json::to_string(&print).unwrap();
        assert_eq!(serde_json::from_str::<Fingerprint>(&json).unwrap(), print);
        for wrong in ["", "0", &"g".repeat(32), &"A".repeat(32), &"+1".repeat(16), &"é".repeat(16)]
        {
            assert!(wrong.parse::<Fingerprint>().is_err(), "{wrong}");
        }
    }
}
