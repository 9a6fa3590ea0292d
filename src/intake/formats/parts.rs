//! Headers of which a part is a known word: what is around it is noise, another word of the same meaning, or not known.

use super::{
    headers::Lookup,
    key::key,
    meaning::{Fit, Meaning, OtherSubject, Reading},
    tokens,
};
use crate::{
    Field,
    asset::{FieldTrait, Role},
    fold::is_unspaced,
};

/// The most words that are one header word together.
const WINDOW: usize = 6;
/// Shorter noise is not cut off from the word that it is glued to.
const GLUED: usize = 4;
/// The most letters of a word in a script without spaces.
const LETTERS: usize = 16;
/// Shorter names for a column, in bytes, are parts of an abbreviation.
const SHORTEST: usize = 2;
/// A part that is known while the rest is not must have this many bytes.
const SIGNIFICANT: usize = 3;

/// What is known of some words in a row.
#[derive(Clone, Copy, Default)]
struct Window<'a> {
    meaning: Option<&'a Meaning>,
    around: bool,
    after: bool,
    other_subject: Option<OtherSubject>,
    behind_maker: bool,
}

/// The words of a header with all that is known of them, alone and in a row.
struct Row<'a> {
    words: Vec<String>,
    /// By first word, then by number of words less one.
    windows: Vec<Vec<Window<'a>>>,
}

