//! Text in Base64, as some forms write what is not plain: values of YAML under `!!binary`, those of directories behind two colons.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use encoding_rs::WINDOWS_1252;

/// The text that is written so; `None` where it is none.
pub(crate) fn decoded(written: &str) -> Option<String> {
    let written: String = written.split_whitespace().collect();
    let bytes = STANDARD.decode(written).ok().filter(|bytes| !bytes.is_empty())?;
    let text = String::from_utf8(bytes).unwrap_or_else(|error| {
        WINDOWS_1252.decode_without_bom_handling(error.as_bytes()).0.into_owned()
    });
    let is_odd = |letter: char| letter.is_control() && !letter.is_whitespace();
    (!text.contains(is_odd)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn texts_are_told_from_other_bytes() {
        for (written, text) in [
            ("QWNtZQ==", Some("Acme")),
            ("QWNt\n  ZQ==\n", Some("Acme")),
            ("R2Vy5HQ=", Some("Gerät")),
            ("R2Vyw6R0", Some("Gerät")),
            ("AAEC", None),
            ("", None),
            ("Acme!", None),
        ] {
            assert_eq!(decoded(written).as_deref(), text, "{written}");
        }
    }
}
