//! What one text alone shows of its way: an inventory that is sound may hold a few cells that came from elsewhere, and were
//! broken before. They are mended where chance could not have made them, and reported where they can only be doubted.

use std::{collections::HashSet, sync::LazyLock};

use encoding_rs::{GBK, WINDOWS_1252};

use super::{
    escaped::{may_be_escaped, unescaped},
    mojibake::{Mend, TAKEN_FOR, latin_byte, runs, with_runs},
};

/// What became of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Garbled {
    /// It is known what it was.
    Mended {
        text: String,
        /// The name of the encoding that some program took it for.
        taken_for: &'static str,
    },
    /// Signs stood for others, or were none; this is what it says.
    Escaped(String),
    /// Letters of it are lost.
    Lost,
}

/// How often a text may have gone astray.
const TURNS: usize = 3;
/// At least this many accented letters and signs of Latin-1 stand together in no word.
const STRANGE: usize = 4;

/// What one text shows by itself; `None` where it is sound, as far as can be told.
pub(crate) fn garbled(text: &str) -> Option<Garbled> {
    let plain = unescaped(text);
    let text = plain.as_deref().unwrap_or(text);
    let found = if text.is_ascii() { None } else { astray(text) };
    found.or_else(|| plain.map(Garbled::Escaped))
}

/// Whether it is plain at a glance that texts are sound.
pub(crate) fn is_plain(texts: &str) -> bool {
    texts.is_ascii() && !may_be_escaped(texts)
}

/// What became of a text beyond ASCII.
fn astray(text: &str) -> Option<Garbled> {
    let mut best: Option<(String, &'static str)> = None;
    for _ in 0..TURNS {
        let current = best.as_ref().map_or(text, |(text, _)| text);
        let Some(next) = mended(current) else { break };
        best = Some(next);
    }
    match best {
        Some((text, taken_for)) if !is_lost(&text) => Some(Garbled::Mended { text, taken_for }),
        _ => is_lost(text).then_some(Garbled::Lost),
    }
}

/// A text as it was before, as far as that is certain: after the turn back that is known of all, if any is, and those of its own.
pub(crate) fn restored(text: &str, mend: Option<Mend>) -> Option<String> {
    let turned = mend.and_then(|mend| mend.text(text));
    match garbled(turned.as_deref().unwrap_or(text)) {
        Some(Garbled::Mended { text, .. } | Garbled::Escaped(text)) => Some(text),
        _ => turned,
    }
}

/// A text after one turn back, and the encoding that it was taken for.
fn mended(text: &str) -> Option<(String, &'static str)> {
    let mut taken_for = None;
    let text = with_runs(text, |run| {
        let (run, name) = way_back(run)?;
        taken_for.get_or_insert(name);
        Some(run)
    });
    Some((text?, taken_for?))
}

/// Letters beyond ASCII that stand together as they were before, where no other writing would look like that.
fn way_back(run: &str) -> Option<(String, &'static str)> {
    let first = run.chars().next()?;
    if is_han(first) || !first.is_alphabetic() && first > '\u{2fff}' {
        return from_gbk(run);
    }
    let single = TAKEN_FOR.iter().find_map(|encoding| {
        let mend = Mend(encoding);
        let bytes = mend.bytes(run).filter(|bytes| begins_utf8(bytes))?;
        let text = String::from_utf8(bytes).ok()?;
        let letters = text.chars().count();
        let long = text.chars().any(|letter| letter.len_utf8() > 2);
        // Of accents and signs together a second letter is no chance; of Cyrillic letters a lone one may be.
        let certain = letters > 1 || *encoding == WINDOWS_1252 && (long || is_usual(&text));
        // Small letters alone are a word of their own: two Russian syllables may happen to be UTF-8 in the encoding of DOS.
        let certain = certain && !run.chars().all(char::is_lowercase);
        (certain && !text.chars().any(is_private)).then(|| (text, encoding.name()))
    });
    single.or_else(|| to_gbk(run))
}

/// Whether bytes beyond ASCII begin as UTF-8 does.
fn begins_utf8(bytes: &[u8]) -> bool {
    matches!(bytes, [0xc2..=0xf4, 0x80..=0xbf, ..])
}

/// Whether a lone letter is an accented one of Latin-1 or a sign between words.
fn is_usual(text: &str) -> bool {
    text.chars().all(|letter| matches!(letter, '\u{a0}' | '\u{ad}' | 'à'..='ÿ'))
}

/// Whether a letter is of nobody's alphabet but its program's.
fn is_private(letter: char) -> bool {
    matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}')
}