impl<'a> Lookup<'a> {
    /// What a header means of which all is not a known word.
    pub(super) fn in_parts(self, header: &str) -> Reading<'a> {
        let (outside, inside) = brackets(header);
        match self.in_pieces(header, &outside, &inside) {
            Reading::Known(meaning, _) if decides(meaning.role) && self.is_not_now(&inside) => {
                Reading::OtherSubject(OtherSubject::Absent)
            }
            reading => reading,
        }
    }

    fn in_pieces(self, header: &str, outside: &str, inside: &str) -> Reading<'a> {
        // Goods in general, and in brackets that it is their maker: `Device (Make)`, as where one header stands above the other.
        let maker = self.meaning(&key(inside)).filter(|meaning| is_maker(meaning.role));
        let says_goods = |meaning: &Meaning| {
            matches!(meaning.role, Role::Field(Field::Description | Field::Equipment))
        };
        let is_goods = || self.meaning(&key(outside)).is_none_or(says_goods);
        if let Some(maker) = maker.filter(|_| is_goods() && self.spoken_of(header).is_none()) {
            return Reading::Known(maker, Fit::Part);
        }
        // Brackets after a blank are a remark, unlike those of a path: `hardware[serial]`.
        let remark = outside.ends_with(char::is_whitespace) && self.spoken_of(inside).is_none();
        if let Some(meaning) = self.meaning(&key(outside)).filter(|_| remark) {
            return Reading::Known(meaning, Fit::Part);
        }
        if let Some(other_subject) = self.spoken_of(header) {
            return Reading::OtherSubject(other_subject);
        }
        let mut unsure = None;
        let pieces = [outside, inside].into_iter().filter(|_| !inside.is_empty());
        for text in [header].into_iter().chain(pieces) {
            match self.part(text) {
                Some(known @ Reading::Known(_, Fit::Part)) => return known,
                other => unsure = unsure.or(other),
            }
        }
        let known = self.alternatives(header).or_else(|| self.in_full(header));
        known.or(unsure).unwrap_or(Reading::Unknown)
    }

    /// What a header means once its short words are written in full, in their order or, where there are two, in the other:
    /// `In-Svc Dt`, `Date Inst.`.
    fn in_full(self, header: &str) -> Option<Reading<'a>> {
        let short = tokens::words(header)?;
        let long = short.iter().map(|word| self.headers.shorts.get(word).unwrap_or(word).as_str());
        let long: Vec<_> = long.collect();
        if long == short {
            return None;
        }
        let text = long.join(" ");
        if let Some(other_subject) = self.spoken_of(&text) {
            return Some(Reading::OtherSubject(other_subject));
        }
        let turned = match long.as_slice() {
            [first, second] => self.meaning(&key(&format!("{second} {first}"))),
            _ => None,
        };
        let whole = self.meaning(&key(&text)).or(turned);
        whole.map(|meaning| Reading::Known(meaning, Fit::Part)).or_else(|| self.part(&text))
    }

    /// Whether a remark behind a header says that its cells tell of another time than today.
    fn is_not_now(self, remark: &str) -> bool {
        let not_now = &self.headers.not_now;
        let words = tokens::words(remark).unwrap_or_default();
        not_now.contains(&key(remark)) || words.iter().any(|word| not_now.contains(word))
    }

    /// What a text speaks of other than the asset, if it does.
    pub(super) fn spoken_of(self, text: &str) -> Option<OtherSubject> {
        self.row(text).as_ref().and_then(Row::other_subject)
    }

    /// What one piece of a header means.
    pub(super) fn part(self, text: &str) -> Option<Reading<'a>> {
        if let Some(meaning) = self.meaning(&key(text)) {
            return Some(Reading::Known(meaning, Fit::Part));
        }
        let row = self.row(text)?;
        // Noise may stand in the middle too: `Date HW purchased`.
        let bare = || self.meaning(&row.significant());
        let known = row.covered().or_else(bare);
        let known = known.map(|meaning| Reading::Known(meaning, Fit::Part));
        let misspelt = || {
            let keys = [key(text), row.significant()];
            let meaning = keys.iter().find_map(|key| self.misspelt(key))?;
            Some(Reading::Known(meaning, Fit::Misspelt))
        };
        let guess = || Some(Reading::Known(row.guessed()?, Fit::Guess));
        known.or_else(misspelt).or_else(guess)
    }

    /// What a header of several names for a column means: the same thing twice, a maker and a model, or else the first.
    fn alternatives(self, header: &str) -> Option<Reading<'a>> {
        const BETWEEN: [char; 12] = ['/', '|', '&', '+', ',', ';', '\n', '(', ')', '[', ']', ':'];
        if !header.contains(BETWEEN) {
            return None;
        }
        let parts = header.split(BETWEEN);
        let known: Vec<_> = parts
            .filter(|part| key(part).len() >= SHORTEST)
            .filter_map(|part| match self.part(part)? {
                Reading::Known(meaning, Fit::Part) => Some(meaning),
                _ => None,
            })
            .collect();
        let first = *known.first()?;
        let model = known.iter().find(|meaning| meaning.role == Role::Field(Field::Model));
        let meaning = model.filter(|_| known.iter().any(|one| is_maker(one.role)));
        Some(Reading::Known(meaning.copied().unwrap_or(first), Fit::Part))
    }

    /// The meaning of a word that is nearly this key, where all such words have the same. Facts that decide verdicts are not
    /// read from a word that ends in another way, or has more than one other letter: `Date decommissioned` is no date of
    /// commissioning, and a purchase is nothing that was purchased.
    fn misspelt(self, key: &str) -> Option<&'a Meaning> {
        let ends = |word: &str| word.chars().next_back() == key.chars().next_back();
        let near = self.headers.near(key).into_iter();
        let near = near.filter_map(|(word, wrong)| Some((word, wrong, self.meaning(word)?)));
        let sure = |&(word, wrong, meaning): &(&str, usize, &Meaning)| {
            !decides(meaning.role) || wrong == 1 && ends(word)
        };
        let mut near = near.filter(sure).map(|(_, _, meaning)| meaning);
        let first = near.next()?;
        let same = |other: &Meaning| other.role == first.role && other.instead == first.instead;
        near.all(same).then_some(first)
    }

    fn row(self, text: &str) -> Option<Row<'a>> {
        let mut words = Vec::new();
        for word in tokens::words(text)? {
            self.unglue(word, &mut words);
        }
        if words.len() > tokens::MOST {
            return None;
        }
        let window = |first: usize, length: usize| {
            let key = words.get(first..=first + length).unwrap_or_default().concat();
            self.window(&key)
        };
        let lengths = |first: usize| (words.len() - first).min(WINDOW);
        let windows = (0..words.len())
            .map(|first| (0..lengths(first)).map(|length| window(first, length)).collect())
            .collect();
        Some(Row { words, windows })
    }

    fn window(self, key: &str) -> Window<'a> {
        let headers = self.headers;
        let number = key.chars().all(char::is_numeric);
        let letter = key.len() == 1;
        Window {
            meaning: self.meaning(key),
            around: number || letter || headers.noise.around.contains(key),
            after: headers.noise.after.contains(key),
            other_subject: self.other_subject(key),
            behind_maker: headers.behind_maker.contains(key),
        }
    }

    /// What a word speaks of other than the asset, of one such thing or of several.
    fn other_subject(self, key: &str) -> Option<OtherSubject> {
        let other_subject = &self.headers.other_subjects;
        let several = || other_subject.get(key.strip_suffix('s')?);
        other_subject.get(key).or_else(several).copied()
    }

    fn is_word(self, key: &str) -> bool {
        let window = self.window(key);
        window.meaning.is_some() || window.around || window.after || window.other_subject.is_some()
    }

    /// Cuts noise from words that are written as one: `Geräteseriennummer`, `硬件购买日期`.
    fn unglue(self, word: String, into: &mut Vec<String>) {
        if word.is_ascii() && word.len() < GLUED || self.is_word(&word) {
            into.push(word);
        } else if word.chars().any(|c| is_unspaced(c) || is_hangul(c)) {
            self.cut_letters(&word, into);
        } else if let Some((first, second)) = self.cut_noise(&word) {
            into.extend([first, second]);
        } else {
            into.push(word);
        }
    }

    /// Cuts a word where noise ends or begins and the rest is known.
    fn cut_noise(self, word: &str) -> Option<(String, String)> {
        let noise =
            |part: &str| part.chars().count() >= GLUED && self.headers.noise.around.contains(part);
        let borders = word.char_indices().map(|(at, _)| word.split_at(at));
        let mut fits = borders.filter(|(first, second)| {
            noise(first) && self.meaning(second).is_some()
                || noise(second) && self.meaning(first).is_some()
        });
        fits.next().map(|(first, second)| (first.to_owned(), second.to_owned()))
    }

    /// Cuts a text without spaces into known words, the longest first; what is not known stays together.
    fn cut_letters(self, text: &str, into: &mut Vec<String>) {
        let borders: Vec<usize> =
            text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (mut at, mut unknown) = (0, String::new());
        while at + 1 < borders.len() {
            let ends = (at + 1..borders.len().min(at + 1 + LETTERS)).rev();
            let part = |end: usize| text.get(borders[at]..borders[end]).unwrap_or_default();
            let known = ends.clone().find(|&end| self.is_word(part(end)));
            if let Some(end) = known {
                if !unknown.is_empty() {
                    into.push(std::mem::take(&mut unknown));
                }
                into.push(part(end).to_owned());
                at = end;
            } else {
                unknown.push_str(part(at + 1));
                at += 1;
            }
        }
        if !unknown.is_empty() {
            into.push(unknown);
        }
    }
}

