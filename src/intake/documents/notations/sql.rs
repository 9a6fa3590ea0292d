//! Rows that SQL puts into tables: `INSERT INTO cameras (name, make) VALUES ('a', 'Acme'), …`. Each tuple is an object under the names
//! of its columns, in the list that its table is; what stands between is text.

use rustc_hash::FxHashMap;

use super::{super::json_writer::JsonWriter, scanner::Scanner};

/// What begins a comment up to the end of its line.
const COMMENTS: [&str; 2] = ["--", "#"];
/// Words that begin statements of a text that puts rows into tables.
const BEGIN: [&str; 19] = [
    "COPY", "INSERT", "REPLACE", "CREATE", "DROP", "SET", "USE", "BEGIN", "START", "DELETE",
    "TRUNCATE", "ALTER", "LOCK", "UPDATE", "GO", "DO", "WITH", "PRAGMA", "IF",
];
/// Words that begin what a table holds beside its columns.
const NO_COLUMN: [&str; 10] = [
    "PRIMARY",
    "KEY",
    "UNIQUE",
    "INDEX",
    "CONSTRAINT",
    "FOREIGN",
    "CHECK",
    "FULLTEXT",
    "SPATIAL",
    "EXCLUDE",
];
/// What ends rows that are copied, and what a value of theirs is that says nothing.
const END: &str = "\\.";
const NOTHING: &str = "\\N";
/// The list of what is no row.
const TEXT: &str = "(text)";
/// How often a list may end and another begin.
const LISTS: usize = 4000;

/// Whether a text begins with a statement, and one of the first puts rows into a table.
pub(super) fn may_be(head: &str) -> bool {
    let mut scanner = Scanner::new(head);
    scanner.skip_comments(&COMMENTS);
    let begins = BEGIN.iter().any(|word| scanner.take_word(word));
    begins && head.lines().any(|line| begins_rows(line.trim_start()))
}

/// Whether a line begins a statement that puts rows into a table.
pub(in crate::intake) fn begins_rows(line: &str) -> bool {
    let mut scanner = Scanner::new(line);
    let begins = scanner.take_word("INSERT") || scanner.take_word("REPLACE");
    begins && scanner.rest().starts_with(char::is_whitespace) || copies(line)
}

/// Whether a line says that rows follow, up to one that ends them: `COPY cameras (name, make) FROM stdin;`.
fn copies(line: &str) -> bool {
    let line = line.lines().next().unwrap_or_default();
    let from = line.trim_end().trim_end_matches(';').trim_end();
    let words: Vec<_> = from.split_whitespace().collect();
    let [copy, .., source, stdin] = words.as_slice() else { return false };
    [(copy, "COPY"), (source, "FROM"), (stdin, "STDIN")]
        .iter()
        .all(|(word, wanted)| word.eq_ignore_ascii_case(wanted))
}

/// The rows of a text as JSON; `None` where it puts none into a table.
pub(super) fn as_json(text: &str) -> Option<String> {
    let mut reader = SqlReader {
        scanner: Scanner::new(text),
        out: JsonWriter::default(),
        list: None,
        lists: 0,
        rows: 0,
        tables: FxHashMap::default(),
        again: text.len() * 4,
    };
    reader.out.sign('{');
    while !reader.scanner.rest().is_empty() {
        reader.line()?;
    }
    reader.end_list();
    reader.out.sign('}');
    (reader.rows > 0).then(|| reader.out.into_text())
}

struct SqlReader<'t> {
    scanner: Scanner<'t>,
    out: JsonWriter,
    /// The list that has begun, and whether it holds anything.
    list: Option<(String, bool)>,
    lists: usize,
    rows: usize,
    /// The columns of tables that the text makes.
    tables: FxHashMap<String, Vec<String>>,
    /// How many bytes may still be read twice.
    again: usize,
}

