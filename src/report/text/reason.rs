//! Reasons: why a provision holds, is open or does not reach, told once for all rows of a finding.
//!
//! The rows of one finding were bought on different days for the same reason. Their dates are shown as the span that they cover.

use std::mem;

/// Other wordings kept of one reason.
const WORDINGS: usize = 3;

/// A reason as several rows give it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reason {
    wordings: Vec<Wording>,
}

/// A sentence cut at its dates, with the earliest and the latest that stood at each place.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Wording {
    pieces: Vec<String>,
    dates: Vec<(String, String)>,
}

impl Reason {
    /// The reason of one row.
    pub(super) fn new(text: &str) -> Self {
        Self { wordings: vec![Wording::new(text)] }
    }

    /// Adds what another row says at the same place.
    pub(super) fn join(&mut self, text: &str) {
        let new = Wording::new(text);
        if let Some(same) = self.wordings.iter_mut().find(|known| known.pieces == new.pieces) {
            for ((first, last), (date, _)) in same.dates.iter_mut().zip(new.dates) {
                if date < *first {
                    *first = date;
                } else if date > *last {
                    *last = date;
                }
            }
        } else if self.wordings.len() < WORDINGS {
            self.wordings.push(new);
        }
    }

    /// The reason in words.
    pub(super) fn shown(&self) -> String {
        let all: Vec<_> = self.wordings.iter().map(Wording::shown).collect();
        all.join(", or ")
    }
}

impl Wording {
    fn new(text: &str) -> Self {
        let (mut pieces, mut dates) = (Vec::new(), Vec::new());
        let (mut piece, mut rest) = (String::new(), text);
        while let Some(first) = rest.chars().next() {
            let after_word = piece.ends_with(|c: char| c.is_alphanumeric() || c == '-');
            let length = if after_word { 0 } else { date_length(rest) };
            if length == 0 {
                piece.push(first);
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
            } else {
                let (date, after) = rest.split_at(length);
                pieces.push(mem::take(&mut piece));
                dates.push((date.to_owned(), date.to_owned()));
                rest = after;
            }
        }
        pieces.push(piece);
        Self { pieces, dates }
    }

    fn shown(&self) -> String {
        let mut out = String::new();
        for (at, piece) in self.pieces.iter().enumerate() {
            out.push_str(piece);
            match self.dates.get(at) {
                Some((first, last)) if first == last => out.push_str(first),
                Some((first, last)) => {
                    for part in ["between ", first, " and ", last] {
                        out.push_str(part);
                    }
                }
                None => {}
            }
        }
        out
    }
}

/// The text without its dates: what two rows must share to be of one reason.
pub(super) fn undated(text: &str) -> String {
    Wording::new(text).pieces.join("\u{0}")
}

/// The length of the date `2021-05` or `2021-05-17` with which the text begins; 0 if it begins with none.
fn date_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let fits = |shape: &[u8]| {
        let shaped = bytes.len() >= shape.len()
            && shape.iter().zip(bytes).all(|(want, byte)| match want {
                b'0' => byte.is_ascii_digit(),
                _ => want == byte,
            });
        let ends = text
            .get(shape.len()..)
            .is_some_and(|after| !after.starts_with(|c: char| c.is_alphanumeric() || c == '-'));
        shaped && ends
    };
    [b"0000-00-00".as_slice(), b"0000-00".as_slice()]
        .into_iter()
        .find(|shape| fits(shape))
        .map_or(0, <[u8]>::len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_become_the_span_that_they_cover() {
        let mut reason = Reason::new("it was bought 2021-05-17, not from 2022-12 to 2026-11-22");
        reason.join("it was bought 2020-01-02, not from 2022-12 to 2026-11-22");
        reason.join("it was bought 2021-03-04, not from 2022-12 to 2026-11-22");
        let said =
            "it was bought between 2020-01-02 and 2021-05-17, not from 2022-12 to 2026-11-22";
        assert_eq!(reason.shown(), said);
    }

    #[test]
    fn other_words_stand_beside_each_other() {
        let mut reason = Reason::new("it is a network camera");
        reason.join("it is a dome camera");
        assert_eq!(reason.shown(), "it is a network camera, or it is a dome camera");
        for at in 0..9 {
            reason.join(&format!("it is kind {at}"));
        }
        assert_eq!(reason.wordings.len(), WORDINGS);
    }

    #[test]
    fn only_dates_are_dates() {
        for text in ["model 2020-01x", "A2020-01-02", "2020-01-02-03", "série 12", "", "日2020"] {
            assert!(Wording::new(text).dates.is_empty(), "{text}");
            assert_eq!(Reason::new(text).shown(), text);
        }
    }
}
