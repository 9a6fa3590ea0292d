//! Names of lists in a row: which of them count where, and for how much.
//!
//! Among a hundred thousand names there is one for every word. So a name counts where it fills a cell made for a company, legal forms
//! left out; it is sure there if both spell it in several words that are not in everybody's name, or it is written in full with its legal form, and
//! a lead if it is a single word. In any other text it is a lead, and only where it stands as at least three words. Words a letter
//! away from a name are strangers' names, and are not followed.

use std::{ops::Range, sync::Arc};

use super::{
    Lists,
    names::{BEGIN, hash, hash_on},
};
use crate::{
    Asset, Attribution, Grade, MarkKind,
    asset::{About, Column},
    attribution::{Claim, Evidence, KnownBy, Maker},
    fold::{fold, is_unspaced},
    knowledge::Confidence,
    listing::Listing,
    strings::{start_of, word_spans},
    vendors::{NameKey, Search, fold_name},
};

/// Fewest letters of a sure name; of a script of syllables it has fewer.
const SURE_LETTERS: usize = 6;
const SURE_SYLLABLES: usize = 4;
/// Fewer letters name nobody.
const LEAST_LETTERS: usize = 3;
/// Fewest and most words of a name in a text, and its fewest letters.
const TEXT_WORDS: usize = 3;
const MOST_WORDS: usize = 12;
const TEXT_LETTERS: usize = 12;
/// A cell of more bytes is more than a name.
const LONGEST_NAME: usize = 400;
/// More of a cell is not read.
const LONGEST_CELL: usize = 8 << 10;
/// At most this many entries are shown of a row.
const SHOWN: usize = 8;

#[derive(Debug)]
struct ListedName {
    name: usize,
    span: Range<usize>,
    is_sure: bool,
}

impl Lists {
    pub(crate) fn may_name(&self, search: Search, column: &Column, cell: &str) -> bool {
        !self.in_cell(search, column, cell).is_empty()
    }

    /// Adds to who made an asset what the lists say: entries that name the makers which are known, and companies that they alone name.
    pub(crate) fn add_to(&self, asset: &Asset, attributions: &mut Vec<Attribution>) {
        for by in attributions.iter_mut() {
            let names = [Some(&by.maker.name), by.company.as_ref().map(|one| &one.name)];
            let names = names.into_iter().flatten().chain([&by.maker.short]);
            let found: Vec<_> = names.flat_map(|name| self.whole(name)).collect();
            for listing in found.iter().filter_map(|found| self.listing(found)) {
                add(&mut by.listings, listing);
            }
        }
        for (column, cell) in asset.layout.columns.iter().zip(asset.all_cells()) {
            let Some(search) = Search::of(column.role) else { continue };
            for found in self.in_cell(search, column, cell.trim()) {
                self.attribute(&found, column, cell.trim(), attributions);
            }
        }
    }

    /// Says of a company that a list names it, where nothing says so yet.
    fn attribute(
        &self,
        found: &ListedName,
        column: &Column,
        cell: &str,
        attributions: &mut Vec<Attribution>,
    ) {
        let (Some(listing), Some((_, entry))) = (self.listing(found), self.names.entry(found.name))
        else {
            return;
        };
        let is_known = |by: &Attribution| by.listings.iter().any(|known| is_same(known, &listing));
        if attributions.iter().any(is_known) {
            return;
        }
        let name = self.names.first_name(entry);
        let key = self.companies.key(name);
        let same = |by: &&mut Attribution| {
            by.known_by == KnownBy::Lists && self.companies.key(&by.maker.name) == key
        };
        if let Some(by) = attributions.iter_mut().find(same) {
            add(&mut by.listings, listing);
            return;
        }
        let sources = listing.law.sources.clone();
        let grade = if found.is_sure { Grade::Confirmed } else { Grade::Possible };
        let evidence = Evidence {
            mark: MarkKind::Name,
            column: column.header.clone(),
            origin: column.origin,
            text: cell.get(found.span.clone()).unwrap_or_default().to_owned(),
            claim: Claim::Name(listing.name.clone()),
            misspelt: None,
            grade,
            confidence: Confidence::Documented,
            sources,
        };
        attributions.push(Attribution {
            maker: Arc::new(Maker {
                id: maker_id(&listing),
                name: name.to_owned(),
                short: name.to_owned(),
                country: String::new(),
                meets: Vec::new(),
                makes: Vec::new(),
            }),
            known_by: KnownBy::Lists,
            company: None,
            grade,
            label: None,
            evidence: vec![evidence],
            against: Vec::new(),
            equipment: Vec::new(),
            if_of_kind: None,
            range: None,
            is_hosted: false,
            listings: vec![listing],
        });
    }

    fn listing(&self, found: &ListedName) -> Option<Listing> {
        let (_, entry) = self.names.entry(found.name)?;
        Some(Listing {
            law: Arc::clone(&self.applied.get(entry.list as usize)?.law),
            entry: self.names.id(entry).to_owned(),
            name: self.names.text(found.name).to_owned(),
            programs: self.names.programs(entry).to_owned(),
            is_sure: found.is_sure,
        })
    }

