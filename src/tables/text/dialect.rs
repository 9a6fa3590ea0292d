//! How the records of a delimited text are cut.

/// The character that encloses cells, in files that do not use the usual one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quote {
    /// Cells that hold separators or line breaks stand between two of these.
    Mark(u8),
    /// Nothing encloses cells: a quote is a character like any other.
    None,
}

impl Default for Quote {
    fn default() -> Self {
        Self::Mark(b'"')
    }
}

/// What cuts a text into records and cells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dialect {
    pub(crate) delimiter: u8,
    pub(crate) quote: Quote,
}

impl Dialect {
    /// The one way in which this crate sets up the CSV parser.
    pub(crate) fn parser(self) -> csv::ReaderBuilder {
        let mut builder = csv::ReaderBuilder::new();
        builder.delimiter(self.delimiter).has_headers(false).flexible(true);
        match self.quote {
            Quote::Mark(mark) => builder.quote(mark),
            Quote::None => builder.quoting(false),
        };
        builder
    }

    /// Cuts a text into records, which may be of any length.
    pub(crate) fn records(self, text: &str) -> impl Iterator<Item = csv::StringRecord> {
        self.parser().from_reader(text.as_bytes()).into_records().map_while(Result::ok)
    }
}
