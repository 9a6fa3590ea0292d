//! SNMP object ids: the number after the enterprises arc is registered to a company.

use super::find_ignoring_case;

/// How the enterprises arc is written.
const ARCS: [&str; 3] = ["1.3.6.1.4.1.", "iso.3.6.1.4.1.", "enterprises."];

/// The private enterprise number of the first object id in a text, with the id as written.
pub(crate) fn enterprise_number(text: &str) -> Option<(u32, &str)> {
    ARCS.iter().find_map(|arc| {
        let at = find_ignoring_case(text, arc)?;
        let before = text.as_bytes().get(at.wrapping_sub(1));
        if before.is_some_and(u8::is_ascii_alphanumeric) {
            return None;
        }
        let start = at + arc.len();
        let digits = text.get(start..)?.bytes().take_while(u8::is_ascii_digit).count();
        let number = text.get(start..start + digits)?.parse().ok()?;
        Some((number, text.get(at..start + digits)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_each_way_of_writing_the_arc() {
        let found = enterprise_number("sysObjectID 1.3.6.1.4.1.9.1.516");
        assert_eq!(found, Some((9, "1.3.6.1.4.1.9")), "the id as written");
        for text in [
            "1.3.6.1.4.1.39165.1.1",
            ".1.3.6.1.4.1.39165",
            "iso.3.6.1.4.1.39165.1",
            "SNMPv2-SMI::enterprises.39165.1",
        ] {
            assert_eq!(enterprise_number(text).map(|(number, _)| number), Some(39165), "{text}");
        }
        for text in ["", "1.3.6.1.2.1.1", "1.3.6.1.4.1.", "1.3.6.1.4.1.x", "21.3.6.1.4.1.9"] {
            assert_eq!(enterprise_number(text), None, "{text}");
        }
    }
}