/// UTF-8 that was taken for a legacy encoding of Chinese.
fn from_gbk(run: &str) -> Option<(String, &'static str)> {
    // Encoding Chinese is slow, and few of its letters are made of bytes that begin UTF-8.
    static FIRST: LazyLock<HashSet<char>> = LazyLock::new(|| {
        let pairs =
            (0xe2..=0xef).flat_map(|lead: u8| (0x80..=0xbf).map(move |trail| [lead, trail]));
        pairs.filter_map(|pair| GBK.decode_without_bom_handling(&pair).0.chars().next()).collect()
    });
    if !run.chars().next().is_some_and(|first| FIRST.contains(&first)) {
        return None;
    }
    let (bytes, _, unmappable) = GBK.encode(run);
    let text = String::from_utf8(bytes.into_owned()).ok().filter(|_| !unmappable)?;
    let long = text.chars().filter(|letter| letter.len_utf8() > 2).count();
    let certain =
        long > 1 && text.chars().all(|letter| letter.len_utf8() > 2 && !is_private(letter));
    certain.then(|| (text, GBK.name()))
}

/// Chinese in a legacy encoding that was taken for Latin-1: its most usual letters are pairs of accented capitals and signs.
fn to_gbk(run: &str) -> Option<(String, &'static str)> {
    let bytes: Vec<u8> = run.chars().map(latin_byte).collect::<Option<_>>()?;
    let pairs = bytes.chunks(2);
    let usual = |pair: &[u8]| matches!(pair, [0xb0..=0xd7, 0xa1..=0xfe]);
    if bytes.len() < STRANGE || !pairs.clone().all(usual) {
        return None;
    }
    let (text, _) = GBK.decode_without_bom_handling(&bytes);
    text.chars().all(is_han).then(|| (text.into_owned(), WINDOWS_1252.name()))
}

/// Whether a text holds what no writer meant.
fn is_lost(text: &str) -> bool {
    let strange = |run: &str| {
        run.chars().filter(|letter| matches!(letter, '\u{a1}'..='\u{ff}')).count() >= STRANGE
    };
    text.chars().any(|letter| {
        letter == char::REPLACEMENT_CHARACTER
            || matches!(letter, '\u{80}'..='\u{9f}')
            || is_private(letter)
    }) || runs(text).any(strange)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::cases;

    fn text(cell: &str) -> Option<String> {
        match garbled(cell)? {
            Garbled::Mended { text, .. } | Garbled::Escaped(text) => Some(text),
            Garbled::Lost => None,
        }
    }

    #[test]
    fn one_cell_alone_comes_back() {
        let name = "北京设备";
        let latin = |bytes: &[u8]| bytes.iter().map(|byte| char::from(*byte)).collect::<String>();
        let once = latin(name.as_bytes());
        for cell in [
            WINDOWS_1252.decode_without_bom_handling(name.as_bytes()).0.into_owned(),
            latin(once.as_bytes()),
            latin(&GBK.encode(name).0),
            GBK.decode_without_bom_handling(name.as_bytes()).0.into_owned(),
            once,
        ] {
            assert_eq!(text(&format!("{cell} (CN)")).as_deref(), Some("北京设备 (CN)"), "{cell}");
        }
        assert_eq!(text("GerÃ¤t").as_deref(), Some("Gerät"));
        assert_eq!(text("KinderÂ\u{ad}garten").as_deref(), Some("Kinder\u{ad}garten"));
    }

    #[test]
    fn what_is_lost_is_said() {
        for cell in ["K\u{fffd}mera", "å?äº¬è®¾å¤?", "Ac\u{8b}me", "Êàìåðà"] {
            assert_eq!(garbled(cell), Some(Garbled::Lost), "{cell}");
        }
    }

    #[test]
    fn sound_cells_stay_as_they_are() {
        for [cell] in cases("cells", "not-garbled") {
            assert_eq!(garbled(cell), None, "{cell}");
        }
    }
}
