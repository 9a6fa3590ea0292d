//! Why one object of a document cannot be read, while those around it can.

use std::fmt;

/// What is wrong with one object of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Broken {
    /// It is no JSON.
    Syntax {
        /// The column of its line in which the fault shows, from 1.
        column: usize,
        /// What is wrong there.
        cause: String,
    },
    /// It is not valid in the encoding of the file.
    Encoding {
        /// The first byte that is wrong, from 1.
        byte: usize,
    },
    /// It is something else than an object.
    NoObject {
        /// What it is, with its article.
        found: &'static str,
    },
    /// It is no asset, and holds none as the objects before it do.
    NoAssets,
    /// It goes deeper than any asset does.
    TooDeep {
        /// The bound.
        levels: usize,
    },
    /// It holds more than any asset does.
    TooMany {
        /// The bound.
        values: usize,
    },
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { column, cause } => write!(
                f,
                "it is no JSON that can be read ({cause} in column {column}); expected one whole object; export it again, or correct it"
            ),
            Self::Encoding { byte } => write!(
                f,
                "it is not valid UTF-8 at byte {byte}; expected UTF-8 as in the rest of the file: save the file as UTF-8, or name its encoding"
            ),
            Self::NoObject { found } => write!(
                f,
                "{found} stands where an asset should; expected an object with the keys and values of one asset"
            ),
            Self::NoAssets => f.write_str(
                "it names no asset and holds none, as the objects before it do; expected a list of assets: see what it says instead, and export it again"
            ),
            Self::TooDeep { levels } => write!(
                f,
                "it holds values inside values over more than {levels} levels; expected the keys and values of one asset"
            ),
            Self::TooMany { values } => write!(
                f,
                "it holds more than {values} values; expected the keys and values of one asset"
            ),
        }
    }
}
