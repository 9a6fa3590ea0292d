//! Texts given without a column: which columns each could stand in.

use crate::{
    Field,
    marks::{FccId, Mac, Oui},
};

/// The fields that a text could be, when nobody says which: a MAC address and a CPE are plain to see; other text may be a
/// maker, a model or a serial, and may be an FCC ID or a firmware version besides.
pub(crate) fn fields_for(text: &str) -> Vec<Field> {
    let text = text.trim();
    if Mac::in_cell(text).next().is_some() {
        return vec![Field::Mac];
    }
    if text.len() > 4 && text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("cpe:")) {
        return vec![Field::Cpe];
    }
    let mut fields = vec![Field::Manufacturer];
    let one_word = !text.contains(char::is_whitespace);
    let is_number = one_word && text.contains(|c: char| c.is_ascii_digit());
    if is_number {
        fields.push(Field::Serial);
    }
    if FccId::in_prose(text).is_some() || is_number && FccId::in_cell(text).next().is_some() {
        fields.push(Field::FccId);
    }
    if text.contains(['.', '/', ':', '=']) {
        fields.extend([Field::Firmware, Field::Banner]);
    }
    fields
}

/// The first and the last address of a block of MAC addresses, where a text is the digits of one (`44-19-b6`, `E0508B`).
pub(crate) fn block(text: &str) -> Option<[String; 2]> {
    let separators: Vec<_> = text.chars().filter(|c| matches!(c, ':' | '-' | '.' | ' ')).collect();
    let pieces: Vec<_> = text.trim().split([':', '-', '.', ' ']).collect();
    let pairs = pieces.split_last().is_some_and(|(last, before)| {
        before.iter().all(|piece| piece.len() == 2) && last.len() <= 2
    });
    let whole = separators.windows(2).all(|two| two[0] == two[1]) && pairs || pieces.len() == 1;
    let digits = pieces.concat();
    digits.parse::<Oui>().ok().filter(|_| whole)?;
    let [first, last] = ["0", "F"].map(|digit| digits.clone() + &digit.repeat(12 - digits.len()));
    Mac::in_cell(&first).next()?;
    Some([first, last])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_told_from_addresses_and_words() {
        let first = |text: &str| block(text).map(|[first, _]| first);
        assert_eq!(first("44-19-b6").as_deref(), Some("4419b6000000"));
        assert_eq!(first("E0508B").as_deref(), Some("E0508B000000"));
        assert_eq!(block("8c:1f:64:d6:c").map(|[_, last]| last).as_deref(), Some("8c1f64d6cFFF"));
        for text in ["44:19:B6:12:34:56", "44:19-B6", "441:9B6", "DECADE", "banana", "", "123"] {
            assert_eq!(block(text), None, "{text}");
        }
    }

    #[test]
    fn a_text_is_read_where_it_could_stand() {
        assert_eq!(fields_for("44:19:B6:12:34:56"), [Field::Mac]);
        assert_eq!(fields_for("cpe:2.3:o:acme:os:1"), [Field::Cpe]);
        assert_eq!(fields_for("Acme C800"), [Field::Manufacturer]);
        assert!(fields_for("2ADTD-5604SD").contains(&Field::FccId));
        assert!(fields_for("2.622.00AC000.0").contains(&Field::Firmware));
    }
}
