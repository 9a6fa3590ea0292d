//! CPE names, in the URI form of version 2.2 and the formatted string of 2.3: only the vendor field matters here.

use super::find_ignoring_case;

/// The vendor field of a CPE name, in lower case and without escapes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CpeVendor(String);

/// Names beyond this number in one cell are not read.
const MOST: usize = 16;

impl CpeVendor {
    /// Reads the vendor of a name; `None` where the field is empty, any or not applicable.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.trim();
        let formatted = strip_prefix(name, "cpe:2.3:");
        let vendor = match formatted {
            Some(rest) => unescape(field(rest, true, 1)?, '\\'),
            None => unescape(field(strip_prefix(name, "cpe:/")?, false, 1)?, '%'),
        }?;
        let said = !matches!(vendor.as_str(), "" | "*" | "-");
        said.then(|| Self(vendor.to_lowercase()))
    }

    /// The vendors of all names in a text, with the names as written.
    pub fn in_text(text: &str) -> impl Iterator<Item = (Self, &str)> {
        let mut rest = text;
        std::iter::from_fn(move || {
            let at = find_ignoring_case(rest, "cpe:")?;
            let from = rest.get(at..)?;
            let end = from.find([' ', ',', ';', '\n', '\t', '"']).unwrap_or(from.len());
            let (name, after) = from.split_at(end);
            rest = after;
            Some(name)
        })
        .take(MOST)
        .filter_map(|name| Some((Self::parse(name)?, name)))
    }

    /// The vendor's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn strip_prefix<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

/// A field by number; in the formatted string a backslash keeps the next character, a colon too, from its work.
fn field(text: &str, backslash: bool, number: usize) -> Option<&str> {
    let mut start = 0;
    let mut count = 0;
    let mut escaped = false;
    for (at, letter) in text.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if backslash => escaped = true,
            ':' if count == number => return text.get(start..at),
            ':' => {
                count += 1;
                start = at + 1;
            }
            _ => {}
        }
    }
    if count == number { text.get(start..) } else { None }
}

/// Takes the escapes out: a backslash before a character, or a percent sign before two digits.
fn unescape(text: &str, mark: char) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter != mark {
            plain.push(letter);
        } else if mark == '\\' {
            plain.push(letters.next()?);
        } else {
            let (high, low) = (letters.next()?.to_digit(16)?, letters.next()?.to_digit(16)?);
            plain.push(char::from_u32(high << 4 | low)?);
        }
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_versions_give_the_vendor() {
        for (name, vendor) in [
            ("cpe:2.3:o:acme:cam_firmware:5.5:*:*:*:*:*:*:*", Some("acme")),
            ("cpe:/o:acme:cam_firmware:5.5", Some("acme")),
            ("CPE:/h:Acme", Some("acme")),
            (r"cpe:2.3:h:tp\-acme:x:-:*", Some("tp-acme")),
            (r"cpe:2.3:h:a\:b:x:-:*", Some("a:b")),
            ("cpe:/a:acme%21:x", Some("acme!")),
            ("cpe:2.3:o:*:linux:*", None),
            ("cpe:/o::linux", None),
            ("cpe:/o", None),
            ("cpe:/a:acme%zz:x", None),
            ("acme", None),
        ] {
            let read = CpeVendor::parse(name);
            assert_eq!(read.as_ref().map(CpeVendor::as_str), vendor, "{name}");
        }
    }

    #[test]
    fn names_are_found_in_prose() {
        let found: Vec<_> =
            CpeVendor::in_text("scan: cpe:/o:acme:x, cpe:2.3:h:other:y:*").collect();
        assert_eq!(found.len(), 2);
        assert_eq!((found[1].0.as_str(), found[1].1), ("other", "cpe:2.3:h:other:y:*"));
    }
}