impl<'a> Row<'a> {
    /// What it speaks of other than the asset: of a part of something strange, of what is strange.
    fn other_subject(&self) -> Option<OtherSubject> {
        let windows = || self.windows.iter().flatten();
        if windows().any(|window| window.behind_maker) {
            return None;
        }
        windows().filter_map(|window| window.other_subject).max()
    }

    /// The meaning of the longest known part around which there is only noise or the same meaning. Of parts of one length the
    /// last is taken, as the word that the others belong to. A model or a number with its maker is one, and
    /// a site's country a country.
    fn covered(&self) -> Option<&'a Meaning> {
        let all = self.words.len();
        for length in (1..=all.min(WINDOW)).rev() {
            for first in (0..=all - length).rev() {
                let Some(meaning) = self.window(first, length).meaning else { continue };
                if self.is_covered(0, first, meaning, false)
                    && self.is_covered(first + length, all, meaning, true)
                {
                    return Some(meaning);
                }
            }
        }
        None
    }

    /// Whether the words from `first` up to `end` say nothing else than a meaning.
    fn is_covered(&self, first: usize, end: usize, meaning: &Meaning, after: bool) -> bool {
        let same = |other: &Meaning| {
            other.role == meaning.role
                || is_of_maker(meaning.role) && is_maker(other.role)
                || meaning.role == Role::Field(Field::Country)
                    && other.role == Role::Field(Field::Site)
        };
        let mut reached = vec![false; end - first + 1];
        reached[0] = true;
        for start in first..end {
            if !reached[start - first] {
                continue;
            }
            for length in 1..=(end - start).min(WINDOW) {
                let window = self.window(start, length);
                let fits = window.around
                    || after && window.after && is_named(meaning.role)
                    || window.meaning.is_some_and(same);
                reached[start - first + length] |= fits;
            }
        }
        reached[end - first]
    }

    /// The meaning of a known part at the end, or of several words at the beginning, where the rest is not known: only of facts
    /// of which a wrong guess changes no verdict by itself, and of words that mean one thing. The owner of a model is no model,
    /// so the rest must not be known for something else; a maker's serial number is a serial number.
    fn guessed(&self) -> Option<&'a Meaning> {
        let all = self.words.len();
        (1..all.min(WINDOW + 1)).rev().find_map(|length| {
            let end = (all - length, 0..all - length);
            let beginning = (0, length..all);
            let places = [Some(end), (length > 1).then_some(beginning)].into_iter().flatten();
            places.into_iter().find_map(|(first, mut rest)| {
                let words = self.words.get(first..first + length)?;
                let significant = words.iter().map(String::len).sum::<usize>() >= SIGNIFICANT;
                let meaning = self.window(first, length).meaning.filter(|_| significant)?;
                let fits = meaning.instead.is_empty() && is_harmless(meaning.role);
                let other = |at| {
                    // What names a secret by itself may say of what the rest tells: `SNMP location`.
                    let silent =
                        |role| role == meaning.role || role == Role::Secret || is_maker(role);
                    self.window(at, 1).meaning.is_some_and(|other| !silent(other.role))
                };
                (fits && !rest.any(other)).then_some(meaning)
            })
        })
    }

    /// The words that are no noise, as one.
    fn significant(&self) -> String {
        let words = self.words.iter().enumerate();
        let significant = words.filter(|&(at, _)| !self.window(at, 1).around);
        significant.map(|(_, word)| word.as_str()).collect()
    }

    fn window(&self, first: usize, length: usize) -> Window<'a> {
        let windows = self.windows.get(first);
        windows.and_then(|windows| windows.get(length - 1)).copied().unwrap_or_default()
    }
}

