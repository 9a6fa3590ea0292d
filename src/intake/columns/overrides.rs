//! The user's word on columns: `[columns]` of the configuration, by header or by number.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{
    Field,
    asset::Role,
    intake::{Error, ErrorKind, formats::key},
    knowledge::did_you_mean,
};

/// What the user takes a column for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ColumnUse {
    /// It states a fact.
    Field(Field),
    /// It is searched as free text.
    Text,
    /// It states no fact that is asked for, such as a price.
    Detail,
    /// It speaks of somebody or something else, such as a person or another device.
    Other,
    /// It speaks of something that need not be there, such as what the asset replaced.
    Absent,
    /// It is not searched at all.
    Ignore,
}

impl ColumnUse {
    /// The word used in the configuration.
    pub fn word(self) -> &'static str {
        self.role().word()
    }

    pub(super) fn role(self) -> Role {
        match self {
            Self::Field(field) => Role::Field(field),
            Self::Text => Role::Text,
            Self::Detail => Role::Detail,
            Self::Other => Role::Other,
            Self::Absent => Role::Absent,
            Self::Ignore => Role::Ignored,
        }
    }
}

impl fmt::Display for ColumnUse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that is no use of a column.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a use of a column: expected a field such as `model`, or `text`, `detail`, `other`, `absent` or `ignore`"
)]
pub struct UnknownUse(pub String);

impl FromStr for ColumnUse {
    type Err = UnknownUse;

    fn from_str(text: &str) -> Result<Self, UnknownUse> {
        match text.trim() {
            "text" => Ok(Self::Text),
            "detail" => Ok(Self::Detail),
            "other" => Ok(Self::Other),
            "absent" => Ok(Self::Absent),
            "ignore" => Ok(Self::Ignore),
            field => field.parse().map(Self::Field).map_err(|_| UnknownUse(text.to_owned())),
        }
    }
}

impl Serialize for ColumnUse {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl<'de> Deserialize<'de> for ColumnUse {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// Finds the column for each override: by its exact header, by its number (`#3`), or by its header folded. Unless `all` of
/// them must be there, those that are not are passed over.
pub(in crate::intake) fn apply(
    overrides: &BTreeMap<String, ColumnUse>,
    headers: &[String],
    file: &str,
    line: Option<u64>,
    all: bool,
) -> Result<BTreeMap<usize, Role>, Error> {
    let mut given = BTreeMap::new();
    for (name, usage) in overrides {
        match column(name, headers, file, line) {
            Err(Error { kind: ErrorKind::UnknownColumn { .. }, .. }) if !all => {}
            found => {
                given.insert(found?, usage.role());
            }
        }
    }
    Ok(given)
}

pub(in crate::intake) fn column(
    name: &str,
    headers: &[String],
    file: &str,
    line: Option<u64>,
) -> Result<usize, Error> {
    let wanted = key(name);
    let exact = positions(headers, |header| header == name.trim());
    let found = if !exact.is_empty() {
        exact
    } else if let Some(number) = number(name).filter(|number| *number < headers.len()) {
        vec![number]
    } else {
        positions(headers, |header| !wanted.is_empty() && key(header) == wanted)
    };
    match found.as_slice() {
        [one] => Ok(*one),
        [] => {
            let (column, advice) = (name.to_owned(), advice(name, headers));
            Err(ErrorKind::UnknownColumn { column, advice }.at(file, line))
        }
        several => {
            let choices: Vec<_> = several.iter().map(|at| format!("\"#{}\"", at + 1)).collect();
            let (column, choices) = (name.to_owned(), choices.join(" or "));
            Err(ErrorKind::AmbiguousColumn { column, choices }.at(file, line))
        }
    }
}

fn positions(headers: &[String], test: impl Fn(&str) -> bool) -> Vec<usize> {
    let found = headers.iter().enumerate().filter(|(_, header)| test(header));
    found.map(|(index, _)| index).collect()
}

/// A column by its number from 1: `#3`.
fn number(name: &str) -> Option<usize> {
    name.strip_prefix('#')?.parse::<usize>().ok()?.checked_sub(1)
}

fn advice(name: &str, headers: &[String]) -> String {
    let near = did_you_mean(name, headers.iter().map(String::as_str));
    if near.is_empty() {
        format!("the columns are {}", listed(headers))
    } else {
        near.trim_end().to_owned()
    }
}

/// The first headers of a sheet in one line.
pub(in crate::intake) fn listed(headers: &[String]) -> String {
    let named = headers.iter().filter(|header| !header.is_empty());
    crate::strings::listed(named.map(|header| format!("`{header}`")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(name: &str) -> Result<usize, String> {
        let headers = ["Model", "Serial Number", "Category", "Category", "#2"].map(str::to_owned);
        column(name, &headers, "a.csv", Some(3)).map_err(|error| error.to_string())
    }

    #[test]
    fn columns_are_found_by_header_or_number() {
        assert_eq!(find("Model"), Ok(0));
        assert_eq!(find("serial_number"), Ok(1));
        assert_eq!(find("#4"), Ok(3));
        assert_eq!(find("#2"), Ok(4));
    }

    #[test]
    fn what_cannot_be_found_says_what_to_do() {
        assert_eq!(
            find("Modell"),
            Err("a.csv:3: no column is called `Modell`, which [columns] or --column names; did you mean `Model`?".into())
        );
        assert_eq!(
            find("#9"),
            Err("a.csv:3: no column is called `#9`, which [columns] or --column names; the columns are `Model`, `Serial Number`, `Category`, `Category`, `#2`".into())
        );
        assert_eq!(
            find("Category"),
            Err("a.csv:3: `Category` stands over several columns, and [columns] or --column can mean only one; write \"#3\" or \"#4\" for the one you mean".into())
        );
    }

    #[test]
    fn uses_come_back() {
        for usage in [
            ColumnUse::Text,
            ColumnUse::Other,
            ColumnUse::Ignore,
            ColumnUse::Field(Field::PartNumber),
        ] {
            assert_eq!(usage.word().parse(), Ok(usage));
        }
        assert_eq!(
            "colour".parse::<ColumnUse>().unwrap_err().to_string(),
            "`colour` is not a use of a column: expected a field such as `model`, or `text`, `detail`, `other`, `absent` or `ignore`"
        );
    }
}
