//! The schema of a file in `data/formats/`: plain typed TOML, checked and joined by `load`.

use serde::{Deserialize, Serialize};

use super::document_file::DocumentEntry;
use crate::{
    Field,
    asset::{DateOrder, Role},
    facts::LifeCycle,
    intake::dates::Bound,
    knowledge::{Placed, Sources, Stated, facts},
};

/// One file. Any file may hold any of the lists.
#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct FormatFile {
    /// The system whose words these are, as shown to people; left out for words of no system.
    pub(super) title: Option<String>,
    pub(super) sources: Sources,
    /// Sets of headers of which each marks an export of this system.
    pub(super) export: Vec<ExportEntry>,
    pub(super) header: Vec<HeaderEntry>,
    /// Words before or after a header word that leave its meaning alone.
    pub(super) header_noise: Vec<NoiseEntry>,
    /// Short forms of words in headers.
    pub(super) header_short: Vec<ShortEntry>,
    /// Words that say that a header speaks of something other than the asset.
    pub(super) other_subject: Vec<OtherSubjectEntry>,
    /// How headers say in which order their dates are written.
    pub(super) date_hint: Vec<DateHintEntry>,
    /// Whole words that make any header that holds them the header of a secret.
    pub(super) secret: Vec<SecretEntry>,
    /// What secrets look like whatever stands above them.
    pub(super) secret_value: Vec<SecretValueEntry>,
    /// Tags of values in YAML that are secrets.
    pub(super) secret_tag: Vec<WordsEntry>,
    /// Phrases that hold a word for secrets and name none.
    pub(super) harmless: Vec<WordsEntry>,
    /// Phrases that hold a word of something other than the asset and speak of who stands behind its maker.
    pub(super) behind_maker: Vec<WordsEntry>,
    /// Words of headers that speak of a fact beside the column that states it.
    pub(super) header_speaks: Vec<HeaderSpeaksEntry>,
    /// Words in brackets behind a header whose cells say what will be, or was.
    pub(super) header_not_now: Vec<WordsEntry>,
    /// Words that tell no asset of a line from another.
    pub(super) no_group: Vec<WordsEntry>,
    /// What the lines begin with by which a program begins the record of an item in a text; what follows is a value under it.
    pub(super) record_line: Vec<WordsEntry>,
    /// Words that count the assets of a line in the headers of their makers.
    pub(super) ordinal: Vec<WordsEntry>,
    /// Cells that say: as in the row above.
    pub(super) ditto: Vec<SignsEntry>,
    /// Cells in which a program has written that it has no value.
    pub(super) failed: Vec<FailedEntry>,
    /// Cells that state nothing.
    pub(super) empty: Vec<WordsEntry>,
    /// Cells that state nothing, but in some columns that there is none.
    pub(super) none: Vec<NoneEntry>,
    /// What remarks say that puts in question what another column says.
    pub(super) doubt: Vec<DoubtEntry>,
    /// What a total or subtotal begins with.
    pub(super) total: Vec<WordsEntry>,
    /// What the foot of a printed page begins with.
    pub(super) footer: Vec<WordsEntry>,
    /// What a remark below a table begins with.
    pub(super) remark: Vec<WordsEntry>,
    /// Signs with which a footnote begins.
    pub(super) footnote: Vec<SignsEntry>,
    pub(super) status: Vec<StatusEntry>,
    /// Headers that ask after one stage of life.
    pub(super) status_header: Vec<StatusHeaderEntry>,
    /// Words for yes and no.
    pub(super) answer: Vec<AnswerEntry>,
    /// Words beside a status that leave it alone.
    pub(super) status_noise: Vec<WordsEntry>,
    pub(super) month: Vec<MonthEntry>,
    /// Words for pieces, after or before a quantity.
    pub(super) unit: Vec<WordsEntry>,
    /// Words for currencies, after or before an amount.
    pub(super) currency: Vec<WordsEntry>,
    /// Ways to count years that begin in another year than the common one.
    pub(super) era: Vec<EraEntry>,
    /// Words for a fiscal year.
    pub(super) fiscal_year: Vec<FiscalYearEntry>,
    /// Words for a part of a year.
    pub(super) year_part: Vec<YearPartEntry>,
    /// Words for numbers in dates.
    pub(super) date_ordinal: Vec<DateOrdinalEntry>,
    /// Words between the ends of a span of days.
    pub(super) date_between: Vec<WordsEntry>,
    /// Words before or behind a date that make it the end of a span.
    pub(super) date_bound: Vec<DateBoundEntry>,
    /// Words in a date that are neither number nor month.
    pub(super) date_noise: Vec<WordsEntry>,
    /// Documents of this system.
    pub(super) document: Vec<DocumentEntry>,
    /// Lists of names and values.
    pub(super) pair: Vec<PairEntry>,
    /// Last parts of dotted names that have no meaning of their own.
    pub(super) header_tail: Vec<TailEntry>,
    /// Parts of dotted names that are another thing than the asset.
    pub(super) header_other: Vec<WordsEntry>,
    /// Keys of documents under which assets stand.
    pub(super) asset_list: Vec<AssetListEntry>,
    /// Keys of documents under which stands what is true of all beside them.
    pub(super) default_key: Vec<WordsEntry>,
}

