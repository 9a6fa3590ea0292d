//! Cases of tests that are words rather than code, `tests/words/*.toml`: whoever adds a word adds its case beside it, without Rust.

use std::path::Path;

/// What a file says.
pub(crate) fn text_of(file: &str) -> &'static str {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/words/{file}.toml"));
    std::fs::read_to_string(path).unwrap().leak()
}

/// The rows of a table of a file, each of `N` texts; a row of one text is the text itself.
pub(crate) fn cases<const N: usize>(file: &str, table: &str) -> Vec<[&'static str; N]> {
    let mut tables: toml::Table = text_of(file).parse().unwrap();
    let rows = tables.remove(table).unwrap_or_else(|| panic!("{file}: no table {table}"));
    let leaked = |value: toml::Value| &*value.as_str().unwrap().to_owned().leak();
    let row = |row: toml::Value| match row {
        toml::Value::Array(texts) => texts.into_iter().map(leaked).collect::<Vec<_>>(),
        text => vec![leaked(text)],
    };
    let rows = rows.try_into::<Vec<toml::Value>>().unwrap().into_iter().map(row);
    rows.map(|row| row.try_into().unwrap()).collect()
}
