//! FCC IDs: the first three or five characters are the grantee code of the applicant.

use super::find_ignoring_case;

/// An FCC ID, in upper case and without its prefix words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FccId {
    grantee: String,
    product: String,
}

/// The words that may stand before an ID.
const PREFIX: (&str, &str) = ("FCC", "ID");
/// What may stand between and after them.
const GAPS: [char; 7] = [':', '#', '=', ' ', '.', '-', '_'];
const LONGEST_PRODUCT: usize = 14;
/// The length of a code as they are granted now.
const NEW_CODE: usize = 5;
/// Fewest characters of an ID among other words.
const SHORTEST: usize = 6;
/// IDs beyond this number in one cell are not read.
const MOST: usize = 16;

impl FccId {
    /// Reads one ID; the hyphen after the grantee code may be missing.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = after_prefix(text).unwrap_or(text);
        let code = grantee_length(text.bytes().next()?)?;
        let (grantee, rest) = (text.get(..code)?, text.get(code..)?);
        let product = rest.strip_prefix('-').unwrap_or(rest);
        let plain = |part: &str| part.bytes().all(|b| b.is_ascii_alphanumeric());
        let product_fits = (1..=LONGEST_PRODUCT).contains(&product.len())
            && product.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        (plain(grantee) && product_fits).then(|| Self {
            grantee: grantee.to_ascii_uppercase(),
            product: product.to_ascii_uppercase(),
        })
    }

    /// The IDs of a cell made for them, which may say a word more, or name the grantee alone.
    pub fn in_cell(text: &str) -> impl Iterator<Item = (Self, &str)> {
        let parts = text.split([',', ';', '/', '|', '\n']);
        parts.filter_map(|part| Self::in_part(part.trim())).take(MOST)
    }

    fn in_part(part: &str) -> Option<(Self, &str)> {
        let whole = Self::parse(part).or_else(|| {
            let (grantee, product) = part.split_once(' ').unwrap_or((part, ""));
            if grantee.len() != NEW_CODE || !Self::is_grantee(grantee) {
                return None;
            }
            let product = product.trim_start().to_ascii_uppercase();
            let is_id = product.is_empty() || Self::parse(&format!("{grantee}{product}")).is_some();
            is_id.then(|| Self { grantee: grantee.to_owned(), product })
        });
        if let Some(whole) = whole {
            return Some((whole, part));
        }
        // "Contains: ABC1234"
        let numbered = |word: &&str| {
            word.len() >= SHORTEST && word.bytes().any(|letter| letter.is_ascii_digit())
        };
        let mut words = part.split([' ', ':']).filter(numbered);
        words.find_map(|word| Some((Self::parse(word)?, word)))
    }

    /// The ID that stands after its prefix words in prose.
    pub fn in_prose(text: &str) -> Option<(Self, &str)> {
        let mut rest = text;
        for _ in 0..MOST {
            rest = rest.get(find_ignoring_case(rest, PREFIX.0)?..)?;
            if let Some(labelled) = after_prefix(rest) {
                let id = labelled.split([',', ';', ' ', '|', '\n', ')']).next()?;
                return Some((Self::parse(id.trim_end_matches('.'))?, id));
            }
            rest = rest.get(PREFIX.0.len()..)?;
        }
        None
    }

    /// Whether a text is a grantee code.
    pub fn is_grantee(text: &str) -> bool {
        let length = text.bytes().next().and_then(grantee_length);
        length == Some(text.len())
            && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    }

    /// The code of the applicant.
    pub fn grantee(&self) -> &str {
        &self.grantee
    }

    /// The applicant's own part.
    pub fn product(&self) -> &str {
        &self.product
    }
}

/// New codes have five characters and begin with a digit; old ones have three.
fn grantee_length(first: u8) -> Option<usize> {
    match first {
        b'2'..=b'9' => Some(NEW_CODE),
        b'A'..=b'Z' | b'a'..=b'z' => Some(3),
        _ => None,
    }
}

fn after_prefix(text: &str) -> Option<&str> {
    let (first, second) = PREFIX;
    let rest = without(text, first)?.trim_start_matches(GAPS);
    Some(without(rest, second)?.trim_start_matches(GAPS))
}

fn without<'t>(text: &'t str, head: &str) -> Option<&'t str> {
    let start = text.get(..head.len())?;
    if start.eq_ignore_ascii_case(head) { text.get(head.len()..) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_character_tells_the_length_of_the_code() {
        for (written, grantee, product) in [
            ("2ADTD-5604SD", "2ADTD", "5604SD"),
            ("2adtd5604sd", "2ADTD", "5604SD"),
            ("FCC ID: YAMPD79XISU1", "YAM", "PD79XISU1"),
            ("fcc id QISANE-LX1", "QIS", "ANE-LX1"),
            (" SS3-M3E2206 ", "SS3", "M3E2206"),
        ] {
            let id = FccId::parse(written).unwrap();
            assert_eq!((id.grantee(), id.product()), (grantee, product), "{written}");
        }
        for written in ["", "2ADTD", "0ABC-1", "n/a", "YAM", "see label on device", "YAM-ÄÖ"] {
            assert_eq!(FccId::parse(written), None, "{written}");
        }
    }

    #[test]
    fn prose_needs_the_prefix() {
        assert_eq!(
            FccId::in_prose("Label reads FCC ID: 2ADTD-5604SD.").unwrap().1,
            "2ADTD-5604SD."
        );
        assert_eq!(FccId::in_prose("2ADTD-5604SD"), None);
        assert_eq!(FccId::in_cell("2ADTD-5604SD; YAMPD79X").count(), 2);
        for (cell, grantee, product) in [
            ("2ADTD DS2CD", "2ADTD", "DS2CD"),
            ("2ADTD", "2ADTD", ""),
            ("Contains: QISME909S", "QIS", "ME909S"),
            ("contains FCC ID QISME909S", "QIS", "ME909S"),
        ] {
            let (id, _) = FccId::in_cell(cell).next().unwrap();
            assert_eq!((id.grantee(), id.product()), (grantee, product), "{cell}");
        }
        for cell in ["n/a", "YAM", "none seen", "see label", "not 2024"] {
            assert_eq!(FccId::in_cell(cell).next(), None, "{cell}");
        }
    }

    #[test]
    fn codes_are_told_from_other_texts() {
        assert!(FccId::is_grantee("2ADTD") && FccId::is_grantee("SS3"));
        assert!(
            !FccId::is_grantee("2ADT") && !FccId::is_grantee("SS34") && !FccId::is_grantee("ss3")
        );
    }
}
