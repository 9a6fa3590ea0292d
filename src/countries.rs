//! Countries: their codes, and the words that people write for them: `CN`, `CHN`, "PRC", "Made in China", 中国.
//!
//! The names stand in `data/countries/`. An inventory says in such words where things were made and where they stand; law says it by
//! code.

use std::{collections::BTreeMap, fmt, str::FromStr, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{
    fold::fold,
    knowledge::{
        Confidence, Fault, Faults, File, Files, Pages, Placed, SourceRefs, Sources, check,
    },
    text_map::TextMap,
};

/// Longer cells, in bytes, are sentences.
const LONGEST: usize = 120;
/// At most this many words may stand around a country: "Origin: made in the …".
const AROUND: usize = 4;

/// A country by its code, ISO 3166-1 alpha-2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Country([u8; 2]);

impl Country {
    /// The code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A text that has not the form of a country's code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no code of a country: expected two capital letters, ISO 3166-1 alpha-2")]
pub struct NoCountryCode(pub String);

impl FromStr for Country {
    type Err = NoCountryCode;

    fn from_str(text: &str) -> Result<Self, NoCountryCode> {
        match *text.as_bytes() {
            [a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Ok(Self([a, b])),
            _ => Err(NoCountryCode(text.to_owned())),
        }
    }
}

/// All countries, with the words for them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Countries {
    names: BTreeMap<Country, String>,
    /// By key.
    words: TextMap<Country>,
    /// Folded words before a country, after one, and between several.
    before: Vec<String>,
    after: Vec<String>,
    joints: Vec<String>,
    /// Folded headers of countries that do not say whether the goods are there or come from there.
    bare_headers: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct CountriesFile {
    #[serde(default)]
    sources: Sources,
    #[serde(default)]
    source: SourceRefs,
    confidence: Option<Confidence>,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    joints: Vec<String>,
    #[serde(default)]
    bare_headers: Vec<String>,
    #[serde(default)]
    country: Vec<Placed<CountryEntry>>,
    #[serde(default)]
    word: Vec<Placed<WordEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct CountryEntry {
    code: String,
    alpha_3: Option<String>,
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordEntry {
    country: String,
    words: Vec<String>,
}

impl Countries {
    /// Reads the files of `data/countries/`. A word for two countries, and a country that is no code, are faults.
    #[allow(dead_code, reason = "the build script reads what is shipped")]
    pub(crate) fn load(files: &Files) -> Result<Self, Faults> {
        let mut countries = Self::default();
        let mut faults = Vec::new();
        for file in &files.0 {
            check(file, &mut faults, |parsed: CountriesFile, faults| {
                countries.add(&parsed, file, faults);
            });
        }
        if faults.is_empty() { Ok(countries) } else { Err(Faults(faults)) }
    }

    fn add(&mut self, parsed: &CountriesFile, file: &Arc<File>, faults: &mut Vec<Fault>) {
        if parsed.confidence.is_none() && parsed.source.ids().is_empty() {
            let message = "these words name no source".to_owned();
            let expected = "expected source = \"…\", or confidence = \"unverified\"";
            faults.push(Fault::at(file, 0..0, message, expected));
        }
        parsed.source.resolve(Pages::of(&parsed.sources), file, faults);
        let folded = |words: &[String]| words.iter().map(|word| fold(word)).collect::<Vec<_>>();
        self.before.extend(folded(&parsed.before));
        self.after.extend(folded(&parsed.after));
        self.joints.extend(folded(&parsed.joints));
        self.bare_headers.extend(folded(&parsed.bare_headers));
        let mut coded = |code: &str, span| match code.parse::<Country>() {
            Ok(country) => Some(country),
            Err(wrong) => {
                faults.push(Fault::at(file, span, wrong.to_string(), "expected two letters"));
                None
            }
        };
        let mut words = Vec::new();
        for entry in &parsed.country {
            let CountryEntry { code, alpha_3, names } = entry.as_ref();
            let Some(country) = coded(code, entry.span()) else { continue };
            self.names.insert(country, names.first().unwrap_or(code).clone());
            let spellings = names.iter().chain([code]).chain(alpha_3);
            words.extend(spellings.map(|word| (word.clone(), country, entry.span())));
        }
        for entry in &parsed.word {
            let WordEntry { country, words: spellings } = entry.as_ref();
            let Some(country) = coded(country, entry.span()) else { continue };
            words.extend(spellings.iter().map(|word| (word.clone(), country, entry.span())));
        }
        for (word, country, span) in words {
            if let Some(other) = self.words.insert(key(&word), country)
                && other != country
            {
                let message = format!("`{word}` stands for both {other} and {country}");
                faults.push(Fault::at(file, span, message, "expected each word for one country"));
            }
        }
    }

    /// What a country is called in English.
    pub fn name(&self, country: Country) -> Option<&str> {
        self.names.get(&country).map(String::as_str)
    }

    /// Whether a header of countries leaves open if the goods are there or come from there.
    pub(crate) fn may_be_of_goods(&self, header: &str) -> bool {
        self.bare_headers.contains(&fold(header))
    }

    /// The country that a text names by its code or in words.
    pub fn read(&self, text: &str) -> Option<Country> {
        self.within(&fold(text), AROUND)
    }

    /// The countries that a cell names; several where it joins them. `None` where it holds words that are not understood: a place
    /// before its country may be any (`Shenzhen, China`), but nothing else may.
    ///
    /// ```
    /// use banlint::audit::Knowledge;
    ///
    /// let countries = Knowledge::shipped()?.countries;
    /// let codes = |cell: &str| {
    ///     let named = countries.named_in(cell)?;
    ///     Some(named.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
    /// };
    /// assert_eq!(codes("Made in P.R.C."), Some("CN".to_owned()));
    /// assert_eq!(codes("中国制造"), Some("CN".to_owned()));
    /// assert_eq!(codes("Hsinchu, Taiwan"), Some("TW".to_owned()));
    /// assert_eq!(codes("USA / Mexico"), Some("US MX".to_owned()));
    /// assert_eq!(codes("Freedonia"), None);
    /// assert_eq!(codes("not China, USA"), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn named_in(&self, cell: &str) -> Option<Vec<Country>> {
        if cell.len() > LONGEST {
            return None;
        }
        if let Some(country) = self.read(cell) {
            return Some(vec![country]);
        }
        let mut named = Vec::new();
        let lists = cell.split(['/', ';', '+', '&', '|', '(', ')', '\n', '（', '）', '、', '／']);
        for list in lists.filter(|list| !fold(list).is_empty()) {
            for country in self.listed(list)? {
                if !named.contains(&country) {
                    named.push(country);
                }
            }
        }
        (!named.is_empty()).then_some(named)
    }

    /// The country with which an address ends: `Shenzhen Trading Co, Shenzhen, China`. A name that has a country in it is no address, and two
    /// letters may be those of a state.
    pub(crate) fn of_address(&self, text: &str) -> Option<Country> {
        let last = text.rsplit([',', '，', ';', '\n']).next()?.trim();
        self.read(last).filter(|_| last.chars().count() > 2 || !last.is_ascii())
    }

    /// The countries of a text between marks: one, several with words between them, or a place with its country.
    fn listed(&self, text: &str) -> Option<Vec<Country>> {
        if let Some(country) = self.read(text) {
            return Some(vec![country]);
        }
        let folded = fold(text);
        let words: Vec<_> = folded.split(' ').collect();
        let joined = words.split(|word| self.joints.iter().any(|joint| joint == word));
        let all: Option<Vec<_>> = joined.map(|part| self.read(&part.join(" "))).collect();
        all.or_else(|| self.place(text))
    }

    /// The countries of a place: those of its parts that name one, where the last does and no other part speaks of one in passing.
    fn place(&self, text: &str) -> Option<Vec<Country>> {
        let (before, last) = text.rsplit_once([',', '，'])?;
        let mut countries = vec![self.read(last)?];
        let mut in_a_place = false;
        for part in before.split([',', '，']) {
            match self.read(part) {
                // After a place two letters are its state: `San Mateo, CA, USA`.
                Some(_) if in_a_place && part.trim().len() == 2 => {}
                Some(country) => countries.push(country),
                None if self.speaks_of_one(part) => return None,
                None => in_a_place = true,
            }
        }
        Some(countries)
    }

    /// Whether words of a text name a country, whatever stands around them.
    fn speaks_of_one(&self, text: &str) -> bool {
        let folded = fold(text);
        let words: Vec<_> = folded.split(' ').collect();
        let from = |at: usize| (at + 1..=words.len()).map(move |end| at..end);
        let mut pieces = (0..words.len()).flat_map(from);
        // Two letters alone are too often a word: `in`, `at`.
        let known = |piece: &[&str]| {
            let piece = piece.concat();
            piece.len() > 2 && self.words.contains(&piece)
        };
        pieces.any(|piece| words.get(piece).is_some_and(known))
    }

    /// The country in a folded text, with at most `around` more words it.
    fn within(&self, folded: &str, around: usize) -> Option<Country> {
        if let Some(country) = self.words.get(&folded.replace(' ', "")) {
            return Some(*country);
        }
        let deeper = around.checked_sub(1)?;
        // Scripts that write no spaces need none here.
        let before = self.before.iter().filter_map(|word| {
            let rest = folded.strip_prefix(word.as_str())?;
            (rest.starts_with(' ') || !word.is_ascii()).then_some(rest)
        });
        let after = self.after.iter().filter_map(|word| {
            let rest = folded.strip_suffix(word.as_str())?;
            (rest.ends_with(' ') || !word.is_ascii()).then_some(rest)
        });
        let mut rests = before.chain(after).map(str::trim).filter(|rest| !rest.is_empty());
        rests.find_map(|rest| self.within(rest, deeper))
    }
}

/// What distinguishes words: letters and digits alone.
fn key(text: &str) -> String {
    fold(text).replace(' ', "")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::cases::cases;

    fn codes(cell: &str) -> String {
        let countries = Countries::load(&Files::read(Path::new("data/countries")).unwrap());
        let named = countries.unwrap().named_in(cell).unwrap_or_default();
        named.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn countries_are_read_in_words_of_many_languages() {
        for [cell, expected] in cases("cells", "countries") {
            assert_eq!(codes(cell), expected, "{cell}");
        }
        for [cell] in cases("cells", "no-countries") {
            assert_eq!(codes(cell), "", "{cell}");
        }
    }

    #[test]
    fn a_word_stands_for_one_country() {
        let file = |text: &str| Arc::new(File::new("c.toml", text));
        let load = |text: &str| Countries::load(&Files(vec![file(text)])).unwrap_err().to_string();
        let two = "confidence = 'unverified'\n[[country]]\ncode = 'AA'\nnames = ['Aland']\n[[word]]\ncountry = 'BB'\nwords = ['aland']";
        assert!(load(two).contains("`aland` stands for both AA and BB"));
        let lower = "confidence = 'unverified'\n[[country]]\ncode = 'aa'\nnames = ['Aland']";
        assert!(load(lower).contains("expected two letters"));
        assert!(load("[[country]]\ncode = 'AA'\nnames = ['Aland']").contains("name no source"));
    }
}
