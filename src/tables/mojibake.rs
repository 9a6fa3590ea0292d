//! Text that was broken on its way: written as UTF-8, read by some program as a legacy encoding, and written again
//! (`GerÃ¤t`). The way back is certain where the letters come out as valid UTF-8 again.

use encoding_rs::{Encoding, IBM866, KOI8_R, MACINTOSH, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};

/// The encodings that programs take UTF-8 for.
pub(super) const TAKEN_FOR: [&Encoding; 6] =
    [WINDOWS_1252, WINDOWS_1251, WINDOWS_1250, MACINTOSH, IBM866, KOI8_R];

/// The way back from one wrong turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mend(pub(super) &'static Encoding);

impl Mend {
    /// The way back for these cells, if most of their letters beyond ASCII went astray.
    pub(crate) fn of<'c>(cells: impl Iterator<Item = &'c str> + Clone) -> Option<Self> {
        let cells = cells.filter(|cell| !cell.is_ascii());
        let mut best: Option<(usize, Self)> = None;
        for encoding in TAKEN_FOR {
            let mend = Self(encoding);
            let (mut broken, mut sound) = (0, 0);
            for run in cells.clone().flat_map(runs) {
                match mend.run(run) {
                    Some(_) => broken += 1,
                    None => sound += 1,
                }
            }
            if broken > sound && best.is_none_or(|(before, _)| broken > before) {
                best = Some((broken, mend));
            }
        }
        best.map(|(_, mend)| mend)
    }

    /// The name of the encoding that the text was taken for.
    pub(crate) fn taken_for(self) -> &'static str {
        self.0.name()
    }

    /// A text as it was before; `None` where nothing of it is broken.
    pub(crate) fn text(self, text: &str) -> Option<String> {
        with_runs(text, |run| self.run(run))
    }

    /// Letters beyond ASCII that stand together, as they were before.
    fn run(self, run: &str) -> Option<String> {
        String::from_utf8(self.bytes(run)?).ok()
    }

    /// The bytes that were taken for these letters.
    pub(super) fn bytes(self, run: &str) -> Option<Vec<u8>> {
        if self.0 == WINDOWS_1252 {
            return run.chars().map(latin_byte).collect();
        }
        let (bytes, _, unmappable) = self.0.encode(run);
        (!unmappable).then(|| bytes.into_owned())
    }
}

/// The byte that is this letter in windows-1252, or in Latin-1, for which programs take each other.
pub(super) fn latin_byte(letter: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(letter) {
        return Some(byte);
    }
    let mut utf8 = [0; 4];
    let (bytes, _, unmappable) = WINDOWS_1252.encode(letter.encode_utf8(&mut utf8));
    bytes.first().copied().filter(|_| !unmappable)
}

/// A text with other letters in the place of some runs beyond ASCII; `None` where all stay.
pub(super) fn with_runs(
    text: &str,
    mut other: impl FnMut(&str) -> Option<String>,
) -> Option<String> {
    let (mut out, mut rest, mut changed) = (String::new(), text, false);
    for run in runs(text) {
        let Some(at) = rest.find(run) else { continue };
        let other = other(run);
        changed |= other.is_some();
        out.push_str(&rest[..at]);
        out.push_str(other.as_deref().unwrap_or(run));
        rest = &rest[at + run.len()..];
    }
    changed.then(|| out + rest)
}

/// The letters beyond ASCII of a text, as far as they stand together.
pub(super) fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_ascii()).filter(|run| !run.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of a text that is taken for another encoding.
    fn broken(text: &str, encoding: &'static Encoding) -> String {
        encoding.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn what_went_astray_comes_back() {
        for text in ["Gerät für Tür", "Überwachung – „Süd“", "Камера на складе", "海康威视", "€ 5"]
        {
            for encoding in TAKEN_FOR {
                let cell = broken(text, encoding);
                // A byte that an encoding does not have is lost for good.
                if !cell.contains('\u{fffd}') && encoding.encode(&cell).0 == text.as_bytes() {
                    let mend = Mend::of([cell.as_str()].into_iter()).unwrap();
                    assert_eq!(mend.text(&cell).as_deref(), Some(text), "{cell}");
                }
            }
        }
    }

    #[test]
    fn sound_text_stays_as_it_is() {
        for cells in [
            vec!["Gerät", "Tür", "Außenkamera"],
            vec!["Caméra n° 5", "« extérieur »", "CAFÉ…"],
            vec!["Камера", "«ДАЙС»"],
            vec!["»Fuß«", "Straße", "Süd"],
            vec!["海康威视", "카메라", "カメラ"],
            vec!["plain"],
        ] {
            assert_eq!(Mend::of(cells.iter().copied()), None, "{cells:?}");
        }
    }
}
