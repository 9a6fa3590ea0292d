//! How the records of a delimited text are cut.

/// The character that encloses cells, in files that do not use the usual one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
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

/// Parses records one by one, wherever they stand.
pub(crate) struct RecordParser {
    parser: csv_core::Reader,
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl RecordParser {
    /// A parser for records of this dialect.
    pub(crate) fn new(dialect: Dialect) -> Self {
        let mut builder = csv_core::ReaderBuilder::new();
        builder.delimiter(dialect.delimiter);
        match dialect.quote {
            Quote::Mark(mark) => builder.quote(mark),
            Quote::None => builder.quoting(false),
        };
        Self { parser: builder.build(), text: Vec::new(), ends: Vec::new() }
    }

    /// The cells of a text that is one record.
    pub(crate) fn parse(&mut self, text: &[u8]) -> csv::ByteRecord {
        self.parser.reset();
        // No record has more letters or cells than it has bytes.
        self.text.resize(text.len() + 1, 0);
        self.ends.resize(text.len() + 1, 0);
        let (mut written, mut cells) = (0, 0);
        // At the end of its input a parser asks for more until it is given nothing.
        for input in [text, &[]] {
            let output = self.text.get_mut(written..).unwrap_or_default();
            let ends = self.ends.get_mut(cells..).unwrap_or_default();
            let (result, _, more, ended) = self.parser.read_record(input, output, ends);
            (written, cells) = (written + more, cells + ended);
            if !matches!(result, csv_core::ReadRecordResult::InputEmpty) {
                break;
            }
        }
        let mut record = csv::ByteRecord::with_capacity(written, cells);
        let mut start = 0;
        for &end in self.ends.get(..cells).unwrap_or_default() {
            record.push_field(self.text.get(start..end).unwrap_or_default());
            start = end;
        }
        record
    }
}
