//! Marks by field: what is looked for in each column, and which columns a text given without one could stand in.

use super::marks::{FccId, Mac};
use crate::Field;

/// Every column that is searched, with what is looked for in it.
pub const SEARCHED: &[(Field, &str)] = &[
    (Field::Manufacturer, "name of a maker, a group company or a label, nor model family"),
    (Field::Brand, "name of a maker, a group company or a label, nor model family"),
    (Field::Model, "model family"),
    (Field::PartNumber, "model family"),
    (Field::Description, "name or model family"),
    (Field::Serial, "model family at its beginning, nor shape of serials"),
    (Field::Mac, "block registered to a known maker"),
    (Field::FccId, "grantee code of a known maker"),
    (Field::Cpe, "vendor name of a known maker"),
    (Field::Firmware, "pattern of a known maker's versions"),
    (Field::Banner, "banner of a known maker"),
    (Field::Hostname, "name or model family"),
    (Field::Supplier, "name of a known maker"),
];

/// The fields that a text could be, when nobody says which: a MAC address and a CPE are plain to see; other text may be a
/// maker, a model or a serial, and may be an FCC ID or a firmware version besides.
#[must_use]
pub fn fields_for(text: &str) -> Vec<Field> {
    let text = text.trim();
    if Mac::in_cell(text).next().is_some() {
        return vec![Field::Mac];
    }
    if text.len() > 4 && text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("cpe:")) {
        return vec![Field::Cpe];
    }
    let mut fields = vec![Field::Manufacturer];
    let one_word = !text.contains(char::is_whitespace);
    if one_word && text.contains(|c: char| c.is_ascii_digit()) {
        fields.push(Field::Serial);
    }
    if FccId::in_prose(text).is_some() || (one_word && FccId::in_cell(text).next().is_some()) {
        fields.push(Field::FccId);
    }
    if text.contains(['.', '/', ':', '=']) {
        fields.extend([Field::Firmware, Field::Banner]);
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_tried_where_it_could_stand() {
        assert_eq!(fields_for("44:19:B6:12:34:56"), [Field::Mac]);
        assert_eq!(fields_for("cpe:2.3:o:acme:os:1"), [Field::Cpe]);
        assert_eq!(fields_for("Acme C800"), [Field::Manufacturer]);
        assert!(fields_for("2ADTD-5604SD").contains(&Field::FccId));
        assert!(fields_for("2.622.00AC000.0").contains(&Field::Firmware));
    }
}