/// Headers that stand together in one known export.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct ExportEntry {
    pub(super) signature: Vec<Placed<String>>,
}

/// A table of words.
pub(super) trait Worded: Stated {
    /// Whether each of them must have something to be compared by: a letter or a digit.
    const COMPARED: bool = true;

    fn words(&self) -> &[Placed<String>];
}

/// Tables of words, with what else they say.
macro_rules! words {
    ($($(#[$says:meta])* $name:ident { $($fields:tt)* })*) => {
        facts! { $($(#[$says])* $name { words: Vec<Placed<String>>, $($fields)* })* }

        $(impl Worded for $name {
            fn words(&self) -> &[Placed<String>] {
                &self.words
            }
        })*
    };
}

facts! {
    /// Values that are secrets.
    SecretValueEntry {
        /// What is never shown of a cell.
        pattern: Placed<String>,
    }
}

facts! {
    /// Marks, most of which have no letter.
    SignsEntry { words: Vec<Placed<String>>, }
}

facts! {
    /// What programs write where they have no value.
    FailedEntry {
        words: Vec<Placed<String>>,
        /// It is a sign that fills a cell alone, so often at least.
        least: Option<usize>,
        /// It opens a place that ends so, and that a template left open.
        closes: Option<String>,
    }
}

/// Words that need not have a letter to be compared by.
macro_rules! signs {
    ($($name:ident)*) => {
        $(impl Worded for $name {
            const COMPARED: bool = false;

            fn words(&self) -> &[Placed<String>] {
                &self.words
            }
        })*
    };
}

signs! { SignsEntry FailedEntry }

words! {
    /// Header words of one meaning.
    HeaderEntry {
        field: Target,
        /// Other meanings in other company; the first that holds is taken.
        #[serde(default)]
        instead: Vec<Instead>,
        /// The words mean this in exports of this system alone.
        #[serde(default)]
        only_here: bool,
        /// Their cells may be codes of two capitals, some of which say elsewhere that a cell was left empty.
        #[serde(default)]
        codes: bool,
    }
    /// A list of words.
    WordsEntry {}
    /// Words for none, and the fields of which they say that there is none.
    NoneEntry { fields: Vec<Field>, }
    /// Phrases of remarks that put a fact in question.
    DoubtEntry {
        field: Field,
        /// They count where they are all of a cell of text.
        #[serde(default)]
        whole: bool,
    }
    /// Words of headers that speak of a fact: phrases, or beginnings of words with `*` behind.
    HeaderSpeaksEntry {
        field: Field,
        /// A word that is by itself a header for the fact speaks of it in a longer one too.
        #[serde(default)]
        own_words: bool,
    }
    /// Words of something other than the asset.
    OtherSubjectEntry {
        /// It is a person, a company or another device: a maker that is named there need not be the asset's.
        #[serde(default)]
        other: bool,
        /// It is something that need not be there, such as what the asset replaced.
        #[serde(default)]
        absent: bool,
    }
    /// Words around a header word.
    NoiseEntry {
        /// They leave its meaning alone after it only.
        #[serde(default)]
        after: bool,
    }
    /// Ways to write the order of day, month and year, and words of languages that have but one.
    DateHintEntry {
        order: DateOrder,
        /// They tell it even in the middle of a longer word.
        #[serde(default)]
        inside: bool,
    }
    /// Words that name secrets.
    SecretEntry {
        /// They do so even in the middle of a longer word.
        #[serde(default)]
        inside: bool,
    }
    /// Keys under which assets stand.
    AssetListEntry {
        /// Assets of any kind.
        #[serde(default)]
        any: bool,
    }
    /// Short forms of one word.
    ShortEntry { long: Placed<String>, }
    /// Words for one stage of an asset's life.
    StatusEntry {
        is: LifeCycle,
        /// They say so only where nothing else does.
        #[serde(default)]
        alone: bool,
    }
    /// Headers that ask after one stage of life.
    StatusHeaderEntry {
        /// The stage that yes stands for, or a day on which it was reached.
        is: LifeCycle,
        /// The stage that no stands for, where it says one.
        no: Option<LifeCycle>,
    }
    /// Words for yes or no.
    AnswerEntry { yes: bool, }
    /// Names of one month.
    MonthEntry { number: Placed<i8>, }
    /// Names of one way to count years.
    EraEntry {
        /// The common year that is its first.
        first: i16,
        /// The words say that the year is the first.
        #[serde(default)]
        begun: bool,
        /// A year of three digits is counted in it without a word, too.
        #[serde(default)]
        unnamed: bool,
        /// Words behind a number that make it a year of this era where it has three digits.
        #[serde(default)]
        behind: Vec<String>,
        /// The first and the last year of four digits that are counted in it without a word.
        years: Option<[i16; 2]>,
    }
    /// Words for a fiscal year.
    FiscalYearEntry {
        /// How many months after the January of the year that it is called after it begins; left out: nobody knows.
        begins: Option<i8>,
    }
    /// Words for a part of a year.
    YearPartEntry {
        /// What programs write for it: `Q` for a quarter, `H` for a half.
        sign: char,
    }
    /// Words for a number in a date.
    DateOrdinalEntry {
        /// The number.
        number: i8,
    }
    /// Words that say on which side of a date a day lies.
    DateBoundEntry {
        /// The side.
        side: Bound,
    }
    /// Keys under which the members of a list name something.
    PairEntry {
        /// Keys under which they say what it is.
        values: Vec<Placed<String>>,
    }
    /// Last parts of dotted names.
    TailEntry {
        /// They stand for the thing before them only where that is one of these.
        #[serde(default)]
        of: Vec<Field>,
        /// They are numbers and addresses of a system.
        #[serde(default)]
        refers: bool,
    }
}

/// What a header word says of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub(in crate::intake) struct Target(pub(in crate::intake) Role);

impl TryFrom<String> for Target {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let role = match text.as_str() {
            "text" => Role::Text,
            "detail" => Role::Detail,
            "other" => Role::Other,
            "absent" => Role::Absent,
            "secret" => Role::Secret,
            field => Role::Field(field.parse::<Field>().map_err(|error| {
                format!(
                    "{error}, expected a field such as `model`, or `text`, `detail`, `other`, `absent` or `secret`"
                )
            })?),
        };
        Ok(Self(role))
    }
}

impl From<Target> for String {
    fn from(target: Target) -> Self {
        target.0.word().to_owned()
    }
}

/// Another meaning of a header word, and the company in which it holds: all conditions that are given must.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(in crate::intake) struct Instead {
    pub(in crate::intake) field: Target,
    /// Some other column holds one of these.
    #[serde(default)]
    pub(in crate::intake) when: Vec<Field>,
    /// No other column holds any of these.
    #[serde(default)]
    pub(in crate::intake) unless: Vec<Field>,
    /// Some other column has one of these headers.
    #[serde(default)]
    pub(in crate::intake) with: Vec<String>,
    /// The cells look like this.
    #[serde(default)]
    pub(in crate::intake) cells: Option<Look>,
}

/// How the cells of a column look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(in crate::intake) enum Look {
    /// At least half of them mix letters and digits, as type numbers do.
    Codes,
    /// Hardly any holds a digit, as kinds of things do not.
    Words,
    /// Most of them name makers.
    Makers,
    /// More of them name sellers than makers.
    Sellers,
    /// More of them name owners than name anything else.
    Owners,
    /// There are some.
    Filled,
    /// Hardly any names a stage of life, or says nothing of one.
    Unstaged,
    /// Most of them are IP addresses.
    Ips,
    /// Most of them are MAC addresses.
    Macs,
    /// Hardly half of them could be the name of a device in a network.
    Phrases,
    /// Most of them hold a word, and hardly half are amounts or numbers.
    Worded,
    /// They count up, as the numbers of things do and passwords do not.
    Counting,
    /// Most of them look like type numbers, and not like passwords or licence keys.
    Types,
    /// None of them is a day.
    Undated,
}