    fn in_cell(&self, search: Search, column: &Column, cell: &str) -> Vec<ListedName> {
        if !search.is_in_words() {
            return Vec::new();
        }
        let mut found = if search.is_for_companies() { self.whole(cell) } else { Vec::new() };
        if found.is_empty() {
            found = self.within(start_of(cell, LONGEST_CELL));
        }
        // Who sold a thing need not have made it.
        if !search.is_for_makers() || column.about != Some(About::Asset) {
            for one in &mut found {
                one.is_sure = false;
            }
        }
        found.truncate(SHOWN);
        found
    }

    /// The names that fill a cell, but for legal forms.
    fn whole(&self, cell: &str) -> Vec<ListedName> {
        if cell.len() > LONGEST_NAME {
            return Vec::new();
        }
        let spelling = self.companies.spelling(cell);
        let key = NameKey::from_folded(&spelling);
        let letters = key.as_str().chars().count();
        let is_syllables = spelling.chars().all(is_unspaced);
        if letters < LEAST_LETTERS && !is_syllables {
            return Vec::new();
        }
        let number = hash(key.as_str());
        let mut with_key =
            self.names.with_key(number).filter(|name| self.has_key(*name, key.as_str())).peekable();
        if with_key.peek().is_none() {
            return Vec::new();
        }
        let folded = fold_name(cell);
        let is_plain = self.companies.is_plain(&spelling);
        let least = if is_syllables { SURE_SYLLABLES } else { SURE_LETTERS };
        let is_long = letters >= least;
        let has_several = is_syllables || self.has_several(&spelling);
        let found = with_key.filter_map(|name| {
            let text = self.names.text(name);
            let in_full = folded != spelling && fold_name(text) == folded;
            let both = || is_syllables || self.has_several(&self.companies.spelling(text));
            let is_sure = !is_plain && is_long && (in_full || has_several && both());
            (!is_plain || in_full).then_some(ListedName { name, span: 0..cell.len(), is_sure })
        });
        found.take(SHOWN).collect()
    }

    /// Whether folded words have several among them that are not in everybody's name.
    fn has_several(&self, spelling: &str) -> bool {
        spelling.split(' ').filter(|word| !self.companies.is_plain(word)).nth(1).is_some()
    }

    /// The names that stand in a text, as leads.
    fn within(&self, text: &str) -> Vec<ListedName> {
        let words = words(text);
        let mut found = Vec::new();
        let mut from = 0;
        while from + TEXT_WORDS <= words.len() && found.len() < SHOWN {
            let (mut number, mut letters, mut longest) = (BEGIN, String::new(), None);
            for (count, (word, span)) in words[from..].iter().take(MOST_WORDS).enumerate() {
                number = hash_on(number, word);
                letters.push_str(word);
                if count + 1 < TEXT_WORDS || letters.len() < TEXT_LETTERS {
                    continue;
                }
                let mut with_key = self.names.with_key(number);
                if let Some(name) = with_key.find(|name| self.has_key(*name, &letters)) {
                    longest = Some((name, count + 1, words[from].1.start..span.end));
                }
            }
            let plain =
                |span: &Range<usize>| self.companies.is_plain(&fold_name(&text[span.clone()]));
            match longest.filter(|(_, _, span)| !plain(span)) {
                Some((name, count, span)) => {
                    found.push(ListedName { name, span, is_sure: false });
                    from += count;
                }
                None => from += 1,
            }
        }
        found
    }

    /// Whether a name has a key, with its legal form or without it. Two keys may have one number.
    fn has_key(&self, name: usize, key: &str) -> bool {
        let text = self.names.text(name);
        let full = || NameKey::from_folded(&fold_name(text));
        self.companies.key(text).as_str() == key || full().as_str() == key
    }
}

/// The words of a text, folded, with where each stands.
fn words(text: &str) -> Vec<(String, Range<usize>)> {
    let folded = |span: Range<usize>| (fold(&text[span.clone()]).replace(' ', ""), span);
    let words = word_spans(text, char::is_alphanumeric).map(folded);
    words.filter(|(folded, _)| !folded.is_empty()).collect()
}

/// Adds an entry that is not there yet; of two that are the same the surer one counts.
fn add(listings: &mut Vec<Listing>, listing: Listing) {
    let has_room = listings.len() < SHOWN;
    match listings.iter_mut().find(|known| is_same(known, &listing)) {
        Some(known) => known.is_sure |= listing.is_sure,
        None if has_room => listings.push(listing),
        None => {}
    }
}

fn is_same(one: &Listing, other: &Listing) -> bool {
    (one.law.id.as_str(), one.entry.as_str()) == (other.law.id.as_str(), other.entry.as_str())
}

/// What a company is known by that a list alone names: the list and the entry, in letters that need no care anywhere.
fn maker_id(listing: &Listing) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-._".contains(letter);
    let entry = listing.entry.chars().map(|letter| if plain(letter) { letter } else { '-' });
    format!("{}-{}", listing.law.regime, entry.collect::<String>())
}
