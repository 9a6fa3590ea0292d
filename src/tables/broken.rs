//! Why one object of a document cannot be read, while those around it can.

/// What is wrong with one object of a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Broken {
    /// It is no JSON.
    #[error(
        "it is no JSON that can be read ({cause} in column {column}); expected one whole object; export it again, or correct it"
    )]
    Syntax {
        /// The column of its line in which the fault shows, from 1.
        column: usize,
        /// What is wrong there.
        cause: String,
    },
    /// It is not valid in the encoding of the file.
    #[error(
        "it is not valid UTF-8 at byte {byte}; expected UTF-8 as in the rest of the file: save the file as UTF-8, or name its encoding"
    )]
    Encoding {
        /// The first byte that is wrong, from 1.
        byte: usize,
    },
    /// It is something else than an object.
    #[error(
        "{found} stands where an asset should; expected an object with the keys and values of one asset"
    )]
    NoObject {
        /// What it is, with its article.
        found: &'static str,
    },
    /// It is no asset, and holds none as the objects before it do.
    #[error(
        "it names no asset and holds none, as the objects before it do; expected a list of assets: see what it says instead, and export it again"
    )]
    NoAssets,
    /// It goes deeper than any asset does.
    #[error(
        "it holds values inside values over more than {levels} levels; expected the keys and values of one asset"
    )]
    TooDeep {
        /// The bound.
        levels: usize,
    },
    /// It holds more than any asset does.
    #[error("it holds more than {values} values; expected the keys and values of one asset")]
    TooMany {
        /// The bound.
        values: usize,
    },
}