impl SqlReader<'_> {
    /// Reads a statement that begins on this line, or passes over the line.
    fn line(&mut self) -> Option<()> {
        self.scanner.skip_spaces();
        let from = self.scanner.at();
        if copies(self.scanner.rest()) && self.copied().is_some() {
            return Some(());
        }
        self.go_back(from)?;
        if begins_rows(self.scanner.rest()) {
            let line = self.scanner.line();
            if let Some((table, columns)) = self.rows_begin() {
                return self.tuples(&table, &columns);
            }
            self.go_back(from)?;
            return self.text(line);
        }
        if self.scanner.take_word("CREATE") {
            self.columns_of_table();
            self.go_back(from)?;
        }
        let line = self.scanner.line();
        self.text(line)
    }

    /// The rows that follow a line which says so, one a line with tabs between their values.
    fn copied(&mut self) -> Option<()> {
        let from = self.scanner.at();
        let head = self.scanner.rest().lines().next()?;
        self.scanner.take_word("COPY");
        self.scanner.skip_spaces();
        let mut table = self.name()?;
        while self.scanner.take(".") {
            table = self.name()?;
        }
        self.scanner.skip_spaces();
        let columns = if self.scanner.take("(") {
            self.columns()?
        } else {
            self.tables.get(&table).cloned().unwrap_or_default()
        };
        self.scanner.go_to(from + head.len());
        loop {
            self.scanner.skip(usize::from(self.scanner.rest().starts_with('\r')));
            if !self.scanner.take("\n") || self.scanner.rest().is_empty() {
                return Some(());
            }
            let line = self.scanner.line();
            let row = self.scanner.rest().lines().next()?;
            self.scanner.skip(row.len());
            if row == END {
                return Some(());
            }
            self.enter(&table)?;
            self.out.line(line);
            self.out.sign('{');
            for (at, value) in row.split('\t').enumerate() {
                self.member(&columns, at);
                if value == NOTHING { self.out.nothing() } else { self.out.text(value) }
            }
            self.out.sign('}');
            self.rows += 1;
        }
    }

    /// Goes back, unless too much would be read again.
    fn go_back(&mut self, to: usize) -> Option<()> {
        self.again = self.again.checked_sub(self.scanner.at() - to)?;
        self.scanner.go_to(to);
        Some(())
    }

    /// The rest of a line as text, unless it says nothing.
    fn text(&mut self, line: u64) -> Option<()> {
        let text = self.scanner.rest().lines().next().unwrap_or_default();
        self.scanner.skip(text.len());
        let said = text.trim().trim_matches(|c: char| c.is_ascii_punctuation());
        // What parts a text into batches says nothing either.
        if said.contains(char::is_alphabetic) && !said.eq_ignore_ascii_case("GO") {
            self.enter(TEXT)?;
            self.out.line(line);
            self.out.text(text.trim());
        }
        Some(())
    }

    /// Begins a value in a list, which may have to begin first.
    fn enter(&mut self, name: &str) -> Option<()> {
        if self.list.as_ref().is_none_or(|(list, _)| list != name) {
            self.lists += 1;
            self.end_list();
            self.out.comma(self.lists - 1);
            self.out.text(name);
            self.out.sign(':');
            self.out.sign('[');
            self.list = Some((name.to_owned(), false));
        }
        if let Some((_, filled)) = &mut self.list {
            self.out.comma(usize::from(std::mem::replace(filled, true)));
        }
        (self.lists < LISTS).then_some(())
    }

    fn end_list(&mut self) {
        if self.list.take().is_some() {
            self.out.sign(']');
        }
    }

    /// Passes over what stands before the first tuple: gives the table, and its columns where they are named.
    fn rows_begin(&mut self) -> Option<(String, Vec<String>)> {
        let mut table = None;
        loop {
            self.scanner.skip_comments(&COMMENTS);
            if self.scanner.rest().starts_with('(') {
                break;
            }
            if self.scanner.take_word("VALUES") || self.scanner.take_word("VALUE") {
                let table: String = table?;
                let columns = self.tables.get(&table).cloned().unwrap_or_default();
                return Some((table, columns));
            }
            table = Some(self.name()?);
            while self.scanner.take(".") {
                table = Some(self.name()?);
            }
        }
        self.scanner.skip(1);
        let columns = self.columns()?;
        // Words such as `OVERRIDING SYSTEM VALUE` may stand between.
        for _ in 0..4 {
            self.scanner.skip_comments(&COMMENTS);
            if self.scanner.take_word("VALUES")
                || self.scanner.take_word("VALUE")
                    && self.scanner.rest().trim_start().starts_with('(')
            {
                return table.map(|table| (table, columns));
            }
            self.word()?;
        }
        None
    }

    /// The names of columns behind the bracket that opens their list.
    fn columns(&mut self) -> Option<Vec<String>> {
        let mut columns = Vec::new();
        loop {
            self.scanner.skip_comments(&COMMENTS);
            columns.push(self.name()?);
            self.scanner.skip_comments(&COMMENTS);
            if self.scanner.take(")") {
                return Some(columns);
            }
            if !self.scanner.take(",") {
                return None;
            }
        }
    }

    /// Begins the value of a row under the name of its column.
    fn member(&mut self, columns: &[String], at: usize) {
        self.out.comma(at);
        match columns.get(at) {
            Some(column) => self.out.text(column),
            None => self.out.text(&format!("#{}", at + 1)),
        }
        self.out.sign(':');
    }

    /// The name of a table or a column, in quotes or not.
    fn name(&mut self) -> Option<String> {
        match self.scanner.next()? {
            '`' | '"' | '\'' | '‘' => self.scanner.quoted(true).map(String::from),
            '[' => {
                let line = self.scanner.rest()[1..].lines().next()?;
                let inner = line.split_once(']')?.0;
                self.scanner.skip(inner.len() + 2);
                Some(inner.to_owned())
            }
            _ => self.word().map(str::to_owned),
        }
    }

    fn word(&mut self) -> Option<&str> {
        let rest = self.scanner.rest();
        let is_inner = |c: char| c.is_alphanumeric() || "_$#@".contains(c);
        let word = &rest[..rest.find(|c| !is_inner(c)).unwrap_or(rest.len())];
        self.scanner.skip(word.len());
        (!word.is_empty()).then_some(word)
    }

    /// Reads tuples with commas between.
    fn tuples(&mut self, table: &str, columns: &[String]) -> Option<()> {
        loop {
            self.comments()?;
            let line = self.scanner.line();
            if !self.scanner.take("(") {
                return Some(());
            }
            self.enter(table)?;
            self.out.line(line);
            self.out.sign('{');
            self.tuple(columns)?;
            self.out.sign('}');
            self.rows += 1;
            self.comments()?;
            if !self.scanner.take(",") {
                self.scanner.take(";");
                return Some(());
            }
        }
    }

    /// Comments are text.
    fn comments(&mut self) -> Option<()> {
        self.scanner.skip_spaces();
        while COMMENTS.iter().any(|mark| self.scanner.rest().starts_with(mark)) {
            let line = self.scanner.line();
            self.text(line)?;
            self.scanner.skip_spaces();
        }
        Some(())
    }

    /// The values of a tuple, behind the bracket that opens it.
    fn tuple(&mut self, columns: &[String]) -> Option<()> {
        for at in 0.. {
            self.scanner.skip_comments(&COMMENTS[..1]);
            self.member(columns, at);
            self.value()?;
            self.scanner.skip_comments(&COMMENTS[..1]);
            if self.scanner.take(")") {
                break;
            }
            if !self.scanner.take(",") {
                return None;
            }
        }
        Some(())
    }

    fn value(&mut self) -> Option<()> {
        let from = self.scanner.at();
        // A letter may say what kind of text stands in the quotes.
        let letters = self.scanner.rest().find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(0);
        if letters < 2 {
            self.scanner.skip(letters);
        }
        if self.scanner.rest().starts_with(['\'', '"', '‘']) {
            let text = self.scanner.quoted(true)?;
            self.scanner.skip_spaces();
            if self.scanner.rest().starts_with([',', ')']) {
                self.out.text(&text);
                return Some(());
            }
        }
        self.scanner.go_to(from);
        let mut text = self.scanner.expression(true)?.to_owned();
        // An expression may go on over lines.
        while self.scanner.rest().starts_with(['\n', ';']) {
            self.scanner.skip(1);
            text = text + " " + self.scanner.expression(true)?;
        }
        if text.eq_ignore_ascii_case("NULL") {
            self.out.nothing();
        } else {
            self.out.text(text.trim());
        }
        Some(())
    }

    /// Learns the columns of a table that is made, behind the word that makes it.
    fn columns_of_table(&mut self) -> Option<()> {
        let mut table = None;
        loop {
            self.scanner.skip_comments(&COMMENTS);
            if self.scanner.take("(") {
                break;
            }
            table = Some(self.name()?);
            while self.scanner.take(".") {
                table = Some(self.name()?);
            }
        }
        let mut columns = Vec::new();
        loop {
            self.scanner.skip_comments(&COMMENTS);
            let is_column = !NO_COLUMN.iter().any(|word| self.scanner.take_word(word));
            if is_column {
                columns.push(self.name()?);
            }
            while self.scanner.expression(true).is_some()
                && self.scanner.rest().starts_with(['\n', ';'])
            {
                self.scanner.skip(1);
            }
            if self.scanner.take(")") {
                break;
            }
            if !self.scanner.take(",") {
                return None;
            }
        }
        self.tables.insert(table?, columns);
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Option<String> {
        assert!(may_be(text), "{text}");
        as_json(text)
    }

    #[test]
    fn tuples_are_objects_on_their_lines() {
        for (text, expected) in [
            (
                "INSERT INTO `cams` (`name`, [make])\nVALUES\n(\n  'a (x)',\n  N'Acme'\n),\n('it''s', NULL);\n",
                "{\"cams\":[\n\n{\"name\":\"a (x)\",\"make\":\"Acme\"},\n\n\n\n{\"name\":\"it's\",\"make\":null}]}",
            ),
            (
                "-- all\nINSERT INTO a.b (n) VALUES (f('x', 1));\nGO\nINSERT INTO a.b (n) VALUES (2)\n-- the other\ninsert ignore into c values ('x');",
                "{\"(text)\":[\"-- all\"],\"b\":[\n{\"n\":\"f('x', 1)\"},\n\n{\"n\":\"2\"}],\"(text)\":[\n\"-- the other\"],\"c\":[\n{\"#1\":\"x\"}]}",
            ),
            (
                "COPY public.cams (name, make) FROM stdin;\n1\tAcme\n2\t\\N\n\\.\nSET x;\n",
                "{\"cams\":[\n{\"name\":\"1\",\"make\":\"Acme\"},\n{\"name\":\"2\",\"make\":null}],\"(text)\":[\n\n\"SET x;\"]}",
            ),
            (
                "CREATE TABLE t (\n id int(11) NOT NULL,\n \"make\" text DEFAULT 'x',\n PRIMARY KEY (id)\n);\nINSERT INTO t VALUES (1, 'C:\\'), (2, 'a\\'b');\n",
                "{\"(text)\":[\"CREATE TABLE t (\",\n\"id int(11) NOT NULL,\",\n\"\\\"make\\\" text DEFAULT 'x',\",\n\"PRIMARY KEY (id)\"],\"t\":[\n\n{\"id\":\"1\",\"make\":\"C:\\\\\"},{\"id\":\"2\",\"make\":\"a'b\"}]}",
            ),
        ] {
            assert_eq!(json(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_puts_no_rows_is_left_alone() {
        for text in [
            "insert the card here\nINSERT: yes\n",
            "INSERT INTO a (n) SELECT n FROM b;\n",
            "INSERT INTO a (n) VALUES ('cut",
            "Insert,Model\nINSERT (x),2\n",
        ] {
            assert!(!may_be(text) || as_json(text).is_none(), "{text}");
        }
    }
}