/// The text outside of all brackets, and the text inside of them.
fn brackets(header: &str) -> (String, String) {
    let (mut outside, mut inside, mut depth) = (String::new(), String::new(), 0_usize);
    for c in header.chars() {
        match c {
            '(' | '[' | '{' | '（' | '【' | '<' => depth += 1,
            ')' | ']' | '}' | '）' | '】' | '>' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(c),
            _ => inside.push(c),
        }
    }
    (outside, inside)
}

fn is_maker(role: Role) -> bool {
    role.is(FieldTrait::Maker)
}

/// Whether a maker's one of it is one.
fn is_of_maker(role: Role) -> bool {
    role.is(FieldTrait::OfMaker)
}

/// Whether a name or code of it is it.
fn is_named(role: Role) -> bool {
    use Field::{
        Brand, Country, Equipment, Manufacturer, Model, Network, Owner, Site, Status, Supplier,
    };
    matches!(
        role,
        Role::Field(
            Brand
                | Country
                | Equipment
                | Manufacturer
                | Model
                | Network
                | Owner
                | Site
                | Status
                | Supplier
        )
    )
}

/// Whether a column that is wrongly taken for it changes no verdict by itself.
fn is_harmless(role: Role) -> bool {
    use Field::{AssetId, Description, Firmware, Ip, Mac, Model, PartNumber, Serial, Site};
    matches!(
        role,
        Role::Field(
            AssetId | Description | Firmware | Ip | Mac | Model | PartNumber | Serial | Site
        )
    )
}

/// Whether a fact by itself decides what the law says of an asset.
fn decides(role: Role) -> bool {
    use Field::{Country, Equipment, Owner, Status};
    role.is(FieldTrait::Dated)
        || role.is(FieldTrait::Term)
        || role.is(FieldTrait::Nation)
        || matches!(role, Role::Field(Country | Equipment | Owner | Status))
}

fn is_hangul(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}')
}
